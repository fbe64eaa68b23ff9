"""What the page tells of the pages behind it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kg.export.coverage import Coverage, ask_coverage, quoted_coverage, title_of
from kg.model import Sentence
from kg.schema import ArticleRecord, PageRecord, columns_of
from kg.store.arrow import table_of
from kg.store.engine import open_engine


def _covered(pages: Sequence[PageRecord], articles: Sequence[ArticleRecord]) -> Coverage:
    """Return what the tables of an engine that has these rows tell."""
    with TemporaryDirectory() as folder, open_engine(Path(folder)) as engine:
        for name, record, rows in (("pages", PageRecord, pages), ("articles", ArticleRecord, articles)):
            columns = columns_of(record)
            cells = [tuple(getattr(row, column.name) for column in columns) for row in rows]
            engine.add_table(name, table_of(record, cells))
        return ask_coverage(engine)


def test_articles_are_counted_by_their_day_or_that_of_their_page() -> None:
    printed = (("a", "2021-03-02", "青山日报"), ("b", None, "临河日报"), ("c", None, "青山日报"))
    pages = [
        PageRecord(page=name, encoding="utf-8", chars=9, sha256="", date=date, paper=paper)
        for name, date, paper in printed
    ]
    articles = [
        ArticleRecord(page=page, id="a1", headline="", headline_spans=(), body_spans=(), date=date)
        for page, date in (("a", "2021-03-01"), ("a", None), ("a", None), ("b", None))
    ]
    found = _covered(pages, articles)
    assert found == Coverage(3, ("青山日报", "临河日报"), (("", 1), ("2021-03-01", 1), ("2021-03-02", 2)))


def test_no_pages_cover_nothing() -> None:
    assert _covered([], []) == Coverage()


def test_quoted_sentences_stand_for_their_articles() -> None:
    def sentence(page: str, start: int, headline: str, date: str | None) -> Sentence:
        return Sentence(page, start, start + 5, 1, "水库要守好。", headline, date)

    told = [
        sentence("a", 0, "甲", "2021-03-01"),
        sentence("a", 9, "甲", "2021-03-01"),
        sentence("b", 0, "", None),
    ]
    assert quoted_coverage(told) == Coverage(2, (), (("", 1), ("2021-03-01", 1)))


@pytest.mark.parametrize(
    ("papers", "days", "title"),
    [
        (("青山日报",), ("2018-03-01", "2024-05-06"), "《青山日报》 2018–2024"),
        (("青山日报", "临河日报"), ("2021-03-01",), "《青山日报》《临河日报》 2021"),
        (("甲报", "乙报", "丙报", "丁报"), (), "《甲报》《乙报》《丙报》等 4 种"),
        ((), ("2020-01-01", "2021-01-01"), "新闻知识图谱 2020–2021"),
        ((), (), "新闻知识图谱"),
    ],
)
def test_a_graph_without_a_title_is_named_after_papers_and_years(
    papers: tuple[str, ...], days: tuple[str, ...], title: str
) -> None:
    assert title_of(Coverage(1, papers, tuple((day, 1) for day in days))) == title
