"""ZIP files opened with care: limits on number, size and compression, and names that are only labels."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import InputError
from kg.pages.content import MOST_BYTES
from kg.pages.encodings import decode

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2_000_000_000  # bytes of all members together
MOST_RATIO = 250  # of unpacked to packed bytes …
_SMALL = 10_000_000  # … for members larger than that
_UTF8, _ENCRYPTED = 0x800, 0x1
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@contextmanager
def open_zip(path: Path, content: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file; InputError when it is broken or unpacks to more than the limits allow."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _FAULTS as error:
        raise InputError(
            "{path}: not a ZIP file, or a broken one ({cause}); pack it again", path=path, cause=str(error)
        ) from None
    with archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise InputError(
                "{path}: {count:,} files inside, more than {most:,}; split it",
                path=path,
                count=len(members),
                most=MOST_MEMBERS,
            )
        if sum(member.file_size for member in members) > MOST_UNPACKED:
            raise InputError(
                "{path}: unpacks to more than {most:,} bytes; split it", path=path, most=MOST_UNPACKED
            )
        yield archive


def read_member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the bytes of one file inside; InputError when it is a bomb, encrypted or broken.

    `path` names it in messages.
    """
    if member.flag_bits & _ENCRYPTED:
        raise InputError("{path}: encrypted; unpack the archive with its password", path=path)
    if member.file_size > MOST_BYTES:
        raise InputError(
            "{path}: unpacks to {size:,} bytes, more than {most:,}",
            path=path,
            size=member.file_size,
            most=MOST_BYTES,
        )
    if member.file_size > _SMALL and member.file_size > MOST_RATIO * member.compress_size:
        raise InputError(
            "{path}: packed more than {most} times, like a bomb; unpack it yourself",
            path=path,
            most=MOST_RATIO,
        )
    try:
        return archive.read(member)
    except _FAULTS as error:
        raise InputError(
            "{path}: can't be unpacked ({cause}); pack it again", path=path, cause=str(error)
        ) from None


def name_members(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of files inside, relative and with forward slashes, good for labels alone.

    Names that are not marked as UTF-8 are read in the encoding that fits all of them together.
    """
    unmarked = [member.filename for member in members if not member.flag_bits & _UTF8]
    encoding = _encoding(unmarked)
    return [
        _relative(member.filename if member.flag_bits & _UTF8 else _decode(member.filename, encoding))
        for member in members
    ]


def _encoding(names: Sequence[str]) -> str:
    """Return the encoding that names are written in, which zipfile has read as code page 437."""
    written = b"\n".join(name.encode("cp437", errors="ignore") for name in names)
    if written.isascii():
        return "ascii"
    try:
        return decode(Path("names"), written)[1]
    except InputError:
        return "gb18030"


def _decode(name: str, encoding: str) -> str:
    """Return a name in an encoding."""
    try:
        return name.encode("cp437").decode(encoding, errors="replace")
    except UnicodeEncodeError:  # zipfile found the name in UTF-8 elsewhere
        return name


def _relative(name: str) -> str:
    """Return a name without anything that leads out of a folder.

    >>> _relative("../../etc/a.txt"), _relative("/b.txt"), _relative("C:\\\\x\\\\c.txt")
    ('etc/a.txt', 'b.txt', 'x/c.txt')
    """
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":"))
