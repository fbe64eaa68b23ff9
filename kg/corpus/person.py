"""One of the people of a name, as the articles read so far tell; what speaks for and against one more.

The articles come in the order of their dates. All that is asked is kept as it will be asked, so that an
article costs the same however many came before it.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.corpus.occupations import are_alike, is_abroad, is_guessed, is_lesser, is_nationwide, is_of_many
from kg.knowledge.divisions import read_divisions
from kg.knowledge.implied_posts import OF_STATES
from kg.knowledge.person_names import is_everyday_name
from kg.model import Context, Occupation
from kg.naming.contexts import CHILD
from kg.text import read_date

CHILDHOOD = 15 * 365  # days between an article on a child and one on a post of the same person
WORKING_LIFE = 50 * 365  # days between two posts of which no one holds both
AT_ONCE = 31  # days within which nobody leads two places that lie apart
FAR = 2 * 365  # days between articles that nothing but a country links
A_YEAR = 365  # days between articles that nothing but a name of many people links
NEAR = 200  # days within which articles on a name that very many have may well tell of one person
APART, DOUBT = 0.8, 0.5
_SPORTS = "sports"
_WHOLE_DATE = len("2024-03-06")

Doubt = tuple[float, str]  # how sure it is that two are two, and why


@dataclass(slots=True)
class Person:
    """One of the people of a name."""

    number: int  # among the people of the name
    contexts: list[Context] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)  # foreign ones of the posts, and of the articles
    _days: list[int] = field(default_factory=list)  # of the articles, counted from year 1, sorted
    _pages: set[str] = field(default_factory=set)
    _companions: set[str] = field(default_factory=set)
    _bodies: set[str] = field(default_factory=set)
    _beginnings: Counter[str] = field(default_factory=Counter)  # how many bodies' names begin so and go on
    _titles: set[str] = field(default_factory=set)
    _guessed: set[str] = field(default_factory=set)  # titles without a body, of the country told
    _places: set[str] = field(default_factory=set)
    _around: set[str] = field(default_factory=set)  # the places and all that they lie in
    _fields: set[str] = field(default_factory=set)
    is_child: bool = False
    _leads: bool = False
    _nationwide: bool = False
    _heads: bool = False  # a body of the whole country
    _abroad: bool = False
    _last: date | None = None  # of the last article of which the day is known

    def linked(self, context: Context) -> int:
        """Return how many bodies and companions an article shares with this person; the page counts two.

        A body counts when one's name begins with the other's.
        """
        bodies = [post.body for post in context.posts if post.body]
        same = len({body for body in bodies if body in self._bodies})
        alike = sum(self._beginnings[body] + self._begun_by(body) for body in bodies)
        page = 2 if context.page in self._pages else 0
        companions = len(context.companions & self._companions)
        return same + alike + page + (0 if self._is_abroad_of(context) else companions)

    def _is_abroad_of(self, context: Context) -> bool:
        """Tell whether an article's posts are of other countries: beside 穆罕默德 another 萨勒曼 is there."""
        places = {post.place for post in context.posts if post.place}
        return (
            bool(places) and self._abroad and all(map(is_abroad, places)) and places.isdisjoint(self._places)
        )

    def nearness(self, context: Context) -> tuple[int, int]:
        """Return how an article is linked with this person, and how many of the countries it shares."""
        return self.linked(context), len(context.countries & self.countries)

    def _begun_by(self, body: str) -> int:
        """Return how many of the person's bodies a longer body's name begins with."""
        return sum(body[:end] in self._bodies for end in range(1, len(body)))

    def is_a_life_apart(self, day: str) -> bool:
        """Tell whether nobody would hold posts at a date and at this person's."""
        days = self._days_since(day)
        return days is not None and days > WORKING_LIFE

    def doubt(self, day: str, posts: Collection[Occupation]) -> Doubt | None:
        """Return why posts of an article must, or may, be another person's; None where they need not."""
        if self.is_a_life_apart(day):
            return DOUBT, "half a century apart"
        if self.is_of_another_age(day, posts):
            return APART, "a child, and who holds a post in the same years"
        everyday = any(is_everyday_name(context.name) for context in self.contexts[:1])
        if everyday and self._heads and posts and all(map(is_lesser, posts)):
            return DOUBT, "a lesser post than one held before"
        if self._nationwide or any(map(is_nationwide, posts)):
            return None
        places = {post.place for post in posts if post.place}
        if not places or not self._places or any(map(self._is_near, places)) or self._is_called_so(posts):
            return None
        fields = {post.field for post in posts if post.field}
        leads = self._leads and any(post.leads for post in posts)
        if fields and self._fields and not fields & self._fields:
            return (DOUBT if leads else APART), "other places and other fields of work"
        if self._abroad or any(map(is_abroad, places)):
            return DOUBT, "posts of different countries"
        if not leads:
            return DOUBT, "other places, and no leaders who are moved"
        days = self._days_since(day)
        if days is not None and days <= AT_ONCE:
            return DOUBT, "posts in other places within a month"
        return None

    def is_of_another_age(self, day: str, posts: Collection[Occupation]) -> bool:
        """Tell whether posts of an article are held where this person is a child, or the other way round."""
        child = any(post.field == CHILD for post in posts)
        days = self._days_since(day)
        return bool(self._titles) and bool(posts) and child != self.is_child and (days or 0) < CHILDHOOD

    def _is_called_so(self, posts: Collection[Occupation]) -> bool:
        """Tell whether posts without a body, here or there, have the titles of others: 部长绍伊古."""
        guessed = [post for post in posts if is_guessed(post)]
        return any(are_alike(one.title, title) for one in guessed for title in self._titles) or any(
            are_alike(post.title, title) for post in posts for title in self._guessed
        )

    def is_called(self, posts: Collection[Occupation]) -> bool:
        """Tell whether this person has one of some titles."""
        return any(post.title in self._titles for post in posts)

    def is_elsewhere(self, context: Context) -> bool:
        """Tell whether an article gives other posts, and names none of the countries of this person."""
        told = context.countries | {post.place for post in context.posts if post.place}
        called = any(are_alike(post.title, title) for post in context.posts for title in self._titles)
        elsewhere = self._abroad and bool(context.countries) and told.isdisjoint(self.countries)
        return elsewhere and not called and not self._rises_to(context.posts)

    def _rises_to(self, posts: Collection[Occupation]) -> bool:
        """Tell whether this person led a country and posts lead a body of many: 欧洲理事会主席米歇尔."""
        bodies = [post.body for post in posts if post.body and post.leads]
        return bool(bodies) and all(map(is_of_many, bodies)) and not self._titles.isdisjoint(OF_STATES)

    @property
    def holds_posts(self) -> bool:
        """Whether an article gives this person a post."""
        return bool(self._titles) and not self.is_child

    @property
    def heads_much(self) -> bool:
        """Whether this person is at the head of a body of the whole country, or of one abroad."""
        return self._heads or (self._abroad and self._leads)

    @property
    def works_at_a_body(self) -> bool:
        """Whether this person's posts tell of a body, and none of sport, where articles often give none."""
        return bool(self._bodies) and _SPORTS not in self._fields

    def is_like(self, context: Context) -> bool:
        """Tell whether this person, who holds no post, may be the one of an article of the same months."""
        return not self.holds_posts and not self.is_far(context.date, NEAR)

    def is_far(self, day: str, most: int = FAR) -> bool:
        """Tell whether no article of this person is of about the same time as a day."""
        own = read_date(day)
        if own is None or not self._days:
            return False
        at = bisect_left(self._days, own.toordinal())
        return all(abs(each - own.toordinal()) > most for each in self._days[max(0, at - 1) : at + 1])

    def learn(self, context: Context) -> Iterator[Occupation]:
        """Take in what one more article says; yield its posts that, alone, would be another person's."""
        for post in context.posts:
            if self.doubt(context.date, (post,)):
                yield post
            self._hold(post)
        self.meet(context)
        self._companions |= context.companions
        self._pages.add(context.page)
        if len(context.date) == _WHOLE_DATE:
            self._last = date.fromisoformat(context.date)

    def meet(self, context: Context) -> None:
        """Take in an article that says nothing by which others are linked with this person."""
        self.contexts.append(context)
        if day := read_date(context.date):
            insort(self._days, day.toordinal())
        self.countries |= context.countries

    def _hold(self, post: Occupation) -> None:
        """Take in one more post."""
        self.is_child = post.field == CHILD and (self.is_child or not self._titles)
        self._titles.add(post.title)
        if is_guessed(post):
            self._guessed.add(post.title)
        if post.body and post.body not in self._bodies:
            self._bodies.add(post.body)
            self._beginnings.update(post.body[:end] for end in range(1, len(post.body)))
        if post.place and post.place not in self._places:
            self._places.add(post.place)
            self._around.update(_chain(post.place))
            if is_abroad(post.place):
                self._abroad = True
                self.countries.add(post.place)
        if post.field:
            self._fields.add(post.field)
        self._leads = self._leads or post.leads
        self._nationwide = self._nationwide or is_nationwide(post)
        self._heads = self._heads or (is_nationwide(post) and post.leads)

    def _is_near(self, place: str) -> bool:
        """Tell whether a place is, holds or lies in one of this person's."""
        return place in self._around or not self._places.isdisjoint(_chain(place))

    def _days_since(self, day: str) -> int | None:
        """Return the days from this person's last article to a date, None where dates are missing."""
        if len(day) != _WHOLE_DATE or self._last is None:
            return None
        return abs((date.fromisoformat(day) - self._last).days)


def _chain(place: str) -> Iterable[str]:
    """Return a place and all that it lies in, as codes; a country lies in nothing."""
    divisions = read_divisions()
    division = divisions.by_code.get(place)
    return [level.code for level in divisions.chain(division)] if division else [place]
