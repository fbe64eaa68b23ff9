"""Edges between entities, as steps of SQL over the tables of a resolved corpus.

Co-occurrence: two people, places or bodies in one sentence (kind `sentence`), paragraph (`paragraph`) or
article (`article`). `count` is the number of such windows; `weight` is their NPMI, discounted by how little
was seen, and `g2` says how sure it is that they don't meet by chance (kg.relate.npmi); `backbone` says how
much the edge stands out among those of its ends (kg.relate.backbone). For all three a list of names is
discounted (kg.reading.lists).
Meetings are counted in whole parts (MEETING of them are one), so that the sums are the same in any order.

Stated facts: `holds` (person to post), `at` (post to body) and `byline` (person to medium) have
weight 1. The people and media of a byline co-occur with the news they report only where asked for.
Names alone state `part_of` (to the nearest place or body above) and `located_in` (body to division): no
evidence, no dates, a count of 0. Only entities that the corpus has are linked.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from kg.days import FIRST_IN_SQL
from kg.model import Edge
from kg.reading.lists import MEETING
from kg.relate.backbone import alpha, stand_out
from kg.relate.meetings import Window, begin_meetings, count_windows, find_meetings
from kg.relate.npmi import log_likelihood, npmi, shrunk
from kg.store.arrow import schema_of
from kg.store.steps import Steps

WINDOWS: tuple[Window, ...] = ("sentence",)  # by default
EVIDENCE_KEPT = 50  # passages kept for one edge or tenure, the first by page and place; its count goes on

_PAIRS = """
    SELECT source, target, count(*) AS count, sum(share) AS share,
           min(day) AS first_date, max(day) AS last_date
    FROM meetings_{kind} GROUP BY source, target
"""
_ENDS = """
    SELECT entity, sum(share) AS strength, count(*) AS degree FROM (
      SELECT source AS entity, share FROM pairs_{kind} UNION ALL SELECT target, share FROM pairs_{kind}
    ) AS ends GROUP BY entity
"""
_COUNTED = """
    SELECT p.source, p.target, p.count, CAST(p.share AS BIGINT) AS share, p.first_date, p.last_date,
           l.windows AS left_windows, r.windows AS right_windows,
           CAST(a.strength AS BIGINT) AS left_strength, a.degree AS left_degree,
           CAST(b.strength AS BIGINT) AS right_strength, b.degree AS right_degree
    FROM pairs_{kind} p
    JOIN seen_{kind} l ON l.entity = p.source
    JOIN seen_{kind} r ON r.entity = p.target
    JOIN ends_{kind} a ON a.entity = p.source
    JOIN ends_{kind} b ON b.entity = p.target
"""
_MET = """
    SELECT m.source, m.target, '{kind}' AS kind, m.count, m.weight, m.first_date, m.last_date, e.evidence,
           m.g2, m.backbone
    FROM measured_{kind} m
    LEFT JOIN evidence_{kind} e ON e.source = m.source AND e.target = m.target
    WHERE m.count >= {min_count} AND m.weight >= {min_weight} AND m.backbone <= {backbone}
"""
_EVIDENCE = """
    SELECT source, target{kind},
           array_sort(array_agg(passage(page, start, "end"))) AS evidence
    FROM (
      SELECT *, row_number() OVER (
        PARTITION BY source, target{kind} ORDER BY page, start, "end") AS place
      FROM (SELECT DISTINCT source, target{kind}, page, start, "end" FROM {passages}) AS passages
    ) AS placed
    WHERE place <= {most} GROUP BY source, target{kind}
"""
_STATEMENTS = """
    SELECT person_entity AS source, post_entity AS target, 'holds' AS kind, page, start, "end", date FROM held
    WHERE kind = 'post' AND person_entity IS NOT NULL AND post_entity IS NOT NULL
    UNION ALL
    SELECT post_entity, body_entity, 'at', page, start, "end", date FROM held
    WHERE kind = 'post' AND person_entity IS NOT NULL AND post_entity IS NOT NULL
    UNION ALL
    SELECT person_entity, body_entity, 'byline', page, start, "end", date FROM held
    WHERE kind = 'byline' AND person_entity IS NOT NULL AND body_entity IS NOT NULL
"""
_STATED = f"""
    SELECT s.source, s.target, s.kind, count(*) AS count, CAST(1 AS DOUBLE) AS weight,
           {FIRST_IN_SQL.format(date="s.date")} AS first_date, max(s.date) AS last_date,
           any_value(e.evidence) AS evidence,
           CAST(NULL AS DOUBLE) AS g2, CAST(NULL AS DOUBLE) AS backbone
    FROM statements s
    LEFT JOIN evidence_stated e ON e.source = s.source AND e.target = s.target AND e.kind = s.kind
    GROUP BY s.source, s.target, s.kind
"""
_OF_NAMES = """
    SELECT e.id AS source, a.id AS target, '{kind}' AS kind, CAST(0 AS BIGINT) AS count,
           CAST(1 AS DOUBLE) AS weight, CAST(NULL AS STRING) AS first_date,
           CAST(NULL AS STRING) AS last_date, no_passages() AS evidence,
           CAST(NULL AS DOUBLE) AS g2, CAST(NULL AS DOUBLE) AS backbone
    FROM entities e JOIN entities a ON a.id = e.{column}
    WHERE {labels} AND e.id <> a.id
"""


def relate(
    engine: Steps,
    windows: Sequence[Window] = WINDOWS,
    *,
    min_count: int = 1,
    min_weight: float = -1.0,
    backbone: float = 1.0,
    bylines: bool = False,
    path: Path | None = None,
) -> None:
    """Add the table `edges` to an engine that was given names (kg.corpus.lookup) and `entities`.

    The three limits hold for co-occurrence; a stated post is always an edge. `backbone` keeps the edges
    whose own value is not greater. The rows are sorted by kind, source and target; with a path, that is
    the Parquet file they are kept in.
    """
    begin_meetings(engine, bylines=bylines)
    parts = []
    for kind in windows:
        _measure(engine, kind)
        parts.append(_MET.format(kind=kind, min_count=min_count, min_weight=min_weight, backbone=backbone))
    engine.keep("statements", _STATEMENTS)
    engine.keep("evidence_stated", _EVIDENCE.format(kind=", kind", passages="statements", most=EVIDENCE_KEPT))
    parts += [_STATED, _of_names("part_of", "parent", "e.label IN ('LOC', 'ORG')")]
    parts.append(_of_names("located_in", "located_in", "TRUE"))
    columns = ", ".join(f'"{name}"' for name in schema_of(Edge).names)
    union = " UNION ALL ".join(f"SELECT {columns} FROM ({part}) AS part" for part in parts)
    engine.keep("edges", f"SELECT * FROM ({union}) AS edges ORDER BY kind, source, target", path)


def _of_names(kind: str, column: str, labels: str) -> str:
    return _OF_NAMES.format(kind=kind, column=column, labels=labels)


def _measure(engine: Steps, kind: Window) -> None:
    """Add what meets in windows of a kind with its measures (`measured_KIND`) and its `evidence_KIND`."""
    find_meetings(engine, kind)
    engine.keep(f"pairs_{kind}", _PAIRS.format(kind=kind))
    engine.keep(f"ends_{kind}", _ENDS.format(kind=kind))
    total = count_windows(engine, kind)
    engine.map(f"measured_{kind}", _COUNTED.format(kind=kind), partial(_measured, windows=total))
    engine.keep(
        f"evidence_{kind}", _EVIDENCE.format(kind="", passages=f"passages_{kind}", most=EVIDENCE_KEPT)
    )


def _measured(counted: pa.RecordBatch, windows: int) -> pa.RecordBatch:
    """Return pairs with their weight, g2 and backbone."""
    known = {name: counted[name].to_numpy(zero_copy_only=False) for name in counted.schema.names[6:]}
    share = counted["share"].to_numpy(zero_copy_only=False)
    counts = (share / MEETING, known["left_windows"], known["right_windows"], windows)
    standing = stand_out(
        alpha(share, known["left_strength"], known["left_degree"]),
        alpha(share, known["right_strength"], known["right_degree"]),
    )
    measures = {
        "weight": shrunk(npmi(*counts), *counts[:3]),
        "g2": log_likelihood(*counts),
        "backbone": standing,
    }
    kept = ["source", "target", "count", "first_date", "last_date"]
    arrays = [counted[name] for name in kept] + [
        pa.array(values, pa.float64()) for values in measures.values()
    ]
    return pa.RecordBatch.from_arrays(arrays, names=[*kept, *measures])
