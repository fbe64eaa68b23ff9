"""Scans beside what was read on them: the part of the picture on which a sentence or an article stands.

The pictures lie where the build read them. One that is gone, or holds other bytes than those that were
read, is not shown. Nothing else is: an address names a page of the build, and an article or a place of it.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from kg.errors import InputError
from kg.pages import PageFile, digest_page
from kg.pages.again import find_again
from kg.pages.content import Stamp, stamp_of
from kg.pages.facsimile import Facsimile, cut, read_facsimile
from kg.pages.scans.models import is_installed
from kg.queries.articles import ArticleText
from kg.queries.scanned import (
    ScannedArea,
    ScannedPlace,
    areas_of,
    frame,
    lines_of,
    lines_of_article,
    source_of,
)
from kg.queries.told import Told
from kg.serve.answers import Question
from kg.serve.snapshot import Snapshot

WIDEST = 1600  # pixels of a part that is shown
_NOWHERE = ScannedPlace(0, 0, 1, 1)
_LINE = 23  # pixels on the screen: how thick a line of a sentence is shown
_MOST_STRIPS = 4  # areas of one sentence
_MOST_KNOWN = 2_000  # pages whose files are remembered
_WIDE = 1.7  # an article so much wider than high stands over its text


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a picture: its address, what it shows, and the parts of lines that are meant."""

    href: str
    shown: ScannedPlace
    parts: tuple[ScannedPlace, ...]
    width: int  # pixels on the screen
    height: int


@dataclass(frozen=True, slots=True)
class SentenceParts:
    """A sentence of an article, and the parts of lines that it takes."""

    start: int
    parts: tuple[ScannedPlace, ...]


@dataclass(frozen=True, slots=True)
class ArticleScan:
    """The part of a picture with an article, or the key of the words that say why there is none."""

    missing: str = ""
    href: str = ""
    shown: ScannedPlace = field(default=_NOWHERE)
    own: tuple[ScannedPlace, ...] = ()  # where nothing but the article stands
    sentences: tuple[SentenceParts, ...] = ()
    doubtful: tuple[ScannedPlace, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it stands over the text rather than beside it."""
        return self.shown.width > _WIDE * self.shown.height


class Shelf:
    """The pictures of scanned pages, found where the build read them; the last one is kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[tuple[object, str], tuple[PageFile, Stamp]] = {}
        self._last: tuple[PageFile, str, Facsimile] | None = None
        self._lock = threading.Lock()

    def find(self, page: str, snapshot: Snapshot) -> PageFile | None:
        """Return the file of a page where it is what the build read; None where it is gone or another."""
        key = snapshot.state, page
        try:
            if key in self._found and stamp_of(self._found[key][0].path) == self._found[key][1]:
                return self._found[key][0]
            file = find_again(snapshot.given, page)
            if file is None or file.error or digest_page(file) != source_of(page, snapshot):
                return None
            if len(self._found) >= _MOST_KNOWN:
                self._found.clear()
            self._found[key] = file, stamp_of(file.path)
        except (OSError, InputError):
            return None
        return file

    def missing(self, pages: Iterable[str], snapshot: Snapshot) -> str:
        """Return the key of the words that say why pictures of some pages are not shown, or ""."""
        scanned = sorted(set(pages) & snapshot.scanned)
        if not scanned or (is_installed() and all(self.find(page, snapshot) for page in scanned)):
            return ""
        return "scan_gone" if is_installed() else "scan_needs"

    def strips(self, told: Told, snapshot: Snapshot) -> list[Strip]:
        """Return the parts of the picture on which a sentence stands; none where there is no picture."""
        if told.page not in snapshot.scanned or self.missing([told.page], snapshot):
            return []
        areas = areas_of(lines_of(told.page, snapshot), told.start, told.end)[:_MOST_STRIPS]
        return [_strip(told, number, area) for number, area in enumerate(areas)]

    def article(self, found: ArticleText, snapshot: Snapshot) -> ArticleScan | None:
        """Return the part of the picture on which an article stands; None for a page that is no scan."""
        if found.page not in snapshot.scanned:
            return None
        lines = lines_of(found.page, snapshot)
        own = lines_of_article(found.page, found.id, lines, snapshot)
        missing = self.missing([found.page], snapshot)
        if missing or not own:
            return ArticleScan(missing) if missing else None
        told = [each for paragraph in found.paragraphs for each in paragraph.sentences]
        return ArticleScan(
            href="/scan.jpg?" + urlencode({"page": found.page, "id": found.id}),
            shown=frame([line.rect for line in own]),
            own=tuple(area.shown for area in areas_of(own, own[0].start, own[-1].end)),
            sentences=tuple(
                SentenceParts(
                    each.start, tuple(p for a in areas_of(own, each.start, each.end) for p in a.parts)
                )
                for each in told
            ),
            doubtful=tuple(line.rect for line in own if line.doubtful),
        )

    def area(self, asked: Question) -> tuple[PageFile, str, ScannedPlace] | None:
        """Return the file, its SHA-256 and the part of the page that an address means; None for none."""
        page, snapshot = asked.query.get("page", ""), asked.snapshot
        if page not in snapshot.scanned or not is_installed():
            return None
        lines = lines_of(page, snapshot)
        if "id" in asked.query:
            own = lines_of_article(page, asked.text("id"), lines, snapshot)
            shown = [frame([line.rect for line in own])] if own else []
        else:
            start, end = asked.number("start"), asked.number("end")
            shown = [area.shown for area in areas_of(lines, start, end)]
        number, file = asked.number("area"), self.find(page, snapshot)
        return (file, source_of(page, snapshot), shown[number]) if file and number < len(shown) else None

    def draw(self, file: PageFile, sha256: str, shown: ScannedPlace) -> bytes:
        """Return a part of a page as JPEG; InputError where the file is no longer what it was."""
        with self._lock:  # one page at a time is in memory
            if self._last is None or self._last[:2] != (file, sha256):
                self._last = None
                self._last = file, sha256, read_facsimile(file, sha256)
            return cut(self._last[2], shown, WIDEST)


def _strip(told: Told, number: int, area: ScannedArea) -> Strip:
    asked = {"page": told.page, "start": told.start, "end": told.end, "area": number}
    thick = sorted(part.thickness for part in area.lines)[len(area.lines) // 2]
    sides = (round(side * _LINE / max(1, thick)) for side in area.shown[2:])
    return Strip(f"/scan.jpg?{urlencode(asked)}", area.shown, area.parts, *sides)
