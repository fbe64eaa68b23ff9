"""Completion of values in the shell: names of a build, formats, labels, windows, models."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

MOST = 40  # names offered at once
MODELS = ("kg_zh", "rules")


def complete_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the build that begin as typed, those most often mentioned first.

    The build is the folder typed so far, else `output`. Nothing is offered where there is no build.
    """
    return names_of(Path(ctx.params.get("out") or "output"), incomplete)


def names_of(out: Path, beginning: str) -> list[str]:
    """Return the names and aliases of a build that begin with a text, those most often mentioned first."""
    try:
        lines = (out / "entities.jsonl").read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
    except (OSError, ValueError):
        return []
    rows.sort(key=lambda row: (-row["mentions"], row["name"]))
    forms = (form for row in rows for form in (row["name"], *row["aliases"]) if form.startswith(beginning))
    return list(dict.fromkeys(forms))[:MOST]


def complete_from(values: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a completion that offers the values which begin as typed; after a comma, another one."""
    known = tuple(values)

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [before + comma + value for value in known if value.startswith(last)]

    return complete
