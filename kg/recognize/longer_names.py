"""A person's name that takes in the next character where the article has the name by itself: 王强|正带着."""

from collections import Counter
from collections.abc import Sequence

from kg.recognize.candidates import Candidate

_OFTEN, _SELDOM = 3, 2  # times that an article has the name by itself, and with the next character
_SHORTEST = 2  # characters of a name


def trim_longer(text: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of an article, people without the character that their names take in."""
    people = [number for number, c in enumerate(chosen) if _is_person(c)]
    times = Counter(text[chosen[number].start : chosen[number].end] for number in people)
    out = list(chosen)
    for number in people:
        c = chosen[number]
        name = text[c.start : c.end]
        if (
            len(name) > _SHORTEST
            and times[name] <= _SELDOM
            and times[name[:-1]] >= _OFTEN
            and c.source != "gazetteer"
        ):
            out[number] = c._replace(end=c.end - 1)
    return out


def _is_person(candidate: Candidate) -> bool:
    return candidate.label == "PER" and not candidate.optional
