"""Which sentence tells most of an entity, and where it stands on the page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.export.report.whereabouts import Whereabouts
from kg.model import Evidence, Sentence

SHORTEST, LONGEST = 14, 110  # characters of a sentence that is quoted whole
WEIGHTIEST = 4  # names that count, however many a sentence lists
_RANKED = f"""
    WITH hit AS (
      SELECT a.number, t.page, t.start, t."end", any_value(t.length) AS length, any_value(t.words) AS words
      FROM told_in t JOIN asked a ON a.id = t.entity
      GROUP BY a.number, t.page, t.start, t."end" HAVING count(*) = {{together}}
    ), others AS (
      SELECT h.number, h.page, h.start, h."end",
             list_reverse_sort(list(coalesce(s.score, 0))) AS scores
      FROM hit h
      JOIN told_in t ON t.page = h.page AND t.start = h.start AND t."end" = h."end"
      LEFT JOIN standing s ON s.id = t.entity
      LEFT JOIN asked a ON a.number = h.number AND a.id = t.entity
      WHERE a.id IS NULL GROUP BY h.number, h.page, h.start, h."end"
    ), weighed AS (
      SELECT h.*, (1 + coalesce(list_sum(o.scores[1:{WEIGHTIEST}]), 0))
             * (least(1, h.length / 40)
                * CASE WHEN h.length <= {LONGEST} THEN 1 ELSE {LONGEST} / h.length END)
             * CASE WHEN coalesce(len(o.scores), 0) <= {2 * WEIGHTIEST} THEN 1 ELSE 0.5 END
             * CASE WHEN h.length < {SHORTEST} THEN 0.2 ELSE 1 END AS weight
      FROM hit h
      LEFT JOIN others o
        ON o.number = h.number AND o.page = h.page AND o.start = h.start AND o."end" = h."end"
    ), told AS (
      SELECT *, row_number() OVER (
        PARTITION BY number, words ORDER BY weight DESC, page DESC, start, "end") AS again
      FROM weighed
    )
    SELECT number, page, start, "end" FROM (
      SELECT *, row_number() OVER (
        PARTITION BY number ORDER BY weight DESC, page DESC, start, "end") AS place
      FROM told WHERE again = 1
    ) AS placed WHERE place <= {{most}} ORDER BY number, place
"""
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
    """Finds passages in the sentences of a build; what is asked for is looked up beforehand, all at once."""

    def __init__(self, where: Whereabouts, standing: Mapping[str, float]) -> None:
        """Take where entities are mentioned and how much each of them counts."""
        self._where = where
        self._rows: dict[Evidence, Sentence] = {}
        self._inside: dict[Evidence, list[tuple[str, str]]] = {}
        self._of_page: dict[str, list[Evidence]] = {}
        self._ranked: dict[tuple[str, ...], list[Evidence]] = {}
        if standing:
            where.engine.add_columns("standing", {"id": list(standing), "score": list(standing.values())})

    def look_up_entities(self, asked: Sequence[tuple[str, ...]]) -> None:
        """Get to know what `of_entity` and `of_pair` will be asked for: one id each, or two each."""
        if asked:
            self._ranked |= {ids: [] for ids in asked} | self._rank(asked)
            self._look_up(passage for ids in asked for passage in self._ranked[ids])

    def look_up_places(self, passages: Iterable[Evidence]) -> None:
        """Get to know what `of_place` will be asked for."""
        self._look_up(passages)

    def of_entity(self, id_: str, used: set[str] | None = None) -> Excerpt | None:
        """Return the passage that names an entity with the weightiest others, in the handiest length.

        Texts in `used` are left out as long as there are others; the one returned is added.
        """
        return self._best((id_,), used)

    def of_pair(self, a: str, b: str) -> Excerpt | None:
        """Return the passage that best tells of two entities together."""
        return self._best((a, b), None)

    def of_place(self, passage: Evidence, ids: Sequence[str]) -> Excerpt | None:
        """Return the sentence around a stretch of a page, None where none is known."""
        around = [
            other
            for other in self._of_page.get(passage.page, ())
            if other.start <= passage.start and passage.end <= other.end
        ]
        fitting = [other for other in around if len(self._rows[other].text) <= LONGEST * 2] or around
        return self._quote(max(fitting, key=lambda o: (o.end - o.start, o)), ids) if fitting else None

    def _look_up(self, passages: Iterable[Evidence]) -> None:
        """Get to know the sentences around some passages, and whom they mention."""
        passages = set(passages)
        if not passages:
            return
        found = {Evidence(row.page, row.start, row.end): row for row in self._where.around(passages)}
        self._inside |= self._where.inside(found) if found else {}
        for passage in found.keys() - self._rows.keys():
            self._of_page.setdefault(passage.page, []).append(passage)
        self._rows |= found

    def _rank(self, asked: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], list[Evidence]]:
        """Return the passages that tell most of what is asked for, the best first, of equal texts one each.

        What a passage tells: the standing of the others, less where it is short or long.
        """
        engine = self._where.engine
        numbers = [number for number, ids in enumerate(asked) for _ in ids]
        engine.add_columns("asked", {"number": numbers, "id": [id_ for ids in asked for id_ in ids]})
        query = _RANKED.format(together=len(asked[0]), most=len(asked) + 1)
        found: dict[tuple[str, ...], list[Evidence]] = {}
        for number, *passage in engine.rows(query):
            found.setdefault(asked[number], []).append(Evidence(*passage))
        return found

    def _best(self, ids: tuple[str, ...], used: set[str] | None) -> Excerpt | None:
        ranked = self._ranked[ids]
        if not ranked:
            return None
        best = next((p for p in ranked if self._rows[p].text not in (used or ())), ranked[0])
        if used is not None:
            used.add(self._rows[best].text)
        return self._quote(best, ids)

    def _quote(self, passage: Evidence, ids: Sequence[str]) -> Excerpt:
        row = self._rows[passage]
        surfaces = {text: id_ in ids for id_, text in self._inside.get(passage, ())}
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
