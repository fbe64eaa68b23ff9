"""Where entities are mentioned, as the report asks it: in which articles, in which quoted sentences."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.export.report.page_list import PageRow
from kg.model import Evidence
from kg.store.engine import Engine, literals
from kg.text import squeeze

_NAMING = """
    SELECT n.page, n.article, count(DISTINCT n.entity) AS named FROM named n
    WHERE n.entity IN ({ids}) GROUP BY n.page, n.article
"""
_STORIES = """
    SELECT a.headline, a.page, coalesce(a.date, p.date), c.named FROM ({naming}) AS c
    JOIN articles a ON a.page = c.page AND a.id = c.article
    JOIN pages p ON p.page = a.page
    WHERE a.headline <> '' AND c.named >= {least}
    ORDER BY c.named DESC, a.page, a.id LIMIT {most}
"""
_ARTICLES = """
    SELECT entity, count(*) FROM (
      SELECT DISTINCT entity, page, article FROM named WHERE entity IN ({ids})
    ) AS told GROUP BY entity
"""
_INSIDE = """
    SELECT n.page, n.start, n."end", n.entity, n.text FROM named n
    JOIN quoted_sentences s ON s.page = n.page AND s.start <= n.start AND n."end" <= s."end"
    WHERE n.entity IS NOT NULL GROUP BY ALL ORDER BY n.page, n.start
"""
_PAGES = """
    SELECT p.page, p.date, coalesce(c.articles, 0), coalesce(l.headline, '') FROM pages p
    LEFT JOIN (SELECT page, count(*) AS articles FROM articles GROUP BY page) AS c ON c.page = p.page
    LEFT JOIN (
      SELECT page, headline, row_number() OVER (PARTITION BY page ORDER BY chars DESC, id DESC) AS place
      FROM (
        SELECT page, id, headline, list_sum([span."end" - span.start for span in body_spans]) AS chars
        FROM articles WHERE headline <> ''
      ) AS measured
    ) AS l ON l.page = p.page AND l.place = 1
    ORDER BY coalesce(p.date, '9999'), p.page LIMIT {most}
"""


class GroupStory(NamedTuple):
    """An article that names several of some entities."""

    headline: str
    page: str
    date: str | None
    members: int


class Whereabouts:
    """Asks the tables of a build, which need not be in memory."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine that has the tables of a build and `quoted_sentences`."""
        self._engine = engine
        self._pages: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        for page, *mention, text in engine.rows(_INSIDE):
            self._pages[page].append((*mention, squeeze(text)))

    def inside(self, passage: Evidence) -> Iterator[tuple[str, str]]:
        """Yield each mention in a quoted sentence: the entity, and the text without whitespace."""
        page = self._pages.get(passage.page, [])
        for start, end, entity, text in page[bisect_left(page, (passage.start,)) :]:
            if start >= passage.end:
                return
            if end <= passage.end:
                yield entity, text

    def stories(self, ids: Sequence[str], most: int, least: int) -> tuple[GroupStory, ...]:
        """Return the articles with headlines that name most of some entities, at least so many of them."""
        naming = _NAMING.format(ids=literals(ids))
        return tuple(
            GroupStory(*row)
            for row in self._engine.rows(_STORIES.format(naming=naming, least=least, most=most))
        )

    def articles_of(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how many articles name each of some entities."""
        return dict(self._engine.rows(_ARTICLES.format(ids=literals(ids))))

    def list_pages(self, most: int) -> tuple[PageRow, ...]:
        """Return the first so many pages by date, undated ones last."""
        return tuple(PageRow(*row) for row in self._engine.rows(_PAGES.format(most=most)))
