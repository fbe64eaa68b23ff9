"""kg on a standalone Spark cluster beside kg on this machine: scaling, overhead, memory, skew.

    python bench/spark.py TABLE [--items 5000] [--workers 1 2] [--seed 11] [--skew] [--steps]

TABLE holds one item a line (date, headline, body with a literal \\n; .xz allowed). A seeded sample is written
as page files, one item a page. In one run, one after the other: the build of this machine with as many
processes as there are workers, then the build on a master and workers of one core each, processes of their
own on loopback. Each worker is kept to one core; this machine's build, and the driver of the cluster, to as
many cores as there are workers. With `--skew` one more page of 10 MB is there, and one name stands in 40 % of
all pages. With `--steps` the cluster then builds once more, from the readings it has, with all steps on
Spark, however few mentions there are.

Seconds of stages are those that run.json tells; `start` is the rest of the wall time: of Python, of Java, of
the session, of the first look at the executors. Processor seconds are those of all processes, of a cluster
from its being there on. Memory is the largest of any executor with its Python processes, a page that they
share counted once (PSS). Last it is told whether the tables are equal, and how the times compare.
"""

import argparse
import json
import platform
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from events import reading
from items import pick_items, read_items, write_pages
from measure import MEMORY, measure

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from kg.spark.cluster import READING  # noqa: E402
from kg.spark.session import FEWEST  # noqa: E402
from tests.spark.standalone import Standalone, open_standalone  # noqa: E402
from tests.spark.tables import tables_in  # noqa: E402

LOOKS = 2.0  # seconds between two looks at the memory, which take time of the processors too
STAGES = ("read", "resolve", "relate", "graph", "export")
HEADS = (
    "program",
    "pages",
    "cores",
    "wall s",
    "start s",
    *(f"{stage} s" for stage in STAGES),
    "processor s",
    "executor MiB",
)
NAME = "钟长明"  # who stands in many pages with --skew
LARGE = 10_000_000  # bytes of a page with --skew
LONGEST = 3600.0  # seconds of a page
_LOG = {"spark.eventLog.enabled": "true", "spark.eventLog.compress": "false"}


@dataclass(frozen=True, slots=True)
class Built:
    """A build: its seconds in all and by stage, of processors, MiB of its largest executor, its tasks."""

    wall: float
    stages: dict[str, float]
    processor: float
    executor: float = 0.0
    tasks: str = ""  # how even the reading was

    @property
    def start(self) -> float:
        """Seconds that belong to no stage."""
        return self.wall - sum(self.stages.values())


class Watch(threading.Thread):
    """Looks at the processes of a cluster until it is told to end: their processor seconds, their memory."""

    def __init__(self, cluster: Standalone) -> None:
        super().__init__(daemon=True)
        self._workers = [psutil.Process(worker.pid) for worker in cluster.workers]
        self._ended = threading.Event()
        self._seconds: dict[int, float] = {}  # of each process; the start of the cluster is left out
        self._largest = 0

    def run(self) -> None:
        before = dict(_seconds())
        while not self._ended.wait(LOOKS):
            self._seconds |= {pid: taken - before.get(pid, 0.0) for pid, taken in _seconds()}
            for worker in self._workers:
                self._largest = max(self._largest, *map(_size, _children(worker)), 0)

    def end(self) -> tuple[float, float]:
        """Return the seconds of processors, and MiB of the largest executor."""
        self._ended.set()
        self.join()
        return sum(self._seconds.values()), self._largest / 2**20


def main() -> None:
    """Measure and print a table, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--items", type=int, default=5_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--skew", action="store_true")
    parser.add_argument("--steps", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        write_pages(pick_items(read_items(given.table), given.items, given.seed), pages)
        if given.skew:
            _skew(pages)
        print(f"Python {platform.python_version()}, load {psutil.getloadavg()[0]:.1f} before; {MEMORY}")
        print("|", " | ".join(HEADS), "|")
        print("|" + "---|" * len(HEADS))
        _compare(Path(folder), pages, given.workers, steps=given.steps)


def _compare(folder: Path, pages: Path, counts: Sequence[int], *, steps: bool) -> None:
    """Build in all ways, print the rows, and what comes of them."""
    here, there = {}, {}
    for count in counts:
        own, out = folder / f"here-{count}", folder / f"spark-{count}"
        here[count] = _row("kg", _here(pages, own, count), pages, count)
        there[count] = _row("kg on Spark", _there(folder, pages, out, count), pages, count)
        print("equal tables:", tables_in(out) == tables_in(own), flush=True)
        if steps:
            _row("kg on Spark, steps too", _there(folder, pages, out, count, {FEWEST: 0}), pages, count)
            print("equal tables:", tables_in(out) == tables_in(own), flush=True)
    for count in counts:
        ratio = sum(there[count].stages.values()) / sum(here[count].stages.values())
        print(f"{count} cores: on Spark {ratio:.2f} times the seconds of this machine, start left out")
    first, last = counts[0], counts[-1]
    whole = sum(there[first].stages.values()) / sum(there[last].stages.values())
    read = there[first].stages["read"] / there[last].stages["read"]
    print(f"{last} workers beside {first}: reading {read:.2f} times as fast, all stages {whole:.2f}")


def _row(name: str, built: Built, pages: Path, cores: int) -> Built:
    seconds = (built.wall, built.start, *(built.stages[stage] for stage in STAGES))
    size = f"{built.executor:,.0f}" if built.executor else "–"
    figures = (f"{each:.1f}" for each in (*seconds, built.processor))
    cells = (name, f"{len(list(pages.iterdir())):,}", str(cores), *figures, size)
    print("|", " | ".join(cells), "|", flush=True)
    if built.tasks:
        print("reading:", built.tasks, flush=True)
    return built


def _here(pages: Path, out: Path, jobs: int) -> Built:
    command = [*_command(pages, out), "-j", str(jobs)]
    run = measure(command, {"PYTHONPATH": str(ROOT)}, out.parent, jobs, pause=LOOKS)
    if run.fault:
        raise SystemExit(run.fault)
    return Built(run.wall, _stages(out), run.processor)


def _there(folder: Path, pages: Path, out: Path, workers: int, fewest: dict[str, int] | None = None) -> Built:
    logs = folder / f"logs-{workers}-{len(fewest or {})}"
    events = logs / "events"
    events.mkdir(parents=True)
    told = (fewest or {}) | _LOG | {"spark.eventLog.dir": events.as_uri()}
    with open_standalone(ROOT, logs, workers, "1g", pinned=True, told=told) as cluster:
        watch = Watch(cluster)
        watch.start()
        command = [*_command(pages, out), "--engine", "spark", "--master", cluster.master]
        run = measure(command, cluster.environment, folder, workers, pause=LOOKS)
        processor, largest = watch.end()
    if run.fault:
        raise SystemExit(run.fault)
    return Built(run.wall, _stages(out), processor, largest, reading(events, READING).told)


def _command(pages: Path, out: Path) -> list[str]:
    command = [sys.executable, "-m", "kg", "build", str(pages), "-o", str(out), "--no-jsonl"]
    return [*command, "--page-seconds", str(LONGEST)]


def _stages(out: Path) -> dict[str, float]:
    seconds: dict[str, float] = json.loads((out / "run.json").read_text("utf-8"))["seconds"]
    return {stage: seconds[stage] for stage in STAGES}


def _skew(pages: Path) -> None:
    """Put a name into 40 % of all pages, and add one page of `LARGE` bytes."""
    paths = sorted(pages.iterdir())
    for number, path in enumerate(paths):
        if number % 5 < 2:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"清河县县长{NAME}出席。\n")
    text = "".join(path.read_text("utf-8") for path in paths)
    while len(text.encode()) < LARGE:
        text += text
    (pages / "2030-01-01-large.txt").write_bytes(text.encode()[:LARGE].decode("utf-8", "ignore").encode())


def _seconds() -> Iterator[tuple[int, float]]:
    """Yield the processes that this one started, and what each has taken of processors."""
    for process in psutil.Process().children(recursive=True):
        try:
            taken = process.cpu_times()
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
        yield process.pid, taken.user + taken.system


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.NoSuchProcess:
        return []


def _size(process: psutil.Process) -> int:
    """Return the bytes of a process and all below it."""
    try:
        below = [process, *process.children(recursive=True)]
        return sum(one.memory_full_info().pss if MEMORY == "PSS" else one.memory_info().rss for one in below)
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        return 0


if __name__ == "__main__":
    main()
