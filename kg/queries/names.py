"""Which entity a name stands for."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError
from kg.queries.rows import named, read_rows
from kg.queries.values import Named
from kg.schema import Row
from kg.text import squeeze

MOST_CHOICES = 12
MOST_SUGGESTED = 3


class AmbiguousNameError(InputError):
    """A name that several entities have; `choices` are they, those most often mentioned first."""

    def __init__(self, template: str, /, **values: object) -> None:
        """Keep the template; the choices are added by `find_one`."""
        super().__init__(template, **values)
        self.choices: tuple[Named, ...] = ()


def find_all(name: str, entities: Iterable[Row], out: Path) -> list[Row]:
    """Return the entities of a name: by id or name, then by alias, then as pages write it (全市, 市委).

    Raises InputError for a name that none of them has, with those like it.
    """
    rows = list(entities)
    for form in dict.fromkeys((name, squeeze(name))):
        exact = [row for row in rows if form in (row["id"], row["name"])]
        found = exact + [row for row in rows if row not in exact and form in row["aliases"]]
        found = found or _written_so(form, rows, out)
        if found:
            return found
    near = close_names(squeeze(name), rows)
    where = str(out / "entities.jsonl")
    if near:
        raise InputError(
            "{where}: no {name!r}; did you mean {near}?", where=where, name=name, near=" ".join(near)
        )
    raise InputError("{where}: no {name!r}; give a name or id of entities.jsonl", where=where, name=name)


def _written_so(form: str, rows: Iterable[Row], out: Path) -> list[Row]:
    """Return the entities that some page means by a form, an alias of none as it stands for several."""
    mentions = read_rows(out, "mentions", [form]) if (out / "mentions.jsonl").is_file() else iter(())
    ids = {row["entity"] for row in mentions if row["text"] == form}
    return [row for row in rows if row["id"] in ids]


def find_one(name: str, entities: Iterable[Row], out: Path) -> Row:
    """Return the one entity of an id, a name, or else of an alias.

    Raises AmbiguousNameError where several have it, InputError where none has.
    """
    found = find_all(name, entities, out)
    form = squeeze(name)
    for exact in ([r for r in found if r["id"] == form], [r for r in found if r["name"] == form], found):
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise _ambiguous(name, exact)
    return found[0]


def close_names(name: str, rows: Iterable[Row]) -> list[str]:
    """Return the few names and aliases that hold a text, else those that look like it."""
    known = {form for row in rows for form in (row["name"], *row["aliases"])}
    inside = sorted((form for form in known if name in form), key=lambda form: (len(form), form))
    return inside[:MOST_SUGGESTED] or difflib.get_close_matches(name, sorted(known), MOST_SUGGESTED)


def _ambiguous(name: str, rows: list[Row]) -> AmbiguousNameError:
    ordered = sorted(rows, key=lambda row: (-row["mentions"], row["id"]))
    error = AmbiguousNameError(
        "{name!r} is the name of {count} entities; give the id of one: {ids}",
        name=name,
        count=len(ordered),
        ids=" ".join(row["id"] for row in ordered[:MOST_CHOICES]),
    )
    error.choices = tuple(map(named, ordered))
    return error
