"""Folders for temporary files, into which questions to a build spill; what is said where there is no room."""

import tempfile

from kg.errors import OutputError, cause_of
from kg.messages import template

_NOWHERE = template(
    "no folder for temporary files can be written to ({cause}); make room in one, or name another folder in "
    "the variable TMPDIR"
)
_FULL = template(
    "{folder}: no room for temporary files ({cause}); make room there, or name another folder in the "
    "variable TMPDIR"
)


def make_scratch() -> "tempfile.TemporaryDirectory[str]":
    """Return a new folder, which is gone when it is cleaned up; OutputError where none can be made."""
    try:
        return tempfile.TemporaryDirectory(prefix="kg-")
    except OSError as error:
        raise OutputError(_NOWHERE, cause=cause_of(error)) from None


def no_room(error: OSError) -> OutputError:
    """Return what an engine says that found no room to spill into as an error that a user can mend."""
    return OutputError(_FULL, folder=temporary_folder(), cause=cause_of(error))


def temporary_folder() -> str:
    """Return where temporary files go, or would go if there was room."""
    try:
        return tempfile.gettempdir()
    except OSError:
        return "/tmp"
