"""A sentence cut into pieces: plain text, names that lead to their cards, words that were searched for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from kg.queries.search import find_marks, read_query
from kg.queries.told import NameMark, Told

LONGEST = 300  # characters of a sentence that is shown whole at once
AROUND = 70  # characters before and after what is lit in a longer one
MOST_LIT = 3  # places of a longer one that are shown
CUT = "…"


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


def shortened(whole: list[Segment]) -> list[Segment]:
    """Return of a long sentence what stands around its lit pieces, or else its beginning; others whole."""
    begins = [0, *accumulate(len(piece.text) for piece in whole)]
    length = begins[-1]
    spans = [
        (at - AROUND, end + AROUND)
        for piece, (at, end) in zip(whole, pairwise(begins), strict=True)
        if piece.lit
    ]
    kept = _joined(spans[:MOST_LIT] or [(0, LONGEST)])
    if length <= LONGEST or sum(min(end, length) - max(start, 0) for start, end in kept) > 0.8 * length:
        return whole
    found: list[Segment] = []
    shown = 0  # where what is shown so far ends
    for piece, (at, end) in zip(whole, pairwise(begins), strict=True):
        for first, until in _within(kept, at, end, whole=bool(piece.label)):
            found += [Segment(CUT)] if first > shown else []
            found.append(replace(piece, text=piece.text[first - at : until - at]))
            shown = until
    return [*found, Segment(CUT)] if shown < length else found


def _within(spans: Sequence[tuple[int, int]], at: int, end: int, *, whole: bool) -> list[tuple[int, int]]:
    """Return what some stretches have of another one; all of that where it may not be cut."""
    shared = [(max(at, start), min(end, stop)) for start, stop in spans if max(at, start) < min(end, stop)]
    return [(at, end)] if whole and shared else shared


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def lit(text: str, names: Iterable[str]) -> list[Segment]:
    """Return the pieces of a text in which some names are lit wherever they stand, the longest first.

    >>> [piece.text for piece in lit("县长赵立群到葛仙庄镇", ["赵立群", "赵"]) if piece.lit]
    ['赵立群']
    """
    known = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if not known:
        return [Segment(text)]
    parts = re.split(f"({'|'.join(map(re.escape, known))})", text)
    return [Segment(part, lit=bool(number % 2)) for number, part in enumerate(parts) if part]


def _piece(told: Told, start: int, end: int, wanted: Sequence[tuple[int, int]], own: set[str]) -> Segment:
    mark: NameMark | None = next((m for m in told.marks if m.start <= start and end <= m.end), None)
    lit = any(first <= start and end <= last for first, last in wanted)
    text = told.text[start:end]
    if mark is None:
        return Segment(text, lit=lit)
    return Segment(text, mark.label, mark.entity, mark.name, lit or mark.entity in own)
