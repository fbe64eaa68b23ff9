"""Which titles a named person bears: those beside a name, in its list of posts, after a verb of appointment.

Any other title is marked optional, and is no mention.
"""

import re
import sys
from bisect import bisect_left

from kg.knowledge.post_words import post_verbs, words_to
from kg.knowledge.post_words import words as post_words
from kg.recognize.candidates import Draft, Word, tagged

_IS = post_verbs("is")
_APPOINTS = post_verbs("appoints")
_WORKS_AS = post_verbs("works_as")
_TAKES_ON = post_verbs("takes_on")
_BY, _NAMES = re.compile(words_to("由")), re.compile(words_to("为是系"))
_AFTER_LAST = frozenset("，,。；;、）)！!？?：:\n和与及等")
_FARTHEST = 12  # words of a bracket
_ALSO = post_words("also")
_ENDS = frozenset("。！？!?；;\n")
_OPENING, _CLOSING = frozenset("“‘「"), frozenset("”’」")
_PARTISAN = "籍"
_FIGURE = "代表"
_STOPS = frozenset("，,：:。！？!?；;\n（）()“”《》")


def tie_titles(draft: Draft) -> None:
    """Mark as optional each title that no named person bears in its clause."""
    words = draft.words
    titles = tagged(words, "TITLE")
    if not titles:
        return
    people = tagged(words, "PER")
    borne = _beside_names(words, people) | _appointed(words, people)
    borne |= _taken_on(words, titles) | _described(words, titles)
    figures = {index for index in titles if _is_figure(words, index)}
    if figures:
        borne -= figures
        starts = {words[index].start for index in figures}
        draft.added = [c for c in draft.added if c.start not in starts]
    draft.words = out = list(words)
    for index in titles:
        out[index] = words[index].but(optional=index not in borne)


def _is_figure(words: list[Word], at: int) -> bool:
    """Tell whether a title says what somebody stands for: 以|甲|为|代表|的|学者."""
    if words[at].text != _FIGURE or at < 2 or words[at - 1].text != "为":
        return False
    start = next((i for i in range(at - 1, -1, -1) if words[i].text in _ENDS), -1) + 1
    return any(word.text == "以" for word in words[start : at - 1])


def _taken_on(words: list[Word], titles: list[int]) -> set[int]:
    """Return the titles before 由 and who takes them on, or before 为: 组长|由|院长|甲|担任, 团长|为|甲."""
    found = set()
    for index in titles:
        by = _after_title(words, index + 1, _BY)
        if by is not None:
            after = words[by : by + 12]
            person = next((i for i, word in enumerate(after) if word.tag == "PER"), len(after))
            if any(word.text in _TAKES_ON for word in after[person + 1 : person + 3]):
                found.add(index)
        named = _after_title(words, index + 1, _NAMES)
        if named is not None and _ends_with_person(words, named):
            found.add(index)
    return found


def _ends_with_person(words: list[Word], at: int) -> bool:
    """Tell whether a person stands at an index and nothing is said of them: 为|甲|，, not 为|甲|送去."""
    if at >= len(words) or words[at].tag != "PER":
        return False
    return at + 1 == len(words) or words[at + 1].text[:1] in _AFTER_LAST


def _after_title(words: list[Word], at: int, pattern: "re.Pattern[str]") -> int | None:
    """Return the index of the word after those that a pattern matches from an index on, else None."""
    text, best = "", None
    for index in range(at, min(at + 4, len(words))):
        text += words[index].text
        if pattern.fullmatch(text):
            best = index + 1
    return best


def _described(words: list[Word], titles: list[int]) -> set[int]:
    """Return the titles of a relative clause: 在省电视台|当|主播|的|甲."""
    return {
        index
        for index in titles
        if 2 <= index < len(words) - 2
        and words[index - 1].text in _WORKS_AS
        and words[index + 1].text == "的"
        and words[index + 2].tag == "PER"
    }


def _beside_names(words: list[Word], people: list[int]) -> set[int]:
    """Return the titles before or after a person, through lists of posts (ORG TITLE、ORG TITLE PER)."""
    borne: set[int] = set()
    for index in people:
        if not words[index].optional:
            _walk_left(words, index, borne)
            _walk_right(words, index, borne)
    return borne


def _walk_left(words: list[Word], index: int, borne: set[int]) -> None:
    """Add the titles that lead up to the person at an index."""
    at = _into_quotes(words, _skip_left(words, index - 1, " ：:　“\"'‘"))
    if at < 0 or words[at].tag != "TITLE":
        return
    while at >= 0 and words[at].tag == "TITLE":
        borne.add(at)
        at -= 1
        at = _before_bracket(words, at)
        while at >= 0 and _is_post_part(words[at]):
            at -= 1
        if at >= 0 and words[at].text in ("、", "兼", "兼任", "和", "及", "暨", "，", "·", "，兼", " "):
            comma = words[at].text == "，"
            at -= 1
            if comma and not (at > 0 and words[at].tag == "TITLE" and words[at - 1].tag in ("ORG", "LOC")):
                return
        while at >= 0 and words[at].tag in ("ORG", "LOC") and words[at + 1].tag == "TITLE":
            at -= 1


def _into_quotes(words: list[Word], at: int) -> int:
    """Return the index of the title that fills quotation marks which close at an index: “立委”|甲.

    Behind a common noun it is a byname: 桥梁“医生”.
    """
    if at < 1 or words[at].text not in _CLOSING:
        return at
    inner = at - 1
    while inner >= 0 and words[inner].tag in ("TITLE", "ORG", "LOC"):
        inner -= 1
    if inner < 0 or words[inner].text not in _OPENING:
        return at
    before = words[inner - 1] if inner else None
    noun = before.text if before is not None and before.tag == "n" else ""
    return at if len(noun) > 1 and not noun.endswith(_PARTISAN) else at - 1


def _before_bracket(words: list[Word], at: int) -> int:
    """Return the index of the body whose other name stands in brackets: 县医院（原一院）|院长."""
    while at >= 0 and words[at].tag in ("n", "nz", "a") and len(words[at].text) <= 4:
        at -= 1  # 著名
    if at < 0 or words[at].text != "）":
        return at
    opened = next((i for i in range(at, max(-1, at - _FARTHEST), -1) if words[i].text == "（"), at + 1)
    return opened - 1


def _is_post_part(word: Word) -> bool:
    """Tell whether a word may stand between the conjunction and the title of a post: its body."""
    return word.tag in ("ORG", "LOC") or (word.tag in ("n", "nz", "vn", "v") and len(word.text) <= 6)


def _skip_left(words: list[Word], at: int, through: str) -> int:
    """Return the nearest index at or before `at` whose word is none of the characters given."""
    while at >= 0 and words[at].text in through:
        at -= 1
    return at


def _walk_right(words: list[Word], index: int, borne: set[int]) -> None:
    """Add the titles directly after the person at an index, and what is coordinated with them."""
    at = index + 1
    if (
        at < len(words)
        and words[at].text in "（("
        and at + 1 < len(words)
        and words[at + 1].tag in ("TITLE", "ORG")
    ):
        at += 1
    else:
        while (
            at < len(words)
            and words[at].tag == "ORG"
            and at + 1 < len(words)
            and words[at + 1].tag == "TITLE"
        ):
            at += 1
    while at < len(words):
        while at < len(words) and words[at].tag in ("ORG", "LOC"):
            at += 1
        if at >= len(words) or words[at].tag != "TITLE":
            return
        if at + 1 < len(words) and words[at + 1].tag == "PER":
            return
        borne.add(at)
        at += 1
        if at < len(words) and words[at].text in ("、", "兼", "和", "，兼"):
            at += 1
        else:
            return


def _appointed(words: list[Word], people: list[int]) -> set[int]:
    """Return the titles after a verb of appointment once the paragraph has named a person."""
    borne: set[int] = set()
    verbs = [index for index, word in enumerate(words) if word.text in _APPOINTS] if people else []
    if not verbs:
        return borne
    begin, named = 0, False
    ends = [index for index, word in enumerate(words) if word.text in _ENDS]
    for end in (*ends, len(words)):
        named = named or _first(people, begin) < end
        verb = _first(verbs, begin)
        if named and verb < end:
            _appointed_in(words, begin, end, verb, borne)
        named = named and end < len(words) and words[end].text != "\n"
        begin = end + 1
    return borne


def _first(numbers: list[int], begin: int) -> int:
    """Return the first of some sorted numbers that is not less than another; sys.maxsize where none is."""
    at = bisect_left(numbers, begin)
    return numbers[at] if at < len(numbers) else sys.maxsize


def _appointed_in(words: list[Word], begin: int, end: int, verb: int, borne: set[int]) -> None:
    """Add the titles of a clause that follow a verb of appointment, from the first such verb on."""
    active = False
    for index in range(verb, end):
        word = words[index]
        if word.text in _APPOINTS:
            named = index > begin and (
                _just_named(words, index) or _at_work(words, index) or _goes_on(words, begin, index)
            )
            active = word.text not in _IS or named
            continue
        if not active or word.tag in ("ORG", "LOC", "PER") or word.text in "、和兼过了第的":
            continue
        if (
            word.text == "，"
            and index + 1 < end
            and words[index + 1].tag in ("ORG", "LOC")
            and words[index - 1].tag == "TITLE"
        ):
            continue
        if word.tag == "TITLE":
            borne.add(index)
        elif word.tag not in ("n", "nz", "m", "vn", "a", "f", "TIME", "q") or word.text in _STOPS:
            active = False


def _at_work(words: list[Word], at: int) -> bool:
    """Tell whether a body stands before 当 as the place of work: 甲，在|县医院|当."""
    placed = at > 1 and words[at - 1].tag in ("ORG", "LOC") and words[at - 2].text in ("在", "到", "去")
    return words[at].text in ("当", "做") and placed


def _goes_on(words: list[Word], begin: int, at: int) -> bool:
    """Tell whether a sentence that has said who somebody is says it again: 甲是…，又|是."""
    again = words[at - 1].text in _ALSO
    return words[at].text == "是" and again and any(word.tag == "PER" for word in words[begin:at])


def _just_named(words: list[Word], at: int) -> bool:
    """Tell whether a person stands shortly before a verb: 王鹏曾是, 任命王鹏为."""
    return any(word.tag == "PER" for word in words[max(0, at - 3) : at])
