"""The command line: a thin shell over plain functions; the only place that prints and exits."""

import errno
import sys
from typing import Annotated

import typer

from kg.cli.language import say_help
from kg.cli.registry import LazyGroup, Part
from kg.errors import KgError, Phrase
from kg.heap import collect_seldom
from kg.messages import say, say_error, template
from kg.store.staging import TOO_MANY
from kg.version import VERSION

_SHOWN = 60  # characters of a path that is too long
_NO_MEMORY = template("memory ran out; close other programs, or let fewer processes read (-j 1)")
_NO_PATH = template("{path}: {cause}; check the path")
_CLOSED = template("{path}: {cause}; check the permissions")
_NO_ROOM = template("{path}: {cause}; make room on its disk")
_GONE = template("{path}: {cause}; check the disk or the network, then try again")
_OF_THE_SYSTEM = {
    **dict.fromkeys((errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR, errno.EISDIR), _NO_PATH),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _CLOSED),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _NO_ROOM),
    **dict.fromkeys((errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.ETIMEDOUT), _GONE),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), TOO_MANY),
}
"""What is said where the system refuses something, by its number; anything else is a fault of kg."""

app = typer.Typer(
    cls=LazyGroup,
    help="Chinese newspaper pages into a knowledge graph.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Chinese newspaper pages into a knowledge graph."""
    if version:
        typer.echo(f"kg {VERSION}")
        raise typer.Exit


def main() -> None:
    """Run the command line; the user's mistakes end in one line and exit code 1."""
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    group: Part = typer.main.get_command(app)
    say_help(group)
    try:
        group()
    except KgError as error:
        from kg.cli.choices import choice_lines  # noqa: PLC0415 -- only where something is wrong
        from kg.cli.lines import put  # noqa: PLC0415 -- as above

        for line in choice_lines(error):
            put(line, err=True)
        for said in say_error(error).split("\n"):
            put(say("kg: error: {said}", said=said), err=True)
        sys.exit(1)
    except MemoryError:
        typer.echo(say("kg: error: {said}", said=Phrase(_NO_MEMORY)), err=True)
        sys.exit(1)
    except OSError as error:
        if error.errno not in _OF_THE_SYSTEM:
            raise
        typer.echo(_say_refused(error), err=True)
        sys.exit(1)


def _say_refused(error: OSError) -> str:
    """Return what the system refuses: a path that is none, a file that may not be read, room."""
    named = str(error.filename or "kg")
    shown = named if len(named) <= _SHOWN else f"{named[:_SHOWN]}…"
    said = Phrase(_OF_THE_SYSTEM[error.errno or 0], path=shown, cause=error.strerror)
    return say("kg: error: {said}", said=said)
