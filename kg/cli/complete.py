"""Completion of values in the shell: names of a build, formats, labels, windows, models."""

from collections.abc import Callable, Iterable
from pathlib import Path

import typer

MODELS = ("kg_zh", "rules")


def complete_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the build that begin as typed, those most often mentioned first.

    The build is the folder typed so far, else `output`. Nothing is offered where there is no build.
    """
    from kg.cli.names import names_of  # noqa: PLC0415 -- loads DuckDB; most of what is completed needs none

    return names_of(Path(ctx.params.get("out") or "output"), incomplete)


def complete_from(values: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a completion that offers the values which begin as typed; after a comma, another one."""
    known = tuple(values)

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [before + comma + value for value in known if value.startswith(last)]

    return complete
