"""Names of bodies: official forms of short names, and what a body's name begins with."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.knowledge.body_endings import body_endings, ends_with
from kg.knowledge.countries import OURS, leading_country
from kg.knowledge.divisions import LEVELS, read_divisions
from kg.knowledge.tables import any_of, read_kinds, read_rows
from kg.text import NUMERALS

_PLACE = "{}"
_PARTY = re.compile(r"^(?:中国共产党|中共)(?=.)")
_CPPCC = re.compile(rf"^(?:中国人民政治协商会议|政协)(.+?)(?:第[{NUMERALS}百]+届)?委员会(.*)$")
_SESSION = re.compile(rf"第?[{NUMERALS}百]+届")
_YOUTH = re.compile(r"^(?:中国共产主义青年团|共青团|团)(.+?)(?:委员会|委)$")
_PARTY_UNIT = re.compile(r"^(?:党委|委)(?!员)(.{2,})$")
_WORDS = read_kinds("bodies.txt")
_FORM = any_of(*_WORDS["company_form"])
_COMPANY_TAIL = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}?{any_of(*_WORDS['company_form'], *_WORDS['company_line'])}*公司$|^集团$"
)
_COMPANY_FORM = re.compile(rf"{_FORM}*(?:公司|集团)$")
_FORMS = re.compile(rf"{_FORM}*(?:公司|集团)?")
_SUBSIDIARY = re.compile(any_of(*_WORDS["subsidiary"]))
_FREE_TAIL = 3  # characters of a name from which on a company's line of work may follow it
_OUR = re.compile(r"^(?:中华人民共和国|中国|我国)(?=.)")
_NO_PREFIX = re.compile(
    rf"^(?:{any_of(*_WORDS['no_prefix'])}|[^{LEVELS}]*{any_of(*_WORDS['not_before'])})|{any_of(*_WORDS['linking'])}$"
)
_CLIPPED = 6  # the fewest characters of a name that is clipped to some of them
_DROPPABLE = re.compile(rf"^{any_of(*_WORDS['added'])}*$")


@cache
def read_forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return (form → official name) of single bodies, and (form after a place → template) of the others."""
    single: dict[str, str] = {}
    local: dict[str, str] = {}
    for name, forms in read_rows("body_forms.tsv", 2):
        table = local if _PLACE in name else single
        for form in [name.split(_PLACE)[-1] if name.startswith(_PLACE) else name, *forms.split("|")]:
            table.setdefault(form, name)
    return single, local


@lru_cache(maxsize=65536)
def official_name(form: str) -> str | None:
    """Return the official name of a body that one form means everywhere, None where it is no such form.

    >>> official_name("中纪委"), official_name("中国外交部"), official_name("发改委")
    ('中国共产党中央纪律检查委员会', '外交部', None)
    """
    single = read_forms()[0]
    ours = single.get(_OUR.sub("", form))
    return single.get(form) or (None if ours and ends_with("worldwide").search(ours) else ours)


@cache
def bodies_abroad() -> dict[str, str]:
    """Return the country of each body abroad that is called without it, as its forms tell.

    >>> bodies_abroad()["白宫"], "外交部" in bodies_abroad()
    ('美国', False)
    """
    found = ((name, leading_country(form), form) for form, name in read_forms()[0].items())
    return {name: at[0] for name, at, form in found if at and at[0] != OURS and form[at[1] :] == name}


def local_name(place: str, rest: str) -> str | None:
    """Return the official name of a place's body, None where the rest is no known form.

    >>> local_name("广东省", "卫健委"), local_name("成都市", "委宣传部"), local_name("吉林省", "大学")
    ('广东省卫生健康委员会', '中国共产党成都市委员会宣传部', None)
    """
    rest = _SESSION.sub("", rest)
    if place.endswith("特别行政区"):  # whose other bodies are no such ones: 香港特别行政区税务局
        own = rest in _WORDS["region_government"]
        return place + min(_WORDS["region_government"], key=len) if own else None
    template = read_forms()[1].get(rest)
    if template is None and rest.startswith("政协"):
        template = "中国人民政治协商会议{}委员会" + rest.removeprefix("政协")
    if template is None and (unit := _PARTY_UNIT.match(rest)):
        template = "中国共产党{}委员会" + unit[1]
    return template.format(place) if template else None


def owners_in(name: str) -> Iterator[str]:
    """Yield what stands in the place of the owner in a name that is formed like that of a body of a place.

    >>> list(owners_in("四川省人民代表大会")), list(owners_in("北京大学"))
    (['四川省'], [])
    """
    for template in dict.fromkeys(read_forms()[1].values()):
        before, _, after = template.partition(_PLACE)
        if name.startswith(before) and name.endswith(after):
            yield name[len(before) : len(name) - len(after)]


def is_body_form(form: str) -> bool:
    """Tell whether a form stands for a body of a place after the place's name: 宣传部, 卫健委."""
    return form in read_forms()[1]


def is_local_form(rest: str, name: str) -> bool:
    """Tell whether an official name is that of some place's body of which `rest` is a form.

    >>> is_local_form("卫健委", "广东省卫生健康委员会"), is_local_form("宣传部", "广东省宣传文化局")
    (True, False)
    """
    template = read_forms()[1].get(rest)
    if template is None:
        return False
    before, _, after = template.partition(_PLACE)
    if not (name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after)):
        return False
    place = name[len(before) : len(name) - len(after)]
    found = read_divisions().leading(place)
    return found is not None and found[1] == len(place)


@lru_cache(maxsize=65536)
def without_party(form: str) -> str:
    """Return the name of a committee with the place in front: 中共四川省委 → 四川省委, 政协X委员会 → X政协.

    >>> without_party("中共四川省委"), without_party("政协保定市委员会"), without_party("共青团新疆区委")
    ('四川省委', '保定市政协', '新疆区团委')
    """
    if official_name(form):
        return form
    if match := _CPPCC.match(form):
        return match[1] + "政协" + match[2]
    if match := _YOUTH.match(form):
        return match[1] + "团委"
    if match := re.match(r"^(?:中国共产党|中共)(.+?)委员会(.*)$", form):
        return match[1] + ("委" + match[2] if match[2] else "党委")
    return _PARTY.sub("", form)


def abbreviates(short: str, full: str) -> str | None:
    """Return the reason why one name can be short for another, None where it can't.

    Two names with the same head and different words before it are two bodies (北京大学, 北京理工大学),
    unless the longer one only adds words such as 人民.

    >>> abbreviates("县人民医院", "商都县人民医院"), abbreviates("北京大学", "北京理工大学")
    ('the longer name ends with the shorter', None)
    >>> abbreviates("延足", "延边足球俱乐部"), abbreviates("德赛电池", "德赛电池科技股份有限公司")
    ('characters of the longer name in their order', 'the longer name adds the form of a company')
    """
    if not 2 <= len(short) < len(full):
        return None
    if full.endswith(short):
        return None if _NO_PREFIX.search(full[: -len(short)]) else "the longer name ends with the shorter"
    if short.endswith("委") and full.endswith(short + "员会"):
        return "the longer name ends with the shorter, 委 for 委员会"
    if full.startswith(short):
        return "the longer name adds the form of a company" if _is_company(short, full) else None
    left = _left_out(short, full)
    if left is None or short[0] != full[0]:
        return None
    head, own = ends_with("head").search(full), ends_with("head").search(short)
    if own and head and (own[0] == head[0] or own[0][-1] == head[0][-1]):
        same = _DROPPABLE.match("".join(left)) is not None
        return "the longer name adds a word such as 人民" if same else None
    if short[-1] in body_endings("last") and short[-1] != full[-1]:
        return None
    clipped = len(full) >= _CLIPPED and 2 * len(short) <= len(full) + 1
    return "characters of the longer name in their order" if clipped else None


def _is_company(short: str, full: str) -> bool:
    """Tell whether a name adds to a shorter one no more than the form of a company and its line of work."""
    tail = full[len(short) :]
    if _SUBSIDIARY.match(tail) or (ends_with("head").search(short) and not _FORMS.fullmatch(tail)):
        return False  # a group and its bank
    free = _COMPANY_FORM.sub("", tail)
    return _COMPANY_TAIL.fullmatch(tail) is not None and (len(short) >= _FREE_TAIL or not free)


def _left_out(short: str, full: str) -> list[str] | None:
    """Return the characters of the longer name that the shorter leaves out, None where it is no selection."""
    left, at = [], 0
    for char in full:
        if at < len(short) and char == short[at]:
            at += 1
        else:
            left.append(char)
    return left if at == len(short) else None
