"""People of a name that very many have (王杰), of whom no posts tell: parted by place, time, companions.

The articles are read by date. One joins the person with whom it shares the page or a companion, else one
that it is not far from: within `NEAR` days, in a province in common, or of no certain place. What is far
from all of them is another person's, in doubt: a review can join the two. Measured on 20,000 news items:
of names with a rare given name, or of three characters, such articles are mostly one person's (athletes,
writers, heroes), so these are left as one.
"""

from collections.abc import Sequence

from kg.corpus.person import A_YEAR, DOUBT, NEAR, Doubt, Person
from kg.model import Context
from kg.text import read_date

_REASON = "a name of many people, in other places and other years"


def part_everyday(ordered: Sequence[Context]) -> tuple[list[Person], list[list[Doubt]]]:
    """Return the people of an everyday name, and why each may not be one of those before."""
    people: list[Person] = []
    doubts: list[list[Doubt]] = []
    for context in ordered:
        person = _choose(context, people)
        if person is None:
            person = Person(len(people))
            doubts.append([(DOUBT, _REASON)] * len(people))
            people.append(person)
        list(person.learn(context))
    return people, doubts


def _choose(context: Context, people: Sequence[Person]) -> Person | None:
    """Return the person of an article: the one most linked with it, else the first not far from it."""
    most = max(people, key=lambda person: (person.linked(context), -person.number), default=None)
    if most is None or most.linked(context):
        return most
    return next(
        (
            person
            for person in people
            if any(_is_near(context, c) for c in reversed(person.contexts))
            and not _is_stranger(context, person)
        ),
        None,
    )


def _is_stranger(context: Context, person: Person) -> bool:
    """Tell whether one of two holds a post at a body, and articles of other times give the other none."""
    bodies = any(post.body for post in context.posts)
    held = person.works_at_a_body != bodies and not (person.holds_posts and context.posts)
    return held and not context.among and person.is_far(context.date, A_YEAR)


def _is_near(one: Context, other: Context) -> bool:
    """Tell whether two articles that name no other person in common may well speak of one."""
    if not (one.provinces and other.provinces) or one.provinces & other.provinces:
        return True
    first, last = read_date(one.date), read_date(other.date)
    return not (first and last) or abs((last - first).days) <= NEAR
