"""Clusters of canonical forms: derived from judgements, never across a negative one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T", bound=tuple[str, str])


@dataclass(slots=True)
class Clusters(Generic[T]):
    """Sets of keys that grow by union; a pair told apart never shares a set."""

    _root: dict[T, T] = field(default_factory=dict)
    _members: dict[T, set[T]] = field(default_factory=dict)
    _apart: set[frozenset[T]] = field(default_factory=set)

    def find(self, key: T) -> T:
        """Return the key that stands for the cluster of a key."""
        return self._root.get(key, key)

    def members(self, key: T) -> list[T]:
        """Return the keys of a cluster, sorted."""
        return sorted(self._members.get(self.find(key), {key}))

    def part(self, pairs: Iterable[tuple[T, T]]) -> None:
        """Tell pairs apart; to be called before the joins."""
        self._apart |= {frozenset(pair) for pair in pairs}

    def join(self, a: T, b: T) -> bool:
        """Put two clusters together unless a pair across them is told apart; tell whether it was done."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        left, right = self._members.get(a, {a}), self._members.get(b, {b})
        if any(frozenset((x, y)) in self._apart for x in left for y in right):
            return False
        root = min(a, b)
        members = left | right
        self._members[root] = members
        self._root |= dict.fromkeys(members, root)
        return True
