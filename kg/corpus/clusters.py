"""Clusters of canonical forms: derived from judgements, never across a negative one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T", bound=tuple[str, str])


@dataclass(slots=True)
class _Cluster(Generic[T]):
    """The keys of one cluster, and the clusters that it never joins."""

    first: T
    members: set[T]
    apart: "dict[int, _Cluster[T]]" = field(default_factory=dict)  # by their identity


@dataclass(slots=True)
class Clusters(Generic[T]):
    """Sets of keys that grow by union; a pair told apart never shares a set.

    Of two sets the smaller is put into the larger, so that many joins of one set stay cheap.
    """

    _of: dict[T, _Cluster[T]] = field(default_factory=dict)

    def find(self, key: T) -> T:
        """Return the key that stands for the cluster of a key: the first of its members."""
        return self._of[key].first if key in self._of else key

    def members(self, key: T) -> list[T]:
        """Return the keys of a cluster, sorted."""
        return sorted(self._of[key].members) if key in self._of else [key]

    def part(self, pairs: Iterable[tuple[T, T]]) -> None:
        """Tell pairs apart; to be called before the joins that they forbid."""
        for a, b in pairs:
            left, right = self._cluster(a), self._cluster(b)
            if left is not right:
                left.apart[id(right)] = right
                right.apart[id(left)] = left

    def join(self, a: T, b: T) -> bool:
        """Put two clusters together unless a pair across them is told apart; tell whether it was done."""
        left, right = self._cluster(a), self._cluster(b)
        if left is right:
            return True
        if id(right) in left.apart:
            return False
        if _size(left) < _size(right):
            left, right = right, left
        for other in right.apart.values():
            del other.apart[id(right)]
            other.apart[id(left)] = left
        left.apart |= right.apart
        left.members |= right.members
        left.first = min(left.first, right.first)
        for key in right.members:
            self._of[key] = left
        return True

    def _cluster(self, key: T) -> _Cluster[T]:
        if key not in self._of:
            self._of[key] = _Cluster(key, {key})
        return self._of[key]


def _size(cluster: _Cluster[T]) -> int:
    """Return what moving a cluster costs."""
    return len(cluster.members) + len(cluster.apart)
