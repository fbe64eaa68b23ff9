"""The rules of kg/recognize that can be switched off, and what notes in which texts they do anything."""

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kg.recognize.candidates import Draft

Function = Callable[..., Any]
Rule = tuple[Any, Any]
"""A function or pattern, and what stands for it when it is off."""

ROOMS = (
    *("bodies", "body_joints", "joined_bodies", "known_bodies", "titles", "title_ties"),
    *("edges", "names", "name_contexts", "places", "place_edges", "consistency"),
)
PARTS = (
    *(
        "bodies._is_placed",
        "bodies._may_embed",
        "bodies._may_link",
        "bodies._joined_body",
    ),
    *("bodies._goes_on", "bodies._takes_body"),
    *("known_bodies._is_paper", "known_bodies._may_own_organ"),
    *("titles._occupation_before", "titles._may_cut", "titles._may_extend"),
    *("title_ties._at_work", "title_ties._goes_on", "title_ties._just_named", "names._is_surname_word"),
    *("names._is_vivid", "name_contexts._name_width", "name_contexts._foreign_width"),
    *("name_contexts._is_verb_and_object", "name_contexts._is_known", "places._are_one_place"),
    *("places._is_short", "places._among_places"),
    *("places._is_no_person", "places._descends", "places._venue_width", "places._too_common"),
    "consistency._runs_on",
)
"""Rules that say only yes or how far; what else says so is part of a rule."""
PATTERNS = (
    *("joined_bodies._BESIDE", "known_bodies._CLASS"),
    *("known_bodies._CLASS_END", "known_bodies._VENUE_END", "place_edges._DATED"),
    *("place_edges._PART", "places._SECTION", "titles._FOLLOWERS", "titles._ROLE"),
)
"""Rules inside a function that a pattern decides; none stands in a function that keeps its answers."""
STAND_INS: dict[str, Function] = {
    "consistency._occurrences": lambda *_: [],  # what it gives back is added to what it was given
    "titles._extend_left": lambda text, start, floor, index: start,
}
"""What a rule does when it is off, where its types don't say so."""
_TIDY = frozenset({"places._disjoint", "places._deictic"})  # no rules, whatever they give back
_NEVER = re.compile(r"(?!)")


def find_rules() -> dict[str, Rule]:
    """Return each rule by name, with the function that stands for it when it is off."""
    rules = {}
    for room in ROOMS:
        module = importlib.import_module(f"kg.recognize.{room}")
        for name, function in vars(module).items():
            plain = inspect.unwrap(function) if callable(function) else None  # one that keeps its answers
            if inspect.isfunction(plain) and plain.__module__ == module.__name__:
                rule = f"{room}.{name}"
                off = STAND_INS.get(rule) or _off(plain)
                if off and (rule in PARTS or rule in STAND_INS or (_is_step(plain) and rule not in _TIDY)):
                    rules[rule] = (function, off)
            elif f"{room}.{name}" in PATTERNS:
                rules[f"{room}.{name}"] = (function, _NEVER)
    missing = {*PARTS, *PATTERNS, *STAND_INS} - set(rules)
    if missing:
        raise LookupError(f"no such rules: {', '.join(sorted(missing))}")
    return rules


def _off(function: Function) -> Function | None:
    """Return what a function does when it is off; None where that makes no sense."""
    signature = inspect.signature(function)
    result = _plain(signature.return_annotation)
    kinds = [_plain(parameter.annotation) for parameter in signature.parameters.values()]
    nothing: dict[str, Any] = {"None": None, "bool": False, "int": 0}
    if result in nothing or result.endswith("|None"):
        return lambda *_, **__: nothing.get(result)
    if result in kinds and ("Word" in result or "Candidate" in result):
        at = kinds.index(result)
        return lambda *args, **_: args[at]
    if result == "list[Word]" and kinds[0] == "Word":
        return lambda *args, **_: [args[0]]
    empty = next((make for make in (list, set, frozenset) if result.startswith(f"{make.__name__}[")), None)
    return (lambda *_, **__: empty()) if empty else None


def _is_step(function: Function) -> bool:
    """Tell whether a function gives back words, candidates, spans or titles rather than yes or no."""
    return _plain(inspect.signature(function).return_annotation) not in ("bool", "int", "int|None")


def _plain(annotation: Any) -> str:
    """Return an annotation in short: list[Word]."""
    text = annotation.__name__ if inspect.isclass(annotation) and not hasattr(annotation, "__args__") else ""
    text = text or str(annotation)
    for long, short in (("kg.recognize.candidates.", ""), ("collections.abc.Sequence", "list"), (" ", "")):
        text = text.replace(long, short)
    return text


@contextmanager
def patched(changes: Mapping[Any, Any]) -> Iterator[None]:
    """Put other functions and patterns in the place of some, wherever a module of kg.recognize holds them."""
    kept: list[tuple[object, str, object]] = []
    for key, module in list(sys.modules.items()):
        for name, value in list(vars(module).items()) if key.startswith("kg.recognize") else ():
            other = _replaced(value, changes)
            if other is not value:
                kept.append((module, name, value))
                setattr(module, name, other)
    try:
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def _replaced(value: Any, changes: Mapping[Any, Any]) -> Any:
    """Return the stand-in of a function or pattern, and a tuple or table of functions with theirs."""
    if isinstance(value, re.Pattern) or inspect.isroutine(value) or hasattr(value, "__wrapped__"):
        return changes.get(value, value)
    if isinstance(value, tuple) and any(_replaced(part, changes) is not part for part in value):
        return tuple(_replaced(part, changes) for part in value)
    if isinstance(value, dict) and any(_replaced(part, changes) is not part for part in value.values()):
        return {key: _replaced(part, changes) for key, part in value.items()}
    return value


@dataclass
class Tracer:
    """Notes which rules do anything at all: give back, or change, what they would not when off."""

    rules: Mapping[str, Rule]
    fired: set[str] = field(default_factory=set)

    def changes(self) -> dict[Any, Any]:
        """Return a watched stand-in for each rule."""
        return {
            on: WatchedPattern(on, name, self.fired) if off is _NEVER else self._watch(name, on, off)
            for name, (on, off) in self.rules.items()
        }

    def take(self) -> set[str]:
        """Return the rules that did anything since the last call."""
        fired = set(self.fired)
        self.fired.clear()
        return fired

    def _watch(self, name: str, function: Function, off: Function) -> Function:
        gives = _plain(inspect.signature(function).return_annotation)

        def watched(*args: Any, **kwargs: Any) -> Any:
            if name in self.fired:
                return function(*args, **kwargs)
            before = args if gives in ("bool", "int") else tuple(map(_copy, args))
            result = function(*args, **kwargs)
            changed = result != off(*before, **kwargs)
            if changed or (gives == "None" and tuple(map(_copy, args)) != before):
                self.fired.add(name)
            return result

        return watched


@dataclass(frozen=True)
class WatchedPattern:
    """A pattern that notes when it matches."""

    pattern: re.Pattern[str]
    name: str
    fired: set[str]

    def search(self, *where: Any) -> re.Match[str] | None:
        """Return the first match."""
        return self._note(self.pattern.search(*where))

    def match(self, *where: Any) -> re.Match[str] | None:
        """Return the match at the start."""
        return self._note(self.pattern.match(*where))

    def fullmatch(self, *where: Any) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._note(self.pattern.fullmatch(*where))

    def _note(self, match: re.Match[str] | None) -> re.Match[str] | None:
        if match:
            self.fired.add(self.name)
        return match


def _copy(argument: Any) -> Any:
    """Return a list or set as it is now, and of a draft its words; a rule changes nothing else."""
    if isinstance(argument, Draft):
        return list(argument.words)
    return argument.copy() if isinstance(argument, list | set) else argument
