"""Why two names are one entity or two: what each stands for, and every judgement on them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.queries.names import find_all
from kg.queries.rows import named, read_entities, read_rows
from kg.queries.values import Named
from kg.schema import Row


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


def explain(a: str, b: str, out: Path) -> Explanation:
    """Return what two surfaces stand for and every judgement that made them one entity or two.

    Raises OutputError where the folder holds no finished build, InputError for a name it does not have.
    """
    entities = read_entities(out)
    found = {name: find_all(name, entities.values(), out) for name in (a, b)}
    written = _written((a, b), out)
    names = {a, b} | {form for rows in found.values() for row in rows for form in _forms(row)}
    judgements = [row for row in read_rows(out, "judgements") if {row["a"], row["b"]} <= names]
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


def _written(names: Sequence[str], out: Path) -> dict[str, Counter[str]]:
    """Return, for each surface, how often it stands for each entity."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_rows(out, "mentions", names):
        if row["text"] in names and row["entity"]:
            counts[row["text"]][row["entity"]] += 1
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
