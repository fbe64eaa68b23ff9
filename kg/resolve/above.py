"""What lies above a place or a body: the divisions that hold it, the body that it is part of."""

from collections.abc import Iterator

from kg.model import Label
from kg.resolve.bodies import without_party
from kg.resolve.divisions import Division, read_divisions
from kg.resolve.historic import historic_named, historic_of
from kg.resolve.surfaces import Key

_SHORTEST_BODY = 4  # characters of a name that others can be part of
_LONGEST_FORMER = 12  # characters of the name of a division that is no more
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
        if label == "ORG" and (former := self._former(name)):
            return former
        division = division_before(name) if label == "ORG" else None
        chain = read_divisions().chain(division) if division else ()
        return next((self._ids[key] for key in map(_place, chain) if key in self._ids), None)

    def _former(self, name: str) -> str | None:
        """Return the id of the division of old that a body's name begins with, None where it has no node."""
        plain = without_party(name)
        known = (plain[:end] for end in range(min(len(plain), _LONGEST_FORMER), 1, -1))
        former = (entry for form in known if (entry := historic_named(form)))
        keys: Iterator[Key] = (("LOC", entry.canonical) for entry in former)
        return next((self._ids[key] for key in keys if key in self._ids), None)

    def _holder(self, name: str) -> str | None:
        """Return the nearest division that a place's name begins with, without the place itself."""
        divisions, historic = read_divisions(), historic_of(name)
        found = divisions.leading(name)
        if historic:
            holder = divisions.by_code.get(historic.holder)
            chain = divisions.chain(holder) if holder else ()
        elif found is None:
            return None
        else:
            division, end = found
            chain = divisions.chain(division)[0 if end < len(name) else 1 :]
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
