"""What no file of a build or of another program should hold."""

import re

# What XML 1.0 allows, not even escaped anything else, but for the noncharacters at the end of each plane.
_ALLOWED = "\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17)
)
_NOT_XML = f"[^\t\n\r -\x9f{_ALLOWED}]"  # compiled at the first use
NO_TEXT = f"[^\t\n\r -~{_ALLOWED}]"  # nor control characters of Latin 1


def clean_xml(text: str) -> str:
    r"""Return the text with each character that XML does not allow replaced by U+FFFD.

    >>> clean_xml("乌\x0b兰\ud800察布")
    '乌\ufffd兰\ufffd察布'
    """
    return re.sub(_NOT_XML, "\ufffd", text)


def clean_text(text: str) -> str:
    r"""Return a text without what no format should carry, each such character replaced by U+FFFD.

    Control characters other than tab and line breaks, lone surrogates and Unicode noncharacters. All
    else stays: quotes, line breaks, signs of markup, right-to-left marks, texts of any length.

    >>> clean_text("乌\x00兰\ud800察\x85布\n")
    '乌\ufffd兰\ufffd察\ufffd布\n'
    """
    return re.sub(NO_TEXT, "\ufffd", text)
