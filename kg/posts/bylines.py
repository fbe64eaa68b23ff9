"""Bylines: □本报记者 甲 通讯员 乙, （记者 甲 乙）, 本报记者 甲 摄."""

import re
from collections.abc import Iterator

from kg.knowledge.press_words import press
from kg.knowledge.titles import is_reporting
from kg.model import Mention
from kg.posts.clauses import Clause, Seat

_BEFORE_NAME = re.compile(r"\s*[：:/]?\s*")
_BETWEEN_NAMES = re.compile(r"\s*[、，/]?\s*(?:（[^（）]{1,8}）)?\s*")
_OWN = re.compile(
    rf"{press('own')}$|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{1,8}}{press('paper_end', 'broadcaster')}$"
)
_SENT = rf"^.{{0,24}}?{press('wire')}?{press('sent')}"
_TAGLINE = re.compile(rf"{_SENT}】?(?=[（(：:，,\s]|$|{press('writer')})")
_PASSED_ON = re.compile(rf"{_SENT}[】（(\s]*{press('writer')}")
_UNNAMED = re.compile(
    rf"^[\s□■◎（(]*(?P<name>[\u4e00-\u9fffA-Za-z]{{1,9}}{press('medium')})讯(?=[（(：:\s]|{press('writer')}|$)"
)
_BY = "据"
_SOURCE = re.compile(
    rf"[\s□■◎（(]*({press('own')})(?=讯|消息|{press('rank')}|{press('writer')}|.{{0,12}}[讯电](?:（|\s|{press('writer')}))"
)


def find_bylines(clause: Clause, medium: Seat | None) -> Iterator[tuple[Seat, Mention]]:
    """Yield each reporter of a sentence with the title and medium.

    The medium is what stands directly before the title (本报记者), else that of the byline before it in
    the same sentence, else `medium`, the article's own (see `find_medium`).
    """
    last: Seat | None = None
    for index, title in enumerate(clause.items):
        if (
            title.label != "TITLE"
            or not is_reporting(title.text)
            or not clause.joined(index + 1, _BEFORE_NAME)
        ):
            continue
        seat = _seat(clause, index)
        if seat.body_form is None and (above := last or medium):
            seat = Seat(title, above.body, above.body_text, None, seat.start)
        last = seat
        person = index + 1
        while clause.label(person) == "PER":
            yield seat, clause.items[person]
            person += 1
            if not clause.joined(person, _BETWEEN_NAMES):
                break


def find_medium(clause: Clause) -> Seat | None:
    """Return the medium that a sentence names as its source: 本报讯, 新华网合肥13日电, 本报记者.

    The result is a seat without a meaningful title; None where the sentence names no medium.
    """
    first = clause.items[0]
    words = clause.chars[clause.start : clause.end]
    if own := _SOURCE.match(words):
        start = clause.start + own.start(1)
        covered = next((item for item in clause.items if item.at == (start, start + len(own[1]))), None)
        return Seat(covered or first, covered, None if covered else own[1], None, start)
    if other := _UNNAMED.match(words):
        start = clause.start + other.start("name")
        if not any(item.at[0] < clause.start + other.end() for item in clause.items):
            return Seat(first, None, other["name"], None, start)
    lead = clause.chars[clause.start : first.at[0]].strip("　 □■◎（(【")
    told = {"": _TAGLINE, _BY: _PASSED_ON}.get(lead)  # 据新华社合肥13日电（记者 is by its reporter
    if first.label == "ORG" and told and told.match(clause.chars[first.at[1] : clause.end]):
        return Seat(first, first, None, None, first.at[0])
    return None


def _seat(clause: Clause, index: int) -> Seat:
    title = clause.items[index]
    words = clause.gap(index)
    if clause.label(index - 1) == "ORG" and not words.strip(" 　》"):
        return Seat(title, clause.items[index - 1], None, None, clause.items[index - 1].at[0])
    if own := _OWN.search(words):
        return Seat(title, None, own[0], None, title.at[0] - len(own[0]))
    return Seat(title, None, None, None, title.at[0])
