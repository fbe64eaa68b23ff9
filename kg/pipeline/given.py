"""The pages that a build is given: those of files and folders, then the rows of tables."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from kg.config import Config
from kg.errors import ConfigError
from kg.pages import PageFile, Warn, find_pages, find_rows
from kg.remote import address_of


def find_given(config: Config, warn: Warn) -> Iterator[PageFile]:
    """Yield the pages of files and tables; what an earlier build wrote inside a folder of pages is none.

    Raises InputError at once for what is not there or holds nothing to read.
    """
    rows = find_rows(config.tables, config.columns, warn)
    if config.tables and not config.pages:
        return rows
    return chain(find_pages(config.pages, warn, left_out(config), ocr=config.ocr), rows)


def left_out(config: Config) -> Path | None:
    """Return the folder, resolved, in which no pages are looked for: the output, unless it is given."""
    out = config.out.resolve()
    meant = any(out in (path, *path.parents) for path in map(Path.resolve, config.pages))
    return None if meant else out


def find_here(config: Config, warn: Warn) -> Iterator[PageFile]:
    """Do what `find_given` does for a build of this machine.

    Raises ConfigError for an address of another file system, which a cluster alone reaches.
    """
    for path in (*config.given, config.out):
        if address := address_of(path):
            raise ConfigError(
                "{address}: an address of another file system, which takes --engine spark; or mount it, and "
                "give the path",
                address=address,
            )
    return find_given(config, warn)
