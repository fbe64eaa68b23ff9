"""The command line: a thin shell over plain functions; the only place that prints and exits."""

import errno
import sys
from typing import Annotated

import typer

from kg.cli.language import say_help
from kg.cli.registry import LazyGroup, Part
from kg.errors import KgError, Phrase
from kg.messages import say, say_error
from kg.version import VERSION

_SHOWN = 60  # characters of a path that is too long

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
    except OSError as error:
        if error.errno not in (errno.ENAMETOOLONG, errno.ELOOP):
            raise
        typer.echo(_say_no_path(error), err=True)
        sys.exit(1)


def _say_no_path(error: OSError) -> str:
    """Return that something given is no path that the system knows."""
    named = str(error.filename)
    shown = named if len(named) <= _SHOWN else f"{named[:_SHOWN]}…"
    said = Phrase("{path}: {cause}; check the path", path=shown, cause=error.strerror)
    return say("kg: error: {said}", said=said)
