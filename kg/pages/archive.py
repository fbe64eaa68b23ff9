"""ZIP archives of pages: every file inside whose format kg reads, under the name it has there."""

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, Phrase
from kg.pages.sheet import Format, Read, Sheet, Warn
from kg.pages.zipped import name_members, open_zip, read_member

_NESTED = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"})
_NAMED = 5  # files named in one warning


class Member(NamedTuple):
    """A sheet inside an archive: its file, that file's format, and which of its sheets it is."""

    position: int  # of the file in the archive
    label: str
    reader: Format
    sheet: int


class Archive:
    """A ZIP file has the sheets of the files inside; archives inside are refused."""

    def __init__(self, formats: Mapping[str, Format]) -> None:
        """Read files inside of the given formats, by suffix."""
        self._formats = formats
        self._last: tuple[bytes, list[Member]] = (b"", [])

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return "/folder/a.txt", "/b.pdf#2" … for the sheets inside, sorted by name."""
        labels = [member.label for member in self._members(path, read(), warn)]
        if not labels:
            raise InputError(
                "{path}: no pages inside; kg reads {known} files",
                path=path,
                known=", ".join(sorted(self._formats)),
            )
        return labels

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the text of one sheet of one file inside."""
        member = self._members(path, content, lambda message: None)[number]
        with open_zip(path, content) as archive:
            inside = Path(f"{path}{member.label}")
            unpacked = read_member(inside, archive, archive.infolist()[member.position])
        return member.reader.read_sheet(inside, unpacked, member.sheet, ocr=ocr)

    def _members(self, path: Path, content: bytes, warn: Warn) -> list[Member]:
        """Return the sheets inside; those of the archive asked for last are remembered."""
        if self._last[0] is not content:
            with open_zip(path, content) as archive:
                self._last = content, list(self._find(path, archive, warn))
        return self._last[1]

    def _find(self, path: Path, archive: zipfile.ZipFile, warn: Warn) -> Iterator[Member]:
        """Yield the sheets inside, with a warning for what can't be read."""
        files = archive.infolist()
        names = _distinguish(name_members(files))
        others: list[str] = []
        for position in sorted(range(len(files)), key=lambda index: names[index]):
            name = names[position]
            reader = self._formats.get(Path(name).suffix.lower())
            if files[position].is_dir() or _is_hidden(name):
                continue
            if reader is None:
                others.append(name)
                continue
            inside = Path(f"{path}/{name}")
            read = partial(read_member, inside, archive, files[position])
            try:
                labels = reader.name_sheets(inside, read, warn)
            except InputError as error:
                warn(Phrase("{error}; skipped", error=error.phrase))
                continue
            for sheet, label in enumerate(labels):
                yield Member(position, f"/{name}{label}", reader, sheet)
        _complain(path, others, warn)


def _is_hidden(name: str) -> bool:
    """Tell whether a file is one that systems add for themselves."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/")) or name.endswith("Thumbs.db")


def _distinguish(names: Sequence[str]) -> list[str]:
    """Return names with a number put before the repeated ones' suffix."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        path = Path(name)
        distinct.append(name if seen[name] == 1 else path.with_stem(f"{path.stem}~{seen[name]}").as_posix())
    return distinct


def _complain(path: Path, others: Sequence[str], warn: Warn) -> None:
    """Warn of what is left out: archives within the archive and files of other formats."""
    nested = [name for name in others if Path(name).suffix.lower() in _NESTED]
    for kind, names in (
        (Phrase("archives inside an archive are not opened; unpack"), nested),
        (Phrase("skipped"), [name for name in others if name not in nested]),
    ):
        if names:
            more = max(0, len(names) - _NAMED)
            rest = Phrase(" and {count} more", count=more) if more else ""
            said = ", ".join(names[:_NAMED])
            warn(Phrase("{path}: {kind} {names}{rest}", path=path, kind=kind, names=said, rest=rest))
