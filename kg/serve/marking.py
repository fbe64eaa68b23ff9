"""A sentence cut into pieces: plain text, names that lead to their cards, words that were searched for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.queries.search import find_marks, read_query
from kg.queries.told import NameMark, Told


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence."""

    text: str
    label: str = ""  # of the name that it is part of
    entity: str | None = None
    name: str | None = None
    lit: bool = False  # it is what the reader looks for


def pieces(told: Told, *, words: str = "", about: Iterable[str] = ()) -> list[Segment]:
    """Return the pieces of a sentence; lit are the words of a search and the names of some entities."""
    wanted = find_marks(told.text, read_query(words)) if words.strip(' -"') else ()
    ends = {0, len(told.text)}
    ends.update(end for start, stop in wanted for end in (start, stop))
    ends.update(end for mark in told.marks for end in (mark.start, mark.end))
    cuts, own = sorted(ends), set(about)
    return [_piece(told, start, end, wanted, own) for start, end in pairwise(cuts) if end > start]


def _piece(told: Told, start: int, end: int, wanted: Sequence[tuple[int, int]], own: set[str]) -> Segment:
    mark: NameMark | None = next((m for m in told.marks if m.start <= start and end <= m.end), None)
    lit = any(first <= start and end <= last for first, last in wanted)
    text = told.text[start:end]
    if mark is None:
        return Segment(text, lit=lit)
    return Segment(text, mark.label, mark.entity, mark.name, lit or mark.entity in own)
