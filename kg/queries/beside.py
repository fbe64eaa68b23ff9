"""Who and what stands in the same articles as an entity, though in no sentence with it."""

from dataclasses import dataclass

from kg.queries.told import Told, mark_rows
from kg.queries.values import Named
from kg.store.engine import literal, literals
from kg.store.finished import Store

MOST_BESIDE = 10
MOST_ARTICLES = 200  # an entity that more articles name stands beside everything
_OWN = "SELECT DISTINCT page, article, day FROM occurrences WHERE entity = {id} LIMIT {most}"
_BESIDE = """
    WITH here AS MATERIALIZED (
      SELECT n.page, n.article, n.sentence, n.entity, own.day
      FROM (SELECT * FROM named WHERE page IN ({pages})) AS n JOIN own USING (page, article)
      WHERE n.entity IS NOT NULL AND n.sentence IS NOT NULL
    ), apart AS (
      SELECT entity, page, article, min(sentence) AS sentence, any_value(day) AS day, count(*) AS times
      FROM here WHERE entity NOT IN (
        SELECT t.entity FROM here t JOIN here m
          ON m.page = t.page AND m.article = t.article AND m.sentence = t.sentence
        WHERE m.entity = {id})
      GROUP BY entity, page, article
    )
    SELECT e.id, e.label, e.name, e.kind, count(*) AS articles, min(day) AS first_date, max(day) AS last_date,
           arg_min(a.page, (coalesce(day, ''), a.page, a.article)) AS page,
           arg_min(a.article, (coalesce(day, ''), a.page, a.article)) AS article,
           arg_min(a.sentence, (coalesce(day, ''), a.page, a.article)) AS sentence
    FROM apart a JOIN entities e ON e.id = a.entity WHERE e.label IN ('PER', 'ORG')
    GROUP BY e.id, e.label, e.name, e.kind ORDER BY articles DESC, sum(times) DESC, e.id LIMIT {most}
"""
_SENTENCES = """
    SELECT page, article, number, line, start, "end", text, headline, day FROM text WHERE page IN ({pages})
"""


@dataclass(frozen=True, slots=True)
class InArticle:
    """A person or body in the same articles, with a sentence that names it."""

    entity: Named
    count: int  # articles
    first_date: str | None
    last_date: str | None
    sentence: Told


def beside_of(id_: str, store: Store, most: int = MOST_BESIDE) -> tuple[InArticle, ...]:
    """Return the people and bodies in the same articles as an entity, but in no sentence with it.

    Those with the most articles come first; none, where more than MOST_ARTICLES name the entity.
    """
    own = list(store.rows(_OWN.format(id=literal(id_), most=MOST_ARTICLES + 1)))
    if not 0 < len(own) <= MOST_ARTICLES:
        return ()
    columns = zip(*own, strict=True)
    store.add_columns("own", dict(zip(("page", "article", "day"), columns, strict=True)))
    pages = literals(sorted({page for page, *_ in own}))
    rows = store.records(_BESIDE.format(id=literal(id_), pages=pages, most=most))
    places = {(row["page"], row["article"], row["sentence"]) for row in rows}
    told_on = literals(sorted({page for page, *_ in places}))
    sentences = store.records(_SENTENCES.format(pages=told_on)) if rows else []
    sentences = [row for row in sentences if (row["page"], row["article"], row["number"]) in places]
    told = {
        (row["page"], row["article"], row["number"]): sentence
        for row, sentence in zip(sentences, mark_rows(sentences, store), strict=True)
    }
    return tuple(
        InArticle(
            Named(row["id"], row["label"], row["name"], row["kind"]),
            row["articles"],
            row["first_date"],
            row["last_date"],
            told[row["page"], row["article"], row["sentence"]],
        )
        for row in rows
    )
