"""What all questions ask of the store of a finished build: entities, edges, and the sentences behind them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from weakref import WeakKeyDictionary

from kg.model import Evidence
from kg.queries.values import Named, Quote
from kg.schema import Row
from kg.store.engine import literal, literals
from kg.store.finished import Store

MOST_QUOTES = 3  # sentences for one fact
EDGE = "source, target, kind, weight, count, first_date, last_date"
"""The columns of an edge that questions ask for; its passages are asked for by `with_passages`."""
_BOX = "CASE WHEN b.line IS NULL THEN NULL ELSE [b.x, b.y, b.width, b.height] END AS box"
_SENTENCES = """
    SELECT w.page, w.start AS at, w."end" AS until, t.line, t.start, t."end", t.day AS date,
           t.headline, t.text, {box}
    FROM (SELECT * FROM {text} WHERE {here}) AS t
    JOIN wanted w ON w.page = t.page AND t.start <= w.start AND w."end" <= t."end"
    LEFT JOIN (SELECT * FROM {places} WHERE {here}) AS b ON b.page = t.page AND b.line = t.line
    ORDER BY t.article DESC
"""
_ON_PAGES = """
    SELECT page, line, start, "end", day AS date, headline, text FROM {text}
    WHERE page IN ({pages}) ORDER BY article DESC
"""
_BOXES = "SELECT page, line, x, y, width, height FROM {places} WHERE page IN ({pages})"
_CLAUSES = """
    SELECT p.page, p.start AS at, p."end" AS until, p.line, p.start, p."end",
           coalesce(a.date, g.date) AS date,
           a.headline, p.clause AS text, {box}
    FROM (SELECT * FROM {posts} WHERE {here}) AS p
    JOIN wanted w ON w.page = p.page AND w.start = p.start AND w."end" = p."end"
    JOIN (SELECT * FROM {articles} WHERE {here}) AS a ON a.page = p.page AND a.id = p.article
    JOIN (SELECT * FROM {pages} WHERE {here}) AS g ON g.page = p.page
    LEFT JOIN (SELECT * FROM {places} WHERE {here}) AS b ON b.page = p.page AND b.line = p.line
    ORDER BY p.article DESC
"""


def read_entities(store: Store, condition: str, order: str = "id") -> list[Row]:
    """Return the entities for which a condition of SQL holds."""
    return store.records(f"SELECT * FROM entities WHERE {condition} ORDER BY {order}")


def read_named(store: Store, ids: Collection[str | None]) -> dict[str, Named]:
    """Return what is said of some entities where they are named, by their ids."""
    known = _NAMED.setdefault(store, {})
    asked = {id_ for id_ in ids if id_}
    fresh = sorted(asked - known.keys())
    if fresh:
        query = f"SELECT id, label, name, kind FROM entities WHERE id IN ({literals(fresh)})"
        known |= {id_: Named(id_, *told) for id_, *told in store.rows(query)}
    return {id_: known[id_] for id_ in sorted(asked) if id_ in known}


_NAMED: WeakKeyDictionary[Store, dict[str, Named]] = WeakKeyDictionary()
"""What was asked for before, of stores that stay open."""


def read_spell(store: Store, id_: str) -> tuple[str | None, str | None]:
    """Return the first and the last day that tell of an entity."""
    rows = store.rows(f"SELECT first_date, last_date FROM nodes WHERE id = {literal(id_)}")
    return next(((first, last) for first, last in rows), (None, None))


def touching(ids: Iterable[str]) -> str:
    """Return a condition of SQL: an edge has one of some entities as source or target."""
    listed = literals(ids)
    return f"(source IN ({listed}) OR target IN ({listed}))"


def with_passages(store: Store, edges: Sequence[Row], most: int = MOST_QUOTES) -> list[Row]:
    """Return edges, asked for with their `row`, each with its first passages (0: all) as `evidence`."""
    if not edges:
        return []
    numbers = ", ".join(str(edge["row"]) for edge in edges)
    some = f"[1:{most}]" if most else ""
    asked = f"(SELECT unnest([{numbers}]) AS row) AS asked"
    query = f"SELECT n.row, evidence{some} AS evidence FROM {asked} JOIN numbered n ON n.row = asked.row"
    found = {row["row"]: row["evidence"] for row in store.records(query)}
    return [edge | {"evidence": found[edge["row"]]} for edge in edges]


def read_quotes(store: Store, passages: Iterable[Evidence]) -> dict[Evidence, Quote]:
    """Return the whole sentences in which some passages stand, or else the clauses of posts that do."""
    wanted = sorted(set(passages))
    few = len({passage.page for passage in wanted}) <= store.few_pages
    found = _told(wanted, store) if few else _quoted(_SENTENCES, ("text", "places"), wanted, store)
    rest = [passage for passage in wanted if passage not in found]
    return found | _quoted(_CLAUSES, ("posts", "articles", "pages", "places"), rest, store)


def _told(wanted: Sequence[Evidence], store: Store) -> dict[Evidence, Quote]:
    """Return what `_quoted` does of sentences, for few pages: all of theirs are read, none joined."""
    if not wanted:
        return {}
    pages = sorted({passage.page for passage in wanted})
    sources = store.sources(("text", "places"), pages)
    boxes = {
        (page, line): tuple(box)
        for page, line, *box in store.rows(_BOXES.format(pages=literals(pages), **sources))
    }
    told = store.arrow(_ON_PAGES.format(pages=literals(pages), **sources))
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    columns = (told[name].to_pylist() for name in ("page", "start", "end"))
    for place, (page, start, end) in enumerate(zip(*columns, strict=True)):
        spans[page].append((start, end, place))
    at: dict[Evidence, int] = {}
    for passage in wanted:
        for start, end, place in spans[passage.page]:
            if start <= passage.start and passage.end <= end:
                at[passage] = place
    quotes = (told.slice(place, 1).to_pylist()[0] for place in at.values())  # `take` would load pandas
    return {
        passage: Quote(**row, box=boxes.get((row["page"], row["line"])))
        for passage, row in zip(at, quotes, strict=True)
    }


def _quoted(
    query: str, tables: Sequence[str], wanted: Sequence[Evidence], store: Store
) -> dict[Evidence, Quote]:
    if not wanted:
        return {}
    columns = zip(*wanted, strict=True)
    store.add_columns("wanted", dict(zip(Evidence._fields, columns, strict=True)))
    pages = sorted({passage.page for passage in wanted})
    here, sources = "TRUE", {table: table for table in tables}
    if len(pages) <= store.most_pages:
        here, sources = f"page IN ({literals(pages)})", store.sources(tables, pages)
    found = store.records(query.format(here=here, box=_BOX, **sources))
    return {Evidence(row["page"], row.pop("at"), row.pop("until")): _quote(row) for row in found}


def _quote(row: Row) -> Quote:
    box = row.pop("box")
    return Quote(**row, box=tuple(box) if box else None)


def passages_of(row: Row) -> list[Evidence]:
    """Return the first passages that an edge or a tenure rests on."""
    return [Evidence(**passage) for passage in (row["evidence"] or ())[:MOST_QUOTES]]


def quotes_of(row: Row, quotes: dict[Evidence, Quote]) -> tuple[Quote, ...]:
    """Return the first sentences that an edge or a tenure rests on."""
    return tuple(quotes[passage] for passage in passages_of(row) if passage in quotes)


def named(row: Row) -> Named:
    """Return what is said of an entity wherever it is named."""
    return Named(row["id"], row["label"], row["name"], row["kind"])
