"""Completion of values in the shell: names of a build, formats, labels, windows, models."""

from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from kg.errors import KgError
from kg.store.engine import literal
from kg.store.finished import open_store

MOST = 40  # names offered at once
_FORMS = f"""
    SELECT name, aliases FROM entities WHERE {{name}} OR len([each FOR each IN aliases IF {{alias}}]) > 0
    ORDER BY mentions DESC, name, id LIMIT {10 * MOST}
"""
MODELS = ("kg_zh", "rules")


def complete_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the build that begin as typed, those most often mentioned first.

    The build is the folder typed so far, else `output`. Nothing is offered where there is no build.
    """
    return names_of(Path(ctx.params.get("out") or "output"), incomplete)


def names_of(out: Path, beginning: str) -> list[str]:
    """Return the names and aliases of a build that begin with a text, those most often mentioned first."""
    begins = f"starts_with({{form}}, {literal(beginning)})"
    try:
        with open_store(out) as store:
            found = list(
                store.rows(_FORMS.format(name=begins.format(form="name"), alias=begins.format(form="each")))
            )
    except KgError:
        return []
    forms = (form for name, aliases in found for form in (name, *aliases) if form.startswith(beginning))
    return list(dict.fromkeys(forms))[:MOST]


def complete_from(values: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a completion that offers the values which begin as typed; after a comma, another one."""
    known = tuple(values)

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [before + comma + value for value in known if value.startswith(last)]

    return complete
