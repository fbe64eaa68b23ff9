"""`kg show` and `kg explain`: what a finished build says of one name, or of two."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cards import explain_lines, show_lines
from kg.export.staging import recover

Out = Annotated[Path, typer.Argument(help="Folder of a finished build.")]


def show_command(
    name: Annotated[str, typer.Argument(help="A name, alias or id of a person, body, place or post.")],
    out: Out = Path("output"),
) -> None:
    """Print the card of a name: aliases, posts by time, neighbors, and the sentences they rest on.

    Each sentence has its page and line; where several entities have the name, each has its card.
    """
    recover(out)
    for line in show_lines(name, out):
        typer.echo(line)


def explain_command(
    a: Annotated[str, typer.Argument(metavar="A", help="A name as pages write it, or an id.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another name or id.")],
    out: Out = Path("output"),
) -> None:
    """Say why two names are one entity or two: what each stands for and every judgement on them.

    Where a judgement is wrong, decide it in review.csv and build again.
    """
    recover(out)
    for line in explain_lines(a, b, out):
        typer.echo(line)
