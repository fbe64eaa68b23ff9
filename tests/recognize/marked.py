"""Sentences with their names marked: [王鹏]P [呼和浩特]L [卫健委]O [主任]T."""

import re

from kg.model import Label

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
