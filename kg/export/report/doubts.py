"""What the build leaves open: statements that contradict each other, pairs of forms that nobody decided."""

from dataclasses import dataclass

from kg.export.report.telling import Excerpt, Teller
from kg.schema import ContradictionRecord
from kg.store.tables import Tables


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements that contradict each other, each with its passage."""

    kind: str
    posts: tuple[str, ...]
    people: tuple[str, ...]
    first_date: str | None
    last_date: str | None
    quotes: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair of forms that may or may not be one entity."""

    a: str
    b: str
    label: str
    reason: str


def find_disagreements(tables: Tables, teller: Teller) -> tuple[Disagreement, ...]:
    """Return the statements that contradict each other about people and posts that the build has."""
    known = {entity.id for entity in tables.entities}
    found = (_disagreement(row, known, teller) for row in tables.contradictions)
    return tuple(one for one in found if one)


def find_doubts(tables: Tables) -> list[OpenPair]:
    """Return the undecided pairs, each once."""
    unsure = (row for row in tables.judgements if row.judgement == "unsure")
    return list(dict.fromkeys(OpenPair(row.a, row.b, row.label or "", row.reason) for row in unsure))


def _disagreement(row: ContradictionRecord, known: set[str], teller: Teller) -> Disagreement | None:
    people = tuple(person for person in row.people if person in known)
    posts = tuple(post for post in (row.post, row.other) if post in known)
    if not posts or not people:
        return None
    quotes = dict.fromkeys(teller.of_place(source, people) for source in row.sources)
    said = tuple(quote for quote in quotes if quote)
    return Disagreement(row.kind, posts, people, row.first_date, row.last_date, said)
