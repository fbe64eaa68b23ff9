"""What a build is in doubt about, with the sentences of both sides: who is one, what contradicts itself."""

from dataclasses import dataclass

from kg.model import Evidence
from kg.queries.rows import read_entities, read_named, read_quotes
from kg.queries.told import Told, mark_rows, told_of
from kg.queries.values import Named, Quote
from kg.schema import Row
from kg.store.engine import literal
from kg.store.finished import Store

MOST_SENTENCES = 3  # of each side
_DOUBTS = """
    SELECT j.a, j.b, j.reason, j.label, coalesce(max(e.mentions), 0) AS mentions
    FROM (SELECT DISTINCT a, b, reason, label FROM judged WHERE judgement = 'unsure') AS j
    LEFT JOIN entities e ON e.name IN (j.a, j.b)
    GROUP BY j.a, j.b, j.reason, j.label ORDER BY mentions DESC, j.a, j.b, j.reason
"""
_WRITTEN = """
    SELECT t.page, t.article, t.number, t.line, t.start, t."end", t.text, t.headline, t.day
    FROM (SELECT DISTINCT page, article, sentence FROM named WHERE text = {form} AND {label} LIMIT 200) AS n
    JOIN text t ON t.page = n.page AND t.article = n.article AND t.number = n.sentence
    ORDER BY coalesce(t.day, ''), t.page, t.start LIMIT {most}
"""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two names that may be one, or one that may be none."""

    a: str
    b: str  # the same as `a` where the name itself is in doubt
    label: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the names in doubt: what it stands for, and where it stands."""

    name: str
    entities: tuple[Named, ...]
    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that can't both hold, with the clauses that say so."""

    kind: str
    post: Named
    other: Named | None
    people: tuple[Named, ...]
    first_date: str
    last_date: str
    quotes: tuple[Quote, ...]


def doubts(store: Store) -> tuple[Undecided, ...]:
    """Return all that a build is in doubt about, the names mentioned most first."""
    rows = store.rows(_DOUBTS)
    return tuple(Undecided(a, b, label, reason) for a, b, reason, label, _ in rows)


def side_of(name: str, label: str | None, store: Store) -> Side:
    """Return what a name in doubt stands for and the first sentences that have it."""
    form = literal(name)
    exact = f"id = {form} OR name = {form} OR list_contains(aliases, {form})"
    found = read_entities(store, exact, f"CASE WHEN name = {form} THEN 0 ELSE 1 END, mentions DESC, id")
    found = [row for row in found if label is None or row["label"] == label][:MOST_SENTENCES]
    of_label = f"label = {literal(label)}" if label else "TRUE"
    rows = store.records(_WRITTEN.format(form=form, label=of_label, most=MOST_SENTENCES))
    told = mark_rows(rows, store)
    if not told and found:
        told = told_of([found[0]["id"]], store, limit=MOST_SENTENCES).sentences
    named = tuple(Named(row["id"], row["label"], row["name"], row["kind"]) for row in found)
    return Side(name, named, told)


def contradictions(store: Store, *, skip: int = 0, limit: int = 10) -> tuple[Contradiction, ...]:
    """Return statements that contradict each other, the shortest time in question first."""
    order = "last_date, first_date, post, kind, people"
    rows = store.records(f"SELECT * FROM contradictions ORDER BY {order} LIMIT {limit} OFFSET {skip}")
    passages = [Evidence(**passage) for row in rows for passage in row["sources"] or ()]
    quotes = read_quotes(store, passages)
    ids = {id_ for row in rows for id_ in (row["post"], row["other"], *row["people"])}
    entities = read_named(store, ids)
    return tuple(_contradiction(row, entities, quotes) for row in rows)


def _contradiction(row: Row, entities: dict[str, Named], quotes: dict[Evidence, Quote]) -> Contradiction:
    stated = (Evidence(**passage) for passage in row["sources"] or ())
    return Contradiction(
        kind=row["kind"],
        post=entities[row["post"]],
        other=entities.get(row["other"] or ""),
        people=tuple(entities[id_] for id_ in row["people"]),
        first_date=row["first_date"],
        last_date=row["last_date"],
        quotes=tuple(quotes[passage] for passage in stated if passage in quotes),
    )
