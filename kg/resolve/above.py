"""What lies above a place or a body: the divisions that hold it, the body that it is part of."""

from kg.model import Label
from kg.resolve.bodies import without_party
from kg.resolve.divisions import Division, read_divisions
from kg.resolve.surfaces import Key

_SHORTEST_BODY = 4  # characters of a name that others can be part of
_OTHER_WORD = "业界城间"  # 河北大学城 is no part of 河北大学


class Above:
    """What the corpus has of the divisions above a place and the bodies that a body is part of."""

    def __init__(self, ids: dict[Key, str]) -> None:
        """Take the id of every canonical name."""
        self._ids = ids

    def parent(self, label: Label, name: str) -> str | None:
        """Return the id of the nearest entity that holds a place or body, None where the corpus has none."""
        if label == "LOC":
            return self._division(name, itself=False)
        if label == "ORG":
            ends = range(len(name) - 1, _SHORTEST_BODY - 1, -1)
            shorter = (name[:end] for end in ends if name[end] not in _OTHER_WORD)
            return next((self._ids[key] for n in shorter if (key := _body(n)) in self._ids), None)
        return None

    def location(self, label: Label, name: str) -> str | None:
        """Return the id of the lowest division named in front of a body's name that the corpus has."""
        return self._division(without_party(name), itself=True) if label == "ORG" else None

    def _division(self, name: str, *, itself: bool) -> str | None:
        """Return the nearest division that a name begins with, or, without `itself`, of those above it."""
        found = read_divisions().leading(name)
        if found is None:
            return None
        division, end = found
        chain = read_divisions().chain(division)[0 if itself or end < len(name) else 1 :]
        return next((self._ids[key] for key in map(_place, chain) if key in self._ids), None)


def _place(division: Division) -> Key:
    return "LOC", read_divisions().canonical(division)


def _body(name: str) -> Key:
    return "ORG", name
