"""What each rule of recognition is worth: scores and names with the rule off, one rule or a group at a time.

    python bench/ablate.py --gold NAME=GOLD:PAGES[:odd] … [--items FILE.tsv.xz … --number 20000]
        [--rules places._is_torn consistency.spread+titles.find_titles …] [--list] [--samples 10]
        [--store FOLDER] [--jobs 1] [--seed 7]

GOLD:PAGES is a folder of STEM.jsonl (and STEM.posts) and one of STEM.txt; `odd` leaves out the even numbers.
A rule is a function of kg/recognize that can be switched off: it then gives back what it was given, or
nothing. `+` joins rules into a group; without --rules each that changes words is measured by itself. The
network works once, its answers are kept in the store; a rule is measured where it fires at all.

Printed for each rule and set: the change in F1 (percent) of PER+LOC+ORG, TITLE and posts when it is off, with
the 95 % interval of 1,000 resamples of the set's pages; and for FILEs of unlabelled items (date, headline,
body) how many have other names when it is off, with some of the changed places.
"""

import argparse
import importlib
import inspect
import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from kg.store.rows import mention_rows, post_rows
from replay import Replay, make_pipeline, read_items
from spacy.language import Language

from kg.config import OWN_MODEL, Config
from kg.corpus import Census, resolve
from kg.pages import PageFile
from kg.reading.page import read_page_file
from kg.recognize.candidates import Draft
from kg.recognize.network import NetworkRecognizer
from kg.recognize.pipeline import find_names
from kg.recognize.taggers import load_model
from kg.score import Count, score_mentions, score_posts

ROOMS = (
    *("bodies", "body_joints", "joined_bodies", "known_bodies", "titles", "title_ties"),
    *("names", "name_contexts", "places", "consistency"),
)
PARTS = (
    *("names._is_vivid", "names._is_led", "name_contexts._name_width", "name_contexts._foreign_width"),
    *("places._venue_width", "places._stands_as_place", "consistency._runs_on"),
)
"""Rules that say only yes or how far; what else says so is part of a rule."""
MEASURES = ("names", "TITLE", "posts")
_RESAMPLES = 1000
_MOST_ITEMS = 800  # items that a rule which fires nearly everywhere is run on

Rule = tuple[Callable[..., Any], Callable[..., Any]]
Names = list[tuple[int, int, str]]


def find_rules() -> dict[str, Rule]:
    """Return each rule by name, with the function that stands for it when it is off."""
    rules = {}
    for room in ROOMS:
        module = importlib.import_module(f"kg.recognize.{room}")
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                off = _off(function)
                if off:
                    rules[f"{room}.{name}"] = (function, off)
    return rules


def _off(function: Callable[..., Any]) -> Callable[..., Any] | None:
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


def _is_step(function: Callable[..., Any]) -> bool:
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
def patched(changes: Mapping[Callable[..., Any], Callable[..., Any]]) -> Iterator[None]:
    """Put other functions in the place of some, wherever a module of kg.recognize holds them."""
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


def _replaced(value: Any, changes: Mapping[Callable[..., Any], Callable[..., Any]]) -> Any:
    """Return a function's stand-in, and a tuple or table of functions with theirs."""
    if inspect.isfunction(value):
        return changes.get(value, value)
    if isinstance(value, tuple) and any(inspect.isfunction(part) and part in changes for part in value):
        return tuple(_replaced(part, changes) for part in value)
    if isinstance(value, dict) and any(_replaced(part, changes) is not part for part in value.values()):
        return {key: _replaced(part, changes) for key, part in value.items()}
    return value


@dataclass
class Tracer:
    """Notes which rules do anything at all."""

    rules: Mapping[str, Rule]
    fired: set[str] = field(default_factory=set)

    def changes(self) -> dict[Callable[..., Any], Callable[..., Any]]:
        """Return a watched stand-in for each rule."""
        return {function: self._watch(name, function, off) for name, (function, off) in self.rules.items()}

    def _watch(self, name: str, function: Callable[..., Any], off: Callable[..., Any]) -> Callable[..., Any]:
        gives = _plain(inspect.signature(function).return_annotation)
        step = gives.startswith("list[")

        def watched(*args: Any, **kwargs: Any) -> Any:
            if name in self.fired:
                return function(*args, **kwargs)
            before = [list(arg) if step and isinstance(arg, list) else arg for arg in args]
            words = args[0].words if isinstance(args[0], Draft) else None
            result = function(*args, **kwargs)
            changed = args[0].words != words if words is not None else gives == "None"
            if changed or result != off(*before, **kwargs):
                self.fired.add(name)
            return result

        return watched


@dataclass(frozen=True)
class Sheet:
    """An annotated page."""

    corpus: str
    stem: str
    file: PageFile
    raw: str
    gold: list[dict[str, Any]]
    posts: list[list[str]] | None


def read_sheets(argument: str) -> list[Sheet]:
    """Return the annotated pages of NAME=GOLD:PAGES[:odd]."""
    corpus, _, folders = argument.partition("=")
    gold, pages, *odd = folders.split(":")
    sheets = []
    for path in sorted(Path(gold).glob("*.jsonl")):
        if odd and int("".join(filter(str.isdigit, path.stem))) % 2 == 0:
            continue
        text, posts = Path(pages) / f"{path.stem}.txt", path.with_suffix(".posts")
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        facts = (
            [line.split("\t") for line in posts.read_text("utf-8").splitlines()] if posts.exists() else None
        )
        raw = text.read_bytes().decode("utf-8")
        sheets.append(Sheet(corpus, path.stem, PageFile(text, path.stem), raw, rows, facts))
    return sheets


def _read_table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def count_sheet(sheet: Sheet, nlp: Language) -> list[list[int]]:
    """Return right, wrong and missed for each measure."""
    reading = read_page_file(sheet.file, nlp, Config())
    census = Census()
    census.add(reading)
    resolution = resolve(census)
    labels = score_mentions(sheet.gold, list(mention_rows(reading, resolution)), sheet.raw, [])
    names = Count()
    for label in ("PER", "LOC", "ORG"):
        names += labels[label]
    posts = score_posts(sheet.posts, list(post_rows(reading, resolution)), []) if sheet.posts else Count()
    return [[c.tp, c.fp, c.fn] for c in (names, labels["TITLE"], posts)]


def f1(counts: Any) -> Any:
    """Return the F1 in percent of sums of (right, wrong, missed) along the last axis."""
    tp, fp, fn = counts[..., 0], counts[..., 1], counts[..., 2]
    return 200 * tp / np.maximum(2 * tp + fp + fn, 1)


def interval(on: Any, off: Any, seed: int) -> tuple[Any, Any]:
    """Return the 95 % interval of the change in F1 for each measure over resampled pages."""
    draws = np.random.default_rng(seed).integers(0, len(on), (_RESAMPLES, len(on)))
    change = f1(off[draws].sum(axis=1)) - f1(on[draws].sum(axis=1))
    low, high = np.percentile(change, [2.5, 97.5], axis=0)
    return low, high


def names_in(text: str, nlp: Language) -> Names:
    """Return the names and titles of one text."""
    ((found,),) = find_names([[text]], nlp)
    return [(c.start, c.end, c.label) for c in found]


def changed_places(text: str, before: Names, after: Names) -> list[str]:
    """Return the stretches of a text that have other names, each with what they were and are."""
    lost, new = set(before) - set(after), set(after) - set(before)
    places: list[list[tuple[int, int, str]]] = []
    for span in sorted(lost | new):
        if places and span[0] < max(end for _, end, _ in places[-1]):
            places[-1].append(span)
        else:
            places.append([span])
    shown = []
    for place in places:
        start, end = min(s for s, _, _ in place), max(e for _, e, _ in place)
        sides = (
            ", ".join(f"{text[s:e]}/{x}" for s, e, x in place if (s, e, x) in side) or "–"
            for side in (lost, new)
        )
        around = f"…{text[max(0, start - 18) : start]}[{text[start:end]}]{text[end : end + 14]}…"
        shown.append(f"{' → '.join(sides)}   {around}".replace("\n", "⏎"))
    return shown


@dataclass
class Bench:
    """The texts, what the network says of them, and which rules fire where."""

    nlp: Language
    rules: dict[str, Rule]
    sheets: list[Sheet]
    items: list[str]
    seed: int
    counts: Any = None
    fired_sheets: list[set[str]] = field(default_factory=list)
    fired_items: list[set[str]] = field(default_factory=list)
    names: list[Names] = field(default_factory=list)

    def trace(self) -> None:
        """Score the sheets with all rules on, and note which rules fire in each text."""
        self.counts = np.array([count_sheet(sheet, self.nlp) for sheet in self.sheets])
        for sheet in self.sheets:
            tracer = Tracer(self.rules)
            with patched(tracer.changes()):
                count_sheet(sheet, self.nlp)
            self.fired_sheets.append(tracer.fired)
        for text in self.items:
            tracer = Tracer(self.rules)
            with patched(tracer.changes()):
                self.names.append(names_in(text, self.nlp))
            self.fired_items.append(tracer.fired)

    def measure(self, group: str) -> str:
        """Return the report on a rule or group."""
        rules = group.split("+")
        lines = [f"## {group}"]
        changes = dict(self.rules[rule] for rule in rules)
        touched = [k for k, fired in enumerate(self.fired_sheets) if fired & set(rules)]
        off = self.counts.copy()
        try:
            with patched(changes):
                for k in touched:
                    off[k] = count_sheet(self.sheets[k], self.nlp)
        except (IndexError, ValueError) as error:
            return f"{lines[0]}\ncan't be switched off: {str(error)[:80]}"
        for corpus in dict.fromkeys(sheet.corpus for sheet in self.sheets):
            lines.append(self._row(corpus, off))
        return "\n".join([*lines, *self._items(set(rules), changes)])

    def _row(self, corpus: str, off: Any) -> str:
        chosen = [k for k, sheet in enumerate(self.sheets) if sheet.corpus == corpus]
        on, off = self.counts[chosen], off[chosen]
        low, high = interval(on, off, self.seed)
        base, changed = f1(on.sum(axis=0)), f1(off.sum(axis=0))
        cells = [
            f"{name} {base[m]:.1f} {changed[m] - base[m]:+.2f} [{low[m]:+.2f}, {high[m]:+.2f}]"
            for m, name in enumerate(MEASURES)
        ]
        return f"{corpus}: " + "; ".join(cells)

    def _items(self, rules: set[str], changes: dict[Any, Any]) -> Iterator[str]:
        if not self.items:
            return
        touched = [k for k, fired in enumerate(self.fired_items) if fired & rules]
        draw = random.Random(self.seed)
        chosen = sorted(draw.sample(touched, min(len(touched), _MOST_ITEMS)))
        before = [self.names[k] for k in chosen]
        with patched(changes):
            after = [names_in(self.items[k], self.nlp) for k in chosen]
        places = [
            changed_places(self.items[k], b, a)
            for k, b, a in zip(chosen, before, after, strict=True)
            if b != a
        ]
        scale = len(touched) / max(1, len(chosen))
        yield (
            f"items: fires in {len(touched)}, other names in {len(places) * scale:.0f} of {len(self.items)}"
            + (f" (from {len(chosen)})" if scale > 1 else "")
            + f", {sum(map(len, places)) * scale:.0f} places"
        )
        every = [place for item in places for place in item]
        yield from (f"  {place}" for place in draw.sample(every, min(len(every), SAMPLES)))


SAMPLES = 10
_bench: list[Bench] = []  # inherited by the processes that measure


def _measure(group: str) -> str:
    return _bench[0].measure(group)


def main() -> None:
    """Measure and print."""
    global SAMPLES
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="*", default=[], metavar="NAME=GOLD:PAGES[:odd]")
    parser.add_argument("--items", nargs="*", default=[], type=Path, metavar="FILE")
    parser.add_argument("--number", type=int, default=20_000, help="how many items")
    parser.add_argument("--rules", nargs="*", metavar="RULE[+RULE…]")
    parser.add_argument("--list", action="store_true", help="print the names of the rules and stop")
    parser.add_argument("--samples", type=int, default=SAMPLES)
    parser.add_argument("--store", type=Path, default=Path("ablate"))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    SAMPLES = arguments.samples
    rules = find_rules()
    steps = [name for name, (function, _) in rules.items() if name in PARTS or _is_step(function)]
    groups: Iterable[str] = arguments.rules or steps
    if arguments.list:
        print("\n".join(groups))
        return
    _bench.append(_prepare(arguments, rules))
    with Pool(arguments.jobs) as pool:
        for report in pool.imap(_measure, groups):
            print(report, flush=True)


def _prepare(arguments: argparse.Namespace, rules: dict[str, Rule]) -> Bench:
    """Return the bench, the network's work done and all rules traced."""
    network = next(
        c for _, c in load_model(OWN_MODEL.name).pipeline if isinstance(c, NetworkRecognizer)
    ).network
    replay = Replay(network)
    stored = arguments.store / "items.jsonl.xz"
    items = list(islice(read_items(arguments.items), arguments.number))
    replay.read(stored)
    replay.fill(items, stored)
    sheets = [sheet for argument in arguments.gold for sheet in read_sheets(argument)]
    bench = Bench(make_pipeline(replay), rules, sheets, items, arguments.seed)
    bench.trace()
    return bench


if __name__ == "__main__":
    main()
