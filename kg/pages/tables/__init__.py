"""Tables of news items (.tsv, .csv, .jsonl, .parquet): each row is a page with one article."""

from kg.pages.tables.items import count_rows, find_rows

__all__ = ["count_rows", "find_rows"]
