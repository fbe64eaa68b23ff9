"""Text for screens: nothing in it rules the terminal that shows it."""

import re

TURNS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of writing, as a class of a pattern."""
_HIDDEN = re.compile(rf"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029{TURNS}\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return a text with all that would rule the screen that shows it spelled out.

    Those are control characters (but for tabs), ends of lines, marks that turn the direction of writing, and
    the bytes of a file's name that are no UTF-8.

    >>> print(visible("a\x1b[31m\u202eb.txt\n"), visible("\udcb1"))
    a\x1b[31m\u202eb.txt\x0a \xb1
    """
    return _HIDDEN.sub(lambda found: _spelled(ord(found[0])), text)


def _spelled(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # a byte that Python has put by
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
