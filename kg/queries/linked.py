"""Who is linked to whom: the edges of a store by each of their ends, as arrays that are read once."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from kg.model import KINDS, LABELS, WINDOWS
from kg.store.engine import literals
from kg.store.finished import Store

Array = NDArray[Any]
_ENDS = """
    SELECT a.row AS source, b.row AS target, e.row, e.weight, coalesce(e.g2, 0) AS strength,
           CAST(list_position([{kinds}], e.kind) - 1 AS TINYINT) AS kind
    FROM numbered e JOIN numbered_nodes a ON a.id = e.source JOIN numbered_nodes b ON b.id = e.target
"""
_NODES = """
    SELECT n.id, CAST(list_position([{labels}], e.label) - 1 AS TINYINT) AS label
    FROM numbered_nodes n JOIN entities e ON e.id = n.id ORDER BY n.row
"""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What of a graph is looked at: kinds of edges, labels of entities, least weight of meetings (0: any)."""

    kinds: Collection[str]
    labels: Collection[str] = LABELS
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Linked:
    """The edges of a store, twice each: under either end, which is a number of `ids`."""

    ids: list[str]
    numbers: dict[str, int]
    labels: Array  # of each entity, by their order in LABELS
    starts: Array  # where the edges of each entity begin; the edges of one come by their other ends
    other: Array
    kind: Array  # by their order in KINDS
    weight: Array
    strength: Array  # how sure a meeting is no chance
    forward: Array
    row: Array  # in `numbered`

    def step(self, ids: Iterable[str], taken: TakenIn, most: int) -> Iterator[tuple[int, str, str]]:
        """Yield whom entities are linked to, of each the first: their place, the entity, the other one.

        Stated facts come first, then the meetings that chance explains least, then the ids in order.
        """
        stated, labels = _flags(KINDS, set(KINDS) - set(WINDOWS)), _flags(LABELS, taken.labels)
        for id_ in ids:
            if (own := self.numbers.get(id_)) is None:
                continue
            here = np.arange(self.starts[own], self.starts[own + 1])
            here = here[self._chosen(here, taken) & labels[self.labels[self.other[here]]]]
            others, first = np.unique(self.other[here], return_index=True)
            if not len(others):
                continue
            told = np.maximum.reduceat(stated[self.kind[here]], first)
            strength = np.maximum.reduceat(self.strength[here], first)
            order = np.lexsort((others, -strength, ~told))[:most]
            yield from (
                (place, id_, self.ids[other]) for place, other in enumerate(others[order].tolist(), 1)
            )

    def between(self, ids: Iterable[str], taken: TakenIn) -> list[tuple[int, str, str]]:
        """Return the edges that join two of some entities: the row of each, its source, its target."""
        inside = np.zeros(len(self.ids), dtype=bool)
        numbers = [self.numbers[id_] for id_ in ids if id_ in self.numbers]
        inside[numbers] = True
        found: list[tuple[int, str, str]] = []
        for own in numbers:
            here = np.arange(self.starts[own], self.starts[own + 1])
            here = here[self.forward[here] & inside[self.other[here]]]
            here = here[self._chosen(here, taken)]
            ends = zip(self.row[here].tolist(), self.other[here].tolist(), strict=True)
            found += ((row, self.ids[own], self.ids[other]) for row, other in ends)
        return sorted(found)

    def _chosen(self, here: Array, taken: TakenIn) -> Array:
        """Tell which of some edges are of the kinds taken in and, of meetings, strong enough."""
        kinds = self.kind[here]
        chosen: Array = _flags(KINDS, taken.kinds)[kinds]
        if taken.weight > 0:
            chosen &= (self.weight[here] >= taken.weight) | ~_flags(KINDS, WINDOWS)[kinds]
        return chosen


def _flags(known: Collection[str], chosen: Collection[str]) -> Array:
    return np.array([each in chosen for each in known], dtype=bool)


_LINKED: WeakKeyDictionary[Store, Linked] = WeakKeyDictionary()


def linked_in(store: Store) -> Linked:
    """Return the edges of a store; they are read once from one that stays open."""
    if store not in _LINKED:
        _LINKED[store] = _read(store)
    return _LINKED[store]


def _read(store: Store) -> Linked:
    nodes = store.arrow(_NODES.format(labels=literals(LABELS)))
    edges = store.arrow(_ENDS.format(kinds=literals(KINDS)))
    source, target, row, weight, strength, kind = (edges[name].to_numpy() for name in edges.schema.names)
    back = source != target
    own = np.concatenate((source, target[back]))
    other = np.concatenate((target, source[back]))
    order = np.lexsort((other, own))

    def twice(column: Array, size: type[Any]) -> Array:
        return np.concatenate((column, column[back])).astype(size)[order]

    ids = nodes["id"].to_pylist()
    forward = np.arange(len(own)) < len(source)
    starts = np.searchsorted(own[order], np.arange(len(ids) + 1))
    return Linked(
        ids=ids,
        numbers={id_: number for number, id_ in enumerate(ids)},
        labels=nodes["label"].to_numpy(),
        starts=starts,
        other=other[order].astype(np.int32),
        kind=twice(kind, np.int8),
        weight=twice(weight, np.float64),
        strength=twice(strength, np.float64),
        forward=forward[order],
        row=twice(row, np.int32),
    )
