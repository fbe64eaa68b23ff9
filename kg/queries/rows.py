"""The tables of a finished build, read line by line; nothing is computed again."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.model import Evidence
from kg.queries.values import Named, Quote
from kg.schema import Row
from kg.store import jsonl
from kg.store.records import path_of

MOST_QUOTES = 3  # sentences for one fact


def read_rows(out: Path, table: str, holding: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of a table, only those whose line holds one of some texts where these are given.

    Raises OutputError where the table is missing or a line of it is no JSON object.
    """
    return jsonl.read_rows(path_of(out, table), holding)


def read_entities(out: Path) -> dict[str, Row]:
    """Return the entities of a build by their ids."""
    return {row["id"]: row for row in read_rows(out, "entities")}


def read_quotes(edges: Iterable[Row], out: Path) -> dict[Evidence, Quote]:
    """Return the sentences that some edges rest on, by the passages of the edges."""
    wanted = {passage for edge in edges for passage in passages(edge)}
    if not wanted:
        return {}
    found = ((_key(row), row) for row in read_rows(out, "sentences"))
    return {key: _quote(row) for key, row in found if key in wanted}


def quotes_of(edge: Row, quotes: dict[Evidence, Quote]) -> tuple[Quote, ...]:
    """Return the first sentences that an edge rests on."""
    return tuple(quotes[passage] for passage in passages(edge) if passage in quotes)


def passages(edge: Row) -> list[Evidence]:
    """Return the first passages that an edge rests on."""
    return [Evidence(*passage) for passage in edge["evidence"][:MOST_QUOTES]]


def named(row: Row) -> Named:
    """Return what is said of an entity wherever it is named."""
    return Named(row["id"], row["label"], row["name"], row.get("kind"))


def _key(row: Row) -> Evidence:
    return Evidence(row["page"], row["start"], row["end"])


def _quote(row: Row) -> Quote:
    return Quote(
        row["page"], row["line"], row["start"], row["end"], row["date"], row["headline"], row["text"]
    )
