"""Where the names of bodies begin and end that a network has found: what they take in of the words around."""

import re

from kg.knowledge.body_forms import official_name
from kg.knowledge.body_words import body_words
from kg.knowledge.dictionary import is_word
from kg.knowledge.lexicon import rule_word
from kg.knowledge.place_names import place_names
from kg.knowledge.state_bodies import state_body
from kg.recognize.body_joints import MISSION, MISSION_END
from kg.recognize.body_parts import ends_in_chief, is_former
from kg.recognize.candidates import Candidate
from kg.text import NUMERALS

_HOW = rule_word("owned")
_OWNED = re.compile(f"(?:公司)?(?:{_HOW}*的?[子孙]公司|(?:第[一二三])?{rule_word('owners')})(?=.{{4}})")
_OWNER = re.compile(f"{_HOW}+的?[子孙]公司(?=.{{4}})")
_MAKER = re.compile(rule_word("trades"))
_MISSION = re.compile(rf"(?<!驻){rule_word('sent')}$")
_GLOSS = re.compile(
    r"(?P<body>[^（(]{4,})[（(](?P<other>[A-Za-z][A-Za-z&.-]+|[\u4e00-\u9fff]{2,10})(?P<closed>[）)])?"
)
_DATELINE = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{2,4}}?)(?:{rule_word('dateline')}|[一二三四五六七八九十廿卅0-9]{{1,3}}日)(?P<agency>[^日]{{2,}}社)?"
)
_TERM = re.compile(rf"(?<=..)第[0-9{NUMERALS}]{{1,3}}任$")
_MEETING = re.compile(rule_word("meets"))
_WITH = "同与和向"
_SHORTEST = 2  # characters of a name
_STATIONED = "驻"
_WILL, _COMMITTEE = "会", "委会"
_CONGRESS = re.compile("全国(?:代表大会|委员会)(?=..)")
_SESSION = re.compile(f"第?[0-9{NUMERALS}]{{1,4}}[次届]$")
_QUOTES = (("“", "”"), ("《", "》"))
_CLOSING, _OPENING = ("）", ")"), frozenset("（(")
_LONGEST_PARTY = 12  # characters
_LONGEST = 8  # characters between a name and its other quotation mark, and of a country or place


def balance(text: str, name: Candidate) -> Candidate:
    """Return a body with both of its quotation marks, where a network has seen one: “扫黄打非”办公室.

    A bracket at its end that closes what begins before it is none of its: 组织（|UNESCO|）.
    """
    surface = text[name.start : name.end]
    if surface.endswith(_CLOSING) and not _OPENING.intersection(surface):
        return name._replace(end=name.end - 1)
    for opening, closing in _QUOTES:
        if surface.count(opening) < surface.count(closing):
            start = text.rfind(opening, max(0, name.start - _LONGEST), name.start)
            return name._replace(start=start) if start >= 0 else name
        if surface.count(opening) > surface.count(closing):
            end = text.find(closing, name.end, name.end + _LONGEST)
            return name._replace(end=end + 1) if end >= 0 else name
    return name


def mend_body(text: str, name: Candidate) -> list[Candidate]:
    """Return a body without what only says who it is or who is sent by it."""
    if ends_in_chief(text, name.end):
        return []
    if _CONGRESS.match(text, name.start, name.end):
        return [name._replace(start=_congress_start(text, name.start))]
    former = is_former(text[name.start : name.end])
    owned = _OWNED.match(text, name.start + former, name.end)
    name = name._replace(start=owned.end() if owned else name.start + former)
    surface = text[name.start : name.end]
    if parts := _part_dateline(text, name) or _part_meeting(text, name) or _part_owner(text, name):
        return parts
    if term := _TERM.search(surface):  # 澳门特别行政区|第五任|行政长官
        is_place = surface[: term.start()] in place_names().sure
        return [name._replace(end=name.start + term.start(), label="LOC" if is_place else "ORG")]
    gloss = _GLOSS.fullmatch(surface)
    if gloss and (not gloss["closed"] or _is_other_name(gloss["other"], gloss["body"])):
        return _without_gloss(name, gloss)
    if is_stationed(text, name) and MISSION_END.search(surface):
        return [name._replace(start=_sender_start(text, name.start - 1))]
    sent = _MISSION.search(surface)
    if sent and body_words().ending(surface[: sent.start()]):
        return [name._replace(end=name.start + sent.start())]
    maker = _MAKER.search(surface)
    if maker and len(body_words().ending(surface)) < len(surface) - maker.end() - 1:
        return [*_place_of(surface, name), name._replace(start=name.start + maker.end())]
    return [name]


def _congress_start(text: str, at: int) -> int:
    """Return where the party begins of whose congress a body is: 民盟第十次|全国代表大会主席团."""
    session = _SESSION.search(text, max(0, at - _LONGEST), at)
    end = session.start() if session else 0
    widths = range(min(_LONGEST_PARTY, end), _SHORTEST - 1, -1)
    return next((end - n for n in widths if _is_party(text[end - n : end])), at)


def _is_party(name: str) -> bool:
    return name in body_words().known or official_name(name) is not None


def _part_dateline(text: str, name: Candidate) -> list[Candidate]:
    """Return the place, and the agency, of a dateline that a name is: 南京|四日|中央社, 洛阳|航讯."""
    dateline = _DATELINE.fullmatch(text, name.start, name.end)
    if not dateline or dateline["place"] not in place_names().sure:
        return []
    place = name._replace(end=dateline.end("place"), label="LOC")
    agency = name._replace(start=dateline.start("agency"))
    return [place, agency] if dateline["agency"] else [place]


def _part_meeting(text: str, name: Candidate) -> list[Candidate]:
    """Return who or what stands before and after a verb that a name takes in: 紫光阁|会见|…公司."""
    meeting = _MEETING.search(text, name.start + _SHORTEST, name.end - _SHORTEST)
    if not meeting:
        return []
    before, after = name._replace(end=meeting.start()), name._replace(start=meeting.end())
    is_body = body_words().ending(text[before.start : before.end])
    return [before if is_body else before._replace(label="LOC"), after]


def _part_owner(text: str, name: Candidate) -> list[Candidate]:
    """Return a company and the one that belongs to it, where a name is both: 国网公司|下属子公司|…公司."""
    owner = _OWNER.search(text, name.start + _SHORTEST, name.end)
    return [name._replace(end=owner.start()), name._replace(start=owner.end())] if owner else []


def part_places(text: str, name: Candidate) -> list[Candidate]:
    """Return the places of a name that holds two with a word between them: 爱丽舍宫|同|法国."""
    for at in range(name.start + _SHORTEST, name.end - _SHORTEST):
        if text[at] in _WITH and text[at + 1 : name.end] in place_names().countries:
            return [name._replace(end=at), name._replace(start=at + 1)]
    return []


def _is_other_name(other: str, body: str) -> bool:
    """Tell whether what stands in brackets is a name of the body before them: its letters, or a short form.

    A short form ends as bodies do, and its characters stand in the body's name in their order.

    >>> _is_other_name("县一中", "龙泉县第一中学"), _is_other_name("亚洲", "亚洲银行")
    (True, False)
    """
    rest = iter(body)
    return other.isascii() or (bool(body_words().ending(other)) and all(char in rest for char in other))


def _without_gloss(name: Candidate, gloss: "re.Match[str]") -> list[Candidate]:
    """Return a body and its other name in brackets behind it as two: 世界贸易组织|（WTO）."""
    body = name._replace(end=name.start + gloss.end("body"))
    start, end = gloss.span("other")
    return [body, name._replace(start=name.start + start, end=name.start + end)]


def mission_at(text: str, place: Candidate) -> Candidate | None:
    """Return the mission that a place belongs to, None where it is no more than a place: 驻|悉尼|总领馆."""
    if not is_stationed(text, place):
        return None
    found = MISSION.match(text, place.end)
    start = _sender_start(text, place.start - 1)
    return place._replace(start=start, end=found.end(), label="ORG") if found else None


def is_stationed(text: str, name: Candidate) -> bool:
    """Tell whether a name stands right after 驻."""
    return name.start > 0 and text[name.start - 1] == _STATIONED


def _sender_start(text: str, stationed: int) -> int:
    """Return where the name of a mission abroad begins, with who sends it: 中国|驻法国使馆."""
    widths = range(min(_LONGEST, stationed), 1, -1)
    sender = next((n for n in widths if text[stationed - n : stationed] in place_names().countries), 0)
    return stationed - sender


def _place_of(surface: str, name: Candidate) -> list[Candidate]:
    """Return the place that a name opens with: 美国|汽车制造商|…."""
    width = next((n for n in range(len(surface) - 1, 1, -1) if surface[:n] in place_names().sure), 0)
    return [name._replace(end=name.start + width, label="LOC")] if width else []


def takes_in_will(name: str) -> bool:
    """Tell whether a body ends before 会, which is the verb of the text: 政府军|会, 理事会|会, not 基金会."""
    if name[-1] != _WILL or name.endswith(_COMMITTEE) or any(is_word(name[-width:]) for width in (3, 4)):
        return False
    body = name[:-1]
    if name in body_words().known:
        return False
    whole = body in body_words().known or len(body_words().ending(body)) >= _SHORTEST
    return whole or state_body(body) is not None
