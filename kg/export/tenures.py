"""Rows of tenures and of what contradicts each other."""

from collections.abc import Mapping

from kg.model import Entity
from kg.relate import Contradiction, Tenure
from kg.store.jsonl import Row


def tenure_row(tenure: Tenure, entities: Mapping[str, Entity]) -> Row:
    """Return the row of a tenure for tenures.jsonl; the rank only where known."""
    post = entities[tenure.post]
    row: Row = {
        "person": tenure.person,
        "post": tenure.post,
        "body": tenure.body,
        "name": entities[tenure.person].name,
        "title": tenure.title,
        "at": entities[tenure.body].name,
        "first_seen": tenure.first_seen,
        "last_seen": tenure.last_seen,
        "former_since": tenure.former_since,
        "started": tenure.started,
        "ended": tenure.ended,
        "count": tenure.statements,
        "sources": [list(source) for source in tenure.sources],
    }
    return row | ({"rank": post.rank} if post.rank else {})


def contradiction_row(contradiction: Contradiction, entities: Mapping[str, Entity]) -> Row:
    """Return the row of two statements that contradict each other for contradictions.jsonl."""
    other = contradiction.other
    row: Row = {
        "kind": contradiction.kind,
        "post": contradiction.post,
        "people": list(contradiction.people),
        "name": entities[contradiction.post].name,
        "names": [entities[person].name for person in contradiction.people],
        "first_date": contradiction.first_date,
        "last_date": contradiction.last_date,
        "sources": [list(source) for source in contradiction.sources],
    }
    return row | ({"other": other, "other_name": entities[other].name} if other else {})
