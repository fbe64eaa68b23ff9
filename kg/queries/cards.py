"""What a build says of one name: its posts by time, who and what stands beside it, what lies where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.model import WINDOWS, Evidence
from kg.queries.beside import InArticle, beside_of
from kg.queries.names import find_all, find_fuller
from kg.queries.rows import (
    EDGE,
    named,
    passages_of,
    quotes_of,
    read_named,
    read_quotes,
    read_spell,
    touching,
    with_passages,
)
from kg.queries.tenures import count_below, order_in_time
from kg.queries.told import Told, told_of
from kg.queries.values import BelowCount, Named, Quote
from kg.schema import Row
from kg.store.engine import literal, literals
from kg.store.finished import Store, asking

MOST_NEIGHBORS = 20
MOST_SENTENCES = 10
_MET = f"""
    SELECT * EXCLUDE (place) FROM (
      SELECT row, {EDGE}, label = 'LOC' AS is_place,
             row_number() OVER (
               PARTITION BY kind, is_place ORDER BY count DESC, coalesce(g2, 0) DESC, weight DESC, other
             ) AS place
      FROM ends WHERE own = {{id}} AND kind IN ({literals(WINDOWS)})
    ) AS met WHERE place <= {MOST_NEIGHBORS} ORDER BY place
"""


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
    first_date: str | None
    last_date: str | None
    posts: tuple[Fact, ...]  # by time
    below: tuple[BelowCount, ...]  # posts at what lies below a body or place
    bylines: tuple[Fact, ...]
    met_in: str | None  # what the neighbors below met it in: sentence, paragraph or article
    neighbors: tuple[Fact, ...]  # but places; those with the most sentences first
    beside: tuple[InArticle, ...]  # who and what is in the same articles, but in no sentence with it
    places: tuple[Fact, ...]  # that it is told of together with
    parts: tuple[Named, ...]
    bodies_here: tuple[Named, ...]
    told: int  # sentences that name it
    sentences: tuple[Told, ...]  # the first of them
    fuller: tuple[Named, ...]  # bodies whose names hold the name asked for, and that are told of more


def cards(name: str, out: Path | Store) -> tuple[Card, ...]:
    """Return the cards of all entities of a name, alias or id.

    Raises OutputError where the folder holds no finished build, InputError for a name that it lacks.
    """
    with asking(out) as store:
        found = find_all(name, store)
        fuller = find_fuller(name, found, store)
        return tuple(_card(entity, store, fuller) for entity in found)


def _card(entity: Row, store: Store, fuller: tuple[Named, ...]) -> Card:
    id_ = entity["id"]
    nearest, near, places = _met(id_, store)
    stated = _stated(id_, store)
    own, bylines = _posts(stated), [edge for edge in stated if edge["kind"] == "byline"]
    told = with_passages(store, [*own, *bylines, *near, *places])
    quotes = read_quotes(store, (passage for edge in told for passage in passages_of(edge)))
    others = {end for edge in [*stated, *told] for end in (edge["source"], edge["target"])}
    entities = read_named(store, {*others, entity["parent"], entity["located_in"]})
    own = sorted(told[: len(own)], key=lambda edge: _in_time(edge, entities))
    facts = {edge["row"]: _fact(edge, id_, entities, quotes) for edge in told}
    first_date, last_date = read_spell(store, id_)
    sentences = told_of([id_], store, limit=MOST_SENTENCES)
    return Card(
        entity=named(entity),
        aliases=tuple(entity["aliases"]),
        mentions=entity["mentions"],
        code=entity["code"],
        latitude=entity["latitude"],
        longitude=entity["longitude"],
        part_of=entities.get(entity["parent"]),
        located_in=entities.get(entity["located_in"]),
        first_date=first_date,
        last_date=last_date,
        posts=tuple(facts[edge["row"]] for edge in own),
        below=count_below(id_, store) if entity["label"] in ("ORG", "LOC") else (),
        bylines=tuple(facts[edge["row"]] for edge in bylines),
        met_in=nearest,
        neighbors=tuple(facts[edge["row"]] for edge in near),
        beside=beside_of(id_, store),
        places=tuple(facts[edge["row"]] for edge in places),
        parts=_below(stated, "part_of", id_, entities),
        bodies_here=_below(stated, "located_in", id_, entities),
        told=sentences.total,
        sentences=sentences.sentences,
        fuller=fuller,
    )


def _met(id_: str, store: Store) -> tuple[str | None, list[Row], list[Row]]:
    """Return the nearest kind of meeting that an entity has, and its best attested edges: others, places."""
    found = store.records(_MET.format(id=literal(id_)))
    nearest = min((row["kind"] for row in found), key=WINDOWS.index, default=None)
    edges: dict[bool, list[Row]] = {False: [], True: []}
    for row in found:
        if row["kind"] == nearest:
            edges[row.pop("is_place")].append(row)
    return nearest, edges[False], edges[True]


def _stated(id_: str, store: Store) -> list[Row]:
    """Return the facts that name an entity, and who holds the posts at it."""
    query = f"SELECT row, {EDGE} FROM numbered WHERE kind NOT IN ({literals(WINDOWS)}) AND "
    order = " ORDER BY kind, source, target"
    edges = store.records(f"{query}{touching([id_])}{order}")
    posts = {edge["source"] for edge in edges if edge["kind"] == "at" and edge["target"] == id_} - {id_}
    if not posts:
        return edges
    held = f"kind = 'holds' AND target IN ({literals(sorted(posts))})"
    return edges + [row for row in store.records(f"{query}{held}{order}") if row not in edges]


def _posts(edges: Sequence[Row]) -> list[Row]:
    """Return the posts that an entity holds or is, or that are at it."""
    return [edge for edge in edges if edge["kind"] == "holds"]


def _in_time(edge: Row, entities: dict[str, Named]) -> tuple[object, ...]:
    """Return the order of posts, the same as that of tenures."""
    post, person = (entities[edge[end]].name for end in ("target", "source"))
    return order_in_time((edge["first_date"],), edge["last_date"], passages_of(edge), post, person)


def _below(edges: Iterable[Row], kind: str, id_: str, entities: dict[str, Named]) -> tuple[Named, ...]:
    """Return what is part of a place or body, or lies in it."""
    below = (entities[e["source"]] for e in edges if e["kind"] == kind and e["target"] == id_)
    return tuple(sorted(below, key=lambda each: (each.name, each.id)))


def _fact(edge: Row, id_: str, entities: dict[str, Named], quotes: dict[Evidence, Quote]) -> Fact:
    """Return an edge as a card tells it: the ends that are not the entity of the card.

    A post is told to a person's card, its holder to a post's, both to a body's.
    """
    source, target = (None if end == id_ else entities[end] for end in (edge["source"], edge["target"]))
    person, other = (source, target) if edge["kind"] == "holds" else (None, source or target)
    return Fact(
        person=person,
        entity=other,
        weight=edge["weight"],
        count=edge["count"],
        first_date=edge["first_date"],
        last_date=edge["last_date"],
        quotes=quotes_of(edge, quotes),
    )
