"""What a build says of one name: a card of its posts by time, its neighbors and what lies where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import WINDOWS, Evidence
from kg.queries.names import find_all
from kg.queries.rows import named, quotes_of, read_entities, read_quotes, read_rows
from kg.queries.values import Named, Quote
from kg.schema import Row

MOST_NEIGHBORS = 20


@dataclass(frozen=True, slots=True)
class Fact:
    """A post held, a byline or a meeting, with the sentences it rests on."""

    person: Named | None  # who holds the post, None on the person's own card
    entity: Named | None  # the post, medium or neighbor, None on the post's own card
    weight: float
    count: int
    first_date: str | None
    last_date: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """All that a build says of one entity."""

    entity: Named
    aliases: tuple[str, ...]
    mentions: int
    code: str | None
    latitude: float | None
    longitude: float | None
    part_of: Named | None
    located_in: Named | None
    posts: tuple[Fact, ...]  # by time
    bylines: tuple[Fact, ...]
    met_in: str | None  # what the neighbors below met it in: sentence, paragraph or article
    neighbors: tuple[Fact, ...]  # the heaviest first
    parts: tuple[Named, ...]
    bodies_here: tuple[Named, ...]


def cards(name: str, out: Path) -> tuple[Card, ...]:
    """Return the cards of all entities of a name, alias or id.

    Raises OutputError where the folder holds no finished build, InputError for a name that it lacks.
    """
    entities = read_entities(out)
    found = find_all(name, entities.values(), out)
    ids = [row["id"] for row in found]
    edges = [row for row in read_rows(out, "edges", ids) if row["source"] in ids or row["target"] in ids]
    edges += _holders(edges, ids, out)
    quotes = read_quotes(edges, out)
    return tuple(_card(entity, edges, entities, quotes) for entity in found)


def _holders(edges: Sequence[Row], ids: Sequence[str], out: Path) -> list[Row]:
    """Return who holds the posts at a body that is shown."""
    posts = [edge["source"] for edge in edges if edge["kind"] == "at" and edge["target"] in ids]
    known = set(posts) - set(ids)
    rows = read_rows(out, "edges", sorted(known)) if known else iter(())
    return [row for row in rows if row["kind"] == "holds" and row["target"] in known]


def _card(entity: Row, edges: Sequence[Row], entities: dict[str, Row], quotes: dict[Evidence, Quote]) -> Card:
    own = [edge for edge in edges if entity["id"] in (edge["source"], edge["target"])]
    met = [edge for edge in own if edge["kind"] in WINDOWS]
    nearest = min((edge["kind"] for edge in met), key=WINDOWS.index, default=None)
    near = sorted((edge for edge in met if edge["kind"] == nearest), key=_by_weight)[:MOST_NEIGHBORS]
    bylines = (edge for edge in own if edge["kind"] == "byline")
    return Card(
        entity=named(entity),
        aliases=tuple(entity["aliases"]),
        mentions=entity["mentions"],
        code=entity.get("code"),
        latitude=entity.get("latitude"),
        longitude=entity.get("longitude"),
        part_of=_above(entity, "parent", entities),
        located_in=_above(entity, "located_in", entities),
        posts=tuple(_held(e, entity, entities, quotes) for e in _posts(entity, own, edges)),
        bylines=tuple(_met(edge, entity, entities, quotes) for edge in bylines),
        met_in=nearest,
        neighbors=tuple(_met(edge, entity, entities, quotes) for edge in near),
        parts=_below(own, "part_of", entity, entities),
        bodies_here=_below(own, "located_in", entity, entities),
    )


def _posts(entity: Row, own: Sequence[Row], edges: Sequence[Row]) -> list[Row]:
    """Return the posts that an entity holds or is, or that are at it, by time."""
    here = {edge["source"] for edge in own if edge["kind"] == "at" and edge["target"] == entity["id"]}
    held = (e for e in edges if e["kind"] == "holds")
    return sorted(
        (e for e in held if entity["id"] in (e["source"], e["target"]) or e["target"] in here),
        key=lambda e: (e["first_date"] or "", e["last_date"] or "", e["target"], e["source"]),
    )


def _by_weight(edge: Row) -> tuple[object, ...]:
    return -edge["weight"], -edge["count"], edge["source"], edge["target"]


def _above(entity: Row, key: str, entities: dict[str, Row]) -> Named | None:
    above = entities.get(entity.get(key) or "")
    return named(above) if above else None


def _below(own: Iterable[Row], kind: str, entity: Row, entities: dict[str, Row]) -> tuple[Named, ...]:
    """Return what is part of a place or body, or lies in it."""
    below = (entities[e["source"]] for e in own if e["kind"] == kind and e["target"] == entity["id"])
    return tuple(map(named, sorted(below, key=lambda row: (row["name"], row["id"]))))


def _held(edge: Row, entity: Row, entities: dict[str, Row], quotes: dict[Evidence, Quote]) -> Fact:
    """Return a post for a person's card, its holder for a post's, both for a body's."""
    person, post = edge["source"], edge["target"]
    return _fact(
        edge,
        None if person == entity["id"] else entities[person],
        None if post == entity["id"] else entities[post],
        quotes,
    )


def _met(edge: Row, entity: Row, entities: dict[str, Row], quotes: dict[Evidence, Quote]) -> Fact:
    other = edge["target"] if edge["source"] == entity["id"] else edge["source"]
    return _fact(edge, None, entities[other], quotes)


def _fact(edge: Row, person: Row | None, entity: Row | None, quotes: dict[Evidence, Quote]) -> Fact:
    return Fact(
        person=named(person) if person else None,
        entity=named(entity) if entity else None,
        weight=edge["weight"],
        count=edge["count"],
        first_date=edge["first_date"],
        last_date=edge["last_date"],
        quotes=quotes_of(edge, quotes),
    )
