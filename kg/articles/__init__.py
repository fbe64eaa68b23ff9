"""Second stage: a page comes apart into its news items (`split_page`)."""

from kg.articles.split import split_page

__all__ = ["split_page"]
