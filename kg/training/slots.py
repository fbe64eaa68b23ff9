"""New passages from old ones: people and places are exchanged for others of all kinds.

Within a passage the same name is exchanged for the same other one, so that it stays a plausible text.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

from kg.knowledge.countries import read_countries
from kg.knowledge.divisions import Division, read_divisions, read_townships
from kg.training.names import People
from kg.training.passages import Marked, Passage

_SUFFIXES = ("自治区", "自治州", "自治县", "自治旗", "特别行政区", "新区", *"省市县区旗盟州")
_VARIED = 0.15
_TOWNS = ("街道", *"乡镇")


class Slots:
    """What names are exchanged for."""

    def __init__(self, people: People, share: float) -> None:
        """Take the people to draw from and the share of a passage's names to exchange."""
        self.people, self.share = people, share
        self.divisions = list(read_divisions().by_code.values())
        self.countries = sorted(set(read_countries().values()))
        self._towns = read_townships()
        self._by_suffix: dict[str, list[Division]] = {}
        for division in self.divisions:
            self._by_suffix.setdefault(suffix_of(division.name), []).append(division)
        self._full = {division.name for division in self.divisions}
        self._short = {d.short for d in self.divisions if 2 <= len(d.short) < len(d.name)}
        self._shorts = sorted(self._short)
        self._nations = set(self.countries)

    def fill(self, passage: Passage, random: Random) -> Passage:
        """Return the passage with some of its names exchanged."""
        exchanged: dict[tuple[str, str], str] = {}
        edits: list[tuple[int, int, str]] = []
        for start, end, label in passage.named:
            if label == "TITLE":
                continue
            old = passage.text[start:end]
            key = (label, old)
            if key not in exchanged:
                exchanged[key] = self._other(old, label, random) if random.random() < self.share else old
            if exchanged[key] != old:
                edits.append((start, end, exchanged[key]))
        return vary_lists(apply_edits(passage, edits), random)

    def _other(self, old: str, label: str, random: Random) -> str:
        """Return a name to stand for the old one; the old one where none fits."""
        if label == "PER":
            return self.people.draw(random) if len(old) > 1 else old
        if label == "LOC":
            return self._other_place(old, random)
        head = self._known_head(old)
        return self._other_place(head, random) + old[len(head) :] if head else old

    def _other_place(self, old: str, random: Random) -> str:
        if old in self._nations:
            return random.choice(self.countries)
        if old in self._short:
            return random.choice(self._shorts)
        if old.endswith(_TOWNS) and len(old) > 2:
            return self._other_town(old, random)
        group = self._by_suffix.get(suffix_of(old), []) if len(old) > 2 else []
        if not group:
            return old
        if old in self._full or random.random() < 0.5:
            return random.choice(group).name
        outer = random.choice(self._by_suffix[random.choice(("市", "省", "自治区"))])
        return outer.name + random.choice(group).name

    def _other_town(self, old: str, random: Random) -> str:
        division = random.choice(self.divisions)
        while division.code not in self._towns:
            division = random.choice(self.divisions)
        town = random.choice(self._towns[division.code])
        return division.name + town if len(old) > 5 else town

    def _known_head(self, old: str) -> str:
        """Return the longest division that a body's name starts with, leaving two characters at least."""
        for length in range(min(len(old) - 2, 12), 1, -1):
            if old[:length] in self._full or old[:length] in self._short:
                return old[:length]
        return ""


def vary_lists(passage: Passage, random: Random) -> Passage:
    """Return the passage, in some cases with its lists of people run together or set apart by blanks."""
    if random.random() > _VARIED:
        return passage
    between = random.choice(("", " ", "，"))
    people = [(start, end) for start, end, label in passage.named if label == "PER"]
    edits = [
        (end, start, between)
        for (_, end), (start, _) in pairwise(people)
        if passage.text[end:start] in ("、", "，")
    ]
    return apply_edits(passage, edits)


def suffix_of(name: str) -> str:
    """Return the class word at the end of a division's name, or nothing.

    >>> suffix_of("鄂伦春自治旗"), suffix_of("长江")
    ('自治旗', '')
    """
    return next((suffix for suffix in _SUFFIXES if name.endswith(suffix) and len(name) > len(suffix)), "")


def apply_edits(passage: Passage, edits: Iterable[tuple[int, int, str]]) -> Passage:
    """Return the passage with stretches of its text replaced; edits are sorted, without overlaps."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []  # from this old offset on, by so much
    last, shift = 0, 0
    for start, end, new in edits:
        parts += [passage.text[last:start], new]
        last, shift = end, shift + len(new) - (end - start)
        shifts.append((end, shift))
    move = _mover(shifts)
    named: tuple[Marked, ...] = tuple((move(s), move(e), label) for s, e, label in passage.named)
    unsure = tuple((move(s), move(e)) for s, e in passage.unsure)
    return Passage("".join([*parts, passage.text[last:]]), named, unsure, passage.domain, passage.titles)


def _mover(shifts: list[tuple[int, int]]) -> Callable[[int], int]:
    def move(offset: int) -> int:
        moved = offset
        for end, shift in shifts:
            if offset < end:
                break
            moved = offset + shift
        return moved

    return move
