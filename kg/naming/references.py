"""Bare back-references: 联盟, 心内科, 该旗 after the fuller name that they point at.

Recognition leaves them out, as they are names only by what stands before them in the article.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from kg.knowledge.body_endings import ending, ends_with
from kg.knowledge.body_forms import is_body_form
from kg.knowledge.divisions import LEVELS, read_divisions
from kg.knowledge.proposals import rule_of, share_right
from kg.knowledge.reference_words import word, words
from kg.model import Article, Label, Mention
from kg.naming.addressed import find_addresses
from kg.naming.definitions import find_definitions, stands_free
from kg.naming.organizations import pointing_rest
from kg.text import NUMERALS, Span, is_han, occurrences

SOURCE = "reference"
MOST_TAILS = 200  # an article with more (a directory) is searched for the first only

_DEICTIC = re.compile(
    r"(?<![\u4e00-\u9fff])(?:首府|省会)(?!城市|是|为|之|地区)|该(?:自治[区州县旗]|省(?!际)|市(?!场|民)|县(?!域|城)|区(?!域|块|间|位)|旗(?!舰)|州|盟(?!友|约))"
)
_WARD = re.compile(r"(?<=医院)[\u4e00-\u9fff]{1,4}科$")
_COORDINATE = re.compile(r"[、和]([\u4e00-\u9fff]{2,8})")
_IN_FRONT = re.compile(rf"[\u4e00-\u9fff]{{1,6}}?[{LEVELS}镇乡村](?=[\u4e00-\u9fff]{{3}})")
_WHOLE_COUNTRY = re.compile(
    rf"(?<![\u4e00-\u9fff])全国(?={word('country_next')}|首{word('counted')}|最{word('superlative')}|[，。；、]"
    rf"|第[{NUMERALS}](?:{word('counted')}|[。，]))"
    rf"|(?<={word('country_before')})全国(?!{word('country_not')}|[\u4e00-\u9fff“]{{0,9}}{word('event')})"
)
_COUNTRY = "全国"
_OWN_NAME = 3  # characters from which on a name that the article gives is no common word
_TELLING = 5  # characters of an end of a name that tell it from others of its kind, even before it
_BEFORE, _LONGER = words("before_tail"), words("longer_tail")
_ORGAN = re.compile(rf"(?:{ending('seat')}|[组宣统].{{1,3}}部)$")


def add_references(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of an article with its bare back-references, sorted by their place on the page.

    A back-reference follows a fuller name that ends with it in the same article (西乌旗自媒体联盟 … 联盟),
    stands alone between words, and overlaps no other mention. A second organ of one place (自治区党委、
    政府) and 该旗, 该县 are back-references too, and so are names that the article gives (以下简称“…”).
    马院长 takes the place of the mentions inside it, 马 and 院长.
    """
    ordered = _with_addresses(article, sorted(mentions, key=_place))
    ordered = _without_parts(article, ordered)
    taken = _Taken(article, ordered)
    found: list[Mention] = []
    for label, span in _candidates(article, ordered):
        if taken.leave_free(span) and article.text.runs_forward(*span):
            taken.add(span)
            found.append(_mention(article, label, span))
    return sorted([*ordered, *found], key=lambda mention: (mention.start, mention.end))


def _without_parts(article: Article, ordered: list[Mention]) -> list[Mention]:
    """Return the mentions but for those in a short name that the article gives: no 远建 in 远建三分."""
    given = [span for label, span in _defined(article, ordered) if label == "ORG"]
    if not given:
        return ordered
    spans = sorted(set(given))
    around = [_around(mention.at, spans) for mention in ordered]
    return [
        m
        for m, span in zip(ordered, around, strict=True)
        if span is None or (span == m.at and m.label == "ORG")
    ]


class _Taken:
    """The characters of an article that mentions stand at."""

    def __init__(self, article: Article, mentions: Iterable[Mention]) -> None:
        self._marks = bytearray(len(article.text.chars))
        for mention in mentions:
            self.add(mention.at)

    def add(self, span: Span) -> None:
        """Take the characters of a span."""
        self._marks[slice(*span)] = b"\1" * (span[1] - span[0])

    def leave_free(self, span: Span) -> bool:
        """Tell whether none of the characters of a span is taken."""
        return self._marks.find(1, *span) < 0


def _place(mention: Mention) -> Span:
    return mention.at


def _with_addresses(article: Article, ordered: list[Mention]) -> list[Mention]:
    """Return the mentions with 马院长 in the place of what was recognized inside it, as 马 and 院长."""
    found = [span for span in find_addresses(article.text.chars, ordered) if article.text.runs_forward(*span)]
    if not found:
        return ordered
    around = [_around(mention.at, found) for mention in ordered]
    kept = [mention for mention, span in zip(ordered, around, strict=True) if span is None]
    taken = _Taken(article, kept)
    free = {span for span in found if taken.leave_free(span)}
    known = {mention.at: mention for mention in ordered}
    lost = [m for m, span in zip(ordered, around, strict=True) if span is not None and span not in free]
    added = [known.get(span) or _mention(article, "PER", span) for span in free]
    return sorted([*kept, *lost, *added], key=_place)


def _around(inner: Span, found: Sequence[Span]) -> Span | None:
    """Return the one of some spans in order, none overlapping another, that a span lies in."""
    at = bisect_right(found, inner[0], key=itemgetter(0)) - 1
    return found[at] if at >= 0 and inner[1] <= found[at][1] else None


def _candidates(article: Article, ordered: Sequence[Mention]) -> Iterator[tuple[Label, Span]]:
    """Yield what may be a back-reference, the longer form first."""
    chars = article.text.chars
    yield from _defined(article, ordered)
    tails: dict[tuple[Label, str], int] = {}
    for mention in ordered:
        if len(tails) >= MOST_TAILS:
            break
        for tail in _tails(mention.label, mention.text):
            tails.setdefault((mention.label, tail), mention.at[1])
    for (label, tail), after in sorted(tails.items(), key=lambda item: (-len(item[0][1]), item)):
        for span in occurrences(chars, tail, 0 if len(tail) >= _TELLING else after):
            if _stands_alone(chars, span):
                yield label, span
    for mention in ordered:
        if mention.label == "ORG" and _is_organ(mention.text):
            yield from _coordinate(chars, mention.at[1])
    if any(mention.label == "LOC" for mention in ordered):
        yield from (("LOC", match.span()) for match in _DEICTIC.finditer(chars))
    if _COUNTRY in chars:
        yield from (("LOC", match.span()) for match in _WHOLE_COUNTRY.finditer(chars))


def _defined(article: Article, ordered: Sequence[Mention]) -> Iterator[tuple[Label, Span]]:
    """Yield the other names that the article gives to its people, places and bodies, wherever they stand."""
    chars = article.text.chars
    searched: set[tuple[Label, str]] = set()
    for definition in find_definitions(article, ordered):
        yield definition.label, definition.at
        form = chars[slice(*definition.at)]
        if (definition.label, form) in searched:
            continue
        searched.add((definition.label, form))
        for span in occurrences(chars, form):
            common = len(form) < _OWN_NAME and span[0] < definition.at[0]
            alone = len(form) >= _OWN_NAME or _stands_alone(chars, span)
            if alone and not common and stands_free(chars, span):
                yield definition.label, span


@lru_cache(maxsize=16384)
def _tails(label: Label, name: str) -> tuple[str, ...]:
    """Return the ends of a name that can stand for it later: without its place, and its last word."""
    if label not in ("ORG", "LOC"):
        return ()
    tails: list[str] = []
    found = read_divisions().leading(name)
    local = _IN_FRONT.match(name)
    rest = name[found[1] :] if found else pointing_rest(name)
    rest = rest or (name[local.end() :] if local else "")
    kind = ends_with("alone" if label == "ORG" else "sight")
    if rest and len(rest) > 2 and kind.search(rest):
        tails.append(rest)
    for head in (ends_with("alone"), _WARD):
        match = head.search(name)
        if label == "ORG" and match and match[0] != name:
            tails.append(match[0])
    return tuple(tails)


@lru_cache(maxsize=16384)
def _is_organ(name: str) -> bool:
    """Tell whether a body is one of several that stand in a row after one place: 自治区党委、政府."""
    return _ORGAN.search(name) is not None


def _stands_alone(chars: str, span: Span) -> bool:
    before, after = chars[span[0] - 1 : span[0]], chars[span[1] : span[1] + 1]
    return (not is_han(before or "。") or before in _BEFORE) and after not in _LONGER


def _coordinate(chars: str, end: int) -> Iterator[tuple[Label, Span]]:
    """Yield the organ that shares its place with the one before it: 自治区党委、政府."""
    match = _COORDINATE.match(chars, end)
    if match is None:
        return
    for stop in range(len(match[1]), 1, -1):
        form = match[1][:stop]
        after = chars[match.start(1) + stop : match.start(1) + stop + 1]
        if is_body_form(form) and after not in _LONGER:
            yield "ORG", (match.start(1), match.start(1) + stop)
            return


def _mention(article: Article, label: Label, span: Span) -> Mention:
    start, end = article.text.raw_span(*span)
    return Mention(
        page=article.page,
        article=article.id,
        start=start,
        end=end,
        label=label,
        text=article.text.chars[span[0] : span[1]],
        source=SOURCE,
        at=span,
        score=share_right(SOURCE, label) or 0.0,
        rule=rule_of(SOURCE),
    )
