"""The sentences that name an entity, each once, with every name in them marked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.queries.periods import Period, overlapping
from kg.queries.rows import read_named
from kg.queries.values import Named
from kg.schema import Row
from kg.store.engine import literal, literals
from kg.store.finished import Store

_OWN = "SELECT page, article, sentence, day, start FROM {first}"
_KEY = "hash(page, article, sentence)"
_ALSO = f"{_KEY} IN (SELECT {_KEY} FROM {{other}})"
_KEYS = """
    SELECT page, article, sentence FROM ({own}) AS own WHERE {when}
    ORDER BY coalesce(day, ''), page, start LIMIT {limit} OFFSET {skip}
"""
_SENTENCES = """
    SELECT page, article, number, line, start, "end", text, headline, day FROM {text} WHERE page IN ({pages})
"""
_MARKS = """
    SELECT page, article, sentence, start, "end", label, text, entity FROM named
    WHERE page IN ({pages}) AND sentence IS NOT NULL ORDER BY page, start
"""


SentenceKey = tuple[str, str, int]  # page, article and number of a sentence


@dataclass(frozen=True, slots=True)
class NameMark:
    """A name or title where it stands in a sentence."""

    start: int
    end: int
    label: str
    entity: str | None  # id, None for what stands for no node
    name: str | None  # of the entity


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with where it stands and the names in it."""

    page: str
    article: str
    line: int
    start: int
    end: int
    date: str | None
    headline: str
    text: str
    marks: tuple[NameMark, ...]


@dataclass(frozen=True, slots=True)
class ToldPage:
    """Some of the sentences that name entities, the oldest first, and how many there are."""

    total: int
    sentences: tuple[Told, ...]


def told_of(
    ids: Sequence[str], store: Store, *, period: Period | None = None, skip: int = 0, limit: int = 20
) -> ToldPage:
    """Return the sentences that name all of some entities, the oldest first, each once."""
    when = overlapping("day", "day", period)
    own = _own(ids, store)
    total = store.value(f"SELECT count(*) FROM ({own}) AS own WHERE {when}")
    keys = store.records(_KEYS.format(own=own, when=when, limit=limit, skip=skip))
    places = [(key["page"], key["article"], key["sentence"]) for key in keys]
    told = told_at(places, store)
    return ToldPage(total, tuple(told[place] for place in places))


def told_at(places: Collection[SentenceKey], store: Store) -> dict[SentenceKey, Told]:
    """Return sentences by page, article and number."""
    if not places:
        return {}
    pages, wanted = sorted({page for page, *_ in places}), set(places)
    rows = store.records(_SENTENCES.format(pages=literals(pages), **store.sources(("text",), pages)))
    kept = {key: row for row in rows if (key := (row["page"], row["article"], row["number"])) in wanted}
    return dict(zip(kept, mark_rows(list(kept.values()), store), strict=True))


def count_by_month(ids: Sequence[str], store: Store) -> tuple[tuple[str, int], ...]:
    """Return how many articles name all of some entities in a sentence, by month; undated ones under ""."""
    if len(set(ids)) == 1:
        query = f"SELECT month, articles FROM months WHERE entity = {literal(ids[0])} ORDER BY month"
        return tuple(store.rows(query))
    query = f"""
        SELECT substr(coalesce(day, ''), 1, 7) AS month, count(DISTINCT (page, article))
        FROM ({_own(ids, store)}) AS own GROUP BY month ORDER BY month
    """
    return tuple(store.rows(query))


def _own(ids: Sequence[str], store: Store) -> str:
    first, *others = (store.occurrences(id_) for id_ in dict.fromkeys(ids))
    also = " AND ".join(_ALSO.format(other=other) for other in others)
    return _OWN.format(first=first) + (f" WHERE {also}" if also else "")


def mark_rows(rows: Sequence[Row], store: Store) -> tuple[Told, ...]:
    """Return rows of the table of sentences with the names in them."""
    names = _names_in(rows, store)
    entities = read_named(store, {name["entity"] for some in names.values() for name in some})
    return tuple(
        Told(
            page=row["page"],
            article=row["article"],
            line=row["line"],
            start=row["start"],
            end=row["end"],
            date=row["day"],
            headline=row["headline"],
            text=row["text"],
            marks=place_marks(row, names[row["page"], row["article"], row["number"]], entities),
        )
        for row in rows
    )


def _names_in(rows: Iterable[Row], store: Store) -> dict[tuple[str, str, int], list[Row]]:
    pages = sorted({row["page"] for row in rows})
    found: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    if not pages:
        return found
    for name in store.records(_MARKS.format(pages=literals(pages))):
        found[name["page"], name["article"], name["sentence"]].append(name)
    return found


def place_marks(sentence: Row, names: Iterable[Row], entities: Mapping[str, Named]) -> tuple[NameMark, ...]:
    """Return where names stand in the text of a sentence, which lacks the line breaks of the page.

    A name stands before its raw offset by as many characters as were dropped until there, from none to all
    that the sentence lost; one that is not found there has no mark.
    """
    text, begin = sentence["text"], sentence["start"]
    lost = max(0, sentence["end"] - begin - len(text))
    marks: list[NameMark] = []
    least = 0
    for name in names:
        place = name["start"] - begin
        at = text.find(name["text"], max(least, place - lost), place + len(name["text"]))
        if at >= 0:
            least = at + len(name["text"])
            entity = entities.get(name["entity"] or "")
            marks.append(NameMark(at, least, name["label"], name["entity"], entity.name if entity else None))
    return tuple(marks)


def sentence_at(page: str, start: int, store: Store) -> str | None:
    """Return the id of the article that has a sentence at a place of a page, None where none has."""
    where = f'page = {literal(page)} AND start <= {start} AND "end" > {start}'
    found = store.value(f"SELECT article FROM text WHERE {where} ORDER BY start DESC LIMIT 1")
    return None if found is None else str(found)
