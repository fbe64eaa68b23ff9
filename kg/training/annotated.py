"""A user's annotated pages as passages: healed articles with the names of the gold files."""

from collections.abc import Sequence
from pathlib import Path

from kg.articles import split_page
from kg.errors import InputError
from kg.gold import read_gold
from kg.model import Article
from kg.pages import find_pages, read_page
from kg.schema import Row
from kg.text import Span, squeeze
from kg.training.passages import Marked, Passage


def read_annotated(pages: Path, gold: Path) -> dict[str, list[Passage]]:
    """Return the passages of each annotated page (pages/STEM.txt, gold/STEM.jsonl) by stem, sorted.

    InputError where no page is annotated or a line of gold is of the wrong form.
    """
    files = {Path(file.name).stem: file for file in find_pages([pages], _ignore)}
    found: dict[str, list[Passage]] = {}
    for path in sorted(gold.glob("*.jsonl")):
        if path.stem in files:
            page = read_page(files[path.stem])
            rows = read_gold(path, len(page.raw))
            found[path.stem] = [mark_article(article, page.raw, rows) for article in split_page(page)]
    if not found:
        raise InputError("{gold}: no STEM.jsonl that fits a page of {pages}", gold=gold, pages=pages)
    return found


def _ignore(line: str) -> None:
    """Say nothing about files that are no pages."""


def mark_article(article: Article, raw: str, rows: Sequence[Row]) -> Passage:
    """Return the healed text of an article with the names that lie in it."""
    named: list[Marked] = []
    unsure: list[Span] = []
    places = {
        offset: place
        for place, (char, offset) in enumerate(zip(article.text.chars, article.text.offsets, strict=True))
        if char != "\n"
    }
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        inside = [places[offset] for offset in range(row["start"], row["end"]) if offset in places]
        if not inside:
            continue
        start, end = min(inside), max(inside) + 1
        whole = squeeze(article.text.chars[start:end]) == squeeze(raw[row["start"] : row["end"]])
        if row.get("optional") or not whole:
            unsure.append((start, end))
        else:
            named.append((start, end, row["label"]))
    return Passage(article.text.chars, tuple(named), tuple(unsure))
