"""What no file of a build or of another program should hold."""

import re

# XML 1.0 allows these characters and no others, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(p * 65536 + 0xFFFE) + chr(p * 65536 + 0xFFFF) for p in range(1, 17)) + "]"
)
_CONTROL = re.compile("[\x7f-\x9f]")


def clean_xml(text: str) -> str:
    r"""Return the text with each character that XML does not allow replaced by U+FFFD.

    >>> clean_xml("乌\x0b兰\ud800察布")
    '乌\ufffd兰\ufffd察布'
    """
    return _NONCHARACTER.sub("\ufffd", _ILLEGAL.sub("\ufffd", text))


def clean_text(text: str) -> str:
    r"""Return a text without what no format should carry, each such character replaced by U+FFFD.

    Control characters other than tab and line breaks, lone surrogates and Unicode noncharacters. All
    else stays: quotes, line breaks, signs of markup, right-to-left marks, texts of any length.

    >>> clean_text("乌\x00兰\ud800察\x85布\n")
    '乌\ufffd兰\ufffd察\ufffd布\n'
    """
    return _CONTROL.sub("\ufffd", clean_xml(text))
