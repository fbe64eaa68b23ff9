"""Healed text: what a reader reads, with the way back to the raw page.

Hard line wraps inside a paragraph vanish, single characters set apart by blanks are joined, control
and private-use characters are dropped, full-width Latin letters and digits become half-width and
half-width punctuation between Chinese characters full-width. Every healed character keeps the raw
offset it came from, so a span found in the healed text can be cited.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]

BLOCK_END = "\n"
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_TO_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’』」）】》\"]*|\n|$)")


@dataclass(frozen=True, slots=True)
class Text:
    """A healed text and, for each of its characters, the raw offset of that character."""

    chars: str
    offsets: "array[int]"  # as long as chars

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span of the healed span [start, end), which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


def squeeze(text: str) -> str:
    """Return the text without any whitespace, byte order mark or zero-width space.

    >>> squeeze("张文\\n强 主任")
    '张文强主任'
    """
    return "".join(c for c in text if not c.isspace() and c not in "\ufeff\u200b")


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese character (or 〇).

    >>> is_han("那"), is_han("，"), is_han("A")
    (True, False, False)
    """
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or char == "〇"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def sentences(chars: str) -> list[Span]:
    """Return the healed spans of the sentences; a sentence never crosses the end of a block.

    >>> [ "他说：“好。”大家笑了。\\n完"[s:e] for s, e in sentences("他说：“好。”大家笑了。\\n完") ]
    ['他说：“好。”', '大家笑了。', '完']
    """
    spans = []
    for match in _SENTENCE.finditer(chars):
        start, end = match.span()
        end -= chars[start:end].endswith(BLOCK_END)
        if chars[start:end].strip():
            spans.append((start, end))
    return spans


def heal(raw: str, blocks: Iterable[Iterable[Span]]) -> Text:
    r"""Return the reading text of some blocks of a raw page, a line feed between two blocks.

    A block is a paragraph or a headline: the raw spans that belong to it, in reading order.

    >>> raw = "自治区人大常委会常务副主任那顺\n孟和出席。\n记者 王 鹏 摄"
    >>> heal(raw, [[(0, 21)], [(22, 30)]]).chars
    '自治区人大常委会常务副主任那顺孟和出席。\n记者 王鹏 摄'
    """
    chars: list[str] = []
    offsets = array("q")
    for block in blocks:
        pairs = _heal_block(raw, block)
        if not pairs:
            continue
        if chars:
            chars.append(BLOCK_END)
            offsets.append(offsets[-1])
        chars.extend(char for char, _ in pairs)
        offsets.extend(offset for _, offset in pairs)
    return Text("".join(chars), offsets)


def _heal_block(raw: str, block: Iterable[Span]) -> list[tuple[str, int]]:
    """Return (healed character, raw offset) for one block."""
    pairs: list[tuple[str, int]] = []
    for start, end in block:
        if pairs:
            pairs.append((BLOCK_END, start))
        pairs.extend((raw[i], i) for i in range(start, end))
    kept = [(_fold(char), offset) for char, offset in pairs if not _is_dropped(char)]
    return _widen(_close_gaps(kept))


@lru_cache(maxsize=65536)
def _is_dropped(char: str) -> bool:
    """Tell whether a character carries no text: control, format, private use, unassigned."""
    return not char.isspace() and unicodedata.category(char) in _DROPPED_CATEGORIES


@lru_cache(maxsize=65536)
def _fold(char: str) -> str:
    """Return the everyday form of a full-width letter or digit, a radical or a compatibility form."""
    if "０" <= char <= "ｚ" and (folded := unicodedata.normalize("NFKC", char)).isalnum():
        return folded
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        folded = unicodedata.normalize("NFKC", char)
        return folded if len(folded) == 1 else char
    return char


def _close_gaps(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Drop line breaks and blanks, but for one blank where two words would run together."""
    words: list[list[tuple[str, int]]] = []
    gaps: list[tuple[str, int]] = []  # the gap before each word: its first character, "\n" if it has one
    gap: tuple[str, int] | None = None
    for char, offset in pairs:
        if char.isspace():
            gap = (
                BLOCK_END if char in "\n\r" or (gap and gap[0] == BLOCK_END) else " ",
                gap[1] if gap else offset,
            )
        elif gap or not words:
            words.append([(char, offset)])
            gaps.append(gap or ("", offset))
            gap = None
        else:
            words[-1].append((char, offset))
    healed = words[0] if words else []
    for index in range(1, len(words)):
        if _keeps_blank(words, index, wrapped=gaps[index][0] == BLOCK_END):
            healed.append((" ", gaps[index][1]))
        healed.extend(words[index])
    return healed


def _keeps_blank(words: list[list[tuple[str, int]]], index: int, *, wrapped: bool) -> bool:
    """Tell whether the gap before words[index] separates two words that would otherwise merge."""
    before, after = words[index - 1][-1][0], words[index][0][0]
    if is_han(before) and is_han(after):
        letter_spaced = len(words[index - 1]) == 1 and len(words[index]) == 1
        return not wrapped and not letter_spaced
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _widen(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the pairs with half-width punctuation next to a Chinese character made full-width."""
    healed = []
    for index, (char, offset) in enumerate(pairs):
        if char in ",:;!?()":
            around = pairs[max(0, index - 1) : index] + pairs[index + 1 : index + 2]
            if any(is_han(other) or other in "”’“‘》《、" for other, _ in around):
                char = char.translate(_TO_FULL_WIDTH)
        healed.append((char, offset))
    return healed
