"""`kg init` and `kg doctor`: a first kg.toml, and what is installed."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Json


def init_command(
    folder: Annotated[Path, typer.Argument(help="Folder of the pages and of kg.toml.")] = Path(),
) -> None:
    """Write a first kg.toml: every setting with its default and what it is for.

    A kg.toml that is there already is left as it is.
    """
    from kg.messages import say
    from kg.starter import write_starter

    path = write_starter(folder)
    typer.echo(str(path))
    typer.echo(say("name your pages in it, then run `kg build` in its folder"))


def doctor_command(as_json: Json = False) -> None:
    """Say what is installed and what is missing, what it is for and how to get it.

    The exit code is 0 where a plain build works and 1 where it does not.
    """
    from kg.cli.tables import print_json, print_lines
    from kg.doctor import examine, report, works

    checks = examine(Path())
    if as_json:
        print_json({"works": works(checks), "checks": checks})
    else:
        print_lines(report(checks))
    if not works(checks):
        raise typer.Exit(1)
