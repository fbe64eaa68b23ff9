"""Two people of one name, told apart by posts, places, time and companions.

The articles that name somebody are read by date. An article joins the person that shares a body, a
companion or the page with it; a companion of many articles (a head of state) links nobody. Else it is
another person's when all the places of its posts lie apart from those of the person (a post of the whole
country lies apart from none) and either the fields (office, hospital, school …) differ too, or the places
are two countries, or the post is no leader's, or a leader would hold both within a month. Otherwise a
change of post is a career: one person.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.corpus.review import Form
from kg.knowledge.divisions import read_divisions
from kg.model import Context, Held, Judgement, Key
from kg.naming.contexts import OFFICIAL
from kg.naming.ids import REPORTER, namesake

COMMON = 20  # articles that name somebody who is no link any more between two others
WORKING_LIFE = 50 * 365  # days between two posts of which no one holds both
AT_ONCE = 31  # days within which nobody leads two places that lie apart
_APART, _LINKED, _DOUBT = 0.8, 0.7, 0.5
_WHOLE_DATE = len("2024-03-06")

Sense = tuple[Key, str, str]  # a canonical form in an article of a page
Doubt = tuple[float, str]  # how sure it is that two are two, and why


@dataclass(slots=True)
class Senses:
    """Which namesake a name stands for where it is not the first of them."""

    keys: dict[Sense, Key] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    moved: Counter[tuple[Key, Form]] = field(default_factory=Counter)  # from a form, to a form


@dataclass(slots=True)
class _Person:
    """One of the people of a name, as known so far."""

    contexts: list[Context] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    posts: set[Held] = field(default_factory=set)
    companions: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)

    def add(self, context: Context) -> None:
        """Take in what one more article says."""
        self.contexts.append(context)
        self.posts.update(context.posts)
        self.bodies.update(post.body for post in context.posts if post.body)
        self.companions |= context.companions
        self.pages.add(context.page)

    def linked(self, context: Context) -> int:
        """Return how many bodies and companions an article shares with this person; the page counts two."""
        bodies = {post.body for post in context.posts} & self.bodies
        alike = [b for b in self.bodies for post in context.posts if post.body and _within(b, post.body)]
        page = 2 if context.page in self.pages else 0
        return len(bodies) + len(alike) + len(context.companions & self.companions) + page


def find_namesakes(contexts: Mapping[Key, Collection[Context]]) -> Senses:
    """Return which articles speak of another person of the same name, and the judgements on them."""
    senses = Senses()
    common = {key[1] for key, articles in contexts.items() if len(articles) > COMMON}
    for key in sorted(contexts):
        if sum(1 for context in contexts[key] if context.posts) > 1:
            told = [context._replace(companions=_telling(context, common)) for context in contexts[key]]
            _split(key, told, senses)
    return senses


def _telling(context: Context, common: Collection[str]) -> frozenset[str]:
    """Return the companions who can link two articles: no reporters, nobody whom many articles name."""
    return frozenset(
        name for name in context.companions if name not in common and not name.endswith(REPORTER)
    )


def _split(key: Key, contexts: Iterable[Context], senses: Senses) -> None:
    ordered = sorted(contexts, key=lambda c: (c.date, c.page, c.article))
    people: list[_Person] = []
    doubts: list[list[Doubt]] = []
    links: list[tuple[_Person, Held]] = []
    for context in (context for context in ordered if context.posts):
        person, told = _choose(context, people)
        if person is None:
            person = _Person()
            people.append(person)
            doubts.append(told)
        links += [(person, post) for post in _elsewhere(context, person)]
        person.add(context)
    names = _names(key, people)
    senses.judgements += _links(key, names, people, links)
    if len(people) == 1:
        return
    for context in (context for context in ordered if not context.posts):
        most = max(range(len(people)), key=lambda n: (people[n].linked(context), -n))
        people[most].contexts.append(context)
    senses.judgements += _judgements(names, doubts)
    for name, person in list(zip(names, people, strict=True))[1:]:
        for context in person.contexts:
            own: Key = (key[0], name)
            senses.keys[key, context.page, context.article] = own
            for form, count in context.forms:
                senses.moved[key, (own, form)] += count


def _choose(context: Context, people: Sequence[_Person]) -> tuple[_Person | None, list[Doubt]]:
    """Return the person that an article speaks of, None with the reasons why it is none of them."""
    linked = [person for person in people if person.linked(context) and not _a_life_apart(context, person)]
    if linked:
        return max(linked, key=lambda person: person.linked(context)), []
    doubts = [_doubt(context, person) for person in people]
    fitting = [person for person, doubt in zip(people, doubts, strict=True) if doubt is None]
    if fitting:
        return fitting[0], []
    return None, [doubt for doubt in doubts if doubt]


def _doubt(context: Context, person: _Person) -> Doubt | None:
    """Return why an article must, or may, speak of another person; None where it need not."""
    if _a_life_apart(context, person):
        return _DOUBT, "half a century apart"
    places, known = _places(context.posts), _places(person.posts)
    if _nationwide(context.posts) or _nationwide(person.posts):
        return None
    if not places or not known or any(_together(a, b) for a in places for b in known):
        return None
    fields, known_fields = _fields(context.posts), _fields(person.posts)
    leads = any(post.leads for post in context.posts) and any(post.leads for post in person.posts)
    if fields and known_fields and not fields & known_fields:
        return (_DOUBT if leads else _APART), "other places and other fields of work"
    if any(place not in read_divisions().by_code for place in places | known):
        return _DOUBT, "posts of different countries"
    if not leads:
        return _DOUBT, "other places, and no leaders who are moved"
    days = _days_apart(context, person)
    if days is not None and days <= AT_ONCE:
        return _DOUBT, "posts in other places within a month"
    return None


def _a_life_apart(context: Context, person: _Person) -> bool:
    """Tell whether nobody would hold posts at both times."""
    days = _days_apart(context, person)
    return days is not None and days > WORKING_LIFE


def _nationwide(posts: Iterable[Held]) -> bool:
    """Tell whether a post is at a body of the whole country: one that no place's name begins."""
    return any(post.body and not post.place and post.field == OFFICIAL for post in posts)


def _places(posts: Iterable[Held]) -> set[str]:
    return {post.place for post in posts if post.place}


def _fields(posts: Iterable[Held]) -> set[str]:
    return {post.field for post in posts if post.field}


def _together(a: str, b: str) -> bool:
    """Tell whether one place is, holds or lies in the other."""
    divisions = read_divisions()
    left, right = divisions.by_code.get(a), divisions.by_code.get(b)
    if left is None or right is None:
        return a == b
    return divisions.contains(left, right) or divisions.contains(right, left)


def _within(a: str, b: str) -> bool:
    return a != b and (a.startswith(b) or b.startswith(a))


def _days_apart(context: Context, person: _Person) -> int | None:
    """Return the days to the nearest article on a person's posts, None where dates are missing."""
    if len(context.date) != _WHOLE_DATE:
        return None
    day = date.fromisoformat(context.date)
    known = [date.fromisoformat(other.date) for other in person.contexts if len(other.date) == _WHOLE_DATE]
    return min((abs((day - other).days) for other in known), default=None)


def _names(key: Key, people: Sequence[_Person]) -> list[str]:
    """Return a canonical name for each person: the first keeps the name, others add body or title."""
    names = [key[1]]
    for person in people[1:]:
        first = person.contexts[0]
        marks = [post.body or post.title for post in first.posts]
        marks += [post.body + post.title for post in first.posts]
        marks.append(f"{marks[0]} {first.page}#{first.article}")
        names.append(next(name for mark in marks if (name := namesake(key[1], mark)) not in names))
    return names


def _elsewhere(context: Context, person: _Person) -> Iterator[Held]:
    """Yield the posts of an article that, alone, would speak of another person."""
    known = _Person(list(person.contexts), posts=set(person.posts))
    for post in context.posts:
        if _doubt(context._replace(posts=(post,)), known):
            yield post
        known.posts.add(post)


def _links(
    key: Key, names: Sequence[str], people: Sequence[_Person], links: Iterable[tuple[_Person, Held]]
) -> Iterator[Judgement]:
    """Yield the posts that seem to be another person's, and why they are one person's nevertheless."""
    reason = "other places, but a body, a companion, the page or an article in common"
    for person, post in links:
        name = names[next(number for number, known in enumerate(people) if known is person)]
        other = namesake(key[1], post.body or post.title)
        if other != name:
            yield Judgement(other, name, "positive", reason, _LINKED, "PER")


def _judgements(names: Sequence[str], doubts: Sequence[list[Doubt]]) -> Iterator[Judgement]:
    """Yield a judgement on each later person of a name and each before."""
    for number, told in enumerate(doubts):
        for earlier, (score, reason) in zip(names, told, strict=False):
            verdict = "negative" if score > _DOUBT else "unsure"
            yield Judgement(names[number], earlier, verdict, reason, score, "PER")  # type: ignore[arg-type]
