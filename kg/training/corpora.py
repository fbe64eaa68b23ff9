"""The corpora that the network learns from, each with its convention, as passages.

The folder of training data holds ner/NAME.jsonl.xz (text and spans) and silver/NAME.jsonl.xz (text that
rules labelled, made by `python -m kg.training label`). Own text lies beside this module.
"""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.training.passages import Marked, Passage, join_passages, read_markup

DOMAINS: tuple[str, ...] = ("guide", "silver", "msra", "uner", "aishell", "cluener", "resume")
"""Conventions that are told apart; the first one is the guide's, used at run time."""
GRANTED: frozenset[str] = frozenset({"guide", "uner", "aishell"})
"""Domains whose text carries a licence that allows redistribution of what is learned from it."""
OWN_TEXT = Path(__file__).parent / "text"
_FILES = {
    "msra": ("msra_train",),
    "uner": ("uner_gsdsimp_train", "uner_gsdsimp_dev"),
    "aishell": ("aishell_a", "aishell_b"),
    "cluener": ("cluener_train",),
    "resume": ("resume_train", "resume_dev", "resume_test"),
}
SILVER_CORPORA = ("uner", "aishell", "msra", "cluener")
"""Corpora whose texts are also labelled by rules."""
NEWS = "news"
SILVER, VOTED = "silver", "voted"
"""Folders of texts that the rules labelled, and that a network and the rules labelled."""
_WITH_TITLES = frozenset({"cluener", "resume"})
_JOINED = 160


def read_domain(folder: Path, domain: str, *, granted: bool = False, silver: str = SILVER) -> list[Passage]:
    """Return the passages of one domain, of granted text only if so asked; InputError for missing files."""
    if domain == "guide":
        return read_own_text(OWN_TEXT)
    if domain == "silver":
        names = silver_names(granted=granted)
        return [p for name in names for p in read_silver(folder / silver / f"{name}.jsonl.xz")]
    sentences = (p for name in _FILES[domain] for p in _read_sentences(folder / "ner", name, domain))
    return list(join_passages(sentences, _JOINED))


def silver_names(*, granted: bool) -> list[str]:
    """Return the names of the silver texts; of the granted ones only, if so asked."""
    return [name for name in (*SILVER_CORPORA, NEWS) if name in GRANTED or not granted]


def read_own_text(folder: Path) -> list[Passage]:
    """Return the passages of all the .txt files of a folder, in the order of their names."""
    return [passage for path in sorted(folder.glob("*.txt")) for passage in read_markup(path)]


def read_silver(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file of labelled news: text, spans and, where given, unsure spans a line."""
    for row in _read_rows(path):
        size = len(row["text"])
        named = tuple((s, min(e, size), label) for s, e, label in row["spans"])
        unsure = tuple((s, min(e, size)) for s, e in row.get("unsure", ()))
        yield Passage(row["text"], named, unsure, row.get("domain", "silver"), row.get("titles", True))


def _read_sentences(folder: Path, name: str, domain: str) -> Iterator[Passage]:
    for row in _read_rows(folder / f"{name}.jsonl.xz"):
        named = tuple((s, e, label) for s, e, label in row["spans"])
        if domain == "msra":
            named = join_names(row["text"], named)
        yield Passage(row["text"], named, (), domain, domain in _WITH_TITLES)


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except OSError as error:
        raise InputError(
            "{path}: can't be read ({cause}); check the folder of training data",
            path=path,
            cause=error.strerror,
        ) from None


def join_names(text: str, named: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """Return the names with neighbors joined as the guide has them: place + place, place + body.

    >>> join_names("内蒙古林区学校", ((0, 3, "LOC"), (3, 5, "LOC"), (5, 7, "ORG")))
    ((0, 7, 'ORG'),)
    """
    joined: list[Marked] = []
    for start, end, label in sorted(named):
        before = joined[-1] if joined else None
        if before and before[1] == start and before[2] == "LOC" and label in ("LOC", "ORG"):
            joined[-1] = (before[0], end, label)
        else:
            joined.append((start, end, label))
    return tuple(joined)
