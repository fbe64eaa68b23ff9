"""`kg init` and `kg doctor`: a first kg.toml, and what is installed."""

from dataclasses import asdict
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
    from kg.cli.lines import put
    from kg.messages import say
    from kg.starter import write_starter

    path = write_starter(folder)
    put(str(path))
    put(say("name your pages in it, then run `kg build` in its folder"))


def doctor_command(
    out: Annotated[Path | None, typer.Argument(help="Folder of a finished build to look at instead.")] = None,
    as_json: Json = False,
) -> None:
    """Say what is installed and what is missing, what it is for and how to get it.

    With a folder, say how large the store of the build in it is, whether every file is whole and whether the
    tables agree: keys are single, ids known, passages on their pages. The exit code is 0 where a plain build
    works (the store is whole) and 1 where it does not (is not).
    """
    from kg.cli.tables import print_json, print_lines
    from kg.doctor import examine, report, works

    if out is not None:
        _look_at(out, as_json=as_json)
        return
    checks = examine(Path())
    if as_json:
        print_json({"works": works(checks), "checks": checks})
    else:
        print_lines(report(checks))
    if not works(checks):
        raise typer.Exit(1)


def _look_at(out: Path, *, as_json: bool) -> None:
    """Print how the store of a finished build is; exit with 1 where a part of it is damaged."""
    from kg.cli.tables import align, print_json, print_lines
    from kg.health import describe, examine_build

    health = examine_build(out)
    if as_json:
        told = {**asdict(health), "leftovers": [str(path) for path in health.leftovers]}
        print_json({**told, "rate": round(health.rate, 2)})
    else:
        print_lines(align(describe(health, out)))
    if health.faults:
        raise typer.Exit(1)
