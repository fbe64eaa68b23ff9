"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.complete import complete_from
from kg.model import KINDS

Out = Annotated[Path, typer.Argument(help="Folder of a finished build.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        help=f"Only these edges ({' '.join(KINDS)}); can be repeated.",
        autocompletion=complete_from(KINDS),
    ),
]
Since = Annotated[
    str | None, typer.Option(help="From this year, month or day on: 2021, 2021-01, 2021-01-31.")
]
Until = Annotated[str | None, typer.Option(help="Up to this year, month or day, included.")]
Limit = Annotated[int, typer.Option("-n", "--limit", min=0, help="Print this many; 0 is all.")]
