"""Pages that are pictures: tesseract, where it is installed, puts a text layer on them."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2 as pdfium

from kg.errors import InputError

_DPI = 300
_MOST_PIXELS = 60_000_000
_SECONDS = 600  # for one page
_LANGUAGES = ("chi_sim", "chi_tra")  # the first that is installed


def recognize_sheet(where: str, document: pdfium.PdfDocument, number: int) -> bytes:
    """Return a PDF file of one page with the characters that tesseract finds on a page.

    Raises InputError when tesseract or its Chinese is not installed, or fails.
    """
    command = shutil.which("tesseract")
    if command is None:
        raise InputError(
            "{where}: a scan, and tesseract is not installed; install tesseract with chi_sim", where=where
        )
    language = _language(where, command)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.pgm"
        dpi = _draw(document, number, picture)
        options = ["-l", language, "--dpi", str(dpi), "-c", "textonly_pdf=1"]
        _run(where, [command, str(picture), str(picture.with_suffix("")), *options, "pdf"])
        return picture.with_suffix(".pdf").read_bytes()


def _language(where: str, command: str) -> str:
    """Return the Chinese that tesseract can read."""
    installed = _run(where, [command, "--list-langs"]).split()
    for language in _LANGUAGES:
        if language in installed:
            return language
    raise InputError(
        "{where}: tesseract is installed without Chinese; install its language chi_sim", where=where
    )


def _draw(document: pdfium.PdfDocument, number: int, picture: Path) -> int:
    """Write a page as a gray picture and return its dots per inch."""
    page = document[number]
    try:
        width, height = page.get_size()
        dpi = int(min(_DPI, 72 * (_MOST_PIXELS / (width * height)) ** 0.5))
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        try:
            _write_gray(bitmap, picture)
        finally:
            bitmap.close()
    finally:
        page.close()
    return dpi


def _write_gray(bitmap: pdfium.PdfBitmap, picture: Path) -> None:
    """Write a gray bitmap in the PGM format."""
    content = bytes(bitmap.buffer)
    with picture.open("wb") as file:
        file.write(f"P5 {bitmap.width} {bitmap.height} 255\n".encode())
        for row in range(bitmap.height):
            file.write(content[row * bitmap.stride : row * bitmap.stride + bitmap.width])


def _run(where: str, command: list[str]) -> str:
    """Return what a command prints; InputError when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(
            "{where}: tesseract failed ({cause}); check its installation", where=where, cause=str(error)
        ) from None
    return done.stdout.decode("utf-8", errors="replace")
