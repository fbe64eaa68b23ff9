"""What a search of the explorer finds: names, sentences, articles; and how many there are of each kind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.divisions import read_divisions
from kg.queries.rows import named, read_entities
from kg.queries.search import matching, read_query, search_in_articles
from kg.queries.told import SentenceKey, Told, told_at
from kg.queries.values import Named
from kg.schema import Row
from kg.serve.snapshot import Snapshot, fold_name
from kg.store.engine import literal, literals

PAGE = 30  # rows of one page
MOST_VALUES = 14  # of a facet
_LATIN = re.compile(r"[a-z0-9]{1,60}")
_NAMES = """
    SELECT e.id, e.label, coalesce(e.kind, '') AS kind, e.mentions, coalesce(h.province, '') AS place,
           f.rank, f.form
    FROM ({matching}) AS f JOIN entities e ON e.id = f.id LEFT JOIN homes h ON h.id = e.id
"""
_MATCHING = """
    SELECT id, min(rank) AS rank, arg_min(form, rank) AS form FROM (
      SELECT id, form, CASE
        WHEN folded = {text} THEN CASE WHEN own THEN 0 ELSE 1 END
        WHEN contains(folded, {text}) THEN 3 {spelled} END AS rank
      FROM forms
    ) AS ranked WHERE rank IS NOT NULL GROUP BY id
"""
_SPELLED = """
        WHEN regexp_full_match(syllables, {start} || '[a-z]*') THEN 2
        WHEN regexp_matches(syllables, '^' || {start}) THEN 4
        WHEN {inside} AND regexp_matches(syllables, ' ' || {start}) THEN 5
"""
_ALL = "SELECT id, 9 AS rank, name AS form FROM entities"
_SENTENCES = """
    SELECT t.page, t.article, t.number, t.start, t.day, t.titled, {flags}
           substr(coalesce(t.day, ''), 1, 4) AS year, coalesce(p.paper, '') AS paper,
           coalesce(a.place, '') AS place
    FROM (SELECT *, text = headline AS titled FROM text WHERE {matching}) AS t
    JOIN pages p ON p.page = t.page JOIN articles a ON a.page = t.page AND a.id = t.article
"""
_ARTICLES = """
    SELECT page, article, any_value(day) AS day, any_value(year) AS year, any_value(paper) AS paper,
           any_value(place) AS place, count(*) AS times, bool_or(titled) AS titled,
           list_sort({numbers}) AS numbers
    FROM stated GROUP BY page, article HAVING {all_words}
"""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value by which a search can be narrowed, and how many finds have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of the finds: label, kind, place, paper, year."""

    name: str
    chosen: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class NameFound:
    """An entity that a search finds."""

    entity: Named
    form: str  # the name or alias that fits
    aliases: tuple[str, ...]
    mentions: int
    place: str  # its province
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """An article that has all words of a search, with the first sentence that has each."""

    page: str
    article: str
    headline: str
    date: str | None
    times: int  # sentences
    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class SearchFound:
    """What a search found: one page of it, how many there are, and by what it can be narrowed."""

    total: int
    rows: Sequence[NameFound | Told | ArticleFound]
    facets: tuple[Facet, ...]


Narrowing = Mapping[str, str]  # the values that a search is narrowed to, by facet


def find_names(
    text: str,
    snapshot: Snapshot,
    chosen: Narrowing,
    *,
    posts: bool = False,
    skip: int = 0,
    limit: int = PAGE,
    facets: bool = True,
) -> SearchFound:
    """Return the people, bodies and places, or the posts, of a name; without a text, all of them.

    A text is a part of a name or alias, pinyin or its initials; exact names come first, then those
    mentioned most.
    """
    label = "e.label = 'TITLE'" if posts else "e.label <> 'TITLE'"
    snapshot.hold("found", f"{_NAMES.format(matching=_matching_names(text))} WHERE {label}")
    narrowed = [
        f"{name} = {literal(value)}"
        for name, value in chosen.items()
        if value and name not in ("year", "paper")
    ]
    if seen := [f"{name} = {literal(chosen[name])}" for name in ("year", "paper") if chosen.get(name)]:
        narrowed.append(f"id IN (SELECT entity FROM seen WHERE {' AND '.join(seen)})")
    where = " AND ".join(narrowed) or "TRUE"
    query = f"""
        SELECT id, form, place FROM found WHERE {where}
        ORDER BY rank, mentions DESC, id LIMIT {limit} OFFSET {skip}
    """
    rows = snapshot.records(query)
    total = snapshot.value(f"SELECT count(*) FROM found WHERE {where}")
    names = _names_found(rows, snapshot)
    if not facets:
        return SearchFound(total, names, ())
    own = ("label", "kind", "place") if not posts else ("place",)
    divided = [_facet(snapshot, name, chosen, f"found WHERE {where}") for name in own]
    among = f"seen WHERE entity IN (SELECT id FROM found WHERE {where})"
    dated = ("paper", "year") if len(snapshot.coverage.papers) > 1 else ("year",)
    divided += [_facet(snapshot, name, chosen, among, "count(DISTINCT entity)") for name in dated]
    return SearchFound(total, names, tuple(filter(_divides, divided)))


def _names_found(rows: Sequence[Row], snapshot: Snapshot) -> tuple[NameFound, ...]:
    """Return what is told of entities in a list: rows with id, the form that fits, the place."""
    ids = literals([row["id"] for row in rows])
    known = {row["id"]: row for row in read_entities(snapshot, f"id IN ({ids})")}
    query = f"SELECT id, first_date, last_date FROM nodes WHERE id IN ({ids})"
    days = {id_: (first, last) for id_, first, last in snapshot.rows(query)}
    return tuple(
        NameFound(
            named(known[row["id"]]),
            row["form"],
            tuple(known[row["id"]]["aliases"]),
            known[row["id"]]["mentions"],
            province(row["place"]),
            *days.get(row["id"], (None, None)),
        )
        for row in rows
    )


def _matching_names(text: str) -> str:
    """Return a query of the entities that a text may mean, with how well it fits."""
    folded = fold_name(text).replace("ü", "v")
    if not folded:
        return _ALL
    spelled = ""
    if _LATIN.fullmatch(folded):
        start = literal("(?:[a-z]* )?".join(folded))
        spelled = _SPELLED.format(start=start, inside="TRUE" if len(folded) > 1 else "FALSE")
    return _MATCHING.format(text=literal(folded), spelled=spelled)


def province(code: str) -> str:
    """Return the name of the province of the first two digits of a code, "" for none."""
    known = read_divisions().by_code.get(f"{code}0000") if code else None
    return known.short if known else code


def _facet(snapshot: Snapshot, name: str, chosen: Narrowing, source: str, counted: str = "count(*)") -> Facet:
    """Return how often each value of a property is among the finds, the most frequent first."""
    order = f"{name} DESC" if name == "year" else f"times DESC, {name}"
    limit = "" if name == "year" else f"LIMIT {MOST_VALUES}"
    query = f"SELECT {name}, {counted} AS times FROM {source} GROUP BY {name} ORDER BY {order} {limit}"
    values = tuple(FacetValue(value, times) for value, times in snapshot.rows(query) if value)
    return Facet(name, chosen.get(name, ""), values)


def _divides(facet: Facet) -> bool:
    """Tell whether a facet is of use: it is chosen, or has several values."""
    return bool(facet.chosen) or len(facet.values) > 1


def find_sentences(
    text: str, snapshot: Snapshot, chosen: Narrowing, *, skip: int = 0, limit: int = PAGE
) -> SearchFound:
    """Return the sentences that hold all words of a text, the latest first."""
    snapshot.hold("found", _SENTENCES.format(flags="", matching=matching(read_query(text))))
    where = _narrowed(chosen)
    query = f"""
        SELECT page, article, number, count(*) OVER () AS total FROM found WHERE {where}
        ORDER BY day DESC NULLS LAST, page, start LIMIT {limit} OFFSET {skip}
    """
    rows = snapshot.records(query)
    places = [(row["page"], row["article"], row["number"]) for row in rows]
    told = told_at(places, snapshot)
    found = tuple(told[place] for place in places)
    return SearchFound(rows[0]["total"] if rows else 0, found, _facets(snapshot, chosen, where))


def find_articles(
    text: str, snapshot: Snapshot, chosen: Narrowing, *, skip: int = 0, limit: int = PAGE
) -> SearchFound:
    """Return the articles that hold all words of a text anywhere, those with one in the headline first."""
    asked = search_in_articles(read_query(text))
    snapshot.hold("stated", _SENTENCES.format(flags=f"{asked.flags},", matching=asked.some))
    snapshot.hold("found", _ARTICLES.format(all_words=asked.all_words, numbers=asked.numbers))
    where = _narrowed(chosen)
    query = f"""
        SELECT *, count(*) OVER () AS total FROM found WHERE {where}
        ORDER BY titled DESC, day DESC NULLS LAST, page, article LIMIT {limit} OFFSET {skip}
    """
    rows = snapshot.records(query)
    places = [(row["page"], row["article"], number) for row in rows for number in row["numbers"]]
    told = told_at(places, snapshot)
    found = tuple(_article_found(row, told) for row in rows)
    return SearchFound(rows[0]["total"] if rows else 0, found, _facets(snapshot, chosen, where))


def _article_found(row: Row, told: Mapping[SentenceKey, Told]) -> ArticleFound:
    own = tuple(told[row["page"], row["article"], number] for number in row["numbers"])
    return ArticleFound(row["page"], row["article"], own[0].headline, row["day"], row["times"], own)


def _narrowed(chosen: Narrowing) -> str:
    given = (f"{name} = {literal(chosen[name])}" for name in ("year", "paper", "place") if chosen.get(name))
    return " AND ".join(given) or "TRUE"


def _facets(snapshot: Snapshot, chosen: Narrowing, where: str) -> tuple[Facet, ...]:
    facets = (_facet(snapshot, name, chosen, f"found WHERE {where}") for name in ("place", "paper", "year"))
    return tuple(filter(_divides, facets))
