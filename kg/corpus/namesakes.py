"""Two people of one name, told apart by posts, places, time and companions.

The articles that name somebody are read by date. An article joins the person that shares a body, a
companion or the page with it; a companion of many articles (a head of state) links nobody. Else it is
another person's when all the places of its posts lie apart from those of the person (a post of the whole
country lies apart from none) and either the fields (office, hospital, school …) differ too, or the places
are two countries, or the post is no leader's, or a leader would hold both within a month. So it is when it
gives a foreigner another post and names none of the person's countries, or, of a name that very many have,
a lesser post in a firm or troop after one that leads a body of the whole country. Otherwise a change of
post is a career: one person.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.corpus.everyday_names import part_everyday
from kg.corpus.occupations import is_abroad
from kg.corpus.person import A_YEAR, DOUBT, Doubt, Person
from kg.corpus.profile import Portrait, profile_of
from kg.corpus.review import Form
from kg.knowledge.implied_posts import implied_bodies
from kg.knowledge.person_names import is_everyday_name, is_foreign
from kg.knowledge.titles import plain_title
from kg.model import Context, Judgement, NameKey, Occupation
from kg.naming.ids import REPORTER, namesake

_LINKED = 0.7
_ELSEWHERE, _LATER = "articles on other countries", "articles of other times"
_PLAIN = "called by what many are, and who leads a body"
_ALONE = "a name of many people, and nobody in common"

Sense = tuple[NameKey, str, str]  # a canonical form in an article of a page


@dataclass(slots=True)
class Senses:
    """Which namesake a name stands for where it is not the first of them."""

    keys: dict[Sense, NameKey] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    moved: Counter[tuple[NameKey, Form]] = field(default_factory=Counter)  # from a form, to a form
    people: dict[str, list[str]] = field(default_factory=dict)  # canonical names of several people of a name
    profiles: dict[str, Portrait] = field(default_factory=dict)  # of those who can have short or full names
    leaders: dict[str, set[str]] = field(default_factory=dict)  # by the titles of posts that name their body


def find_namesakes(contexts: Iterable[tuple[NameKey, Sequence[Context]]], common: Collection[str]) -> Senses:
    """Return which articles speak of another person of the same name, and the judgements on them.

    `contexts` has each person with the articles in the order of their days, pages and numbers; those who are
    `common` link no two articles.
    """
    senses = Senses()
    for key, articles in contexts:
        told = [_placed(_telling(context, common)) for context in articles]
        with_posts = sum(1 for context in articles if context.posts)
        abroad = len(articles) > 1 and is_foreign(key[1])
        if "·" not in key[1] and with_posts > (0 if abroad else 1):
            _split(key, told, senses)
        elif is_everyday_name(key[1]):
            _keep(key, *part_everyday(told), senses)
        elif any(context.countries for context in told) or "·" in key[1]:
            senses.profiles[key[1]] = profile_of(told)
    return senses


def _telling(context: Context, common: Collection[str]) -> Context:
    """Return an article with the companions who link two: no reporters, nobody whom many articles name."""
    names = [name for name in context.companions if not name.endswith(REPORTER)]
    telling = frozenset(name for name in names if name not in common)
    return context._replace(companions=telling, among=len(telling) < len(names))


def _placed(context: Context) -> Context:
    """Return an article with the posts of a foreigner that name no body in the one country it tells of."""
    if len(context.countries) != 1 or not is_foreign(context.name):
        return context
    [country] = context.countries
    posts = (post if post.body else post._replace(place=country) for post in context.posts)
    return context._replace(posts=tuple(posts))


def _split(key: NameKey, ordered: Sequence[Context], senses: Senses) -> None:
    people: list[Person] = []
    doubts: list[list[Doubt]] = []
    links: list[tuple[int, Occupation]] = []
    held = [context for context in ordered if context.posts]
    clear = sorted((context for context in held if not _tells_of_two(context)), key=_is_bare) or held
    for context in clear:
        person, told = _choose(context, people)
        if person is None:
            person = Person(len(people))
            people.append(person)
            doubts.append(told)
        links += [(person.number, post) for post in person.learn(context)]
    for context in ordered:
        if not context.posts or (_tells_of_two(context) and clear is not held):
            _assign(context, people, doubts)
    senses.judgements += _links(key, _names(key, people), links)
    _keep(key, people, doubts, senses)


def _tells_of_two(context: Context) -> bool:
    """Tell whether an article has a name in posts of two countries abroad: 沙特首相, 阿联酋总统穆罕默德."""
    return len({post.place for post in context.posts if post.place and is_abroad(post.place)}) > 1


def _is_bare(context: Context) -> bool:
    """Tell whether the posts of a foreigner say neither body nor country, so that others tell: 首相桑切斯."""
    return is_foreign(context.name) and not any(post.body or post.place for post in context.posts)


def _keep(key: NameKey, people: list[Person], doubts: list[list[Doubt]], senses: Senses) -> None:
    """Note the people of a name, and which articles speak of whom."""
    names = _names(key, people)
    if any(context.countries for person in people for context in person.contexts):
        senses.profiles |= {n: profile_of(p.contexts) for n, p in zip(names, people, strict=True)}
    for name, person in zip(names, people, strict=True):
        for title in _leading(person):
            senses.leaders.setdefault(title, set()).add(name)
    if len(people) == 1:
        return
    senses.people[key[1]] = names
    senses.judgements += _judgements(names, doubts)
    for name, person in list(zip(names, people, strict=True))[1:]:
        for context in person.contexts:
            own: NameKey = (key[0], name)
            senses.keys[key, context.page, context.article] = own
            for form, count in context.forms:
                senses.moved[key, (own, form)] += count


def _leading(person: Person) -> set[str]:
    """Return which posts of China that tell their body by the title alone a person is said to hold."""
    implied = implied_bodies()
    held = ((plain_title(post.title), post.body) for context in person.contexts for post in context.posts)
    return {title for title, body in held if title in implied and body in ("", implied[title])}


def _assign(context: Context, people: list[Person], doubts: list[list[Doubt]]) -> None:
    """Give an article without a post to the person whose companions, else countries, it shares.

    Of a name that several foreigners have it is another one's where it tells of none of their countries,
    or of one of them among others at another time; of a name that one has, of none of them at another time.
    """
    most = max(people, key=lambda person: (*person.nearness(context), not person.is_child, -person.number))
    if reason := _stranger(context, people):
        like = next((person for person in people if person.is_like(context)), None)
        (like or _one_more(people, doubts, reason)).meet(context)
        return
    abroad = all(person.countries for person in people)
    links, countries = most.nearness(context)
    later = countries and len(context.countries) > 1 and most.is_far(context.date)
    if len(people) == 1:
        abroad, later = abroad and is_foreign(context.name) and most.is_far(context.date), False
    if abroad and context.countries and not links and (later or not countries):
        most = _one_more(people, doubts, _LATER if later else _ELSEWHERE)
    most.meet(context)


def _one_more(people: list[Person], doubts: list[list[Doubt]], reason: str) -> Person:
    """Add one more person of a name, who may be any of those before, to the people."""
    person = Person(len(people))
    doubts.append([(DOUBT, reason)] * person.number)
    people.append(person)
    return person


def _stranger(context: Context, people: Sequence[Person]) -> str:
    """Return why an article without a post tells of none of those who hold posts, "" where it may do so.

    It calls the person 34岁的王勇, 青年布朗, and those lead a body of a country; or very many have the name,
    and the article names nobody well known, nobody who is named with one of them, and is of another time.
    """
    holders = [person for person in people if person.holds_posts]
    if context.posts or any(person.linked(context) for person in people):
        return ""
    if context.plain and all(person.heads_much for person in holders):
        return _PLAIN
    if is_everyday_name(context.name) and not context.among:
        apart = all(person.is_far(context.date, A_YEAR) and person.works_at_a_body for person in holders)
        return _ALONE if apart else ""
    return ""


def _choose(context: Context, people: Sequence[Person]) -> tuple[Person | None, list[Doubt]]:
    """Return the person that an article speaks of, None with the reasons why it is none of them."""
    most, best = 0, None
    for person in people:
        linked = person.linked(context)
        apart = person.is_a_life_apart(context.date) or person.is_of_another_age(context.date, context.posts)
        if linked > most and not apart:
            most, best = linked, person
    if best:
        return best, []
    doubts: list[Doubt] = []
    open_to = []
    for person in people:
        doubt = person.doubt(context.date, context.posts)
        if doubt is None and is_foreign(context.name) and person.is_elsewhere(context):
            doubt = DOUBT, _ELSEWHERE
        if doubt is None:
            open_to.append(person)
        else:
            doubts.append(doubt)
    if not open_to:
        return None, doubts
    called = (person for person in open_to if person.is_called(context.posts))
    return (next(called, open_to[0]) if _is_bare(context) else open_to[0]), []


def _names(key: NameKey, people: Sequence[Person]) -> list[str]:
    """Return a canonical name for each person: the first keeps the name, others add body or title."""
    names = {key[1]: None}  # in order
    for person in people[1:]:
        first = person.contexts[0]
        marks = [post.body or post.title for post in first.posts]
        marks += [post.body + post.title for post in first.posts]
        marks.append(" ".join([*marks[:1], f"{first.page}#{first.article}"]))
        names[next(name for mark in marks if (name := namesake(key[1], mark)) not in names)] = None
    return list(names)


def _links(
    key: NameKey, names: Sequence[str], links: Iterable[tuple[int, Occupation]]
) -> Iterator[Judgement]:
    """Yield the posts that seem to be another person's, and why they are one person's nevertheless."""
    reason = "other places, but a body, a companion, the page or an article in common"
    for number, post in links:
        other = namesake(key[1], post.body or post.title)
        if other != names[number]:
            yield Judgement(other, names[number], "positive", reason, _LINKED, "PER")


def _judgements(names: Sequence[str], doubts: Sequence[list[Doubt]]) -> Iterator[Judgement]:
    """Yield a judgement on each later person of a name and each before."""
    for number, told in enumerate(doubts):
        for earlier, (score, reason) in zip(names, told, strict=False):
            verdict = "negative" if score > DOUBT else "unsure"
            yield Judgement(names[number], earlier, verdict, reason, score, "PER")  # type: ignore[arg-type]
