"""The user's own terms: CSV files with the columns term, label, canonical, aliases."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.cells import CellRow, read_cells
from kg.errors import InputError, Phrase, gather
from kg.knowledge.matcher import Matcher
from kg.model import LABELS, Label
from kg.recognize.candidates import Candidate
from kg.text import squeeze_name

SOURCE = "gazetteer"
_COLUMNS = ("term", "label", "canonical", "aliases")


class Term(NamedTuple):
    """What a gazetteer says of a surface."""

    label: Label
    canonical: str | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The user's terms, ready to match."""

    terms: dict[str, Term]
    matcher: Matcher

    def find(self, text: str) -> list[Candidate]:
        """Return the user's terms in a text, the longest at each place."""
        found = []
        for start, end in self.matcher.spans(text):
            term = self.terms[text[start:end]]
            found.append(Candidate(start, end, term.label, SOURCE, canonical=term.canonical))
        return found


def read_gazetteers(paths: Sequence[Path]) -> Gazetteer:
    """Return the terms of some CSV files; where two name the same term, the later file wins.

    InputError names file and line of each row where a column is missing, a label unknown or a term empty.
    """
    terms: dict[str, Term] = {}
    for path in paths:
        terms.update(_read_file(path))
    return Gazetteer(terms, Matcher(terms))


def _read_file(path: Path) -> dict[str, Term]:
    first, *rows = read_cells(path, Phrase("gazetteer")) or [CellRow(1, [])]
    head = [cell.strip().lower() for cell in first.row]
    if head[:2] != ["term", "label"] or any(cell not in _COLUMNS for cell in head):
        raise InputError(
            "{path}:1: columns {columns}; expected term,label,canonical,aliases",
            path=path,
            columns=",".join(head) or "none",
        )
    terms: dict[str, Term] = {}
    faults: list[InputError] = []
    for line, row in rows:
        if any(cell.strip() for cell in row):
            try:
                terms.update(_read_row(path, line, dict(zip(head, row, strict=False))))
            except InputError as error:
                faults.append(error)
    if faults:
        raise gather(faults)
    return terms


def _read_row(path: Path, line: int, row: dict[str, str]) -> dict[str, Term]:
    """Return a row's term and aliases."""
    surface = squeeze_name(row.get("term", ""))
    label = row.get("label", "").strip().upper()
    if len(surface) < 2:
        raise InputError(
            "{path}:{line}: term {surface!r} is too short; give two characters or more",
            path=path,
            line=line,
            surface=surface,
        )
    known: dict[str, Label] = {name: name for name in LABELS}
    if label not in known:
        raise InputError(
            "{path}:{line}: unknown label {label!r}; use one of {known}",
            path=path,
            line=line,
            label=label,
            known=" ".join(LABELS),
        )
    canonical = squeeze_name(row.get("canonical") or "") or surface
    given = (row.get("aliases") or "").replace("；", "|").replace(";", "|")
    aliases = [squeeze_name(alias) for alias in given.split("|")]
    return {name: Term(known[label], canonical) for name in [surface, *aliases] if len(name) > 1}
