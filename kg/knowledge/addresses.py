"""Forms of address: 马院长, 欧阳副主席, 老李, 李老, 张某某: a surname, and what somebody is called by it."""

import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import NamedTuple

from kg.knowledge.surnames import is_surname, read_surnames
from kg.knowledge.tables import any_of, read_rows

_FAMILIAR = re.compile(r"^(?P<word>[老阿小])(?P<surname>[\u4e00-\u9fff])$")
_ANONYMOUS = re.compile(r"^(?P<surname>[\u4e00-\u9fff]{1,2}?)(?P<title>某某|某[甲乙丙丁]?)$")


class Address(NamedTuple):
    """A form of address taken apart."""

    surname: str
    title: str  # what follows the surname, "" for 老李 and 小李

    @property
    def courteous(self) -> bool:
        """Whether anybody can be called so, whatever his post."""
        return not self.title or self.title in _words("courtesy")

    @property
    def anonymous(self) -> bool:
        """Whether the form keeps back who it is: 张某, 李某某."""
        return self.title.startswith("某")


@cache
def address_title() -> str:
    """Return a group that matches what somebody is called by after the surname: 副院长, 大姐."""
    return f"(?:(?:常务)?[副总]?{any_of(*_words('post'))}|{any_of(*_words('courtesy'))})"


@cache
def _words(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a kind with the ends of the posts of whom each is said."""
    rows = read_rows("addresses.tsv", 3)
    return {word: tuple(ends.split()) for word, of, ends in rows if of == kind}


@cache
def _address() -> "re.Pattern[str]":
    return re.compile(f"{address_title()}$")


@lru_cache(maxsize=65536)
def address_of(form: str) -> Address | None:
    """Return a form of address taken apart, None for a full name.

    >>> address_of("欧阳副主席"), address_of("老李")
    (Address(surname='欧阳', title='副主席'), Address(surname='李', title=''))
    >>> address_of("张某某"), address_of("马智慧")
    (Address(surname='张', title='某某'), None)
    """
    if match := _FAMILIAR.match(form):
        surnames = read_surnames().common if match["word"] == "小" else read_surnames().single
        return Address(match["surname"], "") if match["surname"] in surnames else None
    match = _ANONYMOUS.match(form) or _address().search(form)
    surname = form[: match.start("title") if match.re is _ANONYMOUS else match.start()] if match else ""
    return Address(surname, form[len(surname) :]) if is_surname(surname) else None


def surname_of(form: str) -> str | None:
    """Return the surname of a form such as 马院长, 欧阳副主席, 老李, None for a full name.

    >>> surname_of("马院长"), surname_of("欧阳副主席"), surname_of("老李"), surname_of("马智慧")
    ('马', '欧阳', '李', None)
    """
    address = address_of(form)
    return address.surname if address else None


def fits_post(address: Address, held: Collection[str]) -> bool | None:
    """Tell whether somebody who holds some posts is called so, None where nothing is known of posts.

    >>> fits_post(Address("马", "院长"), {"副院长"}), fits_post(Address("马", "局长"), {"教授"})
    (True, False)
    >>> fits_post(Address("李", "总"), {"董事长"}), fits_post(Address("李", "大姐"), {"村民"})
    (True, None)
    """
    if address.courteous or not held:
        return None
    ends = (address.title, *_words("post").get(address.title, ()))
    return any(title.endswith(ends) for title in held)


def is_verbal(surname: str) -> bool:
    """Tell whether a surname is a word of its own before a title as well: 任主席, 公安局长.

    >>> is_verbal("任"), is_verbal("马")
    (True, False)
    """
    return surname in read_surnames().words
