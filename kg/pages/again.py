"""A page that a build has read, found again on the disk by its name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.pages.files import find_inside
from kg.pages.page_file import PageFile
from kg.pages.patterns import split_pattern

_SHEET = re.compile(r"#[1-9]\d{0,5}$")


def find_again(given: Iterable[Path], name: str) -> PageFile | None:
    """Return the page of a name among the files, folders and patterns that a build was given.

    None where it is not there. Nothing is looked at but what lies in those folders; whether a file still
    holds what was read, its SHA-256 tells.
    """
    parts = tuple(name.split("/"))
    if not all(map(_is_plain, parts)):
        return None
    for path in given:
        pattern = None if path.exists() else split_pattern(path)
        top = pattern.folder if pattern else path if path.is_dir() else path.parent
        for inside in _files(top, parts):
            if path.is_file() and top / inside != path:
                continue
            named = {page.name: page for page in find_inside(top, [inside], lambda _: None, ocr=True)}
            found = next(
                (page for own, page in named.items() if own == name or name.endswith(f"/{own}")), None
            )
            if found:
                return found
    return None


def _is_plain(part: str) -> bool:
    """Tell whether a part of a name is that of a file or folder, and no way out of one."""
    return part not in ("", ".", "..") and "\0" not in part and Path(part).name == part


def _files(top: Path, parts: Sequence[str]) -> Iterator[str]:
    """Yield the files below a folder that may hold a page of this name, by their paths there.

    Pages of several folders that share a name have those of their folders put before it.
    """
    above = top.resolve().parts
    for count in range(len(parts)):
        if count and tuple(parts[:count]) != above[-count:]:
            continue
        at = top
        for number, part in enumerate(parts[count:], count + 1):
            if (at / part).is_dir() and not (at / part).is_symlink():
                at /= part
                continue
            for file in (part, _SHEET.sub("", part)):
                if (at / file).is_file():
                    yield "/".join((*parts[count : number - 1], file))
                    break
            break
