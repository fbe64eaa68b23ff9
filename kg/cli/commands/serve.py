"""`kg serve`: the explorer of a finished build."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Out


def serve_command(
    out: Out = Path("output"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of this machine; 0 is any free one.")] = 0,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
    review: Annotated[
        Path | None,
        typer.Option(
            help="Review file that decisions go to; default: review.csv here, else that of the build."
        ),
    ] = None,
) -> None:
    """Explore a finished build in the browser: search, cards, graph, and review by clicking.

    Nothing leaves this machine; the address holds a token without which nobody gets in. Ctrl-C ends it.
    """
    from kg.cli.serving import serve

    serve(out, port, browse, review)
