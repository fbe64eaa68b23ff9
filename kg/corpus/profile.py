"""What all articles say of one person, in short: by it names that can be one are compared."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.knowledge.divisions import read_divisions
from kg.knowledge.implied_posts import OF_STATES, post_home, post_title, post_titles
from kg.knowledge.titles import plain_title
from kg.model import Context, Occupation
from kg.naming.contexts import CHILD

_MOST_COMPANIONS = 60
_TELLING_COUNTRIES = 3  # that most articles of a person name
SAME, CALLED, NEAR, APART, OPEN = 0.95, 0.9, 0.8, 0.8, 0.5
_YEARS_APART = 12
_YEAR, _MONTH = 4, 7  # characters of a date
_LONG = 4  # characters of a title or body that tells by itself
_SAME_TIME = 2  # months between articles that tell of one event
TWELVE_MONTHS = 12
_LEADS = {*OF_STATES, "领导人", "元首"}
_PARTY, _OF_PARTIES = "党", {"党首", "党魁", "领袖", "领导人", "主席", "总书记", "第一书记"}
_A_TERM = 48  # months
_LATE = 4  # years, more than a term of office
TOO_LATE = "many years apart"
RARE = 4  # characters of a name that few have

Compared = tuple[str, float, str]
"""Judgement, score and reason."""


@dataclass(slots=True)
class Portrait:
    """Posts, countries, companions and years of a person."""

    seats: set[tuple[str, str]] = field(default_factory=set)  # body and title
    titles: set[str] = field(default_factory=set)  # told without a body, or of a foreign country's body
    countries: set[str] = field(default_factory=set)  # foreign ones of the posts
    at_home: bool = False  # whether a post is in China
    named: Counter[str] = field(default_factory=Counter)  # foreign countries that the articles name
    companions: set[str] = field(default_factory=set)
    months: set[int] = field(default_factory=set)  # from year 0

    @property
    def years(self) -> set[int]:
        """The years in which articles tell of the person."""
        return {month // 12 for month in self.months}

    def in_office(self) -> set[str]:
        """Return the titles of those who lead a country that the person bears, whatever the body."""
        return {title for title in self.titles if title in OF_STATES}

    def leads_a_country(self) -> bool:
        """Tell whether a post abroad is that of who leads a country."""
        return any(title in _LEADS for title in self.titles)

    def leads_a_party(self) -> bool:
        """Tell whether a post is that of who leads a party."""
        return any(body.endswith(_PARTY) and title in _OF_PARTIES for body, title in self.seats)

    def is_plain(self) -> bool:
        """Tell whether articles tell of the person, and none of a post at a body, in a country or at home."""
        return bool(self.months) and not (self.seats or self.countries or self.at_home)

    def telling(self) -> set[str]:
        """Return the countries of the posts, else those that most articles name; of a tie all."""
        counts = sorted(self.named.values(), reverse=True)[:_TELLING_COUNTRIES]
        return self.countries or {name for name, count in self.named.items() if count >= counts[-1]}


def profile_of(contexts: Iterable[Context]) -> Portrait:
    """Return what some articles say of one person."""
    divisions, profile = read_divisions().by_code, Portrait()
    for context in contexts:
        for post in context.posts:
            if post.field == CHILD:
                continue
            if post.body:
                profile.seats.add(post_home(post.body, post_title(post.body, post.title)))
            if not post.body or (post.place and post.place not in divisions):
                profile.titles.update(_titles(post, context))
            if post.place in divisions:
                profile.at_home = True
            elif post.place:
                profile.countries.add(post.place)
        profile.named.update(context.countries)
        if len(profile.companions) < _MOST_COMPANIONS:
            profile.companions |= context.companions
        if (month := _month(context.date)) is not None:
            profile.months.add(month)
    return profile


def _titles(post: Occupation, context: Context) -> tuple[str, ...]:
    """Return what a post abroad is called, 外长 and 外交部长; without a body it is in the only country."""
    bodies = [post.body] if post.body else context.countries if len(context.countries) == 1 else ()
    return plain_title(post.title), *(title for body in bodies for title in post_titles(body, post.title))


def compare(
    short: Portrait, full: Portrait, *, called: bool, sole: bool = False, rare: bool = False
) -> Compared:
    """Return whether a short name can be the one of a fuller one; `called`: a page has it for that one.

    `sole`: no other name of the corpus fits, which alone says nothing; `rare`: few people have it. A country,
    a post or a companion in common must say so.
    """
    if short.years and full.years and _gap(short.years, full.years) > _YEARS_APART:
        return "unsure", OPEN, TOO_LATE
    if short.seats & full.seats:
        return "positive", SAME, "the same post"
    if _alike(short.seats, full.seats):
        return "positive", CALLED, "much the same post"
    apart = short.countries and full.countries and not short.countries & full.countries
    if apart or _at_home_and_abroad(short, full):
        return "negative", APART, "posts of different countries"
    companions = short.companions & full.companions
    country = short.countries & full.countries
    titles = short.titles & full.titles
    other_post = bool(short.seats and full.seats) and not titles
    if called and (companions or (country and not other_post)):
        return (
            "positive",
            CALLED,
            f"called so elsewhere, and the same {'country' if country else 'companions'}",
        )
    near = short.telling() & full.telling() or not (short.telling() or full.telling())
    if called and sole and country and short.leads_a_country() and full.leads_a_country():
        return "positive", NEAR, "called so elsewhere, and both lead the same country"
    if country and short.leads_a_country() and full.leads_a_party() and at_one_time(short, full, _A_TERM):
        return "positive", NEAR, "leads a party of the same country"
    at_hand = called and at_one_time(short, full, TWELVE_MONTHS)
    if at_hand and near and not other_post and (short.countries or not short.seats):
        return "positive", NEAR, "called so elsewhere, in articles on the same countries"
    if near and titles:
        return "positive", NEAR, "the same title, in articles on the same countries"
    if country and companions:
        return "positive", NEAR, "the same country and companions"
    told_alike = short.telling() & full.telling() and not (short.seats or full.seats)
    if told_alike and rare and at_one_time(short, full, _SAME_TIME):
        return "positive", NEAR, "articles of the same weeks on the same countries"
    return "unsure", OPEN, "no post or country or companion in common"


def _alike(ours: set[tuple[str, str]], theirs: set[tuple[str, str]]) -> bool:
    """Tell whether two seats are one, told more or less fully: 白宫贸易委员会主任, 美国白宫贸易委员会主任."""
    return any(
        (title == other and _ends_so(body, whose)) or (body == whose and _ends_so(title, other))
        for body, title in ours
        for whose, other in theirs
    )


def _ends_so(one: str, other: str) -> bool:
    """Tell whether a name of some length ends the other."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG and long.endswith(short)


def _at_home_and_abroad(one: Portrait, other: Portrait) -> bool:
    """Tell whether one holds posts in China alone and the other abroad alone."""
    home = one.at_home and not one.countries and other.countries and not other.at_home
    return bool(home or (other.at_home and not other.countries and one.countries and not one.at_home))


def _month(date: str) -> int | None:
    """Return the month of a date, counted from year 0; of a year alone its first, else None."""
    year, month = date[:_YEAR], date[_YEAR + 1 : _MONTH]
    return 12 * int(year) + (int(month) - 1 if month.isdigit() else 0) if year.isdigit() else None


def at_one_time(one: Portrait, other: Portrait, most: int) -> bool:
    """Tell whether articles tell of both within some months."""
    return any(abs(month - each) <= most for month in one.months for each in other.months)


def _gap(one: set[int], other: set[int]) -> int:
    """Return the years between the time of one and that of the other, 0 where they overlap."""
    return max(0, min(one) - max(other), min(other) - max(one))


def are_apart(one: Portrait, other: Portrait) -> bool:
    """Tell whether the years of one lie before or after those of the other by more than a term of office."""
    return bool(one.years and other.years) and _gap(one.years, other.years) > _LATE


def is_late(one: Portrait, other: Portrait) -> bool:
    """Tell whether one of two people comes up years before or after the other does."""
    return bool(one.years and other.years) and abs(min(other.years) - min(one.years)) > _LATE


def follows(one: Portrait, other: Portrait) -> bool:
    """Tell whether articles told of one for years, and tell of the other alone since."""
    return is_late(one, other) and max(one.months) < min(other.months)
