"""Where a page is at home: which division 自治区, 我市, 全县 or 该旗 stands for."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.knowledge.divisions import Division, Divisions, read_divisions

_DEICTIC = re.compile(r"(?P<word>[我全本该]|)(?P<kind>自治区|特区|自治州|自治县|省|市|区|州|盟|县|旗)")
_MAJORITY = 0.5
_PROVINCE, _PREFECTURE = 1, 2
_DISTRICT = 3  # level
_BESIDE = 14  # characters from the start of a name to the word after it: 广西梧州市长洲区，区委
_RIGHT_BEFORE = 6  # characters from there to 全: 江苏省南京市|全市
_WHOLE = "全"
_LOCAL_KINDS = ("县", "旗", "盟", "州", "自治州", "自治县")


@dataclass(slots=True)
class Home:
    """The divisions that a page and its articles name, and how often."""

    divisions: Divisions
    paper: Division | None = None  # that the paper of the page is named after
    votes: Counter[Division] = field(default_factory=Counter)  # of the page, those above included
    named: dict[str, list[tuple[int, Division]]] = field(default_factory=dict)  # by article, in order
    _kinds: dict[tuple[str, str], tuple[list[int], list[Division]]] = field(default_factory=dict)
    _elsewhere: dict[tuple[str, str], bool] = field(default_factory=dict)  # by article and code
    _places: dict[int, Division | None] = field(default_factory=dict)  # by level

    def add(self, article: str, at: int, division: Division) -> None:
        """Count a division that stands at a place of an article."""
        self.named.setdefault(article, []).append((at, division))
        self._places.clear()
        self._kinds.clear()
        self._elsewhere.clear()
        for level in self.divisions.chain(division):
            self.votes[level] += 1

    def add_dateline(self, article: str, place: str | None) -> None:
        """Count the place that an article was sent from, before all that its text names."""
        found = self.divisions.leading(place) if place else None
        if found:
            self.add(article, -1, found[0])

    def place(self, level: int) -> Division | None:
        """Return the division of a level that most of the page's places lie in, None without a majority."""
        if level not in self._places:
            self._places[level] = _majority({d: n for d, n in self.votes.items() if d.level == level})
        return self._places[level]

    def inmost(self) -> Division | None:
        """Return the lowest of the page's prefecture and province that have a majority."""
        prefecture, province = self.place(2), self.place(1)
        inside = prefecture and province and self.divisions.contains(province, prefecture)
        return prefecture if inside else province

    def deictic(self, form: str, article: str, at: int) -> tuple[Division, str] | None:
        """Return the division that 自治区, 我市, 全县, 该旗, 首府 stands for at a place, and the reason.

        该 points at the division of that kind named last in the article. 我 本 全 and bare words point at
        the one that most of the page lies in; for counties and below, right after the name of a district
        (长洲区，区委), for 全 right after any (辽宁在全省), and where there is no majority, at the one named
        last in the article.
        """
        if form in ("首府", "省会"):
            return self._capital()
        match = _DEICTIC.fullmatch(form)
        if match is None:
            return None
        kind, word = match["kind"], match["word"]
        last, most, own = self._last(kind, article, at), self._most(kind), self._own(kind)
        near = (last, f"the {kind} named last in the article") if last else None
        page = (most, f"the {kind} that most of the page lies in") if most else None
        paper = (own, f"the {kind} of the paper") if own else None
        if word == "该":
            return near
        if word in ("我", "本"):
            return paper or page or near
        room = _RIGHT_BEFORE if word == _WHOLE else _BESIDE if last and last.level == _DISTRICT else 0
        beside = last and self._stands_beside(kind, article, at, room)
        if beside or kind in _LOCAL_KINDS or (last and self._is_elsewhere(article, most or own)):
            return near or page or paper
        return page or paper or near

    def _own(self, kind: str) -> Division | None:
        """Return the lowest division of a kind that the paper's own place is or lies in."""
        chain = self.divisions.chain(self.paper) if self.paper else ()
        return next((division for division in chain if fits(division, kind)), None)

    def _is_elsewhere(self, article: str, home: Division | None) -> bool:
        """Tell whether an article names places more than once, and none of them at home or around it."""
        if home is None:
            return False
        if (article, home.code) not in self._elsewhere:
            named = [division for _, division in self.named.get(article, ())]
            contains = self.divisions.contains
            near = any(contains(home, division) or contains(division, home) for division in named)
            self._elsewhere[article, home.code] = len(named) > 1 and not near
        return self._elsewhere[article, home.code]

    def _capital(self) -> tuple[Division, str] | None:
        own = self.divisions.chain(self.paper)[-1] if self.paper else None
        province = self.place(1) or own
        capital = self.divisions.capital(province) if province else None
        return (capital, "the capital of the province that most of the page lies in") if capital else None

    def _most(self, kind: str) -> Division | None:
        """Return the highest division of a kind that the page is at home in."""
        for level in (1, 2, 3):
            found = self.place(level)
            if found and fits(found, kind) and self._is_home(found):
                return found
        return None

    def _is_home(self, division: Division) -> bool:
        """Tell whether all the levels above a division are the page's home as well."""
        return all(self.place(d.level) == d for d in self.divisions.chain(division)[1:])

    def _last(self, kind: str, article: str, at: int) -> Division | None:
        """Return the division of a kind named last before a place, else first after it."""
        if (kind, article) not in self._kinds:
            fitting = [
                (place, level)
                for place, division in self.named.get(article, ())
                for level in self.divisions.chain(division)[:1]
                if fits(level, kind)
            ]
            self._kinds[kind, article] = [place for place, _ in fitting], [level for _, level in fitting]
        places, levels = self._kinds[kind, article]
        before = bisect_left(places, at)
        return levels[before - 1] if before else levels[0] if levels else None

    def _stands_beside(self, kind: str, article: str, at: int, room: int) -> bool:
        """Tell whether a division of a kind is named right before a place; `_last` has looked there.

        `room`: characters from the start of its name, at most.
        """
        places, _ = self._kinds[kind, article]
        before = bisect_left(places, at)
        return before > 0 and at - places[before - 1] <= room


def home_of_paper(paper: str) -> Division | None:
    """Return the division that a paper's name begins with, None for a paper of the whole country.

    >>> home_of_paper("乌兰察布日报").name, home_of_paper("人民日报")
    ('乌兰察布市', None)
    """
    found = read_divisions().leading(paper)
    return found[0] if found else None


def fits(division: Division, kind: str) -> bool:
    """Tell whether 我市, 我区 … can mean a division: the kind is the last word of its name."""
    if kind in ("区", "特区"):
        return division.name.endswith("特别行政区") == (kind == "特区") and division.name.endswith("区")
    return division.name.endswith(kind)


def is_deictic(form: str) -> bool:
    """Tell whether a form points at a place without naming it.

    >>> is_deictic("我区"), is_deictic("自治区"), is_deictic("首府"), is_deictic("西藏自治区")
    (True, True, True, False)
    """
    return form in ("首府", "省会") or _DEICTIC.fullmatch(form) is not None


def _majority(votes: dict[Division, int]) -> Division | None:
    total = sum(votes.values())
    leader = max(votes, key=lambda d: (votes[d], d.code), default=None)
    return leader if leader and votes[leader] > _MAJORITY * total else None


def choose_near(
    candidates: Sequence[Division], home: Home, article: str, at: int = 0, *, close: bool = False
) -> tuple[Division, str] | None:
    """Return the one of several divisions of one name that the article or page is near to, and why.

    What the article names tells first, counties by what holds them: 玄武区、鼓楼区 are both of 南京. Where it
    names several that each hold one (南京 and 福州, which both have a 鼓楼区), the last before `at` counts.
    With `close`, what it directly lies in must be named, or be where the page is at home.
    """
    parent = home.divisions.parent
    inside = _Within(candidates, home)
    for level in (_PREFECTURE, _PROVINCE):
        held = [
            (place, found)
            for place, named in home.named.get(article, ())
            for outer in home.divisions.chain(named)
            if outer.level == level and (found := inside[outer.code]) not in (None, named)
            if not close or (found and parent(found) == outer)
        ]
        if len({found for _, found in held}) == 1:
            return held[0][1], "the article names what it lies in"
        if held:
            before = [found for place, found in held if place < at]
            return (before or [held[0][1]])[-1], "the article names what it lies in nearest before it"
    for place in _homes(home):
        if (found := inside[place.code]) and (not close or parent(found) == place):
            return found, "the page is at home where it lies"
    return None


class _Within(dict[str, Division | None]):
    """The one of some candidates that lies in a division of a code, None for none or several."""

    def __init__(self, candidates: Sequence[Division], home: Home) -> None:
        super().__init__()
        self._candidates, self._divisions = candidates, home.divisions

    def __missing__(self, code: str) -> Division | None:
        """Find out and remember."""
        outer = self._divisions.by_code[code]
        inside = [d for d in self._candidates if d != outer and self._divisions.contains(outer, d)]
        self[code] = inside[0] if len(inside) == 1 else None
        return self[code]


def _homes(home: Home) -> Iterable[Division]:
    return [place for level in (3, 2, 1) if (place := home.place(level))]
