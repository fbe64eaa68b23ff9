"""Where sentences and articles stand on the pictures of scanned pages: lines, parts of them, areas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.store.engine import literal
from kg.store.finished import Store

_LINES = """
    SELECT line, start, "end", x, y, width, height, doubtful FROM places WHERE page = {page} ORDER BY line
"""
_SCANNED = "SELECT DISTINCT page FROM places"
_SOURCE = "SELECT sha256 FROM pages WHERE page = {page}"
_ARTICLE = 'SELECT start, "end" FROM text WHERE page = {page} AND article = {id} ORDER BY number'
_NEAR = 1.0  # of the thickness of a line: how far the next of one area may be
_MARGIN = 0.4  # of it: what is shown around
_INDENT = 2  # characters before a line's first that are blank


class ScannedPlace(NamedTuple):
    """A rectangle of a page, in the unit of the table `places`."""

    x: int
    y: int
    width: int
    height: int

    @property
    def thickness(self) -> int:
        """The shorter side: that of a line across its print."""
        return min(self.width, self.height)

    def grown(self, by: int) -> "ScannedPlace":
        """Return it with so much more on each side."""
        return ScannedPlace(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: "ScannedPlace") -> bool:
        """Tell whether two share a part."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line of a page on its picture: which characters of the page's text it has, and where it stands."""

    line: int
    start: int
    end: int
    rect: ScannedPlace
    doubtful: bool

    def part(self, start: int, end: int) -> ScannedPlace | None:
        """Return the part of the line that a stretch of the page's text covers, None for none.

        >>> ScannedLine(1, 0, 10, ScannedPlace(0, 0, 100, 10), False).part(5, 30)
        ScannedPlace(x=50, y=0, width=50, height=10)
        """
        if start >= self.end or end <= self.start:
            return None
        first = 0 if start <= self.start + _INDENT else start - self.start
        last = min(end, self.end) - self.start
        long, (x, y, width, height) = self.end - self.start, self.rect
        if height > width:
            top = height * first // long
            return ScannedPlace(x, y + top, width, max(1, height * last // long - top))
        left = width * first // long
        return ScannedPlace(x + left, y, max(1, width * last // long - left), height)


@dataclass(frozen=True, slots=True)
class ScannedArea:
    """A part of a page's picture: what is shown, in it the lines, and the parts of them that are meant."""

    shown: ScannedPlace
    lines: tuple[ScannedPlace, ...]
    parts: tuple[ScannedPlace, ...]


def scanned_pages(store: Store) -> frozenset[str]:
    """Return the pages that were recognized on pictures."""
    return frozenset(page for (page,) in store.rows(_SCANNED))


def source_of(page: str, store: Store) -> str:
    """Return the SHA-256 of the file that a page was read from, "" for none of the build."""
    return str(store.value(_SOURCE.format(page=literal(page))) or "")


def lines_of(page: str, store: Store) -> list[ScannedLine]:
    """Return the lines of a page that was recognized on a picture, in the order of its text; else none."""
    rows = store.rows(_LINES.format(page=literal(page)))
    return [
        ScannedLine(line, start, end, ScannedPlace(*rect), bool(doubtful))
        for line, start, end, *rect, doubtful in rows
    ]


def areas_of(lines: Sequence[ScannedLine], start: int, end: int) -> list[ScannedArea]:
    """Return the areas that a stretch of text takes: lines that follow each other closely are one."""
    groups: list[list[tuple[ScannedPlace, ScannedPlace]]] = []
    for line in lines:
        part = line.part(start, end)
        if part is None:
            continue
        near = line.rect.grown(round(_NEAR * line.rect.thickness))
        if groups and near.meets(groups[-1][-1][0]):
            groups[-1].append((line.rect, part))
        else:
            groups.append([(line.rect, part)])
    split = (zip(*group, strict=True) for group in groups)
    return [ScannedArea(frame(rects), rects, parts) for rects, parts in split]


def lines_of_article(page: str, id_: str, lines: Sequence[ScannedLine], store: Store) -> list[ScannedLine]:
    """Return those lines of a page that an article stands on."""
    spans = list(store.rows(_ARTICLE.format(page=literal(page), id=literal(id_))))
    return [line for line in lines if any(line.part(*span) for span in spans)]


def frame(rects: Iterable[ScannedPlace]) -> ScannedPlace:
    """Return the rectangle around some others, with a margin.

    >>> frame([ScannedPlace(10, 10, 100, 10), ScannedPlace(10, 30, 60, 10)])
    ScannedPlace(x=6, y=6, width=108, height=38)
    """
    some = list(rects)
    left, top = min(r.x for r in some), min(r.y for r in some)
    right, bottom = max(r.x + r.width for r in some), max(r.y + r.height for r in some)
    thickness = sorted(r.thickness for r in some)[len(some) // 2]
    return ScannedPlace(left, top, right - left, bottom - top).grown(round(_MARGIN * thickness))
