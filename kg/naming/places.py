"""Rules for places: each gives a judgement that a form stands for a canonical name, or none."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.knowledge.countries import OURS, country_name, leading_country, read_capitals
from kg.knowledge.divisions import Division, Led, read_divisions
from kg.knowledge.historic import Historic, historic_named, historic_of, read_historic
from kg.knowledge.other_places import is_twofold, other_place
from kg.model import Judgement
from kg.naming.abroad import by_army, by_side
from kg.naming.home import choose_near, is_deictic
from kg.naming.places_abroad import place_abroad
from kg.naming.surfaces import PageNames, Rule, Surface, renamed, same, unsure

_AREA = "地区"
_REGION, _WHOLE_REGION = "特区", "特别行政区"
_COUNTY = 3  # level of a division
_TELLING = 2  # places of one province by which an article is about it


@lru_cache(maxsize=65536)
def division_of(name: str) -> Division | None:
    """Return the division that a canonical name stands for, None for any other place."""
    divisions = read_divisions()
    found = divisions.leading(name)
    whole = found is not None and found[1] == len(name) and divisions.canonical(found[0]) == name
    return found[0] if found and whole else None


@lru_cache(maxsize=65536)
def standing_place(form: str) -> str:
    """Return the canonical name of a place as far as the form alone tells.

    >>> standing_place("内蒙古"), standing_place("四川成都"), standing_place("我国"), standing_place("鼓楼区")
    ('内蒙古自治区', '成都市', '中国', '鼓楼区')
    >>> [standing_place(form) for form in ("珠峰", "日本东京", "厦门鼓浪屿", "中东地区", "美国田纳西州")]
    ['珠穆朗玛峰', '东京', '鼓浪屿', '中东', '田纳西州']
    """
    divisions = read_divisions()
    if country := country_name(form):
        return country
    if named := divisions.named(form):
        return divisions.canonical(named)
    if historic := historic_named(form):
        return historic.canonical
    if form.endswith(_REGION) and (region := divisions.named(form.removesuffix(_REGION) + _WHOLE_REGION)):
        return divisions.canonical(region)
    if elsewhere := other_place(form):
        return elsewhere.name
    found = divisions.leading(form)
    if found and found[1] == len(form):
        return divisions.canonical(found[0])
    historic = historic_named(form[found[1] :]) if found else None
    if found and historic and historic.lies_in(found[0]):
        return historic.canonical
    return _without_holder(form, found) or _without_area(form) or form


def _without_holder(form: str, found: Led | None) -> str:
    """Return what a place is called without the country or division in front of it, "" where it needs it."""
    if found:
        place = other_place(form[found[1] :])
        own = place and place.holder == OURS and place.kind != "region" and not is_twofold(place.name)
        return place.name if place and own else ""
    holder = leading_country(form[:-1])
    if holder is None:
        return place_abroad(form)
    country, rest = holder[0], form[holder[1] :]
    place, division = other_place(rest), read_divisions().named(rest)
    if place and place.holder == country:
        return place.name
    if read_capitals().get(rest) == country:
        return rest
    if country == OURS:
        return read_divisions().canonical(division) if division else ""
    return place_abroad(form)


def _without_area(form: str) -> str:
    """Return the place of 西藏地区, 中东地区, "" where a form ends otherwise or names no place without."""
    base = form.removesuffix(_AREA)
    if base == form or len(base) < 2:
        return ""
    known = read_divisions().named(base) or country_name(base) or other_place(base)
    return standing_place(base) if known else ""


def by_form(surface: Surface, page: PageNames) -> Judgement | None:
    """A full, short or chained name of one division or country: 内蒙古, 四川成都, 我国."""
    if is_twofold(surface.text):
        return None
    name = standing_place(surface.text)
    if province := _told_elsewhere(surface, page, division_of(name)):
        return unsure(surface.text, name, f"a county by its short name in an article on {province}")
    return same(surface.text, name, "a form of one place", 1.0) if name != surface.text else None


def _told_elsewhere(surface: Surface, page: PageNames, division: Division | None) -> str:
    """Return the one province whose places an article names, where a county's short name is of another.

    白河 in a story of 敦化 and 吉林 is no county of 陕西.
    """
    if division is None or division.level != _COUNTY or surface.text == division.name:
        return ""
    divisions = page.home.divisions
    named = {place for _, place in page.home.named.get(surface.article, ()) if place != division}
    provinces = {divisions.chain(place)[-1] for place in named}
    if len(named) < _TELLING or len(provinces) != 1 or divisions.chain(division)[-1] in provinces:
        return ""
    return next(iter(provinces)).name


def by_other_place(surface: Surface, page: PageNames) -> Judgement | None:
    """浦江 where no 金华 is near: the river that has this name."""
    return renamed(surface, standing_place(surface.text), "another place of this name", 0.8)


def by_history(surface: Surface, page: PageNames) -> Judgement | None:
    """A division that is no more: 哲里木盟 is not 通辽市, where its land lies now; 襄樊市 is 襄阳市."""
    entries = read_historic().get(surface.text, ())
    if not entries or surface.text in page.home.divisions.by_form:
        return None
    historic = historic_named(surface.text) or _nearest(entries, page, surface.article)
    if historic is None:
        several = f"{len(entries)} divisions that are no more had this name"
        return unsure(surface.text, min(entry.name for entry in entries), several)
    if historic.canonical != surface.text:
        reason = f"renamed in {historic.end}" if historic.kept else "a division that is no more"
        return same(surface.text, historic.canonical, reason, 1.0)
    now = page.home.divisions.canonical(page.home.divisions.by_code[historic.successors[0]])
    reason = f"a division of its own until {historic.end}, though its land lies there"
    return Judgement(surface.text, now, "negative", reason, 1.0)


def _nearest(entries: Sequence[Historic], page: PageNames, article: str) -> Historic | None:
    """Return the one of several divisions of old in the places that the article or page names."""
    named = {place for _, place in page.home.named.get(article, ())}
    for places in (named, set(page.home.votes)):
        inside = [e for e in entries if any(e.lies_in(p) for p in places)]
        if len(inside) == 1:
            return inside[0]
    return None


def by_deixis(surface: Surface, page: PageNames) -> Judgement | None:
    """自治区, 我市, 全县, 该旗, 首府: what the page or the article is about."""
    if not is_deictic(surface.text):
        return None
    found = page.home.deictic(surface.text, surface.article, surface.at)
    if found is None:
        return unsure(surface.text, surface.text, "points at a place that the page does not name")
    return same(surface.text, page.home.divisions.canonical(found[0]), found[1], 0.9)


def by_nearness(surface: Surface, page: PageNames) -> Judgement | None:
    """A name that several divisions have: the one in the places that the article names, or at home."""
    divisions = page.home.divisions
    candidates = divisions.by_form.get(surface.text) or divisions.by_word.get(surface.text, ())
    if not candidates or division_of(standing_place(surface.text)):
        return None
    twofold, elsewhere = is_twofold(surface.text), other_place(surface.text)
    if elsewhere and elsewhere.kind == "mountain":
        return None
    found = choose_near(candidates, page.home, surface.article, surface.at, close=twofold)
    if found is None and twofold and elsewhere:
        return None
    if found is None:
        several = f"{len(candidates)} divisions have this name"
        reason = several if len(candidates) > 1 else "a word as well as the name of a division"
        return unsure(surface.text, candidates[0].name, reason)
    return renamed(surface, divisions.canonical(found[0]), found[1], 0.9)


def by_contraction(surface: Surface, page: PageNames) -> Judgement | None:
    """西乌旗, 莫旗: first and last character of a division at home, the others in its order."""
    short, home = surface.text, page.home.place(1)
    if (
        home is None
        or division_of(standing_place(short))
        or not 2 <= len(short) <= 5
        or short[-1] not in "市县区旗盟州"
    ):
        return None
    fitting = [
        d
        for d in _by_ends().get((short[0], short[-1]), ())
        if page.home.divisions.contains(home, d) and _in_order(short, d.name)
    ]
    named = {d for _, d in page.home.named.get(surface.article, ())} | set(page.home.votes)
    fitting = [d for d in fitting if d in named] or fitting
    if len(fitting) != 1:
        return unsure(short, fitting[0].name, "several divisions fit the short form") if fitting else None
    return same(short, page.home.divisions.canonical(fitting[0]), "a short form of one division at home", 0.9)


@cache
def _by_ends() -> dict[tuple[str, str], list[Division]]:
    """Return the prefectures and counties by the first and last character of their names."""
    found: dict[tuple[str, str], list[Division]] = defaultdict(list)
    for division in read_divisions().by_code.values():
        if division.level > 1:
            found[division.name[0], division.name[-1]].append(division)
    return dict(found)


def by_place_in_front(surface: Surface, page: PageNames) -> Judgement | None:
    """A place inside a division: 集宁区中心广场 with the division's full name in front."""
    found = page.home.divisions.leading(surface.text, within=page.home.inmost())
    if found is None or found[1] == len(surface.text):
        return None
    rest = surface.text[found[1] :]
    name = page.home.divisions.canonical(found[0]) + rest
    full = surface.text[: found[1]].endswith(found[0].name) and len(rest) > 1
    return renamed(surface, name, "the full name of the division in front", 0.9) if full else None


def by_fuller_form(surface: Surface, page: PageNames) -> Judgement | None:
    """中心广场, 西乌: the one fuller name of the page that ends with it, or that it begins."""
    known = division_of(page.name(surface)) or historic_of(page.name(surface))
    if known or len(surface.text) < 2 or country_name(surface.text):
        return None
    fuller: dict[str, Surface] = {}
    for other in page.others(surface, surface.text, longer=True):
        ends = other.text.endswith(surface.text) and len(surface.text) > 2
        begins = other.text.startswith(surface.text) and division_of(page.name(other)) is not None
        contracted = begins and len(other.text) == len(surface.text) + 1
        if (ends or contracted) and frozenset((surface.text, other.text)) not in page.apart:
            fuller.setdefault(page.name(other), other)
    if len(fuller) == 1:
        return same(surface.text, next(iter(fuller)), "the one fuller name of the page", 0.8)
    return unsure(surface.text, min(fuller), "several fuller names on the page") if fuller else None


STANDING: tuple[Rule, ...] = (
    by_side,
    by_army,
    by_history,
    by_form,
    by_deixis,
    by_nearness,
    by_other_place,
    by_contraction,
    by_place_in_front,
)
BACKWARD: tuple[Rule, ...] = (by_fuller_form,)


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return len(short) < len(full) and all(char in rest for char in short)
