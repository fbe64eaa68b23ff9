"""Watching the files that a build depends on, by looking at their times and sizes.

Looking works everywhere: on network drives, in containers and for files that an editor replaces.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.config import CONFIG_NAME, REVIEW_NAME, Config
from kg.pages.patterns import split_pattern

State = dict[Path, tuple[int, int] | None]  # time and size of a file; None where there is none
SIDECAR = "pages.csv"
PAUSE = 0.5  # seconds between two looks, at least
SHARE = 0.05  # of the time that looking may take


def look(config: Config, settings: Path | None) -> State:
    """Return the state of the pages, gazetteers, review files and settings that a build reads."""
    single = [settings or Path(CONFIG_NAME), *config.gazetteers, *config.tables]
    single += [config.review] if config.review else []
    single += [Path(REVIEW_NAME), config.out / REVIEW_NAME]
    pages = [file for path in config.pages for file in _page_files(path, config.out.resolve())]
    return {path: _state(path) for path in [*single, *pages]}


def _page_files(path: Path, out: Path) -> Iterator[Path]:
    """Yield the files that a page file or folder given by the user stands for; those of OUT are none."""
    pattern = None if path.exists() else split_pattern(path)
    if pattern:
        path = pattern.folder
    if not path.is_dir():
        yield from (path, path.parent / SIDECAR)
        return
    for parent, folders, names in os.walk(path):
        inside = [name for name in folders if not name.startswith(".")]
        folders[:] = sorted(name for name in inside if (Path(parent) / name).resolve() != out)
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def written_by_build(state: State, out: Path) -> State:
    """Return the part of a state that a build changes itself."""
    return {path: known for path, known in state.items() if path.parent == out}


def first_change(before: State, after: State) -> Path | None:
    """Return the first file that differs between two states, None where none does."""
    changed = (path for path in sorted({*before, *after}) if before.get(path) != after.get(path))
    return next(changed, None)


def wait_for_change(seen: State, look_again: Callable[[], State], pause: float = PAUSE) -> Path:
    """Wait until a file differs from what was seen, and until nothing moves any more; return that file."""
    changed = None
    latest = seen
    while True:
        start = time.monotonic()
        now = look_again()
        spent = time.monotonic() - start
        if changed and first_change(latest, now) is None:
            return changed
        changed = first_change(seen, now)
        latest = now
        time.sleep(max(pause, spent / SHARE))
