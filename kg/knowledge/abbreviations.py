"""Countries and provinces by one character (kg/data/abbreviations.tsv): 中美, 粤港澳, 俄军, 美方."""

from functools import cache

from kg.knowledge.countries import country_name, read_countries
from kg.knowledge.lexicon import rule_words
from kg.knowledge.place_names import place_names
from kg.knowledge.tables import read_kinds, read_marks, read_rows

_TABLE = "abbreviations.tsv"
_DIRECTIONS = "东西南北中"
SIDES = ("方", "军")
"""What the name of a country or province is followed by as a party, or as its forces."""


@cache
def read_abbreviations() -> dict[str, tuple[str, ...]]:
    """Return the places that each character can stand for."""
    return {char: tuple(names.split("|")) for char, names, _ in read_rows(_TABLE, 3)}


def state_of(char: str) -> str | None:
    """Return the one country that a character stands for, None for none or several.

    >>> state_of("法"), state_of("乌"), state_of("京")
    ('法国', None, None)
    """
    places = read_abbreviations().get(char, ())
    return country_name(places[0]) if len(places) == 1 else None


def is_abbreviated(text: str) -> bool:
    """Tell whether each character of a text is a country or province: 京, 中美, 粤港澳.

    >>> is_abbreviated("粤港澳"), is_abbreviated("广东")
    (True, False)
    """
    return _marked("place").issuperset(text)


def are_several(text: str) -> bool:
    """Tell whether a text is several countries or provinces by a character each, and no place of its own.

    >>> [are_several(text) for text in ("中美", "中马", "京沪", "中欧", "京津冀", "西藏", "黎埃")]
    [True, True, True, True, False, False, False]
    """
    pairs = read_kinds("places.txt")["region_or_pair"]
    if len(text) < 2 or (text in place_names().sure and text not in pairs):
        return False
    chars = set(text)
    return chars <= _marked("place") or (chars - {"中"} < chars <= _marked("place") | _marked("state"))


def are_states(text: str) -> bool:
    """Tell whether a text can be two foreign countries by a character each, or a name: 英瑞, 加沙, not 西德.

    >>> are_states("英瑞"), are_states("加沙"), are_states("西德"), are_states("京沪"), are_states("中美")
    (True, True, False, False, False)
    """
    return len(text) == 2 and _states().issuperset(text) and text not in read_countries()


def are_told_states(text: str, told: str) -> bool:
    """Tell whether what may be two foreign countries is these where a page speaks of both: 韩朝, not 墨菲.

    >>> are_told_states("韩朝", "韩国与朝鲜商定"), are_told_states("韩美", "驻韩美军离开韩国")
    (True, True)
    >>> are_told_states("墨菲", "墨西哥城")
    False
    """
    return are_states(text) and all(_is_told(char, told) for char in text)


def _is_told(char: str, told: str) -> bool:
    """Tell whether a text speaks of the country of a character, by its name, as a side or of its forces."""
    return any(name in told for name in (*read_abbreviations()[char], *(char + side for side in SIDES)))


def are_told_with_us(text: str, told: str) -> bool:
    """Tell whether a text is China and a country or region that a page tells of, by a character each: 中摩.

    >>> are_told_with_us("中摩", "会见摩纳哥元首"), are_told_with_us("拉中", "拉美各国")
    (True, True)
    >>> are_told_with_us("中牟", "会见摩纳哥元首")
    False
    """
    if len(text) != 2 or "中" not in text or text in place_names().sure:
        return False
    return any(name in told for name in _by_first().get(text.replace("中", "", 1), ()))


@cache
def _by_first() -> dict[str, list[str]]:
    """Return the names of countries and regions by their first character, of regions no direction."""
    regions = (region for region in sorted(rule_words("regions")) if region[0] not in _DIRECTIONS)
    names: dict[str, list[str]] = {}
    for name in (*read_countries(), *regions):
        names.setdefault(name[0], []).append(name)
    return names


@cache
def _states() -> frozenset[str]:
    countries = read_countries().keys()
    return frozenset(
        char for char, names in read_abbreviations().items() if char != "中" and set(names) & countries
    )


@cache
def state_signs() -> str:
    """Return the characters that stand for states whose forces are named by them: 俄, 巴, 乌.

    >>> "巴" in state_signs(), "京" in state_signs()
    (True, False)
    """
    return "".join(sorted(_marked("army")))


def is_side(text: str) -> bool:
    """Tell whether a text names a country or province as a party to something, or its forces.

    >>> is_side("美方"), is_side("俄军"), is_side("云方"), is_side("对方")
    (True, True, False, False)
    """
    if len(text) != 2 or text[1] not in SIDES or text[0] not in _marked("place"):
        return False
    return text[1] != "方" or text[0] not in _marked("no_side")


@cache
def sides() -> frozenset[str]:
    """Return the words of which `is_side` is true."""
    return frozenset(filter(is_side, (char + side for char in _marked("place") for side in SIDES)))


def is_army(text: str) -> bool:
    """Tell whether a text names the forces of a country and can be nobody's name.

    >>> is_army("俄军"), is_army("欧军")
    (True, False)
    """
    return len(text) == 2 and text[1] == "军" and text[0] in _marked("army")


@cache
def _marked(mark: str) -> frozenset[str]:
    return frozenset(read_marks(_TABLE, 3)[mark])


def side_of(text: str) -> str:
    """Return the character of a country or province that a text is, or that it names as a party, else "".

    >>> side_of("美方"), side_of("京"), side_of("黎方"), side_of("双方"), side_of("俄军")
    ('美', '京', '黎', '', '')
    """
    if len(text) == 1:
        return text if text in _marked("place") else ""
    if is_side(text):
        return text[0] if text[1] == "方" else ""
    return text[0] if len(text) == 2 and text[1] == "方" and text[0] in _marked("state") else ""
