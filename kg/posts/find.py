"""Posts: a person holds a title at a body, as one clause states it.

Read in this order, each title and person once: bylines; titles before names (apposition, chains of
posts, shared heads, lists of people); titles after names; verbs of appointment.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from kg.knowledge.post_words import post_verbs, verb, word, words
from kg.knowledge.titles import ends_as, is_collective, is_reporting, is_shareable, qualifier_of
from kg.model import Article, Mention, Post
from kg.posts.bodies import without_workplace, works_at
from kg.posts.bylines import find_bylines, find_medium
from kg.posts.carried import Carrier
from kg.posts.changes import change_of
from kg.posts.clauses import Clause, Holding, Seat, opens_headline, split_clauses
from kg.posts.completion import complete
from kg.posts.dates import Dates
from kg.posts.lives import without_dates
from kg.posts.predicates import Background, find_stated
from kg.posts.rolls import in_rolls
from kg.posts.seats import seats_after, seats_before
from kg.posts.title_first import seats_apart

_BEFORE_NAME = re.compile(rf"(?:（{word('standing')}）)?\s*[“\"”’」]?")
_LISTED = re.compile(r"(?:（[^（）]{1,10}）\s*(?:、|和|与|及|以及)?|\s*(?:、|和|与|及|以及)|\s)\s*")
_BRACKET = re.compile(rf"，?（(?:{verb('in_brackets')}|，)?")
_COLON = re.compile(r"\s*：\s*")
_OF_BODY = re.compile(rf"的|的?[\u4e00-\u9fff]{{0,4}}{word('role')}")
_LEADS = re.compile("所?(?:率领|带领)的?")
_NO_POST = words("no_post")
_SPEAKS_FOR = "代表"
_MEETING = re.compile(word("meeting"))
_LISTS = post_verbs("one_by_one")
_HEADS = ("团长", "领队", "队长", "组长")
Kind = Literal["post", "byline"]
Said = tuple[Kind, bool, Holding]  # whether a verb states it


def find_posts(article: Article, mentions: Sequence[Mention], date: str | None = None) -> list[Post]:
    """Return the posts that an article states, sorted by their place on the page.

    `mentions` are those of this article. Every pair of a person and a title gives one post at most. Its
    date is the one that its clause gives (去年底), else that of the article, else `date`, the page's.
    """
    reference = article.date or date
    posts: dict[tuple[int, int], Post] = {}
    bare: set[tuple[int, int]] = set()  # those with nothing before the title that could be their body
    for clause, said in _read(article, mentions):
        dates = Dates(clause, reference)
        for kind, stated, (person, told, qualifier) in said:
            seat = without_workplace(told)
            key = person.start, seat.title.start
            if key not in posts:
                posts[key] = _post(article, clause, (person, seat, qualifier), kind, dates, stated=stated)
                if kind == "post" and seat.bare:
                    bare.add(key)
    carrier = Carrier(article.text.chars, mentions)
    carried = (
        carrier.carry(post) if (post.person.start, post.title.start) in bare else post
        for post in complete(list(in_rolls(article, list(posts.values()))))
    )
    completed = (post for post in carried if post.body_in_full or _is_one_alone(post, article.text.chars))
    return sorted(without_dates(article, mentions, list(completed)), key=_place)


def _is_one_alone(post: Post, chars: str) -> bool:
    """Tell whether a title without a body says of a post: not 村民, nor the 代表 of 甲代表乙, 以甲为代表."""
    title = post.title
    if title.text == _SPEAKS_FOR:
        return chars[title.at[0] - 1 : title.at[0]] == "的"
    return title.text not in _NO_POST


def _read(article: Article, mentions: Sequence[Mention]) -> Iterator[tuple[Clause, Iterator[Said]]]:
    """Yield each sentence with a title, with what it says."""
    reports = any(m.label == "TITLE" and is_reporting(m.text) for m in mentions)
    medium: Seat | None = None
    background = Background()
    for clause in split_clauses(article, mentions):
        if reports:
            medium = find_medium(clause) or medium
        if "TITLE" in clause.labels:
            yield clause, _said(clause, background, medium, reports=reports)
        background = background.after(clause)


def _said(clause: Clause, background: Background, medium: Seat | None, *, reports: bool) -> Iterator[Said]:
    """Yield who holds what as a sentence says it."""
    if reports:
        for seat, person in find_bylines(clause, medium):
            yield "byline", False, (person, seat, None)
    for holding in (*_at_head(clause), *_apposed(clause)):
        yield "post", False, holding
    for holding in find_stated(clause, background):
        yield "post", True, holding
    for holding in _name_first(clause):
        yield "post", False, holding


def _place(post: Post) -> tuple[int, int, int, int]:
    return post.start, post.end, post.person.start, post.title.start


def _post(
    article: Article, clause: Clause, holding: Holding, kind: Kind, dates: Dates, *, stated: bool
) -> Post:
    person, seat, qualifier = holding
    inside = clause.start <= person.at[0] < clause.end  # else a pronoun stands for the person
    start = min(seat.start, person.at[0]) if inside else seat.start
    end = max(seat.title.at[1], person.at[1])
    raw = article.text.raw_span(start, end)
    said = dates.before(end, stated=stated or seat.qualifier is not None)
    if qualifier in _LISTS and not clause.chars.endswith(qualifier, clause.start, seat.start):
        said = ""  # 1985年，历任甲、|乙、丙: the year is that of the first
    change = None if kind == "byline" else change_of(clause, person, seat, qualifier, stated=stated)
    if change and said is None and dates.is_of_earlier_year():
        said = ""
    return Post(
        page=article.page,
        article=article.id,
        start=raw[0],
        end=raw[1],
        person=person,
        title=seat.title,
        body=seat.body,
        body_text=seat.body_text,
        qualifier=qualifier or seat.qualifier,
        kind=kind,
        date=(dates.reference if said is None else said) or None,
        dated_by="clause" if said else "article" if said is None and dates.reference else None,
        place=article.place,
        change=change,
        station=seat.station,
    )


def _apposed(clause: Clause) -> Iterator[Holding]:
    """Yield the posts of titles that stand before their holders."""
    above: Seat | None = None  # the last seat read, whose body a later bare title takes over
    listed = False  # whether the people that follow in the list hold it too
    for index, item in enumerate(clause.items):
        if item.label != "PER":
            continue
        before = index - 1
        if clause.label(before) == "TITLE" and _precedes(clause, index):
            seats = seats_before(clause, before, above)
            seats = [
                seat
                for seat in seats
                if not (is_collective(seat.title.text) and not _leads_alone(clause, index, seat))
                and not is_reporting(seat.title.text)
            ]
            yield from ((item, seat, None) for seat in seats)
            above = seats[-1] if seats else above
            listed = bool(seats) and is_shareable(seats[-1].title.text)
        elif apart := seats_apart(clause, index):
            yield from ((item, seat, None) for seat in apart)
            above, listed = apart[-1], False
        elif above and listed and clause.label(before) == "PER" and clause.joined(index, _LISTED):
            yield item, above, None
        else:
            listed = False


def _leads_alone(clause: Clause, person: int, seat: Seat) -> bool:
    """Tell whether a title of many is that of one person here: 某国领导人甲, not 领导人甲、乙."""
    goes_on = clause.label(person + 1) == "PER" and clause.joined(person + 1, _LISTED)
    return ends_as(seat.title.text, "alone") and seat.body_form is not None and not goes_on


def _at_head(clause: Clause) -> Iterator[Holding]:
    """Yield who leads a group that is named after: 由团长甲率领的|贸易代表团."""
    for index in clause.people:
        title, body = index - 1, index + 1
        told = clause.label(title) == "TITLE" and clause.label(body) == "ORG" and not clause.gap(index)
        if told and _LEADS.fullmatch(clause.gap(body)) and clause.items[title].text.endswith(_HEADS):
            seat = Seat(clause.items[title], clause.items[body], None, None, clause.items[title].at[0])
            yield clause.items[index], seat, None


def _precedes(clause: Clause, person: int) -> bool:
    """Tell whether the title before a name is that person's: 主任甲, and 组长：甲 where a list goes on."""
    if _MEETING.match(clause.gap(person + 1)):
        return False  # 领导人|汉堡|峰会
    if clause.joined(person, _BEFORE_NAME):
        return not opens_headline(clause, person)
    listed = clause.label(person + 1) != "" or not clause.gap(person + 1).strip("）。 ")
    return clause.joined(person, _COLON) and listed and clause.gap(person + 1)[:1] not in ("，", "：")


def _name_first(clause: Clause) -> Iterator[Holding]:
    """Yield the posts of titles that stand after their holders: 甲主任, 甲（市委书记）."""
    for index, item in enumerate(clause.items[:-1]):
        title = index + 1
        if item.label != "PER":
            continue
        words = clause.gap(title)
        if clause.label(title) == "TITLE" and not words and not _serves_person(clause, index):
            told = qualifier_of(clause.items[title].text)  # 甲前总统
            yield item, Seat(clause.items[title], *_body_around(clause, index), told, item.at[0]), None
        elif _BRACKET.fullmatch(words):
            yield from _bracketed(clause, item, title)


def _serves_person(clause: Clause, person: int) -> bool:
    """Tell whether the title after a name is another's: the next name's, or the aide of who has a post.

    总统甲特别代表、国务卿乙: both titles after 甲 are those of 乙.
    """
    title = person + 1
    if clause.label(title + 1) == "PER" and clause.joined(title + 1, _BEFORE_NAME):
        return True
    has_post = clause.label(person - 1) == "TITLE" and clause.joined(person, _BEFORE_NAME)
    return has_post and ends_as(clause.items[title].text, "aide")


def _body_around(clause: Clause, person: int) -> tuple[Mention | None, str | None]:
    """Return the body before a name that is followed by its title: 北大王教授, 心内科专家高筱红主任."""
    if clause.joined(person, _BEFORE_NAME):
        if clause.label(person - 1) in ("ORG", "LOC"):
            return clause.items[person - 1], None
        if clause.label(person - 1) == "TITLE":
            seat = seats_before(clause, person - 1)[-1]
            if works_at(clause.items[person + 1].text, seat):
                return seat.body, seat.body_text
    elif clause.label(person - 1) == "ORG" and _OF_BODY.fullmatch(clause.gap(person)):
        return clause.items[person - 1], None
    return None, None


def _bracketed(clause: Clause, person: Mention, index: int) -> Iterator[Holding]:
    """Yield the posts in brackets after a name."""
    title = index
    while clause.label(title) in ("LOC", "ORG"):
        title += 1
    if clause.label(title) != "TITLE" or "）" in "".join(clause.gap(i) for i in range(index + 1, title + 1)):
        return
    seats, behind = seats_after(clause, title)
    if clause.gap(behind).startswith("）"):
        yield from ((person, seat, None) for seat in seats)
