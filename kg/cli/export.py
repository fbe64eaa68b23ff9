"""`kg export`: a finished build in the format of another program."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.complete import complete_from
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
    out: Annotated[Path, typer.Argument(help="Folder of a finished build.")] = Path("output"),
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
    typer.echo(str(export(name, out, path, most_edges)))


def split_formats(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the formats of repeated flags, each a name or several with commas.

    >>> split_formats(["gexf, sqlite", "notes"])
    ('gexf', 'sqlite', 'notes')
    """
    if values is None:
        return None
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
