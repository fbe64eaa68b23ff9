"""Sentences as a row of names and titles with the words between them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Article, Mention
from kg.text import sentences

_GOES_ON = re.compile(r"[\u4e00-\u9fff]")
_BREAKS = re.compile(r"[\s，：]")
_SHORT = 200  # characters that are searched as often as asked for


@dataclass(frozen=True, slots=True)
class Seat:
    """A title with its body as one clause gives them."""

    title: Mention
    body: Mention | None
    body_text: str | None  # the body as written, where it is not exactly the mention
    qualifier: str | None
    start: int  # where it begins in the healed text
    bare: bool = True  # nothing before the title that could be its body
    station: str | None = None  # where an envoy is, a side or a department, as written: 驻巴西, 中方, 亚洲

    @property
    def body_form(self) -> str | None:
        """The body as written, None when the clause gives none."""
        return self.body_text or (self.body.text if self.body else None)


Holding = tuple[Mention, Seat, str | None]
"""Person, seat, qualifier."""


class Searched:
    """The text of an article; long stretches are searched for a pattern once, however often that is asked."""

    def __init__(self, chars: str) -> None:
        """Take the text."""
        self.chars = chars
        self._places: dict[re.Pattern[str], list[int]] = {}

    def hold(self, pattern: "re.Pattern[str]", start: int, end: int) -> bool:
        """Tell whether a stretch holds what a pattern matches; the pattern may not look behind itself."""
        if end - start <= _SHORT:
            return pattern.search(self.chars, start, end) is not None
        places = self._find(pattern)
        at = bisect_left(places, start)
        while at < len(places) and places[at] < end:
            if pattern.match(self.chars, places[at], end):
                return True
            at += 1
        return False

    def last(self, pattern: "re.Pattern[str]", start: int, end: int) -> str | None:
        """Return the last words that a pattern matches in a stretch, None where there are none."""
        places = self._find(pattern)
        at = bisect_left(places, end)
        while at > 0 and places[at - 1] >= start:
            at -= 1
            if match := pattern.match(self.chars, places[at], end):
                return match[0]
        return None

    def _find(self, pattern: "re.Pattern[str]") -> list[int]:
        places = self._places.get(pattern)
        if places is None:
            places = self._places[pattern] = list(_places(pattern, self.chars))
        return places


def _places(pattern: "re.Pattern[str]", chars: str) -> Iterator[int]:
    """Yield each place where a pattern matches, also inside of what it matches before."""
    match = pattern.search(chars)
    while match:
        yield match.start()
        match = pattern.search(chars, match.start() + 1)


@dataclass(slots=True, eq=False)
class Clause:
    """A sentence and the mentions in it."""

    words: Searched  # of the whole article
    start: int
    end: int
    items: tuple[Mention, ...]
    chars: str = field(init=False)  # of the whole article
    labels: tuple[str, ...] = field(init=False)
    people: tuple[int, ...] = field(init=False)  # indexes of the people
    seats: dict[int, tuple[Seat, int]] = field(default_factory=dict)  # those read, by the index of the title

    def __post_init__(self) -> None:
        """Note what is asked for again and again."""
        self.chars = self.words.chars
        self.labels = tuple(item.label for item in self.items)
        self.people = tuple(index for index, label in enumerate(self.labels) if label == "PER")

    def __len__(self) -> int:
        """Return how many mentions the sentence has."""
        return len(self.items)

    def gap(self, index: int) -> str:
        """Return the words before item `index`; with len(self), those after the last item."""
        start = self.items[index - 1].at[1] if index else self.start
        end = self.items[index].at[0] if index < len(self.items) else self.end
        return self.chars[start:end]

    def label(self, index: int) -> str:
        """Return the label of an item, "" beyond either end."""
        return self.labels[index] if 0 <= index < len(self.labels) else ""

    def joined(self, index: int, pattern: "re.Pattern[str]") -> bool:
        """Tell whether there is an item before `index` and only words of the pattern between the two."""
        if not 0 < index < len(self.items):
            return False
        return pattern.fullmatch(self.chars, self.items[index - 1].at[1], self.items[index].at[0]) is not None

    def next_person(self, index: int) -> int | None:
        """Return the index of the first person from an index on, None where there is none."""
        at = bisect_left(self.people, index)
        return self.people[at] if at < len(self.people) else None


def split_clauses(article: Article, mentions: Sequence[Mention]) -> Iterator[Clause]:
    """Yield the sentences of an article that hold mentions, in the order of the text."""
    ordered = sorted(mentions, key=lambda mention: mention.at)
    words = Searched(article.text.chars)
    first = 0
    for start, end in sentences(words.chars):
        last = first
        while last < len(ordered) and ordered[last].at[0] < end:
            last += 1
        if inside := tuple(m for m in ordered[first:last] if start <= m.at[0] and m.at[1] <= end):
            yield Clause(words, start, end, inside)
        first = last


def opens_headline(clause: Clause, person: int) -> bool:
    """Tell whether a headline ends before a name and goes on with it: 甲会见获奖专家|乙参加会见."""
    if not clause.gap(person).isspace() or not _GOES_ON.match(clause.gap(person + 1)):
        return False
    first = next(index for index in clause.people if index <= person)
    between = clause.chars[clause.items[first].at[1] : clause.items[person - 1].at[0]]
    return first < person and _BREAKS.search(between) is None
