"""A name that is certain once on a page is that name everywhere on the page."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from kg.knowledge.dictionary import is_everyday
from kg.knowledge.lexicon import read_common
from kg.knowledge.matcher import Matcher
from kg.knowledge.person_names import is_full_name, is_minority
from kg.model import Label
from kg.recognize.candidates import Candidate, Draft
from kg.recognize.overlap import resolve_overlaps

SOURCE = "consistency"

Chosen = list[Candidate]
"""Candidates in their order, none of which overlaps another."""

_START, _END = attrgetter("start"), attrgetter("end")


def spread(drafts: Sequence[Draft], found: Sequence[Chosen]) -> list[Chosen]:
    """Return the candidates of each text of a page, completed by the names certain on the page.

    A surface with several labels gets its most frequent one; a surface that is certain is tagged
    wherever the page writes it, unless it is part of a longer name there.
    """
    labels = _vote(drafts, found)
    certain, often = _certain(drafts, found, labels)
    matcher = Matcher(certain)
    out = []
    for draft, chosen in zip(drafts, found, strict=True):
        kept = _relabel(chosen, draft.text, labels) if labels else chosen
        kept = [c for c in kept if c.label != "PER" or not _runs_on(draft.text[c.start : c.end], c, certain)]
        added = _occurrences(draft, kept, matcher, certain, often)
        out.append(_bear_titles(resolve_overlaps(kept + added) if added else kept, draft.text))
    return out


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
