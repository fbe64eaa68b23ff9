"""Names of the lists that nothing composes: clubs, companies, media, sights; accounts named in quotes.

A name that is a word as well is one beside its like alone: a club where the sentence tells of a match, a
company where it tells of prices.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.named import Support, is_body, needed_support, read_named
from kg.knowledge.person_names import is_full_name
from kg.knowledge.place_names import place_names
from kg.model import Label
from kg.recognize.candidates import Draft, TagSpan, Word, WordIndex, cut
from kg.text import Span

SOURCE = "named"

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CONTEST = re.compile(rf"{rule_word('contest')}|[0-9]+(?:比|[:：-])[0-9]+")
_MARKET = re.compile(rf"{rule_word('market')}|[涨跌升降扬挫](?:超|逾|近|约)?[0-9]")
_TOLD: dict[Support, "re.Pattern[str]"] = {"match": _CONTEST, "market": _MARKET}
_BESIDE = rule_words("contest")
_ACCOUNT = re.compile(
    rf"{rule_word('account')}[“‘「](?P<after>[^“”‘’「」，。、！？\n]{{2,12}})[”’」]"
    rf"|[“‘「](?P<before>[^“”‘’「」，。、！？\n]{{2,12}})[”’」](?:微信)?{rule_word('account')}"
)


def find_named(draft: Draft) -> None:
    """Tag the names of the lists that fill whole words, and the accounts of media in quotes."""
    spans = _account_spans(draft)
    if draft.listed.named:
        spans += [s for s in _named_spans(draft) if not any(s[0] < end and at < s[1] for at, end, _ in spans)]
    if spans:
        draft.words = cut(draft.words, sorted(spans), SOURCE)


def _account_spans(draft: Draft) -> list[TagSpan]:
    """Return the accounts named in quotes: 公众号“平安海淀”."""
    if not any(mark in draft.text for mark in "“‘「"):
        return []
    return [
        (*found.span(found.lastgroup or 0), "ORG")
        for found in _ACCOUNT.finditer(draft.text)
        if any(map(str.isalpha, found[found.lastgroup or 0]))
    ]


def _named_spans(draft: Draft) -> list[TagSpan]:
    """Return the spans of the names of the lists that are names where they stand."""
    text, index, kinds = draft.text, WordIndex(draft.words), read_named()
    hits: list[tuple[Span, str]] = []
    for at, ends in draft.listed.named.items():
        end = next(filter(index.has_edge, ends), None)
        start = at if end is None else _opening(text, index, at, kinds[text[at:end]])
        if end is not None and start is not None and not (hits and start < hits[-1][0][1]):
            hits.append(((start, end), kinds[text[at:end]]))
    clubs = [span for span, kind in hits if kind.startswith("club")]
    sentence_ends = [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text) + 1] if hits else []
    spans: list[TagSpan] = []
    for (start, end), kind in hits:
        label: Label = "ORG" if is_body(kind) else "LOC"
        word, support = index.starting(start), needed_support(kind)
        if word is None or (word.tag in ("TITLE", label) and word.end >= end):
            continue
        if text[end : end + 1].isdigit() or _is_person(word, end):  # 空客350 is a product
            continue
        sentence = _sentence(sentence_ends, (start, end))
        if support and not _is_told(text, (start, end), sentence, support, clubs, index):
            continue
        if word.end == end and word.tag in ("LOC", "ORG") and not _outweighs(word, index, kind):
            continue
        spans.append((start, end, label))
    return spans


def _opening(text: str, index: WordIndex, at: int, kind: str) -> int | None:
    """Return where a name begins, a club's with the place before it (广东|宏远); None inside a word."""
    word = index.ending(at) if index.has_edge(at) else index.around(at)
    if kind == "club" and word is not None and text[word.start : at] in place_names().sure:
        return word.start
    return at if index.has_edge(at) else None


def _is_told(
    text: str, span: Span, sentence: Span, support: Support, clubs: list[Span], index: WordIndex
) -> bool:
    """Tell whether the sentence around a name speaks of what the name needs."""
    start, end = sentence
    if not _TOLD[support].search(text, start, end):
        return False
    if support == "market":
        return True
    others = any(start <= club[0] < end and club != span for club in clubs)
    return others or _plays(span, index)


def _plays(span: Span, index: WordIndex) -> bool:
    """Tell whether a word of a match stands right beside a name: 战平|利物浦."""
    beside = (index.ending(span[0]), index.starting(span[1]))
    return any(word is not None and word.text in _BESIDE for word in beside)


def _is_person(word: Word, end: int) -> bool:
    """Tell whether what a tagger takes for a person has the shape of a name (包钢) and is one."""
    return word.tag == "PER" and word.end == end and is_full_name(word.text)


def _outweighs(word: Word, index: WordIndex, kind: str) -> bool:
    """Tell whether a name of the lists is meant though a tagger took the word for a place or another body."""
    if kind == "sight":
        return False
    return kind != "club_word" or _plays((word.start, word.end), index)


def _sentence(ends: Sequence[int], span: Span) -> Span:
    """Return the sentence around a stretch of a text, by where sentences end, the text last."""
    place = bisect_right(ends, span[0])
    after = ends[bisect_left(ends, span[1] + 1, hi=len(ends) - 1)]
    return ends[place - 1] if place else 0, after - 1
