"""What finished builds say, for tests that compare them."""

from pathlib import Path

from kg.schema.kept import KEPT_TABLES
from kg.store.finished import open_store
from kg.store.queries import QUERIES
from tests.records import lines_of


def tables_in(out: Path) -> dict[str, list[str]]:
    """Return the rows of all tables of a finished build: those of its files in their order, others sorted."""
    with open_store(out) as store:
        found = {name: list(lines_of(store, name, query)) for name, query in QUERIES.items()}
        inner = KEPT_TABLES.keys() - QUERIES.keys()
        found |= {name: sorted(map(repr, store.rows(f"SELECT * FROM {name}"))) for name in sorted(inner)}
    return found


def differing(there: dict[str, list[str]], here: dict[str, list[str]]) -> dict[str, str]:
    """Return the tables that differ: how many rows each has, and the first that only one of them has."""
    return {name: _apart(there.get(name, []), rows) for name, rows in here.items() if there.get(name) != rows}


def _apart(there: list[str], here: list[str]) -> str:
    sides = (("there", there, set(here)), ("here", here, set(there)))
    rows = {side: [row for row in own if row not in other] for side, own, other in sides}
    told = (f"only {side}: {len(alone)}, the first {alone[:1]}" for side, alone in rows.items())
    return f"{len(there)} and {len(here)} rows; {'; '.join(told)}"


def files_in(out: Path) -> dict[str, bytes]:
    """Return the files of a finished build, but for what tells how it was made."""
    found = (path for path in out.iterdir() if path.is_file() and path.name != "run.json")
    return {path.name: path.read_bytes() for path in found}
