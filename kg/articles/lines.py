"""The lines of a page and what can be seen of each by itself: width, indentation, how it ends."""

import re
from dataclasses import dataclass
from functools import cached_property

from kg.text import HAN, Span

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_CONTROLS = r"\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ufff0-\uffff"
_PRIVATE_USE = r"\ue000-\uf8ff\U000f0000-\U0010ffff"
_INVISIBLE = re.compile(rf"[\s{_CONTROLS}{_PRIVATE_USE}]+")
_NOT_PRINTED = "\ufeff\u200b"
_HEADING_SIGN = re.compile(rf"#{{1,6}}\s+(?=\S)|#{{2,6}}(?=[^#\s])|#(?=[{HAN}][^#]*$)")  # in Markdown
_ALPHANUMERIC = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i).isalnum()}
_PUNCTUATION = dict(zip(",:;!?()⋯「」", "，：；！？（）…“”", strict=True))
_FOLD = _ALPHANUMERIC | _PUNCTUATION
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")
_SENTENCE_END = re.compile(r"[。！？…．][”’」』）】》〉]*$")
_HOLDS_SENTENCE = re.compile(r"[。；]")
_OPEN, _CLOSE = "“‘《（【『〈〔", "”’》）】』〉〕"
_NARROW = re.compile(r"[\x20-\x7e]")
_LONG = 400  # characters beyond which a line is prose and its two ends tell enough


@dataclass(frozen=True)
class Line:
    """A line with text on it. `text` has no blanks, its digits half-width, its punctuation full-width."""

    number: int  # among the lines with text
    start: int  # raw span without the blanks around it
    end: int
    text: str
    spaced: str  # as `text`, but with single blanks kept
    indent: float  # blanks before it, in Chinese characters
    gap: int  # empty lines before it

    @property
    def span(self) -> Span:
        """The raw span of the line."""
        return self.start, self.end

    @cached_property
    def width(self) -> float:
        """The printed width in Chinese characters; Latin letters, digits and single blanks count half."""
        return printed_width(self.spaced)


def printed_width(text: str) -> float:
    """Return the width of a text in Chinese characters.

    >>> printed_width("12月7日"), printed_width("呼和浩特")
    (3.5, 4.0)
    """
    return len(text) - len(_NARROW.findall(text)) / 2


def read_lines(raw: str) -> list[Line]:
    r"""Return the lines of a page that hold text.

    >>> [(line.text, line.gap, line.indent) for line in read_lines("本报讯\n\n\u3000\u3000１２月 7日，")]
    [('本报讯', 0, 0.0), ('12月7日，', 1, 2.0)]
    """
    lines: list[Line] = []
    start = gap = 0
    for end, following in _line_spans(raw):
        line = _read_line(raw, start, end, len(lines), gap)
        if line is None:
            gap += 1
        else:
            lines.append(line)
            gap = 0
        start = following
    return lines


def _line_spans(raw: str) -> list[Span]:
    """Return the end of each line and the start of the next."""
    spans = [match.span() for match in _LINE_END.finditer(raw)]
    return [*spans, (len(raw), len(raw))]


def _read_line(raw: str, start: int, end: int, number: int, gap: int) -> Line | None:
    """Return the line between two offsets, or None when nothing is printed on it."""
    text = raw[start:end]
    head = len(text) - len(text.lstrip().lstrip(_NOT_PRINTED).lstrip())
    if sign := _HEADING_SIGN.match(text, head):
        head = sign.end()
    printed = text[head:].rstrip().rstrip(_NOT_PRINTED).rstrip()
    if not printed:
        return None
    indent = sum((1.0 if blank == "\u3000" else 0.5 for blank in text[:head] if blank.isspace()), 0.0)
    spaced = _INVISIBLE.sub(" ", printed)
    spaced = _FOLDED.sub(lambda match: _FOLD[match[0]], spaced)
    first = start + head
    return Line(number, first, first + len(printed), spaced.replace(" ", ""), spaced, indent, gap)


def ends_sentence(text: str) -> bool:
    """Tell whether a line or paragraph ends where a sentence ends.

    >>> ends_sentence("他说：“好。”"), ends_sentence("全面落实以人民为"), ends_sentence("“一张网”")
    (True, False, False)
    """
    return bool(_SENTENCE_END.search(text[-8:]))


def holds_sentence(text: str) -> bool:
    """Tell whether a sentence ends inside a line, which no headline has.

    >>> holds_sentence("目标。今后"), holds_sentence("激发人才活力 推动高质量发展")
    (True, False)
    """
    return bool(_HOLDS_SENTENCE.search(text[:_LONG]))


def expects_more(text: str) -> bool:
    """Tell whether a text must go on: it ends with a comma or within brackets or quotes.

    >>> expects_more("覆盖全民、"), expects_more("印发《关于进一步"), expects_more("大会闭幕")
    (True, True, False)
    """
    tail = text[-60:]
    unclosed = any(tail.rfind(a) > tail.rfind(b) for a, b in zip(_OPEN, _CLOSE, strict=True))
    return text.endswith(("，", "、", "；", "：")) or unclosed


def starts_within(text: str) -> bool:
    """Tell whether a text can't be the beginning of anything: it starts with closing punctuation.

    >>> starts_within("”活动"), starts_within("，并"), starts_within("“一带一路”")
    (True, True, False)
    """
    return text.startswith(tuple("，、。；：？！" + _CLOSE))
