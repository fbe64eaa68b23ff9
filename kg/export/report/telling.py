"""Which sentence tells most of an entity, and where it stands on the page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.export.report.whereabouts import Whereabouts
from kg.model import Evidence
from kg.store.tables import Tables

SHORTEST, LONGEST = 14, 110  # characters of a sentence that is quoted whole
WEIGHTIEST = 4  # names that count, however many a sentence lists
_DATELINE = re.compile(r"^[^，。（]{0,12}(?:讯|电)\s*（[^）]{1,40}）\s*")  # 本报某地1月2日讯（记者 …）
Piece = tuple[str, bool]  # text, and whether it is the name that is asked for


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage to quote, in pieces, with where it stands."""

    pieces: tuple[Piece, ...]
    page: str
    line: int
    date: str | None
    headline: str
    whole: str  # the passage uncut

    @property
    def text(self) -> str:
        """What is quoted, in one piece."""
        return "".join(text for text, _ in self.pieces)


class Teller:
    """Finds passages in the sentences of a build."""

    def __init__(self, tables: Tables, where: Whereabouts, standing: Mapping[str, float]) -> None:
        """Index the sentences by entity."""
        self._where = where
        self._standing = standing
        self._rows = {Evidence(row.page, row.start, row.end): row for row in tables.sentences}
        self._of_page: dict[str, list[Evidence]] = defaultdict(list)
        self._passages: dict[str, set[Evidence]] = defaultdict(set)
        for passage in sorted(self._rows):
            self._of_page[passage.page].append(passage)
            for id_, _ in where.inside(passage):
                self._passages[id_].add(passage)

    def of_entity(self, id_: str, used: set[str] | None = None) -> Excerpt | None:
        """Return the passage that names an entity with the weightiest others, in the handiest length.

        Texts in `used` are left out as long as there are others; the one returned is added.
        """
        return self._best(self._passages.get(id_, ()), (id_,), used)

    def of_pair(self, a: str, b: str, used: set[str] | None = None) -> Excerpt | None:
        """Return the passage that best tells of two entities together."""
        both = self._passages.get(a, set()) & self._passages.get(b, set())
        return self._best(both, (a, b), used)

    def of_place(self, passage: Evidence, ids: Sequence[str]) -> Excerpt | None:
        """Return the sentence around a stretch of a page, the stretch itself where none is known."""
        around = [
            other
            for other in self._of_page.get(passage.page, ())
            if other.start <= passage.start and passage.end <= other.end
        ]
        fitting = [other for other in around if len(self._rows[other].text) <= LONGEST * 2] or around
        return self._quote(max(fitting, key=lambda o: (o.end - o.start, o)), ids) if fitting else None

    def text_of(self, passage: Evidence) -> str:
        """Return the text of a passage, empty where the build does not quote it."""
        return self._rows[passage].text if passage in self._rows else ""

    def _best(
        self, passages: Iterable[Evidence], ids: Sequence[str], used: set[str] | None
    ) -> Excerpt | None:
        fresh = sorted(passages)
        if used:
            fresh = [p for p in fresh if self._rows[p].text not in used] or fresh
        if not fresh:
            return None
        best = max(fresh, key=lambda passage: (self._weight(passage, ids), passage.page, -passage.start))
        if used is not None:
            used.add(self._rows[best].text)
        return self._quote(best, ids)

    def _weight(self, passage: Evidence, ids: Sequence[str]) -> float:
        """Return how much a passage tells: the standing of the others, less where it is short or long."""
        named = {id_ for id_, _ in self._where.inside(passage)} - set(ids)
        others = sorted((self._standing.get(id_, 0.0) for id_ in named), reverse=True)
        length = len(self._rows[passage].text)
        fit = min(1.0, length / 40) * (1.0 if length <= LONGEST else LONGEST / length)
        crowded = 1.0 if len(others) <= 2 * WEIGHTIEST else 0.5
        return (1.0 + sum(others[:WEIGHTIEST])) * fit * crowded * (0.2 if length < SHORTEST else 1.0)

    def _quote(self, passage: Evidence, ids: Sequence[str]) -> Excerpt:
        row = self._rows[passage]
        surfaces = {text: id_ in ids for id_, text in self._where.inside(passage)}
        pieces = cut(mark(_DATELINE.sub("…", row.text), surfaces))
        return Excerpt(pieces, passage.page, row.line, row.date, row.headline, row.text)


def mark(text: str, surfaces: Mapping[str, bool]) -> tuple[Piece, ...]:
    """Return a text in pieces, each place of a wanted surface a piece of its own, longer surfaces first.

    >>> mark("清河县委在清河县开会", {"清河县": True, "清河县委": False})
    (('清河县委在', False), ('清河县', True), ('开会', False))
    """
    known = sorted((surface for surface in surfaces if surface), key=lambda s: (-len(s), s))
    if not known:
        return ((text, False),)
    pieces: list[Piece] = []
    for part in re.split(f"({'|'.join(map(re.escape, known))})", text):
        wanted = surfaces.get(part, False)
        if pieces and not wanted and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + part, False)
        elif part:
            pieces.append((part, wanted))
    return tuple(pieces) or ((text, False),)


def cut(pieces: Sequence[Piece], longest: int = LONGEST) -> tuple[Piece, ...]:
    """Return at most about so many characters around the first name, with … where something is left out.

    >>> cut((("一二三四五六", False), ("李华", True), ("七八九十", False)), 6)
    (('…五六', False), ('李华', True), ('七八…', False))
    """
    text = "".join(piece for piece, _ in pieces)
    if len(text) <= longest:
        return tuple(pieces)
    before = len(pieces[0][0]) if not pieces[0][1] and len(pieces) > 1 else 0
    name = len(pieces[1][0]) if before else len(pieces[0][0]) if pieces[0][1] else 0
    start = max(0, min(before - (longest - min(name, longest)) // 2, len(text) - longest))
    kept = list(_window(pieces, start, start + longest))
    if start:
        kept[0] = ("…" + kept[0][0], kept[0][1])
    if start + longest < len(text):
        kept[-1] = (kept[-1][0] + "…", kept[-1][1])
    return tuple(kept)


def _window(pieces: Sequence[Piece], start: int, end: int) -> Iterable[Piece]:
    at = 0
    for text, marked in pieces:
        part = text[max(0, start - at) : max(0, end - at)]
        if part:
            yield part, marked
        at += len(text)
