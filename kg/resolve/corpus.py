"""Judgements that need the whole corpus: namesakes, parts of names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Judgement
from kg.resolve.census import Census
from kg.resolve.ids import REPORTER
from kg.resolve.surfaces import Key, parts_of

Verdict = tuple[Key, Key, Judgement]


def judge_corpus(census: Census) -> list[Verdict]:
    """Return the judgements on pairs of canonical forms, the surest first."""
    keys = {key for key, _ in census.forms}
    found = [*_reporters(keys, census), *_parts(keys)]
    return sorted(found, key=lambda v: (-v[2].score, v[0], v[1]))


def _reporters(keys: Iterable[Key], census: Census) -> Iterator[Verdict]:
    """A reporter and a person in the news who have one name are two people."""
    known = set(keys)
    for key in sorted(known):
        name = key[1].removesuffix(REPORTER)
        plain: Key = (key[0], name)
        if name != key[1] and plain in known:
            reason = "a reporter in bylines, and a person in the news"
            yield key, plain, Judgement(key[1], name, "negative", reason, 0.9, "PER")


def _parts(keys: Iterable[Key]) -> Iterator[Verdict]:
    """特朗普 is the one 唐纳德·特朗普 of the corpus."""
    people = sorted(key for key in keys if key[0] == "PER")
    known = set(people)
    full: dict[str, list[Key]] = defaultdict(list)
    for key in people:
        for part in parts_of(key[1]):
            full[part].append(key)
    for part, names in sorted(full.items()):
        short: Key = ("PER", part)
        if short in known and len(names) == 1:
            reason = "part of the one such name of the corpus"
            yield short, names[0], Judgement(part, names[0][1], "positive", reason, 0.8, "PER")
        elif short in known:
            yield short, names[0], Judgement(part, names[0][1], "unsure", "part of several names", 0.5, "PER")
