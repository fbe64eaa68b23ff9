"""Rules for bodies: each gives a judgement that a form stands for a canonical name, or none."""

import re
from functools import lru_cache

from kg.knowledge.body_forms import (
    abbreviates,
    is_body_form,
    is_local_form,
    local_name,
    official_name,
    without_party,
)
from kg.knowledge.countries import country_name
from kg.knowledge.divisions import read_divisions
from kg.knowledge.press_words import press_words
from kg.knowledge.reference_words import words
from kg.knowledge.state_bodies import mission_name
from kg.model import Judgement
from kg.naming.abroad import by_only_country, by_state
from kg.naming.surfaces import PageNames, Rule, Surface, renamed, same, unsure

_POINTING = re.compile(
    r"(?P<word>[我本该全]?(?:自治区|省|州|盟)|[我本]?特区|[我本该全]市|市(?!场|民|政(?!府|协|法)|区)|[我本该全]?县(?!域|城)|[我本该]区|"
    r"区(?!域|块|间|位)|[我本该全]?旗(?!舰|帜|袍))(?P<rest>.{1,})"
)
OWN_PAPER = "本报"
_ASSEMBLIES, _NATIONAL = sorted(words("assembly")), min(words("assembly_of"))
_COMMITTEE = tuple(words("committee"))


@lru_cache(maxsize=65536)
def standing_body(form: str) -> str:
    """Return the canonical name of a body as far as the form alone tells.

    >>> standing_body("中纪委"), standing_body("广东省卫健委"), standing_body("中共四川省委宣传部")
    ('中国共产党中央纪律检查委员会', '广东省卫生健康委员会', '中国共产党四川省委员会宣传部')
    >>> standing_body("吉林大学"), standing_body("市卫健委"), standing_body("河北保定市公安局")
    ('吉林大学', '市卫健委', '保定市公安局')
    """
    if name := official_name(form) or mission_name(form):
        return name
    plain = without_party(form)
    divisions = read_divisions()
    found = divisions.leading(plain)
    if found is None or found[1] == len(plain):
        return form
    division, end = found
    place = divisions.canonical(division)
    if name := local_name(place, plain[end:]):
        return name
    return place + plain[end:] if plain[:end].endswith(division.name) else form


def pointing_rest(form: str) -> str:
    """Return what follows 自治区, 市, 县 … in front of a body's name, "" where none stands there.

    >>> pointing_rest("市公安局"), pointing_rest("市场监管局")
    ('公安局', '')
    """
    pointing = _pointing(form)
    return pointing[1] if pointing else ""


@lru_cache(maxsize=65536)
def _pointing(form: str) -> tuple[str, str] | None:
    """Return 市 and 公安局 of 市公安局, None for what begins with no such word."""
    match = _POINTING.fullmatch(form)
    return (match["word"], match["rest"]) if match else None


def is_own_medium(form: str) -> bool:
    """Tell whether a form is the paper's word for itself, which no other page can share."""
    return form in press_words("own")


def by_own_paper(surface: Surface, page: PageNames) -> Judgement | None:
    """本报 on a page of which the paper is known."""
    if surface.text != OWN_PAPER or not page.paper:
        return None
    return same(surface.text, standing_body(page.paper), "the paper whose page it is", 1.0)


def by_official_name(surface: Surface, page: PageNames) -> Judgement | None:
    """A form that stands for one body everywhere, or a place's organ: 中纪委, 广东省卫健委."""
    return renamed(surface, standing_body(surface.text), "the official name of the form", 1.0)


def by_country(surface: Surface, page: PageNames) -> Judgement | None:
    """外交部 in an article that has 俄罗斯外交部 is that one and not our own."""
    if not official_name(surface.text):
        return None
    for other in page.others(surface, surface.text, longer=True):
        country = other.text.removesuffix(surface.text)
        foreign = country != other.text and country_name(country) not in (None, "中国")
        if foreign and other.article == surface.article and other.at < surface.at:
            return same(surface.text, page.name(other), "the country named before it in the article", 0.85)
    return None


def by_place_at_home(surface: Surface, page: PageNames) -> Judgement | None:
    """A name in front of which stands a division's name that only its context makes clear: 鼓楼区公安局."""
    found = page.home.divisions.leading(surface.text, within=page.home.inmost())
    if found is None or found[1] == len(surface.text) or official_name(surface.text):
        return None
    division, end = found
    place, rest = page.home.divisions.canonical(division), surface.text[end:]
    full = surface.text[:end].endswith(division.name)
    name = local_name(place, rest) or (place + rest if full else surface.text)
    return renamed(surface, name, "the full name of the division in front", 0.9)


def by_pointing(surface: Surface, page: PageNames) -> Judgement | None:
    """自治区卫健委, 市公安局, 县委宣传部: the division that the page or article is about."""
    pointing = _pointing(without_party(surface.text))
    if pointing is None or page.home.divisions.leading(surface.text):
        return None
    word, rest = pointing
    found = page.home.deictic(word, surface.article, surface.at)
    if found is None:  # 市卫健委 of whatever city is the 市卫生健康委员会 that the page names too
        full = local_name(word, rest)
        told = full and any(other.text == full for other in page.others(surface, full, longer=True))
        return renamed(surface, full, "the full form of the organ", 0.9) if full and told else None
    place = page.home.divisions.canonical(found[0])
    name = local_name(place, rest) or place + rest
    return same(surface.text, name, found[1], 0.9)


def by_post_before(surface: Surface, page: PageNames) -> Judgement | None:
    """工商联 in 市人大常委会副主任、工商联主席: a body of the place of the post before it."""
    before = page.before.get((surface.article, surface.text))
    bare = page.name(surface) == surface.text and len(surface.text) <= 6
    if before is None or not bare or page.home.divisions.leading(surface.text):
        return None
    plain = without_party(page.name(before))
    found = page.home.divisions.leading(plain)
    if found is None or not (found[1] == len(plain) or local_name("", plain[found[1] :])):
        return None
    place = page.home.divisions.canonical(found[0])
    name = local_name(place, surface.text) or place + surface.text
    return same(surface.text, name, "the place of the post before it", 0.8)


def by_assembly(surface: Surface, page: PageNames) -> Judgement | None:
    """外事委员会 after 全国人大内务司法委员会 or 全国政协: that of the assembly nearest before it."""
    if not surface.text.endswith(_COMMITTEE) or page.name(surface) != surface.text:
        return None
    for other in page.others(surface, _NATIONAL):
        assembly = next((each for each in _ASSEMBLIES if other.text.startswith(each)), "")
        if assembly and other.article == surface.article and other.at < surface.at:
            name = official_name(assembly + surface.text)
            why = "a committee of the assembly named before it"
            return same(surface.text, name, why, 0.85) if name else None
    return None


def by_fuller_form(surface: Surface, page: PageNames) -> Judgement | None:
    """卫健委, 心内科, 德赛电池: the fuller name nearest before it, else the only one of the page."""
    known = page.name(surface) != surface.text or official_name(surface.text) is not None
    if known or page.home.divisions.leading(surface.text) or _goes_on_from_quoted(surface, page):
        return None
    fuller: dict[str, str] = {}
    local = is_body_form(surface.text)  # which its official name need not hold
    for other in page.others(surface, surface.text[0] if local else surface.text, longer=not local):
        if not local and not _is_held(surface.text, other.text):
            continue
        reason = _is_fuller(surface, other, page)
        if reason is None or page.name(other) == surface.text:
            continue
        if other.article == surface.article and other.at < surface.at:
            return same(surface.text, page.name(other), f"{reason}, nearest before it", 0.85)
        fuller.setdefault(page.name(other), reason)
    if len(fuller) == 1:
        name, reason = next(iter(fuller.items()))
        return same(surface.text, name, f"{reason}, the only one of the page", 0.75)
    return unsure(surface.text, min(fuller), "several fuller names on the page") if fuller else None


def _goes_on_from_quoted(surface: Surface, page: PageNames) -> bool:
    """Tell whether a name is the rest of one that begins in quotation marks: “自由之家”|人民党."""
    before = page.texts.get(surface.article, "")[max(0, surface.at - 1) : surface.at]
    return before in ("”", "』", "」")


def _is_held(short: str, full: str) -> bool:
    """Tell whether a longer name has all characters of a shorter one."""
    return len(short) < len(full) and all(map(full.__contains__, short))


def _is_fuller(surface: Surface, other: Surface, page: PageNames) -> str | None:
    """Return why another form is a fuller name of a surface, None where it is not."""
    if frozenset((surface.text, other.text)) in page.apart:
        return None
    found = page.home.divisions.leading(other.text)
    bare = other.text[found[1] :] if found else other.text
    if is_local_form(surface.text, page.name(other)):
        return "a short form of its official name"
    before = other.article == surface.article and other.at < surface.at
    if official_name(other.text) and local_name("", surface.text) and not before:
        return None
    return abbreviates(surface.text, other.text) or (
        "the longer name adds the place" if bare == surface.text else abbreviates(surface.text, bare)
    )


def by_shorter_place(surface: Surface, page: PageNames) -> Judgement | None:
    """北京平谷区医院 and 平谷区医院: one place, told more or less fully, and the same words after it."""
    own = page.home.divisions.leading(surface.text)
    if own is None:
        return None
    rest = surface.text[own[1] :]
    for other in page.told_alike(surface, rest) if rest else ():
        found = page.home.divisions.leading(other.text)
        if found and found[0] == own[0]:
            name = max(page.name(other), page.name(surface), key=lambda n: (len(n), n))
            if name != page.name(surface):
                return same(surface.text, name, "one place and the same words after it", 0.9)
    return None


STANDING: tuple[Rule, ...] = (
    by_own_paper,
    by_country,
    by_only_country,
    by_state,
    by_official_name,
    by_place_at_home,
    by_pointing,
    by_shorter_place,
)
BACKWARD: tuple[Rule, ...] = (by_post_before, by_assembly, by_fuller_form)
