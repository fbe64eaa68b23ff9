"""Why two names are one entity or two: what each stands for, and every judgement on them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.queries.names import find_all
from kg.queries.rows import named
from kg.queries.values import Named
from kg.schema import Row
from kg.store.engine import literals
from kg.store.finished import Store, asking

_WRITTEN = """
    SELECT text, entity, count(*) FROM named WHERE text IN ({names}) AND entity IS NOT NULL
    GROUP BY text, entity
"""
_JUDGEMENTS = """
    SELECT a, b, judgement, reason, score FROM judged WHERE a IN ({names}) AND b IN ({names})
    ORDER BY a, b, judgement, reason, label NULLS FIRST, score
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """An entity that a surface stands for."""

    surface: str
    entity: Named
    times: int  # so written on the pages


@dataclass(frozen=True, slots=True)
class Ruled:
    """A judgement of the build on two surfaces."""

    a: str
    b: str
    judgement: str  # positive, negative, unsure
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two surfaces are one entity or two; without judgements, no rule compared them."""

    a: str
    b: str
    meanings: tuple[Meaning, ...]
    shared: int  # entities that both stand for
    entities: int  # that either stands for
    judgements: tuple[Ruled, ...]


def explain(a: str, b: str, out: Path | Store) -> Explanation:
    """Return what two surfaces stand for and every judgement that made them one entity or two.

    Raises OutputError where the folder holds no finished build, InputError for a name it does not have.
    """
    with asking(out) as store:
        found = {name: find_all(name, store) for name in (a, b)}
        written = _written((a, b), store)
        names = {a, b} | {form for rows in found.values() for row in rows for form in _forms(row)}
        judgements = store.records(_JUDGEMENTS.format(names=literals(sorted(names))))
    left, right = ({row["id"] for row in found[name]} for name in (a, b))
    return Explanation(
        a=a,
        b=b,
        meanings=tuple(m for name in (a, b) for m in _meanings(name, found[name], written[name])),
        shared=len(left & right),
        entities=len(left | right),
        judgements=_reasons(a, b, found, judgements),
    )


def _forms(row: Row) -> tuple[str, ...]:
    return row["id"], row["name"], *row["aliases"]


def _written(names: Sequence[str], store: Store) -> dict[str, Counter[str]]:
    """Return, for each surface, how often it stands for each entity."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, entity, times in store.rows(_WRITTEN.format(names=literals(names))):
        counts[text][entity] = times
    return counts


def _meanings(name: str, found: Sequence[Row], written: Counter[str]) -> Iterator[Meaning]:
    for row in found:
        yield Meaning(name, named(row), written[row["id"]])


def _reasons(a: str, b: str, found: dict[str, list[Row]], judgements: Sequence[Row]) -> tuple[Ruled, ...]:
    """Return the judgements on two surfaces: those on the pair, then what made each one's entity."""
    canonical = {name: {row["name"] for row in rows} for name, rows in found.items()}
    direct = [j for j in judgements if {j["a"], j["b"]} == {a, b}]
    steps = [
        j
        for j in judgements
        if j not in direct
        and any(j["a"] == name or (j["b"] == name and name not in canonical[name]) for name in (a, b))
    ]
    if not direct:
        direct = [j for j in judgements if all({j["a"], j["b"]} & canonical[name] for name in (a, b))]
    told = (Ruled(j["a"], j["b"], j["judgement"], j["reason"], float(j["score"])) for j in [*direct, *steps])
    return tuple(dict.fromkeys(told))
