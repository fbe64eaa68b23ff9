"""Rows of a review file that contradict each other: told with their lines before anything is built."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.corpus.ruling import Ruling
from kg.errors import InputError, Phrase

ReviewLine = tuple[int, Ruling]  # the number of a row's line, and what it says


def refuse_contradictions(path: Path, rulings: Sequence[ReviewLine]) -> None:
    """Raise InputError where rows say opposite things of two names, directly or through others.

    `same` 甲 乙 and `same` 乙 丙 make 甲 and 丙 one, which `different` 甲 丙 denies; a name is renamed once.
    """
    by_name: dict[str, list[ReviewLine]] = defaultdict(list)
    for row in rulings:
        for name in sorted(row[1].pair):
            by_name[name].append(row)
    for line, ruling in rulings:
        if ruling.action == "different" and (steps := _way(ruling, by_name)):
            raise InputError(
                "{path}:{line}: {a} and {b} are {said}, but {earlier} says {other}; keep one",
                path=path,
                **_told(line, ruling, steps),
            )
    for line, ruling in rulings:
        for earlier, other in by_name[ruling.a]:
            if earlier < line and _renames_anew(ruling, other):
                raise InputError(
                    "{path}:{line}: {a} is renamed to {b}, but line {earlier} says {other}; keep one",
                    path=path,
                    line=line,
                    a=ruling.a,
                    b=ruling.b,
                    earlier=earlier,
                    other=other.b,
                )


def _told(line: int, ruling: Ruling, steps: Sequence[int]) -> dict[str, object]:
    """Return the values of the message: the last of the rows is at fault, the others stand before it."""
    last = max(line, *steps)
    others = sorted({line, *steps} - {last})
    said, other = ("different", "same") if last == line else ("same", "different")
    numbers = ", ".join(map(str, others))
    named = Phrase("line {numbers}" if len(others) == 1 else "lines {numbers}", numbers=numbers)
    if last != line and len(steps) > 1:
        other = "different and same"
    return {"line": last, "a": ruling.a, "b": ruling.b, "said": said, "earlier": named, "other": other}


def _way(ruling: Ruling, by_name: Mapping[str, Sequence[ReviewLine]]) -> list[int]:
    """Return the lines of the fewest `same` rows that lead from a ruling's name to its other name."""
    before: dict[str, tuple[str, int]] = {}
    queue = deque([ruling.a])
    while queue:
        name = queue.popleft()
        for line, other in _joined(name, ruling, by_name.get(name, ())):
            if other not in before and other != ruling.a:
                before[other] = (name, line)
                queue.append(other)
    steps, name = [], ruling.b
    while name in before:
        name, line = before[name]
        steps.append(line)
    return steps


def _joined(name: str, ruling: Ruling, rows: Sequence[ReviewLine]) -> Iterator[tuple[int, str]]:
    """Yield the names that the rows of a name make the same as it under a ruling's label, with the lines."""
    for line, other in rows:
        if other.action == "same" and _meet(ruling, other):
            yield line, next(iter(other.pair - {name}))


def _renames_anew(ruling: Ruling, other: Ruling) -> bool:
    both = ruling.action == other.action == "rename"
    return both and ruling.a == other.a and ruling.b != other.b and _meet(ruling, other)


def _meet(a: Ruling, b: Ruling) -> bool:
    """Tell whether two rows can speak of one label."""
    return a.label is None or b.label is None or a.label == b.label
