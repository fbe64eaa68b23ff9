"""Names that mean nothing beyond their page or article, where no rule found what they stand for.

老李 of two articles may be two people, 市委 of two pages two committees: each gets a form of its own.
该县 tells no more than a kind: such a form has no name.
"""

import re
from functools import lru_cache

from kg.knowledge.abbreviations import are_several, are_told_with_us
from kg.knowledge.addresses import address_of
from kg.knowledge.body_endings import ending
from kg.knowledge.body_forms import is_body_form
from kg.knowledge.other_places import may_be_pair
from kg.model import Label
from kg.naming.abroad import is_told_as_place
from kg.naming.home import is_deictic
from kg.naming.organizations import is_own_medium, pointing_rest
from kg.naming.surfaces import PageNames, Surface

_NAMED_BEFORE = "该首省"  # what 该县, 首府 and 省会 begin with
_BARE = re.compile(rf"[我本该全]?(?:{ending('alone', 'common', 'bare')}|[一-鿿]{{1,2}}科)")


@lru_cache(maxsize=65536)
def points(label: str, form: str) -> bool:
    """Tell whether a form has a meaning on its page or in its article only.

    >>> [points("LOC", "全市"), points("ORG", "市委"), points("ORG", "卫健委"), points("ORG", "中心")]
    [True, True, True, True]
    >>> [points("LOC", "佛山市"), points("ORG", "佛山市委"), points("ORG", "国务院"), points("PER", "马院长")]
    [False, False, False, True]
    """
    if label == "PER":
        return address_of(form) is not None
    if label == "LOC":
        return is_deictic(form)
    return bool(_BARE.fullmatch(form) or pointing_rest(form) or is_body_form(form))


def is_no_thing(label: Label, form: str, text: str = "") -> bool:
    """Tell whether a form stands for no node: the paper's word for itself, several countries in one word.

    A pair that is a place's name as well (中非) is that place only where its article says so.

    >>> [is_no_thing("ORG", "本报"), is_no_thing("LOC", "中美"), is_no_thing("LOC", "美国")]
    [True, True, False]
    >>> [is_no_thing("LOC", "中非"), is_no_thing("LOC", "中非", "中非、乍得两国代表到会。")]
    [True, False]
    >>> [is_no_thing("LOC", "中摩", text) for text in ("摩纳哥元首就中摩建交互致贺电。", "中摩大厦")]
    [True, False]
    """
    if label == "ORG" and is_own_medium(form):
        return True
    if label == "PER":
        return False
    if are_several(form) or are_told_with_us(form, text):
        return True
    return may_be_pair(form) and not is_told_as_place(form, text)


def own_mark(surface: Surface, page: PageNames) -> str:
    """Return the mark of an unresolved form of its own, "" for a name that is the same everywhere.

    People and bare words (中心, 该县) belong to their article, 市委 and 我市 to their page.
    """
    if not points(surface.label, surface.text):
        return ""
    in_article = surface.label == "PER" or surface.text.startswith("该") or _BARE.fullmatch(surface.text)
    return f"{page.path}#{surface.article}" if in_article else page.path


@lru_cache(maxsize=65536)
def stands_for_none(label: Label, form: str) -> bool:
    """Tell whether a form that no rule found anything for is no node, as it tells no more than a kind.

    >>> [stands_for_none("LOC", form) for form in ("该县", "首府", "我市", "佛山市")]
    [True, True, False, False]
    """
    return label == "LOC" and is_deictic(form) and form[0] in _NAMED_BEFORE
