"""A file read beside a page that can be read, so that its faults are warnings and not the end."""

from pathlib import Path

from kg.model import Page
from kg.pages import read_pages


def read_beside(path: Path, *, ocr: bool = False) -> tuple[list[Page], list[str]]:
    """Return the pages of a file and what is said of it."""
    warnings: list[str] = []
    other = path.with_name("other.txt")
    other.write_text("本报讯 市图书馆新馆昨日开馆。\n", "utf-8")
    read = read_pages([path, other], warnings.append, ocr=ocr)
    return [page for page in read if page.path != other.name], warnings
