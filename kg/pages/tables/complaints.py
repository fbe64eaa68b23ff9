"""What is wrong with rows of a table: of each kind the first are told one by one, the others counted."""

from collections import Counter
from pathlib import Path
from typing import Literal

from kg.errors import Phrase
from kg.messages import template
from kg.pages.sheet import Warn

Complaint = Literal["text", "row", "date", "id", "cells"]

TOLD = 3  # of each kind
_ONE: dict[Complaint, str] = {
    "text": template("{path}:{line}: {said}; skipped"),
    "row": template("{path}:{line}: {said}; skipped"),
    "date": template("{path}:{line}: {said!r} is not a date; write it as 2018-12-08; the row has none"),
    "id": template("{path}:{line}: id {said} stands there before; this row is told apart by a number"),
    "cells": template("{path}:{line}: more cells than columns; what is too much was put to the last"),
}
_MORE: dict[Complaint, str] = {
    "text": template("{path}: {count:,} more rows without text; they stand in faults.jsonl"),
    "row": template("{path}: {count:,} more rows that can't be read; they stand in faults.jsonl"),
    "date": template("{path}: {count:,} more rows with a date that is none"),
    "id": template("{path}: {count:,} more rows with an id that stands there before"),
    "cells": template("{path}: {count:,} more rows with more cells than columns"),
}


class Complaints:
    """What is wrong with the rows of one table."""

    def __init__(self, path: Path, warn: Warn) -> None:
        """Begin with nothing wrong."""
        self._path, self._warn = path, warn
        self._counts: Counter[Complaint] = Counter()

    def add(self, kind: Complaint, line: int, said: object = "") -> None:
        """Tell what is wrong with a row, or count it where enough has been told of its kind."""
        self._counts[kind] += 1
        if self._counts[kind] <= TOLD:
            self._warn(Phrase(_ONE[kind], path=self._path, line=line, said=said))

    def close(self) -> None:
        """Tell how many rows have not been told."""
        for kind, count in sorted(self._counts.items()):
            if count > TOLD:
                self._warn(Phrase(_MORE[kind], path=self._path, count=count - TOLD))
