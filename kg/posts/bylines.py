"""Bylines: □本报记者 甲 通讯员 乙, （记者 甲 乙）, 本报记者 甲 摄."""

import re
from collections.abc import Iterator

from kg.model import Mention
from kg.posts.clauses import Clause
from kg.posts.seats import Seat
from kg.posts.titles import is_reporting

_BEFORE_NAME = re.compile(r"\s*[：:/]?\s*")
_BETWEEN_NAMES = re.compile(r"\s*[、，/]?\s*(?:（[^（）]{1,8}）)?\s*")
_OWN = re.compile(
    r"(?:本报|本刊|本站|本网|本台|本社)$|"
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,8}(?:[日晚晨早商时都][报]|电视台|电台|新闻网|在线|客户端|通讯社)$"
)
_TAGLINE = re.compile(r"^.{0,24}?(?:讯|电|专电|消息|报道)(?=[（(：:，,\s]|$|记者|通讯员)")
_UNNAMED = re.compile(
    r"^[\s□■◎（(]*(?P<name>[\u4e00-\u9fffA-Za-z]{1,9}(?:报|网|社|台|客户端|频道|周刊|新闻))讯(?=[（(：:\s]|记者|$)"
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
    if own := re.match(
        r"[\s□■◎（(]*(本报|本刊|本站|本网|本台|本社)(?=讯|消息|记者|见习|实习|特约|通讯员|.{0,12}[讯电]（)",
        words,
    ):
        start = clause.start + own.start(1)
        covered = next((item for item in clause.items if item.at == (start, start + 2)), None)
        return Seat(covered or first, covered, None if covered else own[1], None, start)
    if other := _UNNAMED.match(words):
        start = clause.start + other.start("name")
        if not any(item.at[0] < clause.start + other.end() for item in clause.items):
            return Seat(first, None, other["name"], None, start)
    lead = clause.chars[clause.start : first.at[0]].strip("　 □■◎（(")
    if first.label == "ORG" and not lead and _TAGLINE.match(clause.chars[first.at[1] : clause.end]):
        return Seat(first, first, None, None, first.at[0])
    return None


def _seat(clause: Clause, index: int) -> Seat:
    title = clause.items[index]
    words = clause.gap(index)
    if clause.label(index - 1) == "ORG" and not words.strip():
        return Seat(title, clause.items[index - 1], None, None, clause.items[index - 1].at[0])
    if own := _OWN.search(words):
        return Seat(title, None, own[0], None, title.at[0] - len(own[0]))
    return Seat(title, None, None, None, title.at[0])
