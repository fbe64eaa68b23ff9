"""Which text stands below which headline.

A text right below a headline is its text, and so is the text below that, down to the next headline. A
headline narrower than its article has columns to its sides that begin on one height with those below it,
or, to its right, on the height of the headline itself.
"""

from collections.abc import Callable, Sequence

from kg.pages.blocks import Block, apart, find_next
from kg.pages.glyphs import Box, surround
from kg.pages.insets import opens_with_dateline

_ALIGNED = 2.5  # of the size of the running text: how far the tops of an article's columns differ
_ENDS = tuple("。！？…”’」』）》】")
_BYLINE = 2  # lines
_GUTTER = 4.0  # the widest gutter

Claims = dict[int, int]  # from a text block's id to its headline's number


def claim_texts(
    heads: Sequence[Sequence[Block]],
    texts: Sequence[Block],
    goes_on: Callable[[Block, Block], bool],
    type_size: float,
) -> Claims:
    """Return the number of the headline for the id of each text block that has one.

    `heads` and `texts` go from top to bottom; `goes_on` tells whether a text may go on in one below it;
    `type_size` is the size of the running text.
    """
    blocks = [*(block for head in heads for block in head), *texts]
    above = {
        id(text): find_next(
            text, [block for block in blocks if block.box.bottom < text.box.middle[1]], above=True
        )
        for text in texts
    }
    claims = _claim_below(heads, texts, above)
    _widen([surround([block.box for block in head]) for head in heads], texts, above, claims, type_size)
    for text in texts:
        if id(text) not in claims:
            _inherit(text, [block for block in above[id(text)] if goes_on(block, text)], claims)
    return claims


def _claim_below(
    heads: Sequence[Sequence[Block]], texts: Sequence[Block], above: dict[int, list[Block]]
) -> Claims:
    """Return the headlines of the texts right below them, or below a byline that stands between."""
    numbers = {id(block): number for number, head in enumerate(heads) for block in head}
    claims: Claims = {}
    for text in texts:
        over = [block for block in above[id(text)] if block.is_head]
        if over:
            claims[id(text)] = numbers[id(max(over, key=lambda head: _common(head.box, text.box)))]
        else:
            _inherit(text, [block for block in above[id(text)] if len(block.lines) <= _BYLINE], claims)
    return claims


def _inherit(text: Block, above: Sequence[Block], claims: Claims) -> None:
    """Give a text the headline of a text above it."""
    known = [claims[id(block)] for block in above if id(block) in claims]
    if known:
        claims[id(text)] = known[0]


def _common(box: Box, other: Box) -> float:
    """Return how much of their breadth two boxes share."""
    return -apart(box.left, box.right, other.left, other.right)


def _widen(
    heads: Sequence[Box],
    texts: Sequence[Block],
    above: dict[int, list[Block]],
    claims: Claims,
    type_size: float,
) -> None:
    """Give headlines the columns to the sides of those below them.

    First come columns whose sentence runs on from or into a column that the headline has; then those of
    the nearest headline. A column that opens with a dateline is the first of its article: its headline has
    none to the left of it.
    """
    free = [
        (number, text)
        for number, head in enumerate(heads)
        for text in texts
        if id(text) not in claims and _is_open(text, above[id(text)], head, type_size)
    ]
    own = [[text for text in texts if claims.get(id(text)) == number] for number in range(len(heads))]
    while free:
        pairs = []
        for place, (number, text) in enumerate(free):
            beside = [other for other in own[number] if _is_beside(text, other, heads[number], type_size)]
            if beside and not _begins_later(text, own[number]):
                far = apart(heads[number].left, heads[number].right, text.box.left, text.box.right)
                pairs.append((not any(_runs_on(text, other) for other in beside), far, place))
        if not pairs:
            return
        number, text = free[min(pairs)[-1]]
        claims[id(text)] = number
        own[number].append(text)
        free = [pair for pair in free if pair[1] is not text]


def _begins_later(text: Block, own: Sequence[Block]) -> bool:
    """Tell whether a column opens an article, though another one stands to the left of it already."""
    return opens_with_dateline(text.lines[0].text) and any(other.box.left < text.box.left for other in own)


def _runs_on(text: Block, other: Block) -> bool:
    """Tell whether the left one of two columns stops in the middle of a sentence."""
    left = min(text, other, key=lambda block: block.box.left)
    return not left.lines[-1].text.endswith(_ENDS)


def _is_open(text: Block, above: Sequence[Block], head: Box, type_size: float) -> bool:
    """Tell whether nothing stands above a text on the height of a headline."""
    return all(block.box.bottom <= head.top + type_size for block in above)


def _is_beside(text: Block, other: Block, head: Box, type_size: float) -> bool:
    """Tell whether a text is the next column of another one below or beside a headline."""
    if apart(text.box.left, text.box.right, other.box.left, other.box.right) > _GUTTER * type_size:
        return False
    if abs(text.box.top - other.box.top) <= _ALIGNED * type_size:
        return True
    level = abs(text.box.top - head.top) <= _ALIGNED * type_size
    return level and text.box.left > head.right - type_size and text.box.bottom > head.bottom
