"""The one policy that decides between overlapping candidates."""

from collections.abc import Iterable
from operator import attrgetter

from kg.model import LABELS
from kg.recognize.candidates import Candidate

_PLACE = attrgetter("start", "end")
_RANKS = (
    *("gazetteer", "consistency", "titles", "roles", "bodies", "known_bodies", "named"),
    *("names", "places", "known_places", "place_context", "deictic"),
)


def rank(candidate: Candidate) -> tuple[object, ...]:
    """Return the key of the total order in which candidates are chosen."""
    source = _RANKS.index(candidate.source) if candidate.source in _RANKS else len(_RANKS)
    return (
        candidate.source != "gazetteer",
        -candidate.weight,
        candidate.start - candidate.end,
        candidate.start,
        source,
        LABELS.index(candidate.label),
        candidate.optional,
        -candidate.score,
        candidate.source,
        candidate.canonical or "",
    )


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the chosen candidates, sorted by start, no two of which overlap.

    The order is total: the user's gazetteer first, then the higher weight, the longer, the earlier,
    the source (the user's, the page's, titles, bodies, people, places, any other), the label in the order
    PER LOC ORG TITLE, the not optional, the higher score. A candidate is chosen unless it
    overlaps one chosen before it.

    >>> a, b = Candidate(0, 4, "ORG", "bodies"), Candidate(0, 2, "LOC", "places")
    >>> resolve_overlaps([b, a]) == [a]
    True
    """
    chosen: list[Candidate] = []
    run: list[Candidate] = []  # candidates each of which overlaps one before it
    end = 0
    for candidate in sorted(set(candidates), key=_PLACE):
        if candidate.start >= end:
            chosen += _best(run)
            run = []
        run.append(candidate)
        end = max(end, candidate.end)
    return chosen + _best(run)


def _best(run: list[Candidate]) -> list[Candidate]:
    """Return those of some candidates that are chosen, sorted by start."""
    if len(run) < 2:
        return run
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(run, key=rank):
        cells = range(candidate.start, candidate.end)
        if taken.isdisjoint(cells):
            taken.update(cells)
            chosen.append(candidate)
    return sorted(chosen)
