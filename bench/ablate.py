"""What each rule of recognition is worth: scores and names with the rule off, one rule or a group at a time.

    python bench/ablate.py --gold NAME=GOLD:PAGES[:odd] … [--items FILE.tsv.xz … --number 20000 --most 2000]
        [--rules places._names_nothing consistency.spread+titles.find_titles …] [--list] [--samples 30]
        [--store FOLDER] [--jobs 1] [--seed 7]

GOLD:PAGES is a folder of STEM.jsonl (and STEM.posts) and one of STEM.txt; `odd` leaves out the even numbers.
A rule is a function of kg/recognize that can be switched off: it then gives back what it was given, or
nothing; or a pattern, which then matches nothing. `+` joins rules into a group; without --rules each is
measured by itself. The network works once, its answers are kept in the store.

Printed for each rule and set: the change in F1 (percent) of PER+LOC+ORG, TITLE and posts when it is off,
with the 95 % interval of 1,000 resamples of the set's pages; and for each FILE of unlabelled items (date,
headline, body) in how many the rule does anything (all of them are asked), in how many of these (a sample
of --most, half from each of two files) it makes other names, and some places that read otherwise without it.
"""

import argparse
import inspect
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from replay import Item, Replay, make_pipeline, read_items
from sheets import MEASURES, Sheet, count_sheet, f1, interval, read_sheets
from spacy.language import Language
from switches import Rule, Tracer, find_rules, patched

from kg.config import OWN_MODEL
from kg.recognize.network import NetworkRecognizer
from kg.recognize.pipeline import find_names
from kg.recognize.taggers import load_model

Names = list[tuple[int, int, str]]
Place = tuple[str, str]
"""What a stretch of text was and is called, and the text around it."""

_TOGETHER = 500  # items traced by one process at once


def names_in(text: str, nlp: Language) -> Names:
    """Return the names and titles of one text."""
    ((found,),) = find_names([[text]], nlp)
    return [(c.start, c.end, c.label) for c in found]


def changed_places(text: str, before: Names, after: Names) -> Iterator[Place]:
    """Yield the stretches of a text that have other names, each with what they were and are."""
    lost, new = set(before) - set(after), set(after) - set(before)
    places: list[Names] = []
    for span in sorted(lost | new):
        if places and span[0] < max(end for _, end, _ in places[-1]):
            places[-1].append(span)
        else:
            places.append([span])
    for place in places:
        start, end = min(s for s, _, _ in place), max(e for _, e, _ in place)
        sides = (
            ", ".join(f"{text[s:e]}/{x}" for s, e, x in place if (s, e, x) in side) or "–"
            for side in (lost, new)
        )
        around = f"…{text[max(0, start - 18) : start]}[{text[start:end]}]{text[end : end + 14]}…"
        yield " → ".join(sides).replace("\n", "⏎"), around.replace("\n", "⏎")


@dataclass
class Bench:
    """The texts, what the network says of them, and which rules fire where."""

    nlp: Language
    rules: dict[str, Rule]
    sheets: list[Sheet]
    items: list[Item]
    seed: int
    most: int
    samples: int
    counts: Any = None
    fired_sheets: list[set[str]] = field(default_factory=list)
    fired_items: list[set[str]] = field(default_factory=list)
    names: list[Names] = field(default_factory=list)

    def trace(self, jobs: int) -> None:
        """Score the sheets with all rules on, and note which rules fire in each text."""
        self.counts = np.array([count_sheet(sheet, self.nlp) for sheet in self.sheets])
        tracer = Tracer(self.rules)
        with patched(tracer.changes()):
            for sheet in self.sheets:
                count_sheet(sheet, self.nlp)
                self.fired_sheets.append(tracer.take())
        with Pool(jobs) as pool:
            for traced in pool.imap(_trace, range(0, len(self.items), _TOGETHER)):
                self.names += [names for names, _ in traced]
                self.fired_items += [fired for _, fired in traced]
                print(f"{len(self.names)} items traced", flush=True)

    def trace_items(self, start: int) -> list[tuple[Names, set[str]]]:
        """Return the names of some items, from a number on, and which rules fire in each."""
        tracer = Tracer(self.rules)
        with patched(tracer.changes()):
            return [
                (names_in(item.text, self.nlp), tracer.take())
                for item in self.items[start : start + _TOGETHER]
            ]

    def measure(self, group: str) -> str:
        """Return the report on a rule or group."""
        rules = set(group.split("+"))
        report = [f"## {group} ({sum(map(self._size, rules))} lines)"]
        try:
            with patched(dict(self.rules[rule] for rule in rules)):
                report += [*self._rows(rules), *self._items(rules)]
        except (IndexError, ValueError) as error:
            report.append(f"can't be switched off: {str(error)[:80]}")
        return "\n".join(report)

    def _size(self, rule: str) -> int:
        """Return how many lines a rule has; a pattern is one."""
        function = self.rules[rule][0]
        return len(inspect.getsourcelines(function)[0]) if callable(function) else 1

    def _rows(self, rules: set[str]) -> Iterator[str]:
        """Yield the change in F1 for each set of sheets, the rules being off."""
        off = self.counts.copy()
        for k, fired in enumerate(self.fired_sheets):
            if fired & rules:
                off[k] = count_sheet(self.sheets[k], self.nlp)
        for corpus in dict.fromkeys(sheet.corpus for sheet in self.sheets):
            chosen = [k for k, sheet in enumerate(self.sheets) if sheet.corpus == corpus]
            yield f"{corpus}: {self._row(self.counts[chosen], off[chosen])}"

    def _row(self, on: Any, off: Any) -> str:
        low, high = interval(on, off, self.seed)
        base, changed = f1(on.sum(axis=0)), f1(off.sum(axis=0))
        return "; ".join(
            f"{name} {base[m]:.1f} {changed[m] - base[m]:+.2f} [{low[m]:+.2f}, {high[m]:+.2f}]"
            for m, name in enumerate(MEASURES)
        )

    def _items(self, rules: set[str]) -> Iterator[str]:
        """Yield how many items have other names, and some of the places, the rules being off."""
        draw, found = random.Random(self.seed), list[Place]()
        numbers: dict[str, list[int]] = {}
        for k, item in enumerate(self.items):
            numbers.setdefault(item.source, []).append(k)
        for source, every in numbers.items():
            fired = [k for k in every if self.fired_items[k] & rules]
            asked = sorted(draw.sample(fired, min(len(fired), self.most // len(numbers))))
            places = [list(self._changes(k)) for k in asked]
            found += [place for item in places for place in item]
            other, count = sum(map(bool, places)), sum(map(len, places))
            share = f"of {len(asked)} of these" if len(asked) < len(fired) else "of these"
            yield (
                f"{source}: fires in {len(fired)} of {len(every)}; other names in {other} {share}, "
                f"{count} places"
            )
        yield from _samples(found, self.samples, draw)

    def _changes(self, k: int) -> Iterator[Place]:
        text = self.items[k].text
        return changed_places(text, self.names[k], names_in(text, self.nlp))


def _samples(places: Sequence[Place], most: int, draw: random.Random) -> Iterator[str]:
    """Yield some of the places, what changes in the same way only once, with how often it does."""
    often = Counter(change for change, _ in places)
    one = dict(draw.sample(places, len(places)))
    for change in draw.sample(sorted(one), min(len(one), most)):
        yield f"  {change}   {one[change]}" + (f"   ×{often[change]}" if often[change] > 1 else "")


_bench: list[Bench] = []  # inherited by the processes that trace and measure


def _trace(start: int) -> list[tuple[Names, set[str]]]:
    return _bench[0].trace_items(start)


def _measure(group: str) -> str:
    return _bench[0].measure(group)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", nargs="*", default=[], metavar="NAME=GOLD:PAGES[:odd]")
    parser.add_argument("--items", nargs="*", default=[], type=Path, metavar="FILE")
    parser.add_argument("--number", type=int, default=20_000, help="how many items")
    parser.add_argument("--most", type=int, default=2000, help="items that a rule is switched off for")
    parser.add_argument("--rules", nargs="*", metavar="RULE[+RULE…]")
    parser.add_argument("--list", action="store_true", help="print the names of the rules and stop")
    parser.add_argument("--samples", type=int, default=30)
    parser.add_argument("--store", type=Path, default=Path("ablate"))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    rules = find_rules()
    groups: Iterable[str] = arguments.rules or rules
    if arguments.list:
        print("\n".join(groups))
        return
    asked = {rule for group in groups for rule in group.split("+")}
    _bench.append(_prepare(arguments, {rule: rules[rule] for rule in rules if rule in asked}))
    _bench[0].trace(arguments.jobs)
    with Pool(arguments.jobs) as pool:
        for report in pool.imap(_measure, groups):
            print(report, flush=True)


def _prepare(arguments: argparse.Namespace, rules: dict[str, Rule]) -> Bench:
    """Return the bench, the network's work done."""
    network = next(
        c for _, c in load_model(OWN_MODEL.name).pipeline if isinstance(c, NetworkRecognizer)
    ).network
    replay = Replay(network)
    stored = arguments.store / "items.jsonl.xz"
    items = list(islice(read_items(arguments.items), arguments.number))
    replay.read(stored)
    replay.fill((item.text for item in items), stored)
    sheets = [sheet for argument in arguments.gold for sheet in read_sheets(argument)]
    print(f"{len(sheets)} pages, {len(items)} items", flush=True)
    return Bench(
        *(make_pipeline(replay), rules, sheets, items),
        *(arguments.seed, arguments.most, arguments.samples),
    )


if __name__ == "__main__":
    main()
