"""The pages that were read, as the report lists them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.schema import ArticleRecord
from kg.store.tables import Tables


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that was read."""

    page: str
    date: str | None
    articles: int
    headline: str  # of its longest article that has one


def list_pages(tables: Tables) -> tuple[PageRow, ...]:
    """Return the pages by date, undated ones last."""
    articles: dict[str, list[ArticleRecord]] = defaultdict(list)
    for row in tables.articles:
        articles[row.page].append(row)
    rows = (
        PageRow(row.page, row.date, len(articles[row.page]), _lead(articles[row.page]))
        for row in tables.pages
    )
    return tuple(sorted(rows, key=lambda row: (row.date or "9999", row.page)))


def _lead(articles: Sequence[ArticleRecord]) -> str:
    def length(row: ArticleRecord) -> int:
        return sum(end - start for start, end in row.body_spans)

    named = [row for row in articles if row.headline]
    return max(named, key=lambda row: (length(row), row.id)).headline if named else ""
