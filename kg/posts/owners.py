"""Whose envoy, head or professor somebody is where words stand between a body and the title."""

import re

from kg.knowledge.abbreviations import side_of
from kg.knowledge.body_endings import ending
from kg.knowledge.countries import OURS, country_name, read_countries
from kg.knowledge.post_words import verb, word
from kg.knowledge.titles import ends_as
from kg.model import Mention
from kg.posts.clauses import Clause

_SENT = re.compile(r"[选委指特]?派[来出驻]?的?")
_IN_HOUSE = re.compile(rf"{word('stationed')}会")
_AFFAIRS = re.compile(rf"[\u4e00-\u9fff]{{0,9}}{word('affairs')}")
STATION = re.compile(rf"{word('stationed')}$")
"""What ends with the word before the place where somebody is sent: 中国|常驻."""
_OURS_SENT = re.compile(rf"{word('senders')}{word('stationed')}$")
_SPECIALTY = re.compile(rf"(?:(?!{word('no_specialty')})[\u4e00-\u9fff]){{1,5}}")
UNIT = re.compile(rf"[\u4e00-\u9fff]{{0,9}}{ending('worded')}")
"""The words of a part of a body that is no name by itself."""
UNNAMED = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|{word('before_body')}|{verb('before_body')})[原前]?"
    rf"(?P<body>(?!{word('no_body')})"
    rf"(?:(?![的了]|{verb('before_body')})[\u4e00-\u9fff]){{1,13}}?{ending('worded')})[”》]?$"
)
"""The body of which words before a title tell without a mention: 同心研究所|所长."""
_TO_STATE = re.compile(rf"{word('stationed')}[\u4e00-\u9fff]")
_ENVOY = re.compile("大使|总领事|公使|使节")
_OF_DEPARTMENT = re.compile("事务|[副总代]*司长$")
_ITS = "其"
_NATIVE = "籍"
_OF_STATE = re.compile(r"国家副?主席$")


def employer_of(clause: Clause, index: int) -> tuple[int, Mention | None, None] | None:
    """Return the first item and the body where the place before a title is only where its bearer comes from.

    江州大学|云岭|籍|教授; None for other titles.
    """
    place = index - 1
    if clause.label(place) != "LOC" or not clause.gap(index).startswith(_NATIVE):
        return None
    told = clause.label(place - 1) == "ORG" and not clause.gap(place)
    return (place - 1, clause.items[place - 1], None) if told else (place, None, None)


def is_inner_place(clause: Clause, place: int) -> bool:
    """Tell whether a place stands after the country that holds it, where somebody is sent to both."""
    both = clause.label(place) == clause.label(place - 1) == "LOC" and not clause.gap(place)
    return both and STATION.search(clause.gap(place - 1)) is not None


def sender_of(words: str) -> str | None:
    """Return the country whose envoy stands after 驻, None where the words before do not tell: 我驻|巴西."""
    return OURS if _OURS_SENT.search(words) else None


def is_side(body: Mention) -> bool:
    """Tell whether a body is a country by one character as a party to something: 哈方."""
    return body.label == "LOC" and len(body.text) > 1 and bool(side_of(body.text))


def chaired_by(clause: Clause, side: int) -> tuple[int, Mention | None, str | None, int]:
    """Return what two sides lead together, whose one side is item `side`: 中乙合作委员会|中方|主席.

    It comes as the first item of the seat, the body, its words, and where the seat begins; nobody leads a
    country by the head of its side.
    """
    start = clause.items[side].at[0]
    if clause.label(side - 1) == "ORG" and not clause.gap(side):
        return side - 1, clause.items[side - 1], None, clause.items[side - 1].at[0]
    told = UNNAMED.search(clause.gap(side))
    return side, None, told["body"] if told else None, start - len(told["body"]) if told else start


def charge_of(clause: Clause, owner: int, index: int) -> str | None:
    """Return what an envoy is for, or that a deputy is at the office, None for other words: 中东问题|特使."""
    begin = clause.items[owner].at[1] if owner > index - 3 else clause.items[index - 1].at[0]
    words = clause.chars[begin : clause.items[index].at[0]]
    if _TO_STATE.fullmatch(words):
        return _in_full(words, clause.chars)
    return words if _IN_HOUSE.fullmatch(words) or _AFFAIRS.fullmatch(words) else None


def department_of(clause: Clause, index: int) -> tuple[int, Mention | None, str] | None:
    """Return the body that has a department for a place, its index, and that place: 外交部|亚洲|司长.

    甲国|总理|乙国|事务特使 is of 甲国; where the clause tells no body (、亚洲司长) the place is none either.
    None for other titles.
    """
    place = index - 1
    if (
        clause.label(place) != "LOC"
        or not _OF_DEPARTMENT.match(clause.items[index].text)
        or clause.gap(index)
    ):
        return None
    first = place - 1
    if clause.label(first) == "TITLE" and not clause.gap(place):
        first -= 1
    told = clause.label(first) in ("LOC", "ORG") and not clause.gap(place) and not clause.gap(first + 1)
    charge = clause.items[place].text
    return (first, clause.items[first], charge) if told else (place, None, charge)


def _in_full(station: str, chars: str) -> str:
    """Return where an envoy is with the one country of the article that a character can mean: 驻塞."""
    told = {full for name, full in read_countries().items() if name[0] == station[-1] and name in chars}
    return station[:-1] + told.pop() if len(told) == 1 else station


def owner_of(clause: Clause, index: int) -> int | None:
    """Return the index of a body that a field stands after: 河北大学|特聘|教授, 美国|中东|问题|特使."""
    if _is_specialty(clause, index):
        return index - 1
    gap = clause.gap(index)
    if _TO_STATE.fullmatch(gap) and _ENVOY.search(clause.items[index].text):
        return index - 1 if clause.label(index - 1) in ("LOC", "ORG") else None  # 中国|驻塞|大使
    if clause.label(index - 1) == "ORG" and (_SENT.fullmatch(gap) or _IN_HOUSE.fullmatch(gap)):
        return index - 1
    if index < 1 or not _AFFAIRS.fullmatch(clause.gap(index)):
        return None
    if clause.label(index - 1) == "LOC" and not clause.gap(index - 1):
        if clause.label(index - 2) in ("LOC", "ORG"):
            return index - 2
        if clause.label(index - 2) == "TITLE" and not clause.gap(index - 2):
            # 联合国|秘书长|甲国|问题|特使
            return index - 3 if clause.label(index - 3) in ("LOC", "ORG") else None
    return index - 1 if clause.label(index - 1) == "ORG" else None


def _is_specialty(clause: Clause, index: int) -> bool:
    """Tell whether only a specialty stands between a body and the title: 河北大学|特聘|教授."""
    title = clause.items[index].text
    between = _SPECIALTY.fullmatch(clause.gap(index)) and not UNIT.fullmatch(clause.gap(index))
    return clause.label(index - 1) == "ORG" and bool(between) and ends_as(title, "profession")


def possessor_of(clause: Clause, start: int) -> Mention | None:
    """Return the one body that a sentence names before 其 at an offset, where it names nobody: 其|总裁甲."""
    if not clause.chars.endswith(_ITS, clause.start, start):
        return None
    before = [item for item in clause.items if item.at[1] < start]
    bodies = {item.text: item for item in before if item.label == "ORG"}
    alone = len(bodies) == 1 and all(item.label != "PER" for item in before)
    return bodies.popitem()[1] if alone else None


def is_of_no_state(body: Mention, title: str) -> bool:
    """Tell whether a place before the title of a head of state is none that has one: 抵达开罗的|国家主席."""
    return body.label == "LOC" and _OF_STATE.search(title) is not None and country_name(body.text) is None
