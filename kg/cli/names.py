"""The names of a build that begin as typed."""

from pathlib import Path

from kg.errors import KgError
from kg.store.engine import literal
from kg.store.finished import open_store

MOST = 40  # names offered at once
_FORMS = f"""
    SELECT name, aliases FROM entities WHERE {{name}} OR len([each FOR each IN aliases IF {{alias}}]) > 0
    ORDER BY mentions DESC, name, id LIMIT {10 * MOST}
"""


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
