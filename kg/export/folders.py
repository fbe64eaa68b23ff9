"""Folders that kg wrote and may replace: each holds a list of its files."""

from pathlib import Path

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
