"""Two names that could be one place, in articles on different places: 袁庄村 of 宝丰县 is not that of 鹤壁市.

Asked are foreign cities (奥克兰 of New Zealand, 奥克兰市 of California), and what has one name in many places
of China: villages, townships, parks, hospitals (协和医院 of 武汉, 北京协和医院).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.corpus.short_names import Verdict
from kg.knowledge.countries import OURS, leading_country, read_capitals
from kg.knowledge.divisions import read_divisions
from kg.knowledge.other_places import other_place
from kg.model import NameKey
from kg.store.engine import literals
from kg.store.steps import Steps

Around = Mapping[str, Collection[str] | None]
AskBeside = Callable[[Collection[str]], Around]
"""Returns the places that articles name beside some places."""

REASON = "but in articles on other places"
_OPEN = 0.5
_EVERYWHERE = ("村", "乡", "镇", "社区", "公园", "医院")
_CITY = "市"
_BESIDE = """
    SELECT DISTINCT m.name, o.name AS other FROM mentions m
    JOIN mentions o ON o.page = m.page AND o.article = m.article
    WHERE m.label IN ('LOC', 'ORG') AND o.label = 'LOC' AND m.name IN ({names})
      AND o.name IS NOT NULL AND o.name <> m.name
"""


def places_beside(engine: Steps, names: Collection[str]) -> dict[str, set[str]]:
    """Return the places that the articles which name some places name beside these."""
    found: dict[str, set[str]] = {name: set() for name in names}
    if names:
        for name, other in engine.rows(_BESIDE.format(names=literals(sorted(names)))):
            found[name].add(other)
    return found


def doubt_places(verdicts: Iterable[Verdict], beside: AskBeside) -> Iterator[Verdict]:
    """Yield verdicts, those in doubt whose two names stand in articles on different places."""
    told = list(verdicts)
    asked = {key[1] for verdict in told if _is_asked(verdict) for key in verdict[:2]}
    around = beside(asked)
    for short, longer, judgement in told:
        if short[1] in asked and longer[1] in asked and _are_apart(short, longer, around):
            reason = f"{judgement.reason}, {REASON}"
            judgement = replace(judgement, judgement="unsure", reason=reason, score=_OPEN)
        yield short, longer, judgement


def _is_asked(verdict: Verdict) -> bool:
    """Tell whether two names are those of a foreign city, or of what many places of China have."""
    (_, short), (_, longer), judgement = verdict
    if judgement.judgement != "positive":
        return False
    return longer == short + _CITY or (short.endswith(_EVERYWHERE) and longer.endswith(short))


def _are_apart(short: NameKey, longer: NameKey, around: Around) -> bool:
    """Tell whether it is known where both lie, and that is nowhere the same."""
    one, other = ({name, *(around.get(name) or ())} for _, name in (short, longer))
    if longer[1] != short[1] + _CITY:
        other = {longer[1]}
    ours, theirs = (_narrowest(filter(None, map(_where, names))) for names in (one, other))
    return bool(ours and theirs) and not any(_meet(a, b) for a in ours for b in theirs)


def _where(name: str) -> str:
    """Return the code of the division that a name begins with, else the foreign country that it lies in."""
    found = read_divisions().leading(name)
    if found:
        return found[0].code[: 2 * found[0].level]
    country, place = leading_country(name), other_place(name)
    told = country[0] if country else read_capitals().get(name) or (place.holder if place else "")
    return "" if told == OURS else told


def _narrowest(places: Iterable[str]) -> set[str]:
    """Return places without those in which another of them lies."""
    known = set(places)
    return {
        place for place in known if not any(other != place and other.startswith(place) for other in known)
    }


def _meet(one: str, other: str) -> bool:
    """Tell whether one of two places is the other or lies in it."""
    return one.startswith(other) or other.startswith(one)
