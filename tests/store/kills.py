"""Builds of the command line that are killed at random moments, and what is left of them.

Run as a program, it kills as many as it is told and says at which stages: `python tests/store/kills.py 200`.
Each build writes into a folder of its own (cold) or over an earlier build (warm), with one job or two. When
it is dead, all its processes must be gone within three seconds; its output is that of the earlier build or
the later one, whole; the next build comes to the same as one that was never killed.
"""

import argparse
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from kg.config import Config
from kg.errors import KgError
from kg.health import examine_build
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.store.batch import find_fault
from kg.store.batches import batches_in
from kg.store.manifest import MANIFEST, STORE
from kg.store.staging import recover
from kg.store.sweeping import leftovers

HERE = Readers(here=True)
GONE = 3.0  # seconds in which all processes of a killed build are gone
PEOPLE = ("赵立群", "钱守义", "孙玉梅", "李大海", "吴秀兰", "周建国", "郑小红", "王志强", "冯爱华", "陈永年")
_MARK = "KG_KILLED"  # in the environment of a build, by which its processes are found
Files = dict[str, bytes]


@dataclass
class Kills:
    """Two states of some pages, what builds of both come to, and what kills of such builds have shown.

    The moment is any of as many seconds as a build takes; one that was done before is not counted.
    """

    folder: Path
    model: str = "kg_zh"
    stages: Counter[str] = field(default_factory=Counter)  # in which builds were killed
    processes: int = 0  # that had a killed build beside its first

    def __post_init__(self) -> None:
        """Write the pages and build both states."""
        self.pages = self.folder / "pages", self.folder / "later"
        for version, pages in enumerate(self.pages):
            write_pages(pages, range(1, 25 + 4 * version), version)
        self.built = self.folder / "built", self.folder / "built later"
        since = time.monotonic()
        subprocess.run(self._command(self.pages[0], self.built[0], 1), check=True, capture_output=True)
        self.seconds = time.monotonic() - since
        self._finish(self.pages[1], self.built[1])
        self.files = tuple(map(files_in, self.built))

    def kill(self, chance: random.Random) -> str:
        """Kill a build and have it built again; return what is wrong, "" where all is as it should be."""
        out = self.folder / "out"
        stage, left = "", list[int]()
        while not stage:
            shutil.rmtree(out, ignore_errors=True)
            if warm := chance.random() < 0.5:
                shutil.copytree(self.built[0], out)
            jobs = chance.choice((1, 2))
            stage, left = self._kill(out, jobs, chance.random() * self.seconds)
        self.stages[stage] += 1
        wrong = [f"{len(left)} processes live on"] if left else []
        wrong += self._look(out, warm)
        try:
            self._finish(self.pages[1], out)
        except KgError as error:
            wrong.append(f"the next build ends with {error}")
        if files_in(out) != self.files[1]:
            wrong.append("the next build comes to something else")
        if leftovers(out) or [path for path in out.iterdir() if path.name.startswith(".")]:
            wrong.append("the next build leaves something behind")
        said = f"{'warm' if warm else 'cold'}, {jobs} jobs, {stage}"
        return f"{said}: {'; '.join(wrong)}" if wrong else ""

    def _kill(self, out: Path, jobs: int, seconds: float) -> tuple[str, list[int]]:
        """Start a build and kill it after some seconds; return its stage and the processes that live on.

        The stage is "" where the build was done before.
        """
        mark, log = secrets.token_hex(8), self.folder / "log"
        with log.open("wb") as told:
            build = subprocess.Popen(
                self._command(self.pages[1], out, jobs),
                env=os.environ | {_MARK: mark, "KG_LANG": "en"},
                stdout=subprocess.DEVNULL,
                stderr=told,
            )
        time.sleep(seconds)
        ended = build.poll() is not None
        if ended:
            self.seconds *= 0.8
            return "", []
        self.seconds *= 1.05
        self.processes += len(_marked(mark)) - 1
        build.send_signal(signal.SIGKILL)
        build.wait()
        until = time.monotonic() + GONE
        while (left := _marked(mark)) and time.monotonic() < until:
            time.sleep(0.05)
        for process in left:
            os.kill(process, signal.SIGKILL)
        return _stage(log.read_text("utf-8")), left

    def _look(self, out: Path, warm: bool) -> list[str]:
        """Return what is wrong with an output after a kill."""
        if not out.is_dir():
            return ["the earlier build is gone"] if warm else []
        wrong = [str(fault) for path in batches_in(out) if (fault := find_fault(path))]
        recover(out)
        files = files_in(out)
        known = (*self.files, {}) if not warm else self.files
        if files not in known:
            wrong.append("the output is neither old nor new")
        if (out / STORE / MANIFEST).is_file():
            wrong += map(str, examine_build(out).faults)
        elif files:
            wrong.append("files without a store")
        return wrong

    def _finish(self, pages: Path, out: Path) -> None:
        """Build in this process, which has the model loaded: what is built is the same."""
        build(Config(pages=(pages,), out=out, model=self.model, jobs=1), readers=HERE)

    def _command(self, pages: Path, out: Path, jobs: int) -> list[str]:
        build = ["build", str(pages), "-o", str(out), "-j", str(jobs), "--model", self.model]
        return [sys.executable, "-m", "kg", *build]


def write_pages(folder: Path, numbers: Iterable[int], version: int = 0) -> None:
    """Write pages of a few names each."""
    folder.mkdir(exist_ok=True)
    for number in numbers:
        one, other = PEOPLE[number % 10], PEOPLE[(number * 3 + version) % 10]
        text = f"清河县第{number % 4}中学校长{one}来到葛仙庄镇。清河县水利局局长{other}会见{one}。\n"
        (folder / f"2024-03-{number:02}.txt").write_text(text * 8, "utf-8")


def files_in(out: Path) -> Files:
    """Return what a build wrote for people, but for the seconds that it took."""
    return {
        path.name: path.read_bytes()
        for path in out.iterdir()
        if path.is_file() and path.name != "run.json" and not path.name.startswith(".")
    }


def _marked(mark: str) -> list[int]:
    """Return the processes of a build."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(_MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


def _stage(log: str) -> str:
    """Return the stage that a log says last."""
    words = [line.split()[0] for line in log.splitlines() if line and not line.startswith("kg:")]
    return words[-1] if words else "start"


def main() -> None:
    """Kill builds and say what came of it; ends with 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--model", default="kg_zh")
    parser.add_argument("--each", action="store_true", help="say of each kill what came of it")
    given = parser.parse_args()
    chance, wrong = random.Random(given.seed), 0
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(Path(folder), given.model)
        for number in range(given.kills):
            if said := kills.kill(chance):
                wrong += 1
                print(f"kill {number} of seed {given.seed}: {said}", flush=True)
            elif given.each:
                print(f"kill {number} of seed {given.seed}: as it should be", flush=True)
    stages = ", ".join(f"{name} {count}" for name, count in kills.stages.most_common())
    print(f"{given.kills} kills with seed {given.seed}: {wrong} wrong; {stages}; {kills.processes} workers")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
