"""The windows in which entities meet: sentences and paragraphs of an article."""

from collections.abc import Iterable
from itertools import combinations

from kg.model import Article, Evidence, Mention
from kg.relate.tally import MEETING
from kg.text import sentences

MOST_IN_WINDOW = 300  # a window with more entities (a printed list of deputies) makes no pairs

Pair = tuple[str, str]
Meant = tuple[Mention, str]  # a mention and its entity
Told = tuple[Evidence, list[Meant]]  # a sentence and whom it names


def by_sentence(article: Article, named: list[Meant]) -> list[Told]:
    """Return the passage and the entities of each sentence that names any."""
    found = []
    ordered = sorted(named, key=lambda pair: pair[0].at)
    first = 0
    for start, end in sentences(article.text.chars):
        last = first
        while last < len(ordered) and ordered[last][0].at[0] < end:
            last += 1
        if inside := [pair for pair in ordered[first:last] if pair[0].at[0] >= start]:
            found.append((Evidence(article.page, *article.text.raw_span(start, end)), inside))
        first = last
    return found


def by_paragraph(article: Article, told: list[Told]) -> list[list[Told]]:
    """Return the sentences of each paragraph that names any."""
    paragraphs: dict[int, list[Told]] = {}
    number = start = 0
    for sentence in told:
        at = sentence[1][0][0].at[0]
        number += article.text.chars.count("\n", start, at)
        start = at
        paragraphs.setdefault(number, []).append(sentence)
    return list(paragraphs.values())


def meetings(inside: list[Meant], sizes: dict[int, tuple[int, int]]) -> dict[Pair, int]:
    """Return each pair of a sentence with its share of a meeting, in parts."""
    shares: dict[Pair, int] = {}
    if len({entity for _, entity in inside}) > MOST_IN_WINDOW:
        return shares
    for (left, a), (right, b) in combinations(inside, 2):
        if a != b:
            pair = (min(a, b), max(a, b))
            shares[pair] = max(shares.get(pair, 0), _share(sizes.get(left.start), sizes.get(right.start)))
    return shares


def _share(left: tuple[int, int] | None, right: tuple[int, int] | None) -> int:
    """Return 1 / (k - 1) of a meeting, rounded, for two members of one list of k, else all of it."""
    others = left[1] - 1 if left and left == right else 1
    return (2 * MEETING + others) // (2 * others)


def first_passages(told: list[Told]) -> dict[str, Evidence]:
    """Return the first passage that names each entity."""
    first: dict[str, Evidence] = {}
    for passage, inside in told:
        for _, entity in inside:
            first.setdefault(entity, passage)
    return first


def all_pairs(entities: Iterable[str]) -> list[Pair]:
    """Return the pairs of the entities of a window, none where it names too many."""
    ordered = sorted(entities)
    return list(combinations(ordered, 2)) if len(ordered) <= MOST_IN_WINDOW else []
