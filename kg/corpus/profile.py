"""What all articles say of one person, in short: by it names that can be one are compared."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.knowledge.divisions import read_divisions
from kg.knowledge.titles import plain_title
from kg.model import Context

_MOST_COMPANIONS = 60
_TELLING_COUNTRIES = 3  # that most articles of a person name
SAME, CALLED, NEAR, APART, OPEN = 0.95, 0.9, 0.8, 0.8, 0.5
_YEARS_APART = 12
_YEAR = 4

Compared = tuple[str, float, str]
"""Judgement, score and reason."""


@dataclass(slots=True)
class Portrait:
    """Posts, countries, companions and years of a person."""

    seats: set[tuple[str, str]] = field(default_factory=set)  # body and title
    countries: set[str] = field(default_factory=set)  # foreign ones of the posts
    at_home: bool = False  # whether a post is in China
    named: Counter[str] = field(default_factory=Counter)  # foreign countries that the articles name
    companions: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def telling(self) -> set[str]:
        """Return the countries of the posts, else those that most articles name."""
        return self.countries or {country for country, _ in self.named.most_common(_TELLING_COUNTRIES)}


def profile_of(contexts: Iterable[Context]) -> Portrait:
    """Return what some articles say of one person."""
    divisions, profile = read_divisions().by_code, Portrait()
    for context in contexts:
        for post in context.posts:
            if post.body:
                profile.seats.add((post.body, plain_title(post.title)))
            if post.place in divisions:
                profile.at_home = True
            elif post.place:
                profile.countries.add(post.place)
        profile.named.update(context.countries)
        if len(profile.companions) < _MOST_COMPANIONS:
            profile.companions |= context.companions
        if context.date[:_YEAR].isdigit():
            profile.years.add(int(context.date[:_YEAR]))
    return profile


def compare(short: Portrait, full: Portrait, *, called: bool) -> Compared:
    """Return whether a short name can be the one of a fuller one; `called`: a page has it for that one.

    A country, a post or a companion in common must say so, never that no other name of the corpus fits.
    """
    if short.years and full.years and _gap(short.years, full.years) > _YEARS_APART:
        return "unsure", OPEN, "many years apart"
    if short.seats & full.seats:
        return "positive", SAME, "the same post"
    apart = short.countries and full.countries and not short.countries & full.countries
    if apart or _at_home_and_abroad(short, full):
        return "negative", APART, "posts of different countries"
    companions = short.companions & full.companions
    country = short.countries & full.countries
    if called and (country or companions):
        return (
            "positive",
            CALLED,
            f"called so elsewhere, and the same {'country' if country else 'companions'}",
        )
    near = short.telling() & full.telling() or not (short.telling() or full.telling())
    if called and near and (short.countries or not short.seats):
        return "positive", NEAR, "called so elsewhere, in articles on the same countries"
    if country and companions:
        return "positive", NEAR, "the same country and companions"
    return "unsure", OPEN, "no post or country or companion in common"


def _at_home_and_abroad(one: Portrait, other: Portrait) -> bool:
    """Tell whether one holds posts in China alone and the other abroad alone."""
    home = one.at_home and not one.countries and other.countries and not other.at_home
    return bool(home or (other.at_home and not other.countries and one.countries and not one.at_home))


def _gap(one: set[int], other: set[int]) -> int:
    """Return the years between the time of one and that of the other, 0 where they overlap."""
    return max(0, min(one) - max(other), min(other) - max(one))
