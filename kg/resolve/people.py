"""Rules for people: each gives a judgement that a form stands for a canonical name, or none."""

import re
from functools import lru_cache
from importlib.resources import files

from kg.model import Judgement
from kg.resolve.surfaces import PageNames, Rule, Surface, renamed, same, unsure

_DOTS = re.compile("[•．‧∙⋅・･.]")
_ADDRESS = re.compile(
    r"(?:(?:副|总)?(?:书记|主席|主任|委员|教授|老师|医生|大夫|护士|先生|女士|小姐|大姐|大哥|大妈|大爷|大娘|大叔|大嫂|"
    r"阿姨|叔叔|奶奶|爷爷|师傅|警官|法官|律师|经理|总理|总统|首相|记者|支书|工程师|院士|博士|同志|"
    r"[省市县区旗州盟镇乡村校院局厅部处科所社台站馆司署行会组队班连营团师军排厂店园舰机船]长|董事长|秘书长|检察长|委员长)|[老总工某嫂姐哥妈爷叔姨])$"
)
_FAMILIAR = re.compile(r"^[老小阿](?P<surname>[\u4e00-\u9fff])$")


@lru_cache(maxsize=1)
def read_surnames() -> tuple[str, frozenset[str]]:
    """Return the single surnames as one string, and the compound ones."""
    lines = (files("kg") / "data" / "surnames.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return rows[0], frozenset(word for row in rows[1:] for word in row.split())


def standing_person(form: str) -> str:
    """Return a person's name with one kind of dot between its parts.

    >>> standing_person("唐纳德•特朗普"), standing_person("张文强")
    ('唐纳德·特朗普', '张文强')
    """
    return form if form.isascii() else _DOTS.sub("·", form)


def surname_of(form: str) -> str | None:
    """Return the surname of a form such as 马院长, 欧阳副主席, 老李, None for a full name.

    >>> surname_of("马院长"), surname_of("欧阳副主席"), surname_of("老李"), surname_of("马智慧")
    ('马', '欧阳', '李', None)
    """
    if match := _FAMILIAR.match(form):
        return match["surname"] if match["surname"] in read_surnames()[0] else None
    match = _ADDRESS.search(form)
    surname = form[: match.start()] if match else ""
    return surname if surname and (surname in read_surnames()[0] or surname in read_surnames()[1]) else None


def by_dots(surface: Surface, page: PageNames) -> Judgement | None:
    """One kind of dot between the parts of a name."""
    return renamed(surface, standing_person(surface.text), "another dot between the parts", 1.0)


def by_surname(surface: Surface, page: PageNames) -> Judgement | None:
    """马院长, 高大姐, 老李: the one person of that surname, first of those who hold such a post."""
    surname = surname_of(surface.text)
    if surname is None:
        return None
    title = surface.text.removeprefix(surname)
    namesakes = [
        other
        for other in page.others(surface, surname[0])
        if other.text.startswith(surname) and other.text != surname and surname_of(other.text) is None
    ]
    inside = [other for other in namesakes if other.article == surface.article]
    for people in (inside, namesakes):
        holders = {o.text for o in people if any(t.endswith(title) for t in page.held.get(o.text, ()))}
        names = holders or {page.name(other) for other in people}
        if len(names) == 1:
            score = 0.9 if holders else 0.7
            return same(surface.text, names.pop(), f"the one {surname} it can be addressed to", score)
        if names:
            return unsure(surface.text, min(names), f"several people are called {surname}")
    return None


def by_part(surface: Surface, page: PageNames) -> Judgement | None:
    """特朗普: the one name of the page of which it is the first or last part."""
    full = page.whole_names(surface.text) - {surface.text}
    if len(full) == 1:
        return same(surface.text, min(full), "part of the one such name of the page", 0.9)
    return unsure(surface.text, min(full), "part of several names of the page") if full else None


STANDING: tuple[Rule, ...] = (by_dots,)
BACKWARD: tuple[Rule, ...] = (by_surname, by_part)
