"""What builds leave in an output folder and no finished build needs, and how it goes.

Tables that somebody still reads stay, with the batches that they rest on, until the next build.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kg.store.batch import FOLDER, NAME, PARTIAL
from kg.store.batches import SIGN, batches_in
from kg.store.leases import is_leased
from kg.store.manifest import MANIFEST, STORE, generations, read_contents


def leftovers(out: Path) -> list[Path]:
    """Return the batches and tables of an output folder that neither its finished build nor a reader needs.

    Raises OutputError where there is no finished build.
    """
    contents = read_contents(out)
    used, old = set(contents.readings), []
    for folder in generations(out):
        if folder.name == contents.generation:
            continue
        if is_leased(folder / MANIFEST):
            used |= _batches_of(folder)
        else:
            old.append(folder)
    left = [path for path in batches_in(out) if path.name not in used]
    return [*left, *sorted(_halves(out)), *old]


def sweep(out: Path) -> None:
    """Remove what is left over; what is half removed counts for nothing."""
    for path in leftovers(out):
        gone = path.with_name(path.name.removesuffix(PARTIAL) + PARTIAL)
        with suppress(OSError):
            path.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def _halves(out: Path) -> Iterator[Path]:
    """Yield the folders that were not written, or not removed, to the end."""
    folders = [out / STORE, *([out / FOLDER] if (out / FOLDER / SIGN).is_file() else ())]
    for folder in folders:
        for path in folder.glob(f"*{PARTIAL}"):
            if NAME.fullmatch(path.name.removesuffix(PARTIAL)):
                yield path


def _batches_of(generation: Path) -> set[str]:
    """Return the batches that the tables of a generation rest on."""
    try:
        return set(json.loads((generation / MANIFEST).read_text("utf-8"))["readings"])
    except (OSError, ValueError, KeyError):
        return set()
