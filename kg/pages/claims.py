"""Which text stands below which headline.

A text right below a headline is its text, and so is the text below that, down to the next headline. A
headline narrower than its article has columns to its sides that begin on one height with those below it,
or, to its right, on the height of the headline itself.
"""

from collections.abc import Callable, Sequence

from kg.pages.blocks import Block, apart, find_next
from kg.pages.glyphs import Box, surround

_ALIGNED = 2.5  # of the size of the running text: how far the tops of an article's columns differ
_GUTTER = 4.0  # the widest gutter

Claims = dict[int, int]  # from a text block's id to its headline's number


def claim_texts(
    heads: Sequence[Sequence[Block]],
    texts: Sequence[Block],
    goes_on: Callable[[Block, Block], bool],
    body: float,
) -> Claims:
    """Return the number of the headline for the id of each text block that has one.

    `heads` and `texts` go from top to bottom; `goes_on` tells whether a text may go on in one below it;
    `body` is the size of the running text.
    """
    numbers = {id(block): number for number, head in enumerate(heads) for block in head}
    blocks = [*(block for head in heads for block in head), *texts]
    above = {
        id(text): find_next(
            text, [block for block in blocks if block.box.bottom < text.box.middle[1]], above=True
        )
        for text in texts
    }
    claims: Claims = {}
    for text in texts:
        over = [block for block in above[id(text)] if block.is_head]
        if over:
            claims[id(text)] = numbers[id(max(over, key=lambda head: _common(head.box, text.box)))]
    _widen([surround([block.box for block in head]) for head in heads], texts, above, claims, body)
    for text in texts:
        if id(text) not in claims:
            upper = [block for block in above[id(text)] if goes_on(block, text)]
            known = [claims[id(block)] for block in upper if id(block) in claims]
            claims.update({id(text): known[0]} if known else {})
    return claims


def _common(box: Box, other: Box) -> float:
    """Return how much of their breadth two boxes share."""
    return -apart(box.left, box.right, other.left, other.right)


def _widen(
    heads: Sequence[Box], texts: Sequence[Block], above: dict[int, list[Block]], claims: Claims, body: float
) -> None:
    """Give headlines the columns to the sides of those below them, the nearest headline first."""
    free = [
        (apart(head.left, head.right, text.box.left, text.box.right), number, index)
        for number, head in enumerate(heads)
        for index, text in enumerate(texts)
        if id(text) not in claims and _is_open(text, above[id(text)], head, body)
    ]
    free.sort()
    own = [[text for text in texts if claims.get(id(text)) == number] for number in range(len(heads))]
    found = True
    while found:
        found = False
        for _, number, index in free:
            text = texts[index]
            if id(text) not in claims and any(_is_beside(text, o, heads[number], body) for o in own[number]):
                claims[id(text)] = number
                own[number].append(text)
                found = True
                break


def _is_open(text: Block, above: Sequence[Block], head: Box, body: float) -> bool:
    """Tell whether nothing stands above a text on the height of a headline."""
    return all(block.box.bottom <= head.top + body for block in above)


def _is_beside(text: Block, other: Block, head: Box, body: float) -> bool:
    """Tell whether a text is the next column of another one below or beside a headline."""
    if apart(text.box.left, text.box.right, other.box.left, other.box.right) > _GUTTER * body:
        return False
    if abs(text.box.top - other.box.top) <= _ALIGNED * body:
        return True
    level = abs(text.box.top - head.top) <= _ALIGNED * body
    return level and text.box.left > head.right - body and text.box.bottom > head.bottom
