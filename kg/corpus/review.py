"""The review file: what a person decided about names. It always wins over the rules.

A CSV file with the columns action, a, b, label, note and, where the explorer wrote it, by and at. `same`: a
is b, and has b's name. `different`: they are two. `rename`: the entity a is shown as b. `split`: a is
somebody else on the pages or in the articles b (kg.corpus.splits). `none`: a is no name. `relabel`: a is of
the label b. A row without an action is undecided and says nothing.
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.cells import CellRow, read_cells, text_cell
from kg.corpus.contradictions import refuse_contradictions
from kg.corpus.ruling import Action, Ruling
from kg.errors import InputError, Phrase, gather
from kg.model import Judgement, Label, NameKey
from kg.naming.ids import entity_id, plain_name
from kg.text import squeeze_name

COLUMNS = ("action", "a", "b", "label", "note")
SIGNED = (*COLUMNS, "by", "at")
_ACTIONS: dict[str, Action] = {
    "same": "same",
    "different": "different",
    "rename": "rename",
    "split": "split",
    "none": "none",
    "relabel": "relabel",
}
_ALONE = ("none",)  # actions that speak of one name
_LABELS: dict[str, Label] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
_REASON = "ruled in the review file"
_UNDECIDED = ""

Form = tuple[NameKey, str]  # a canonical form, and a form that was found to stand for it


@dataclass(slots=True)
class Rulings:
    """What the rows of a review file come to in a corpus."""

    joined: list[tuple[NameKey, NameKey]] = field(default_factory=list)
    parted: list[tuple[NameKey, NameKey]] = field(default_factory=list)
    moved: dict[Form, NameKey] = field(default_factory=dict)  # to the name "" where it is no name
    shown: dict[NameKey, str] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)


def read_review(path: Path, named: Path | None = None) -> list[Ruling]:
    """Return the decided rows of a review file; `named` is what errors call it, if something else.

    InputError names file and line of each row where a column is missing, an action or label is unknown, a
    name is empty, or two rows contradict each other.
    """
    first, *rows = read_cells(path, Phrase("review file")) or [CellRow(1, [])]
    path = named or path
    head = [cell.strip().lower() for cell in first.row]
    if not {"action", "a", "b"} <= set(head) or any(cell not in SIGNED for cell in head):
        raise InputError(
            "{path}:1: columns {columns}; expected {expected}",
            path=path,
            columns=",".join(head) or "none",
            expected=",".join(COLUMNS),
        )
    rulings: list[tuple[int, Ruling]] = []
    faults: list[InputError] = []
    for line, row in rows:
        try:
            ruling = _read_row(f"{path}:{line}", dict(zip(head, row, strict=False)))
        except InputError as error:
            faults.append(error)
            continue
        if ruling:
            rulings.append((line, ruling))
    if faults:
        raise gather(faults)
    refuse_contradictions(path, rulings)
    return [ruling for _, ruling in rulings]


def _read_row(where: str, row: dict[str, str]) -> Ruling | None:
    """Return a row's ruling, None where it is blank or undecided."""
    cells = {column: squeeze_name(row.get(column) or "") for column in COLUMNS[:-1]}
    action = _ACTIONS.get(cells["action"].lower())
    if cells["action"] == _UNDECIDED:
        return None
    if action is None:
        raise InputError(
            "{where}: unknown action {action!r}; use same, different, rename, split, none or relabel",
            where=where,
            action=cells["action"],
        )
    for column in ("a",) if action in _ALONE else ("a", "b"):
        if not cells[column]:
            raise InputError(
                "{where}: column {column} is empty; give the name it stands for", where=where, column=column
            )
    if cells["a"] == cells["b"]:
        raise InputError(
            "{where}: a and b are both {name!r}; give two names or ids", where=where, name=cells["a"]
        )
    if action == "relabel" and cells["b"].upper() not in _LABELS:
        raise InputError("{where}: {b!r} is no label; use PER, LOC or ORG", where=where, b=cells["b"])
    label = _LABELS.get(cells["label"].upper())
    if cells["label"] and label is None:
        raise InputError(
            "{where}: unknown label {label!r}; use PER, LOC, ORG or nothing",
            where=where,
            label=cells["label"],
        )
    told = ((row.get(column) or "").strip() for column in ("note", "by", "at"))
    return Ruling(action, cells["a"], cells["b"], label, *told)


def format_review(rulings: Sequence[Ruling], judgements: Iterable[Judgement]) -> str:
    """Return a review file: the rulings in force, then the doubtful pairs for a person to decide.

    It begins with a byte order mark, without which spreadsheet programs misread Chinese. No cell is a
    formula.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    signed = any(ruling.by or ruling.at for ruling in rulings)
    writer.writerow(SIGNED if signed else COLUMNS)
    for r in rulings:
        cells = (r.action, r.a, r.b, r.label or "", r.note, *((r.by, r.at) if signed else ()))
        writer.writerow(map(text_cell, cells))
    ruled = {ruling.pair for ruling in rulings}
    alone = {ruling.a for ruling in rulings}
    for j in judgements:
        known = frozenset((j.a, j.b)) in ruled or (j.a == j.b and j.a in alone)
        if j.judgement == "unsure" and not known:
            cells = (_UNDECIDED, j.a, j.b if j.b != j.a else "", j.label or "", j.reason)
            writer.writerow(map(text_cell, cells))
    return "\ufeff" + file.getvalue()


def apply_rulings(rulings: Sequence[Ruling], forms: Counter[Form]) -> Rulings:
    """Return what rulings come to in a corpus; a name that it does not have is left alone.

    `forms` counts the forms of each canonical form. A name is first sought among ids and canonical forms;
    else it is a form, and the ruling moves that form.
    """
    known = _Known(forms)
    found = Rulings()
    for ruling in rulings:
        if ruling.action == "split":
            continue
        for label in [ruling.label] if ruling.label else _LABELS.values():
            paired = ruling.action in ("same", "different")
            if known.has(label, ruling.a) or (paired and known.has(label, ruling.b)):
                _apply(ruling, label, known, found)
    return found


def _apply(ruling: Ruling, label: Label, known: "_Known", found: Rulings) -> None:
    if ruling.action in ("none", "relabel"):
        _take_away(ruling, label, known, found)
        return
    a, b = known.key(label, ruling.a), known.key(label, ruling.b)
    judgement = "negative" if ruling.action == "different" else "positive"
    reason = f"{_REASON}: {ruling.action}" + (f" ({ruling.note})" if ruling.note else "")
    found.judgements.append(Judgement(ruling.a, ruling.b, judgement, reason, 1.0, label))  # type: ignore[arg-type]
    if ruling.action == "rename":
        found.shown[a or known.owner(label, ruling.a)] = ruling.b
    elif ruling.action == "same":
        _join(ruling, label, (a, b), known, found)
    else:
        own_a, own_b = a or (label, ruling.a), b or (label, ruling.b)
        found.parted.append((own_a, own_b))
        for name, own, other in ((ruling.a, own_a, own_b), (ruling.b, own_b, own_a)):
            found.moved.update({(key, name): own for key in known.owners(label, name) if key == other})


def _take_away(ruling: Ruling, label: Label, known: "_Known", found: Rulings) -> None:
    """Let a name stand for nothing, or for something of another label, in all of its forms."""
    key = known.key(label, ruling.a)
    forms = known.forms(key) if key else [(owner, ruling.a) for owner in known.owners(label, ruling.a)]
    for form in forms:
        to = (_LABELS[ruling.b.upper()], form[0][1]) if ruling.action == "relabel" else (label, "")
        found.moved[form] = to


def _join(
    ruling: Ruling, label: Label, keys: tuple[NameKey | None, NameKey | None], known: "_Known", found: Rulings
) -> None:
    """Put two names together: two canonical forms, or a form and what it now stands for."""
    if keys[1] is None and keys[0] is not None and known.owners(label, ruling.b):
        ruling, keys = ruling._replace(a=ruling.b, b=ruling.a), (keys[1], keys[0])
    a, b = keys
    target = b or known.owner(label, ruling.b)
    if a is not None:
        found.joined.append((a, target))
    else:
        found.moved.update({(key, ruling.a): target for key in known.owners(label, ruling.a)})


class _Known:
    """The canonical forms of a corpus by id and name, and what each form stands for."""

    def __init__(self, forms: Counter[Form]) -> None:
        self._keys = {key for key, _ in forms}
        self._by_id = {entity_id(label, plain_name(name)): (label, name) for label, name in self._keys}
        self._by_id |= {entity_id(*key): key for key in self._keys}
        self._owners: dict[tuple[Label, str], list[NameKey]] = defaultdict(list)
        for key, form in sorted(forms):
            self._owners[key[0], form].append(key)

    def key(self, label: Label, name: str) -> NameKey | None:
        """Return the canonical form of an id or a name, None where it is neither."""
        by_id = self._by_id.get(name)
        if by_id and by_id[0] == label:
            return by_id
        return (label, name) if (label, name) in self._keys else None

    def forms(self, key: NameKey) -> list[Form]:
        """Return the forms that stand for a canonical form."""
        return [(key, form) for (_, form), owners in self._owners.items() if key in owners]

    def owners(self, label: Label, form: str) -> list[NameKey]:
        """Return the canonical forms that a form stands for."""
        return self._owners.get((label, form), [])

    def owner(self, label: Label, form: str) -> NameKey:
        """Return the one canonical form that a form stands for, else a new one of that name."""
        owners = self.owners(label, form)
        return owners[0] if len(owners) == 1 else (label, form)

    def has(self, label: Label, name: str) -> bool:
        """Tell whether the corpus has a name, form or id."""
        return self.key(label, name) is not None or bool(self.owners(label, name))
