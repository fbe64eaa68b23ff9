"""Files at addresses brought to the machine that reads them, for as long as a chunk is being read."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import InputError, Phrase
from kg.pages import PageFile, Warn
from kg.pages.files import find_inside
from kg.pages.sidecar import SIDECAR
from kg.pipeline.faults import Fault
from kg.remote import address_of
from kg.spark.shared import reaching


class Fetched:
    """The folder into which files are brought, and what is said of them with their addresses."""

    def __init__(self, folder: Path, warn: Warn) -> None:
        """Use an empty folder."""
        self._folder, self._warn = folder, warn

    def pages(self, files: Iterable[PageFile]) -> Iterator[PageFile]:
        """Yield the pages of files; those at an address are brought here as they are asked for."""
        for top, some in groupby(files, key=_top):
            yield from self._bring(top, some)

    def fault(self, fault: Fault) -> Fault:
        """Return a fault as it is told of the address."""
        return replace(fault, error=self.said(fault.error))

    def said(self, said: Phrase) -> Phrase:
        """Return what is said of files here with their addresses."""
        if not said.values:
            return said
        return Phrase(said.template, **{key: self._value(value) for key, value in said.values.items()})

    def _tell(self, warning: str) -> None:
        self._warn(self.said(warning) if isinstance(warning, Phrase) else warning)

    def _value(self, value: object) -> object:
        if isinstance(value, Phrase):
            return self.said(value)
        if isinstance(value, str | Path) and Path(value).is_relative_to(self._folder):
            scheme, *rest = Path(value).relative_to(self._folder).parts
            return f"{scheme}://{'/'.join(rest)}"
        return value

    def _bring(self, top: str, files: Iterable[PageFile]) -> Iterator[PageFile]:
        """Yield the pages of files of one folder, at an address, or "" for what has been listed."""
        if not top:
            yield from files
            return
        scheme, _, rest = top.partition("://")
        folder = self._folder / scheme / rest
        folder.mkdir(parents=True, exist_ok=True)
        self._fetch(top, SIDECAR, folder, needed=False)
        try:
            yield from find_inside(folder, self._names(top, files, folder), self._tell)
        except InputError as error:  # of what is known of all of them
            raise InputError(
                error.template, **{key: self._value(value) for key, value in error.values.items()}
            ) from None

    def _names(self, top: str, files: Iterable[PageFile], folder: Path) -> Iterator[str]:
        """Yield the names of files, each when it has been brought."""
        for file in files:
            self._fetch(top, file.name, folder)
            yield file.name

    def _fetch(self, top: str, name: str, folder: Path, *, needed: bool = True) -> None:
        """Bring one file into a folder; reading one that can't be brought says that it is missing."""
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with reaching(top) as (system, at):
                if needed or system.exists(f"{at}/{name}"):
                    system.get_file(f"{at}/{name}", str(path))
        except OSError as error:
            self._warn(Phrase("{path}: can't be fetched ({cause})", path=f"{top}/{name}", cause=error))
            path.unlink(missing_ok=True)


@contextmanager
def fetching(warn: Warn) -> Iterator[Fetched]:
    """Yield what brings files here; they are gone afterwards."""
    with TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as folder:
        yield Fetched(Path(folder), warn)


def _top(file: PageFile) -> str:
    """Return the address of the folder that the name of a file starts from, "" for one of a shared folder."""
    return address_of(file.path).removesuffix(file.name).rstrip("/")
