"""A build that is killed at any moment: the next one goes on where it was, and comes to the same."""

import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.store.batch import keys_in, read_table
from kg.store.batches import batches_in
from kg.store.sweeping import leftovers
from tests.store.killed import write_short_pages

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
HERE = Readers(here=True)
MOST = 3  # pages of a batch
PEOPLE = ("赵立群", "钱守义", "孙玉梅", "李大海", "吴秀兰", "周建国", "郑小红", "王志强", "冯爱华", "陈永年")
Kill = Callable[..., dict[str, int]]
Files = dict[str, bytes]


@pytest.fixture(scope="module", autouse=True)
def small_batches_and_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.batches.MOST_PAGES", MOST)
        patch.setattr("kg.pipeline.build._write_pages", write_short_pages)
        yield


@pytest.fixture(scope="module")
def kill(root: Path) -> Iterator[Kill]:
    """A function that has a build killed and returns the signal that ended it and its steps on disk."""
    script = str(Path(__file__).with_name("killed.py"))
    command = [sys.executable, script, str(MOST)]
    environment = {"PYTHONPATH": str(root), "KG_LANG": "en"}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout

        def run(**told: Any) -> dict[str, int]:
            process.stdin.write(json.dumps(told, default=str) + "\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            ended: dict[str, int] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
            return ended

        yield run
        process.stdin.close()


def _page(number: int, version: int = 1) -> str:
    one, other = PEOPLE[number % 10], PEOPLE[(number * 3 + version) % 10]
    return f"清河县第{number % 4}中学校长{one}来到葛仙庄镇。清河县水利局局长{other}会见{one}。\n"


def _write(folder: Path, numbers: range, version: int = 1) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"2024-03-{number:02}.txt").write_text(_page(number, version), "utf-8")


def _config(pages: Path, out: Path) -> Config:
    return Config(pages=(pages,), out=out, model="rules", jobs=1)


def _files(out: Path) -> Files:
    return {
        path.name: path.read_bytes()
        for path in out.iterdir()
        if path.is_file() and path.name != "run.json" and not path.name.startswith(".")
    }


def _kept(out: Path) -> dict[str, str]:
    """Return the pages of whole batches with their keys."""
    return {page: key for path in batches_in(out) for page, key, _ in keys_in(read_table(path, "pages"))}


class Corpus:
    """Two states of some pages, a finished build of the first, and what builds of both come to."""

    def __init__(self, folder: Path) -> None:
        self.pages, self.later = folder / "pages", folder / "later"
        _write(self.pages, range(1, 15))
        shutil.copytree(self.pages, self.later)
        _write(self.later, range(5, 9), version=2)
        _write(self.later, range(15, 19))
        for number in (2, 12):
            (self.later / f"2024-03-{number:02}.txt").unlink()
        self.built, fresh = folder / "built", folder / "fresh"
        for pages, out in ((self.pages, self.built), (self.later, fresh)):
            build(_config(pages, out), readers=HERE)
        self.first, self.second = _files(self.built), _files(fresh)
        self.keys = _kept(fresh)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus(tmp_path_factory.mktemp("corpus"))


def _goes_on(pages: Path, out: Path, expected: Files, keys: dict[str, str]) -> None:
    """The next build reads what no whole batch holds, comes to what a fresh one does, leaves nothing."""
    known = sum(_kept(out).get(page) == key for page, key in keys.items())
    summary = build(_config(pages, out), readers=HERE)
    assert (summary.pages, summary.cached) == (len(keys), known)
    assert _files(out) == expected
    assert leftovers(out) == []
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_steps_of_a_first_build(kill: Kill, corpus: Corpus, tmp_path: Path) -> None:
    total = kill(pages=corpus.pages, out=tmp_path / "all")
    assert total["signal"] == 0
    assert _files(tmp_path / "all") == corpus.first
    keys = _kept(corpus.built)
    for step in sorted(random.Random(12).sample(range(1, total["steps"] + 1), 5)):
        out = tmp_path / f"out{step}"
        assert kill(pages=corpus.pages, out=out, step=step)["signal"] == -signal.SIGKILL
        _goes_on(corpus.pages, out, corpus.first, keys)


def _of_either(out: Path, corpus: Corpus) -> None:
    """Every file of the output is whole: that of the earlier build, or that of the later one."""
    files = _files(out)
    assert set(files) >= set(corpus.first)
    assert all(content in (corpus.first[name], corpus.second[name]) for name, content in files.items())


def test_steps_of_a_later_build(kill: Kill, corpus: Corpus, tmp_path: Path) -> None:
    """While it reads, renews batches, moves what it wrote into place, sweeps."""
    shutil.copytree(corpus.built, tmp_path / "all")
    total = kill(pages=corpus.later, out=tmp_path / "all")
    assert _files(tmp_path / "all") == corpus.second
    last = total["steps"]
    steps = {*random.Random(13).sample(range(1, last - 40), 4), *range(last - 36, last + 1, 7)}
    for step in sorted(steps):
        out = tmp_path / f"out{step}"
        shutil.copytree(corpus.built, out)
        assert kill(pages=corpus.later, out=out, step=step)["signal"] == -signal.SIGKILL
        _of_either(out, corpus)
        _goes_on(corpus.later, out, corpus.second, corpus.keys)


@pytest.mark.parametrize("seed", range(3))
def test_any_moment(kill: Kill, corpus: Corpus, tmp_path: Path, seed: int) -> None:
    """Killed by the clock, also where other code than Python's writes; killed again when it goes on."""
    out, chance = tmp_path / "out", random.Random(seed)
    shutil.copytree(corpus.built, out)
    for _ in range(3):
        ended = kill(pages=corpus.later, out=out, seconds=chance.uniform(0.02, 0.8))["signal"]
        assert ended in (0, -signal.SIGALRM)
        _of_either(out, corpus)
    _goes_on(corpus.later, out, corpus.second, corpus.keys)
