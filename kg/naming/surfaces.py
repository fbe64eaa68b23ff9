"""The forms of a page, and the rules' view of it."""

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.knowledge.spelling import without_dots
from kg.model import Judgement, Label
from kg.naming.home import Home

MOST_OTHERS = 300
_PART_END = re.compile(r"[· ]|(?<=[a-z])(?=[A-Z])")


class Surface(NamedTuple):
    """A form as one article writes it."""

    article: str
    label: Label
    text: str  # in plain spelling
    at: int  # where the article has it first


@dataclass(slots=True)
class PageNames:
    """All forms of a page with what they are known to stand for so far."""

    home: Home
    path: str  # of the page
    paper: str = ""  # whose page it is
    surfaces: list[Surface] = field(default_factory=list)
    names: dict[tuple[str, Label, str], str] = field(default_factory=dict)  # canonical forms
    held: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # titles by article and person
    reporters: set[str] = field(default_factory=set)  # people whom the page has in bylines alone
    pseudonyms: set[tuple[str, str]] = field(default_factory=set)  # article, name
    defined: dict[tuple[str, Label, str], str] = field(default_factory=dict)  # the name that is explained
    continued: set[frozenset[str]] = field(default_factory=set)  # articles that go on in each other
    before: dict[tuple[str, str], Surface] = field(default_factory=dict)  # the body of the post before
    apart: set[frozenset[str]] = field(default_factory=set)  # forms that one list tells apart
    kin: set[tuple[str, str]] = field(default_factory=set)  # short and full names of two people
    honored: set[str] = field(default_factory=set)  # full names of those whom the page does not speak of
    texts: dict[str, str] = field(default_factory=dict)  # of the articles, healed
    countries: dict[str, dict[str, None]] = field(default_factory=dict)  # by article, see kg.naming.abroad
    _by_char: dict[Label, dict[str, "Bearers"]] = field(default_factory=dict)
    _by_rest: dict[tuple[Label, str], list[Surface]] = field(default_factory=dict)
    _by_part: dict[str, set[str]] = field(default_factory=dict)
    _by_dots: dict[str, list[Surface]] = field(default_factory=dict)
    _definitions: dict[tuple[Label, str], list[tuple[str, Label, str]]] = field(default_factory=dict)

    def name(self, surface: Surface) -> str:
        """Return the canonical form of a surface, as far as it is known."""
        return self.names.get((surface.article, surface.label, surface.text), surface.text)

    def posts_of(self, surface: Surface) -> set[str]:
        """Return the titles that an article gives to a person."""
        return self.held.get((surface.article, surface.text), set())

    def told_together(self, a: str, b: str) -> bool:
        """Tell whether two articles are one story: the same, or one goes on in the other."""
        return a == b or frozenset((a, b)) in self.continued

    def others(self, surface: Surface, chars: str, *, longer: bool = False) -> list[Surface]:
        """Return other surfaces of a label, the nearest before it first: all that hold some characters.

        Those after it in the article follow, then those of the other articles, each in the order of the
        text. On a page with very many of them (a directory) only those around it are returned. Some that
        lack one of the characters, or are no longer than the surface where only longer ones are asked
        for, may be among them.
        """
        by_char = self._by_char.get(surface.label)
        if by_char is None:
            alike = [known for known in self.surfaces if known.label == surface.label]
            by_char = self._by_char[surface.label] = _bearers(alike)
        bearers = [by_char.get(char, _NONE) for char in chars]
        if longer and min(one.longest for one in bearers) <= len(surface.text):
            return []
        return _in_order(min((one.surfaces for one in bearers), key=len), surface)

    def told_alike(self, surface: Surface, rest: str) -> list[Surface]:
        """Return, in the order of `others`, those that end with some words after a division."""
        if not self._by_rest:
            for known in self.surfaces:
                if found := self.home.divisions.leading(known.text):
                    self._by_rest.setdefault((known.label, known.text[found[1] :]), []).append(known)
        return _in_order(self._by_rest.get((surface.label, rest), []), surface)

    def dotted(self, surface: Surface) -> list[Surface]:
        """Return the people of the page whose names a form is without the dots between their parts."""
        if not self._by_dots:
            self._by_dots[""] = []
            for known in self.surfaces:
                if known.label == "PER" and "·" in known.text:
                    self._by_dots.setdefault(without_dots(known.text), []).append(known)
        return self._by_dots.get(surface.text, [])

    def explained(self, surface: Surface) -> set[str]:
        """Return the names, as far as known, that articles of the page explain a form to stand for."""
        if not self._definitions and self.defined:
            for (article, label, form), full in self.defined.items():
                self._definitions.setdefault((label, form), []).append((article, label, full))
        known = self._definitions.get((surface.label, surface.text), ())
        return {self.names.get(key, key[2]) for key in known}

    def whole_names(self, part: str) -> set[str]:
        """Return the names of people of which a word is the first or last part; case does not matter."""
        if not self._by_part:
            self._by_part[""] = set()
            for known in self.surfaces:
                name = self.name(known)
                for each in parts_of(name) if known.label == "PER" else ():
                    self._by_part.setdefault(each.lower(), set()).add(name)
        return self._by_part.get(part.lower(), set())


@dataclass(slots=True)
class Bearers:
    """The surfaces that hold a character, in the order of the text, and how long the longest is."""

    surfaces: list[Surface] = field(default_factory=list)
    longest: int = 0


_NONE = Bearers()


def _bearers(surfaces: Sequence[Surface]) -> dict[str, Bearers]:
    """Return the surfaces by each character that they hold."""
    by_char: dict[str, Bearers] = {}
    for surface in surfaces:
        length = len(surface.text)
        for char in set(surface.text):
            bearers = by_char.get(char)
            if bearers is None:
                bearers = by_char[char] = Bearers()
            bearers.surfaces.append(surface)
            if length > bearers.longest:
                bearers.longest = length
    return by_char


def _in_order(surfaces: list[Surface], surface: Surface) -> list[Surface]:
    """Return those with another text around a surface: the nearest before it, those after it, elsewhere."""
    before: list[Surface] = []
    after: list[Surface] = []
    elsewhere: list[Surface] = []
    for other in _near(surfaces, surface):
        if other.text == surface.text:
            continue
        if other.article != surface.article:
            elsewhere.append(other)
        else:
            (before if other.at < surface.at else after).append(other)
    return [*reversed(before), *after, *elsewhere]


def _near(surfaces: list[Surface], surface: Surface) -> list[Surface]:
    """Return the surfaces, or those around one where there are very many; they are sorted by place."""
    if len(surfaces) <= MOST_OTHERS:
        return surfaces
    at = bisect(surfaces, (surface.article, surface.at), key=lambda s: (s.article, s.at))
    return surfaces[max(0, at - MOST_OTHERS // 2) : at + MOST_OTHERS // 2]


def parts_of(name: str) -> frozenset[str]:
    """Return the first and the last part of a name of several parts.

    >>> sorted(parts_of("唐纳德·特朗普")), parts_of("张文强")
    (['唐纳德', '特朗普'], frozenset())
    >>> sorted(parts_of("JohnSmith"))
    ['John', 'Smith']
    """
    parts = _PART_END.split(name)
    return frozenset((parts[0], parts[-1])) if len(parts) > 1 else frozenset()


Rule = Callable[[Surface, PageNames], Judgement | None]


def judge(rules: Sequence[Rule], surface: Surface, page: PageNames) -> Judgement | None:
    """Return the judgement of the first rule that has one."""
    for rule in rules:
        if judgement := rule(surface, page):
            return judgement
    return None


def same(a: str, b: str, reason: str, score: float) -> Judgement:
    """Return the judgement that two forms are one entity."""
    return Judgement(a, b, "positive", reason, score)


def renamed(surface: Surface, name: str, reason: str, score: float) -> Judgement | None:
    """Return the judgement that a surface stands for a name, None where it is that name itself."""
    return same(surface.text, name, reason, score) if name != surface.text else None


def unsure(a: str, b: str, reason: str) -> Judgement:
    """Return the judgement that two forms may be one entity, which merges nothing."""
    return Judgement(a, b, "unsure", reason, 0.5)
