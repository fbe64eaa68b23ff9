"""A page before it is read: a file, a sheet of one, a file inside an archive, or a row of a table."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.model import DateSource
from kg.pages.zipped import MemberPlace


class NewsItem(NamedTuple):
    """A news item as a table has it, and the page that it makes."""

    line: int  # at which the row begins, from 1; in a table without lines the number of the row
    headline: str  # "" for none
    text: str
    encoding: str  # of the table
    misdated: bool = False  # whether the row has a date that is none

    @property
    def raw(self) -> str:
        """The text of the page: the headline, an empty line, the text."""
        return f"{self.headline}\n\n{self.text}" if self.headline else self.text

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text of the page in UTF-8."""
        return hashlib.sha256(self.raw.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page still to be read: where it is, how it is called, what is known of it beforehand."""

    path: Path  # of the file, the archive or the table
    name: str  # relative to the folder given, with forward slashes, or the file's name
    sheet: int = 0  # which of the file's sheets
    date: str | None = None
    date_source: DateSource | None = None
    label: str = ""  # the end of the name, which tells the sheets of one file apart
    paper: str | None = None
    number: str | None = None  # of the page in the paper
    error: InputError | None = None  # why it can't be read; `read_page` raises it
    told: bool = False  # whether the error has been said already, alone or in a count
    place: MemberPlace | None = None  # of the file inside an archive
    item: NewsItem | None = None  # the row of a table

    @property
    def known(self) -> tuple[object, ...]:
        """All that the reading of the page depends on beside its bytes: name, sheet, what is known of it."""
        item = self.item
        row = (len(item.headline), item.encoding, item.misdated) if item else None
        said = (self.name, self.sheet, self.date, self.date_source, self.label, self.paper, self.number)
        return (*said, self.path.suffix.lower(), row)
