"""What `kg build` does: settings from flags and kg.toml, a build, once or each time that a file changes."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from kg.cli.log import LogListener
from kg.cli.progress import print_line, print_summary
from kg.cli.tables import is_terminal
from kg.cli.watch import look, wait_for_change, written_by_build
from kg.config import Config, find_config, find_review, read_config
from kg.errors import ConfigError, KgError
from kg.messages import say
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener
from kg.spark.build import build_on_spark


def build_with(path: Path | None, flags: Mapping[str, object]) -> None:
    """Build with the settings of a file (default: the kg.toml here) and flags, and print what was done."""
    build_once(read_settings(path, flags))


def split_formats(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the formats of repeated flags, each a name or several with commas.

    >>> split_formats(["gexf, sqlite", "notes"])
    ('gexf', 'sqlite', 'notes')
    """
    if values is None:
        return None
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def read_columns(values: Iterable[str]) -> dict[str, str]:
    """Return what tables call their columns, from repeated flags; ConfigError for one without `=`.

    >>> read_columns(["text=正文", "id = no"])
    {'text': '正文', 'id': 'no'}
    """
    columns = {}
    for value in values:
        column, equals, name = value.partition("=")
        if not equals:
            raise ConfigError("--column: {value!r} names no column; write text=NAME", value=value)
        columns[column.strip()] = name.strip()
    return columns


def read_settings(path: Path | None, flags: Mapping[str, object]) -> Config:
    """Return the settings of a file (default: the kg.toml here) and flags, with the review file found."""
    settings = read_config(path or find_config(Path()), **flags)
    if settings.review is None and (found := find_review(Path()) or find_review(settings.out)):
        settings = settings.model_copy(update={"review": found})
    return settings


@contextmanager
def open_listener() -> Iterator[Listener]:
    """Yield what draws one line anew on a terminal, else what writes plain lines."""
    if is_terminal(sys.stderr):
        from kg.cli.terminal import open_line  # noqa: PLC0415 -- loads rich

        with open_line() as line:
            yield line
        return
    with closing(LogListener()) as log:
        yield log


def build_once(settings: Config, readers: Readers | None = None) -> None:
    """Build, showing how it goes on, and print what was done."""
    with open_listener() as listener:
        if settings.engine == "spark":
            summary = build_on_spark(settings, listener)
        else:
            summary = build(settings, listener, readers)
    print_summary(summary)


def watch_build(path: Path | None, flags: Mapping[str, object]) -> None:
    """Build, and again after each change of a file that the build reads, until Ctrl-C.

    The model stays loaded meanwhile. Mistakes in the first settings are raised, later ones are printed and
    the watch goes on.
    """
    settings = read_settings(path, flags)
    with suppress(KeyboardInterrupt), closing(Readers()) as readers:
        while True:
            seen = look(settings, path)
            try:
                settings = read_settings(path, flags)
                seen = look(settings, path)
                build_once(settings, readers)
            except KgError as error:
                print_line(say("kg: error: {said}", said=error.phrase))
            seen |= written_by_build(look(settings, path), settings.out)
            print_line(say("watching for changes; Ctrl-C ends"))
            changed = wait_for_change(seen, partial(look, settings, path))
            print_line(say("{path}: changed", path=changed))
