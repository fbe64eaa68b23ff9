"""Reporters who stand in a byline without a mark between them: 记者|王小明|李强, 记者|欧阳晓|张伟|摄.

What follows the title up to the end of the line or bracket is parted so that each part is a full name. Where
there is but one way to do so it is taken, unless all that a tagger has cut are full names as well; where
there are several nothing changes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.knowledge.person_names import is_full_name, is_minority, is_surname_start
from kg.knowledge.press_words import press
from kg.knowledge.titles import is_reporting
from kg.recognize.candidates import Draft, TagSpan, Word, cut, tagged
from kg.text import is_han

SOURCE = "names"

_END = frozenset("（()）\n")
_BLANKS = frozenset("：: \u3000")
_NO_PART = frozenset({"TITLE", "ORG", "LOC", "w"})
_NO_NAME = re.compile(rf"(?:{press('own', 'employer', 'reports')}|发自).*|(?:{press('taken')}影?)$")
_SHORTEST, _LONGEST = 2, 4  # characters of a name
_MOST = 24  # characters of names without a mark between them


def part_bylines(draft: Draft) -> None:
    """Part the reporters of bylines who stand without a mark between them."""
    words = draft.words
    spans: list[TagSpan] = []
    for title in tagged(words, "TITLE"):
        if is_reporting(words[title].text):
            spans += _part_after(words, title + 1)
    if spans:
        draft.words = cut(words, spans, SOURCE)


def _part_after(words: Sequence[Word], first: int) -> list[TagSpan]:
    """Return the names that the words from an index up to the end of a byline are parted into."""
    while first < len(words) and words[first].text in _BLANKS:
        first += 1
    after = first
    while after < len(words) and words[after].tag not in _NO_PART and all(map(is_han, words[after].text)):
        after += 1
    if after == first or not _closes(words, after):
        return []
    run = "".join(word.text for word in words[first:after])
    ends = part_names(_NO_NAME.sub("", run)) if len(run) <= _MOST else []
    start = words[first].start
    spans = [(start + begin, start + end) for begin, end in pairwise([0, *ends])]
    known = {(word.start, word.end): word for word in words[first:after] if word.tag == "PER"}
    if all(is_full_name(word.text) for word in known.values()) and not known.keys() <= set(spans):
        return []
    rest = [(spans[-1][1], words[after - 1].end, "n")] if spans and ends[-1] < len(run) else []
    return [(*span, "PER") for span in spans if span not in known] + rest


def _closes(words: Sequence[Word], at: int) -> bool:
    """Tell whether a byline ends before an index, or its next part begins: a medium, a title of it."""
    if at == len(words) or words[at].text in _END or words[at].tag in ("ORG", "LOC"):
        return True
    return words[at].tag == "TITLE" and is_reporting(words[at].text)


def part_names(run: str) -> list[int]:
    """Return where full names end that a text wholly consists of, none where there is not one way alone.

    >>> part_names("冯雨唐琪郭思远"), part_names("王金金周喆"), part_names("那顺孟和")
    ([2, 4, 7], [], [])
    """
    ways = [] if is_minority(run) else list(_ways(run, 0))
    return ways[0] if len(ways) == 1 and len(ways[0]) > 1 else []


def _ways(run: str, start: int) -> Iterator[list[int]]:
    """Yield each way to part what follows an offset into full names, as where they end."""
    if start == len(run):
        yield []
    for end in range(start + _SHORTEST, min(start + _LONGEST, len(run)) + 1):
        if _is_name(run[start:end]):
            for rest in _ways(run, end):
                yield [end, *rest]


def _is_name(text: str) -> bool:
    return is_full_name(text) and (len(text) < _LONGEST or is_surname_start(text) > 1)
