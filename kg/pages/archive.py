"""ZIP archives of pages: every file inside whose format kg reads, under the name it has there."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from kg.errors import InputError, Phrase
from kg.pages.content import stamp_of
from kg.pages.sheet import Warn
from kg.pages.skipped import Skipped
from kg.pages.zipped import MemberPlace, name_members, open_zip, place_of

MOST_MEMBERS = 5_000_000
MOST_UNPACKED = 200_000_000_000  # bytes of all members together; they are unpacked one by one
_NESTED = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"})


def find_files(path: Path, formats: Collection[str], warn: Warn) -> Iterator[MemberPlace]:
    """Yield the places of the files of some formats inside an archive, sorted by name.

    Its directory is read once, and none of the files. What is of other formats is warned of, archives inside
    are not opened. InputError where the archive is of no use.
    """
    nested, others = Skipped(), Skipped()
    found = False
    for place in _list(path):
        suffix = Path(place.name).suffix.lower()
        if suffix in formats:
            found = True
            yield place
        else:
            (nested if suffix in _NESTED else others).add(place.name)
    kinds = (Phrase("archives inside an archive are not opened; unpack"), nested), (Phrase("skipped"), others)
    for kind, names in kinds:
        if names.count:
            said, rest = names.said, names.rest
            warn(Phrase("{path}: {kind} {names}{rest}", path=path, kind=kind, names=said, rest=rest))
    if not found:
        known = ", ".join(sorted(formats))
        raise InputError("{path}: no pages inside; kg reads {known} files", path=path, known=known)


def count_files(path: Path, formats: Collection[str]) -> int:
    """Return how many files of some formats lie in an archive, 0 where it is of no use."""
    try:
        return sum(Path(place.name).suffix.lower() in formats for place in _list(path))
    except InputError:
        return 0


def _list(path: Path) -> Iterator[MemberPlace]:
    """Yield where the files inside lie, sorted by name, without those that systems add for themselves."""
    try:
        stamp = stamp_of(path)
    except OSError as error:
        raise InputError(
            "{path}: can't be read ({cause}); check the file's permissions", path=path, cause=error.strerror
        ) from None
    with open_zip(path, path, MOST_MEMBERS, MOST_UNPACKED) as archive:
        files = archive.infolist()
    names = _distinguish(name_members(files))
    for position in sorted(range(len(files)), key=names.__getitem__):
        if names[position] and not files[position].is_dir() and not _is_hidden(names[position]):
            yield place_of(names[position], files[position], stamp)


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
