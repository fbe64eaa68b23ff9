"""What stands beside a body and is no part of its name: 原 before it, the word for its head after it."""

import re

from kg.knowledge.body_words import body_words
from kg.knowledge.dictionary import is_word
from kg.knowledge.place_names import place_names
from kg.knowledge.titles import title_words

FORMERLY = "原前"
_ONCE = "原"
_OWN_NAMES = ("公司", "集团")  # bodies whose names may begin with any character
_HEAD = "长"
_LONGEST, _SHORTEST = 8, 2  # characters of a place, and of a body
_PLACED = re.compile(r"(?:[\u4e00-\u9fff]{2,3}?)?(?:(?:自治区|[省市县区州旗盟])(?=..)|[省市县区州旗盟地]委$)")


def is_former(surface: str) -> bool:
    """Tell whether a body's name begins with 原 as a word: 原|县粮食局, 原|农会, not 原平市法院."""
    rest = surface[1:]
    if surface[:1] not in FORMERLY or len(rest) < _SHORTEST:
        return False
    words, names = body_words(), place_names()
    if any(surface[:n] in names.sure for n in range(2, _LONGEST)):
        return False
    whole = rest in words.known or words.ending(rest) == rest or _is_worded(surface)
    return whole or _PLACED.match(rest) is not None or any(rest[:n] in names.sure for n in range(2, _LONGEST))


def _is_worded(surface: str) -> bool:
    """Tell whether 原 begins no word of the language before the kind of body: 原|镇农机站, not 原种场."""
    ending = body_words().ending(surface[1:])
    return surface[0] == _ONCE and bool(ending) and ending not in _OWN_NAMES and not is_word(surface[:2])


def ends_in_chief(text: str, end: int) -> bool:
    """Tell whether what ends at an offset as a body goes on to the word for its head: 水利厅|长到灌区.

    >>> ends_in_chief("水利厅长到灌区", 3), ends_in_chief("水利厅长期关注", 3)
    (True, False)
    """
    headed = text.startswith(_HEAD, end) and text[end - 1] + _HEAD in title_words()
    return headed and not is_word(text[end : end + 2])
