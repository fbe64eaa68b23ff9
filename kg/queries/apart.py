"""The articles that tell of an entity, for a person to say which of them mean somebody else."""

from dataclasses import dataclass

from kg.queries.periods import Period, overlapping
from kg.queries.told import Told, told_at
from kg.store.engine import literal, literals
from kg.store.finished import Store

_ARTICLES = """
    SELECT page, article, day, sentence, times, count(*) OVER () AS total FROM (
      SELECT page, article, any_value(day) AS day, min(sentence) AS sentence,
             CAST(sum(times) AS BIGINT) AS times
      FROM {own} AS told GROUP BY page, article
    ) AS own WHERE {when} ORDER BY coalesce(day, ''), page, article LIMIT {limit} OFFSET {skip}
"""
_NAMES = """
    SELECT page, article, mode(name ORDER BY name) AS name FROM named
    WHERE page IN ({pages}) AND entity = {id} AND name IS NOT NULL GROUP BY page, article
"""


@dataclass(frozen=True, slots=True)
class ArticleOf:
    """An article that tells of an entity, with the first sentence that names it."""

    page: str
    article: str
    date: str | None
    headline: str
    times: int  # mentions
    name: str  # what the page calls the entity
    sentence: Told


@dataclass(frozen=True, slots=True)
class ArticlesOf:
    """Some of the articles that tell of an entity, the oldest first, and how many there are."""

    total: int
    articles: tuple[ArticleOf, ...]


def articles_of(
    id_: str, store: Store, *, period: Period | None = None, skip: int = 0, limit: int = 100
) -> ArticlesOf:
    """Return the articles that name an entity in a sentence, the oldest first."""
    when = overlapping("day", "day", period)
    rows = store.records(_ARTICLES.format(own=store.occurrences(id_), when=when, limit=limit, skip=skip))
    if not rows:
        return ArticlesOf(0, ())
    pages = literals(sorted({row["page"] for row in rows}))
    called = {
        (page, article): name
        for page, article, name in store.rows(_NAMES.format(pages=pages, id=literal(id_)))
    }
    places = [(row["page"], row["article"], row["sentence"]) for row in rows]
    told = told_at(places, store)
    return ArticlesOf(
        rows[0]["total"],
        tuple(
            ArticleOf(
                row["page"],
                row["article"],
                row["day"],
                told[place].headline,
                row["times"],
                called.get((row["page"], row["article"]), ""),
                told[place],
            )
            for row, place in zip(rows, places, strict=True)
        ),
    )
