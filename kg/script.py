"""Traditional or simplified characters: told apart, and traditional ones simplified for recognition.

Simplifying goes through OpenCC (phrase by phrase: 乾隆 stays, 乾燥 becomes 干燥) and keeps the length of a
text, so that what is recognized in the simplified text has its place on the page, as printed.
"""

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from kg.errors import ConfigError
from kg.model import Article, Mention, Script
from kg.text import BLOCK_END, HAN, Text, is_han, squeeze_name

if TYPE_CHECKING:
    from opencc import OpenCC

_LOOKED_AT = 4000  # characters of a text
_HAN = re.compile(f"[{HAN}]+")
_TELLING = 0.02  # share of characters in one script alone from which on a text is in that script


def read_script(text: str) -> Script | None:
    """Return the script of a text, None where it has no character that only one of them has.

    A character that Big5 has and GB 2312 has not is traditional, the other way round it is simplified.

    >>> read_script("臺北市長昨天表示"), read_script("自治区主席会议"), read_script("北京市中心")
    ('traditional', 'simplified', None)
    """
    text = text[:_LOOKED_AT]
    chinese, traditional, simplified = (_count(one, text) for one in (_HAN, *_scripts()))
    if max(traditional, simplified) <= _TELLING * chinese:
        return None
    return "traditional" if traditional > simplified else "simplified"


def _count(chars: "re.Pattern[str]", text: str) -> int:
    """Return how many characters of a text are in runs of some."""
    return sum(map(len, chars.findall(text)))


@cache
def _scripts() -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """Return what matches runs of characters of the traditional and of the simplified script alone."""
    pairs = b"\n".join(bytes(pair) for pair in product(range(0x81, 0xFF), range(0x40, 0xFF)))
    simplified, traditional = (
        set("".join(_HAN.findall(pairs.decode(encoding, errors="ignore")))) for encoding in ("gb2312", "big5")
    )
    return _runs(traditional - simplified), _runs(simplified - traditional)


def _runs(chars: set[str]) -> "re.Pattern[str]":
    return re.compile(f"[{''.join(sorted(chars))}]+")


def simplify(article: Article) -> Article:
    """Return a traditional article in simplified characters, all offsets the same; any other as it is.

    Raises ConfigError where OpenCC is not installed.
    """
    if article.script != "traditional":
        return article
    chars = BLOCK_END.join(_simplify(block) for block in article.text.chars.split(BLOCK_END))
    return replace(article, text=Text(chars, article.text.offsets))


def as_printed(mention: Mention, article: Article) -> Mention:
    """Return a mention found in a simplified article with its text as the article prints it."""
    start, end = mention.at
    return replace(mention, text=squeeze_name(article.text.chars[start:end]))


def simplify_chars(text: str) -> str:
    """Return a text with each character simplified by itself, as long as it was.

    For comparing, not for reading: 乾隆 and 干隆 become the same. Raises ConfigError without OpenCC.
    """
    return "".join(_simplify_char(char) if is_han(char) else char for char in text)


def check_simplifier() -> None:
    """Raise ConfigError where OpenCC is not installed."""
    _converter()


def _simplify(text: str) -> str:
    """Return a text in simplified characters, as long as it was."""
    simplified = str(_converter().convert(text))
    if len(simplified) == len(text):
        return simplified
    return "".join(_simplify_char(char) for char in text)


@lru_cache(maxsize=16384)
def _simplify_char(char: str) -> str:
    """Return the simplified form of one character."""
    simplified = str(_converter().convert(char))
    return simplified if len(simplified) == 1 else char


@cache
def _converter() -> "OpenCC":
    """Load OpenCC's tables once."""
    try:
        from opencc import OpenCC  # noqa: PLC0415 (an optional extra)
    except ImportError:
        raise ConfigError(
            'simplify: OpenCC is not installed; install it with `pip install "kg[simplify]"`'
        ) from None
    return OpenCC("t2s")
