"""Places of the lists of which a network has seen a part: 刻|赤海峡, 新|墨西哥州, 巴尔|的摩."""

from collections.abc import Sequence
from functools import cache

from kg.knowledge.dictionary import word_tag
from kg.knowledge.other_places import other_places
from kg.knowledge.place_names import place_names
from kg.recognize.candidates import Candidate, WordIndex
from kg.text import Span

_BEFORE, _AFTER = 3, 6  # characters that a network misses at most
_SHORTEST = 2  # characters of a name
_CLEAR = 4  # characters of a place that no other words are by chance
_LEADS = frozenset({"p", "c", "d", "v", "u"})
_DESCRIBES = frozenset({"a", "b", "n", "nz", "LOC"})


def mend_torn(text: str, index: WordIndex, titles: Sequence[Span], name: Candidate) -> Candidate:
    """Return the place of the lists that a name is a part of, the name itself where it is none.

    A name that is on the lists itself (墨西哥州) is torn only where it begins or ends inside a word, or where
    a word that describes stands before it. No place takes in a part of a title.
    """
    if name.label not in ("LOC", "PER") or name.end - name.start < _SHORTEST:
        return name
    known = _is_listed(text[name.start : name.end])
    stop = name.end if known and index.has_edge(name.end) else min(len(text), name.end + _AFTER)
    for start in range(max(0, name.start - _BEFORE), name.start + 1):
        if known and start < name.start and not _may_open(index, start, name.start):
            continue
        for end in range(stop, name.end - 1, -1):
            if end - start <= name.end - name.start or not _is_listed(text[start:end]):
                continue
            if any(first < end and start < last for first, last in titles):
                continue
            if not known and end - start >= _CLEAR:
                return name._replace(start=start, end=end, label="LOC")
            whole = index.has_edge(start) and index.has_edge(end)
            if whole and word_tag(text[start : name.start]) not in _LEADS:
                return name._replace(start=start, end=end, label="LOC")
    return name


def _may_open(index: WordIndex, start: int, end: int) -> bool:
    """Tell whether a stretch before a place may be a part of its name: 新|墨西哥州, not 对|马岛."""
    if not index.has_edge(end):
        return True
    word = index.ending(end)
    return word is not None and word.start == start and word.tag in _DESCRIBES


def _is_listed(text: str) -> bool:
    return text in _listed()


@cache
def _listed() -> frozenset[str]:
    return place_names().sure.union(place_names().codes, other_places())
