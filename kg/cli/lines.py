"""What is printed: lines in which no text of a page and no name of a file rules the terminal."""

import errno
import re

import typer

from kg.errors import OutputError
from kg.visible import TURNS, visible

_BOLD = re.compile(r"(\x1b\[[017]m)")  # bold, turned round, and their end
_HIDDEN_IN_JSON = re.compile(rf"[\x7f-\x9f\u2028\u2029{TURNS}]")


def put(line: str, *, err: bool = False, nl: bool = True, styled: bool = False) -> None:
    """Print a line on standard output or standard error; where it is `styled`, words in it may be bold.

    Raises OutputError where standard output takes no more.
    """
    if styled:
        line = "".join(part if _BOLD.fullmatch(part) else visible(part) for part in _BOLD.split(line))
    else:
        line = visible(line)
    _write(line, err=err, nl=nl)


def put_json(document: str) -> None:
    """Print a JSON document; what could turn the direction of writing stands there as JSON escapes it."""
    _write(_HIDDEN_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", document))


def _write(text: str, *, err: bool = False, nl: bool = True) -> None:
    try:
        typer.echo(text, err=err, nl=nl)
    except OSError as error:
        if err or error.errno not in (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG):
            raise
        raise OutputError(
            "standard output can't be written ({cause}); give it more room", cause=error.strerror
        ) from None
