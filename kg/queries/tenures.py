"""Who held which post at which body at a time."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from kg.errors import InputError
from kg.queries.names import find_one
from kg.queries.periods import Period, read_period
from kg.queries.rows import named, quotes_of, read_entities, read_quotes, read_rows
from kg.queries.values import TenureRow
from kg.schema import Row

HELD, EARLIER, LATER, FORMER = "held", "earlier", "later", "former"
STATES = (HELD, EARLIER, LATER, FORMER)


def tenures(
    out: Path,
    *,
    body: str | None = None,
    person: str | None = None,
    title: str | None = None,
    at: str | None = None,
    below: bool = False,
    near: bool = False,
) -> tuple[TenureRow, ...]:
    """Return who holds which post, as far as the pages tell, sorted by body, title and time.

    `body` and `person` are names, aliases or ids, `below` adds the bodies and places below the body, `title`
    is a title (`*主任` also finds 副主任). At a time (YYYY, YYYY-MM, YYYY-MM-DD) those are `held` that some
    page states then, or before and after; `near` adds those last stated `earlier`, first stated `later`, and
    the `former` ones. Raises InputError for a name that no entity or several have, ConfigError for no date.
    """
    period = read_period(at, "--at") if at else None
    entities = read_entities(out)
    bodies = _bodies(body, below, entities, out)
    held_by = find_one(person, entities.values(), out)["id"] if person else None
    rows = [
        row
        for row in read_rows(out, "tenures")
        if (bodies is None or row["body"] in bodies) and held_by in (None, row["person"])
    ]
    if title:
        rows = _of_title(rows, title)
    chosen = [(row, state) for row in rows if (state := _state(row, period)) == HELD or near or not period]
    quotes = read_quotes(({"evidence": row["sources"]} for row, _ in chosen), out)
    found = [
        TenureRow(
            person=named(entities[row["person"]]),
            title=row["title"],
            body=named(entities[row["body"]]),
            post=row["post"],
            first_seen=row["first_seen"],
            last_seen=row["last_seen"],
            former_since=row["former_since"],
            count=row["count"],
            state=state,
            quotes=quotes_of({"evidence": row["sources"]}, quotes),
        )
        for row, state in chosen
    ]
    return tuple(sorted(found, key=_order))


def _bodies(name: str | None, below: bool, entities: dict[str, Row], out: Path) -> set[str] | None:
    """Return the ids of a body, with those below it if asked for; None for any body."""
    if name is None:
        return None
    found = {find_one(name, entities.values(), out)["id"]}
    while below:
        more = {
            key
            for key, row in entities.items()
            if row["label"] != "TITLE" and {row.get("parent"), row.get("located_in")} & found
        }
        if more <= found:
            break
        found |= more
    return found


def _of_title(rows: Sequence[Row], title: str) -> list[Row]:
    """Return the tenures of a title; raise InputError with the titles there are where none has it."""
    found = [row for row in rows if fnmatchcase(row["title"], title)]
    if rows and not found:
        known = sorted({row["title"] for row in rows}, key=lambda each: (title not in each, each))
        raise InputError(
            "--title: no {title!r} here; titles are {known}", title=title, known=" ".join(known[:8])
        )
    return found


def _state(row: Row, period: Period | None) -> str:
    """Return what the pages say of a tenure in a period."""
    first, last, former = row["first_seen"], row["last_seen"], row["former_since"]
    if period is None:
        return HELD if last and (former is None or last >= former) else FORMER
    if first and first <= period[1] and last >= period[0]:
        return HELD
    if former and former <= period[1] and not (first and first > period[1]):
        return FORMER
    return EARLIER if last and last < period[0] else LATER


def _order(row: TenureRow) -> tuple[object, ...]:
    since = row.first_seen or row.former_since or ""
    return STATES.index(row.state), row.body.name, row.body.id, row.title, since, row.person.id
