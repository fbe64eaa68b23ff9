"""The pages that were read, as the report lists them."""

from typing import NamedTuple


class PageRow(NamedTuple):
    """A page that was read."""

    page: str
    date: str | None
    articles: int
    headline: str  # of its longest article that has one
