"""All that the report says, gathered from the tables of a build."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from kg.export.report.atlas import Atlas, City, Place, Point, draw_atlas
from kg.export.report.changes import (
    Change,
    Event,
    Held,
    Succession,
    arrivals_and_departures,
    find_changes,
    gather_events,
    other_posts,
    posts_of,
    successions,
    with_quotes,
)
from kg.export.report.groups import Group, find_groups
from kg.export.report.standing import find_standing, tie_weights
from kg.export.report.telling import Quote, Teller
from kg.export.report.timeline import Timeline, article_dates, draw_timeline
from kg.export.report.whereabouts import Whereabouts
from kg.export.tables import Row, Tables
from kg.knowledge.countries import country_name
from kg.model import Evidence, Label

MOST: dict[Label, int] = {"PER": 10, "ORG": 6, "LOC": 6}
MORE_NAMES = 14  # named after those that are told of
MOST_GROUPS = 8
MOST_CHANGES = 60
MOST_POSTS = 40
MOST_DOUBTS = 40
PROVINCE = 1
CHINA = "中国"


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity at the center."""

    id: str
    score: float  # a multiple of the average
    share: float  # of the highest score of its kind, 0 to 1
    mentions: int
    articles: int
    posts: tuple[Held, ...]
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Center:
    """The entities of one label at the center."""

    label: Label
    first: tuple[Standing, ...]
    others: tuple[str, ...]  # ids


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that was read."""

    page: str
    date: str | None
    articles: int
    headline: str  # of its longest article that has one


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that contradict each other, each with its passage."""

    kind: str
    posts: tuple[str, ...]
    people: tuple[str, ...]
    first_date: str | None
    last_date: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair of forms that may or may not be one entity."""

    a: str
    b: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The report."""

    pages: tuple[PageRow, ...]
    timeline: Timeline
    articles: int
    counts: Mapping[Label, int]
    centers: tuple[Center, ...]
    came: int
    left: int
    held: int
    events: tuple[Event, ...]
    latest: Change | None
    changes_left_out: int
    successions: tuple[Succession, ...]
    posts: tuple[Change, ...]
    posts_left_out: int
    groups: tuple[Group, ...]
    groups_in_all: int
    contradictions: tuple[Contradiction, ...]
    doubts: tuple[Doubt, ...]
    doubts_in_all: int
    atlas: Atlas | None
    unplaced: int  # places without a position


def gather(tables: Tables, mentions: Iterable[Row] | None = None) -> Brief:
    """Return all that the report says of a build; the same tables give the same report.

    `mentions` stands for the mentions of the tables, for builds that do not hold them all in memory.
    """
    ids = [entity.id for entity in tables.entities if entity.label != "TITLE"]
    ties = tie_weights(tables)
    standing = find_standing(ids, ties)
    where = Whereabouts(tables.mentions if mentions is None else mentions)
    teller = Teller(tables, where, standing)
    changes = find_changes(tables, teller)
    moved, held = arrivals_and_departures(changes), other_posts(changes)
    groups, groups_in_all = find_groups(tables, standing, ties, teller, where, MOST_GROUPS)
    doubts, places = _doubts(tables), _places(tables)
    return Brief(
        pages=_pages(tables),
        timeline=draw_timeline(article_dates(tables)),
        articles=len(tables.articles),
        counts=_counts(tables),
        centers=_centers(tables, standing, teller, changes, where),
        came=sum(change.kind == "came" for change in moved),
        left=sum(change.kind == "left" for change in moved),
        held=len(held),
        events=tuple(gather_events(moved[:MOST_CHANGES], teller)),
        latest=_latest(moved),
        changes_left_out=max(0, len(moved) - MOST_CHANGES),
        successions=tuple(successions(changes)[:MOST_CHANGES]),
        posts=tuple(with_quotes(held[:MOST_POSTS], teller)),
        posts_left_out=max(0, len(held) - MOST_POSTS),
        groups=tuple(groups),
        groups_in_all=groups_in_all,
        contradictions=_contradictions(tables, teller),
        doubts=tuple(doubts[:MOST_DOUBTS]),
        doubts_in_all=len(doubts),
        atlas=draw_atlas(places, read_counties(), read_cities()),
        unplaced=sum(entity.label == "LOC" for entity in tables.entities) - len(places),
    )


def read_counties() -> list[Point]:
    """Return the positions of all counties of China, latitude and longitude."""
    return [
        (float(north), float(east)) for code, north, east in _rows("positions.tsv") if not code.endswith("00")
    ]


def read_cities() -> list[City]:
    """Return the names and positions of all prefectures of China."""
    named = {code: name for code, _, name, *_ in _rows("divisions.tsv")}
    return [
        (named[code], float(north), float(east))
        for code, north, east in _rows("positions.tsv")
        if code.endswith("00") and not code.endswith("0000") and code in named
    ]


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("kg") / "data" / name).read_text("utf-8")
    yield from (line.split("\t") for line in text.splitlines() if line[:1].isdigit())


def _counts(tables: Tables) -> dict[Label, int]:
    counts: dict[Label, int] = {"PER": 0, "ORG": 0, "LOC": 0, "TITLE": 0}
    for entity in tables.entities:
        counts[entity.label] += 1
    return counts


def _pages(tables: Tables) -> tuple[PageRow, ...]:
    articles: dict[str, list[Row]] = defaultdict(list)
    for row in tables.articles:
        articles[row["page"]].append(row)
    rows = (
        PageRow(row["page"], row.get("date"), len(articles[row["page"]]), _lead(articles[row["page"]]))
        for row in tables.pages
    )
    return tuple(sorted(rows, key=lambda row: (row.date or "9999", row.page)))


def _lead(articles: Sequence[Row]) -> str:
    def length(row: Row) -> int:
        return sum(int(end) - int(start) for start, end in row["body_spans"])

    named = [row for row in articles if row["headline"]]
    return str(max(named, key=lambda row: (length(row), row["id"]))["headline"]) if named else ""


def _centers(
    tables: Tables,
    standing: Mapping[str, float],
    teller: Teller,
    changes: Sequence[Change],
    where: Whereabouts,
) -> tuple[Center, ...]:
    used: set[str] = set()
    centers = []
    for label, most in MOST.items():
        own = [entity for entity in tables.entities if entity.label == label and standing[entity.id] > 0]
        own.sort(key=lambda entity: (-standing[entity.id], -entity.mentions, entity.name, entity.id))
        top = standing[own[0].id] if own else 1.0
        first = tuple(
            Standing(
                id=entity.id,
                score=standing[entity.id],
                share=standing[entity.id] / top,
                mentions=entity.mentions,
                articles=len(where.articles[entity.id]),
                posts=tuple(posts_of(entity.id, changes)) if label == "PER" else (),
                quote=teller.of_entity(entity.id, used),
            )
            for entity in own[:most]
        )
        centers.append(Center(label, first, tuple(e.id for e in own[most : most + MORE_NAMES])))
    return tuple(centers)


def _latest(moved: Sequence[Change]) -> Change | None:
    """Return the newest arrival, the newest departure where nobody comes on that day or later."""
    last = [change for change in moved if change.date == moved[0].date]
    return next((change for change in last if change.kind == "came"), last[0] if last else None)


def _contradictions(tables: Tables, teller: Teller) -> tuple[Contradiction, ...]:
    known = {entity.id for entity in tables.entities}
    found = []
    for row in tables.contradictions:
        people = tuple(person for person in row["people"] if person in known)
        posts = tuple(post for post in (row["post"], row.get("other")) if post in known)
        if not posts or not people:
            continue
        quotes = dict.fromkeys(teller.of_place(Evidence(*source), people) for source in row["sources"])
        found.append(
            Contradiction(
                row["kind"],
                posts,
                people,
                row.get("first_date"),
                row.get("last_date"),
                tuple(quote for quote in quotes if quote),
            )
        )
    return tuple(found)


def _doubts(tables: Tables) -> list[Doubt]:
    """Return the undecided pairs, each once."""
    unsure = (row for row in tables.judgements if row["judgement"] == "unsure")
    return list(
        dict.fromkeys(Doubt(row["a"], row["b"], row.get("label") or "", row["reason"]) for row in unsure)
    )


def _places(tables: Tables) -> list[Place]:
    """Return the places with a position; China itself, which is the whole map, is none of them."""
    return [
        Place(
            entity.id,
            _short(tables.names[entity.id]),
            entity.latitude,
            entity.longitude,
            entity.mentions,
            wide=entity.level == PROVINCE or country_name(entity.name) is not None,
        )
        for entity in tables.entities
        if entity.label == "LOC" and entity.latitude is not None and entity.longitude is not None
        if country_name(entity.name) != CHINA
    ]


def _short(name: str, most: int = 12) -> str:
    text = " ".join(name.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
