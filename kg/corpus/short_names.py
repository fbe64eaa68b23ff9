"""Short for full names of foreigners all over the corpus: 特朗普, 安倍, 默克尔, other spellings of one name.

A short name joins a fuller one by what the articles say of both (`kg.corpus.profile`), never because it is
the only one that fits. Of a name that several people have, each is compared by itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.corpus.profile import (
    NEAR,
    RARE,
    TOO_LATE,
    TWELVE_MONTHS,
    Portrait,
    are_apart,
    at_one_time,
    compare,
    follows,
    is_late,
)
from kg.knowledge.titles import is_calling
from kg.model import Judgement, NameKey
from kg.naming.ids import plain_name
from kg.naming.people import leaves_out
from kg.naming.surfaces import parts_of

Verdict = tuple[NameKey, NameKey, Judgement]
JAPANESE, FAMILY = 4, 2  # characters of a Japanese name, and of its family name
Fitting = tuple[bool, float, str, str]  # whether a full name fits, how well, the name, and why
_JAPAN = "日本"
_SHORTEST_VARIANT = 3
_PART = re.compile("[^·-]+")
_OFTEN = 6  # months in which articles tell of somebody
_MEANT = "called so elsewhere, and nobody else is"
_BEFORE = "pages know that one only after the time of the short name"
_SPELLED = "another spelling of the name"
_OF_AGE = "老小大"
_OF_WOMEN = "娃娅卡"  # how family names of women end in languages that tell these from men's
_UNKNOWN = Portrait()


class Known:
    """The people of a corpus by name, what is known of each, and what pages call them."""

    def __init__(
        self,
        people: Iterable[NameKey],
        senses: Mapping[str, Sequence[str]],
        profiles: Mapping[str, Portrait],
        called: Iterable[tuple[NameKey, str]],
    ) -> None:
        """Take the people of one name by the name, their profiles, and (name, form) as pages have them."""
        self.names = [key[1] for key in people]
        self._senses, self._profiles = senses, profiles
        self._called = {(key[1], form) for key, form in called if key[0] == "PER" and key[1] != form}

    def people_of(self, name: str) -> Sequence[str]:
        """Return the canonical names of the people of a name."""
        return self._senses.get(name, (name,))

    def profile(self, name: str) -> Portrait:
        """Return what is known of a person."""
        return self._profiles.get(name, _UNKNOWN)

    def calls(self, full: str, short: str) -> bool:
        """Tell whether a page calls somebody by a short name."""
        return (full, short) in self._called

    def calls_otherwise(self, full: str, short: str) -> bool:
        """Tell whether pages call somebody by another part of the name, and none by this one."""
        parts = parts_of(full) - {short}
        return not self.calls(full, short) and any((full, part) in self._called for part in parts)

    def is_heir(self, full: str, family: str, short: Portrait) -> bool:
        """Tell whether pages know a full name only after the time of another one of the family."""
        own = full.endswith(f"·{family}") and not self.calls(full, family)
        return own and follows(short, self.profile(full))


def judge_short_names(known: Known) -> Iterator[Verdict]:
    """Yield the judgements on short names and the people that they can stand for."""
    full = _by_short(known.names)
    for name in known.names:
        candidates = [other for other in full.get(name, ()) if other != name]
        for person in known.people_of(name) if candidates else ():
            yield from _judge(person, name, candidates, known)
    yield from _variants(known)


def _by_short(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the fuller names by the short ones that each can have."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        shorts = parts_of(name)
        if not shorts and len(name) == JAPANESE:
            shorts = frozenset((name[:FAMILY],))
        for short in sorted(shorts):
            found[short].append(name)
    return found


def _judge(person: str, name: str, candidates: Sequence[str], known: Known) -> Iterator[Verdict]:
    """Yield what a person is to those whose full names fit: one positive judgement, or the one in doubt."""
    found = []
    for full in candidates:
        japanese = not parts_of(full)
        own, other = known.profile(person), known.profile(full)
        if japanese and _JAPAN not in other.countries:
            continue
        sole = len(candidates) == 1
        rare = sole and len(name) >= RARE
        told, score, reason = compare(own, other, called=known.calls(full, name), sole=sole, rare=rare)
        if told == "unsure" and sole and _is_meant(person, full, known):
            told, score, reason = "positive", NEAR, _MEANT
        if japanese and full in own.companions and _JAPAN in own.telling():
            told, score, reason = "positive", 0.9, "articles name both"
        elif japanese and told == "positive" and own.countries != {_JAPAN}:
            told, score = "unsure", 0.5
        if told == "positive" and known.calls_otherwise(full, name):
            told, score, reason = "unsure", 0.5, "pages call that one by another part"
        if told == "positive" and known.is_heir(full, name, own):
            told, score, reason = "unsure", 0.5, _BEFORE
        if told == "negative":
            yield _verdict(person, full, told, score, f"part of the name, but {reason}")
        else:
            found.append((told == "positive", score, full, reason))
    best = max(found, default=None)
    if best is None:
        return
    fitting = _of_the_time(best, found, person, known)
    best = max(fitting)
    others = (full for _, _, full, _ in fitting if not _is_one(full, best[2]))
    alike = [full for full in others if not _is_spelled_so(full, best[2], known)]
    if not alike and best[0] and is_late(known.profile(person), known.profile(best[2])):
        alike = [
            full for _, _, full, _ in found if not _is_one(full, best[2]) and _rivals(full, person, known)
        ]
    if best[0] and not alike:
        yield _verdict(person, best[2], "positive", best[1], f"part of the name, and {best[3]}")
    else:
        reason = "part of several names" if alike else f"part of the name, but {best[3]}"
        yield _verdict(person, best[2], "unsure", 0.5, reason)


def _is_meant(name: str, full: str, known: Known) -> bool:
    """Tell whether the one person of a name is whom pages call by the end of a name, without a rival post.

    马克思 is 卡尔·马克思: no post is told of either, and of 马克思 often; or both hold posts of one country
    within a year, and few have the name.
    """
    if len(known.people_of(name)) > 1 or not (full.endswith(f"·{name}") and known.calls(full, name)):
        return False
    own, other = known.profile(name), known.profile(full)
    if own.is_plain() and other.is_plain():
        return len(own.months) >= _OFTEN
    return (
        len(name) >= RARE and bool(own.countries & other.countries) and at_one_time(own, other, TWELVE_MONTHS)
    )


def _of_the_time(best: Fitting, found: Sequence[Fitting], person: str, known: Known) -> Sequence[Fitting]:
    """Return the names that fit as well as the best, of the time of the short one where some are."""
    alike = [each for each in found if each[:2] == best[:2]]
    own = known.profile(person)
    near = [each for each in alike if not are_apart(known.profile(each[2]), own)]
    return near if best[0] and near else alike


def _is_spelled_so(name: str, other: str, known: Known) -> bool:
    """Tell whether two full names are two spellings of one, of who holds one post."""
    differ = [at for at, (char, another) in enumerate(zip(name, other, strict=False)) if char != another]
    if len(name) != len(other) or len(differ) != 1:
        return False
    return any(judgement.judgement == "positive" for _, _, judgement in _variant(name, other, known))


def _rivals(full: str, person: str, known: Known) -> bool:
    """Tell whether articles on the same countries tell of another person whom the short name fits."""
    return bool(known.profile(full).telling() & known.profile(person).telling())


def _is_one(name: str, other: str) -> bool:
    """Tell whether two full names are one, told more or less fully."""
    short, long = sorted((name.split("·"), other.split("·")), key=len)
    return name == other or leaves_out(short, long)


def _variants(known: Known) -> Iterator[Verdict]:
    """Yield that 特雷莎·梅 and 特蕾莎·梅, who hold one post abroad, are one, and 尼尼斯托 尼尼斯特."""
    by_open: dict[str, list[str]] = defaultdict(list)
    for name in known.names:
        if len(name) >= _SHORTEST_VARIANT and known.profile(name).telling():
            for at in range(len(name)):
                by_open[f"{name[:at]}?{name[at + 1 :]}"].append(name)
    seen: set[tuple[str, str]] = set()
    for alike in by_open.values():
        ordered = sorted(alike)
        for index, name in enumerate(ordered):
            for other in ordered[index + 1 :]:
                if (name, other) not in seen:
                    seen.add((name, other))
                    yield from _variant(name, other, known)


def _variant(name: str, other: str, known: Known) -> Iterator[Verdict]:
    one, another = known.profile(name), known.profile(other)
    told, score, reason = compare(one, another, called=False)
    seats = {seat for seat in one.seats & another.seats if not is_calling(seat[1])}
    if told == "positive" and seats and one.countries and another.countries:
        if len(name) >= RARE or name[0] == other[0]:  # 武契奇 followed 达契奇
            yield _verdict(name, other, "positive", score - 0.1, f"{_SPELLED}, and {reason}")
    elif told != "negative" and reason != TOO_LATE and _is_rare_variant(name, other):
        if one.telling() & another.telling() and one.in_office() & another.in_office():
            yield _verdict(name, other, "positive", NEAR, f"{_SPELLED}, and the same title")
        elif one.countries & another.countries:
            yield _verdict(name, other, "positive", NEAR, f"{_SPELLED}, and the same country")


def _is_rare_variant(name: str, other: str) -> bool:
    """Tell whether two names of some length that differ in one character are hardly two names.

    >>> _is_rare_variant("尼尼斯托", "尼尼斯特"), _is_rare_variant("奥列修克", "韦列修克")
    (True, False)
    >>> _is_rare_variant("费萨尔·梅克达德", "费萨勒·梅克达德"), _is_rare_variant("约翰·克里", "约翰·巴里")
    (True, False)
    """
    at = next(at for at, char in enumerate(name) if char != other[at])
    own = next(part for part in _PART.finditer(name) if part.start() <= at <= part.end())
    if _are_of_a_family(name, other) or len(own[0]) < _SHORTEST_VARIANT:
        return False
    return len(name) > RARE or (len(name) == RARE and at == len(name) - 1)


def _are_of_a_family(name: str, other: str) -> bool:
    """Tell whether two names are those of father and son, of a man and a woman: 老布什, 纳扎尔巴耶娃."""
    if name[0] in _OF_AGE or other[0] in _OF_AGE:
        return True
    return name[:-1] == other[:-1] and (name[-1] in _OF_WOMEN) != (other[-1] in _OF_WOMEN)


def _verdict(short: str, full: str, told: str, score: float, reason: str) -> Verdict:
    judgement = Judgement(short, full, told, reason, score, "PER")  # type: ignore[arg-type]
    return ("PER", short), ("PER", full), judgement


def is_person(key: NameKey) -> bool:
    """Tell whether a name is that of a person, without a mark for a namesake or a reporter."""
    return key[0] == "PER" and plain_name(key[1]) == key[1]
