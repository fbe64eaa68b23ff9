"""What earlier builds found out, kept in a folder of the user: one file for each key.

An entry is data alone, never code, with a digest before it. One that is damaged counts as missing. Writing is
a favor that may fail: on a full or read-only disk nothing is kept and nobody is told. An entry appears
whole or not at all, so builds that run at the same time share the folder. A build never removes what
it has used or kept itself, so a corpus of any size stays; of what other builds left, the oldest goes.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

FOLDER_VARIABLE = "KG_CACHE_DIR"
MOST_BYTES = 2_000_000_000  # beside the entries of the build that sweeps, however many those are
MOST_DAYS = 90  # since an entry was last asked for
_DAY = 86_400.0
_DIGEST = 32  # bytes
_ENTRY, _UNFINISHED, _SWEPT = ".entry", ".part", "swept"


def cache_folder() -> Path:
    """Return the cache folder of this user: $KG_CACHE_DIR, else where the system keeps such folders."""
    given = os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else user_cache_path("kg", appauthor=False)


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries; it can be thrown away at any time."""

    folder: Path

    def load(self, key: str) -> bytes | None:
        """Return what was stored under a key; None where there is nothing or it is damaged."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            if path.stat().st_mtime < time.time() - _DAY:
                os.utime(path)
        except OSError:
            return None
        digest, kept = content[:_DIGEST], content[_DIGEST:]
        return kept if digest == hashlib.sha256(kept).digest() else None

    def holds(self, key: str) -> bool:
        """Tell whether there is an entry, whole or damaged."""
        return self._path(key).is_file()

    def store(self, key: str, content: bytes) -> bool:
        """Keep bytes under a key and tell whether that went well."""
        path = self._path(key)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(exist_ok=True)
            number, name = tempfile.mkstemp(_UNFINISHED, dir=path.parent)
        except OSError:
            return False
        try:
            with os.fdopen(number, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(name).replace(path)
        except OSError:
            _remove(Path(name))
            return False
        return True

    def sweep(
        self, keep: Collection[str] = (), most_bytes: int = MOST_BYTES, most_days: float = MOST_DAYS
    ) -> int:
        """Remove the entries that nobody asked for in a long time, then the oldest; return how many.

        The entries under the keys to `keep`, those of the build that sweeps, stay whatever their size, and
        don't count: the most bytes are for what other builds left.
        """
        now, removed, total = time.time(), 0, 0
        for modified, size, path in sorted(self._files(), reverse=True):
            if path.suffix == _ENTRY and path.stem in keep:
                continue
            total += size
            unfinished = path.suffix == _UNFINISHED and modified < now - _DAY
            if unfinished or total > most_bytes or modified < now - most_days * _DAY:
                removed += _remove(path)
        return removed

    def sweep_daily(self, keep: Collection[str] = ()) -> int:
        """Sweep where that was not done today; return how many entries were removed."""
        mark = self.folder / _SWEPT
        try:
            if mark.exists() and mark.stat().st_mtime > time.time() - _DAY:
                return 0
            mark.touch()
        except OSError:
            return 0
        return self.sweep(keep)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{_ENTRY}"

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return time, size and path of all entries and of what was never finished."""
        found = []
        for suffix in (_ENTRY, _UNFINISHED):
            for path in self.folder.glob(f"??/*{suffix}"):
                with suppress(OSError):
                    status = path.stat()
                    found.append((status.st_mtime, status.st_size, path))
        return found


def _remove(path: Path) -> bool:
    """Remove a file and tell whether that went well."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def digest_of(*parts: object) -> str:
    r"""Return a digest of some values in their order, by their repr.

    >>> digest_of("a", None)[:8], digest_of("a", "None")[:8]
    ('3f5fb7f1', '53443c01')
    """
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def digest_files(paths: list[Path]) -> str:
    """Return a digest of what some files hold, in their order; one that can't be read counts as missing."""
    whole = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            whole.update(b"missing")
    return whole.hexdigest()
