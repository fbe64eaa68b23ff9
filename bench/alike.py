"""How far a text is from what was printed."""

import unicodedata

from kg.text import squeeze

_QUOTES = str.maketrans("『』「」", "“”“”")


def fold(text: str) -> str:
    """Return a text without blanks, its letters, digits and marks half-width, quotes in one form.

    In lines that run down, fonts draw “” as 『』.
    """
    return unicodedata.normalize("NFKC", squeeze(text)).translate(_QUOTES)


def errors_in(line: str, text: str) -> int:
    """Return the fewest characters to change, drop or add that make a line stand somewhere in a text.

    Myers, A fast bit-vector algorithm for approximate string matching, JACM 46, 1999.

    >>> errors_in("新馆开放", "市图书馆新馆今开放"), errors_in("甲乙", "丙丁")
    (1, 2)
    """
    size, full = len(line), (1 << len(line)) - 1
    masks: dict[str, int] = {}
    for at, char in enumerate(line):
        masks[char] = masks.get(char, 0) | 1 << at
    plus, minus, score, top = full, 0, size, 1 << (size - 1)
    best = size
    for char in text:
        match = masks.get(char, 0)
        diagonal = (((match & plus) + plus) ^ plus) | match | minus
        up, down = minus | ~(diagonal | plus), plus & diagonal
        score += bool(up & top) - bool(down & top)
        up, down = (up << 1) & full, (down << 1) & full
        plus, minus = down | ~(diagonal | up) & full, up & diagonal
        best = min(best, score)
    return best
