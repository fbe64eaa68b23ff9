"""Sentences with their names marked: [王鹏]P [呼和浩特]L [卫健委]O [主任]T."""

import re

from kg.model import Label
from kg.recognize.candidates import Candidate, Draft, Word

LETTERS: dict[str, Label] = {"P": "PER", "L": "LOC", "O": "ORG", "T": "TITLE"}
_MARK = re.compile(r"\[([^\[\]]+)\]([PLOT])")

Names = list[tuple[str, Label, int]]


def read_marked(marked: str) -> tuple[str, Names]:
    """Return the plain sentence and its names: surface, label, start."""
    text, names, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        names.append((match[1], LETTERS[match[2]], len(text)))
        text += match[1]
        at = match.end()
    return text + marked[at:], names


def candidates_of(names: Names, source: str) -> list[Candidate]:
    """Return the names as a tagger or a rule would propose them."""
    return [Candidate(start, start + len(name), label, source) for name, label, start in names]


def draft_of_marked(marked: str) -> Draft:
    """Return the draft of a sentence with one name, and with one word on either side of it."""
    text, ((surface, label, start),) = read_marked(marked)
    end = start + len(surface)
    name = Word(surface, label, start, "net", score=0.9)
    words = (Word(text[:start], "n", 0), name, Word(text[end:], "v", end))
    return Draft(text, [word for word in words if word.text])
