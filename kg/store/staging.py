"""Outputs are replaced whole or not at all.

Files are written into a hidden folder inside the output folder. When all of them are complete, a
marker is written and they are moved into place; a build killed between two moves is finished by the
next call of `recover`. A build that fails before the marker leaves the earlier files as they were.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

STAGING = ".kg-staging"
_MARKER = ".complete"


@contextmanager
def open_staging(out: Path) -> Iterator[Path]:
    """Yield an empty folder; on success move what was written there into `out`.

    Raises OutputError when `out` is a file or can't be written, and when the disk is full.
    """
    _make_folder(out)
    recover(out)
    staging = out / STAGING
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        yield staging
        (staging / _MARKER).touch()
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        raise OutputError(
            "{out}: can't be written ({cause}); nothing was changed", out=out, cause=error.strerror or error
        ) from error
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    recover(out)


def recover(out: Path) -> None:
    """Finish the moves of a build that was complete but interrupted; drop one that was not."""
    staging = out / STAGING
    if not staging.is_dir():
        return
    if (staging / _MARKER).exists():
        for path in sorted(staging.iterdir()):
            if path.name != _MARKER:
                if path.is_dir():
                    shutil.rmtree(out / path.name, ignore_errors=True)
                path.replace(out / path.name)
    shutil.rmtree(staging, ignore_errors=True)


def _make_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise OutputError("{out}: is a file; give a folder with -o", out=out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            "{out}: can't be made ({cause}); give another folder with -o", out=out, cause=error.strerror
        ) from None
