"""Foreign countries on a page: which an article names, and what 美方, 俄, 乌军 and 最高法院 are there."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.knowledge.abbreviations import read_abbreviations, side_of
from kg.knowledge.body_endings import body_endings
from kg.knowledge.body_forms import is_body_form, official_name
from kg.knowledge.countries import OURS, country_name, leading_country, read_capitals
from kg.knowledge.divisions import read_divisions
from kg.knowledge.other_places import other_place
from kg.knowledge.post_words import word
from kg.knowledge.state_bodies import organ_of, state_body
from kg.model import Judgement
from kg.naming.surfaces import PageNames, Surface, same, unsure

_SIDE = re.compile(".方")
_ANYBODYS = ("最高法院", "央行", "中央银行")  # which stand for ours in news of ours alone; 国务院 always does


def is_told_as_place(form: str, text: str) -> bool:
    """Tell whether a text that has a place's name means the place, not China and another country: 中非.

    It does where it gives the full name or the capital, names the head of state or government, or
    lists it with other places of its kind, or names the province that it lies in.

    >>> [is_told_as_place("中非", text) for text in ("中非总统到会", "喀麦隆和中非、加蓬", "中非合作论坛")]
    [True, True, False]
    """
    name = country_name(form)
    if name and (name in text or any(city in text for city, held in read_capitals().items() if held == name)):
        return True
    if name and re.search(rf"{form}(?:{word('state_post')})", text):
        return True
    known = read_divisions()
    if any(each.name in text or known.chain(each)[-1].short in text for each in known.by_form.get(form, ())):
        return True
    return any(_is_like(found["other"], name) for found in _beside(form, text))


def _beside(form: str, text: str) -> Iterator["re.Match[str]"]:
    """Yield what stands before or after a name in a list."""
    yield from re.finditer(rf"(?P<other>[\u4e00-\u9fff·]{{2,8}})[、和]{form}(?=[、和等，。两三四五六])", text)
    yield from re.finditer(rf"(?<![\u4e00-\u9fff]){form}[、和](?P<other>[\u4e00-\u9fff·]{{2,8}})", text)


def _is_like(other: str, country: str | None) -> bool:
    """Tell whether words begin or end with a place of the same kind, a country or an island."""
    ends = [piece for at in range(2, len(other) + 1) for piece in (other[:at], other[-at:])]
    if country:
        return any(country_name(piece) for piece in ends)
    places = map(other_place, ends)
    return any(place is not None and place.kind == "island" for place in places)


def by_side(surface: Surface, page: PageNames) -> Judgement | None:
    """美方, 俄, 京: the country or province; of several, the one that the article names.

    卢方 and 乌方 where it names none of them: the one country of it that begins so, be it 卢旺达 or 乌干达.
    """
    char = side_of(surface.text)
    places = read_abbreviations()[char] if char else ()
    named = _named(places, surface, page)
    told = countries_of(page, surface.article)
    if _SIDE.fullmatch(surface.text) and not (named and (len(places) > 1 or country_name(named[0]) in told)):
        begun = [country for country in told if country.startswith(surface.text[0])]
        if len(begun) == 1:
            return same(surface.text, begun[0], "the one country of the article that begins so", 0.85)
    if not char:
        return None
    if len(named) == 1:
        return same(surface.text, _canonical(named[0]), "the place that the character stands for", 0.9)
    return unsure(surface.text, places[0], "a character for several places") if len(places) > 1 else None


def by_army(surface: Surface, page: PageNames) -> Judgement | None:
    """俄军, 乌军: the forces of the country, be it a place or a body to the page."""
    found = state_body(surface.text) if surface.text.endswith("军") else None
    return _of_state(surface, found, page) if found and len(surface.text) == 2 else None


def by_state(surface: Surface, page: PageNames) -> Judgement | None:
    """俄国防部, 美国众院: the body of the country under one name for all its forms."""
    return _of_state(surface, state_body(surface.text), page)


@lru_cache(maxsize=1024)
def _is_foreign_organ(form: str) -> bool:
    """Tell whether a form is an organ of states that alone does not stand for ours, nor for a place's.

    >>> [_is_foreign_organ(form) for form in ("国会", "海军", "外交部", "政府", "疾控中心", "水利部")]
    [True, True, False, False, False, False]
    """
    local = is_body_form(form) or form in body_endings("bare")
    return organ_of(form) is not None and not local and not official_name(form)


def by_only_country(surface: Surface, page: PageNames) -> Judgement | None:
    """最高法院 where the article names one foreign country and nothing of ours is that country's.

    国会 is so whatever of ours is named, as we have none; 海军 of an article on no other country is ours.
    """
    organ = organ_of(surface.text)
    if organ is None:
        return None
    countries = countries_of(page, surface.article)
    if _is_foreign_organ(surface.text):
        return _of_only_foreign(surface, organ, [country for country in countries if country != OURS])
    if surface.text not in _ANYBODYS:
        return None
    if len(countries) != 1 or countries[0] == OURS or page.home.named.get(surface.article):
        return None
    return same(surface.text, countries[0] + organ, "the one country that the article names", 0.75)


def _of_only_foreign(surface: Surface, organ: str, foreign: list[str]) -> Judgement | None:
    """国会 in an article on one foreign country is that country's, 海军 in one on none is ours."""
    if ours := official_name(OURS + surface.text):
        why = "an article on no other country"
        return same(surface.text, ours, why, 0.75) if not foreign else None
    if len(foreign) != 1:
        return None
    return same(surface.text, foreign[0] + organ, "the one foreign country that the article names", 0.75)


def countries_of(page: PageNames, article: str) -> tuple[str, ...]:
    """Return the countries that an article names itself, by their capitals or by bodies, in order."""
    if not page.countries:
        page.countries[""] = {}
        for surface in page.surfaces:
            if surface.label != "PER" and (country := _country(surface)):
                page.countries.setdefault(surface.article, {}).setdefault(country)
    return tuple(page.countries.get(article, ()))


def _country(surface: Surface) -> str | None:
    if surface.label == "LOC":
        return country_name(surface.text) or read_capitals().get(surface.text)
    found = leading_country(surface.text[:-1])
    return found[0] if found else None


def _of_state(
    surface: Surface, found: tuple[tuple[str, ...], str] | None, page: PageNames
) -> Judgement | None:
    if found is None:
        return None
    countries, organ = found
    named = _named(countries, surface, page)
    if len(named) != 1:
        return unsure(surface.text, countries[0] + organ, "a body of one of several countries")
    name = named[0] + organ
    return (
        same(surface.text, name, "the country's body under its full name", 0.9)
        if name != surface.text
        else None
    )


def _named(places: tuple[str, ...], surface: Surface, page: PageNames) -> list[str]:
    """Return the one of some places, or those of several that the article names, else the page."""
    if len(places) < 2:
        return list(places)
    for articles in ([surface.article], sorted({each.article for each in page.surfaces})):
        known = {country for article in articles for country in countries_of(page, article)}
        known |= {d.short for article in articles for _, d in page.home.named.get(article, ())}
        if named := [place for place in places if (country_name(place) or place) in known]:
            return named
    return []


def _canonical(place: str) -> str:
    if country := country_name(place):
        return country
    division = read_divisions().named(place)
    return read_divisions().canonical(division) if division else place
