"""Lists of names: 甲、乙、丙和丁. In a list each name meets one other's worth of the others.

In a list of k people each pair counts 1 / (k - 1) of a meeting (Newman, Scientific collaboration networks II,
2001, does so for the authors of a paper). Meetings are counted in whole parts, so that sums are the same in
whatever order they are made.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import Mention

MEETING = 5_354_228_880  # parts of one meeting, lcm(1 … 24): lists of up to 25 people share it out exactly
_JOINT = re.compile(r"\s*(?:、|和|及|以及|与|，| )\s*")


class InList(NamedTuple):
    """The list that a mention stands in, and how much of a meeting it has with each other member."""

    start: int | None
    share: int


ALONE = InList(None, MEETING)


def find_lists(chars: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, InList]]:
    """Yield the people of one sentence who stand in a list, each with the list.

    `mentions` stand in the order of the text. A list is a run of two or more people with nothing but
    、 和 及 与 or a comma or blank between neighbors.
    """
    run: list[Mention] = []
    for mention in mentions:
        if mention.label != "PER":
            continue
        if run and not _JOINT.fullmatch(chars, run[-1].at[1], mention.at[0]):
            yield from _members(run)
            run = []
        run.append(mention)
    yield from _members(run)


def _members(run: Sequence[Mention]) -> Iterator[tuple[Mention, InList]]:
    if len(run) > 1:
        listed = InList(run[0].start, share_of(len(run)))
        yield from ((mention, listed) for mention in run)


def share_of(members: int) -> int:
    """Return 1 / (k - 1) of a meeting, in parts of it, rounded.

    >>> share_of(2) == MEETING, share_of(5) * 4 == MEETING
    (True, True)
    """
    others = members - 1
    return (2 * MEETING + others) // (2 * others)
