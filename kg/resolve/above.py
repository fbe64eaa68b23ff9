"""What lies above a place or a body: the divisions that hold it, the body that it is part of."""

from kg.model import Label
from kg.resolve.bodies import without_party
from kg.resolve.divisions import Division, read_divisions
from kg.resolve.surfaces import Key

_SHORTEST_BODY = 4  # characters of a name that others can be part of
_NO_PLACE = ("合作组织", "公约组织")  # named after where it was founded
_OTHER_WORD = "业界城间"  # 河北大学城 is no part of 河北大学


class Above:
    """What the corpus has of the divisions above a place and the bodies that a body is part of."""

    def __init__(self, ids: dict[Key, str]) -> None:
        """Take the id of every canonical name."""
        self._ids = ids

    def parent(self, label: Label, name: str) -> str | None:
        """Return the id of the nearest entity that holds a place or body, None where the corpus has none."""
        if label == "LOC":
            return self._holder(name)
        if label == "ORG":
            ends = range(len(name) - 1, _SHORTEST_BODY - 1, -1)
            shorter = (name[:end] for end in ends if name[end] not in _OTHER_WORD)
            return next((self._ids[key] for n in shorter if (key := _body(n)) in self._ids), None)
        return None

    def location(self, label: Label, name: str) -> str | None:
        """Return the id of the lowest division named in front of a body's name that the corpus has."""
        division = division_before(name) if label == "ORG" else None
        chain = read_divisions().chain(division) if division else ()
        return next((self._ids[key] for key in map(_place, chain) if key in self._ids), None)

    def _holder(self, name: str) -> str | None:
        """Return the nearest division that a place's name begins with, without the place itself."""
        found = read_divisions().leading(name)
        if found is None:
            return None
        division, end = found
        chain = read_divisions().chain(division)[0 if end < len(name) else 1 :]
        return next((self._ids[key] for key in map(_place, chain) if key in self._ids), None)


def division_before(name: str) -> Division | None:
    """Return the division that a body's name begins with, None where it begins with none.

    >>> division_before("中国共产党广东省委员会").name, division_before("上海合作组织")
    ('广东省', None)
    """
    found = None if name.endswith(_NO_PLACE) else read_divisions().leading(without_party(name))
    return found[0] if found else None


def _place(division: Division) -> Key:
    return "LOC", read_divisions().canonical(division)


def _body(name: str) -> Key:
    return "ORG", name
