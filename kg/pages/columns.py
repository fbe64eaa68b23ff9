"""Printed lines become blocks, and blocks are put in the order in which a reader reads them.

Lines of one size below each other make a block. A headline takes the blocks that stand below it, down to
the next headline, in all the columns that it spans: they make an item. What stands in a frame makes an
item of its own. Items are ordered by the blank bands and gutters between them (a recursive X-Y cut).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.pages.blocks import Block, build_blocks, chain, find_next, goes_on, is_over
from kg.pages.claims import claim_texts
from kg.pages.glyphs import Box, Layout, surround
from kg.pages.insets import is_inset, is_interjected
from kg.pages.numbering import drop_line_numbers
from kg.pages.rows import PrintedLine, read_lines, stands_upright, turn_back, turn_layout

_HEAD_SIZE = 1.3  # of the size of the running text, from which on a line is a headline
_HEAD_LINES = 6
_HEAD_LEADING = 1.6
_TOUCH = 0.3  # of the size of the print: how far what is apart may overlap
_MOST_LINES = 3000  # a page of more is no newspaper page: its lines are read from top to bottom
_MOST_TANGLED = 150  # items that overlap in a heap have no order but from top to bottom
_MOST_BLOCKS = 400  # a page of more is a table
_INDENT = 1.5
_BYLINE = 2  # lines
_MOST_OF_PAGE = 0.5  # a frame around more of the page's print than that is no box
_CUT = re.compile(r"[A-Za-z][a-z]+[-\u2010]$")  # a word that goes on in the next line
_REST = re.compile(r"[a-z]{2,}\s*")


@dataclass(eq=False)
class Item:
    """Blocks that belong together, in reading order, with the place that they fill."""

    blocks: list[Block]
    box: Box = field(init=False)
    framed: bool = False

    def __post_init__(self) -> None:
        """Measure it."""
        self.box = surround([block.box for block in self.blocks])


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of a page: a line each printed line, a blank one between blocks."""

    text: str
    lines: tuple[tuple[int, PrintedLine], ...]  # with their numbers in the text, from 1
    heads: tuple[int, ...]  # where in the text the lines of headlines in large print begin


def read_printed(layout: Layout) -> Printed:
    """Return the text of a page in reading order."""
    upright = stands_upright(layout)
    if upright:
        layout = turn_layout(layout)
    written = _write(_read_blocks(layout))
    lines, heads, at = [], [], 0
    for number, (text, line, is_head) in enumerate(written, 1):
        if line:
            lines.append((number, replace(line, box=turn_back(line.box)) if upright else line))
        if is_head:
            heads.append(at)
        at += len(text) + 1
    return Printed("".join(f"{text}\n" for text, *_ in written), tuple(lines), tuple(heads))


def _read_blocks(layout: Layout) -> list[Block]:
    """Return the blocks of a page in reading order."""
    lines = drop_line_numbers(read_lines(layout))
    if len(lines) > _MOST_LINES:
        return [Block([line], line.box) for line in sorted(lines, key=lambda one: one.box[1::-1])]
    return _order_page(lines, layout, _type_size(lines)) if lines else []


def _type_size(lines: Sequence[PrintedLine]) -> float:
    """Return the size in which most of the page is printed."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) or 1.0


def _order_page(lines: Sequence[PrintedLine], layout: Layout, type_size: float) -> list[Block]:
    """Return the blocks of a page in reading order.

    A box inside an article comes after it; one of nothing but large print, and large print that stands inside
    a sentence, at the end of the page.
    """
    framed, rest = _take_framed(lines, layout.frames, type_size)
    rules = [rule for rule in layout.rules if rule.width > rule.height]
    boxes = [
        _flatten(_order(_items(_build(inside, rules, type_size), [], type_size))) for _, inside in framed
    ]
    blocks = _build(rest, rules, type_size)
    cries = _find_interjected(blocks, type_size)
    shapes = layout.pictures + [frame for frame, _ in framed] + [cry.box for cry in cries]
    items = _items([block for block in blocks if block not in cries], shapes, type_size)
    loud = [box for box in boxes if all(block.is_head for block in box.blocks)]
    boxes = [box for box in boxes if box not in loud]
    inset = {id(box): next((i for i in items if _surrounds(i, box)), None) for box in boxes}
    ordered: list[Block] = []
    for item in _order(items + [box for box in boxes if inset[id(box)] is None]):
        ordered += item.blocks
        ordered += [block for box in boxes if inset[id(box)] is item for block in box.blocks]
    return ordered + [block for box in loud for block in box.blocks] + cries


def _build(lines: Sequence[PrintedLine], rules: Sequence[Box], type_size: float) -> list[Block]:
    """Return lines as blocks, those in large print marked; `type_size` is the size of the running text."""
    blocks = build_blocks(lines, rules)
    for block in blocks:
        large = max(line.size for line in block.lines) >= _HEAD_SIZE * type_size
        block.is_head = large and len(block.lines) <= _HEAD_LINES
    return blocks


def _find_interjected(blocks: Sequence[Block], type_size: float) -> list[Block]:
    """Return large print, without a frame, that stands inside a sentence."""
    across = [block for block in blocks if block.across]
    if len(across) > _MOST_BLOCKS:
        return []
    texts = [block for block in across if not block.is_head]
    return [block for block in across if block.is_head and is_interjected(block, texts, type_size)]


def _flatten(items: Sequence[Item]) -> Item:
    """Return one item of several."""
    return Item([block for item in items for block in item.blocks])


def _surrounds(item: Item, box: Item) -> bool:
    """Tell whether an article of several blocks runs around a box."""
    return len(item.blocks) > 1 and _contains(item.box, box.box)


def _take_framed(
    lines: Sequence[PrintedLine], frames: Sequence[Box], type_size: float
) -> tuple[list[tuple[Box, list[PrintedLine]]], list[PrintedLine]]:
    """Return frames with the lines in them, the outermost of nested ones, and the lines in none."""
    rest, groups = list(lines), list[tuple[Box, list[PrintedLine]]]()
    total = sum(len(line.text) for line in lines)
    for frame in sorted(frames, key=lambda box: (-box.width * box.height, box)):
        if frame.width < 3 * type_size or frame.height < 2 * type_size:
            continue
        inside = [line for line in rest if _contains(frame, line.box)]
        held = sum(len(line.text) for line in inside)
        if not 0 < held < _MOST_OF_PAGE * total:
            continue
        outside = [line for line in rest if not _contains(frame, line.box)]
        small = any(line.size < _HEAD_SIZE * type_size for line in inside)
        if small or is_inset(frame, outside, type_size):
            groups.append((frame, inside))
            rest = outside
    return groups, rest


def _contains(frame: Box, box: Box) -> bool:
    """Tell whether the middle of a box lies within a frame."""
    x, y = box.middle
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom


def _items(blocks: list[Block], shapes: Sequence[Box], type_size: float) -> list[Item]:
    """Return headlines with the text that stands below them, and what stands below none.

    `shapes` are pictures and boxes that columns run around, `type_size` is the size of the running text.
    """
    blocks = sorted(blocks, key=lambda block: (block.box.top, block.box.left))
    upright = [Item([block]) for block in blocks if not block.across]
    across = [block for block in blocks if block.across]
    if len(across) > _MOST_BLOCKS:
        return upright + [Item([block]) for block in across]
    heads = chain([block for block in across if block.is_head], _below_head)
    texts = [block for block in across if not block.is_head]
    claims = claim_texts(
        heads, texts, lambda upper, lower: goes_on(upper, lower, shapes, type_size), type_size
    )
    items = [
        Item(head + _order_texts([text for text in texts if claims.get(id(text)) == number]))
        for number, head in enumerate(heads)
    ]
    orphans = [text for text in texts if id(text) not in claims]
    columns = [
        column
        for chained in _columns(orphans, blocks)
        for column in _split(chained, shapes, type_size, [item.box for item in upright])
    ]
    return upright + items + [Item(column) for column in columns]


def _split(
    column: Sequence[Block], shapes: Sequence[Box], type_size: float, upright: Sequence[Box]
) -> list[list[Block]]:
    """Return the parts of a column between which there is a large empty space.

    One begins too on the height at which print that runs down begins to its left: an upright headline.
    """
    parts = [[column[0]]]
    for upper, lower in pairwise(column):
        level = any(
            abs(box.top - lower.box.top) <= type_size and box.right < lower.box.left for box in upright
        )
        if goes_on(upper, lower, shapes, type_size) and not level:
            parts[-1].append(lower)
        else:
            parts.append([lower])
    return parts


def _below_head(head: Block, later: Sequence[Block]) -> list[Block]:
    """Return the large print right below a headline: its second line, or the headline of a kicker."""
    found = []
    for other in later:
        space, size = other.box.top - head.box.bottom, max(head.size, other.size)
        if -size / 2 <= space <= _HEAD_LEADING * size and is_over(head.box, other.box):
            found.append(other)
    return found


def _columns(texts: Sequence[Block], blocks: Sequence[Block]) -> list[list[Block]]:
    """Return texts that go on below each other in one column, whatever is drawn between them."""

    def below(text: Block, later: Sequence[Block]) -> list[Block]:
        nearest = find_next(text, [block for block in blocks if block.box.top > text.box.middle[1]])
        return nearest if all(block in later for block in nearest) else []

    return chain(texts, below)


def _order_texts(texts: Sequence[Block]) -> list[Block]:
    """Return the text blocks of one article in reading order: what stands on top alone, then the columns."""
    columns = [Item(column) for column in _columns(texts, texts)]
    bands = _cut(columns, "y")
    if len(bands) > 1 and len(bands[0]) == 1 and sum(len(b.lines) for b in bands[0][0].blocks) <= _BYLINE:
        top = bands[0][0]
        return top.blocks + _order_texts([text for text in texts if text not in top.blocks])
    return [block for item in _order(columns, "xy") for block in item.blocks]


def _order(items: Sequence[Item], axes: str = "yx") -> list[Item]:
    """Return items in reading order: bands from top to bottom, or columns from left to right, and so on.

    `axes` tells which cut is tried first.
    """
    if len(items) < 2:
        return list(items)
    for axis in axes:
        groups = _cut(items, axis)
        if len(groups) > 1:
            return [item for group in groups for item in _order(group, axes)]
    return _untangle(items)


def _cut(items: Sequence[Item], axis: str) -> list[list[Item]]:
    """Return the groups of items between which a blank band or gutter runs through."""
    groups: list[list[Item]] = []
    reach = 0.0
    for start, end, _, item in sorted(_extent(item, axis, n) for n, item in enumerate(items)):
        if groups and start < reach - _TOUCH * item.blocks[0].size:
            groups[-1].append(item)
            reach = max(reach, end)
        else:
            groups.append([item])
            reach = end
    return groups


def _extent(item: Item, axis: str, number: int) -> tuple[float, float, int, Item]:
    """Return where an item begins and ends along an axis."""
    box = item.box
    return (box.left, box.right, number, item) if axis == "x" else (box.top, box.bottom, number, item)


def _untangle(items: Sequence[Item]) -> list[Item]:
    """Order items that no straight cut parts: what stands above first, then what stands to the left."""
    if len(items) > _MOST_TANGLED:
        return sorted(items, key=lambda item: (item.box.top, item.box.left))
    rest, ordered = list(items), []
    while rest:
        free = [item for item in rest if not any(_is_above(other, item) for other in rest)] or rest
        ordered.append(min(free, key=lambda item: (item.box.left, item.box.top)))
        rest.remove(ordered[-1])
    return ordered


def _is_above(one: Item, other: Item) -> bool:
    """Tell whether an item begins above another one, over it."""
    return one.box.top < other.box.top and is_over(one.box, other.box)


def _write(blocks: Sequence[Block]) -> list[tuple[str, PrintedLine | None, bool]]:
    """Return the lines of blocks in their order, headlines that stand together without a blank one.

    Each comes with whether it is of a headline.
    """
    written: list[tuple[str, PrintedLine | None, bool]] = []
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        together = before and before.is_head and block.is_head and block in _below_head(before, [block])
        if before and not together:
            written.append(("", None, False))
        for text, line in zip(_write_lines(block), block.lines, strict=True):
            written.append((text, line, block.is_head))
    return written


def _write_lines(block: Block) -> list[str]:
    """Return the lines of a block, the indented ones with the blanks of their indentation."""
    if not block.across:
        return [line.text for line in block.lines]
    texts = _join_words([line.text for line in block.lines])
    if block.is_head:
        return texts
    margin = min(line.box.left for line in block.lines)
    return [
        ("\u3000\u3000" if line.box.left - margin >= _INDENT * line.size else "") + text
        for line, text in zip(block.lines, texts, strict=True)
    ]


def _join_words(lines: Sequence[str]) -> list[str]:
    """Return lines, each word that a hyphen cuts at the end of one whole on that line.

    >>> _join_words(["出席的有Com‐", "munication部的人，", "A-", "B"])
    ['出席的有Communication', '部的人，', 'A-', 'B']
    """
    joined = list(lines)
    for number, following in enumerate(joined[1:]):
        rest = _REST.match(following)
        if rest and len(rest[0]) < len(following) and _CUT.search(joined[number]):
            joined[number] = joined[number][:-1] + rest[0].rstrip()
            joined[number + 1] = following[rest.end() :]
    return joined
