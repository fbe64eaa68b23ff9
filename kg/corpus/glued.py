"""Which unsure names are another name of the corpus with a word of the text at one end.

拜登|通, 同|安提瓜和巴布达, 契税|财政部: one item alone can't tell, all of them know the name without.
"""

from collections.abc import Mapping

from kg.knowledge.abbreviations import is_abbreviated
from kg.knowledge.body_forms import official_name
from kg.knowledge.countries import country_name, read_capitals
from kg.knowledge.dictionary import is_word, word_tag
from kg.knowledge.lexicon import rule_words
from kg.knowledge.other_places import other_place
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.knowledge.place_names import opens_with_place, place_names
from kg.model import NameKey
from kg.naming.ids import plain_name

_OFTEN = 3  # mentions of a name by itself, and how many times as often as with the word
_SHORTEST = 3  # characters of a name that begins nowhere by chance
_LONGEST_LEAD = 2  # characters of a word before a place
_WIDER = rule_words("parts_of_places")
_SIDES = _WIDER - {"新"}
_VERBAL = frozenset({"v", "vn", "vd", "d", "ad", "j"})
_PROVINCE = 2  # digits of a code


def is_glued(key: NameKey, counts: Mapping[NameKey, int]) -> bool:
    """Tell whether a name is another one with a word at its end or its beginning; how often names stand.

    >>> counts = {("PER", "拜登"): 9, ("PER", "拜登通"): 1, ("LOC", "同古巴"): 1, ("LOC", "古埃及"): 1}
    >>> [is_glued(key, counts) for key in counts]
    [False, True, True, False]
    """
    label, name = key
    if label == "PER":
        return _is_trailed(name, counts)
    return _is_led_place(name) if label == "LOC" else _is_led_body(name, counts)


def names_nobody(label: str, name: str) -> bool:
    """Tell whether a person's name is a form of address alone, or a word of the dictionary and no name.

    >>> [names_nobody("PER", name) for name in ("白校长〔a.txt#a1〕", "边防连", "张文强", "比亚")]
    [True, True, False, False]
    """
    if label != "PER":
        return False
    return plain_name(name) != name or (is_word(name) and not is_foreign(name))


def does_something(name: str) -> bool:
    """Tell whether a name is a verb or an abbreviation of the dictionary: 总书记|应约, 联大|主席.

    >>> [does_something(name) for name in ("应约", "联大", "左权")]
    [True, True, False]
    """
    return word_tag(name) in _VERBAL and not is_foreign(name)


def _is_trailed(name: str, counts: Mapping[NameKey, int]) -> bool:
    """Tell whether a person's name is a much commoner one and a character: 拜登|通, 尹力|马."""
    own = name[:-1]
    shaped = is_full_name(own) or is_foreign(own) or not is_full_name(name)
    return shaped and counts.get(("PER", own), 0) >= _OFTEN * max(1, counts.get(("PER", name), 1))


def _is_led_place(name: str) -> bool:
    """Tell whether a place is a country or another well-known one behind a word: 飞|古巴, 光|吉林."""
    for at in range(1, min(_LONGEST_LEAD, len(name) - 2) + 1):
        rest, front = name[at:], name[:at]
        if _is_province(rest) and front[-1] not in _SIDES and not is_foreign(name):  # 光|吉林, 平安|江西
            return True
        known = country_name(rest) == rest or rest in read_capitals()
        if known or (len(rest) >= _SHORTEST and other_place(rest)):
            return front[-1] not in _WIDER and not opens_with_place(name)
    return False


def _is_province(name: str) -> bool:
    return any(len(code) == _PROVINCE for code in place_names().codes.get(name, ()))


def _is_led_body(name: str, counts: Mapping[NameKey, int]) -> bool:
    """Tell whether a body is one of the state's behind other words: 契税|财政部, 延长|联叙监督团."""
    if opens_with_place(name) or is_abbreviated(name[0]):
        return False
    for at in range(1, len(name) - _SHORTEST + 1):
        rest, front = name[at:], name[:at]
        if official_name(rest) == rest and ("ORG", front) not in counts and not official_name(front):
            return True
        told = counts.get(("ORG", rest), 0) > counts.get(("ORG", name), 0)
        if told and len(front) == _LONGEST_LEAD and word_tag(front) == "v":
            return True
    return False
