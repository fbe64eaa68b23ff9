"""Spellings (kg/data/spellings.tsv): one script for the rules, and the one spelling of a name.

Texts are folded for matching and tagging only: simplified characters and full-width marks, as long as before.
Names get simplified characters, one middle dot, half-width letters and no blanks: only what never tells two
names apart. Characters that simplified names still use (喆 堃 昇 锺) stay as they are, and so does what
OpenCC alone could decide (乾).
"""

import re
from functools import cache, lru_cache
from string import ascii_letters, digits

from kg.knowledge.tables import read_rows
from kg.text import is_han, squeeze_name

_DOTS = "·•．‧∙⋅・･.﹒●゠᛫"
_SAME_WIDTH = str.maketrans("｡､｢｣•・‧", "。、「」···")
_LETTER = r"[A-Za-z\u00c0-\u024f\u3400-\u9fff〇]"
_BETWEEN = re.compile(rf"(?<={_LETTER})[{re.escape(_DOTS)}](?={_LETTER})")
_NARROW = re.compile(r"[(](?=[^()]*[)])|(?<=[\u3400-\u9fff])[)]")
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
_MARKS = str.maketrans("()", "（）")
_WIDE = 0xFEE0  # how far full-width letters and digits are from half-width ones
_LETTERS = {ord(char) + _WIDE: char for char in digits + ascii_letters}


def to_plain(text: str) -> str:
    """Return a text of the same length in simplified characters, for matching and tagging only.

    >>> to_plain("臺灣民眾黨祕書長")
    '台湾民众党秘书长'
    """
    return text.translate(_folded("text")) if _folds_in_text().search(text) else text


@lru_cache(maxsize=65536)
def plain_form(form: str) -> str:
    """Return the one spelling that all spellings of a name share.

    >>> plain_form("鄧小平"), plain_form("唐納德•川普"), plain_form("ＡＢＢ公司"), plain_form("张喆")
    ('邓小平', '唐纳德·川普', 'ABB公司', '张喆')
    """
    if form.isascii():
        return form
    form = squeeze_name(_DROPPED.sub("", form)).translate(_LETTERS).translate(_folded("names"))
    form = _BETWEEN.sub("·", form)
    return form.translate(_MARKS) if any(map(is_han, form)) and _NARROW.search(form) else form


def spelling_reason(form: str) -> str:
    """Return how a form differs from its plain spelling, "" where it does not.

    >>> spelling_reason("鄧小平"), spelling_reason("ＡＢＢ"), spelling_reason("邓小平")
    ('traditional or variant characters', 'other letters, digits, dots or blanks', '')
    """
    if plain_form(form) == form:
        return ""
    if is_variant(form):
        return "traditional or variant characters"
    return "other letters, digits, dots or blanks"


def is_variant(form: str) -> bool:
    """Tell whether a form has a character that has a simplified or more usual shape.

    >>> is_variant("鄧小平"), is_variant("ＡＢＢ")
    (True, False)
    """
    return any(is_han(char) and ord(char) in _folded("names") for char in form)


def without_dots(name: str) -> str:
    """Return a name without the dots between its parts.

    >>> without_dots("阿·买买提")
    '阿买买提'
    """
    return name.replace("·", "")


@cache
def _folds_in_text() -> "re.Pattern[str]":
    """Return a pattern that finds a character which a text is to be written without."""
    return re.compile(f"[{re.escape(''.join(map(chr, _folded('text'))))}]")


@cache
def _folded(where: str) -> dict[int, str]:
    """Return the simplified or usual shape of each character that has another, in "text" or in "names"."""
    rows = read_rows("spellings.tsv", 3)
    usual = {ord(char): usual for char, usual, counts in rows if where in counts.split()}
    return usual | ({char: chr(mark) for char, mark in _SAME_WIDTH.items()} if where == "text" else {})
