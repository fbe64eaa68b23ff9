"""Bare back-references: 联盟, 心内科, 该旗 after the fuller name that they point at.

Recognition leaves them out, as they are names only by what stands before them in the article.
"""

import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Label, Mention
from kg.resolve.bodies import is_body_form
from kg.resolve.divisions import read_divisions
from kg.resolve.organizations import pointing_rest
from kg.text import Span, is_han

SOURCE = "reference"
MOST_TAILS = 200  # an article with more (a directory) is searched for the first only

_DEICTIC = re.compile(
    r"该(?:自治[区州县旗]|省(?!际)|市(?!场|民)|县(?!域|城)|区(?!域|块|间|位)|旗(?!舰)|州|盟(?!友|约))"
)
_HEAD = re.compile(
    r"(?:卫生院|保健院|研究院|研究所|研究中心|联盟|协会|学会|联合会|商会|基金会|促进会|俱乐部|合作社|派出所|"
    r"[支大总中]队|总医院|学院|大学|集团|公司|中心|银行|委员会|管理局|管理站|服务站)$"
)
_WARD = re.compile(r"(?<=医院)[\u4e00-\u9fff]{1,4}科$")
_SIGHT = re.compile(
    r"(?:广场|公园|大厦|博物馆|纪念馆|图书馆|体育馆|体育场|展览馆|景区|湿地|水库|车站|机场|大桥|会展中心)$"
)
_COORDINATE = re.compile(r"[、和]([\u4e00-\u9fff]{2,8})")
_BEFORE = frozenset("的在和与是对为向由从到被把让给据经以及于跟同入至")
_LONGER = frozenset("长员门级性化工")
_ORGAN = re.compile(r"(?:党委|[省市县区旗州盟]委|政府|人大常委会|政协|[组宣统].{1,3}部)$")


def add_references(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of an article with its bare back-references, sorted by their place on the page.

    A back-reference follows a fuller name that ends with it in the same article (西乌旗自媒体联盟 … 联盟),
    stands alone between words, and overlaps no other mention. A second organ of one place (自治区党委、
    政府) and 该旗, 该县 are back-references too.
    """
    ordered = sorted(mentions, key=lambda mention: mention.at)
    taken = {place for mention in ordered for place in range(*mention.at)}
    found: list[Mention] = []
    for label, span in _candidates(article.text.chars, ordered):
        if taken.isdisjoint(range(*span)):
            taken.update(range(*span))
            found.append(_mention(article, label, span))
    return sorted([*mentions, *found], key=lambda mention: (mention.start, mention.end))


def _candidates(chars: str, ordered: Sequence[Mention]) -> Iterator[tuple[Label, Span]]:
    """Yield what may be a back-reference, the longer form first."""
    tails: dict[tuple[Label, str], int] = {}
    for mention in ordered:
        for tail in _tails(mention) if len(tails) < MOST_TAILS else ():
            tails.setdefault((mention.label, tail), mention.at[1])
    for (label, tail), after in sorted(tails.items(), key=lambda item: (-len(item[0][1]), item)):
        for match in re.compile(re.escape(tail)).finditer(chars, after):
            if _stands_alone(chars, match.span()):
                yield label, match.span()
    for mention in ordered:
        if mention.label == "ORG" and _ORGAN.search(mention.text):
            yield from _coordinate(chars, mention.at[1])
    if any(mention.label == "LOC" for mention in ordered):
        yield from (("LOC", match.span()) for match in _DEICTIC.finditer(chars))


def _tails(mention: Mention) -> Iterator[str]:
    """Yield the ends of a name that can stand for it later: without its place, and its last word."""
    if mention.label not in ("ORG", "LOC"):
        return
    found = read_divisions().leading(mention.text)
    rest = mention.text[found[1] :] if found else pointing_rest(mention.text)
    kind = _HEAD if mention.label == "ORG" else _SIGHT
    if rest and len(rest) > 2 and kind.search(rest):
        yield rest
    for head in (_HEAD, _WARD):
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
    raw = article.text.offsets[span[0] : span[1]]
    return Mention(
        page=article.page,
        article=article.id,
        start=min(raw),
        end=max(raw) + 1,
        label=label,
        text=article.text.chars[span[0] : span[1]],
        source=SOURCE,
        at=span,
    )
