"""Printed lines become blocks: lines of one size right below each other, or upright ones side by side."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from kg.pages.bands import Bands
from kg.pages.glyphs import Box, surround
from kg.pages.rows import PrintedLine

_LEADING = 1.1  # of the size of the print: the largest space between the lines of a block
_SAME_SIZE = 1.15
_FARTHEST = 4.0  # of the size of the running text: a larger empty space ends a column
_LEVEL = 1.2  # of the size of the print: what differs less stands on one height
_WITHIN = 0.8
_INDENT = 1.5, 2.5  # of the size of the print: how far the first line of a paragraph is indented
_SHARED = 0.2  # of the narrower one's breadth


@dataclass(eq=False)
class Block:
    """Lines that are read one after the other."""

    lines: list[PrintedLine]
    box: Box
    is_head: bool = False

    @property
    def size(self) -> float:
        """The size of the first line's print."""
        return self.lines[0].size

    @property
    def across(self) -> bool:
        """Whether its lines run from left to right."""
        return self.lines[0].across


def build_blocks(lines: Sequence[PrintedLine], rules: Sequence[Box]) -> list[Block]:
    """Return the blocks that lines make, joined until nothing fits any more."""
    blocks = [Block([line], line.box) for line in sorted(lines, key=lambda one: (one.box.top, one.box.left))]
    while True:
        joined = [_merge(one) for one in chain(blocks, _Near(blocks, rules).below)]
        if len(joined) == len(blocks):
            return joined
        blocks = joined


def chain(
    blocks: Sequence[Block], find_following: Callable[[Block, Sequence[Block]], list[Block]]
) -> list[list[Block]]:
    """Return blocks in chains, each followed by the one that alone follows it and follows it alone.

    `find_following` gets a block and those after it in the order given.
    """
    following = {id(block): find_following(block, blocks[i + 1 :]) for i, block in enumerate(blocks)}
    leading = Counter(id(other) for others in following.values() for other in others)
    chains: list[list[Block]] = []
    used: set[int] = set()
    for block in blocks:
        if id(block) in used:
            continue
        chains.append([block])
        while len(others := following[id(chains[-1][-1])]) == 1 and leading[id(others[0])] == 1:
            chains[-1].append(others[0])
        used.update(map(id, chains[-1]))
    return chains


def find_next(block: Block, others: Sequence[Block], *, above: bool = False) -> list[Block]:
    """Return the nearest of other blocks that are over a block: those that begin (or end) on one height."""
    found = [other for other in others if other is not block and is_over(block.box, other.box)]
    if above:
        nearest = max((other.box.bottom for other in found), default=0.0)
        return [other for other in found if other.box.bottom >= nearest - _LEVEL * block.size]
    nearest = min((other.box.top for other in found), default=0.0)
    return [other for other in found if other.box.top <= nearest + _LEVEL * block.size]


def goes_on(upper: Block, lower: Block, shapes: Sequence[Box], type_size: float) -> bool:
    """Tell whether text may go on in a block below: it is near, or pictures or boxes fill the space."""
    space = Box(lower.box.left, upper.box.bottom, lower.box.right, lower.box.top)
    if space.height <= _FARTHEST * type_size:
        return True
    filled = [-apart(space.top, space.bottom, s.top, s.bottom) for s in shapes if is_over(s, lower.box)]
    return sum(max(0.0, height) for height in filled) > space.height / 2


def _merge(chain: Sequence[Block]) -> Block:
    """Return one block of several, the lines in their order."""
    lines = [line for block in chain for line in block.lines]
    if not lines[0].across:
        lines.sort(key=lambda line: (line.box.left if line.way == 3 else -line.box.right, line.box.top))
    return Block(lines, surround([block.box for block in chain]))


class _Near:
    """Blocks in their order, found by their place, with the rules between them."""

    def __init__(self, blocks: Sequence[Block], rules: Sequence[Box]) -> None:
        self._rules = rules
        self._numbers = {id(block): number for number, block in enumerate(blocks)}
        step = median(block.size for block in blocks) if blocks else 1.0
        self._bands = Bands(blocks, lambda block: block.box.top, step)
        self._tallest = max((block.box.height for block in blocks), default=0.0)

    def below(self, block: Block, _: Sequence[Block]) -> list[Block]:
        """Return the blocks of the same print that stand right below one (or beside an upright one)."""
        box, reach = block.box, _LEADING * block.lines[-1].size
        if block.across:  # the middle of what is below lies below this
            heights = max(box.top, box.bottom - self._tallest / 2), box.bottom + reach
            crossing = self._bands.crossing(*heights, box.left - _INDENT[1] * block.size, box.right)
        else:
            crossing = self._bands.crossing(box.top, box.bottom, box.left - 2 * reach, box.right + 2 * reach)
        number = self._numbers[id(block)]
        later = sorted((n, other) for other in crossing if (n := self._numbers[id(other)]) > number)
        return _next_below(block, [other for _, other in later], self._rules)


def _next_below(block: Block, later: Sequence[Block], rules: Sequence[Box]) -> list[Block]:
    """Return the blocks of the same print that stand right below one (or beside an upright one)."""
    size, found = block.lines[-1].size, []
    for other in later:
        if block.across and other.box.top - block.box.bottom > _LEADING * size:
            break
        if other.lines[0].way != block.lines[0].way or not is_same_size(size, other.size):
            continue
        if not block.across:
            near = apart(block.box.left, block.box.right, other.box.left, other.box.right)
            along = apart(block.box.top, block.box.bottom, other.box.top, other.box.bottom)
            if near <= _LEADING * size and along < 0:
                found.append(other)
        elif (
            other.box.middle[1] > block.box.bottom
            and (_is_within(block.box, other.box) or _ends_paragraph(block, other))
            and not any(_parts(rule, block.box, other.box) for rule in rules)
        ):
            found.append(other)
    return found


def _ends_paragraph(block: Block, other: Block) -> bool:
    """Tell whether a line of two characters stands below the indented first line of its paragraph."""
    upper, lower, size = block.lines[-1].box, other.lines[0].box, other.size
    indented = _INDENT[0] * size <= upper.left - lower.left <= _INDENT[1] * size
    return indented and len(other.lines) == 1 and lower.right <= upper.left + size / 2


def apart(start: float, end: float, other_start: float, other_end: float) -> float:
    """Return how far two stretches are apart; less than 0 when they overlap."""
    return max(start, other_start) - min(end, other_end)


def is_same_size(size: float, other: float) -> bool:
    """Tell whether two sizes of print are meant to be one."""
    return max(size, other) <= _SAME_SIZE * min(size, other)


def is_over(box: Box, other: Box) -> bool:
    """Tell whether two boxes stand over one another: they share a part of their breadth."""
    shared = -apart(box.left, box.right, other.left, other.right)
    return shared > _SHARED * min(box.width, other.width)


def _is_within(box: Box, other: Box) -> bool:
    """Tell whether two boxes stand in one column: the narrower hardly reaches beyond the wider."""
    shared = -apart(box.left, box.right, other.left, other.right)
    return shared > _WITHIN * min(box.width, other.width)


def _parts(rule: Box, upper: Box, lower: Box) -> bool:
    """Tell whether a rule runs between two boxes."""
    return upper.bottom - 2 <= rule.top <= lower.top + 2 and is_over(rule, upper) and is_over(rule, lower)
