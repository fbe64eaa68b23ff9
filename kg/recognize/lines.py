"""Railways and roads that are told by a character of each city that they join: 沪杭、杭甬|高铁, 郑渝|高铁.

Such a pair is no place: in a list it is none, right before what it joins it is a part of its name.
"""

import re

from kg.knowledge.abbreviations import are_several, is_side
from kg.knowledge.lexicon import rule_word
from kg.knowledge.place_names import place_names
from kg.recognize.candidates import Draft, TagSpan, cut

SOURCE = "places"

_PAIR = 2  # characters
_LINE = rule_word("kinds_of_ways", "lines_of_pairs")
_JOINED = re.compile(rf"{_LINE}(?![\u4e00-\u9fff]?[局部公司])")
_NEXT = r"[、和及与][\u4e00-\u9fff]{2,3}?"
_LISTED = re.compile(rf"(?:{_NEXT})*(?:{_NEXT}{_LINE}|等{_LINE})")


def name_lines(draft: Draft) -> None:
    """Join pairs of cities with the kind of line that follows, and untag those in a list before one."""
    spans: list[TagSpan] = []
    for word in draft.words:
        if word.tag not in ("LOC", "PER") or len(word.text) != _PAIR or not _may_be_pair(word.text):
            continue
        if line := _JOINED.match(draft.text, word.end):
            spans.append((word.start, line.end(), "LOC"))
        elif _LISTED.match(draft.text, word.end):
            word.tag, word.source = "n", ""
    if spans:
        draft.words = cut(draft.words, spans, SOURCE)


def _may_be_pair(text: str) -> bool:
    """Tell whether two characters can be two cities, and are no place of the lists: 沪杭, 京津, not 银川."""
    if text in place_names().deictic or is_side(text):
        return False
    return are_several(text) or text not in place_names().sure
