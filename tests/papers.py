"""Folders of pages for tests."""

from collections.abc import Mapping
from pathlib import Path


def write_pages(folder: Path, pages: Mapping[str, str]) -> Path:
    """Write texts by the names of their files into a new folder and return it."""
    folder.mkdir()
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
    return folder
