"""Forms of address: 马院长, 欧阳副主席, 老李, 李老, 张某某: a surname, and what somebody is called by it."""

import re
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from kg.text import is_han

_COURTESY = (
    "老师|先生|女士|小姐|太太|夫人|大姐|大哥|大妈|大爷|大娘|大叔|大伯|大嫂|大婶|老汉|老人|老伯|阿姨|叔叔|奶奶|爷爷|伯伯|师傅|同志|"
    "姑娘|小伙|同学|家长|[老某姨叔嫂姐哥妈爷婶伯]|某某"
)
_POSTS = (
    r"(?:常务)?[副总]?(?:书记|支书|主席|主任|委员|教授|医生|大夫|医师|护士|警官|法官|检察官|律师|经理|总理|总统|首相|记者|工程师|院士|博士|参谋|干事|"
    r"[省市县区旗州盟镇乡村校院局厅部处科所社台站馆司署行会组队班连营团师军排厂店园舰机船]长|董事长|秘书长|检察长|委员长|护士长|参谋长|政委|指导员|教练|总工|[总工导董])"
)
ADDRESS = re.compile(rf"(?:{_POSTS}|{_COURTESY})$")
_COMMON = (  # surnames after 小; the others are given names there: 小平, 小敏
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴钟汪田任姜范方姚谭廖邹熊陆郝孔崔邱秦"
    "史顾侯邵孟段钱汤尹黎易乔贺赖龚"
)
_FAMILIAR = re.compile(rf"^(?:[老阿]|小(?=[{_COMMON}]))(?P<surname>[\u4e00-\u9fff])$")
_ANONYMOUS = re.compile(r"^(?P<surname>[\u4e00-\u9fff]{1,2}?)(?P<title>某某|某[甲乙丙丁]?)$")
_SAID_TO = {  # what one is called by, and the posts of whom it is said
    "总": r"(?:总经理|董事长|总裁|总监|总编辑?|总工程师|首席执行官|经理|CEO)$",
    "董": r"董事长$|董事$",
    "工": r"工程师$|总工$",
    "导": r"导演$|编导$",
    "主席": r"(?:主席|总书记)$",
    "支书": r"(?:书记|支书)$",
    "书记": r"(?:书记|支书)$",
    "教授": r"(?:教授|院士|导师|专家|博士|院长|主任|所长|研究员|校长)$",
    "博士": r"(?:博士|教授|研究员|院士|专家)$",
    "医生": r"(?:医生|医师|大夫|主任|院长|专家)$",
    "医师": r"(?:医生|医师|大夫|主任|院长|专家)$",
    "大夫": r"(?:医生|医师|大夫|主任|院长|专家)$",
    "主任": r"主任(?:医师|护师|委员|记者)?$",
    "护士": r"护士长?$|护师$",
    "教练": r"教练(?:员)?$",
    "警官": r"(?:民警|警察|警长|所长|队长|局长|政委|指导员)$",
    "队长": r"队长$|队员$",
    "记者": r"(?:记者|编辑|主编|通讯员)$",
}
_VERBAL = "任代应向和与同时兼由于从经都全总成党国关公安水方高平常万原连车花包计单明"  # words, too


class Address(NamedTuple):
    """A form of address taken apart."""

    surname: str
    title: str  # what follows the surname, "" for 老李 and 小李

    @property
    def courteous(self) -> bool:
        """Whether anybody can be called so, whatever his post."""
        return not self.title or re.fullmatch(_COURTESY, self.title) is not None

    @property
    def anonymous(self) -> bool:
        """Whether the form keeps back who it is: 张某, 李某某."""
        return self.title.startswith("某")


@lru_cache(maxsize=1)
def read_surnames() -> tuple[str, frozenset[str]]:
    """Return the single surnames as one string, and the compound ones."""
    lines = (files("kg") / "data" / "surnames.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return rows[0], frozenset(word for row in rows[1:] for word in row.split())


@lru_cache(maxsize=65536)
def address_of(form: str) -> Address | None:
    """Return a form of address taken apart, None for a full name.

    >>> address_of("欧阳副主席"), address_of("老李")
    (Address(surname='欧阳', title='副主席'), Address(surname='李', title=''))
    >>> address_of("张某某"), address_of("马智慧")
    (Address(surname='张', title='某某'), None)
    """
    if match := _FAMILIAR.match(form):
        return Address(match["surname"], "") if _is_surname(match["surname"]) else None
    match = _ANONYMOUS.match(form) or ADDRESS.search(form)
    surname = form[: match.start("title") if match.re is _ANONYMOUS else match.start()] if match else ""
    return Address(surname, form[len(surname) :]) if _is_surname(surname) else None


def surname_of(form: str) -> str | None:
    """Return the surname of a form such as 马院长, 欧阳副主席, 老李, None for a full name.

    >>> surname_of("马院长"), surname_of("欧阳副主席"), surname_of("老李"), surname_of("马智慧")
    ('马', '欧阳', '李', None)
    """
    address = address_of(form)
    return address.surname if address else None


def family_name(name: str) -> str:
    """Return the surname that a full name begins with, "" for a name that is not Chinese in form.

    >>> family_name("欧阳晓晖"), family_name("马智慧"), family_name("唐纳德·特朗普")
    ('欧阳', '马', '')
    """
    if not 2 <= len(name) <= 5 or not all(map(is_han, name)):
        return ""
    if len(name) > 2 and name[:2] in read_surnames()[1]:
        return name[:2]
    return name[0] if name[0] in read_surnames()[0] else ""


def fits_post(address: Address, held: Collection[str]) -> bool | None:
    """Tell whether somebody who holds some posts is called so, None where nothing is known of posts.

    >>> fits_post(Address("马", "院长"), {"副院长"}), fits_post(Address("马", "局长"), {"教授"})
    (True, False)
    >>> fits_post(Address("李", "总"), {"董事长"}), fits_post(Address("李", "大姐"), {"村民"})
    (True, None)
    """
    if address.courteous or not held:
        return None
    said_to = _SAID_TO.get(address.title)
    if said_to and any(re.search(said_to, title) for title in held):
        return True
    return any(title.endswith(address.title) for title in held)


def is_verbal(surname: str) -> bool:
    """Tell whether a surname is a word of its own before a title as well: 任主席, 公安局长.

    >>> is_verbal("任"), is_verbal("马")
    (True, False)
    """
    return surname in _VERBAL


def _is_surname(surname: str) -> bool:
    return bool(surname) and (surname in read_surnames()[0] or surname in read_surnames()[1])
