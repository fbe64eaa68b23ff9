"""How namesakes are told apart, step by step and without regard to cost: what kg.corpus must come to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.corpus.census import COMMON
from kg.corpus.person import APART, AT_ONCE, DOUBT, WORKING_LIFE, Doubt
from kg.knowledge.body_forms import official_name
from kg.knowledge.divisions import read_divisions
from kg.knowledge.person_names import is_everyday_name
from kg.model import Context, NameKey, Occupation
from kg.naming.contexts import OFFICIAL
from kg.naming.ids import REPORTER


@dataclass(slots=True)
class Known:
    """One of the people of a name: the articles on their posts."""

    contexts: list[Context] = field(default_factory=list)

    @property
    def posts(self) -> set[Occupation]:
        return {post for context in self.contexts for post in context.posts}

    def linked(self, context: Context) -> int:
        bodies = {post.body for post in self.posts if post.body}
        same = {post.body for post in context.posts} & bodies
        alike = [b for b in bodies for post in context.posts if post.body and _within(b, post.body)]
        companions = {name for known in self.contexts for name in known.companions}
        page = 2 if context.page in {known.page for known in self.contexts} else 0
        met = len(context.companions & companions)
        return (
            len(same) + len(alike) + page + (met if met > 1 or not self.is_of_other_countries(context) else 0)
        )

    def is_of_other_countries(self, context: Context) -> bool:
        own, others = ({p.place for p in posts if p.place} for posts in (context.posts, self.posts))
        known = read_divisions().by_code
        return bool(own) and not own & others and own.isdisjoint(known) and not others <= known.keys()

    def days_apart(self, day: str) -> int | None:
        days = [date.fromisoformat(known.date) for known in self.contexts if len(known.date) == 10]
        own = date.fromisoformat(day) if len(day) == 10 else None
        return min((abs((own - known).days) for known in days), default=None) if own else None


def people_of(
    contexts: Mapping[NameKey, Sequence[Context]], key: NameKey
) -> tuple[list[Known], list[list[Doubt]]]:
    """Return the people of a name with the articles on their posts, and what tells each from those before."""
    common = {other[1] for other, articles in contexts.items() if len(articles) > COMMON}
    people: list[Known] = []
    doubts: list[list[Doubt]] = []
    for context in sorted(contexts[key], key=lambda c: (c.date, c.page, c.article)):
        telling = {n for n in context.companions if n not in common and not n.endswith(REPORTER)}
        told = context._replace(companions=frozenset(telling))
        if not told.posts:
            continue
        linked = [p for p in people if p.linked(told) and not _a_life_apart(told, p)]
        against = [doubt_of(told.date, told.posts, p, p.posts) for p in people]
        fitting = [p for p, doubt in zip(people, against, strict=True) if doubt is None]
        if linked:
            max(linked, key=lambda p: p.linked(told)).contexts.append(told)
        elif fitting:
            fitting[0].contexts.append(told)
        else:
            people.append(Known([told]))
            doubts.append([doubt for doubt in against if doubt])
    return people, doubts


def elsewhere(people: Iterable[Known]) -> Iterator[tuple[int, Occupation]]:
    """Yield the posts that, alone, would speak of another person, with the person's number."""
    for number, person in enumerate(people):
        for count, context in enumerate(person.contexts):
            before = Known(person.contexts[:count])
            for at, post in enumerate(context.posts):
                if doubt_of(context.date, (post,), before, before.posts | set(context.posts[:at])):
                    yield number, post


def doubt_of(day: str, posts: Sequence[Occupation], person: Known, held: set[Occupation]) -> Doubt | None:
    days = person.days_apart(day)
    if days is not None and days > WORKING_LIFE:
        return DOUBT, "half a century apart"
    places, known = {p.place for p in posts if p.place}, {p.place for p in held if p.place}
    everyday = any(is_everyday_name(known.name) for known in person.contexts[:1])
    if everyday and posts and any(_of_all_china(p) and p.leads for p in held) and all(map(_lesser, posts)):
        return DOUBT, "a lesser post than one held before"
    if any(_of_all_china(p) for p in (*posts, *held)):
        return None
    if not places or not known or any(_together(a, b) for a in places for b in known):
        return None
    if any(_called_alike(a, b) for a in posts for b in held):
        return None
    fields, known_fields = {p.field for p in posts if p.field}, {p.field for p in held if p.field}
    leads = any(p.leads for p in posts) and any(p.leads for p in held)
    if fields and known_fields and not fields & known_fields:
        return (DOUBT if leads else APART), "other places and other fields of work"
    if any(place not in read_divisions().by_code for place in places | known):
        return DOUBT, "posts of different countries"
    if not leads:
        return DOUBT, "other places, and no leaders who are moved"
    if days is not None and days <= AT_ONCE:
        return DOUBT, "posts in other places within a month"
    return None


def _lesser(post: Occupation) -> bool:
    ours = post.body.startswith(("中国", "中华", "全国", "国家", "中央", "国务院"))
    return bool(post.body and post.field not in ("", OFFICIAL) and not post.leads and not ours)


def _called_alike(post: Occupation, other: Occupation) -> bool:
    known = read_divisions().by_code
    bodiless = any(p.place and not p.body and p.place not in known for p in (post, other))
    return bodiless and (post.title.endswith(other.title) or other.title.endswith(post.title))


def _of_all_china(post: Occupation) -> bool:
    ours = post.body.startswith(("中国", "中华", "全国", "国家", "中央", "国务院"))
    return bool(
        post.body and not post.place and post.field == OFFICIAL and (ours or official_name(post.body))
    )


def _a_life_apart(context: Context, person: Known) -> bool:
    days = person.days_apart(context.date)
    return days is not None and days > WORKING_LIFE


def _together(a: str, b: str) -> bool:
    divisions = read_divisions()
    left, right = divisions.by_code.get(a), divisions.by_code.get(b)
    if left is None or right is None:
        return a == b
    return divisions.contains(left, right) or divisions.contains(right, left)


def _within(a: str, b: str) -> bool:
    return a != b and (a.startswith(b) or b.startswith(a))
