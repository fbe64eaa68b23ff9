"""ZIP files opened with care: limits on number, size and compression, and names that are only labels.

A member is read at its place, without the directory of the archive: whoever has listed it hands the place on.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.pages.content import MOST_BYTES, Stamp, stamp_of
from kg.pages.encodings import decode

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2_000_000_000  # bytes of all members together
MOST_RATIO = 250  # of unpacked to packed bytes …
_SMALL = 10_000_000  # … for members larger than that
_UTF8, _ENCRYPTED = 0x800, 0x1
_SIGNATURE = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s22x2H")  # what stands before a member: its signature, lengths of name and extra
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    struct.error,
    RuntimeError,  # also of a packing that zipfile does not know
    OSError,
    ValueError,
)


class MemberPlace(NamedTuple):
    """Where a member lies in its archive, and the archive's size and time when that was so."""

    name: str  # of the file inside
    start: int  # in bytes
    packed: int  # bytes
    size: int  # bytes when unpacked
    method: int
    flags: int
    crc: int
    stamp: Stamp


@contextmanager
def open_zip(
    path: Path,
    source: Path | bytes,
    most_members: int | None = None,
    most_unpacked: int | None = None,
) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file, or its bytes; InputError when it is broken or unpacks to more than is allowed."""
    most_members, most_unpacked = most_members or MOST_MEMBERS, most_unpacked or MOST_UNPACKED
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except _FAULTS as error:
        raise InputError(
            "{path}: not a ZIP file, or a broken one ({cause}); pack it again", path=path, cause=str(error)
        ) from None
    with archive:
        members = archive.infolist()
        if len(members) > most_members:
            raise InputError(
                "{path}: {count:,} files inside, more than {most:,}; split it",
                path=path,
                count=len(members),
                most=most_members,
            )
        if sum(member.file_size for member in members) > most_unpacked:
            raise InputError(
                "{path}: unpacks to more than {most:,} bytes; split it", path=path, most=most_unpacked
            )
        yield archive


def read_member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the bytes of one file inside; InputError when it is a bomb, encrypted or broken.

    `path` names it in messages.
    """
    _check(path, member.flag_bits, member.file_size, member.compress_size)
    try:
        return archive.read(member)
    except _FAULTS as error:
        raise _broken(path, error) from None


def place_of(name: str, member: zipfile.ZipInfo, stamp: Stamp) -> MemberPlace:
    """Return where a member, by this name, lies in an archive of this size and time."""
    return MemberPlace(
        name,
        member.header_offset,
        member.compress_size,
        member.file_size,
        member.compress_type,
        member.flag_bits,
        member.CRC,
        stamp,
    )


def read_place(archive: Path, place: MemberPlace) -> bytes:
    """Return the bytes that lie at a place of an archive; InputError as `read_member` raises it.

    So it does where the archive has changed since the place was told.
    """
    path = archive / place.name
    _check(path, place.flags, place.size, place.packed)
    try:
        if stamp_of(archive) != place.stamp:
            raise InputError(
                "{path}: changed while its pages were read; build again when it is complete", path=archive
            )
        return _unpack(archive, place)
    except _FAULTS as error:
        raise _broken(path, error) from None


def _check(path: Path, flags: int, size: int, packed: int) -> None:
    """Refuse what can't be unpacked, or had better not be."""
    if flags & _ENCRYPTED:
        raise InputError("{path}: encrypted; unpack the archive with its password", path=path)
    if size > MOST_BYTES:
        raise InputError(
            "{path}: unpacks to {size:,} bytes, more than {most:,}", path=path, size=size, most=MOST_BYTES
        )
    if size > _SMALL and size > MOST_RATIO * packed:
        raise InputError(
            "{path}: packed more than {most} times, like a bomb; unpack it yourself",
            path=path,
            most=MOST_RATIO,
        )


def _broken(path: Path, error: Exception) -> InputError:
    return InputError("{path}: can't be unpacked ({cause}); pack it again", path=path, cause=str(error))


def _unpack(archive: Path, place: MemberPlace) -> bytes:
    """Return the bytes that lie at a place; one of _FAULTS where they are not those that were packed."""
    with archive.open("rb") as file:
        file.seek(place.start)
        signature, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
        if signature != _SIGNATURE:
            raise zipfile.BadZipFile("no file begins where one should")
        if place.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return _unpack_rare(archive, place)
        file.seek(name + extra, io.SEEK_CUR)
        content = file.read(place.packed)
    if place.method == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, place.size + 1)
    if len(content) != place.size or zlib.crc32(content) != place.crc:
        raise zipfile.BadZipFile("not the bytes that were packed")
    return content


def _unpack_rare(archive: Path, place: MemberPlace) -> bytes:
    """Return the bytes at a place, packed in a way that only Python's own reader knows."""
    with zipfile.ZipFile(archive) as opened:
        member = next(one for one in opened.infolist() if one.header_offset == place.start)
        return opened.read(member)


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
