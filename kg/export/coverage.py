"""What pages a build covers: how many, which papers, articles by day; and a title made of that."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Sentence
from kg.store.engine import Engine

UNTITLED = "新闻知识图谱"
MOST_PAPERS = 3  # named in a title
_PAPERS = "SELECT paper FROM pages WHERE paper IS NOT NULL GROUP BY paper ORDER BY count(*) DESC, paper"
_DAYS = """
    SELECT coalesce(a.date, p.date, '') AS day, count(*) FROM articles a JOIN pages p ON p.page = a.page
    GROUP BY day ORDER BY day
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The pages that a graph was read from: their number, their papers, and the articles of each day."""

    pages: int = 0
    papers: tuple[str, ...] = ()  # those with the most pages first
    articles: tuple[tuple[str, int], ...] = ()  # day and articles, by day; "" where it is not known

    @property
    def days(self) -> list[str]:
        """The days that have articles, in order."""
        return [day for day, _ in self.articles if day]


def ask_coverage(engine: Engine) -> Coverage:
    """Return what the pages and articles of a build say."""
    papers = tuple(paper for (paper,) in engine.rows(_PAPERS))
    return Coverage(int(engine.value("SELECT count(*) FROM pages")), papers, tuple(engine.rows(_DAYS)))


def quoted_coverage(sentences: Iterable[Sentence]) -> Coverage:
    """Return what quoted sentences tell: an article is a headline on a page."""
    articles = {(sentence.page, sentence.headline): sentence.date or "" for sentence in sentences}
    pages = {page for page, _ in articles}
    return Coverage(len(pages), (), tuple(sorted(Counter(articles.values()).items())))


def title_of(coverage: Coverage) -> str:
    """Return a title for a graph that was given none: the papers and the years.

    >>> title_of(Coverage(2, ("青山日报",), (("2018-03-01", 4), ("2024-05-06", 2))))
    '《青山日报》 2018–2024'
    >>> title_of(Coverage(1, (), (("2021-03-01", 4),))), title_of(Coverage())
    ('新闻知识图谱 2021', '新闻知识图谱')
    """
    papers = "".join(f"《{paper}》" for paper in coverage.papers[:MOST_PAPERS])
    if len(coverage.papers) > MOST_PAPERS:
        papers += f"等 {len(coverage.papers)} 种"
    years = sorted({day[:4] for day in coverage.days})
    span = "–".join(dict.fromkeys(years[:1] + years[-1:]))
    return " ".join(filter(None, (papers or UNTITLED, span)))
