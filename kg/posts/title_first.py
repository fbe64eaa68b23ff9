"""Posts whose title stands before the verb that gives it: 组长由院长甲担任, 副团长为甲和乙."""

import re
from collections.abc import Iterator

from kg.knowledge.post_words import verb, word, words_to
from kg.knowledge.titles import is_collective, is_reporting
from kg.posts.clauses import Clause, Holding, Seat
from kg.posts.seats import seats_before

_TAKES_ON = re.compile(rf"{word('in_person')}?来?{verb('takes_on')}")
_BY, _IS = re.compile(words_to("由")), re.compile(words_to("为是系"))
_LISTED = re.compile(r"\s*(?:、|和|与|及|以及)\s*")
_ENDS = re.compile(r"(?:等[人位名]?)?\s*(?:[，。；、）！？：]|$)")
_APART = re.compile(r"、(?:(?![和与及等、，。；：（）“”])\S){2,30}[的人者]")
_OF_PERSON = re.compile(r"(?<!其)[他她我你您]们?的?$")


def find_led(clause: Clause) -> Iterator[Holding]:
    """Yield 以甲为团长的代表团."""
    for index, item in enumerate(clause.items):
        if (
            item.label == "PER"
            and clause.gap(index).endswith("以")
            and clause.label(index + 1) == "TITLE"
            and clause.gap(index + 1) == "为"
            and clause.label(index + 2) == "ORG"
            and clause.gap(index + 2) == "的"
        ):
            title, body = clause.items[index + 1], clause.items[index + 2]
            yield item, Seat(title, body, None, None, title.at[0]), None


def find_taken_on(clause: Clause) -> Iterator[Holding]:
    """Yield 组长由院长甲担任."""
    for index, item in enumerate(clause.items):
        if item.label != "TITLE" or not _BY.fullmatch(clause.gap(index + 1)):
            continue
        person = clause.next_person(index + 1)
        if person is not None and _TAKES_ON.match(clause.gap(person + 1)):
            for seat in seats_before(clause, index):
                yield clause.items[person], seat, None


def find_named(clause: Clause) -> Iterator[Holding]:
    """Yield 团长为甲，副团长是乙和丙; not the teacher of somebody: 他的老师是甲."""
    for index, item in enumerate(clause.items):
        if item.label != "TITLE" or clause.label(index + 1) != "PER" or not clause.joined(index + 1, _IS):
            continue
        last = index + 1
        while clause.label(last + 1) == "PER" and clause.joined(last + 1, _LISTED):
            last += 1
        if not _ENDS.match(clause.gap(last + 1)):
            continue
        seats = seats_before(clause, index)
        owner = clause.label(index - 1) == "PER" and clause.gap(index) in ("", "的")
        if (
            owner
            or _OF_PERSON.search(clause.gap(index))
            or is_collective(item.text)
            or is_reporting(item.text)
        ):
            continue
        for person in clause.items[index + 1 : last + 1]:
            yield from ((person, seat, None) for seat in seats)


def seats_apart(clause: Clause, person: int) -> list[Seat]:
    """Return the seats of a person with a description between: 县医院|院长、首批援藏的|甲."""
    title = person - 1
    while clause.label(title) in ("LOC", "ORG"):
        title -= 1
    if clause.label(title) != "TITLE" or (clause.label(title - 1) == "PER" and not clause.gap(title)):
        return []
    if not _APART.fullmatch(clause.chars, clause.items[title].at[1], clause.items[person].at[0]):
        return []
    seats = seats_before(clause, title)
    return seats if seats[-1].body_form is not None else []


def find_serving(clause: Clause) -> Iterator[Holding]:
    """Yield 作为县医院护士长的甲 and 身为局长，甲."""
    for person in range(1, len(clause)):
        title = person - 1
        if clause.label(person) != "PER" or clause.label(title) != "TITLE":
            continue
        seats = seats_before(clause, title) if clause.gap(person) in ("的", "，") else []
        if seats and clause.chars.endswith(("作为", "身为"), clause.start, seats[0].start):
            yield from ((clause.items[person], seat, None) for seat in seats)
