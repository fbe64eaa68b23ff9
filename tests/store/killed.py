"""A process that starts builds which are killed; run as a program, it is told of each by a line of JSON.

A build runs in a process forked from this one, which has the lists of names loaded and no threads. It is
killed at its nth step on disk inside the output folder (`step`), or after some seconds (`seconds`). What
comes back is a line for each build: the signal that ended it, and how many steps it took.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kg.pipeline.build
import kg.store.batches
from kg.config import Config
from kg.export.graphml import write_graphml
from kg.export.tables import GraphTables
from kg.model import LABELS
from kg.pipeline.beside import Beside
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.pipeline.worker import Reader
from kg.recognize import load_pipeline

_STEPS = frozenset({"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree"})


def main() -> None:
    """Run the builds that come in."""
    kg.store.batches.MOST_PAGES = int(sys.argv[1])
    kg.pipeline.build._write_pages = write_short_pages
    Reader.nlp = load_pipeline("rules", (), LABELS, 1)  # type: ignore[assignment, method-assign]
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)


def write_short_pages(
    _engine: object, tables: GraphTables, _config: Config, staging: Path, _start: Beside
) -> None:
    """Write the files that people look at, the pages without what takes most of the time of a small build."""
    write_graphml(tables, staging / "graph.graphml")
    told = f"{tables.shown.part}\n{sorted(tables.graph.nodes)}\n{sorted(tables.graph.edges)}\n"
    for name in ("report.html", "graph.html"):
        (staging / name).write_text(told, "utf-8", newline="\n")


def _run(told: dict[str, Any]) -> dict[str, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _build(told, writing)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        steps = len(file.read())
    return {"signal": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "steps": steps}


def _build(told: dict[str, Any], writing: int) -> None:
    """Build, and be killed where that is told."""
    out = str(Path(told["out"]).absolute())
    sys.addaudithook(_bomb(out, told.get("step"), writing))
    if "seconds" in told:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, told["seconds"])
    config = Config(pages=(Path(told["pages"]),), out=Path(out), model="rules", jobs=1)
    build(config, readers=Readers(here=True))


def _bomb(out: str, step: int | None, writing: int) -> Callable[[str, tuple[Any, ...]], None]:
    """Return what counts the steps on disk inside a folder and ends this process at one of them."""
    count = 0

    def note(event: str, given: tuple[Any, ...]) -> None:
        nonlocal count
        if (
            event in _STEPS
            and isinstance(given[0], str | os.PathLike)
            and os.fspath(given[0]).startswith(out)
        ):
            count += 1
            os.write(writing, b".")
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    return note


if __name__ == "__main__":
    main()
