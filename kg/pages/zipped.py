"""ZIP files opened with care: limits on number, size and compression, and names that are only labels.

A member is read at its place, without the directory of the archive: whoever has listed it hands the place on.
"""

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.errors import InputError
from kg.pages.content import MOST_BYTES, Stamp, stamp_of
from kg.pages.encodings import decode

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2_000_000_000  # bytes of all members together
MOST_RATIO = 250  # of unpacked to packed bytes …
_SMALL = 1_000_000  # … for members larger than that
_UTF8, _ENCRYPTED = 0x800, 0x1
_SIGNATURE = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s22x2H")  # what stands before a member: its signature, lengths of name and extra
_LZMA = struct.Struct("<2xHBI")  # what begins a member packed by LZMA: size and kind of what follows
_MOST_MEMORY = 256_000_000  # bytes that unpacking by LZMA may take
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    struct.error,
    RuntimeError,  # also of a packing that zipfile does not know
    OSError,
    ValueError,
)
"""What is raised for an archive that is broken."""


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
    except FAULTS as error:
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
        if _overlap(members):
            raise InputError("{path}: files inside overlap, like a bomb; unpack it yourself", path=path)
        yield archive


def _overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    """Tell whether two members share bytes, of which a small archive could make any number of files."""
    places = sorted((member.header_offset, member.compress_size) for member in members)
    return any(start + _LOCAL.size + size > after for (start, size), (after, _) in pairwise(places))


def read_member(path: Path, archive: bytes, member: zipfile.ZipInfo) -> bytes:
    """Return the bytes of one file inside an archive; InputError when it is a bomb, encrypted or broken.

    `path` names it in messages.
    """
    place = place_of(member.filename, member, (0, 0))
    _check(path, place)
    try:
        return _unpack(io.BytesIO(archive), place)
    except FAULTS as error:
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
    _check(path, place)
    try:
        if stamp_of(archive) != place.stamp:
            raise InputError(
                "{path}: changed while its pages were read; build again when it is complete", path=archive
            )
        with archive.open("rb") as file:
            return _unpack(file, place)
    except FAULTS as error:
        raise _broken(path, error) from None


def _check(path: Path, place: MemberPlace) -> None:
    """Refuse what can't be unpacked, or had better not be."""
    if place.flags & _ENCRYPTED:
        raise InputError("{path}: encrypted; unpack the archive with its password", path=path)
    if (size := max(place.size, place.packed)) > MOST_BYTES:
        raise InputError(
            "{path}: unpacks to {size:,} bytes, more than {most:,}", path=path, size=size, most=MOST_BYTES
        )
    if place.size > _SMALL and place.size > MOST_RATIO * place.packed:
        raise InputError(
            "{path}: packed more than {most} times, like a bomb; unpack it yourself",
            path=path,
            most=MOST_RATIO,
        )


def _broken(path: Path, error: Exception) -> InputError:
    return InputError("{path}: can't be unpacked ({cause}); pack it again", path=path, cause=str(error))


def _unpack(archive: BinaryIO, place: MemberPlace) -> bytes:
    """Return the bytes that lie at a place; one of FAULTS where they are not those that were packed.

    However much they would unpack to, no more is unpacked than the archive's directory says.
    """
    archive.seek(place.start)
    signature, name, extra = _LOCAL.unpack(archive.read(_LOCAL.size))
    if signature != _SIGNATURE:
        raise zipfile.BadZipFile("no file begins where one should")
    archive.seek(name + extra, io.SEEK_CUR)
    content = _expand(archive.read(place.packed), place.method, place.size + 1)
    if len(content) != place.size or zlib.crc32(content) != place.crc:
        raise zipfile.BadZipFile("not the bytes that were packed")
    return content


def _expand(packed: bytes, method: int, most: int) -> bytes:
    """Return what some bytes were packed from, or as much of it as is wanted at most."""
    if method == zipfile.ZIP_STORED:
        return packed
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
    if method == zipfile.ZIP_BZIP2:
        return bz2.BZ2Decompressor().decompress(packed, most)
    if method == zipfile.ZIP_LZMA:
        return _expand_lzma(packed, most)
    raise zipfile.BadZipFile(f"packed by method {method}, which kg does not know")


def _expand_lzma(packed: bytes, most: int) -> bytes:
    """Return what LZMA has packed; an archive has no head before it that would tell how."""
    length, kind, memory = _LZMA.unpack_from(packed)
    if length != _LZMA.size - 4 or memory > _MOST_MEMORY:
        raise zipfile.BadZipFile("packed in an odd way")
    lp_pb, lc = divmod(kind, 9)
    pb, lp = divmod(lp_pb, 5)
    how = {"id": lzma.FILTER_LZMA1, "dict_size": memory, "lc": lc, "lp": lp, "pb": pb}
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[how])
    return unpacker.decompress(packed[_LZMA.size :], most)


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
