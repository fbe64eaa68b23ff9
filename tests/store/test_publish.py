"""Outputs take their places all or none, whatever fails, and whoever else reads or writes."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.config import Config
from kg.errors import OutputError
from kg.export.formats import export
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.store.batches import batches_in
from kg.store.finished import open_store
from kg.store.manifest import MANIFEST, STORE, generations, read_contents, tables_of
from kg.store.staging import STAGING, open_staging, recover
from kg.store.sweeping import leftovers
from tests.papers import write_pages

HERE = Readers(here=True)
PAGES = {
    "2024-03-01.txt": "清河县水利局局长钱守义来到葛仙庄镇。\n",
    "2024-03-02.txt": "清河县人民医院院长赵立群会见钱守义。\n",
}
LATER = "清河县教育局局长方大志到会。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages", PAGES)


@pytest.fixture
def out(pages: Path, tmp_path: Path) -> Path:
    _build(pages, tmp_path / "out")
    return tmp_path / "out"


def _build(pages: Path, out: Path) -> int:
    return build(Config(pages=(pages,), out=out, model="rules", jobs=1), readers=HERE).entities


def _files(out: Path) -> dict[str, bytes]:
    """Return what a reader sees: the files of the output folder and the tables that count."""
    paths = [*(path for path in out.iterdir() if path.is_file()), *tables_of(out).iterdir()]
    return {path.name: path.read_bytes() for path in paths if path.name != "run.json"}


def _people(out: Path) -> list[str]:
    with open_store(out) as store:
        return [name for (name,) in store.rows("SELECT name FROM entities WHERE label = 'PER' ORDER BY name")]


class Failing:
    """Lets the steps that move files fail at one of them, counted from 1, or does something else there."""

    def __init__(
        self, at: int, monkeypatch: pytest.MonkeyPatch, instead: Callable[[], None] | None = None
    ) -> None:
        self.at, self.count, self.instead = at, 0, instead
        for name in ("rename", "replace"):
            monkeypatch.setattr(Path, name, self._step(getattr(Path, name)))

    def _step(self, move: object) -> object:
        def step(path: Path, target: Path) -> object:
            if STAGING in str(path) or path.name.startswith("manifest"):
                self.count += 1
                if self.count == self.at and self.instead:
                    self.instead()
                elif self.count == self.at:
                    raise OSError(errno.EACCES, "Permission denied", str(path))
            return move(path, target)  # type: ignore[operator]

        return step


def test_an_error_at_any_move_leaves_the_earlier_build(
    pages: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(out)
    (pages / "2024-03-03.txt").write_text(LATER, "utf-8")
    at = 0
    while True:
        at += 1
        with monkeypatch.context() as patch:
            failing = Failing(at, patch)
            try:
                _build(pages, out)
            except OutputError as error:
                assert "can't be written (Permission denied); nothing was changed" in str(error)
            else:
                break
        assert failing.count >= at
        assert _files(out) == before
        assert _people(out) == ["赵立群", "钱守义"]
        assert not [path for path in out.iterdir() if path.name.startswith(".")]
    assert at > 15  # files, and the tables that count
    assert _people(out) == ["方大志", "赵立群", "钱守义"]
    assert leftovers(out) == []


@pytest.mark.parametrize("name", ["graph.html", "entities.jsonl"])
def test_a_folder_in_the_place_of_a_file_is_left_alone(pages: Path, tmp_path: Path, name: str) -> None:
    own = tmp_path / "out" / name / "mine.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=rf"{name}: is a folder, where a file of the build belongs; rename"):
        _build(pages, tmp_path / "out")
    assert own.read_text("utf-8") == "mine"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {name, "readings"}


@pytest.mark.parametrize("at", [1, 2, 5, 9, 14])
def test_a_folder_made_while_files_are_moved_is_left_alone(
    pages: Path, out: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """In the place of graph.html, before or after that was moved there."""
    before, place = _files(out), out / "graph.html"
    (pages / "2024-03-03.txt").write_text(LATER, "utf-8")

    def meddle() -> None:
        place.unlink()
        place.mkdir()
        (place / "mine.txt").write_text("mine", "utf-8")

    with monkeypatch.context() as patch:
        Failing(at, patch, meddle)
        try:
            _build(pages, out)
        except OutputError as error:
            assert "graph.html: is a folder" in str(error) or "nothing was changed" in str(error)
            assert _files(out) == {name: before[name] for name in before if name != place.name}
            assert _people(out) == ["赵立群", "钱守义"]
        else:
            assert _people(out) == ["方大志", "赵立群", "钱守义"]
    assert (place / "mine.txt").read_text("utf-8") == "mine"
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    shutil.rmtree(place)
    assert _build(pages, out) > 0
    assert _people(out) == ["方大志", "赵立群", "钱守义"]


class Synced:
    """Notes which files and folders are on the disk itself, and what was moved before it was."""

    def __init__(self, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.out, self.moves, self.swept = out, 0, False
        self.early: list[str] = []
        self._there: set[int] = set()
        self._sync = os.fsync
        monkeypatch.setattr(os, "fsync", self._note)
        for name in ("rename", "replace"):
            monkeypatch.setattr(Path, name, self._watch(getattr(Path, name)))

    def _note(self, file: int) -> None:
        self._sync(file)
        self._there.add(os.fstat(file).st_ino)

    def _watch(self, move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def step(path: Path, target: Path) -> Path:
            if self.swept:
                return move(path, target)
            needed = [path, *path.rglob("*")]
            if target == self.out / STORE / MANIFEST:
                needed += [self.out, self.out / STORE]  # where the names of all that it rests on are
                self.swept = True  # what is moved from here on is what the build before left
            self.early += [str(each) for each in needed if each.stat().st_ino not in self._there]
            self.moves += 1
            moved = move(path, target)
            self._there.discard(target.parent.stat().st_ino)
            return moved

        return step


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder can't be opened")
def test_all_is_on_the_disk_before_anything_rests_on_it(
    pages: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a loss of power, too, there is the earlier build or the later one."""
    (pages / "2024-03-03.txt").write_text(LATER, "utf-8")
    synced = Synced(out, monkeypatch)
    _build(pages, out)
    assert synced.moves > 15
    assert synced.swept
    assert synced.early == []


def test_readers_leave_a_running_build_alone(out: Path) -> None:
    with open_staging(out) as staging:
        (staging / "entities.jsonl").write_text("new\n", "utf-8")
        recover(out)
        assert (staging / "entities.jsonl").exists()
        assert _people(out) == ["赵立群", "钱守义"]
        export("nodelink", out, out / "mine.json")
    assert (out / "entities.jsonl").read_text("utf-8") == "new\n"
    assert (out / "mine.json").exists()


def test_the_second_of_two_builds_is_refused(pages: Path, out: Path) -> None:
    with (
        open_staging(out),
        pytest.raises(OutputError, match="another kg is writing into it; wait until it is done"),
    ):
        _build(pages, out)
    assert _build(pages, out) > 0


_HOLD = """
import sys, time
from pathlib import Path
from kg.store.staging import open_staging
with open_staging(Path(sys.argv[1])) as staging:
    (staging / "entities.jsonl").write_text("half")
    print("here", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(out: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(out)], stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "here\n"
        yield held
        held.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_the_lock_of_a_killed_build_is_free(pages: Path, out: Path, holder: "subprocess.Popen[str]") -> None:
    with pytest.raises(OutputError, match="another kg is writing"):
        _build(pages, out)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    recover(out)
    assert not [path for path in out.iterdir() if path.is_dir() and path.name.startswith(".")]
    assert _build(pages, out) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file can't be removed")
def test_who_reads_goes_on_with_the_tables_that_were_there(pages: Path, out: Path) -> None:
    people = "SELECT name FROM entities WHERE label = 'PER' ORDER BY name"
    with open_store(out) as store:
        (pages / "2024-03-03.txt").write_text(LATER, "utf-8")
        (pages / "2024-03-01.txt").write_text(LATER, "utf-8")
        _build(pages, out)
        assert [name for (name,) in store.rows(people)] == ["赵立群", "钱守义"]
        assert store.value("SELECT count(*) FROM text") == len(PAGES)
        assert _people(out)[0] == "方大志"
        assert len(generations(out)) == 2
    assert leftovers(out) != []
    _build(pages, out)
    assert len(generations(out)) == 1
    assert [path.name for path in batches_in(out)] == list(read_contents(out).readings)
