"""Who reads a finished build keeps its tables from being removed by the build that replaces them.

A lease is a shared lock on an open file (`flock`), so it ends with its process whatever happens. Where there
are no such locks (Windows), a file that is open can't be removed, which does the same.
"""

import os
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


def take_lease(path: Path) -> BinaryIO | None:
    """Return a file opened for reading, which is leased until it is closed; None where it is there no more.

    Raises OSError where it can't be read.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    _lock(file, shared=True)
    if os.fstat(file.fileno()).st_nlink or fcntl is None:
        return file
    file.close()
    return None


def is_leased(path: Path) -> bool:
    """Tell whether anybody holds a lease of a file."""
    try:
        with path.open("rb") as file:
            return not _lock(file, shared=False)
    except OSError:
        return False


def _lock(file: BinaryIO, *, shared: bool) -> bool:
    """Lock an open file, without waiting; tell whether that was done. Some file systems know no locks."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
