"""A name that is certain once on a page is that name everywhere on the page."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from kg.knowledge.dictionary import is_everyday
from kg.knowledge.lexicon import read_common
from kg.knowledge.matcher import Matcher
from kg.knowledge.person_names import is_full_name, is_minority
from kg.model import Label
from kg.recognize.candidates import Candidate, Draft
from kg.recognize.longer_names import trim_longer
from kg.recognize.overlap import resolve_overlaps

SOURCE = "consistency"
_SHORTEST, _LONGEST = 2, 4  # characters of a name written without a mark

Chosen = list[Candidate]
"""Candidates in their order, none of which overlaps another."""

_START, _END = attrgetter("start"), attrgetter("end")


def spread(drafts: Sequence[Draft], found: Sequence[Chosen]) -> list[Chosen]:
    """Return the candidates of each text of a page, completed by the names certain on the page.

    A surface with several labels gets its most frequent one; a surface that is certain is tagged
    wherever the page writes it, unless it is part of a longer name there. Last, names are trimmed that take
    in the next character.
    """
    found = _part_people(drafts, found)
    labels = _vote(drafts, found)
    certain, often = _certain(drafts, found, labels)
    matcher = Matcher(certain)
    out = []
    for draft, chosen in zip(drafts, found, strict=True):
        kept = _relabel(chosen, draft.text, labels) if labels else chosen
        kept = [c for c in kept if c.label != "PER" or not _runs_on(draft.text[c.start : c.end], c, certain)]
        added = _occurrences(draft, kept, matcher, certain, often)
        whole = _bear_titles(resolve_overlaps(kept + added) if added else kept, draft.text)
        out.append(trim_longer(draft.text, whole))
    return out


def _part_people(drafts: Sequence[Draft], found: Sequence[Chosen]) -> list[Chosen]:
    """Return the candidates, people without a mark between them parted as the page parts them elsewhere.

    王沪宁|蔡奇丁|薛祥 in a headline is 王沪宁|蔡奇|丁薛祥 where the text below has 蔡奇、丁薛祥.
    """
    runs = [_runs_of_people(chosen) for chosen in found]
    if not any(runs):
        return list(found)
    alone: set[str] = set()
    for draft, chosen, own in zip(drafts, found, runs, strict=True):
        within = {at for first, last in own for at in range(first, last)}
        people = (c for at, c in enumerate(chosen) if at not in within and _is_person(c))
        alone.update(draft.text[c.start : c.end] for c in people)
    out = []
    for draft, chosen, own in zip(drafts, found, runs, strict=True):
        parted = list(chosen)
        for first, last in reversed(own):
            ends = _parts(draft.text[chosen[first].start : chosen[last - 1].end], alone)
            if ends and any(draft.text[c.start : c.end] not in alone for c in chosen[first:last]):
                start = chosen[first].start
                names = pairwise([0, *ends])
                parted[first:last] = [Candidate(start + a, start + b, "PER", SOURCE) for a, b in names]
        out.append(parted)
    return out


def _is_person(candidate: Candidate) -> bool:
    return candidate.label == "PER" and not candidate.optional


def _runs_of_people(chosen: Chosen) -> list[tuple[int, int]]:
    """Return the stretches of candidates that are people of whom each begins where the last one ends."""
    runs: list[tuple[int, int]] = []
    for at in range(1, len(chosen)):
        pair = chosen[at - 1 : at + 1]
        if pair[0].end == pair[1].start and all(map(_is_person, pair)):
            first = runs.pop()[0] if runs and runs[-1][1] == at else at - 1
            runs.append((first, at + 1))
    return runs


def _parts(text: str, names: set[str]) -> list[int]:
    """Return where the names end that a text wholly consists of, none where it does not.

    >>> _parts("王沪宁蔡奇丁薛祥", {"王沪宁", "蔡奇", "丁薛祥"}), _parts("王沪宁蔡奇", {"王沪宁"})
    ([3, 5, 8], [])
    """
    ways: dict[int, list[int]] = {0: []}
    for end in range(_SHORTEST, len(text) + 1):
        begins = range(max(0, end - _LONGEST), end - 1)
        begin = next((at for at in begins if at in ways and text[at:end] in names), None)
        if begin is not None:
            ways[end] = [*ways[begin], end]
    return ways.get(len(text), [])


def _bear_titles(chosen: Chosen, text: str) -> Chosen:
    """Return the candidates, no title optional that leads up to a person found by consistency."""
    out = list(chosen)
    for index, person in enumerate(chosen):
        if person.label != "PER" or person.source != SOURCE:
            continue
        if index + 1 < len(out) and out[index + 1].label == "TITLE" and out[index + 1].start == person.end:
            out[index + 1] = out[index + 1]._replace(optional=False)
        end = person.start
        for at in range(index - 1, -1, -1):
            candidate = out[at]
            if text[candidate.end : end] not in ("", " ", "、", "兼", "：") or candidate.label == "PER":
                break
            if candidate.label == "TITLE":
                out[at] = candidate._replace(optional=False)
            end = candidate.start
    return out


def _runs_on(surface: str, candidate: Candidate, certain: dict[str, Label]) -> bool:
    """Tell whether a person's name goes on after a name certain on the page: 张德江|俞正."""
    if candidate.label != "PER" or candidate.source == "gazetteer" or candidate.optional:
        return False
    if len(surface) < 4 or "·" in surface or surface.isascii() or is_minority(surface):
        return False
    return any(
        certain.get(surface[:n]) == "PER" and is_full_name(surface[:n])
        for n in (2, 3)
        if n < len(surface) - (n == 2)
    )


def _vote(drafts: Sequence[Draft], found: Sequence[Chosen]) -> dict[str, Label]:
    """Return the label that each surface with several labels gets."""
    votes: dict[str, list[Label]] = {}
    for draft, chosen in zip(drafts, found, strict=True):
        for c in chosen:
            if c.label != "TITLE" and not c.optional:
                votes.setdefault(draft.text[c.start : c.end], []).append(c.label)
    order: tuple[Label, ...] = ("PER", "LOC", "ORG")
    return {
        surface: max(order, key=lambda label: (cast.count(label), -order.index(label)))
        for surface, cast in votes.items()
        if len(set(cast)) > 1
    }


def _relabel(chosen: Chosen, text: str, labels: dict[str, Label]) -> Chosen:
    """Return the candidates, each name with the label that its surface gets."""
    return [
        c
        if c.label == "TITLE" or c.optional or c.source == "gazetteer"
        else c._replace(label=labels.get(text[c.start : c.end], c.label))
        for c in chosen
    ]


def _certain(
    drafts: Sequence[Draft], found: Sequence[Chosen], labels: dict[str, Label]
) -> tuple[dict[str, Label], set[str]]:
    """Return the surfaces that are names wherever they stand, with their labels, and the frequent people."""
    count: Counter[tuple[str, Label]] = Counter()
    for draft, chosen in zip(drafts, found, strict=True):
        beside = {at for c in chosen if c.label == "TITLE" for at in (c.start, c.end)}
        for c in chosen:
            if c.label == "TITLE" or c.optional:
                continue
            surface = draft.text[c.start : c.end]
            borne = c.label == "PER" and (c.start in beside or c.end in beside)
            count[surface, labels.get(surface, c.label)] += 2 if borne else 1
    certain: dict[str, Label] = {}
    for (surface, label), times in sorted(count.items(), key=lambda item: (item[1], item[0])):
        if times < _needed(surface, label) or (label == "PER" and is_everyday(surface)):
            continue
        if surface not in read_common():
            certain[surface] = label
    often = {surface for (surface, label), times in count.items() if label == "PER" and times > 3}
    return certain, often


def _needed(surface: str, label: Label) -> int:
    """Return how often a surface must be found before it is certain."""
    if label == "PER":
        shaped = is_full_name(surface) or "·" in surface or is_minority(surface)
        return 1 if len(surface) >= 3 and shaped else 2 if len(surface) >= 2 else 99
    if label == "LOC":
        return 1 if len(surface) >= 4 else 2 if len(surface) == 3 else 99
    return 1 if len(surface) >= 4 else 2 if len(surface) == 3 else 99


def _occurrences(
    draft: Draft, chosen: Chosen, matcher: Matcher, certain: dict[str, Label], often: set[str]
) -> Chosen:
    """Return the certain names where the text writes them outside the names chosen already."""
    known = {(c.start, c.end) for c in chosen}
    spans = [span for span in matcher.spans(draft.text) if span not in known]
    if not spans:
        return []
    inside = {i for c in chosen if not c.optional for i in range(c.start, c.end)}
    edges = {word.start for word in draft.words} | {len(draft.text)}
    added = []
    for start, end in spans:
        surface = draft.text[start:end]
        label = certain[surface]
        if not _fits(start, end, edges, sure=surface in often, person=label == "PER"):
            continue
        first = bisect_right(chosen, start, key=_END)
        after = bisect_left(chosen, end, first, key=_START)
        covered = [c for c in chosen[first:after] if not c.optional]
        if any(c.end - c.start >= end - start for c in covered):
            continue
        if label == "ORG" and len(covered) > 1 and inside.issuperset(range(start, end)):
            continue
        added.append(Candidate(start, end, label, SOURCE))
    return added


def _fits(start: int, end: int, edges: set[int], *, sure: bool, person: bool) -> bool:
    """Tell whether a name may stand here: a name of two characters needs the words' consent."""
    if end - start >= 4 or (end - start == 3 and person):
        return start in edges or end in edges
    return (start in edges and end in edges) or (sure and (start in edges or end in edges))
