"""Edges between entities, gathered reading by reading.

Co-occurrence: two people, places or bodies in one sentence (kind `sentence`), paragraph (`paragraph`) or
article (`article`). `count` is the number of such windows; `weight` is their NPMI and `g2` says how sure
it is that they don't meet by chance (kg.relate.npmi); `backbone` says how much the edge stands out among
those of its ends (kg.relate.backbone). For all three a list of names is discounted: in a list of k people
each pair counts 1 / (k - 1) of a meeting, so that each member of a list meets one other member's worth of
people, however long the list is (Newman, Scientific collaboration networks II, 2001, does so for the
authors of a paper). Meetings are counted in whole parts (MEETING of them are one), so that tables of pages
can be put together in any order and come to the same.

Stated facts: `holds` (person to post), `at` (post to body) and `byline` (person to medium) have
weight 1. The people and media of a byline co-occur with the news they report only where asked for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Article, Edge, Evidence, Lookup, Post, Reading
from kg.relate.backbone import stand_out
from kg.relate.lists import list_sizes
from kg.relate.npmi import log_likelihood, npmi
from kg.relate.tally import MEETING, Tally, merge_tallies
from kg.relate.windows import (
    Meant,
    Pair,
    Told,
    all_pairs,
    by_paragraph,
    by_sentence,
    first_passages,
    meetings,
)

WINDOWS = ("sentence", "article")  # by default
STATED = 1.0


@dataclass(slots=True)
class Relations:
    """The table of edges of some pages: add readings and other tables in any order, then ask for `edges`."""

    windows: Sequence[str] = WINDOWS
    bylines: bool = False  # whether those who report co-occur with what they report
    _pairs: dict[str, dict[Pair, Tally]] = field(default_factory=dict)
    _seen: dict[str, Counter[str]] = field(default_factory=dict)
    _total: Counter[str] = field(default_factory=Counter)
    _stated: dict[tuple[str, str, str], Tally] = field(default_factory=dict)

    def add(self, reading: Reading, lookup: Lookup) -> None:
        """Count the windows and the stated posts of one page."""
        for post in reading.posts:
            self._add_post(post, lookup)
        silent = set() if self.bylines else _spoken_for(reading.posts)
        named_in: dict[str, list[Meant]] = {}
        for mention in reading.mentions:
            if mention.label != "TITLE" and mention.start not in silent:
                entity = lookup.entity_of(mention)
                if entity is not None:
                    named_in.setdefault(mention.article, []).append((mention, entity))
        for article in reading.articles:
            named = named_in.get(article.id, [])
            self._add_article(article, named, article.date or reading.page.date)

    def merge(self, other: "Relations") -> None:
        """Add what another table, made with the same windows, has counted."""
        for kind, pairs in other._pairs.items():
            merge_tallies(self._pairs.setdefault(kind, {}), pairs)
        for kind, seen in other._seen.items():
            self._seen.setdefault(kind, Counter()).update(seen)
        self._total.update(other._total)
        merge_tallies(self._stated, other._stated)

    def edges(self, min_count: int = 1, min_weight: float = -1.0, backbone: float = 1.0) -> list[Edge]:
        """Return the edges, sorted by kind, source and target.

        The three limits hold for co-occurrence; a stated post is always an edge. `backbone` keeps the
        edges whose own value is not greater.
        """
        met = [
            edge
            for kind in sorted(self._pairs)
            for edge in self._met(kind)
            if edge.count >= min_count and edge.weight >= min_weight and (edge.backbone or 0.0) <= backbone
        ]
        stated = [
            _edge(source, target, kind, tally, STATED)
            for (source, target, kind), tally in self._stated.items()
        ]
        return sorted(met + stated, key=lambda edge: (edge.kind, edge.source, edge.target))

    def _met(self, kind: str) -> Iterator[Edge]:
        seen, total = self._seen[kind], self._total[kind]
        standing = stand_out({pair: tally.share for pair, tally in self._pairs[kind].items()})
        for (source, target), tally in self._pairs[kind].items():
            counts = (tally.share / MEETING, seen[source], seen[target], total)
            edge = _edge(source, target, kind, tally, npmi(*counts))
            yield replace(edge, g2=log_likelihood(*counts), backbone=standing[source, target])

    def _add_post(self, post: Post, lookup: Lookup) -> None:
        person, body = lookup.entity_of(post.person), lookup.body_of(post)
        if person is None:
            return
        passage = [Evidence(post.page, post.start, post.end)]
        if post.kind == "byline":
            if body is not None:
                self._state((person, body, "byline"), passage, post.date)
            return
        held = lookup.post_entity(post)
        if held is None:
            return
        self._state((person, held, "holds"), passage, post.date)
        if body is not None:
            self._state((held, body, "at"), passage, post.date)

    def _state(self, key: tuple[str, str, str], passage: list[Evidence], date: str | None) -> None:
        self._stated.setdefault(key, Tally()).add(passage, date)

    def _add_article(self, article: Article, named: list[Meant], date: str | None) -> None:
        told = by_sentence(article, named)
        shares: dict[Pair, int] = {}
        for passage, inside in told:
            sizes = list_sizes(article.text.chars, inside)
            met = meetings(inside, sizes)
            for pair, share in met.items():
                shares[pair] = max(share, shares.get(pair, 0))
            if "sentence" in self.windows:
                self._count(
                    "sentence", inside, {pair: (share, [passage]) for pair, share in met.items()}, date
                )
        for kind, windows in self._wider(article, told):
            for window in windows:
                first = first_passages(window)
                met_all = {
                    p: (shares.get(p, MEETING), sorted({first[p[0]], first[p[1]]})) for p in all_pairs(first)
                }
                self._count(kind, [pair for _, inside in window for pair in inside], met_all, date)

    def _wider(self, article: Article, told: list[Told]) -> Iterator[tuple[str, list[list[Told]]]]:
        """Yield the windows that hold several sentences: the paragraphs, the article."""
        if "paragraph" in self.windows:
            yield "paragraph", by_paragraph(article, told)
        if "article" in self.windows:
            yield "article", [told]

    def _count(
        self,
        kind: str,
        inside: list[Meant],
        met: dict[Pair, tuple[int, list[Evidence]]],
        date: str | None,
    ) -> None:
        entities = {entity for _, entity in inside}
        if not entities:
            return
        self._total[kind] += 1
        self._seen.setdefault(kind, Counter()).update(entities)
        pairs = self._pairs.setdefault(kind, {})
        for pair, (share, passages) in met.items():
            pairs.setdefault(pair, Tally()).add(passages, date, share)


def relate(
    readings: Iterable[Reading],
    lookup: Lookup,
    windows: Sequence[str] = WINDOWS,
    min_count: int = 1,
    min_weight: float = -1.0,
) -> list[Edge]:
    """Return the edges of all readings, each read once and not kept."""
    relations = Relations(windows)
    for reading in readings:
        relations.add(reading, lookup)
    return relations.edges(min_count, min_weight)


def _edge(source: str, target: str, kind: str, tally: Tally, weight: float) -> Edge:
    return Edge(
        source=source,
        target=target,
        kind=kind,
        count=tally.count,
        weight=weight,
        first_date=tally.first_date,
        last_date=tally.last_date,
        evidence=tuple(tally.evidence),
    )


def _spoken_for(posts: Iterable[Post]) -> set[int]:
    """Return where the people and media of bylines start on the page."""
    bylines = [post for post in posts if post.kind == "byline"]
    return {post.person.start for post in bylines} | {post.body.start for post in bylines if post.body}
