"""Where entities are mentioned, as the report asks it: in which articles, in which quoted sentences."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.export.report.page_list import PageRow
from kg.model import Evidence, Sentence
from kg.store.engine import Engine, literals
from kg.store.queries import Selecting, read_records
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
_TOLD_IN = """
    SELECT DISTINCT s.page, s.start, s."end", length(s.text) AS length, hash(s.text) AS words, n.entity
    FROM quoted_sentences s
    JOIN named n ON n.page = s.page AND s.start <= n.start AND n."end" <= s."end"
    WHERE n.entity IS NOT NULL
"""
_AROUND = """
    SELECT DISTINCT s.* FROM quoted_sentences s
    JOIN sought p ON p.page = s.page AND s.start <= p.start AND p."end" <= s."end"
"""
_INSIDE = """
    SELECT DISTINCT p.page, p.start, p."end", n.entity, n.text, n.start, n."end" FROM sought p
    JOIN named n ON n.page = p.page AND p.start <= n.start AND n."end" <= p."end"
    WHERE n.entity IS NOT NULL ORDER BY p.page, p.start, p."end", n.start, n."end", n.entity
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
        """Take an engine that has the tables of a build and `quoted_sentences`.

        It is given `told_in`: which entities each quoted sentence names, its length, and what tells its text
        from others.
        """
        self.engine = engine
        engine.keep("told_in", _TOLD_IN)

    def around(self, passages: Iterable[Evidence]) -> Iterator[Sentence]:
        """Yield the quoted sentences around one or more stretches of pages, each once, by page and place."""
        self._seek(passages)
        yield from read_records(self.engine, "sentences", Selecting(_AROUND, 'page, start, "end"'))

    def inside(self, passages: Iterable[Evidence]) -> dict[Evidence, list[tuple[str, str]]]:
        """Return the mentions in one or more sentences: the entity, and the text without whitespace."""
        self._seek(passages)
        found: dict[Evidence, list[tuple[str, str]]] = {}
        for page, start, end, entity, text, *_ in self.engine.rows(_INSIDE):
            found.setdefault(Evidence(page, start, end), []).append((entity, squeeze(text)))
        return found

    def _seek(self, passages: Iterable[Evidence]) -> None:
        columns = zip(*sorted(set(passages)), strict=True)
        self.engine.add_columns("sought", dict(zip(("page", "start", "end"), columns, strict=True)))

    def stories(self, ids: Sequence[str], most: int, least: int) -> tuple[GroupStory, ...]:
        """Return the articles with headlines that name most of some entities, at least so many of them."""
        naming = _NAMING.format(ids=literals(ids))
        return tuple(
            GroupStory(*row)
            for row in self.engine.rows(_STORIES.format(naming=naming, least=least, most=most))
        )

    def articles_of(self, ids: Sequence[str]) -> dict[str, int]:
        """Return how many articles name each of some entities."""
        return dict(self.engine.rows(_ARTICLES.format(ids=literals(ids))))

    def list_pages(self, most: int) -> tuple[PageRow, ...]:
        """Return the first so many pages by date, undated ones last."""
        return tuple(PageRow(*row) for row in self.engine.rows(_PAGES.format(most=most)))
