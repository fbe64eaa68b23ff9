"""Bodies that more than one name tells, or one with a qualifier inside: 乙院（原甲院）, 泰国前国会."""

import re
from dataclasses import replace
from functools import cache

from kg.knowledge.body_endings import ending
from kg.knowledge.body_forms import official_name
from kg.knowledge.body_kinds import body_kind
from kg.knowledge.countries import OURS, country_name
from kg.knowledge.dictionary import is_word
from kg.knowledge.divisions import LEVELS, short_provinces
from kg.knowledge.post_words import post_verbs, words
from kg.knowledge.tables import any_of
from kg.knowledge.titles import has_field, is_calling, title_end
from kg.posts.clauses import Clause, Seat

_FORMER_PART = re.compile(
    rf"(?P<whole>[\u4e00-\u9fff]{{2,12}}?)(?P<former>[前原])(?P<part>(?!.{{1,3}}[{LEVELS}镇乡村]).{{2,12}})"
)
_HOLDS_PARTS = re.compile(rf"[{LEVELS}]$|{ending('governs')}$")
_PARTY, _OUR_PARTY = tuple(words("party")), tuple(words("our_party"))
_OF_ACADEMIES = tuple(words("academician"))
_RANKS, _SERVICES = tuple(words("military_rank")), tuple(words("service"))
_DEGREES = tuple(words("degree"))
_FITTING = {"hospital": ("hospital",), "school": ("school", "hospital", "culture", "other")}
"""The kinds of bodies that have people of a field of work."""
_SCHOOL = "校"
_GLOSSES = tuple(f"（{before}" for before in ("", *words("gloss")))


def glossed(clause: Clause, index: int) -> int | None:
    """Return the index of the body before a bracket with its other names: 乙院（原甲院）|院长."""
    at = index - 1
    while clause.gap(at) == "，" and clause.label(at - 1) == "ORG":
        at -= 1
    inside = clause.gap(index).startswith("）") and clause.gap(at) in _GLOSSES
    return at - 1 if inside and clause.label(at - 1) == "ORG" else None


def without_workplace(seat: Seat) -> Seat:
    """Return the seat of a member of an academy, or of who has a rank, without the body where they work.

    某大学|甲|院士 and 某司令部司令|乙|上将; 某国空军|乙|上将 is of that body.
    """
    form, title = seat.body_form, seat.title.text
    if title.endswith(_OF_ACADEMIES):
        ends = title_end(title).bodies
    elif title.endswith(_RANKS):
        ends = _SERVICES
    else:
        return seat
    if form is None or form.endswith(ends) or country_name(form):
        return seat
    return replace(seat, body=None, body_text=None)


def is_of_none(title: str, other: Seat, *, first: bool) -> bool:
    """Tell whether a calling is of no body that a title before it has: 工程院院士、|航天专家甲.

    So is that of another person, whose title is the `first` after the name: 甲国总统甲、|儿科医生乙.
    """
    if not is_calling(title):
        return False
    governs = other.body is not None and other.body.label == "LOC" and not is_calling(other.title.text)
    return other.title.text.endswith(_OF_ACADEMIES) or (first and (governs or has_field(title)))


def works_at(title: str, other: Seat) -> bool:
    """Tell whether who is called by a title after the name has it at the body of another post: 校长甲教授."""
    fitting, form = _FITTING.get(title_end(title).field), other.body_form
    if title.endswith(_DEGREES):
        return False
    if fitting is None or form is None:
        return True
    placed = other.body_text is None and other.body is not None and other.body.label == "LOC"
    return not placed and (body_kind(form) in fitting or form.endswith(_SCHOOL))


def is_of_party(clause: Clause, body: int) -> bool:
    """Tell whether a body is one of the party named right before it: 某国人民党|中央委员会."""
    if clause.label(body - 1) != "ORG" or clause.gap(body):
        return False
    official, party = official_name(clause.items[body].text), clause.items[body - 1].text
    return party.endswith(_PARTY) and official_name(party) is None and (official or "").startswith(_OUR_PARTY)


def is_of_state(clause: Clause, body: int) -> bool:
    """Tell whether a body is one of another country, with a word of its head between: 以色列|新任|国防部."""
    if clause.label(body) != "ORG" or clause.label(body - 1) != "LOC":
        return False
    return clause.gap(body) in post_verbs("chained") and country_name(clause.items[body - 1].text) not in (
        None,
        OURS,
    )


def read_inner(body: str) -> tuple[str, str] | None:
    """Return the name of a body without a qualifier inside it, and that qualifier: 泰国|前|国会."""
    if inner := _inner().fullmatch(body):
        return inner["place"] + (inner["seat"] or inner["organ"]), inner["former"] or inner["then"]
    parts = _FORMER_PART.fullmatch(body)
    whole = parts["whole"] if parts else ""
    if parts and is_word(parts["former"] + parts["part"][:1]) and not is_word(parts["part"][:2]):
        return None  # 甲国|原子能组织, not 甲省|原|粮食局
    if parts and (country_name(whole) or official_name(whole) or _HOLDS_PARTS.search(whole)):
        return whole + parts["part"], parts["former"]
    return None


@cache
def _inner() -> "re.Pattern[str]":
    """Return what matches 甘肃原省委, 响水县时任环保局: the qualifier stands inside the body."""
    return re.compile(
        rf"(?P<place>{any_of(*short_provinces())}|[\u4e00-\u9fff]{{1,11}}[{LEVELS}])(?:"
        rf"(?P<former>[原前])(?P<seat>[{LEVELS}](?:委|政府)|自治区党委)|(?P<then>时任|现任)(?P<organ>.{{2,8}}[局厅委]))"
    )
