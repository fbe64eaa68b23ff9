"""All that the report says, gathered from the tables of a build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.export.coverage import Coverage
from kg.export.report.atlas import Atlas, draw_atlas
from kg.export.report.centers import Center, find_centers
from kg.export.report.changes import (
    Event,
    PostChange,
    Succession,
    arrivals_and_departures,
    find_changes,
    gather_events,
    other_posts,
    successions,
    with_quotes,
)
from kg.export.report.doubts import Disagreement, OpenPair, find_disagreements, find_doubts
from kg.export.report.groups import Group, find_groups
from kg.export.report.page_list import PageRow
from kg.export.report.places import mapped_places, read_cities, read_counties
from kg.export.report.standing import find_standing, tie_weights
from kg.export.report.telling import Teller
from kg.export.report.timeline import Timeline, draw_timeline
from kg.export.report.whereabouts import Whereabouts
from kg.export.tables import GraphTables
from kg.model import Label

MOST_GROUPS = 8
MOST_PAGES = 400
MOST_CHANGES = 60
MOST_POSTS = 40
MOST_DOUBTS = 40


@dataclass(frozen=True, slots=True)
class Brief:
    """The report."""

    pages: tuple[PageRow, ...]  # the first of them
    pages_in_all: int
    timeline: Timeline
    articles: int
    counts: Mapping[Label, int]
    centers: tuple[Center, ...]
    came: int
    left: int
    held: int
    events: tuple[Event, ...]
    latest: PostChange | None
    changes_left_out: int
    successions: tuple[Succession, ...]
    posts: tuple[PostChange, ...]
    posts_left_out: int
    groups: tuple[Group, ...]
    groups_in_all: int
    contradictions: tuple[Disagreement, ...]
    doubts: tuple[OpenPair, ...]
    doubts_in_all: int
    atlas: Atlas | None
    unplaced: int  # places without a position


def gather(tables: GraphTables, where: Whereabouts, coverage: Coverage) -> Brief:
    """Return all that the report says of a build; the same tables give the same report.

    `tables` hold the part of the graph that is shown, `where` and `coverage` tell of all pages.
    """
    ids = [entity.id for entity in tables.entities if entity.label != "TITLE"]
    ties = tie_weights(tables)
    standing = find_standing(ids, ties)
    teller = Teller(where, standing)
    changes = find_changes(tables)
    moved, held = arrivals_and_departures(changes), other_posts(changes)
    told = (change.source for change in (*moved[:MOST_CHANGES], *held[:MOST_POSTS]))
    teller.look_up_places(chain(told, *(row.sources for row in tables.contradictions)))
    groups, groups_in_all = find_groups(tables, standing, ties, teller, where, MOST_GROUPS)
    doubts, places = find_doubts(tables), mapped_places(tables)
    return Brief(
        pages=where.list_pages(MOST_PAGES),
        pages_in_all=coverage.pages,
        timeline=draw_timeline(coverage.articles),
        articles=sum(count for _, count in coverage.articles),
        counts=_counts(tables),
        centers=find_centers(tables, standing, teller, changes, where),
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
        contradictions=find_disagreements(tables, teller),
        doubts=tuple(doubts[:MOST_DOUBTS]),
        doubts_in_all=len(doubts),
        atlas=draw_atlas(places, read_counties(), read_cities()),
        unplaced=sum(entity.label == "LOC" for entity in tables.entities) - len(places),
    )


def _counts(tables: GraphTables) -> dict[Label, int]:
    counts: dict[Label, int] = {"PER": 0, "ORG": 0, "LOC": 0, "TITLE": 0}
    for entity in tables.entities:
        counts[entity.label] += 1
    return counts


def _latest(moved: Sequence[PostChange]) -> PostChange | None:
    """Return the newest arrival, the newest departure where nobody comes on that day or later."""
    last = [change for change in moved if change.date == moved[0].date]
    return next((change for change in last if change.kind == "came"), last[0] if last else None)
