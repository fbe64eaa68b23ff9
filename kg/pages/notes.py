"""What is known of a page before it is read: by pages.csv, by the folders that it lies in, by its name."""

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kg.errors import Phrase
from kg.model import DateSource
from kg.pages.dates import FolderDate, folder_date, parse_date, sheet_number
from kg.pages.sheet import Warn
from kg.pages.sidecar import SIDECAR, SheetNote, read_sidecar


class Note(NamedTuple):
    """What is known of a page; None where nothing is."""

    date: str | None  # ISO 8601
    source: DateSource | None
    paper: str | None
    number: str | None  # of the page in the paper


class FolderNotes:
    """What is known of the pages below a folder that the user gave."""

    def __init__(self, folder: Path, warn: Warn) -> None:
        """Read the folder's pages.csv, if there is one; InputError where it is of no use."""
        self.folder = folder
        self._notes = read_sidecar(folder / SIDECAR, warn)
        self._above = folder.absolute().parts
        self._warn, self._warned = warn, False
        self._last: tuple[str | None, FolderDate] = None, FolderDate()

    def note(self, name: str, file: str, label: str) -> Note:
        """Return what is known of a sheet of a file: `name` is the archive's where the file lies in one.

        The label is what is put after the file's name for the sheet.
        """
        said = self._notes.get(file + label) or self._notes.get(file) or self._notes.get(name) or SheetNote()
        inside, _, own = file.rpartition("/")
        found = self._date_of(inside)
        date = (parse_date(file) or found) if found else None
        number = said.number or (sheet_number(PurePosixPath(own).stem) if found else None)
        source: DateSource | None = "sidecar" if said.date else "file name" if date else None
        return Note(said.date or date, source, said.paper, number)

    def _date_of(self, inside: str) -> str | None:
        """Return the date that the folders down to one give; a wrong one is warned of, once."""
        if self._last[0] != inside:
            self._last = inside, folder_date(self._above, inside)
        date, wrong = self._last[1]
        if wrong and not self._warned:
            self._warned = True
            template = "{folder}: {wrong} is no day of the calendar; files in it have no date by their folder"
            self._warn(Phrase(template, folder=self.folder, wrong=wrong))
        return date
