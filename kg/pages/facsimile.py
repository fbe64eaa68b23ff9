"""Parts of scanned pages as pictures to look at, beside what was read there.

Needs `pip install "kg[ocr]"`.
"""

import io
from importlib import import_module
from typing import Any, NamedTuple

from kg.errors import InputError
from kg.pages.page_file import PageFile
from kg.pages.pdf import draw_sheet
from kg.pages.read import read_bytes
from kg.pages.scans.pictures import read_colors

_MOST_PIXELS = 24_000_000  # of a page that is kept to cut from
_QUALITY = 82  # of JPEG


class Facsimile(NamedTuple):
    """A page as a picture of Pillow, and how many of its pixels a unit of the page's places has."""

    picture: Any
    scale: float


def read_facsimile(page: PageFile, sha256: str) -> Facsimile:
    """Return a page to look at; InputError where its file is not the one of this SHA-256, or no picture."""
    where, found = f"{page.path}{page.label}", read_bytes(page)
    if found.sha256 != sha256:
        raise InputError("{where}: has changed since it was read; build again", where=where)
    path = page.path / page.place.name if page.place else page.path
    if path.suffix.lower() == ".pdf":
        pixels, scale = draw_sheet(where, path, found.content, page.sheet)
        picture = import_module("PIL.Image").fromarray(pixels)
    else:
        picture, scale = read_colors(where, path, found.content, page.sheet), 1.0
    shrunk = min(1.0, (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
    if shrunk < 1:
        sides = round(picture.width * shrunk), round(picture.height * shrunk)
        picture, scale = picture.resize(sides, reducing_gap=2.0), scale * shrunk
    return Facsimile(picture, scale)


def cut(page: Facsimile, place: tuple[int, int, int, int], widest: int) -> bytes:
    """Return a part of a page as JPEG, at most so many pixels wide and high; white beyond the page.

    It is given as x, y, width and height in the unit of the table `places`.
    """
    x, y, width, height = place
    left, top, right, bottom = (round(side * page.scale) for side in (x, y, x + width, y + height))
    part = page.picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    part.thumbnail((widest, widest))
    file = io.BytesIO()
    part.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
