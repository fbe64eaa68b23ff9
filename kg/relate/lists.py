"""Lists of names: 甲、乙、丙和丁."""

import re
from collections.abc import Sequence

from kg.model import Mention

_JOINT = re.compile(r"\s*(?:、|和|及|以及|与|，| )\s*")


def list_sizes(chars: str, inside: Sequence[tuple[Mention, str]]) -> dict[int, tuple[int, int]]:
    """Return (start of the list, its length) by the start of each person in a list of names.

    `inside` are the mentions of one sentence with their entities, in the order of the text. A list is a
    run of two or more people with nothing but 、 和 及 与 or a comma or blank between neighbors.
    """
    runs: list[list[Mention]] = []
    for mention, _ in inside:
        if mention.label != "PER":
            continue
        if runs and _JOINT.fullmatch(chars[runs[-1][-1].at[1] : mention.at[0]]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return {m.start: (run[0].start, len(run)) for run in runs if len(run) > 1 for m in run}
