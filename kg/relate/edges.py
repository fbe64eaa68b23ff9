"""Edges between entities, gathered reading by reading.

Co-occurrence: two people, places or bodies in one sentence (kind `sentence`), paragraph (`paragraph`) or
article (`article`). `count` is the number of such windows; `weight` is their NPMI and `g2` says how sure
it is that they don't meet by chance (kg.relate.npmi); `backbone` says how much the edge stands out among
those of its ends (kg.relate.backbone). For all three a list of names is discounted: in a list of k people
each pair counts 1 / (k - 1) of a meeting, so that each member of a list meets one other member's worth of
people, however long the list is (Newman, Scientific collaboration networks II, 2001, does so for the
authors of a paper).

Stated facts: `holds` (person to post), `at` (post to body) and `byline` (person to medium) have
weight 1. The people and media of a byline co-occur with the news they report only where asked for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kg.model import Article, Edge, Evidence, Lookup, Mention, Post, Reading
from kg.relate.backbone import stand_out
from kg.relate.lists import list_sizes
from kg.relate.npmi import log_likelihood, npmi
from kg.text import sentences

WINDOWS = ("sentence", "article")  # by default
EVIDENCE_KEPT = 50  # passages kept for one edge; its count goes on
MOST_IN_WINDOW = 300  # a window with more entities (a printed list of deputies) makes no pairs
STATED = 1.0

Pair = tuple[str, str]
Named = tuple[Mention, str]  # a mention and its entity
Told = tuple[Evidence, list[Named]]  # a sentence and whom it names


@dataclass(slots=True)
class _Tally:
    """What is known of one edge so far."""

    count: int = 0
    share: float = 0.0  # the discounted count
    first_date: str | None = None
    last_date: str | None = None
    evidence: list[Evidence] = field(default_factory=list)

    def add(self, passages: Iterable[Evidence], date: str | None, share: float = 1.0) -> None:
        """Count one more window or statement."""
        self.count += 1
        self.share += share
        for passage in passages:
            if len(self.evidence) < EVIDENCE_KEPT and passage not in self.evidence:
                self.evidence.append(passage)
        if date:
            self.first_date = min(date, self.first_date or date)
            self.last_date = max(date, self.last_date or date)


@dataclass(slots=True)
class Relations:
    """The table of edges of a corpus; feed it the readings in a stable order, then ask for `edges`."""

    windows: Sequence[str] = WINDOWS
    bylines: bool = False  # whether those who report co-occur with what they report
    _pairs: dict[str, dict[Pair, _Tally]] = field(default_factory=dict)
    _seen: dict[str, Counter[str]] = field(default_factory=dict)
    _total: Counter[str] = field(default_factory=Counter)
    _stated: dict[tuple[str, str, str], _Tally] = field(default_factory=dict)

    def add(self, reading: Reading, lookup: Lookup) -> None:
        """Count the windows and the stated posts of one page."""
        for post in reading.posts:
            self._add_post(post, lookup)
        silent = set() if self.bylines else _spoken_for(reading.posts)
        named_in: dict[str, list[Named]] = {}
        for mention in reading.mentions:
            if mention.label != "TITLE" and mention.start not in silent:
                entity = lookup.entity_of(mention)
                if entity is not None:
                    named_in.setdefault(mention.article, []).append((mention, entity))
        for article in reading.articles:
            named = named_in.get(article.id, [])
            self._add_article(article, named, article.date or reading.page.date)

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
            counts = (tally.share, seen[source], seen[target], total)
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
        self._stated.setdefault(key, _Tally()).add(passage, date)

    def _add_article(self, article: Article, named: list[Named], date: str | None) -> None:
        by_sentence = _by_sentence(article, named)
        shares: dict[Pair, float] = {}
        for passage, inside in by_sentence:
            sizes = list_sizes(article.text.chars, inside)
            met = _meetings(inside, sizes)
            for pair, share in met.items():
                shares[pair] = max(share, shares.get(pair, 0.0))
            if "sentence" in self.windows:
                self._count(
                    "sentence", inside, {pair: (share, [passage]) for pair, share in met.items()}, date
                )
        for kind, windows in self._wider(article, by_sentence):
            for window in windows:
                first = _first_passages(window)
                met_all = {
                    p: (shares.get(p, 1.0), sorted({first[p[0]], first[p[1]]})) for p in _all_pairs(first)
                }
                self._count(kind, [pair for _, told in window for pair in told], met_all, date)

    def _wider(self, article: Article, by_sentence: list[Told]) -> Iterator[tuple[str, list[list[Told]]]]:
        """Yield the windows that hold several sentences: the paragraphs, the article."""
        if "paragraph" in self.windows:
            yield "paragraph", _by_paragraph(article, by_sentence)
        if "article" in self.windows:
            yield "article", [by_sentence]

    def _count(
        self,
        kind: str,
        inside: list[Named],
        met: dict[Pair, tuple[float, list[Evidence]]],
        date: str | None,
    ) -> None:
        entities = {entity for _, entity in inside}
        if not entities:
            return
        self._total[kind] += 1
        self._seen.setdefault(kind, Counter()).update(sorted(entities))
        pairs = self._pairs.setdefault(kind, {})
        for pair, (share, passages) in met.items():
            pairs.setdefault(pair, _Tally()).add(passages, date, share)


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


def _edge(source: str, target: str, kind: str, tally: _Tally, weight: float) -> Edge:
    return Edge(
        source=source,
        target=target,
        kind=kind,
        count=tally.count,
        weight=weight,
        first_date=tally.first_date,
        last_date=tally.last_date,
        evidence=tuple(sorted(tally.evidence)),
    )


def _spoken_for(posts: Iterable[Post]) -> set[int]:
    """Return where the people and media of bylines start on the page."""
    bylines = [post for post in posts if post.kind == "byline"]
    return {post.person.start for post in bylines} | {post.body.start for post in bylines if post.body}


def _by_sentence(article: Article, named: list[Named]) -> list[Told]:
    """Return the passage and the entities of each sentence that names any."""
    found = []
    ordered = sorted(named, key=lambda pair: pair[0].at)
    first = 0
    for start, end in sentences(article.text.chars):
        last = first
        while last < len(ordered) and ordered[last][0].at[0] < end:
            last += 1
        if inside := [pair for pair in ordered[first:last] if pair[0].at[0] >= start]:
            found.append((Evidence(article.page, *article.text.raw_span(start, end)), inside))
        first = last
    return found


def _by_paragraph(article: Article, by_sentence: list[Told]) -> list[list[Told]]:
    """Return the sentences of each paragraph that names any."""
    paragraphs: dict[int, list[Told]] = {}
    for told in by_sentence:
        number = article.text.chars.count("\n", 0, told[1][0][0].at[0])
        paragraphs.setdefault(number, []).append(told)
    return list(paragraphs.values())


def _meetings(inside: list[Named], sizes: dict[int, tuple[int, int]]) -> dict[Pair, float]:
    """Return each pair of a sentence with its share of a meeting."""
    shares: dict[Pair, float] = {}
    if len({entity for _, entity in inside}) > MOST_IN_WINDOW:
        return shares
    for (left, a), (right, b) in combinations(inside, 2):
        if a != b:
            pair = (min(a, b), max(a, b))
            shares[pair] = max(shares.get(pair, 0.0), _share(sizes.get(left.start), sizes.get(right.start)))
    return shares


def _share(left: tuple[int, int] | None, right: tuple[int, int] | None) -> float:
    """Return 1 / (k - 1) for two members of one list of k, else 1."""
    return 1 / (left[1] - 1) if left and left == right else 1.0


def _first_passages(by_sentence: list[Told]) -> dict[str, Evidence]:
    """Return the first passage that names each entity."""
    first: dict[str, Evidence] = {}
    for passage, inside in by_sentence:
        for _, entity in inside:
            first.setdefault(entity, passage)
    return first


def _all_pairs(entities: Iterable[str]) -> list[Pair]:
    ordered = sorted(entities)
    return list(combinations(ordered, 2)) if len(ordered) <= MOST_IN_WINDOW else []
