"""One spelling of a name: simplified characters, one middle dot, half-width letters, no blanks.

Only what never tells two names apart is folded. Characters that simplified names still use (喆 堃 昇 锺) stay
as they are, and so does what OpenCC alone could decide (乾).
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from kg.text import is_han

_DOTS = "·•．‧∙⋅・･.﹒●゠᛫"
_KEPT = "喆堃昇犇淼甯迺钜澂脩蒐锺陞邨甦蹚龢穀乾於咊勠"  # stand in simplified names too
_OLD = "囯囻後裡鎔沢広辺県関斉斎浜竜桜黒徳髙﨑呉靑戸戶內尙敎眞淸產産姸歩栄沖○ㄧ"  # older and Japanese shapes
_USUAL = "国国后里镕泽广边县关齐斋滨龙樱黑德高崎吴青户户内尚教真清产产妍步荣冲〇一"
_LETTER = r"[A-Za-z\u00c0-\u024f\u3400-\u9fff〇]"
_BETWEEN = re.compile(rf"(?<={_LETTER})[{re.escape(_DOTS)}](?={_LETTER})")
_NARROW = re.compile(r"[(](?=[^()]*[)])|(?<=[\u3400-\u9fff])[)]")
_DROPPED = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_MARKS = str.maketrans("()", "（）")


@lru_cache(maxsize=65536)
def plain_form(form: str) -> str:
    """Return the one spelling that all spellings of a name share.

    >>> plain_form("鄧小平"), plain_form("唐納德•川普"), plain_form("ＡＢＢ公司"), plain_form("张喆")
    ('邓小平', '唐纳德·川普', 'ABB公司', '张喆')
    """
    if form.isascii():
        return form
    form = "".join(_letter(char) for char in _DROPPED.sub("", form)).translate(_table())
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
    return any(is_han(char) and ord(char) in _table() for char in form)


def without_dots(name: str) -> str:
    """Return a name without the dots between its parts.

    >>> without_dots("阿·买买提")
    '阿买买提'
    """
    return name.replace("·", "")


def _letter(char: str) -> str:
    """Return the half-width form of a full-width letter or digit."""
    wide = "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ"
    return chr(ord(char) - 0xFEE0) if wide else char


@cache
def _table() -> dict[int, str]:
    """Return the simplified or usual form of each character that has another."""
    lines = (files("kg") / "data" / "simplified.txt").read_text("utf-8").splitlines()
    traditional, simplified = (line for line in lines if line and not line.startswith("#"))
    pairs = {**dict(zip(traditional, simplified, strict=True)), **dict(zip(_OLD, _USUAL, strict=True))}
    return {ord(char): plain for char, plain in pairs.items() if char not in _KEPT}
