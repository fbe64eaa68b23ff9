"""Outputs are replaced whole or not at all, whoever else works on the folder.

Files are written into a hidden folder inside the output folder. When all of them are complete, a marker is
written and they take their places (`kg.store.publish`); what was killed on the way is finished by the next
command. A build that fails before the marker leaves the earlier files as they were. The hidden folder is
locked as long as somebody works in it: of two builds the second one is refused, others wait for nobody.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import OutputError, Phrase, cause_of, too_many_files
from kg.messages import template

STAGING = ".kg-staging"
_LOCK = ".lock"  # behind the name of the folder
_TAKEN = template(
    "{out}: another kg is writing into it; wait until it is done, or give another folder with -o"
)
_UNWRITTEN = template("{out}: can't be written ({cause}); nothing was changed; {step}")
TOO_MANY = template("{path}: {cause}; allow a process more of them (ulimit -n)")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def open_staging(out: Path, *, beside: bool = False) -> Iterator[Path]:
    """Yield an empty folder; on success move what was written there into `out`.

    With `beside` it is one of many: what is written there does not care what else is written into `out`.
    Raises OutputError when another build writes into `out`, when that is a file or can't be written, and
    when the disk is full.
    """
    _make_folder(out)
    staging = out / (f"{STAGING}-{secrets.token_hex(4)}" if beside else STAGING)
    try:
        with _lock(staging) as alone:
            if not alone:
                raise OutputError(_TAKEN, out=out)
            if not beside:
                _settle(staging, out)  # what can't be finished yet stays: parts of it are in place
            try:
                staging.mkdir()
                yield staging
                from kg.store.publish import complete, publish  # noqa: PLC0415 (takes time to load)

                complete(staging, out)
                publish(staging, out)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise _refused(out, error) from error


def recover(out: Path) -> None:
    """Finish the moves of what was complete but interrupted; drop what was not.

    Work that goes on is left alone. What can't be finished now stays for the next time; the earlier tables
    count until then.
    """
    for staging in out.glob(f"{STAGING}*"):
        if staging.is_dir():
            with suppress(OSError, OutputError), _lock(staging) as alone:
                if alone:
                    _settle(staging, out)


def _settle(staging: Path, out: Path) -> None:
    """Finish what was left in a staging folder where it is complete, and remove it."""
    from kg.store.publish import MARKER, publish  # noqa: PLC0415 (takes time to load)

    if (staging / MARKER).exists():
        publish(staging, out)
    shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _lock(staging: Path) -> Iterator[bool]:
    """Hold the lock of a staging folder, for as long as the process lives; yield whether it was free."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 (takes time to load)

    lock = FileLock(staging.with_name(staging.name + _LOCK), blocking=False)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


def _refused(out: Path, error: OSError) -> OutputError:
    """Return why a folder can't be written, and what to do; other files that are the cause are named."""
    from kg.store.scratch import temporary_folder  # noqa: PLC0415 (takes time to load)

    if too_many_files(error):
        return OutputError(TOO_MANY, path=out, cause=cause_of(error))
    cause = cause_of(error)
    named = error.filename if isinstance(error.filename, str | os.PathLike) else out
    if Path(out).absolute() not in (place := Path(named).absolute(), *place.parents):
        return OutputError("{path}: {cause}; nothing was changed in {out}", path=named, cause=cause, out=out)
    if error.errno in _FULL or cause in map(os.strerror, _FULL):
        step = Phrase("make room there and in {folder}", folder=temporary_folder())
    else:
        step = Phrase("mend that, or give another folder with -o")
    return OutputError(_UNWRITTEN, out=out, cause=cause, step=step)


def _make_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise OutputError("{out}: is a file; give a folder with -o", out=out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (OSError, RecursionError) as error:  # Python makes a thousand folders one inside another by calls
        cause = error.strerror if isinstance(error, OSError) else os.strerror(errno.ENAMETOOLONG)
        raise OutputError(
            "{out}: can't be made ({cause}); give another folder with -o", out=out, cause=cause
        ) from None
