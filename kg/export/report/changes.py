"""Who came and who went: the posts of a build as events, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.days import AFTER, is_date
from kg.export.report.telling import Excerpt, Teller
from kg.knowledge.post_words import post_verbs
from kg.knowledge.titles import is_shareable, plain_title
from kg.model import Evidence
from kg.schema import PostRecord
from kg.store.tables import Tables

ChangeKind = Literal["came", "left", "held", "former"]

STATED: dict[str, ChangeKind] = {"start": "came", "end": "left"}  # what posts.jsonl says of a change


@dataclass(frozen=True, slots=True)
class PostChange:
    """One person in one post, as one clause says it."""

    kind: ChangeKind
    date: str | None
    person: str  # entity id
    post: str | None  # entity id of the post
    title: str  # the post: its body and its title
    role: str  # the title alone
    source: Evidence
    quote: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class PersonPost:
    """A post of a person, and whether it is past."""

    change: PostChange
    gone: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Changes that one sentence tells of."""

    date: str | None
    moves: tuple[PostChange, ...]
    quote: Excerpt | None


@dataclass(frozen=True, slots=True)
class Succession:
    """The people who held one post, the first one first."""

    post: str
    holders: tuple[PostChange, ...]


def find_changes(tables: Tables) -> list[PostChange]:
    """Return what the posts of a build say, each person, post and kind once, at its first date."""
    first: dict[tuple[object, ...], PostChange] = {}
    for row in tables.posts:
        if row.kind == "post" and row.person_entity:
            change = _change(row, row.person_entity, tables)
            key = (change.kind, change.person, _seat(change))
            if key not in first or _age(change) < _age(first[key]):
                first[key] = change
    return sorted(first.values(), key=_age)


def arrivals_and_departures(changes: Iterable[PostChange]) -> list[PostChange]:
    """Return who came and who went, the newest first, departures of a day before arrivals."""
    return _newest([change for change in changes if change.kind in ("came", "left")])


def other_posts(changes: Sequence[PostChange]) -> list[PostChange]:
    """Return the posts that people are said to hold, but for those they came to in these pages."""
    told = {(change.person, _seat(change)) for change in changes if change.kind == "came"}
    rest = [c for c in changes if c.kind == "held" and (c.person, _seat(c)) not in told]
    return _newest(rest)


def successions(changes: Iterable[PostChange]) -> list[Succession]:
    """Return the posts for one person that had several, the newest change first."""
    posts: dict[str, dict[str, PostChange]] = {}
    for change in sorted(changes, key=lambda c: (c.date or "9999", c.kind != "left", _age(c))):
        if change.post and change.date and not is_shareable(change.role):
            posts.setdefault(change.post, {}).setdefault(change.person, change)
    found = [Succession(post, tuple(held.values())) for post, held in posts.items() if len(held) > 1]
    return sorted(found, key=lambda s: (s.holders[-1].date or "", s.post), reverse=True)


def posts_of(person: str, changes: Iterable[PostChange], most: int = 3) -> list[PersonPost]:
    """Return the posts of a person, those held last first, each post once.

    A title without a body is left out where another post ends with it.
    """
    own = [change for change in changes if change.person == person]
    gone = {_seat(change) for change in own if change.kind in ("left", "former")}
    kept: dict[str, PostChange] = {}
    for change in sorted(own, key=lambda c: (_seat(c) in gone, _reverse(c.date), c.title)):
        kept.setdefault(_seat(change), change)
    titles = [change.title for change in kept.values()]
    whole = [c for c in kept.values() if c.post or sum(title.endswith(c.title) for title in titles) == 1]
    return [PersonPost(change, _seat(change) in gone) for change in whole[:most]]


def with_quotes(changes: Iterable[PostChange], teller: Teller) -> list[PostChange]:
    """Return changes with the sentences that tell of them."""
    return [replace(change, quote=teller.of_place(change.source, (change.person,))) for change in changes]


def gather_events(changes: Iterable[PostChange], teller: Teller) -> list[Event]:
    """Return changes of one day that one sentence tells of as one event, in their order."""
    found: dict[tuple[object, ...], list[PostChange]] = {}
    for change in with_quotes(changes, teller):
        told = (change.quote.page, change.quote.line, change.quote.whole) if change.quote else change.source
        found.setdefault((change.date, *told), []).append(change)
    return [
        Event(moves[0].date, tuple(moves), teller.of_place(moves[0].source, [m.person for m in moves]))
        for moves in found.values()
    ]


def _change(row: PostRecord, person: str, tables: Tables) -> PostChange:
    source = Evidence(row.page, row.start, row.end)
    post = row.post_entity
    title = tables.names[post] if post else f"{row.body or ''}{row.title}"
    date = row.date if is_date(row.date) else None
    kind = STATED.get(row.change or "") or _kind(row.qualifier)
    return PostChange(kind, date, person, post, title, plain_title(row.title), source)


def _kind(qualifier: str | None) -> ChangeKind:
    """Return what a qualifier says of a statement without a verb of change."""
    if qualifier in post_verbs("left"):
        return "left"
    if qualifier in post_verbs("former"):
        return "former"
    return "came" if qualifier in post_verbs("coming") else "held"


def _seat(change: PostChange) -> str:
    return change.post or change.title


def _age(change: PostChange) -> tuple[str, str, int, str]:
    return (change.date or "9999") + AFTER, change.source.page, change.source.start, change.title


def _newest(changes: Iterable[PostChange]) -> list[PostChange]:
    ordered = sorted(changes, key=lambda c: (c.kind != "left", c.source.page, c.source.start, c.title))
    return sorted(ordered, key=lambda c: c.date or "", reverse=True)


def _reverse(date: str | None) -> tuple[int, ...]:
    return tuple(-int(part) for part in (date or "0-0-0").split("-"))
