"""What lies above a place or a body: the divisions that hold it, the body that it is part of."""

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.body_forms import without_party
from kg.knowledge.countries import read_capitals
from kg.knowledge.divisions import Division, read_divisions
from kg.knowledge.historic import historic_named, historic_of
from kg.knowledge.other_places import other_place
from kg.model import Label, NameKey
from kg.naming.organizations import standing_body
from kg.naming.places import standing_place

_SHORTEST_BODY = 3  # characters of a name that others can be part of
_SHORT_BODY = re.compile(r"..[院社部局委署台]")  # 国务院办公厅 is part of 国务院
_LONGEST_FORMER = 12  # characters of the name of a division that is no more
_NO_PLACE = ("合作组织", "公约组织")  # named after where it was founded
_TOWNS = ("镇", "乡", "村")
_OTHER_WORD = "业界城间门队"  # 河北大学城 is no part of 河北大学, nor 教育部门 of 教育部


class Above:
    """What the corpus has of the divisions above a place and the bodies that a body is part of."""

    def __init__(self, ids: dict[NameKey, str]) -> None:
        """Take the id of every canonical name."""
        self._ids = ids

    def parent(self, label: Label, name: str, forms: Iterable[str] = ()) -> str | None:
        """Return the id of the nearest entity that holds a place or body, None where the corpus has none.

        What the forms of a place give in front of its name holds it too: 美国田纳西州.
        """
        if label == "LOC":
            return self._holder(name) or self._in_front(name, forms)
        if label == "ORG":
            return next((self._ids[key] for key in map(_body, _wholes(name)) if key in self._ids), None)
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
        keys: Iterator[NameKey] = (("LOC", entry.canonical) for entry in former)
        return next((self._ids[key] for key in keys if key in self._ids), None)

    def _holder(self, name: str) -> str | None:
        """Return the nearest division or country that holds a place, as far as its name tells."""
        chain = (*map(_place, _divisions_above(name)), ("LOC", country_above(name)))
        return next((self._ids[key] for key in chain if key in self._ids and key[1] != name), None)

    def _in_front(self, name: str, forms: Iterable[str]) -> str | None:
        """Return the nearest country or division that stands before a name of a place abroad in its forms."""
        before = {form.removesuffix(name) for form in forms if form.endswith(name) and form != name}
        for front in sorted(before, key=lambda front: (-len(front), front)):
            holder = standing_place(front)
            for key in (("LOC", holder), ("LOC", country_above(holder))):
                if key in self._ids and key[1] != name:
                    return self._ids[key]
        return None


def _divisions_above(name: str) -> tuple[Division, ...]:
    """Return the divisions that hold a place as far as its name tells, the lowest first."""
    divisions, historic = read_divisions(), historic_of(name)
    if historic:
        holder = divisions.by_code.get(historic.holder)
        return divisions.chain(holder) if holder else ()
    found = divisions.leading(name)
    if found and name[found[1] :] in _TOWNS and not name.startswith(found[0].name):
        return ()  # 东宝镇 is a town of its own, wherever 东宝区 lies
    return divisions.chain(found[0])[0 if found[1] < len(name) else 1 :] if found else ()


def country_above(name: str) -> str:
    """Return the country that a division, a city or another known place lies in, else "".

    >>> country_above("四川省"), country_above("首尔"), country_above("釜山"), country_above("西伯利亚")
    ('中国', '韩国', '韩国', '')
    """
    if read_divisions().leading(name) or historic_of(name):
        return "中国"
    place = other_place(name)
    return read_capitals().get(name) or (place.holder if place else "")


def division_before(name: str) -> Division | None:
    """Return the division that a body's name begins with, None where it begins with none.

    >>> division_before("中国共产党广东省委员会").name, division_before("上海合作组织")
    ('广东省', None)
    """
    found = None if name.endswith(_NO_PLACE) else read_divisions().leading(without_party(name))
    return found[0] if found else None


def _wholes(name: str) -> Iterator[str]:
    """Yield the names of bodies that a name begins with, the longest first, each also in its official form.

    >>> list(_wholes("国务院办公厅"))
    ['国务院办公', '国务院办', '国务院']
    """
    for end in range(len(name) - 1, _SHORTEST_BODY - 1, -1):
        whole = name[:end]
        if name[end] in _OTHER_WORD or (end == _SHORTEST_BODY and not _SHORT_BODY.fullmatch(whole)):
            continue
        yield whole
        if (official := standing_body(whole)) not in (whole, name):
            yield official


def _place(division: Division) -> NameKey:
    return "LOC", read_divisions().canonical(division)


def _body(name: str) -> NameKey:
    return "ORG", name
