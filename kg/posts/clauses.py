"""Sentences as a row of names and titles with the words between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article, Mention
from kg.text import sentences


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence and the mentions in it."""

    chars: str  # of the whole article
    start: int
    end: int
    items: tuple[Mention, ...]

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
        return self.items[index].label if 0 <= index < len(self.items) else ""

    def joined(self, index: int, pattern: "re.Pattern[str]") -> bool:
        """Tell whether there is an item before `index` and only words of the pattern between the two."""
        return 0 < index < len(self.items) and pattern.fullmatch(self.gap(index)) is not None


def split_clauses(article: Article, mentions: Sequence[Mention]) -> Iterator[Clause]:
    """Yield the sentences of an article that hold mentions, in the order of the text."""
    ordered = sorted(mentions, key=lambda mention: mention.at)
    first = 0
    for start, end in sentences(article.text.chars):
        last = first
        while last < len(ordered) and ordered[last].at[0] < end:
            last += 1
        if inside := tuple(m for m in ordered[first:last] if start <= m.at[0] and m.at[1] <= end):
            yield Clause(article.text.chars, start, end, inside)
        first = last
