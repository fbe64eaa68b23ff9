"""`kg open` and `kg evaluate`: the graph page of a finished build, and how good the build is."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Out


def open_command(out: Out = Path("output")) -> None:
    """Show the graph page of a finished build in the browser."""
    from kg.cli.builds import open_page
    from kg.cli.lines import put

    put(str(open_page(out)))


def evaluate_command(
    out: Annotated[Path, typer.Argument(help="Folder of a finished build of the annotated pages.")],
    gold: Annotated[
        Path, typer.Argument(help="Folder of STEM.jsonl and, where present, .posts .aliases .articles.")
    ],
    pages: Annotated[Path, typer.Argument(help="Folder of the raw pages STEM.txt.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every fault first.")] = False,
    only: Annotated[list[str] | None, typer.Option(help="Only this STEM; can be repeated.")] = None,
) -> None:
    """Score a finished build against annotated pages: precision, recall and F1."""
    from kg.cli.builds import evaluation_lines
    from kg.cli.tables import print_lines

    print_lines(evaluation_lines(out, gold, pages, only or (), errors))
