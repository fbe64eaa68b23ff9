"""Picture files: PNG, JPEG and TIFF, each picture of a file a sheet."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import InputError, ModelError, Phrase
from kg.pages.scans.models import is_installed
from kg.pages.sheet import Read, Sheet, Warn, number_sheets

MOST_PIXELS = 120_000_000  # of a picture: a broadsheet at 600 dots an inch
MOST_SHEETS = 2_000  # of a file
_LEAST_SIDE = 32  # pixels


class PictureFile:
    """A picture file has as many sheets as pictures; a TIFF file may have many."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return "#1", "#2", … for a TIFF file of many pictures, else ""; without kg[ocr] always ""."""
        if path.suffix.lower() not in (".tif", ".tiff") or not is_installed():
            return [""]
        with _open(path, read()) as picture:
            count = int(picture.n_frames)
        return number_sheets(path, count, MOST_SHEETS)

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the text that is recognized on a picture, with `ocr`."""
        where = f"{path}#{number + 1}" if number else f"{path}"
        if not ocr:
            raise InputError(
                "{where}: a picture; --ocr recognizes its characters, where it is a scanned page", where=where
            )
        require_ocr(where)
        with _open(path, content) as picture:
            return recognize(where, _gray(where, picture, number), path.suffix.lower().lstrip("."))


def require_ocr(where: str) -> None:
    """Raise InputError where the packages that recognize characters are missing."""
    if not is_installed():
        raise InputError('{where}: a scan, and kg[ocr] is not installed; pip install "kg[ocr]"', where=where)


def recognize(where: str, gray: Any, encoding: str) -> Sheet:
    """Return the text of a gray picture; InputError where there is none, or the models are of no use."""
    try:
        read_picture = import_module("kg.pages.scans.read").read_picture  # needs OpenCV
        sheet: Sheet = read_picture(gray, f"{encoding}+ocr")
    except ModelError as error:
        raise InputError("{path}: {complaint}", path=where, complaint=error.phrase) from None
    if not sheet.raw:
        raise InputError("{where}: OCR found no text; check the scan, or take the page out", where=where)
    return sheet


def check_size(where: str, width: float, height: float) -> None:
    """Raise InputError for a picture that is too large or too small to be read; nothing is decoded yet."""
    if width * height > MOST_PIXELS:
        raise InputError(
            "{where}: {width:,.0f} × {height:,.0f} pixels, more than {most:,} in all; scan it at 300 dpi",
            where=where,
            width=width,
            height=height,
            most=MOST_PIXELS,
        )
    if min(width, height) < _LEAST_SIDE:
        raise InputError(
            "{where}: {width:,.0f} × {height:,.0f} pixels; too small to be a page",
            where=where,
            width=width,
            height=height,
        )


@contextmanager
def _open(path: Path, content: bytes) -> Iterator[Any]:
    """Open a picture, whose pixels are decoded when they are asked for."""
    pil: Any = import_module("PIL.Image")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes: these are checked
        try:
            picture = pil.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF"))
        except (OSError, ValueError, SyntaxError, pil.DecompressionBombError) as error:
            raise InputError("{path}: {complaint}", path=path, complaint=_explain(error)) from None
        with picture:
            yield picture


def read_colors(where: str, path: Path, content: bytes, number: int) -> Any:
    """Return one picture of a file as it is looked at: upright, on white paper, 8 bits a color.

    It is one of Pillow; InputError where it can't be read. Places count in its pixels.
    """
    with _open(path, content) as picture:
        return _decode(where, picture, number)


def _gray(where: str, picture: Any, number: int) -> Any:
    """Return the pixels of one picture of a file: 8 bit, dark print on light paper."""
    return np.array(_decode(where, picture, number).convert("L"))


def _decode(where: str, picture: Any, number: int) -> Any:
    pil: Any = import_module("PIL.Image")
    try:
        picture.seek(number)
        check_size(where, *picture.size)
        turned = import_module("PIL.ImageOps").exif_transpose(picture) or picture
        if turned.mode in ("RGBA", "LA", "PA", "P"):
            clear = turned.convert("RGBA")
            turned = pil.new("RGBA", clear.size, "white")
            turned.alpha_composite(clear)
        if turned.mode.startswith(("I", "F")):
            return pil.fromarray(_deep(turned))
        return turned.convert("L" if turned.mode in ("1", "L") else "RGB")
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError) as error:
        raise InputError("{path}: {complaint}", path=where, complaint=_explain(error)) from None


def _deep(picture: Any) -> Any:
    """Return a picture of more than 8 bits a pixel with 8."""
    values = np.array(picture, dtype=np.float32)
    low, high = float(values.min()), float(values.max())
    return ((values - low) * (255 / max(high - low, 1))).astype(np.uint8)


def _explain(error: Exception) -> Phrase:
    """Return what is wrong with a picture and what the user can do."""
    if type(error).__name__ == "DecompressionBombError":
        return Phrase("more than {most:,} pixels; scan it at 300 dpi", most=MOST_PIXELS)
    return Phrase("not a PNG, JPEG or TIFF picture, or a broken one; scan or export it again")
