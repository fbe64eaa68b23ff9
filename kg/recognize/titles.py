"""Titles: found by a lexicon with modifiers, kept where a named person bears them.

A title is required to be one only beside its bearer (王鹏院长, 院长王鹏, 院长、党委书记王鹏, 任命王鹏为院长);
anywhere else it is marked optional.
"""

import re
from functools import cache

from kg.knowledge.lexicon import Matcher, rule_words
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.knowledge.post_words import post_verbs
from kg.knowledge.tables import read_kinds
from kg.knowledge.titles import follower
from kg.recognize.candidates import NAMED, Draft, Word, cut

SOURCE = "titles"

_CUTTABLE = frozenset({"n", "nz", "ORG", "LOC", "vn", "nw", "a", "m", "PER", "s", "t"})
_LINKS = frozenset("、兼")
_BLANK = frozenset(" \u3000")
_ROLE = re.compile(
    r"..{0,4}长|.{0,4}[^党队人成会团学球职船雇演官议]员|..{0,3}师|.{1,4}学家|.{0,3}[^作].家协会主席|..{0,3}官"
)
_FOLLOWERS = re.compile(follower())
_ALSO_VERBS = rule_words("also_verbs")
_WORKS_AS = post_verbs("works_as")


class _Lexicon:
    """The title words, ready to match."""

    def __init__(self) -> None:
        kinds = read_kinds("titles.txt")
        self.core = Matcher(word for word in kinds["core"] if len(word) > 1)
        self.occupations = frozenset(kinds["occupation"])
        self.longest = max(map(len, self.occupations))
        before = {word for kind in ("modifier", "field") for word in kinds[kind]}
        self.before = frozenset(before)
        self.widths = tuple(sorted({len(word) for word in before}, reverse=True))


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def find_titles(draft: Draft) -> None:
    """Make each title of the text a word of its own, tagged TITLE."""
    spans = _title_spans(draft.text, draft.words)
    draft.words = cut(draft.words, [(start, end, "TITLE") for start, end in spans], SOURCE)


def title_starts(text: str) -> frozenset[int]:
    """Return the offsets at which a title may begin, whatever the words."""
    core = _lexicon().core
    return frozenset(start for start in core.starts(text) if next(core.at(text, start), 0))


def find_roles(draft: Draft) -> None:
    """Tag the occupations before a person or after 当, and roles that no list has: 测报员, 剧作家."""
    draft.words = words = cut(draft.words, _occupation_spans(draft), SOURCE)
    for index in range(len(words) - 1):
        word = words[index]
        if words[index + 1].tag == "PER" and word.tag in ("n", "nz") and _ROLE.fullmatch(word.text):
            words[index] = word._replace(tag="TITLE", source=SOURCE)


def _occupation_spans(draft: Draft) -> list[tuple[int, int, str]]:
    """Return the occupations of the list that fill whole words before a person (兽医|甲) or after 当."""
    lexicon, words, found = _lexicon(), draft.words, []
    for index, word in enumerate(words):
        if word.tag == "PER":
            begin = _occupation_before(words, index, lexicon)
            if begin is not None:
                found.append((begin, word.start, "TITLE"))
        elif word.text in _WORKS_AS:
            ends = {w.end for w in words[index + 1 : index + 4] if w.tag not in NAMED}
            text = draft.text[word.end : word.end + lexicon.longest]
            widths = [n for n in range(len(text), 1, -1) if text[:n] in lexicon.occupations]
            found += [(word.end, word.end + n, "TITLE") for n in widths[:1] if word.end + n in ends]
    return sorted(set(found))


def _occupation_before(words: list[Word], index: int, lexicon: _Lexicon) -> int | None:
    """Return where the longest occupation that ends at a word begins, None where there is none."""
    begin, text, at = None, "", index - 1
    while at >= 0 and words[at].tag not in NAMED and len(text) < lexicon.longest:
        text = words[at].text + text
        if text in lexicon.occupations:
            begin = words[at].start
        at -= 1
    return begin


def _title_spans(text: str, words: list[Word]) -> list[tuple[int, int]]:
    """Return the spans of the titles, longest first at each place, modifiers included."""
    lexicon = _lexicon()
    starts = {word.start for word in words}
    ends = {word.end for word in words}
    inside = {i: word for word in words if len(word.text) > 2 for i in range(word.start + 1, word.end)}
    tags = {word.start: word.tag for word in words}
    spans: list[tuple[int, int]] = []
    for start in lexicon.core.starts(text):
        if (spans and start < spans[-1][1]) or tags.get(start) == "ORG":
            continue
        if start not in starts and not _may_cut(inside.get(start), start):
            continue
        host = None if start in starts else inside.get(start)
        end = next((e for e in lexicon.core.at(text, start) if _may_end(e, ends, inside, host)), None)
        if (
            end is None
            or _FOLLOWERS.match(text, end)
            or (text[start:end] in _ALSO_VERBS and tags.get(start) in ("v", "vd"))
        ):
            continue
        floor = spans[-1][1] if spans else 0
        begin = _extend_left(text, start, floor, starts, inside)
        spans.append((begin, end))
    return spans


def _may_end(end: int, ends: set[int], inside: dict[int, Word], host: Word | None) -> bool:
    """Tell whether a title may end here: at a word's end, or before a name stuck to it (秘书长|素贴)."""
    if host is not None and host.tag in ("ORG", "LOC", "PER") and end > host.end:
        return False
    word = inside.get(end)
    if end in ends:
        return True
    return (
        word is not None
        and word.tag in ("n", "PER", "nz")
        and 2 <= word.end - end <= 3
        and _is_name(word.text[end - word.start :])
    )


def _is_name(text: str) -> bool:
    return is_full_name(text) or (is_foreign(text) and text not in ("任务", "文化"))


def _may_cut(word: Word | None, start: int) -> bool:
    """Tell whether a title may begin inside a word: 州委|书记, 教务|主任, not 人名."""
    if word is None or word.tag not in _CUTTABLE:
        return False
    return start - word.start > 1 or word.text[0] in "原前副代总正本乡镇县市区州局处科"


def _extend_left(text: str, start: int, floor: int, starts: set[int], inside: dict[int, Word]) -> int:
    """Return where a title begins once its modifiers and fields are taken in."""
    lexicon = _lexicon()
    begin = start
    while True:
        for width in lexicon.widths:
            at = begin - width
            word = text[at:begin]
            if at < floor or word not in lexicon.before:
                continue
            host = inside.get(at)
            if at in starts or (
                host is not None
                and host.tag in ("n", "nz", "vn")
                and (begin < host.end or _may_cut(host, at))
            ):
                if word == "当选" and text[begin : begin + 2] not in ("总统", "总理", "首相", "主席"):
                    continue
                begin = at
                break
        else:
            break
    return begin
