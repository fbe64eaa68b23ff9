"""Judgements that need the whole corpus: namesakes, parts of names, dots, names given by an article."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.corpus.census import Census
from kg.corpus.elsewhere import doubt_places
from kg.corpus.fuller import REASON as FULLER
from kg.corpus.fuller import judge_fuller, says_kind
from kg.corpus.namesakes import Senses
from kg.corpus.placed import REASON as PLACED
from kg.corpus.placed import judge_placed
from kg.corpus.short_names import Known, Verdict, is_person, judge_short_names
from kg.corpus.written_out import LED, judge_written_out
from kg.knowledge.addresses import address_of
from kg.knowledge.divisions import Division, read_divisions
from kg.knowledge.implied_posts import implied_bodies, state_title
from kg.knowledge.other_places import other_place
from kg.knowledge.spelling import without_dots
from kg.knowledge.surnames import family_name
from kg.knowledge.tables import read_kinds
from kg.model import Judgement, NameKey
from kg.naming.ids import REPORTER, plain_name
from kg.naming.people import leaves_out
from kg.naming.unresolved import points

_SIDES = "东西南北中"
_PROVINCE, _CITY = 1, 2  # levels of divisions
_SHORT = 2
_HYPHEN = re.compile("[-－‐‑–]")  # of two names that others have with a dot between
_WIDE = ("流域", "库区", "盆地", "平原", "高原")  # of several divisions: with one in front, its part
_SHORTEST_GIVEN = 3  # characters of a short name that is the same body all over the corpus


def judge_corpus(census: Census, senses: Senses) -> list[Verdict]:
    """Return the judgements on pairs of canonical forms, the surest first."""
    keys = {key for key, _ in census.forms}
    people = sorted(filter(is_person, keys))
    known = Known(people, senses.people, senses.profiles, census.forms)
    found = [*_reporters(keys), *_dots(people), *_middles(people), *judge_short_names(known)]
    found += _leaders(keys, senses)
    found += [*_given(keys, census.given), *_landmarks(keys)]
    doubles = (*judge_placed(keys), *judge_fuller(keys), *judge_written_out(keys))
    found += doubt_places(doubles, census.beside)
    found = [verdict for verdict in found if {verdict[0][1], verdict[1][1]} not in census.listed]
    return sorted(found, key=lambda v: (-v[2].score, v[0], v[1]))


def longer_names(verdicts: Iterable[Verdict]) -> frozenset[NameKey]:
    """Return the names of places, and of governments, that a shorter one stands for."""
    return frozenset(longer for _, longer, told in verdicts if _says_too_much(longer[1], told))


def _says_too_much(longer: str, told: Judgement) -> bool:
    """Tell whether of two names that are one the shorter is the usual one."""
    if told.label == "LOC":
        return told.reason == PLACED or (told.reason == FULLER and says_kind(longer))
    return told.reason == LED


def _reporters(known: set[NameKey]) -> Iterator[Verdict]:
    """A reporter and a person in the news who have one name are two people."""
    for key in sorted(known):
        name = key[1].removesuffix(REPORTER)
        plain: NameKey = (key[0], name)
        if name != key[1] and plain in known:
            reason = "a reporter in bylines, and a person in the news"
            yield key, plain, Judgement(key[1], name, "negative", reason, 0.9, "PER")


def _leaders(keys: Iterable[NameKey], senses: Senses) -> Iterator[Verdict]:
    """习主席, which no fuller name of its page explains, is the one 习 of the corpus who is 国家主席."""
    for key in keys:
        form = plain_name(key[1])
        address = address_of(form) if key[0] == "PER" and form != key[1] else None
        if address and (title := _leading(address.title)):
            people = sorted(
                name for name in senses.leaders.get(title, ()) if family_name(name) == address.surname
            )
            if people:
                reason = "the one of the surname who holds that post of the state"
                yield _verdict(key, [("PER", name) for name in people], reason, 0.9)


def _leading(title: str) -> str:
    """Return the title of a post that names its body by itself, "" for others: 国家主席 for 主席."""
    return next((full for full in (state_title(title), title) if full in implied_bodies()), "")


def _dots(people: Collection[NameKey]) -> Iterator[Verdict]:
    """阿买买提 is 阿·买买提 where no other name has the same characters; 希拉里-克林顿 is 希拉里·克林顿."""
    dotted: dict[str, list[NameKey]] = defaultdict(list)
    for key in people:
        if "·" in key[1]:
            dotted[without_dots(key[1])].append(key)
    for short, names in _fitting(people, dotted):
        yield _verdict(short, names, "the same name with a dot between its parts", 0.9)
    known = {name for _, name in people}
    for key in people:
        if _HYPHEN.search(key[1]) and (dotted_name := _HYPHEN.sub("·", key[1])) in known:
            yield _verdict(key, [("PER", dotted_name)], "the same name with a dot for the hyphen", 0.9)


def _middles(people: Iterable[NameKey]) -> Iterator[Verdict]:
    """弗拉基米尔·普京 is the one 弗拉基米尔·弗拉基米罗维奇·普京 of the corpus."""
    longer: dict[str, list[NameKey]] = defaultdict(list)
    for key in people:
        parts = key[1].split("·")
        for skipped in range(1, len(parts) - 1):
            longer["·".join(parts[:skipped] + parts[skipped + 1 :])].append(key)
        if len(parts) > 3 and leaves_out([parts[0], parts[-1]], parts):
            longer[f"{parts[0]}·{parts[-1]}"].append(key)
    for short, names in _fitting(people, longer):
        yield _verdict(short, names, "the longer name adds a part", 0.85)


def _landmarks(known: set[NameKey]) -> Iterator[Verdict]:
    """北京人民大会堂 is 人民大会堂: a well-known place that is no division, with what holds it in front.

    A side is another one in front of each place: 辽宁西部地区 is not 西部地区.
    """
    divisions = read_divisions()
    for key in sorted(known):
        found = divisions.leading(key[1]) if key[0] == "LOC" else None
        rest: NameKey = ("LOC", key[1][found[1] :] if found else "")
        if found and rest in known and not divisions.by_form.get(rest[1]) and _lies_in(rest[1], found[0]):
            reason = "the longer name adds the place"
            yield rest, key, Judgement(rest[1], key[1], "positive", reason, 0.8, "LOC")


def _lies_in(name: str, division: Division) -> bool:
    """Tell whether a well-known place is itself with a division in front, not a part of it: 重庆|三峡库区.

    A region lies in no county, one of several provinces in no city (榆林市|陕北 is a part of it). Waters and
    mountains of two characters are many: 天池.
    """
    kinds = read_kinds("places.txt")
    if name in kinds["landmark"]:
        return True
    if name in kinds["region"]:
        wide = other_place(name) is not None
        return name[0] not in _SIDES and division.level <= (_PROVINCE if wide else _CITY)
    known = name in kinds["water"] or name in kinds["mountain"]
    return known and len(name) > _SHORT and not name.endswith(_WIDE)


def _given(known: set[NameKey], given: Mapping[NameKey, set[NameKey]]) -> Iterator[Verdict]:
    """A short name that an article gives to a body is that body's in the others, if none says otherwise."""
    for short, names in sorted(given.items()):
        lasting = len(short[1]) >= _SHORTEST_GIVEN and not points(*short) and short[0] == "ORG"
        full = sorted(names & known)
        if lasting and short in known and full and short not in names:
            yield _verdict(short, full, "another article gives it as another name", 0.8)


def _fitting(
    people: Iterable[NameKey], longer: Mapping[str, list[NameKey]]
) -> Iterator[tuple[NameKey, list[NameKey]]]:
    """Yield the names of the corpus that are short for others, with those."""
    for key in people:
        names = sorted(set(longer.get(key[1], ())) - {key})
        if names:
            yield key, names


def _verdict(short: NameKey, names: list[NameKey], reason: str, score: float) -> Verdict:
    """Return that a short name is the one of some names, in doubt where there are several."""
    sure = len(names) == 1
    verdict = Judgement(
        short[1], names[0][1], "positive" if sure else "unsure", reason, score if sure else 0.5, short[0]
    )
    return short, names[0], verdict
