"""How names are typed in pinyin, for the search of the graph page."""

import re

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
    from pypinyin import lazy_pinyin  # noqa: PLC0415 -- its dictionary of phrases takes time to load

    text = _SPELLED.sub("", name)[:LONGEST]
    if not _HAN.search(text):
        return ""
    surname = next((text[:size] for size in (2, 1) if person and text[:size] in SURNAMES), "")
    syllables = lazy_pinyin(text[len(surname) :]) if surname else lazy_pinyin(text)
    return " ".join([*([SURNAMES[surname]] if surname else []), *syllables]).lower()
