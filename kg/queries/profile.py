"""What a build knows of one entity beside sentences and companions: what it is, where it lies, its years."""

from collections.abc import Container
from dataclasses import dataclass

from kg.errors import InputError
from kg.queries.rows import read_entities, read_named, read_spell
from kg.queries.values import Named
from kg.store.engine import literal, literals
from kg.store.finished import Store

MOST_BELOW = 24
MOST_ARTICLES = 3  # of each year
_TIED = """
    SELECT kind, forward, other, total FROM (
      SELECT e.kind, e.forward, e.other, count(*) OVER (PARTITION BY e.kind, e.forward) AS total,
             row_number() OVER (PARTITION BY e.kind, e.forward ORDER BY o.mentions DESC, o.id) AS place
      FROM (SELECT kind, forward, other FROM ends WHERE own = {id} AND kind IN ({kinds})) AS e
      JOIN entities o ON o.id = e.other
    ) AS placed WHERE place <= {most} ORDER BY place
"""
_TIES = ("part_of", "located_in", "byline")
_YEARS = """
    WITH own AS (
      SELECT page, article, any_value(day) AS day, count(*) AS times  -- sentences
      FROM {own} AS told GROUP BY page, article
    ), placed AS (
      SELECT *, substr(coalesce(day, ''), 1, 4) AS year,
             count(*) OVER (PARTITION BY year) AS articles,
             row_number() OVER (PARTITION BY year ORDER BY times DESC, day, page, article) AS place
      FROM own
    )
    SELECT p.year, p.articles, p.page, p.article, p.day, p.times FROM placed p
    WHERE place <= {most} ORDER BY p.year DESC, p.day, p.page, p.article
"""
_HEADLINES = "SELECT page, id, headline FROM articles WHERE page IN ({pages})"


@dataclass(frozen=True, slots=True)
class Tied:
    """What is part of an entity, lies in it or writes for it: those mentioned most, and how many."""

    total: int
    entities: tuple[Named, ...]


_NONE = Tied(0, ())


@dataclass(frozen=True, slots=True)
class Profile:
    """What an entity is."""

    entity: Named
    aliases: tuple[str, ...]
    mentions: int
    code: str | None
    level: int | None
    rank: str | None
    latitude: float | None
    longitude: float | None
    first_date: str | None
    last_date: str | None
    part_of: Named | None
    located_in: Named | None
    parts: Tied
    here: Tied
    writes_for: Tied
    reporters: Tied


@dataclass(frozen=True, slots=True)
class ArticleNamed:
    """An article by its headline."""

    page: str
    article: str
    date: str | None
    headline: str
    times: int  # sentences that name the entity


@dataclass(frozen=True, slots=True)
class YearTold:
    """What pages tell of an entity in one year."""

    year: str  # "" for undated articles
    articles: int
    headlines: tuple[ArticleNamed, ...]  # of the articles that name it most


def profile(id_: str, store: Store) -> Profile:
    """Return what an entity is, by its id; InputError where there is none of that id."""
    rows = read_entities(store, f"id = {literal(id_)}")
    check_entity(id_, {row["id"] for row in rows})
    row = rows[0]
    above = read_named(store, {id_, row["parent"], row["located_in"]})
    first_date, last_date = read_spell(store, id_)
    tied = _tied(id_, store)
    facts = {name: row[name] for name in ("mentions", "code", "level", "rank", "latitude", "longitude")}
    return Profile(
        entity=above[id_],
        aliases=tuple(row["aliases"]),
        part_of=above.get(row["parent"] or ""),
        located_in=above.get(row["located_in"] or ""),
        parts=tied.get(("part_of", False), _NONE),
        here=tied.get(("located_in", False), _NONE),
        writes_for=tied.get(("byline", True), _NONE),
        reporters=tied.get(("byline", False), _NONE),
        first_date=first_date,
        last_date=last_date,
        **facts,
    )


def check_entity(id_: str, known: Container[str]) -> None:
    """Raise InputError where an id is not among those known."""
    if id_ not in known:
        raise InputError("no entity has the id {id!r}; search for a name", id=id_)


def _tied(id_: str, store: Store) -> dict[tuple[str, bool], Tied]:
    """Return what an entity is tied to, by kind of edge and whether that points away from it."""
    rows = list(store.rows(_TIED.format(id=literal(id_), kinds=literals(_TIES), most=MOST_BELOW)))
    names = read_named(store, {other for *_, other, _ in rows})
    found: dict[tuple[str, bool], Tied] = {}
    for kind, forward, other, total in rows:
        before = found.get((kind, forward), _NONE).entities
        found[kind, forward] = Tied(total, (*before, names[other]))
    return found


def told_by_year(id_: str, store: Store) -> tuple[YearTold, ...]:
    """Return what pages tell of an entity year by year, the latest first, with the articles that do most."""
    rows = store.records(_YEARS.format(own=store.occurrences(id_), most=MOST_ARTICLES))
    pages = ", ".join(sorted({literal(row["page"]) for row in rows}))
    query = _HEADLINES.format(pages=pages)
    titles = {(page, article): text for page, article, text in store.rows(query)} if rows else {}
    years: dict[str, tuple[int, list[ArticleNamed]]] = {}
    for row in rows:
        title = titles.get((row["page"], row["article"]), "")
        found = ArticleNamed(row["page"], row["article"], row["day"], title, row["times"])
        years.setdefault(row["year"], (row["articles"], []))[1].append(found)
    return tuple(YearTold(year, articles, tuple(found)) for year, (articles, found) in years.items())
