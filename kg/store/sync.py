"""Files on the disk itself before anything rests on them, so that they are there after a loss of power."""

import os
from contextlib import suppress
from pathlib import Path


def sync(folder: Path) -> None:
    """Have all files below a folder, and the names that lead to them, on the disk.

    Raises OSError where the disk does not take them.
    """
    for path in folder.rglob("*"):
        if path.is_symlink():
            continue
        if path.is_dir():
            sync_names(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    sync_names(folder)


def sync_names(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system lets a folder be opened (not Windows)."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
