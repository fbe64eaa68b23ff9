"""What a person decides on the screen, written at once to the review file that the next build reads.

Each decision reads the file, adds its row and puts the whole in place of the old one, under a lock that other
explorers of the same file keep too: nobody's row is lost. Rows that contradict each other are refused.
"""

import csv
import io
import os
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from kg.cells import CellRow, read_cells, text_cell
from kg.corpus import Ruling, read_review
from kg.corpus.review import SIGNED
from kg.errors import InputError, OutputError, Phrase

ReviewRow = dict[str, str]  # a row of the file, by its columns


class ReviewDesk:
    """A review file under a lock."""

    def __init__(self, path: Path, reviewer: str) -> None:
        """Write decisions to a file, which need not exist, in the name of a reviewer."""
        self.path = path
        self._reviewer = reviewer
        self._lock = threading.Lock()
        self._made: list[Ruling] = []  # here, and not taken back
        self._read: tuple[tuple[int, int, int], list[Ruling]] | None = None

    def rulings(self) -> list[Ruling]:
        """Return the decided rows of the file as it is now; InputError where it can't be read."""
        try:
            told = self.path.stat()
        except FileNotFoundError:
            return []
        state = (told.st_mtime_ns, told.st_size, told.st_ino)
        if self._read is None or self._read[0] != state:
            self._read = state, read_review(self.path)
        return self._read[1]

    def pending(self, began: str) -> list[Ruling]:
        """Return the decisions made since a build began, which it has not read."""
        try:
            return [ruling for ruling in self.rulings() if ruling.at > began]
        except InputError:
            return []  # what is wrong with the file is said where it is shown

    def decide(self, ruling: Ruling) -> Ruling:
        """Write a decision and return it with who made it and when.

        Raises InputError where it says the opposite of another row, OutputError where the file can't be
        written; the file is as it was then.
        """
        with self._locked():
            lines = [line for line in self._lines() if not _asks(line, ruling)]
            known = {*(line["at"] for line in lines), *(made.at for made in self._made)}
            signed = ruling._replace(by=self._reviewer, at=_new_time(known))
            self._write([*lines, _line(signed)])
            self._made.append(signed)
        return signed

    def undo(self, at: str) -> Ruling:
        """Take back a decision of the file, by its time; InputError where there is none."""
        with self._locked():
            lines = self._lines()
            taken = next((ruling for ruling in self.rulings() if at and ruling.at == at), None)
            if taken is None:
                raise InputError("no decision of {at} to take back; it stands no longer in the file", at=at)
            self._write([line for line in lines if line["at"] != at])
            self._made = [ruling for ruling in self._made if ruling.at != at]
        return taken

    def restore(self) -> None:
        """Write what was decided here once more where a build has replaced the file without it."""
        with self._locked():
            lines = self._lines()
            lost = [_line(ruling) for ruling in self._made if _line(ruling) not in lines]
            if lost:
                self._write([*lines, *lost])

    def _lines(self) -> list[ReviewRow]:
        """Return all rows of the file, undecided ones too."""
        if not self.path.is_file():
            return []
        read_review(self.path)  # refuses what no build would read
        first, *rows = read_cells(self.path, Phrase("review file")) or [CellRow(1, [])]
        head = [cell.strip().lower() for cell in first.row]
        named = (dict(zip(head, row, strict=False)) for _, row in rows if any(row))
        return [{column: row.get(column, "") for column in SIGNED} for row in named]

    def _write(self, lines: Sequence[ReviewRow]) -> None:
        """Put rows in the place of the file, all or none."""
        text = io.StringIO()
        writer = csv.DictWriter(text, SIGNED, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: text_cell(cell) for name, cell in line.items()} for line in lines)
        fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            with fresh.open("w", encoding="utf-8", newline="") as file:
                file.write("\ufeff" + text.getvalue())
                file.flush()
                os.fsync(file.fileno())
            read_review(fresh, named=self.path)
            fresh.replace(self.path)
        except OSError as error:
            raise self._unwritten(error) from None
        finally:
            fresh.unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep others from the file: other requests, and other programs."""
        path = self.path.with_name(f".{self.path.name}.lock")
        with self._lock:
            lock = FileLock(path)
            try:
                lock.acquire()
            except OSError as error:
                raise self._unwritten(error) from None
            try:
                yield
            finally:
                lock.release()

    def _unwritten(self, error: OSError) -> OutputError:
        return OutputError(
            "{path}: can't be written ({cause}); nothing was changed", path=self.path, cause=error.strerror
        )


def _line(ruling: Ruling) -> ReviewRow:
    cells = (ruling.action, ruling.a, ruling.b, ruling.label or "", ruling.note, ruling.by, ruling.at)
    return dict(zip(SIGNED, cells, strict=True))


def _new_time(known: Collection[str]) -> str:
    """Return the time, which no other decision has: by it a decision is taken back."""
    now = datetime.now(UTC)
    while (told := now.isoformat(timespec="milliseconds").replace("+00:00", "Z")) in known:
        now += timedelta(milliseconds=1)
    return told


def _asks(line: ReviewRow, ruling: Ruling) -> bool:
    """Tell whether a row is the open question that a ruling decides."""
    names = {line["a"].strip(), line["b"].strip()} - {""}
    return not line["action"].strip() and names == set(ruling.pair) - {""}
