"""Tenures and what contradicts each other as records of their tables, entities named."""

from collections.abc import Mapping

from kg.model import Entity
from kg.relate.tenures import Contradiction, Tenure
from kg.schema import ContradictionRecord, TenureRecord


def tenure_record(tenure: Tenure, entities: Mapping[str, Entity]) -> TenureRecord:
    """Return the record of a tenure."""
    return TenureRecord(
        person=tenure.person,
        post=tenure.post,
        body=tenure.body,
        name=entities[tenure.person].name,
        title=tenure.title,
        at=entities[tenure.body].name,
        first_seen=tenure.first_seen,
        last_seen=tenure.last_seen,
        former_since=tenure.former_since,
        started=tenure.started,
        ended=tenure.ended,
        count=tenure.statements,
        sources=tenure.sources,
        rank=entities[tenure.post].rank or None,
    )


def contradiction_record(contradiction: Contradiction, entities: Mapping[str, Entity]) -> ContradictionRecord:
    """Return the record of statements that contradict each other."""
    other = contradiction.other or None
    return ContradictionRecord(
        kind=contradiction.kind,
        post=contradiction.post,
        people=contradiction.people,
        name=entities[contradiction.post].name,
        names=tuple(entities[person].name for person in contradiction.people),
        first_date=contradiction.first_date,
        last_date=contradiction.last_date,
        sources=contradiction.sources,
        other=other,
        other_name=entities[other].name if other else None,
    )
