"""Titles: found by a lexicon with modifiers, kept where a named person bears them.

A title is required to be one only beside its bearer (王鹏院长, 院长王鹏, 院长、党委书记王鹏, 任命王鹏为院长);
anywhere else it is marked optional.
"""

import re
from functools import cache

from kg.knowledge.lexicon import rule_words
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.knowledge.post_words import post_verbs
from kg.knowledge.tables import any_of, read_kinds
from kg.knowledge.titles import ends_as, follower, occupations
from kg.recognize.candidates import NAMED, Draft, Word, WordIndex, cut, join
from kg.text import Span

SOURCE = "titles"
_ROLES = "roles"

_CUTTABLE = frozenset({"n", "nz", "ORG", "LOC", "vn", "nw", "a", "m", "PER", "s", "t"})
_LINKS = frozenset("、兼")
_REPRESENTS = frozenset({"代表"})
_WHOM = frozenset({"PER", "LOC", "ORG", "n", "nz", "r", "nw", "s", "m"})
_BLANK = frozenset(" \u3000")
_ROLE = re.compile(
    r"..{0,4}长|.{0,4}[^党队人成会团学球职船雇演官议]员|..{0,3}师|.{1,4}学家|.{0,3}[^作].家协会主席|..{0,3}官"
)
_FOLLOWERS = re.compile(follower())
_ALSO_VERBS = rule_words("also_verbs")
_OF_TITLES = rule_words("of_titles")
_NO_ROLES = rule_words("no_roles")
_WORKS_AS = post_verbs("works_as")


class _Lexicon:
    """The title words, ready to match."""

    def __init__(self) -> None:
        kinds = read_kinds("titles.txt")
        self.occupations = occupations()
        self.longest = max(map(len, self.occupations))
        before = {word for kind in ("modifier", "field") for word in kinds[kind]}
        self.before = frozenset(before)
        self.widths = tuple(sorted({len(word) for word in before}, reverse=True))
        self._all_before = re.compile(f"{any_of(*before)}+")

    def is_before(self, title: str) -> bool:
        """Tell whether a title consists of words that stand before titles, and leads nothing: 副助理."""
        return self._all_before.fullmatch(title) is not None and not ends_as(title, "leads")


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def find_titles(draft: Draft) -> None:
    """Make each title of the text a word of its own, tagged TITLE."""
    spans = [(start, end, "TITLE") for start, end in _title_spans(draft)]
    draft.words = cut(draft.words, spans, SOURCE)
    _join_halves(draft)


def _join_halves(draft: Draft) -> None:
    """Make one title of two where the first is what can stand before one: 前助理|国防部长, 摄影|艺术家."""
    words, joined = draft.words, set()
    for index in range(len(words) - 1, 0, -1):
        first, last = words[index - 1], words[index]
        if first.tag == last.tag == "TITLE" and _lexicon().is_before(first.text):
            words[index - 1 : index + 1] = [join([first, last], "TITLE", SOURCE)]
            joined |= {first.start, last.start}
    if joined:
        draft.added = [c for c in draft.added if c.start not in joined]


def find_roles(draft: Draft) -> None:
    """Tag the occupations before a person or after 当, and roles that no list has: 测报员, 剧作家."""
    draft.words = words = cut(draft.words, _occupation_spans(draft), _ROLES)
    for before, person in enumerate(words[1:]):
        word = words[before]
        if person.tag != "PER" or word.text in _NO_ROLES:
            continue
        if word.tag in ("n", "nz") and _ROLE.fullmatch(word.text):
            words[before] = word.but(tag="TITLE", source=_ROLES)


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


def _title_spans(draft: Draft) -> list[Span]:
    """Return the spans of the titles, longest first at each place, modifiers included."""
    text, index = draft.text, WordIndex(draft.words)
    spans: list[Span] = []
    for start, ends in draft.listed.titles.items():
        floor = spans[-1][1] if spans else 0
        word, host = index.starting(start), index.around(start)
        if start < floor or (word is not None and word.tag == "ORG"):
            continue
        if word is None and not _may_cut(host, start):
            continue
        end = next((e for e in ends if _may_end(e, index, host)), None)
        if end is None or _FOLLOWERS.match(text, end):
            continue
        if word is not None and word.tag in ("v", "vd") and text[start:end] in _ALSO_VERBS:
            continue
        if text[start:end] in _REPRESENTS and _represents(index, start, end):
            continue
        spans.append((_extend_left(text, start, floor, index), end))
    return spans


def _represents(index: WordIndex, start: int, end: int) -> bool:
    """Tell whether 代表 between a person and whom it is done for is the verb: 周立|代表|全厂|领奖."""
    before, after = index.ending(start), index.starting(end)
    return before is not None and before.tag == "PER" and after is not None and after.tag in _WHOM


def _may_end(end: int, index: WordIndex, host: Word | None) -> bool:
    """Tell whether a title may end here: at a word's end, or before a name stuck to it (秘书长|素贴)."""
    if host is not None and host.tag in ("ORG", "LOC", "PER") and end > host.end:
        return False
    if index.has_edge(end):
        return True
    word = index.around(end)
    return (
        word is not None
        and word.tag in ("n", "PER", "nz")
        and 2 <= word.end - end <= 3
        and len(word.text) > 2
        and _is_name(word.text[end - word.start :])
    )


def _is_name(text: str) -> bool:
    return is_full_name(text) or (is_foreign(text) and text not in ("任务", "文化"))


def _may_cut(word: Word | None, start: int) -> bool:
    """Tell whether a title may begin inside a word: 州委|书记, 教务|主任, not 人名."""
    if word is None or len(word.text) < 3 or word.tag not in _CUTTABLE:
        return False
    return start - word.start > 1 or word.text[0] in "原前副代总正本乡镇县市区州局处科"


def _extend_left(text: str, start: int, floor: int, index: WordIndex) -> int:
    """Return where a title begins once its modifiers and fields are taken in."""
    lexicon = _lexicon()
    begin = start
    while True:
        for width in lexicon.widths:
            at = begin - width
            word = text[at:begin]
            if at < floor or word not in lexicon.before:
                continue
            if index.has_edge(at) or _may_extend(index.around(at), at, begin):
                if word == "当选" and text[begin : begin + 2] not in ("总统", "总理", "首相", "主席"):
                    continue
                begin = at
                break
        else:
            break
    return begin


def _may_extend(host: Word | None, at: int, begin: int) -> bool:
    """Tell whether a title may take in the end of the word before it from an offset on."""
    if host is not None and host.tag == "ORG" and host.end == begin:
        return host.text[at - host.start :] in _OF_TITLES
    if host is None or len(host.text) < 3 or host.tag not in ("n", "nz", "vn"):
        return False
    return begin < host.end or _may_cut(host, at)
