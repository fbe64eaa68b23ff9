"""Folders that kg wrote and may replace: each holds a list of its files."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.errors import OutputError

SIGNATURE = ".kg-export"


def sign_folder(folder: Path) -> None:
    """Write the list of all files below a folder into it, so that a later export may replace them."""
    text = "".join(f"{name}\n" for name in sorted(_files(folder)))
    (folder / SIGNATURE).write_text(text, encoding="utf-8", newline="\n")


def check_replaceable(path: Path, folder: bool) -> None:
    """Raise OutputError where writing to a path would lose something that kg did not write there."""
    if not folder:
        if path.is_dir():
            raise OutputError("{path}: is a folder; give a file with -o", path=path)
        if path.exists() and not path.is_file():
            raise OutputError("{path}: a pipe, a socket or a device; give a file with -o", path=path)
        return
    if path.exists() and not path.is_dir():
        raise OutputError("{path}: is a file; give a folder with -o", path=path)
    foreign = _files(path) - _signed(path) - {SIGNATURE}
    if foreign:
        raise OutputError(
            "{path}: holds {name}, which kg did not write; give another folder with -o",
            path=path,
            name=min(foreign),
        )


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def _signed(folder: Path) -> set[str]:
    path = folder / SIGNATURE
    return set(path.read_text("utf-8").splitlines()) if path.is_file() else set()


def check_own(path: Path, name: str) -> None:
    """Raise OutputError where a path is a file that a build rests on, or that people wrote there.

    `name` is the one that the format has there by itself.
    """
    from kg.config import REVIEW_NAME  # noqa: PLC0415 (takes time to load)
    from kg.store.tables import RUN, read_run  # noqa: PLC0415 (as above)

    told: dict[str, Any] = {}
    with suppress(OutputError):
        told = read_run(path.parent)
    if told and path.name != name and path.name in {RUN, REVIEW_NAME, *told.get("sizes", {})}:
        raise OutputError("{path}: a file of the build; give another name with -o", path=path)
