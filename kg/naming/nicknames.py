"""Bynames of cities: 青城 is 呼和浩特市; 龙城 is the one of its cities that the article or page is about."""

from kg.knowledge.divisions import Division
from kg.knowledge.nicknames import byname_of, read_nicknames
from kg.model import Judgement
from kg.naming.surfaces import PageNames, Surface, same, unsure


def by_nickname(surface: Surface, page: PageNames) -> Judgement | None:
    """青城, 羊城广州: the city of the byname; of several, or where a division has it, the one near by."""
    if surface.label != "LOC":
        return None
    byname = byname_of(surface.text)
    cities = read_nicknames().get(byname, ())
    rest = surface.text[len(byname) :]
    if not cities or (rest and not any(rest in (city.name, city.short) for city in cities)):
        return None
    near = [city for city in cities if rest in (city.name, city.short) or _is_near(city, surface, page)]
    alone = len(cities) == 1 and byname not in page.home.divisions.by_form
    fitting = near or (list(cities) if alone else [])
    if len(fitting) == 1:
        reason = (
            "the city that has this byname" if not near or rest else "the city near by that has this byname"
        )
        return same(surface.text, page.home.divisions.canonical(fitting[0]), reason, 0.9)
    if byname in page.home.divisions.by_form:
        return None
    return unsure(surface.text, cities[0].name, "a byname of several cities")


def _is_near(city: Division, surface: Surface, page: PageNames) -> bool:
    """Tell whether an article names a city or what lies in it, or the page or its paper is at home there."""
    contains = page.home.divisions.contains
    named = page.home.named.get(surface.article, ())
    homes = [page.home.place(city.level), page.home.paper]
    return any(contains(city, place) for _, place in named) or any(d and contains(city, d) for d in homes)
