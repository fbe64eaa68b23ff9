"""Folders listed in parts as executors do it, but here."""

from dataclasses import replace
from pathlib import Path

from kg.pages import PageFile, Warn
from kg.spark.folders import PagesFolder, list_part, read_lists
from kg.spark.handed import dump_chunk, load_chunk


def list_files(top: PagesFolder, folder: Path, warn: Warn, parts: int = 8) -> list[PageFile]:
    """Return the files that the parts of a folder hold; the lists are put into a folder that is not there."""
    folder.mkdir()
    top = replace(top, parts=top.split(parts))
    paths = [folder / str(number) for number in range(len(top.parts))]
    for number, path in reversed(list(enumerate(paths))):  # whichever is done first
        list_part(top, number, path, warn, ocr=False)
    found = read_lists(top, (path.read_bytes().splitlines() for path in paths), warn)
    return [dealt.file for dealt in load_chunk(dump_chunk((file.file, {}) for file in found))]
