"""Tenures: who held which post, first and last seen, over all pages; and what contradicts each other.

A statement with 原 前 曾任 says that somebody held a post before its date; one with 免去 辞去 that they leave
it at that date, one with 任命 当选 that they enter it; any other that they hold it then. 时任 and 曾任 with a
date of their own (2011年曾任) say that somebody held the post at that date. Statements are gathered by
person and post; contradictions are listed, nothing is mended.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, product
from operator import itemgetter
from pathlib import Path
from typing import Any

from kg.days import days_between
from kg.knowledge.body_forms import official_name
from kg.knowledge.countries import OURS, country_name, leading_country
from kg.knowledge.state_bodies import organ_of
from kg.knowledge.titles import is_calling
from kg.model import Evidence
from kg.naming.contexts import place_of
from kg.relate.spellings import is_spelled_alike, is_transcribed_alike, misspelled
from kg.relate.statements import COLUMNS, read_statement, without_courtesy
from kg.relate.terms import (
    A_MONTH,
    HALF_A_YEAR,
    Served,
    Service,
    ServiceRecord,
    overlapping,
    read_service,
    service_row,
)
from kg.schema import ContradictionRecord, columns_of
from kg.store.steps import Steps

_ONE_AT_A_TIME = re.compile(r"(?:代理?)?(?:[省市县区旗盟州镇乡]长|总统|总理|首相)$")
_PLACE = "loc-"  # how the id of a place begins
MANY = 10  # times as often as another
_COLUMNS = tuple(column.name for column in columns_of(ServiceRecord))
_STATED = f"""
    SELECT person_entity, post_entity, {COLUMNS}, number
    FROM held WHERE kind = 'post' AND person_entity IS NOT NULL AND post_entity IS NOT NULL
"""
_TENURES = """
    SELECT s.person, s.post, s.body, p.name AS name, s.title, b.name AS at,
           s.held_first AS first_seen, s.held_last AS last_seen, s.left_first AS former_since,
           s.started, s.ended, s.count, s.sources, e.rank, s.acting
    FROM services s
    JOIN entities p ON p.id = s.person
    JOIN entities e ON e.id = s.post
    JOIN entities b ON b.id = s.body
    ORDER BY s.person, coalesce(s.held_first, s.left_first, ''), s.post
"""
_BACK = "SELECT {columns} FROM services WHERE removed_first < held_last ORDER BY person, post"
_DOUBLE = """
    SELECT {columns}, e.name, e.aliases FROM services JOIN entities e ON e.id = person
    WHERE held_first IS NOT NULL AND shared = 0 AND post IN (
      SELECT post FROM services WHERE held_first IS NOT NULL AND shared = 0 GROUP BY post HAVING count(*) > 1)
    ORDER BY post, person
"""
_TORN = """
    SELECT {columns} FROM services JOIN (
      SELECT person, title, count(*) AS posts FROM services
      WHERE held_first IS NOT NULL GROUP BY person, title
    ) AS counted USING (person, title)
    WHERE held_first IS NOT NULL AND posts > 1 ORDER BY person, title, post
"""

Contradicting = tuple[str, str, tuple[str, ...], str, str, tuple[Evidence, ...], str | None]
"""Kind, post, people, first and last date, sources, and of two posts of one person the second."""


def serve_posts(engine: Steps, tenures: Path | None = None, contradictions: Path | None = None) -> None:
    """Add the tables `tenures` and `contradictions` to an engine that has `held` and `entities`.

    With paths, these are the Parquet files they are kept in.
    """
    engine.fold(
        "services",
        ServiceRecord,
        _STATED,
        ("person_entity", "post_entity"),
        ("page", "start", '"end"', "number"),
        serve,
    )
    engine.keep("tenures", _TENURES, tenures)
    found = sorted(
        [*_returns(engine), *_double(engine), *_torn(engine)], key=lambda c: (c[1], c[0], c[2], c[6] or "")
    )
    names = _names(engine, found)
    aliases = engine.lookup("entities", "id", "aliases", sorted(names))
    known = {id_: (name, *aliases[id_]) for id_, name in names.items()}
    found = [each for each in found if _is_told(each, known)]
    engine.keep_rows(
        "contradictions", ContradictionRecord, (_row(each, names) for each in found), contradictions
    )


def serve(stated: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield what is known of each person in each post, of whom all is stated row after row."""
    for (person, post), rows in groupby(stated, key=itemgetter(0, 1)):
        service: Service | None = None
        for said in without_courtesy(read_statement(row[2:-1]) for row in rows):
            if said.body.startswith(_PLACE) and is_calling(said.title):
                continue  # 中国选手甲 holds no post of China
            service = service or Service((said.body, said.title))
            service.add(said)
        if service:
            yield service_row(person, post, service)


def _records(engine: Steps, query: str, *more: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query over services, whose last columns are some more."""
    names, listed = (*_COLUMNS, *more), ", ".join(_COLUMNS)
    return (dict(zip(names, row, strict=True)) for row in engine.rows(query.format(columns=listed)))


def _returns(engine: Steps) -> Iterator[Contradicting]:
    """Yield who is back in a post that they had left."""
    for row in _records(engine, _BACK):
        record = read_service(row)
        first = min(record.removed)
        again = [day for day in record.held if A_MONTH < days_between(first, day) <= HALF_A_YEAR]
        if again:
            last = min(again)
            sources = (record.removed[first], record.held[last])
            yield "back after leaving", row["post"], (row["person"],), first, last, sources, None


def _double(engine: Steps) -> Iterator[Contradicting]:
    """Yield two holders of a post that has one, whose times overlap.

    Somebody who is named in it once, beside one who is so on many days, was misread, and contradicts nobody.
    """
    for post, rows in groupby(_records(engine, _DOUBLE, "name", "aliases"), key=itemgetter("post")):
        known = _well_read(list(rows))
        for (a, one), (b, other), shared, sources in overlapping(_served(known, "person")):
            if max(one.count, other.count) < MANY * min(one.count, other.count):
                yield "two holders", post, (a, b), *shared, sources, None


def _well_read(holders: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the holders of a post but for names with another word: 孔戴利比里亚, 佐科通 beside 佐科."""
    misread = misspelled([(row["name"], row["aliases"], row["count"]) for row in holders])
    return (row for row in holders if row["name"] not in misread and not _ends_in_country(row["name"]))


def _ends_in_country(name: str) -> bool:
    """Tell whether a name ends with that of a country: two names of a list that was read as one."""
    return any(country_name(name[start:]) for start in range(2, len(name) - 1))


def _torn(engine: Steps) -> Iterator[Contradicting]:
    """Yield the people who lead two places of one kind at one time."""
    for (person, title), rows in groupby(_records(engine, _TORN), key=itemgetter("person", "title")):
        if _ONE_AT_A_TIME.fullmatch(title):
            for (one, _), (other, _), shared, sources in overlapping(_served(rows, "post")):
                yield "two posts", one, (person,), *shared, sources, other


def _served(rows: Iterable[dict[str, Any]], by: str) -> list[Served]:
    return [(row[by], service) for row in rows if (service := read_service(row)).held]


def _is_told(each: Contradicting, names: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a contradiction is one by its names as well.

    Two spellings of one name, or a name and a piece of it, are one person; one post under two names is one,
    and of a post whose place is not known nothing can be said. A page that names both for one day parts the
    two somehow.
    """
    if each[0] == "two holders":
        one, other = (names[person] for person in each[2])
        pairs = product(one, other)
        post = names[each[1]][0]
        of_another = (leading_country(post) or (OURS,))[0] != OURS
        alike = any(is_spelled_alike(*pair) for pair in pairs)
        alike = alike or is_transcribed_alike(one, other, abroad=of_another)
        organs = _organs(post)
        abroad = bool(organs) and any("·" in own[0] for own in (one, other))
        of_some_state = any(official_name(organ) is None for organ in organs)  # 武装部队总司令
        return not (alike or abroad or of_some_state or _is_one_text(each))
    if each[6]:
        one, other = sorted((names[each[1]][0], names[each[6]][0]), key=len)
        places = place_of(one), place_of(other)
        of_states = any(map(country_name, filter(None, places)))  # nobody leads two: people of one name
        return all(places) and places[0] != places[1] and not other.endswith(one) and not of_states
    return True


def _organs(post: str) -> list[str]:
    """Return what a post's name begins with that is an organ of every country: 财政部 of 财政部部长."""
    return [post[:end] for end in range(2, len(post)) if organ_of(post[:end])]


def _is_one_text(each: Contradicting) -> bool:
    """Tell whether both statements are of one page and one day."""
    return each[3] == each[4] and len({source.page for source in each[5]}) == 1


def _names(engine: Steps, found: Iterable[Contradicting]) -> dict[str, str]:
    """Return the names of all that contradictions speak of."""
    ids = {id_ for each in found for id_ in (each[1], *each[2], each[6]) if id_}
    return engine.lookup("entities", "id", "name", sorted(ids))


def _row(each: Contradicting, names: dict[str, str]) -> tuple[Any, ...]:
    kind, post, people, first, last, sources, other = each
    named = tuple(names[person] for person in people)
    return (
        kind,
        post,
        people,
        names[post],
        named,
        first,
        last,
        sources,
        other,
        names[other] if other else None,
    )
