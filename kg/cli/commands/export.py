"""`kg export`: a finished build in the format of another program."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.complete import complete_from
from kg.cli.lines import put
from kg.cli.options import Out
from kg.export.formats import FORMATS, export
from kg.store.staging import recover


def export_command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help=f"One of: {', '.join(FORMATS)}.",
            autocompletion=complete_from(FORMATS),
        ),
    ],
    out: Out = Path("output"),
    path: Annotated[
        Path | None,
        typer.Option("-o", "--to", help="File or folder to write.  [default: one inside OUT]"),
    ] = None,
    most_edges: Annotated[
        int | None,
        typer.Option(min=0, help="Most edges of a graph, the strongest; 0 is all.  [default: as the build]"),
    ] = None,
) -> None:
    """Write a finished build in the format of another program.

    docs/formats.md tells of each format what it holds and which program opens it.
    """
    recover(out)
    put(str(export(name, out, path, most_edges)))
