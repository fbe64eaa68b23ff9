"""An article as a reader reads it, with the names in it marked, and the page that it stands on."""

from dataclasses import dataclass
from itertools import groupby

from kg.errors import InputError
from kg.queries.told import Told, mark_rows, sentence_at
from kg.queries.values import Named
from kg.store.engine import literal
from kg.store.finished import Store

_ARTICLE = """
    SELECT a.page, a.id, a.headline, coalesce(a.date, p.date) AS date, a.place, a.byline, a.agency,
           a.continued_from, a.continued_to, coalesce(a.paper, p.paper) AS paper, p.number
    FROM articles a JOIN pages p ON p.page = a.page WHERE a.page = {page} AND a.id = {id}
"""
_SENTENCES = """
    SELECT page, article, number, paragraph, line, start, "end", text, headline, day FROM text
    WHERE page = {page} AND article = {id} ORDER BY number
"""
_NAMES = """
    SELECT e.id, e.label, e.name, e.kind, count(*) AS times
    FROM (SELECT entity FROM named WHERE page = {page} AND article = {id}) AS n
    JOIN entities e ON e.id = n.entity GROUP BY e.id, e.label, e.name, e.kind ORDER BY times DESC, e.id
"""
_ON_PAGE = """
    SELECT id, headline FROM articles WHERE page = {page} ORDER BY length(id), id
"""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph of an article, or its headline."""

    number: int
    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class OnPage:
    """An article by its headline, where a list names it."""

    id: str
    headline: str


@dataclass(frozen=True, slots=True)
class NamedOften:
    """An entity and how often an article names it."""

    entity: Named
    times: int


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article with its text, its names and the other articles of its page."""

    page: str
    id: str
    headline: str
    date: str | None
    place: str | None
    byline: tuple[str, ...]
    agency: str | None
    paper: str | None
    number: str | None  # of the page in the paper
    continued_from: str | None
    continued_to: str | None
    paragraphs: tuple[TextBlock, ...]
    names: tuple[NamedOften, ...]
    on_page: tuple[OnPage, ...]


def read_article(page: str, store: Store, *, id_: str | None = None, start: int | None = None) -> ArticleText:
    """Return an article by its id, by a place of its page that it holds, or else the first of its page.

    Raises InputError where the build has no such article.
    """
    items = [OnPage(**row) for row in store.records(_ON_PAGE.format(page=literal(page)))]
    id_ = id_ or (sentence_at(page, start, store) if start is not None else None)
    id_ = id_ or (items[0].id if items else "")
    here = {"page": literal(page), "id": literal(id_)}
    known = store.records(_ARTICLE.format(**here))
    if not known:
        raise InputError("{page}: no article {id!r} here; search for it", page=page, id=id_)
    rows = store.records(_SENTENCES.format(**here))
    told = zip(rows, mark_rows(rows, store), strict=True)
    names = store.records(_NAMES.format(**here))
    facts = known[0] | {"byline": tuple(known[0]["byline"] or ())}
    return ArticleText(
        **facts,
        paragraphs=tuple(
            TextBlock(number, tuple(sentence for _, sentence in some))
            for number, some in groupby(told, key=lambda each: each[0]["paragraph"])
        ),
        names=tuple(NamedOften(Named(n["id"], n["label"], n["name"], n["kind"]), n["times"]) for n in names),
        on_page=tuple(items),
    )
