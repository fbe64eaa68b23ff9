"""What was written beside an output folder takes its place in it, all or nothing.

The tables of a store lie in a folder of their own for each build, a generation (`store/000002`);
`store/manifest.json` says which one counts, and replacing that file is the one step that puts the new tables
in place of the old ones. The other files are moved first: where one can't be, those moved before it are
moved back.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kg.errors import OutputError
from kg.store.manifest import STORE, commit, next_generation
from kg.store.sync import sync, sync_names

_OLD = ".old"  # in the staging folder: what was replaced, until all is in place
MARKER = ".complete"  # holds the name of the generation


def complete(staging: Path, out: Path) -> None:
    """Say that all is written: from here on the files take their places, whatever happens."""
    sync(staging)
    generation = next_generation(out) if (staging / STORE).is_dir() else ""
    with (staging / MARKER).open("w", encoding="utf-8", newline="\n") as marker:
        marker.write(generation)
        marker.flush()
        os.fsync(marker.fileno())
    sync_names(staging)


def publish(staging: Path, out: Path) -> None:
    """Move the files of a staging folder that is complete to their places; also where that had begun.

    Raises OutputError where a place is taken by a folder, and OSError where a file can't be moved; everything
    is as before then.
    """
    generation = (staging / MARKER).read_text("utf-8")
    undo: list[tuple[Path, Path]] = []
    try:
        for new, place in _moves(staging, out, generation):
            _replace(new, place, staging / _OLD / place.name, undo)
        sync_names(out)
        if generation:
            sync_names(out / STORE)
            commit(out, generation)
            sync_names(out / STORE)
    except BaseException:
        for source, target in reversed(undo):
            with suppress(OSError):
                source.replace(target)
        raise


def _moves(staging: Path, out: Path, generation: str) -> Iterator[tuple[Path, Path]]:
    """Yield what is to be moved, and where to."""
    files = sorted(path for path in staging.iterdir() if not path.name.startswith("."))
    for path in files:
        if path.name != STORE:
            _refuse_folder(out / path.name, out / path.name, path)
    for path in files:
        if path.name == STORE:
            (out / STORE).mkdir(exist_ok=True)
            yield path, out / STORE / generation
        else:
            yield path, out / path.name


def _refuse_folder(found: Path, place: Path, new: Path) -> None:
    """Raise OutputError where what was found in a place is a folder, and what comes there is none."""
    if found.is_dir() and not found.is_symlink() and not new.is_dir():
        raise OutputError("{place}: is a folder, where a file of the build belongs; rename it", place=place)


def _replace(new: Path, place: Path, old: Path, undo: list[tuple[Path, Path]]) -> None:
    """Put something in its place, and note how that is undone. What is a file is never missing meanwhile."""
    old.parent.mkdir(exist_ok=True)
    if os.path.lexists(place) and not _keep_link(place, old):
        place.rename(old)
        undo.append((old, place))
        _refuse_folder(old, place, new)  # it was made after the others were looked at
    if os.path.lexists(old) and os.path.lexists(place):
        new.replace(place)
        undo.append((old, place))
    else:
        new.rename(place)
        undo.append((place, new))


def _keep_link(place: Path, old: Path) -> bool:
    """Give a file a second name, under which it stays when it is replaced; tell whether that can be done."""
    if place.is_dir():
        return False
    with suppress(OSError):
        old.unlink(missing_ok=True)
        os.link(place, old, follow_symlinks=False)
        return True
    return False
