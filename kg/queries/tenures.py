"""Who held which post at which body at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kg.days import AFTER, first_day, last_day
from kg.errors import InputError
from kg.model import Evidence
from kg.queries.names import find_one, find_others
from kg.queries.periods import Period, read_period
from kg.queries.rows import MOST_QUOTES, passages_of, quotes_of, read_named, read_quotes
from kg.queries.succession import in_terms
from kg.queries.values import BelowCount, Named, Quote, TenureRow
from kg.schema import Row
from kg.store.engine import literal, literals
from kg.store.finished import Store, asking

HELD, EARLIER, LATER, FORMER = "held", "earlier", "later", "former"
MOST_BELOW = 5  # bodies below one that are told with their posts
_TENURES = f"SELECT * REPLACE (sources[1:{MOST_QUOTES}] AS sources) FROM tenures WHERE {{asked}}"
_TIES = """
    SELECT id, parent FROM entities WHERE label <> 'TITLE' AND parent IS NOT NULL
    UNION SELECT id, located_in FROM entities WHERE label <> 'TITLE' AND located_in IS NOT NULL
"""
_HELD_AT = """
    SELECT t.body, e.mentions, count(*) FROM tenures t JOIN entities e ON e.id = t.body
    GROUP BY t.body, e.mentions
"""


def tenures(
    out: Path | Store,
    *,
    body: str | None = None,
    person: str | None = None,
    post: str | None = None,
    title: str | None = None,
    at: str | None = None,
    below: bool = False,
    near: bool = False,
) -> tuple[TenureRow, ...]:
    """Return who holds which post, as far as the pages tell: of a person or a post by time, else by body.

    `body`, `person` and `post` are names, aliases or ids; of a post the holders come in the order of time,
    once for each stay (see `kg.queries.succession`). `below` adds the bodies and places below the body,
    `title` is a title (`*主任` also finds 副主任). At a time (YYYY, YYYY-MM, YYYY-MM-DD) those are `held`
    that some page states then, or before and after; a year or a month that is all that is known stands for
    each of its days. `near` adds those last stated `earlier`, first stated `later`, and the `former` ones.
    Raises InputError for a name that no entity or several have, ConfigError for no date.
    """
    period = read_period(at, "--at") if at else None
    with asking(out) as store:
        held = find_one(post, store, "TITLE")["id"] if post else None
        rows = store.records(_TENURES.format(asked=_asked(store, body, person, held, below)))
        if held:
            rows = in_terms(store, held, rows)
        if title:
            rows = _of_title(rows, title)
        if period:
            rows = [row for row in rows if row["first_seen"] or row["former_since"]]
        chosen = [
            (row, state) for row in rows if (state := _state(row, period)) == HELD or near or not period
        ]
        told = [row | {"evidence": row["sources"]} for row, _ in chosen]
        quotes = read_quotes(store, (passage for row in told for passage in passages_of(row)))
        entities = read_named(store, {row[key] for row in told for key in ("person", "body")})
    found = [_tenure(row, state, entities, quotes) for row, (_, state) in zip(told, chosen, strict=True)]
    ordered = sorted(zip(found, map(passages_of, told), strict=True), key=lambda each: _in_time(*each))
    if not (person or post):
        ordered.sort(key=lambda each: (each[0].body.name, each[0].body.id, each[0].title))
    return tuple(row for row, _ in ordered)


def _tenure(row: Row, state: str, entities: dict[str, Named], quotes: dict[Evidence, Quote]) -> TenureRow:
    return TenureRow(
        person=entities[row["person"]],
        title=row["title"],
        body=entities[row["body"]],
        post=row["post"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        former_since=row["former_since"],
        count=row["count"],
        state=state,
        quotes=quotes_of(row, quotes),
        acting=row.get("acting"),
    )


def _in_time(row: TenureRow, passages: Sequence[Evidence]) -> tuple[object, ...]:
    what = f"{row.body.name}{row.title}"
    return order_in_time((row.first_seen, row.former_since), row.last_seen, passages, what, row.person.name)


def _asked(store: Store, body: str | None, person: str | None, post: str | None, below: bool) -> str:
    """Return a condition of SQL: a tenure is at a body, or one below it, of a person and of a post."""
    asked = ["TRUE"]
    if post:
        asked.append(f"post = {literal(post)}")
    if body:
        id_ = find_one(body, store)["id"]
        asked.append(f"body IN ({literals(bodies_below(id_, store) if below else (id_,))})")
    if person:
        asked.append(f"person = {literal(find_one(person, store)['id'])}")
    return " AND ".join(asked)


def _of_title(rows: Sequence[Row], title: str) -> list[Row]:
    """Return the tenures of a title; raise InputError with the titles there are where none has it."""
    found = [row for row in rows if fnmatchcase(row["title"], title)]
    if rows and not found:
        known = sorted({row["title"] for row in rows}, key=lambda each: (title not in each, each))
        raise InputError(
            "--title: no {title!r} here; titles are {known}", title=title, known=" ".join(known[:8])
        )
    return found


def _state(row: Row, period: Period | None) -> str:
    """Return what the pages say of a tenure in a period."""
    first, last, former = row["first_seen"], row["last_seen"], row["former_since"]
    if period is None:
        return FORMER if former and not (last and first_day(last) >= last_day(former)) else HELD
    if first and first <= period[1] and last + AFTER >= period[0]:
        return HELD
    if former and former <= period[1] and not (first and first > period[1]):
        return FORMER
    return EARLIER if last and last + AFTER < period[0] else LATER


def order_in_time(
    since: Iterable[str | None], last: str | None, passages: Sequence[Evidence], what: str, who: str
) -> tuple[object, ...]:
    """Return the order in which posts are told everywhere: by their days, then as the pages state them."""
    first = min((day for day in since if day), default="")
    stated = (passages[0].page, passages[0].start) if passages else ("", 0)
    return first, last or "", *stated, what, who


def count_below(id_: str, store: Store, most: int = MOST_BELOW) -> tuple[BelowCount, ...]:
    """Return at which bodies and places below one pages tell of posts, those with the most first."""
    below = [other for other in bodies_below(id_, store) if other != id_]
    held = _tree(store).held
    ordered = sorted((other for other in below if other in held), key=lambda other: (*held[other], other))[
        :most
    ]
    names = read_named(store, ordered)
    return tuple(BelowCount(names[other], -held[other][0]) for other in ordered)


class _Tree(NamedTuple):
    """What lies directly below each body and place, and where posts are told of."""

    below: Mapping[str, Sequence[str]]
    held: Mapping[str, tuple[int, int]]  # tenures and mentions, the most first


_TREES: WeakKeyDictionary[Store, _Tree] = WeakKeyDictionary()


def _tree(store: Store) -> _Tree:
    """Return the tree of bodies and places; it is read once from a store that stays open."""
    if store not in _TREES:
        below: dict[str, list[str]] = defaultdict(list)
        for id_, above in store.rows(_TIES):
            below[above].append(id_)
        held = {body: (-times, -mentions) for body, mentions, times in store.rows(_HELD_AT)}
        _TREES[store] = _Tree(below, held)
    return _TREES[store]


def bodies_below(id_: str, store: Store) -> tuple[str, ...]:
    """Return a body or place with all that is part of it or lies in it."""
    below, found = _tree(store).below, {id_: None}
    ahead = [id_]
    while ahead:
        fresh = [other for other in below.get(ahead.pop(), ()) if other not in found]
        found |= dict.fromkeys(fresh)
        ahead += fresh
    return tuple(found)


def posts_below(out: Path | Store, body: str) -> tuple[BelowCount, ...]:
    """Return what `count_below` does, for a name, alias or id; raises as `tenures` does."""
    with asking(out) as store:
        return count_below(find_one(body, store)["id"], store)


def others_of(out: Path | Store, body: str) -> tuple[Named, ...]:
    """Return what `find_others` does, for the body of a name, alias or id; raises as `tenures` does."""
    with asking(out) as store:
        return find_others(body, find_one(body, store)["id"], store)
