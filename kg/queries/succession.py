"""The holders of one post in the order of time: who left it and came back has a term for each stay."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from weakref import WeakKeyDictionary

from kg.days import days_between
from kg.knowledge.titles import is_shareable
from kg.queries.rows import MOST_QUOTES
from kg.relate.spellings import misspelled
from kg.relate.statements import COLUMNS
from kg.relate.terms import HALF_A_YEAR, Days, held_days
from kg.schema import Row
from kg.store.engine import literal
from kg.store.finished import Store

OFTEN = 2  # days on which another holder is seen, for a stay to be over
_STATED = f"""
    SELECT person_entity, {COLUMNS}
    FROM held WHERE kind = 'post' AND post_entity = {{post}} AND person_entity IS NOT NULL
    ORDER BY person_entity, page, start, "end", number
"""


def in_terms(store: Store, post: str, rows: Iterable[Row]) -> list[Row]:
    """Return tenures of a post with one row for each stay, in no order.

    A stay is over where another holder is seen on several days between two days of the first that lie more
    than half a year apart. A post that several hold at one time (副省长) has one row a person. Somebody whose
    name is spelled like that of a holder named more often is that one, misread, and has no row.
    """
    found = _well_read(store, list(rows))
    if len(found) < 2 or any(is_shareable(row["title"]) for row in found):
        return found
    stated = _days(store, post)
    return [term for row in found for term in _terms(row, stated)]


def _days(store: Store, post: str) -> dict[str, Days]:
    """Return on which days each person is seen in a post; a store that stays open reads them once."""
    known = _DAYS.setdefault(store, {})
    if post not in known:
        if len(known) == _MOST_KNOWN:
            known.pop(next(iter(known)))
        known[post] = held_days(store.rows(_STATED.format(post=literal(post))))
    return known[post]


_DAYS: WeakKeyDictionary[Store, dict[str, dict[str, Days]]] = WeakKeyDictionary()
_MOST_KNOWN = 64  # posts; of the most mentioned thousands of statements are read


def _well_read(store: Store, rows: list[Row]) -> list[Row]:
    people = sorted({row["person"] for row in rows})
    aliases = store.lookup("entities", "id", "aliases", people)
    misread = misspelled([(row["name"], aliases[row["person"]] or (), row["count"]) for row in rows])
    return [row for row in rows if row["name"] not in misread]


def _terms(row: Row, stated: Mapping[str, Days]) -> list[Row]:
    """Return the row of one person's tenure once for each stay."""
    own = stated.get(row["person"], {})
    others = [sorted(days) for person, days in stated.items() if person != row["person"]]
    stays = part(sorted(own), others)
    if len(stays) < 2:
        return [row]
    left = row["former_since"]
    return [
        row
        | {
            "first_seen": stay[0],
            "last_seen": stay[-1],
            "former_since": left if left and (number == len(stays) or left < stays[number][0]) else None,
            "count": sum(len(own[day]) for day in stay),
            "sources": [each._asdict() for day in stay for each in own[day]][:MOST_QUOTES],
        }
        for number, stay in enumerate(stays, 1)
    ]


def part(days: Sequence[str], others: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return the days of a holder in stays; all are sorted, `others` are those of each other holder.

    >>> part(["2010-03-01", "2012-09-10", "2013-02-01"], [["2011-01-05", "2011-06-30"]])
    [['2010-03-01'], ['2012-09-10', '2013-02-01']]
    """
    besides = list(others)
    stays = [[day] for day in days[:1]]
    for before, day in pairwise(days):
        if days_between(before, day) > HALF_A_YEAR and any(
            bisect_left(each, day) - bisect_right(each, before) >= OFTEN for each in besides
        ):
            stays.append([])
        stays[-1].append(day)
    return stays
