"""Bodies of posts that are told without one: 习近平总书记, 国务委员王小洪, 埃尔多安总统.

A person under a title is at the body where the corpus has the person under that title (nearly always there,
where it has several). A title that names a body by itself (国务委员, 国家主席) is at that body of China; that
of a head of state or government is in the one country abroad that the person's other posts are of.

A body that a page tells in words, and that has no node, is another one unless the words are short for it:
大会|副秘书长信春鹰 is none of 全国人大常委会.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.knowledge.body_forms import abbreviates
from kg.knowledge.countries import OURS, country_name
from kg.knowledge.implied_posts import OF_STATES, implied_bodies, post_titles, state_title
from kg.knowledge.titles import plain_title
from kg.naming.contexts import place_of
from kg.naming.ids import entity_id

STATED = """
    SELECT person_entity, title_form, own_body, told, count(*) FROM (
      SELECT *, CASE WHEN own_body IS NULL THEN coalesce(body_in_full, '') ELSE '' END AS told FROM whose
    ) AS stated
    WHERE kind = 'post' AND person_entity IS NOT NULL
    GROUP BY person_entity, title_form, own_body, told
"""
_GOVERNMENT = "政府"
_MOSTLY = 0.8  # of the posts of a person under one title


class Completed(NamedTuple):
    """A person under a title, as read, is at a body; so many posts say no body, or tell of it in words."""

    person: str
    title: str
    told: str
    body: str
    times: int


@dataclass(slots=True)
class _Posts:
    """What a person holds: bodies by plain title, and titles without a body."""

    bodies: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    bare: Counter[tuple[str, str]] = field(default_factory=Counter)  # with the words for the body, or ""


def complete_seats(
    stated: Iterable[tuple[str, str, str | None, str, int]], names: Mapping[str, str]
) -> Iterator[Completed]:
    """Yield the bodies of posts that are told without one.

    `stated` has person, title, body, the words for one without a node, and how often;
    `names` the canonical names of bodies by their ids.
    """
    people: dict[str, _Posts] = defaultdict(_Posts)
    for person, title, body, words, count in stated:
        held = people[person]
        if body is None:
            held.bare[title, words] += count
        else:
            for told in {plain_title(title), *post_titles(names[body], title)}:
                held.bodies[told][body] += count
    ids = {name: id_ for name in implied_bodies().values() for id_ in _ids_of(name) if id_ in names}
    for person, held in sorted(people.items()):
        titles = {title for title, _ in held.bare}
        for (title, words), count in sorted(held.bare.items()):
            body = _body(plain_title(title), held, titles, names, ids)
            if body and (not words or _is_short(words, names[body])):
                yield Completed(person, title, words, body, count)


def _is_short(words: str, name: str) -> bool:
    """Tell whether words of a page can be short for a body: 叙, 新一届政府 for a country, 以军, 常委会.

    >>> _is_short("叙", "叙利亚"), _is_short("以军", "以色列国防军"), _is_short("大会", "国务院")
    (True, True, False)
    """
    if country_name(name):
        return len(words) == 1 or words.endswith(_GOVERNMENT)
    return name.endswith(words) or abbreviates(words, name) is not None


def _body(
    title: str, held: _Posts, bare: Collection[str], names: Mapping[str, str], ids: Mapping[str, str]
) -> str | None:
    """Return the body of a title that a person is told to have without one, None where it is open."""
    for full in (state_title(title), title):
        if full in held.bodies:
            body, most = min(held.bodies[full].items(), key=lambda item: (-item[1], item[0]))
            if most >= _MOSTLY * held.bodies[full].total():
                return body
        if full == title or full in bare:
            return _implied(full, held, names, ids)
    return None


def _implied(title: str, held: _Posts, names: Mapping[str, str], ids: Mapping[str, str]) -> str | None:
    """Return the body that a title names by itself: of the country where the person's other posts are."""
    bodies = {names[body] for own in held.bodies.values() for body in own}
    places = {place_of(name) for name in bodies}
    countries = {place for place in places if country_name(place) == place and place != OURS}
    if len(countries) == 1 and title in OF_STATES:
        return next((id_ for id_ in _ids_of(min(countries)) if id_ in names), None)
    return ids.get(implied_bodies().get(title, "")) if bodies and not countries else None


def _ids_of(name: str) -> tuple[str, str]:
    return entity_id("ORG", name), entity_id("LOC", name)
