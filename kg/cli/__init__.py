"""The command line: a thin shell over plain functions; the only place that prints and exits."""

import sys
from typing import Annotated

import typer

from kg.cli.language import say_help
from kg.cli.registry import LazyGroup, Part
from kg.errors import KgError
from kg.messages import say
from kg.version import VERSION

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

        for line in (*choice_lines(error), say("kg: error: {said}", said=error.phrase)):
            typer.echo(line, err=True)
        sys.exit(1)
