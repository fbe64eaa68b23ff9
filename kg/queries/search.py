"""Full-text search over the sentences of a build."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.queries.periods import overlapping, read_range
from kg.queries.values import Hit, Hits, SearchWindow
from kg.schema import Row
from kg.script import check_simplifier, simplify_chars
from kg.store.engine import literal
from kg.store.finished import Store, asking
from kg.text import is_han, without_halves

_WORD = re.compile(r'(?P<no>-)?(?:["“”](?P<phrase>[^"“”]+)["“”]?|(?P<word>[^\s"“”]+))')
_MOST = 1_000  # characters that are looked for at once
_MIDDLE_DOTS = frozenset("·・•‧∙⋅")
_BLANKS = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_LETTERS = ((0x21, 0x3400), (0xA640, 0xAC00), (0xFB00, 0xFFF0), (0x1D400, 0x1D800))
"""Where characters stand that differ in width or case; a Chinese one stands for itself."""
_CHINESE = (0x3400, 0xA000)
_SENTENCES = """
    SELECT page, article, line, start, "end", text, headline, day, count(*) OVER () AS total
    FROM text WHERE {matching} AND {period}
    ORDER BY coalesce(day, ''), page, start, "end", length(article), article {limit}
"""


_ARTICLES = """
    WITH stated AS (
      SELECT page, article, number, line, start, "end", text, headline, day, text = headline AS titled,
             {flags}
      FROM text WHERE ({some}) AND {period}
    ), found AS (
      SELECT page, article, {numbers} AS numbers, count(*) OVER () AS total, any_value(day) AS found_on
      FROM stated GROUP BY page, article HAVING {all_words}
      ORDER BY coalesce(found_on, ''), page, length(article), article {limit}
    )
    SELECT s.*, f.total FROM found f JOIN stated s ON s.page = f.page AND s.article = f.article
    WHERE list_contains(f.numbers, s.number)
    ORDER BY coalesce(s.day, ''), s.page, length(s.article), s.article, s.number
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence must hold and what it must not, folded."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    any_script: bool = False


def typed(text: str) -> str:
    """Return the text of a search; InputError where it is more than anybody types."""
    if len(text) > _MOST:
        raise InputError(
            "search: {count:,} characters, more than {most:,}; give fewer words", count=len(text), most=_MOST
        )
    return text


def read_query(text: str, any_script: bool = False) -> Wanted:
    """Return the words of a search: all must stand in a sentence, none of those after a minus.

    >>> read_query('卫健委 "副 主任" -呼市')
    Wanted(wanted=('卫健委', '副主任'), unwanted=('呼市',), any_script=False)
    """
    words: dict[bool, list[str]] = {False: [], True: []}
    for match in _WORD.finditer(without_halves(typed(text))):
        if folded := _fold(match["phrase"] or match["word"], any_script)[0]:
            words[bool(match["no"])].append(folded)
    if not words[False]:
        raise InputError("search: no word in {text!r}; give at least one", text=text)
    return Wanted(tuple(words[False]), tuple(words[True]), any_script)


class ArticleSearch(NamedTuple):
    """Pieces of SQL that find articles which hold all words anywhere, and none that is not wanted."""

    flags: str  # of a sentence: which words it holds
    some: str  # of a sentence: it holds any of them
    all_words: str  # of the sentences of an article: together they hold all
    numbers: str  # of these sentences: the first that holds each word, below the headline where one does


def search_in_articles(query: Wanted) -> ArticleSearch:
    """Return how to find articles; the sentences need the columns `number` and `titled`."""
    each = [matching(replace(query, wanted=(word,), unwanted=())) for word in query.wanted]
    unwanted = [matching(replace(query, wanted=(word,), unwanted=())) for word in query.unwanted]
    firsts = (
        f"coalesce(min(number) FILTER (word{at} AND NOT titled), min(number) FILTER (word{at}))"
        for at in range(len(each))
    )
    return ArticleSearch(
        flags=", ".join(f"{one} AS word{at}" for at, one in enumerate([*each, *unwanted])),
        some=" OR ".join(f"({one})" for one in [*each, *unwanted]),
        all_words=" AND ".join(
            f"{'NOT ' if at >= len(each) else ''}bool_or(word{at})" for at in range(len(each) + len(unwanted))
        ),
        numbers=f"list_distinct([{', '.join(firsts)}])",
    )


def search(
    text: str,
    out: Path | Store,
    *,
    window: SearchWindow = "sentence",
    any_script: bool = False,
    since: str | None = None,
    until: str | None = None,
    limit: int = 0,
) -> Hits:
    """Return the sentences that hold all words of a text, the oldest first, `limit` of them (0: all).

    With the window "article" those of articles that hold all words anywhere, of each article the first that
    holds each word; `limit` and the total are then of articles.
    Words of any length are found, across the line breaks of the page, whatever the width and case of their
    letters; "…" holds words together, -word excludes sentences. With `any_script` simplified and traditional
    characters are the same (needs OpenCC). `since` and `until` leave out sentences of undated pages.
    """
    if any_script:
        check_simplifier()
    query, period = read_query(text, any_script), read_range(since, until)
    asked = {
        "period": overlapping("day", "day", period),
        "limit": f"LIMIT {limit}" if limit else "",
    }
    if window == "article":
        sql = _ARTICLES.format(**search_in_articles(query)._asdict(), **asked)
    else:
        sql = _SENTENCES.format(matching=matching(query), **asked)
    with asking(out) as store:
        rows = store.records(sql)
    total = rows[0]["total"] if rows else 0
    return Hits(total, tuple(_hit(row, query) for row in rows), window)


def matching(query: Wanted) -> str:
    """Return a condition of SQL: a sentence holds all words that are wanted and none that is not.

    Which characters are in it is looked at first, which costs little: most sentences lack one.
    """
    chars = sorted(
        {char for word in query.wanted for char in word if sources_of(char, query.any_script) == char}
    )
    asked = [f"contains(text, {literal(char)})" for char in chars]
    asked += [f"regexp_matches(text, {literal(_pattern(word, query))})" for word in query.wanted]
    asked += [f"NOT regexp_matches(text, {literal(_pattern(word, query))})" for word in query.unwanted]
    return " AND ".join(asked)


def _pattern(word: str, query: Wanted) -> str:
    """Return a regular expression (RE2) for a folded word, whatever the width, case and blanks."""
    classes = (_class(sources_of(char, query.any_script)) for char in word)
    return f"{_class(_BLANKS)}*".join(classes)


def _class(chars: str) -> str:
    return "[" + "".join(f"\\x{{{ord(char):x}}}" for char in chars) + "]"


def sources_of(char: str, any_script: bool = False) -> str:
    """Return the characters that become one when texts are compared.

    >>> sources_of("é"), sources_of("那")
    ('Éé', '那')
    """
    if is_han(char) and not any_script:
        return char
    return _sources(any_script).get(char, char)


@cache
def _sources(any_script: bool) -> dict[str, str]:
    """Return, for each character that texts are compared by, those that become it."""
    found: dict[str, list[str]] = {}
    for at in chain.from_iterable(range(*part) for part in (_LETTERS + (_CHINESE,) * any_script)):
        found.setdefault(_fold(chr(at), any_script)[0], []).append(chr(at))
    return {char: "".join(sources) for char, sources in found.items()}


def find_marks(text: str, query: Wanted) -> tuple[tuple[int, int], ...]:
    """Return where the words of a query stand in a text."""
    folded, places = _fold(text, query.any_script)
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


def _hit(row: Row, query: Wanted) -> Hit:
    return Hit(
        page=row["page"],
        line=row["line"],
        start=row["start"],
        end=row["end"],
        article=row["article"],
        date=row["day"],
        headline=row["headline"],
        text=row["text"],
        marks=find_marks(row["text"], query),
    )
