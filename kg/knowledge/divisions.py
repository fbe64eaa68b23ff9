"""China's administrative divisions: what a place name can stand for, and what lies in what."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kg.knowledge.other_places import begins_elsewhere, is_twofold
from kg.knowledge.tables import any_of, read_marks, read_rows

_WORDS = read_marks("place_words.tsv", 2)
KINDS = _WORDS["division"]
LEVELS = "省市县区旗州盟"
"""The last characters of the names of divisions."""

_KIND = re.compile(rf"{any_of(*KINDS, *_WORDS['rare_division'])}$")
_PEOPLES = re.compile(r"(?:各族|[\u4e00-\u9fff]{1,5}?族)+$")


@dataclass(frozen=True, slots=True)
class Division:
    """A division: its GB/T 2260 code, level (1 province, 2 prefecture, 3 county), full and short name.

    `sure` tells whether the short name is a place and nothing else; 和平, 东方 and 光明 are words as well.
    """

    code: str
    level: int
    name: str
    short: str
    sure: bool = True

    @property
    def kind(self) -> str:
        """The kind that the name ends with: 省 自治区 市 区 县 旗 盟 州 …"""
        return next((kind for kind in KINDS if self.name.endswith(kind)), "")


Led = tuple[Division, int]  # a division and where its name ends in a text
_REMEMBERED = 100_000
_NATURAL = tuple("山江河湖海岭峡溪")  # what a short name and one of these is the name of
_COUNTY = 3


class Divisions:
    """The table of divisions, by code and by every form of a name."""

    def __init__(self, divisions: Iterable[Division], capitals: Mapping[str, str] | None = None) -> None:
        """Index the divisions; `capitals` are the codes of the capitals by the codes of their provinces."""
        self._leading: dict[tuple[str, Division | None], Led | tuple[()] | None] = {}
        self._chains: dict[str, tuple[Division, ...]] = {}
        self.by_code = {division.code: division for division in sorted(divisions, key=lambda d: d.code)}
        self._capitals = dict(capitals or {})

    @cached_property
    def by_form(self) -> dict[str, tuple[Division, ...]]:
        """The divisions that a form can stand for, the higher level first."""
        found: dict[str, list[Division]] = defaultdict(list)
        for division in sorted(self.by_code.values(), key=lambda d: (d.level, d.code)):
            for form in forms_of(division):
                found[form].append(division)
        return {form: tuple(divisions) for form, divisions in found.items()}

    @cached_property
    def by_word(self) -> dict[str, tuple[Division, ...]]:
        """The divisions whose short name is a word as well: they need their context."""
        found: dict[str, list[Division]] = defaultdict(list)
        for division in self.by_code.values():
            if not division.sure and len(division.short) > 1:
                found[division.short].append(division)
        return {form: tuple(divisions) for form, divisions in found.items()}

    @cached_property
    def longest(self) -> int:
        """The length of the longest form."""
        return max(map(len, self.by_form))

    def parent(self, division: Division) -> Division | None:
        """Return the division that holds this one, None for a province."""
        if division.level == 1:
            return None
        prefecture = self.by_code.get(division.code[:4] + "00") if division.level == 3 else None
        return prefecture or self.by_code.get(division.code[:2] + "0000")

    def capital(self, province: Division) -> Division | None:
        """Return the division in which a province is governed, None for a municipality and what is none."""
        return self.by_code.get(self._capitals.get(province.code, ""))

    def is_capital(self, division: Division) -> bool:
        """Tell whether a province is governed from a division."""
        return division.code in self._capitals.values()

    def chain(self, division: Division) -> tuple[Division, ...]:
        """Return the division and all that hold it, the lowest first."""
        chain = self._chains.get(division.code)
        if chain is None:
            parent = self.parent(division)
            chain = self._chains[division.code] = (division, *self.chain(parent)) if parent else (division,)
        return chain

    def contains(self, outer: Division, inner: Division) -> bool:
        """Tell whether a division lies in another or is it."""
        return outer in self.chain(inner)

    def named(self, form: str) -> Division | None:
        """Return the one division that a form stands for without any context, None where several can be.

        Of several, the one that all others lie in is meant (吉林 is the province), or the only one of
        the highest level when it is a province, or a prefecture and the others are districts, which are
        called so in their own city only (西安, 大同). A short name that stands for something else as well
        (南海, 大关) is no division without its context.
        """
        candidates = self.by_form.get(form, ())
        if not candidates or is_twofold(form):
            return None
        first, others = candidates[0], candidates[1:]
        if all(first in self.chain(other) for other in others):
            return first
        alone = first.level < _COUNTY and all(other.level > first.level for other in others)
        districts = all(other.name.endswith("区") and other.name != form for other in others)
        return first if alone and (first.level == 1 or districts) else None

    def canonical(self, division: Division) -> str:
        """Return a name that no other division has: the full name, with those above it where needed."""
        name, above = division.name, self.parent(division)
        same = [d for d in self.by_form.get(division.name, ()) if d.name == division.name]
        while len(same) > 1 and above:
            name, holder = above.name + name, above
            same = [d for d in same if holder in self.chain(d)]
            above = self.parent(above)
        return name

    def leading(self, text: str, within: Division | None = None) -> Led | None:
        """Return the division that a text begins with, as low as the text goes, and the length of its name.

        北京平谷区医院 begins with 北京 and 平谷区: the answer is 平谷区 and 5. Where a form can stand for
        several, one inside `within` is taken.
        """
        known = self._leading.get((text, within), ())
        if known == ():
            if len(self._leading) > _REMEMBERED:
                self._leading.clear()
            known = self._leading[text, within] = self._lead(text, within)
        return known or None

    def _lead(self, text: str, within: Division | None) -> Led | None:
        best: Led | None = None
        start = 0
        while True:
            step = self._step(text, start, best[0] if best else within, must=best is not None)
            if step is None:
                return best
            best, start = step, step[1]

    def _step(self, text: str, start: int, within: Division | None, *, must: bool) -> Led | None:
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            form = text[start:end]
            candidates = self.by_form.get(form) or (self.by_word.get(form) if must else None)
            if candidates is None or (not start and _is_elsewhere(text, form, candidates)):
                continue
            inside = [d for d in candidates if within and d != within and within in self.chain(d)]
            near = inside[0] if inside and (start or not is_twofold(form)) else None
            division = near if must else (self.named(form) or near)
            if division and (not must or _is_full(form) or end == len(text)):
                return division, end
            if division and self._step(text, end, division, must=True):  # 山东|济南|章丘
                return division, end
        return None


def forms_of(division: Division) -> tuple[str, ...]:
    """Return the forms of a division's name that are in common use, each once.

    >>> forms_of(Division("632221", 3, "门源回族自治县", "门源"))
    ('门源回族自治县', '门源', '门源县')
    """
    match = _KIND.search(division.name)
    whole = division.name[: match.start()] if match else division.name
    stem = _PEOPLES.sub("", whole) or whole.removesuffix("族")
    short = division.short if not division.short.endswith("自治") else stem
    forms = [division.name, *([short] if len(short) > 1 and division.sure else [])]
    if match and "自治" in match[0] and division.level > 1 and len(short) > 1:
        forms.append(short + match[0][-1])
    return tuple(dict.fromkeys(forms))


@cache
def read_divisions() -> Divisions:
    """Return the divisions of kg/data/divisions.tsv."""
    rows = (
        Division(code, int(level), name, short, sure == "1")
        for code, level, name, short, sure in read_rows("divisions.tsv", 5)
    )
    return Divisions(rows, dict(read_rows("capitals.tsv", 2)))


@cache
def short_provinces() -> tuple[str, ...]:
    """Return the short names of the provinces, regions and municipalities."""
    return tuple(d.short for d in read_divisions().by_code.values() if d.level == 1)


@cache
def read_townships() -> dict[str, tuple[str, ...]]:
    """Return the full names of the townships by the code of their county."""
    return {code: tuple(names.split()) for code, names in read_rows("townships.tsv", 2)}


def _is_elsewhere(text: str, form: str, candidates: Sequence[Division]) -> bool:
    """Tell whether a short name is but the beginning of another place's name: 吉隆|坡, 长白|山, 鄱阳|湖."""
    if any(division.name == form for division in candidates):
        return False
    natural = text[len(form) : len(form) + 1] in _NATURAL and candidates[0].level > 1
    return natural or begins_elsewhere(text, len(form) + 1)


def _is_full(form: str) -> bool:
    """Tell whether a form ends with its kind, so that it can stand inside a longer name."""
    return _KIND.search(form) is not None
