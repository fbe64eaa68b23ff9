"""What a build is in doubt about, with the sentences of both sides: who is one, what contradicts itself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Evidence
from kg.queries.rows import read_named, read_quotes
from kg.queries.told import Told, mark_rows, told_of
from kg.queries.values import Named, Quote
from kg.schema import Row
from kg.store.engine import literals
from kg.store.finished import Store

MOST_SENTENCES = 3  # of each side
SURE = 0.8  # a name that nowhere has a greater score may be none
_DOUBTS = """
    WITH unsure AS (SELECT DISTINCT a, b, reason, label FROM judged WHERE judgement = 'unsure'),
         often AS (SELECT name, max(mentions) AS mentions FROM entities GROUP BY name)
    SELECT j.a, j.b, j.reason, j.label FROM unsure j
    LEFT JOIN often x ON x.name = j.a LEFT JOIN often y ON y.name = j.b
    ORDER BY greatest(coalesce(x.mentions, 0), coalesce(y.mentions, 0)) DESC, j.a, j.b, j.reason
"""
_UNSURE = """
    SELECT text, label, count(*) AS mentions, max(score) AS score FROM named
    WHERE label <> 'TITLE' AND (
      entity IS NOT NULL OR (label, name) IN (SELECT label, name FROM names WHERE entity IS NULL)
    )
    GROUP BY text, label HAVING max(score) < {sure} ORDER BY mentions DESC, score, text, label
"""
_CALLED = """
    SELECT DISTINCT f.form, e.id, e.label, e.name, e.kind FROM (
      SELECT id, unnest(list_concat([id, name], aliases)) AS form FROM entities
      WHERE id IN ({forms}) OR name IN ({forms}) OR list_has_any(aliases, [{forms}])
    ) AS f JOIN entities e ON e.id = f.id WHERE f.form IN ({forms})
    ORDER BY f.form, CASE WHEN e.name = f.form THEN 0 ELSE 1 END, e.mentions DESC, e.id
"""
_WRITTEN = """
    SELECT form, label, page, article, sentence FROM (
      SELECT text AS form, label, page, article, sentence,
             row_number() OVER (PARTITION BY text, label ORDER BY page, article, sentence) AS place
      FROM (SELECT DISTINCT text, label, page, article, sentence FROM named
            WHERE text IN ({forms}) AND sentence IS NOT NULL) AS own
    ) AS placed WHERE place <= {most} ORDER BY form, label, place
"""
_SENTENCES = """
    SELECT page, article, number, line, start, "end", text, headline, day FROM text WHERE page IN ({pages})
"""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two names that may be one, or one that may be none."""

    a: str
    b: str  # the same as `a` where the name itself is in doubt
    label: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class UnsureName:
    """A name that is certain nowhere: it may be none, or of another label."""

    name: str
    label: str
    mentions: int
    score: float  # the greatest


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
    return tuple(Undecided(a, b, label, reason) for a, b, reason, label in rows)


def unsure_names(store: Store) -> tuple[UnsureName, ...]:
    """Return the names of which no mention is certain, the most frequent first."""
    return tuple(UnsureName(*row) for row in store.rows(_UNSURE.format(sure=SURE)))


def as_undecided(name: UnsureName) -> Undecided:
    """Return an unsure name as what is in doubt, for `sides_of`."""
    return Undecided(name.name, name.name, name.label, "")


def sides_of(doubts: Sequence[Undecided], store: Store) -> list[tuple[Side, ...]]:
    """Return the names of doubts, one or two each: what they stand for, and the first sentences with them."""
    forms = literals(sorted({name for doubt in doubts for name in (doubt.a, doubt.b)}))
    called: dict[str, list[Named]] = defaultdict(list)
    for row in store.records(_CALLED.format(forms=forms)):
        called[row["form"]].append(Named(row["id"], row["label"], row["name"], row["kind"]))
    written = store.records(_WRITTEN.format(forms=forms, most=MOST_SENTENCES))
    told = _told(written, store)
    return [
        tuple(
            _side(name, doubt.label, called[name], written, told, store) for name in {doubt.a: 0, doubt.b: 0}
        )
        for doubt in doubts
    ]


def _told(written: Sequence[Row], store: Store) -> dict[tuple[str, str, int], Told]:
    """Return the sentences in which names are written, by page, article and number."""
    places = {(row["page"], row["article"], row["sentence"]) for row in written}
    pages = literals(sorted({page for page, *_ in places}))
    rows = store.records(_SENTENCES.format(pages=pages)) if places else []
    rows = [row for row in rows if (row["page"], row["article"], row["number"]) in places]
    keys = [(row["page"], row["article"], row["number"]) for row in rows]
    return dict(zip(keys, mark_rows(rows, store), strict=True))


def _side(
    name: str,
    label: str | None,
    called: Sequence[Named],
    written: Sequence[Row],
    told: Mapping[tuple[str, str, int], Told],
    store: Store,
) -> Side:
    entities = tuple(each for each in called if label in (None, each.label))[:MOST_SENTENCES]
    own = [row for row in written if row["form"] == name and label in (None, row["label"])]
    keys = [(row["page"], row["article"], row["sentence"]) for row in own][:MOST_SENTENCES]
    sentences = tuple(told[key] for key in keys if key in told)
    if not sentences and entities:
        sentences = told_of([entities[0].id], store, limit=MOST_SENTENCES).sentences
    return Side(name, entities, sentences)


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
