"""How likely a name is right.

A logistic regression with few weights (kg/data/score_weights.tsv), learned from annotated news of all
outlets (bench/weights.py): what proposed the name, how sure the network is of it, what the name looks like,
whether a word of the language lies across one of its ends, how often the page has it. So the score of a name
means the same whatever proposed it: of those with 0.8 about four of five are right.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from math import exp, log

from kg.knowledge.body_words import body_words
from kg.knowledge.dictionary import is_rare, is_word
from kg.knowledge.divisions import LEVELS
from kg.knowledge.named import read_named
from kg.knowledge.person_names import is_foreign, is_full_name, is_minority
from kg.knowledge.place_names import opens_with_place, place_names
from kg.knowledge.proposals import NETWORK, rule_of
from kg.knowledge.spelling import to_plain
from kg.knowledge.tables import read_rows
from kg.model import Label
from kg.recognize.candidates import Candidate
from kg.recognize.consistency import Chosen

_WEIGHTS = "score_weights.tsv"
_NOT_WEIGHED = frozenset({"gazetteer"})
_LOWEST, _HIGHEST = 0.5, 0.9995  # of a network's probability
_LONGEST_WORD = 3  # characters of a word that lies across an end
_SHORT, _LONG = 2, 8  # characters of a name


def is_weighed(name: Candidate) -> bool:
    """Tell whether a candidate's score is worked out here: no title, no stand-in, nothing of a user's."""
    return not (name.label == "TITLE" or name.optional or name.source in _NOT_WEIGHED)


def weigh(texts: Sequence[str], chosen: Sequence[Chosen]) -> list[Chosen]:
    """Return the candidates of each text of a page, names with how likely each is right for a score."""
    features = features_of(texts, chosen)
    return [
        [c._replace(score=share_of(next(features))) if is_weighed(c) else c for c in names]
        for names in chosen
    ]


def share_of(features: dict[str, float]) -> float:
    """Return the share of names with some features that is right, 0 to 1."""
    weights = _read_weights()
    total = sum(weights.get(feature, 0.0) * value for feature, value in features.items())
    return 1 / (1 + exp(-total))


def features_of(texts: Sequence[str], chosen: Sequence[Chosen]) -> Iterator[dict[str, float]]:
    """Yield the features of each candidate that is weighed, in the order of the texts of a page."""
    best: dict[tuple[str, Label], float] = {}
    times: Counter[tuple[str, Label]] = Counter()
    plain = [to_plain(text) for text in texts]
    weighed = [
        (number, (plain[number][c.start : c.end], c.label), c)
        for number, names in enumerate(chosen)
        for c in names
        if is_weighed(c)
    ]
    for _, key, c in weighed:
        times[key] += 1
        if rule_of(c.source) == NETWORK:
            best[key] = max(best.get(key, 0.0), c.score)
    titled = [_beside_titles(names) for names in chosen]
    for number, key, c in weighed:
        features = _features(plain[number], c, best.get(key, c.score), times[key])
        features[f"{c.label} beside a title"] = float(not titled[number].isdisjoint((c.start, c.end)))
        yield features


def _beside_titles(names: Chosen) -> frozenset[int]:
    """Return where a title begins or ends."""
    return frozenset(at for name in names if name.label == "TITLE" for at in (name.start, name.end))


def _features(text: str, name: Candidate, sure: float, times: int) -> dict[str, float]:
    surface, label = text[name.start : name.end], name.label
    shape = _shape(label, surface)
    rule = rule_of(name.source)
    kind = label if label == "PER" else "other"
    found = {"any": 1.0, f"{label} {shape}": 1.0, f"rule {rule}": 1.0, "times": log(times)}
    if rule == NETWORK:
        share = min(max(sure, _LOWEST), _HIGHEST)
        found["sure"] = log(share / (1 - share))
    found[f"{kind} begins inside a word"] = float(_lies_across(text, name, name.start))
    found[f"{kind} ends inside a word"] = float(_lies_across(text, name, name.end))
    found["word"] = float(shape != "sure" and is_word(surface))
    found["short"] = float(label != "PER" and len(surface) <= _SHORT)
    found["long"] = float(len(surface) > _LONG)
    return found


def _lies_across(text: str, name: Candidate, edge: int) -> bool:
    """Tell whether a word that is not rare begins before an edge of a name and ends after it."""
    for start in range(max(0, edge - _LONGEST_WORD + 1), edge):
        for end in range(edge + 1, min(len(text), start + _LONGEST_WORD) + 1):
            inside = start >= name.start and end <= name.end
            if not inside and is_word(text[start:end]) and not is_rare(text[start:end]):
                return True
    return False


@lru_cache(maxsize=1 << 14)
def _shape(label: Label, surface: str) -> str:
    """Return what a name looks like, by the lists and by what such names end with."""
    if label == "ORG":
        words = body_words()
        if surface in words.known or surface in read_named():
            return "listed"
        shape = "ends" if words.ending(surface) else "bare"
        return f"{shape} after a place" if opens_with_place(surface) else shape
    if label == "PER":
        foreign = is_foreign(surface) or "·" in surface or is_minority(surface)
        return "full" if is_full_name(surface) else "foreign" if foreign else "other"
    return _place_shape(surface)


def _place_shape(surface: str) -> str:
    names = place_names()
    if surface in names.sure:
        return "sure"
    if surface in names.codes:
        return "short"
    ends = surface[-1] in f"{LEVELS}州乡镇村"
    if opens_with_place(surface):
        return "chain to a level" if ends else "chain"
    return "level" if ends else "foreign" if is_foreign(surface) else "other"


@cache
def _read_weights() -> dict[str, float]:
    return {feature: float(weight) for feature, weight in read_rows(_WEIGHTS, 2)}
