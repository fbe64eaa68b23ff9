"""How names are typed in pinyin, for the search of the graph page."""

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypinyin.core import Pinyin

LONGEST = 40  # characters of a name that are spelled
SURNAMES = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "朴": "piao",
    "种": "chong", "盖": "ge", "覃": "qin", "缪": "miao", "乐": "yue", "召": "shao", "员": "yun", "黑": "he",
    "洗": "xian", "尉迟": "yu chi", "万俟": "mo qi", "单于": "chan yu", "长孙": "zhang sun",
    "澹台": "tan tai",
}  # fmt: skip  # surnames whose reading is not that of the word

_SPELLED = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffffA-Za-z0-9]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def spell(name: str, *, person: bool = False) -> str:
    """Return the syllables of a name, lower case, without tones, ü as v; "" where no Han character is.

    >>> spell("青山市水利局")
    'qing shan shi shui li ju'
    >>> spell("曾小红", person=True), spell("吕敏")
    ('zeng xiao hong', 'lv min')
    """
    text = _SPELLED.sub("", name)[:LONGEST]
    if not _HAN.search(text):
        return ""
    surname = next((text[:size] for size in (2, 1) if person and text[:size] in SURNAMES), "")
    words = _speller().seg(text[len(surname) :])
    return " ".join([*([SURNAMES[surname]] if surname else []), *chain(*map(_spell_word, words))]).lower()


@cache
def _spell_word(word: str) -> list[str]:
    """Return the syllables of a word; names share most of theirs."""
    syllables: list[str] = _speller().lazy_pinyin(word)
    return syllables


@cache
def _speller() -> "Pinyin":
    from pypinyin.converter import DefaultConverter  # noqa: PLC0415 -- its phrases take time to load
    from pypinyin.core import Pinyin  # noqa: PLC0415

    return Pinyin(DefaultConverter())
