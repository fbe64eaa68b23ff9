"""Bodies whose names differ in how much of them is written out: 俄国家杜马, 香港特区立法会, 国家减灾委."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from kg.corpus.short_names import Verdict
from kg.knowledge.abbreviations import state_of
from kg.knowledge.countries import OURS, leading_country, read_countries
from kg.knowledge.tables import read_rows
from kg.model import Judgement, NameKey
from kg.naming.ids import plain_name

REASON = "the same name, written out"
LED = "the longer name adds who leads it"
_PARTY, _CENTRAL = "中共", "中央"  # what is central is the party's where nothing else is said
_SHORTEST = 5  # characters of a name, that of a country among them
_GOVERNMENT = "政府"
_OURS = re.compile(rf"{OURS}(?=(?:国家|中央|人民解放军).*[^队]$)")  # 国家博物馆 is ours, 国家队 anybody's


def judge_written_out(keys: Collection[NameKey]) -> Iterator[Verdict]:
    """Yield that bodies are one whose names are the same once usual parts are shortened.

    A country in front counts by its common name; one by a character is written out where the corpus has the
    name so.
    """
    names = sorted(name for label, name in keys if label == "ORG" and plain_name(name) == name)
    people = {plain_name(name) for label, name in keys if label == "PER"}
    shortened = {name: _shorten(name) for name in names}
    known = set(shortened.values())
    alike: dict[str, list[str]] = defaultdict(list)
    for name, short in shortened.items():
        told = _shorten(_with_country(name))
        alike[told if told in known else short].append(name)
    for members in alike.values():
        full = max(members, key=lambda name: (len(name), name))
        for name in members:
            if name != full:
                verdict = Judgement(name, full, "positive", REASON, 0.85, "ORG")
                yield ("ORG", name), ("ORG", full), verdict
    for name in names:
        state = _without_leader(name, people)
        if state in shortened:
            yield ("ORG", state), ("ORG", name), Judgement(state, name, "positive", LED, 0.85, "ORG")


def _without_leader(name: str, people: Collection[str]) -> str:
    """Return the government of a country of which a name says who leads it too, else "".

    >>> _without_leader("日本安倍晋三政府", {"安倍晋三"}), _without_leader("日本临时政府", {"安倍晋三"})
    ('日本政府', '')
    """
    found = leading_country(name) if name.endswith(_GOVERNMENT) else None
    if not found or name[found[1] : -len(_GOVERNMENT)] not in people:
        return ""
    return name[: found[1]] + _GOVERNMENT


def _shorten(name: str) -> str:
    """Return a name with the short forms of its parts and the common name of the country in front.

    >>> _shorten("中国共产党中央军事委员会"), _shorten("香港特别行政区立法会"), _shorten("俄罗斯联邦政府")
    ('中央军事委', '香港特区立法会', '俄罗斯政府')
    >>> _shorten("中国国家博物馆"), _shorten("中国国家队"), _shorten("叙利亚国家通讯社")
    ('国家博物馆', '中国国家队', '叙利亚通讯社')
    """
    for part, short in _parts():
        name = name.replace(part, short)
    name = _OURS.sub("", name, count=1) if name.startswith(OURS) else name
    if (found := leading_country(name)) and name[: found[1]] in read_countries():
        name = found[0] + name[found[1] :]
    return name.removeprefix(_PARTY) if name.startswith(_PARTY + _CENTRAL) else name


def _with_country(name: str) -> str:
    """Return a name with the country that its first character can only stand for: 俄国家杜马, not 伊议会."""
    country = state_of(name[0])
    if not country or country == OURS or len(name) < _SHORTEST or leading_country(name):
        return name
    return country + name[1:]


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    return tuple((part, short) for part, short in read_rows("written_out.tsv", 2))
