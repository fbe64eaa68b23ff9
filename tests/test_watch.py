"""`kg build --watch`: a real process, and the looking by itself."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from kg.cli.watch import first_change, look, wait_for_change, written_by_build
from kg.config import Config
from kg.pipeline.interrupts import interrupts_held

PAGE = "清河县人民医院院长赵立群带领医护人员来到葛仙庄镇义诊。\n"
PATIENCE = 300.0  # seconds until a test that waits gives up


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "2024-03-06.txt").write_text(PAGE, "utf-8")
    return tmp_path


def _hear_interrupts() -> None:
    """Let Ctrl-C end this process, also where the tests run in the background of a shell."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Watch:
    """A running `kg build --watch` and what it has said so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "kg", "build", "pages", "-o", "out", "--watch", *arguments]
        environment = os.environ | {"PYTHONUTF8": "1", "NO_COLOR": "1"}
        self.said = ""
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            preexec_fn=_hear_interrupts,
        )
        self._guard = threading.Timer(PATIENCE, self.process.kill)
        self._guard.start()

    def wait_until(self, count: int, text: str) -> str:
        """Wait until a text was said so many times; return all that was said."""
        assert self.process.stdout is not None
        while self.said.count(text) < count:
            line = self.process.stdout.readline()
            assert line, f"it ended, or said no more for {PATIENCE} seconds:\n{self.said}"
            self.said += line
        return self.said

    def end(self) -> int:
        """Wait until it ends, hear the rest and return the exit code."""
        rest, _ = self.process.communicate()
        self.said += rest
        return self.process.returncode

    def interrupt(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.end()

    def close(self) -> None:
        """End it whatever it does."""
        self._guard.cancel()
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@pytest.fixture
def watch(folder: Path) -> Iterator[Callable[..., Watch]]:
    started: list[Watch] = []

    def start(*arguments: str) -> Watch:
        started.append(Watch(folder, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.close()


WAITING = "watching for changes"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent to one process alone")
def test_it_builds_again_after_each_change_and_ends_quietly(
    folder: Path, watch: Callable[..., Watch]
) -> None:
    running = watch("--model", "rules", "-j", "1")
    running.wait_until(1, WAITING)
    reading = psutil.Process(running.process.pid).children()
    assert "赵立群" in (folder / "out" / "entities.jsonl").read_text("utf-8")
    (folder / "pages" / "2024-03-07.txt").write_text(PAGE.replace("赵立群", "孙玉梅"), "utf-8")
    assert "2024-03-07.txt: changed" in running.wait_until(2, WAITING)
    assert "孙玉梅" in (folder / "out" / "entities.jsonl").read_text("utf-8")
    assert psutil.Process(running.process.pid).children() == reading, "the model stays loaded"
    (folder / "kg.toml").write_text("windo = 3\n", "utf-8")
    assert "kg: error: kg.toml:1: unknown key 'windo'" in running.wait_until(3, WAITING)
    (folder / "kg.toml").write_text('title = "清河"\n', "utf-8")
    running.wait_until(4, WAITING)
    assert "清河" in (folder / "out" / "run.json").read_text("utf-8")
    for page in (folder / "pages").iterdir():
        page.unlink()
    assert "no pages found" in running.wait_until(5, WAITING)
    assert running.interrupt() == 0
    assert "Traceback" not in running.said
    assert running.said.count("pages     ") == 3, "a build is not started by what a build writes"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent to one process alone")
def test_ctrl_c_while_pages_are_read_in_other_processes_is_quiet(
    folder: Path, watch: Callable[..., Watch]
) -> None:
    for number in range(20):
        (folder / "pages" / f"{number}.txt").write_text(f"{PAGE}{number}\n" * 20, "utf-8")
    running = watch("--model", "rules", "-j", "2", "--no-cache")
    running.wait_until(1, "read …")
    assert running.interrupt() == 0
    assert "Traceback" not in running.said
    assert not (folder / "out" / "graph.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent to one process alone")
def test_ctrl_c_waits_while_a_process_starts_whichever_thread_hears_it() -> None:
    outer, handler = signal.getsignal(signal.SIGINT), signal.default_int_handler
    signal.signal(signal.SIGINT, handler)
    steps = []
    over = threading.Event()
    asleep = threading.Thread(target=over.wait)  # it does not block the signal
    asleep.start()
    heard, noted = socket.socketpair()
    noted.setblocking(False)
    before = signal.set_wakeup_fd(noted.fileno())
    try:
        with pytest.raises(KeyboardInterrupt), interrupts_held():
            os.kill(os.getpid(), signal.SIGINT)
            assert heard.recv(1) == bytes([signal.SIGINT]), "some thread has heard it"
            steps.append("started")
    finally:
        signal.set_wakeup_fd(before)
        over.set()
        asleep.join()
        heard.close()
        noted.close()
    assert steps == ["started"]
    assert signal.signal(signal.SIGINT, outer) is handler


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--min-count", "0"), 1, "--min-count: min_count = 0 does not fit"),
        (("--config", "none.toml"), 1, "none.toml: can't be read"),
        (("--watch=1",), 2, "--watch"),
    ],
)
def test_a_mistake_at_the_start_ends_it(
    folder: Path, watch: Callable[..., Watch], arguments: tuple[str, ...], code: int, said: str
) -> None:
    running = watch(*arguments)
    assert running.end() == code
    assert said in running.said


def _touch(path: Path, text: str = "改") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ("pages/new.txt", True),
        ("pages/deep/er/new.txt", True),
        ("pages/pages.csv", True),
        ("pages/2024-03-06.txt", True),
        ("single/page.txt", True),
        ("single/pages.csv", True),
        ("own.csv", True),
        ("review.csv", True),
        ("out/review.csv", True),
        ("kg.toml", True),
        ("pages/.hidden.txt", False),
        ("pages/.git/x.txt", False),
        ("pages/out/x.txt", False),
        ("out/graph.html", False),
        ("single/other.txt", False),
        ("elsewhere.txt", False),
    ],
)
def test_what_counts_as_a_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch, changed: str, counts: bool
) -> None:
    monkeypatch.chdir(folder)
    out = Path("pages/out" if changed.startswith("pages/out") else "out")
    pages = (Path("pages"), Path("single/page.txt"))
    config = Config(pages=pages, out=out, gazetteers=(Path("own.csv"),))
    _touch(Path("single/other.txt"), "")
    before = look(config, None)
    _touch(Path(changed))
    assert first_change(before, look(config, None)) == (Path(changed) if counts else None)


def test_a_file_that_goes_is_a_change(folder: Path) -> None:
    config = Config(pages=(folder / "pages",), out=folder / "out")
    before = look(config, None)
    (folder / "pages" / "2024-03-06.txt").unlink()
    assert first_change(before, look(config, None)) == folder / "pages" / "2024-03-06.txt"


def test_the_settings_given_by_name_are_watched(folder: Path) -> None:
    config = Config(pages=(folder / "pages",), out=folder / "out")
    assert folder / "own.toml" in look(config, folder / "own.toml")


def test_a_build_writes_its_review_file_itself(tmp_path: Path) -> None:
    state = {tmp_path / "out" / "review.csv": (2, 2), tmp_path / "review.csv": (1, 1)}
    assert list(written_by_build(state, tmp_path / "out")) == [tmp_path / "out" / "review.csv"]


def test_waiting_ends_when_nothing_moves_any_more() -> None:
    page = Path("a.txt")
    states = iter([{page: (1, 1)}, {page: (2, 5)}, {page: (3, 9)}, {page: (3, 9)}, {page: (4, 0)}])
    assert wait_for_change({page: (1, 1)}, lambda: next(states), pause=0) == page
    assert next(states) == {page: (4, 0)}


def test_a_change_that_is_taken_back_is_none() -> None:
    page = Path("a.txt")
    states = iter([{page: (2, 5)}, {page: (1, 1)}, {page: (1, 1)}, {page: (3, 3)}, {page: (3, 3)}])
    assert wait_for_change({page: (1, 1)}, lambda: next(states), pause=0) == page
    assert list(states) == []
