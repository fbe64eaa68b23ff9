"""Bare back-references: 联盟, 心内科, 该旗 after the fuller name that they point at.

Recognition leaves them out, as they are names only by what stands before them in the article.
"""

import re
from collections.abc import Iterator, Sequence

from kg.knowledge.body_endings import ending, ends_with
from kg.knowledge.body_forms import is_body_form
from kg.knowledge.divisions import LEVELS, read_divisions
from kg.knowledge.reference_words import word, words
from kg.model import Article, Label, Mention
from kg.naming.addressed import find_addresses
from kg.naming.definitions import find_definitions, stands_free
from kg.naming.organizations import pointing_rest
from kg.text import NUMERALS, Span, is_han

SOURCE = "reference"
MOST_TAILS = 200  # an article with more (a directory) is searched for the first only

_DEICTIC = re.compile(
    r"该(?:自治[区州县旗]|省(?!际)|市(?!场|民)|县(?!域|城)|区(?!域|块|间|位)|旗(?!舰)|州|盟(?!友|约))"
)
_WARD = re.compile(r"(?<=医院)[\u4e00-\u9fff]{1,4}科$")
_COORDINATE = re.compile(r"[、和]([\u4e00-\u9fff]{2,8})")
_IN_FRONT = re.compile(rf"[\u4e00-\u9fff]{{1,6}}?[{LEVELS}镇乡村](?=[\u4e00-\u9fff]{{3}})")
_WHOLE_COUNTRY = re.compile(
    rf"(?<![\u4e00-\u9fff])全国(?={word('country_next')}|首{word('counted')}|最{word('superlative')}|[，。；、]"
    rf"|第[{NUMERALS}](?:{word('counted')}|[。，]))"
    rf"|(?<={word('country_before')})全国(?!{word('country_not')}|[\u4e00-\u9fff“]{{0,9}}{word('event')})"
)
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
    ordered = _with_addresses(article, sorted(mentions, key=lambda mention: mention.at))
    taken = {place for mention in ordered for place in range(*mention.at)}
    found: list[Mention] = []
    for label, span in _candidates(article, ordered):
        if taken.isdisjoint(range(*span)) and article.text.runs_forward(*span):
            taken.update(range(*span))
            found.append(_mention(article, label, span))
    return sorted([*ordered, *found], key=lambda mention: (mention.start, mention.end))


def _with_addresses(article: Article, ordered: list[Mention]) -> list[Mention]:
    """Return the mentions with 马院长 in the place of what was recognized inside it, as 马 and 院长."""
    found = [span for span in find_addresses(article.text.chars, ordered) if article.text.runs_forward(*span)]
    kept = [mention for mention in ordered if not any(_inside(mention.at, span) for span in found)]
    taken = {place for mention in kept for place in range(*mention.at)}
    free = [span for span in found if taken.isdisjoint(range(*span))]
    known = {mention.at: mention for mention in ordered}
    lost = [mention for mention in ordered if any(_inside(mention.at, s) for s in found if s not in free)]
    added = [known.get(span) or _mention(article, "PER", span) for span in free]
    return sorted([*kept, *lost, *added], key=lambda mention: mention.at)


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _candidates(article: Article, ordered: Sequence[Mention]) -> Iterator[tuple[Label, Span]]:
    """Yield what may be a back-reference, the longer form first."""
    chars = article.text.chars
    yield from _defined(article, ordered)
    tails: dict[tuple[Label, str], int] = {}
    for mention in ordered:
        for tail in _tails(mention) if len(tails) < MOST_TAILS else ():
            tails.setdefault((mention.label, tail), mention.at[1])
    for (label, tail), after in sorted(tails.items(), key=lambda item: (-len(item[0][1]), item)):
        start = 0 if len(tail) >= _TELLING else after
        for match in re.compile(re.escape(tail)).finditer(chars, start):
            if _stands_alone(chars, match.span()):
                yield label, match.span()
    for mention in ordered:
        if mention.label == "ORG" and _ORGAN.search(mention.text):
            yield from _coordinate(chars, mention.at[1])
    if any(mention.label == "LOC" for mention in ordered):
        yield from (("LOC", match.span()) for match in _DEICTIC.finditer(chars))
    yield from (("LOC", match.span()) for match in _WHOLE_COUNTRY.finditer(chars))


def _defined(article: Article, ordered: Sequence[Mention]) -> Iterator[tuple[Label, Span]]:
    """Yield the other names that the article gives to its people, places and bodies, wherever they stand."""
    chars = article.text.chars
    for definition in find_definitions(article, ordered):
        yield definition.label, definition.at
        form = chars[slice(*definition.at)]
        for match in re.compile(re.escape(form)).finditer(chars):
            common = len(form) < _OWN_NAME and match.start() < definition.at[0]
            alone = len(form) >= _OWN_NAME or _stands_alone(chars, match.span())
            if alone and not common and stands_free(chars, match.span()):
                yield definition.label, match.span()


def _tails(mention: Mention) -> Iterator[str]:
    """Yield the ends of a name that can stand for it later: without its place, and its last word."""
    if mention.label not in ("ORG", "LOC"):
        return
    found = read_divisions().leading(mention.text)
    local = _IN_FRONT.match(mention.text)
    rest = mention.text[found[1] :] if found else pointing_rest(mention.text)
    rest = rest or (mention.text[local.end() :] if local else "")
    kind = ends_with("alone" if mention.label == "ORG" else "sight")
    if rest and len(rest) > 2 and kind.search(rest):
        yield rest
    for head in (ends_with("alone"), _WARD):
        match = head.search(mention.text)
        if mention.label == "ORG" and match and match[0] != mention.text:
            yield match[0]


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
    )
