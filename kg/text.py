"""Healed text: what a reader reads, with the way back to the raw page.

Hard line wraps inside a paragraph vanish, single characters set apart by blanks are joined, control
and private-use characters are dropped, full-width Latin letters and digits become half-width and
half-width punctuation between Chinese characters full-width. Every healed character keeps the raw
offset it came from, so a span found in the healed text can be cited.
"""

import datetime
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

Span = tuple[int, int]

BLOCK_END = "\n"
LOST = "\ufffd"
"""What stands for a byte of a page that no character has."""
HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding can hold."""
_DIGITS = re.compile(r"\d{1,18}")
_TENS = re.compile(r"(?P<tens>\d?)十(?P<ones>\d?)")
_ISO_DATE = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
NUMERALS = "一二三四五六七八九十"
ZEROS = "〇○零OoＯｏ"  # letters also: they stand where a machine lacked the sign
TENS = "廿卅卌"
DIGIT = f"[0-9{ZEROS}{NUMERALS}{TENS}]"
"""A digit or a Chinese numeral up to 十, 廿, 卅 and 卌, as a class of a pattern."""
_CHINESE_DIGITS = {ord(char): str(value) for value, char in enumerate(NUMERALS[:9], 1)}
_CHINESE_DIGITS |= {ord(char): "0" for char in ZEROS}
_CHINESE_DIGITS |= {ord(char): f"{value}十" for value, char in enumerate(TENS, 2)}
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_TO_FULL_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")
HAN = "\u4e00-\u9fff\u3400-\u4dbf〇\U00020000-\U0003ffff"
"""The Chinese characters, as a class of a pattern."""
_BESIDE = f"{HAN}”’“‘》《、"
_NARROW_MARK = re.compile(rf"(?<=[{_BESIDE}])[,:;!?()]|[,:;!?()](?=[{_BESIDE}])")
_NARROW_MARKS = frozenset(",:;!?()")
_ODD = re.compile(f"[^{HAN}0-9A-Za-z，。、；：？！“”‘’《》（）…—·%./-]")  # what healing may change by itself
_MAY_DOUBLE = re.compile(r"([，、；：“”。])(?:\1|(?<=[，、；：])。)")
_DOUBLED_MARK = re.compile(r"(?<=([，、；：“”]))\1+|(?<=(?<!。)。)。(?!。)|[，、；：](?=。)")
_WORD = re.compile(r"\S+")
_BLANK = re.compile("[\\s\ufeff\u200b]+")
_LATIN = "A-Za-z\u00c0-\u024f"
_BLANK_INSIDE = re.compile(rf"[{_LATIN}.]\s+[{_LATIN}]")
_BLANKS = re.compile(rf"(?P<between>(?<=[{_LATIN}.])\s+(?=[{_LATIN}]))|[\s\ufeff\u200b]+")
_MOST_DOUBLED = 8  # characters from one of a text to the next where marks between them were healed away
_COUNTED = 1 << 16  # characters of a page whose offsets are kept ready
_HYPHENATED = re.compile(r"[A-Za-z]{2}-$")
_CREDIT_WORDS = frozenset("摄攝文图圖")  # stand after a photographer's or author's name
_FULL_STOP = rf"(?<=[{_BESIDE}）])[.．](?=[{_BESIDE}“（]|$|\n)"  # a half-width or centered stop after Chinese
_MAY_END = re.compile(f"[。｡！？!?.．{BLOCK_END}]")
_END = re.compile(rf"(?P<mark>(?:[。｡！？!?]|{_FULL_STOP})+)(?P<closed>[”’』」）】》〉〕\"]*)|{BLOCK_END}")
_SPEAKS_ON = re.compile(
    r"[，、；：,;:的]|[这這那]?(?:一|句|番)?(?:[他她]|记者|記者)?(?:们|們)?[说說问問道喊答叹嘆](?![明法服话話])"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A healed text and, for each of its characters, the raw offset of that character."""

    chars: str
    offsets: "array[int]"  # as long as chars
    _turns: tuple[int, ...] | None = field(default=None, init=False, repr=False, compare=False)

    def raw_span(self, start: int, end: int) -> Span:
        """Return the raw span that encloses all of the healed span [start, end).

        A healed span of two blocks can lie out of order on the page; it is cited from its first to its last
        raw character. ValueError where the span is empty or reaches beyond the text.
        """
        if not 0 <= start < end <= len(self.offsets):
            raise ValueError(f"span [{start}, {end}) of a text of {len(self.offsets)} characters")
        if self.runs_forward(start, end):
            return self.offsets[start], self.offsets[end - 1] + 1
        raw = self.offsets[start:end]
        return min(raw), max(raw) + 1

    def printed(self, raw: str, start: int, end: int) -> str:
        """Return the healed span [start, end) as printed: line ends and blanks alone are healed."""
        if raw[self.offsets[start] : self.offsets[end - 1] + 1] == self.chars[start:end]:
            return self.chars[start:end]
        pieces: list[str] = []
        last = -1
        for at in range(start, end):
            offset, char = self.offsets[at], self.chars[at]
            between = raw[last + 1 : offset] if 0 <= last < offset <= last + _MOST_DOUBLED else ""
            if between and between.isprintable() and not any(map(str.isspace, between)):
                pieces.append(between)
            pieces.append(char if char.isspace() or raw[offset].isspace() else raw[offset])
            last = offset
        return "".join(pieces)

    def runs_forward(self, start: int, end: int) -> bool:
        """Tell whether the characters of a healed span follow each other on the page as they do here.

        Those of two blocks need not: what is set first may stand last.
        """
        if self._turns is None:
            object.__setattr__(self, "_turns", _turns_of(self.offsets))
        turns = self._turns or ()
        return not turns or bisect_right(turns, end - 1) <= bisect_right(turns, start)


def _turns_of(offsets: "array[int]") -> tuple[int, ...]:
    """Return where offsets are less than those before them."""
    plain = offsets.tolist()
    if plain == sorted(plain):
        return ()
    return tuple(index for index, (a, b) in enumerate(pairwise(plain), 1) if a > b)


def without_halves(text: str) -> str:
    r"""Return a text that UTF-8 can hold: U+FFFD for each half of a character.

    >>> without_halves("乌\ud800兰")
    '乌\ufffd兰'
    """
    return HALVES.sub(LOST, text)


def squeeze(text: str) -> str:
    """Return the text without any whitespace, byte order mark or zero-width space.

    >>> squeeze("张文\\n强 主任")
    '张文强主任'
    """
    return _BLANK.sub("", text)


def squeeze_name(text: str) -> str:
    """Return a name without whitespace but for one blank between two words of Latin letters.

    >>> squeeze_name("张文\\n强"), squeeze_name("Tim\\n Cook"), squeeze_name("Ｔｉｍ先生 A")
    ('张文强', 'Tim Cook', 'Ｔｉｍ先生A')
    """
    return _BLANKS.sub(_kept_blank, text) if _BLANK_INSIDE.search(text) else squeeze(text)


def _kept_blank(found: "re.Match[str]") -> str:
    return " " if found["between"] else ""


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


def occurrences(chars: str, form: str, start: int = 0) -> Iterator[Span]:
    """Yield where a form stands in a text, from a place on; none overlaps the one before it.

    >>> list(occurrences("马院长和马主任", "马")), list(occurrences("哈哈哈", "哈哈"))
    ([(0, 1), (4, 5)], [(0, 2)])
    """
    at = chars.find(form, start)
    while at >= 0:
        yield at, at + len(form)
        at = chars.find(form, at + len(form))


def read_number(text: str) -> int | None:
    """Return the value of digits, of Chinese digits one by one, and of 十, 十二, 二十, 廿三, else None.

    >>> [read_number(text) for text in ("12", "二〇一八", "十二", "二十", "三十一", "廿三", "卅")]
    [12, 2018, 12, 20, 31, 23, 30]
    >>> [read_number(text) for text in ("十十", "二〇十八", "²", "百", "")]
    [None, None, None, None, None]
    """
    digits = text.translate(_CHINESE_DIGITS)
    if match := _TENS.fullmatch(digits):
        return int(match["tens"] or "1") * 10 + int(match["ones"] or "0")
    return int(digits) if _DIGITS.fullmatch(digits) else None


def read_date(text: str) -> datetime.date | None:
    """Return the day that a page's date in ISO 8601 stands for, None where there is no such day.

    Days outside of the years 1000 to 2999 are none: so days and years can be counted from any that is.

    >>> read_date("2018-12-08"), read_date("2018-02-30"), read_date("20181208"), read_date("0001-01-01")
    (datetime.date(2018, 12, 8), None, None, None)
    """
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def sentences(chars: str) -> list[Span]:
    """Return the healed spans of the sentences; a sentence never crosses the end of a block.

    >>> [ "他说：“好。”大家笑了。\\n完"[s:e] for s, e in sentences("他说：“好。”大家笑了。\\n完") ]
    ['他说：“好。”', '大家笑了。', '完']
    """
    spans = []
    start = 0
    for match in _ends(chars):
        if match["mark"] and not _ends_sentence(match, chars):
            continue
        end = match.end() if match["mark"] else match.start()
        if chars[start:end].strip():
            spans.append((start, end))
        start = match.end()
    if chars[start:].strip():
        spans.append((start, len(chars)))
    return spans


def _ends(chars: str) -> Iterator["re.Match[str]"]:
    """Yield what may end a sentence, in the order of the text."""
    at = 0
    while may := _MAY_END.search(chars, at):
        match = _END.match(chars, may.start())
        at = match.end() if match else may.end()
        if match:
            yield match


def _ends_sentence(match: "re.Match[str]", chars: str) -> bool:
    """Tell whether a sentence ends with an end mark: not in a title, nor where it goes on (“好！”他说)."""
    if not match["closed"]:
        return chars[match.end() : match.end() + 1] not in ("，", "、", "；")
    if match["closed"][0] in "》〉":
        return False
    after = _SPEAKS_ON.match(chars, match.end())
    return after is None or (match["mark"][-1] == "。" and after[0] not in "，、；：的")


def heal(raw: str, blocks: Iterable[Iterable[Span]]) -> Text:
    r"""Return the reading text of some blocks of a raw page, a line feed between two blocks.

    A block is a paragraph or a headline: the raw spans that belong to it, in reading order.

    >>> raw = "自治区林业和草原局党组成员额尔敦\n毕力格出席。\n记者 云 鹏 摄"
    >>> heal(raw, [[(0, 23)], [(24, 32)]]).chars
    '自治区林业和草原局党组成员额尔敦毕力格出席。\n记者 云鹏 摄'
    """
    healed = (_heal_block(raw, block) for block in blocks)
    return join_texts(healed)


def join_texts(texts: Iterable[Text]) -> Text:
    """Return some texts of a page as one, a line feed between two that are not empty."""
    pieces: list[str] = []
    offsets = array("i")
    for text in texts:
        if not text.chars:
            continue
        if pieces:
            pieces.append(BLOCK_END)
            offsets.append(offsets[-1])
        pieces.append(text.chars)
        offsets.extend(text.offsets)
    return Text("".join(pieces), offsets)


def _heal_block(raw: str, block: Iterable[Span]) -> Text:
    """Return the reading text of one block; everything is done on runs, in linear time."""
    text = _join(raw, block)
    odd = set(_ODD.findall(text.chars))
    if odd:
        text = _heal_odd(text, odd)
    return _without(text, _DOUBLED_MARK) if _MAY_DOUBLE.search(text.chars) else text


def _heal_odd(text: Text, odd: set[str]) -> Text:
    """Return a text with such characters of it healed as need it."""
    if dropped := {char for char in odd if _is_dropped(char)}:
        text = _without(text, re.compile(f"[{re.escape(''.join(sorted(dropped)))}]+"))
    if folded := {ord(char): fold for char in odd if (fold := _fold(char)) != char}:
        text = Text(text.chars.translate(folded), text.offsets)
    if any(map(str.isspace, odd)):
        text = _close_gaps(text)
    if odd & _NARROW_MARKS:
        widened = _NARROW_MARK.sub(lambda match: match[0].translate(_TO_FULL_WIDTH), text.chars)
        text = Text(widened, text.offsets)
    return text


def _join(raw: str, block: Iterable[Span]) -> Text:
    """Return the raw text of some spans, a line feed between two."""
    pieces: list[str] = []
    offsets = array("i")
    for start, end in block:
        if pieces:
            pieces.append(BLOCK_END)
            offsets.append(start)
        pieces.append(raw[start:end])
        offsets.extend(_numbers(start, end))
    return Text("".join(pieces), offsets)


def _numbers(start: int, end: int) -> "array[int]":
    """Return the numbers from one to before another."""
    return _counted()[start:end] if end <= _COUNTED else array("i", range(start, end))


@cache
def _counted() -> "array[int]":
    return array("i", range(_COUNTED))


def _without(text: Text, pattern: "re.Pattern[str]") -> Text:
    """Return a text without what a pattern matches."""
    pieces: list[str] = []
    offsets = array("i")
    last = 0
    for match in pattern.finditer(text.chars):
        pieces.append(text.chars[last : match.start()])
        offsets.extend(text.offsets[last : match.start()])
        last = match.end()
    if not last:
        return text
    pieces.append(text.chars[last:])
    offsets.extend(text.offsets[last:])
    return Text("".join(pieces), offsets)


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


def _close_gaps(text: Text) -> Text:
    """Drop line breaks and blanks, but for one blank where two words would run together."""
    pieces: list[str] = []
    offsets = array("i")
    before: re.Match[str] | None = None
    for word in _WORD.finditer(text.chars):
        if before is not None:
            gap = text.chars[before.end() : word.start()]
            if _is_hyphenated(before[0], word[0], gap):
                pieces[-1] = pieces[-1][:-1]
                offsets.pop()
            elif _keeps_blank(before[0], word[0], gap):
                pieces.append(" ")
                offsets.append(text.offsets[before.end()])
        pieces.append(word[0])
        offsets.extend(text.offsets[word.start() : word.end()])
        before = word
    return Text("".join(pieces), offsets)


def _is_wrapped(gap: str) -> bool:
    """Tell whether a gap between two words holds the end of a line."""
    return "\n" in gap or "\r" in gap


def _is_hyphenated(before: str, after: str, gap: str) -> bool:
    """Tell whether a Latin word was hyphenated at the end of a line."""
    return _is_wrapped(gap) and bool(_HYPHENATED.search(before[-3:])) and "a" <= after[0] <= "z"


def _keeps_blank(before: str, after: str, gap: str) -> bool:
    """Tell whether the gap between two words separates what would otherwise merge."""
    left, right = before[-1], after[0]
    if is_han(left) and is_han(right):
        if after in _CREDIT_WORDS and not _is_wrapped(gap):
            return True
        letter_spaced = _is_single(before[-2:-1]) and _is_single(after[1:2])
        return not _is_wrapped(gap) and not letter_spaced
    if left.isdigit() and right.isdigit() and _is_wrapped(gap):
        return False
    return left.isascii() and left.isalnum() and right.isascii() and right.isalnum()


def _is_single(neighbor: str) -> bool:
    """Tell whether a character stands alone, given the one on its other side."""
    return not neighbor or not is_han(neighbor)
