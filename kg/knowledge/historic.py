"""Divisions that are no more (kg/data/historic.tsv): 哲里木盟, 襄樊市, 昌平县.

The same division under a new name (襄樊市, 襄阳市) is one place. Where a division became one of another
kind or was shared out (哲里木盟, 昌平县, 绥远省) it is a place of its own: its posts and organs were others.
It has the codes of the divisions in which its land lies now.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg.knowledge.divisions import Division, read_divisions
from kg.knowledge.tables import read_rows

HISTORIC = "historic"


@dataclass(frozen=True, slots=True)
class Historic:
    """A division that is no more: its years are "" where unknown."""

    name: str
    short: str  # a place for sure, or ""
    level: int
    holder: str  # code of the division of today that it lay in, "" for a province
    start: str
    end: str
    successors: tuple[str, ...]  # codes
    kept: bool  # goes on under a new name

    @property
    def canonical(self) -> str:
        """The name that its entity has: the new name where it goes on, else one that no other has."""
        divisions = read_divisions()
        if self.kept:
            return divisions.canonical(divisions.by_code[self.successors[0]])
        alike = [other for other in read_historic().get(self.name, ()) if other.name == self.name]
        holder = divisions.by_code.get(self.holder)
        return holder.name + self.name if holder and len(alike) > 1 else self.name

    def lies_in(self, place: Division) -> bool:
        """Tell whether all its land lies in a division of today."""
        divisions = read_divisions()
        return all(divisions.contains(place, divisions.by_code[code]) for code in self.successors)


@cache
def read_historic() -> dict[str, tuple[Historic, ...]]:
    """Return the divisions that are no more, by full and short name."""
    found: dict[str, list[Historic]] = defaultdict(list)
    for name, short, level, holder, start, end, codes, kept in read_rows("historic.tsv", 8):
        entry = Historic(name, short, int(level), holder, start, end, tuple(codes.split("|")), kept == "1")
        for form in {name, short} - {""}:
            found[form].append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


def historic_named(form: str) -> Historic | None:
    """Return the one division of old that a form stands for, None where several can be.

    A short form means the one that bore it last (中甸 is 中甸县, not an older namesake of other rank).

    >>> historic_named("哲里木").name, historic_named("襄樊").canonical, historic_named("青岛")
    ('哲里木盟', '襄阳市', None)
    """
    entries = read_historic().get(form, ())
    whole = tuple(entry for entry in entries if entry.name == form) or entries
    if len({entry.canonical for entry in whole}) > 1:
        shared = {entry.successors for entry in whole}
        return max(whole, key=lambda entry: (entry.end, entry.name)) if len(shared) == 1 else None
    return whole[0] if whole else None


def historic_of(name: str) -> Historic | None:
    """Return the division of old that a canonical name stands for, None for any other place."""
    entry = historic_named(name)
    if entry is None:
        alike = (e for form in _tails(name) for e in read_historic().get(form, ()) if e.canonical == name)
        entry = next(alike, None)
    return entry if entry and not entry.kept and entry.canonical == name else None


def _tails(name: str) -> tuple[str, ...]:
    return tuple(name[start:] for start in range(len(name) - 1))
