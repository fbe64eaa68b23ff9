"""Full-text search over the sentences of a build."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import InputError
from kg.queries.periods import overlaps, read_range
from kg.queries.rows import read_rows
from kg.queries.values import Hit, Hits
from kg.schema import Row
from kg.script import check_simplifier, simplify_chars
from kg.text import is_han

_WORD = re.compile(r'(?P<no>-)?(?:["“”](?P<phrase>[^"“”]+)["“”]?|(?P<word>[^\s"“”]+))')
_MIDDLE_DOTS = frozenset("·・•‧∙⋅")


@dataclass(frozen=True, slots=True)
class Query:
    """What a sentence must hold and what it must not, folded."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    any_script: bool = False


def read_query(text: str, any_script: bool = False) -> Query:
    """Return the words of a search: all must stand in a sentence, none of those after a minus.

    >>> read_query('卫健委 "副 主任" -呼市')
    Query(wanted=('卫健委', '副主任'), unwanted=('呼市',), any_script=False)
    """
    words: dict[bool, list[str]] = {False: [], True: []}
    for match in _WORD.finditer(text):
        if folded := _fold(match["phrase"] or match["word"], any_script)[0]:
            words[bool(match["no"])].append(folded)
    if not words[False]:
        raise InputError("search: no word in {text!r}; give at least one", text=text)
    return Query(tuple(words[False]), tuple(words[True]), any_script)


def search(
    text: str,
    out: Path,
    *,
    any_script: bool = False,
    since: str | None = None,
    until: str | None = None,
    limit: int = 0,
) -> Hits:
    """Return the sentences that hold all words of a text, the oldest first, `limit` of them (0: all).

    Words of any length are found, across the line breaks of the page, whatever the width and case of their
    letters; "…" holds words together, -word excludes sentences. With `any_script` simplified and traditional
    characters are the same (needs OpenCC). `since` and `until` leave out sentences of undated pages.
    """
    if any_script:
        check_simplifier()
    query, period = read_query(text, any_script), read_range(since, until)
    found = list(_matching(query, out))
    pages = sorted({row["page"] for row, _ in found})
    dates = {row["page"]: row.get("date") for row in read_rows(out, "pages")}
    articles = {(row["page"], row["id"]): row for row in _of_pages("articles", pages, out)}
    hits = [_hit(row, marks, articles.get((row["page"], row["article"]), {}), dates) for row, marks in found]
    dated = [hit for hit in hits if overlaps(hit.date, hit.date, period)]
    dated.sort(key=lambda hit: (hit.date or "", hit.page, hit.start, hit.end))
    return Hits(len(dated), tuple(dated[: limit or None]))


def _matching(query: Query, out: Path) -> Iterator[tuple[Row, tuple[tuple[int, int], ...]]]:
    telling = () if query.any_script else tuple({c for word in query.wanted for c in word if is_han(c)})
    for row in read_rows(out, "text", telling[:1]):
        text = row["text"]
        if all(char in text for char in telling) and (marks := _marks(text, query)):
            yield row, marks


def _marks(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Return where the words of a query stand in a text, none where it does not match."""
    folded, places = _fold(text, query.any_script)
    if not all(word in folded for word in query.wanted) or any(word in folded for word in query.unwanted):
        return ()
    spans = (
        (places[match.start()], places[match.end() - 1] + 1)
        for word in query.wanted
        for match in re.finditer(re.escape(word), folded)
    )
    return _merged(sorted(set(spans)))


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _fold(text: str, any_script: bool) -> tuple[str, list[int]]:
    """Return a text without blanks, width, case (and script), and the place of each of its characters."""
    places = [at for at, char in enumerate(text) if not char.isspace()]
    folded = "".join(_fold_char(text[at]) for at in places)
    return (simplify_chars(folded) if any_script else folded), places


@lru_cache(maxsize=65536)
def _fold_char(char: str) -> str:
    """Return the form in which a character is compared, one character."""
    if char in _MIDDLE_DOTS:
        return "·"
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


def _of_pages(table: str, pages: Sequence[str], out: Path) -> Iterator[Row]:
    wanted = set(pages)
    return (row for row in read_rows(out, table) if row["page"] in wanted) if wanted else iter(())


def _hit(row: Row, marks: tuple[tuple[int, int], ...], article: Row, dates: dict[str, str | None]) -> Hit:
    return Hit(
        page=row["page"],
        line=row["line"],
        start=row["start"],
        end=row["end"],
        article=row["article"],
        date=article.get("date") or dates.get(row["page"]),
        headline=article.get("headline") or "",
        text=row["text"],
        marks=marks,
    )
