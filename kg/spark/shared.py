"""The folder of a build as all machines of a cluster see it: one that they mount, or one at an address.

At an address (`hdfs://HOST:PORT/archive`, `s3a://BUCKET/archive`) Spark reads and writes through Hadoop, and
Python through fsspec; the driver has a folder of its own beside it, in which it works.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg.errors import ConfigError


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder here, and the address at which other machines see it, "" where they see it as it is."""

    here: Path
    address: str = ""

    def name(self, path: Path) -> str:
        """Return what Spark calls a path inside the folder."""
        if not self.address:
            return f"file://{path.absolute().as_posix()}"
        return f"{self.address}/{self._inside(path)}"

    def send(self, path: Path, local: Path | None = None) -> None:
        """Put a file, or all files of a folder, where others see them.

        `local` is where they lie, if elsewhere. JSON files, which tell what the others are, go last.
        """
        if not self.address:
            return
        source = local or path
        files = [source] if source.is_file() else [file for file in source.rglob("*") if file.is_file()]
        with self._reaching(path) as (system, top):
            for file in sorted(files, key=lambda file: (file.suffix == ".json", file)):
                inside = file.relative_to(source).as_posix()
                system.put_file(str(file), top if inside == "." else f"{top}/{inside}")

    def fetch(self, path: Path) -> None:
        """Put a file, or all files of a folder, here as others see them; what is not there is passed over."""
        if not self.address:
            return
        with self._reaching(path) as (system, top):
            for found in system.find(top):
                target = path / found[len(top) :].strip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                system.get_file(found, str(target))

    def files(self, folder: Path) -> list[Path]:
        """Return the files right inside a folder, sorted by name; they need not be here."""
        if not self.address:
            return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        with self._reaching(folder) as (system, top):
            found = system.find(top, maxdepth=1)
            return sorted(folder / each.rpartition("/")[2] for each in found)

    def folders(self, folder: Path) -> list[Path]:
        """Return the folders right inside a folder, sorted by name; they need not be here."""
        if not self.address:
            return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
        with self._reaching(folder) as (system, top):
            if not system.isdir(top):
                return []
            found = system.ls(top, detail=True)
            return sorted(
                folder / each["name"].rpartition("/")[2] for each in found if each["type"] == "directory"
            )

    @contextmanager
    def open(self, path: Path) -> Iterator[IO[bytes]]:
        """Yield a file, to be read."""
        if not self.address:
            with path.open("rb") as file:
                yield file
            return
        with self._reaching(path) as (system, at), system.open(at, "rb") as file:
            yield file

    def sign(self, path: Path) -> None:
        """Write a file without content."""
        if not self.address:
            path.touch()
            return
        with self._reaching(path) as (system, at):
            system.pipe_file(at, b"")

    def exists(self, path: Path) -> bool:
        """Tell whether others see a file or folder."""
        if not self.address:
            return path.exists()
        with self._reaching(path) as (system, at):
            return bool(system.exists(at))

    def remove(self, path: Path) -> None:
        """Remove a folder with all that is in it, here and where others see it, if it is there."""
        shutil.rmtree(path, ignore_errors=True)
        if not self.address:
            return
        with self._reaching(path) as (system, at):
            if system.exists(at):
                system.rm(at, recursive=True)

    def _inside(self, path: Path) -> str:
        return path.relative_to(self.here).as_posix()

    @contextmanager
    def _reaching(self, path: Path) -> Iterator[tuple[Any, str]]:
        """Yield the file system of the address and what it calls a path; OSError for all that it can't do."""
        with reaching(self.name(path)) as found:
            yield found


@contextmanager
def reaching(address: str) -> Iterator[tuple[Any, str]]:
    """Yield the file system of an address and what that calls it, of its present state.

    ConfigError where no package knows such addresses; what the file system can't do is an OSError.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 -- an extra

        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ConfigError(
            "{address}: no file system is known for this address ({cause}); install the package of fsspec "
            "for it, or mount it and give the path",
            address=address,
            cause=error,
        ) from None
    system.invalidate_cache()
    try:
        yield system, path.rstrip("/")
    except (RuntimeError, ValueError) as error:  # what some file systems raise for an answer that is no
        raise OSError(str(error)) from error
