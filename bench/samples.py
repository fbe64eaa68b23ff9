"""Seeded samples of what a finished build says: each kind a query, its rows mixed by a digest of the seed.

A row has an id that holds no word of the news (ids of entities, places of pages), what is to be judged, and
the passages that a reader needs to judge it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from itertools import combinations
from typing import Any

from kg.knowledge.body_forms import abbreviates
from kg.model import LABELS
from kg.naming.ids import entity_id
from kg.naming.surfaces import parts_of
from kg.store.engine import literal, literals
from kg.store.finished import Store

MOST_PASSAGES = 3  # of an entity
_KNOWN = 3  # mentions of an entity that is compared with others
_SENTENCES = """
    SELECT m.entity, t.page, t.text FROM named m
    JOIN text t ON t.page = m.page AND t.article = m.article AND t.number = m.sentence
    WHERE m.entity IN ({ids}) {more}
    GROUP BY m.entity, t.page, t.text ORDER BY m.entity, md5(t.page || t.text)
"""
_NODES = """
    SELECT e.id AS row, e.label, e.name, array_to_string(e.aliases, ' | ') AS aliases, e.mentions, e.kind,
           p.name AS parent, l.name AS located_in
    FROM entities e LEFT JOIN entities p ON p.id = e.parent LEFT JOIN entities l ON l.id = e.located_in
    WHERE e.label {of}
"""
_POSTS = """
    SELECT h.page || ':' || h.number AS row, h.person, h.title, h.body, p.name AS person_node,
           b.name AS body_node, s.name AS post_node, h.qualifier, h.date, h.dated_by, h.change, h.clause
    FROM held h LEFT JOIN entities p ON p.id = h.person_entity LEFT JOIN entities b ON b.id = h.body_entity
    LEFT JOIN entities s ON s.id = h.post_entity WHERE h.kind = 'post'
"""
_TENURES = """
    SELECT person || '~' || post AS row, name, "at" AS body, coalesce(acting, '') || title AS title,
           first_seen, last_seen, former_since, started, ended, count, sources FROM tenures
"""
_CONTRADICTIONS = """
    SELECT kind || '~' || post || '~' || array_to_string(people, '~') || coalesce('~' || other, '') AS row,
           kind, name, array_to_string(names, ' | ') AS names, other_name, first_date, last_date, sources
    FROM contradictions
"""
_EDGES = """
    SELECT e.source || '~' || e.target AS row, a.name AS a, b.name AS b, e.count, e.weight, e.g2,
           e.evidence[1:3] AS sources
    FROM edges e JOIN entities a ON a.id = e.source JOIN entities b ON b.id = e.target
    WHERE e.kind = 'sentence' ORDER BY {order} DESC, row LIMIT {count}
"""
_COUNTIES = """
    SELECT m.page || ':' || m.start AS row, m.text, e.name, e.code, p.name AS parent, t.text AS passage
    FROM named m JOIN entities e ON e.id = m.entity LEFT JOIN entities p ON p.id = e.parent
    JOIN text t ON t.page = m.page AND t.article = m.article AND t.number = m.sentence
    WHERE m.label = 'LOC' AND e.level = 3 AND length(m.text) < 4
      AND NOT regexp_matches(m.text, '[省市县区旗盟州]$')
"""
_MERGES = "SELECT a, b, label, reason, score FROM ruled WHERE judgement = 'positive' AND a <> b"
_PLACES = """
    SELECT m.page || ':' || m.start AS row, m.text, e.name, e.kind, p.name AS parent, t.text AS passage
    FROM named m JOIN entities e ON e.id = m.entity LEFT JOIN entities p ON p.id = e.parent
    JOIN text t ON t.page = m.page AND t.article = m.article AND t.number = m.sentence
    WHERE m.label = 'LOC'
"""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sampler:
    """Draws the same rows of a build for the same seed."""

    store: Store
    seed: int
    count: int
    order: str = "weight"  # by which edges are the strongest

    def draw(self, kind: str) -> list[Row]:
        """Return the rows of a kind, each with its passages."""
        return [self._told(row) for row in KINDS[kind](self)]

    def some(self, query: str) -> list[Row]:
        """Return some rows of a query."""
        return self.mix(self.store.records(query))

    def mix(self, rows: Sequence[Row], count: int | None = None) -> list[Row]:
        """Return some rows, chosen by seed and id alone."""
        ordered = sorted(rows, key=lambda row: md5(f"{self.seed} {row['row']}".encode()).digest())
        return ordered[: count or self.count]

    def sentences(
        self, ids: Sequence[str], text: str = "", most: int = MOST_PASSAGES
    ) -> dict[str, list[str]]:
        """Return sentences that mention entities, by entity, where asked for by a form of their names."""
        found: dict[str, list[str]] = defaultdict(list)
        more = f"AND m.text = {literal(text)}" if text else ""
        for entity, page, said in self.store.rows(_SENTENCES.format(ids=literals(ids), more=more)):
            if len(found[entity]) < most:
                found[entity].append(f"[{page}] {said}")
        return found

    def _told(self, row: Row) -> Row:
        """Return a row with the clauses or sentences of its sources."""
        said = [self._clause(source) for source in row.pop("sources", None) or ()][:MOST_PASSAGES]
        return row | ({"passages": "\n".join(said)} if said else {})

    def _clause(self, source: Row) -> str:
        page, start = literal(source["page"]), source["start"]
        query = f"""SELECT coalesce(day, ''), text FROM text WHERE page = {page} AND start <= {start}
                    AND "end" > {start} ORDER BY start DESC LIMIT 1"""
        return next((f"[{source['page']} {day}] {text}" for day, text in self.store.rows(query)), "")


def _nodes(sampler: Sampler) -> Iterator[Row]:
    yield from _with_sentences(sampler, sampler.some(_NODES.format(of="<> 'TITLE'")))


def _names(sampler: Sampler) -> Iterator[Row]:
    """Draw nodes, a quarter of each label: is the name real, whole, nothing glued on, of the right label?"""
    for label in LABELS:
        rows = sampler.store.records(_NODES.format(of=f"= '{label}'"))
        yield from _with_sentences(sampler, sampler.mix(rows, sampler.count // len(LABELS)))


def _with_sentences(sampler: Sampler, rows: Sequence[Row]) -> Iterator[Row]:
    said = sampler.sentences([row["row"] for row in rows])
    for row in rows:
        yield row | {"passages": "\n".join(said[row["row"]])}


def _merges(sampler: Sampler) -> Iterator[Row]:
    rows = sampler.store.records(_MERGES)
    for row in rows:
        row["row"] = "=".join(entity_id(row["label"], row[side]) for side in "ab")
    for row in sampler.mix(rows):
        node = sampler.store.value(
            f"SELECT entity FROM names WHERE label = '{row['label']}' AND name = {literal(row['b'])}"
        )
        said = [sampler.sentences([node], row[side], 2).get(node, []) for side in "ab"]
        yield row | {"passages_a": "\n".join(said[0]), "passages_b": "\n".join(said[1])}


def _lookalikes(sampler: Sampler) -> Iterator[Row]:
    """Draw pairs of well-known people or bodies that could be one by their names and are two."""
    pairs = {f"{a['id']}~{b['id']}": (a, b) for a, b in _alike(sampler)}
    for row in sampler.mix([{"row": row} for row in pairs]):
        a, b = pairs[row["row"]]
        said = sampler.sentences([a["id"], b["id"]], most=2)
        told = {f"passages_{side}": "\n".join(said[each["id"]]) for side, each in (("a", a), ("b", b))}
        yield row | {"a": a["name"], "b": b["name"], **told}


def _alike(sampler: Sampler) -> Iterator[tuple[Row, Row]]:
    """Yield pairs of which one is part of the other, short for it, or differs in one character."""
    query = f"SELECT id, label, name FROM entities WHERE label IN ('PER', 'ORG') AND mentions >= {_KNOWN}"
    by_key: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for entity in sampler.store.records(query):
        for key in _keys(entity["label"], entity["name"]):
            by_key[entity["label"], key].append(entity)
    for (label, key), alike in by_key.items():
        for a, b in combinations(sorted(alike, key=lambda each: (len(each["name"]), each["id"])), 2):
            if (
                key in (a["name"], b["name"])
                or "?" in key
                or (label == "ORG" and abbreviates(a["name"], b["name"]))
            ):
                yield a, b


def _keys(label: str, name: str) -> set[str]:
    """Return what names that could be one share: a part, the name with a character left open, both ends."""
    if label == "ORG":
        return {name[0] + name[-1]} if len(name) > 2 else {name}
    open_names = {f"{name[:at]}?{name[at + 1 :]}" for at in range(len(name)) if len(name) > _KNOWN}
    japanese = {name[:2]} if len(name) == len("安倍晋三") else set()
    return {name, *parts_of(name), *open_names, *japanese}


def _namesakes(sampler: Sampler) -> Iterator[Row]:
    """Draw names of two characters that several articles have, with all the people of that name."""
    query = """
        SELECT m.text AS name, count(DISTINCT m.page) AS pages, count(DISTINCT m.entity) AS people,
               array_to_string(list_sort(list_distinct(list(m.entity))), '|') AS ids
        FROM named m JOIN mentions r ON r.page = m.page AND r.start = m.start AND r."end" = m."end"
        WHERE m.label = 'PER' AND length(m.text) = 2 AND m.entity IS NOT NULL AND r.in_byline = 0
        GROUP BY m.text HAVING count(DISTINCT m.page) > 2
    """
    rows = [row | {"row": entity_id("PER", row["name"])} for row in sampler.store.records(query)]
    for row in sampler.mix(rows):
        said = sampler.sentences(row.pop("ids").split("|"), row["name"], 4)
        people = [f"{number}: {each}" for number, own in enumerate(said.values(), 1) for each in own]
        yield row | {"passages": "\n".join(people)}


def _edges(sampler: Sampler) -> Iterator[Row]:
    yield from sampler.store.records(_EDGES.format(order=sampler.order, count=sampler.count))


def _of(query: str) -> Callable[[Sampler], Iterator[Row]]:
    return lambda sampler: iter(sampler.some(query))


KINDS: dict[str, Callable[[Sampler], Iterator[Row]]] = {
    "nodes": _nodes,
    "names": _names,
    "merges": _merges,
    "lookalikes": _lookalikes,
    "namesakes": _namesakes,
    "posts": _of(_POSTS),
    "tenures": _of(_TENURES),
    "contradictions": _of(_CONTRADICTIONS),
    "edges": _edges,
    "counties": _of(_COUNTIES),
    "places": _of(_PLACES),
}
"""What can be judged, and how its rows are drawn."""


def shown(value: Any) -> str:
    """Return a cell of a sheet."""
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
