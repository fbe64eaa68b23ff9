"""What a build says while it runs: numbers in words, in both languages, in a log and on a terminal."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from kg.cli.log import LogListener
from kg.cli.pace import WINDOW, Headway, Pace
from kg.cli.progress import say_headway, say_rate
from kg.cli.terminal import open_line
from tests.shell import POSIX

PAGE = "本报3月5日讯 清河县人民医院院长赵立群到葛仙庄镇义诊。\n"


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("headway", "english", "chinese"),
    [
        (Headway(3, 40), "read 3 of 40 pages", "已读取 3/40 个版面"),
        (Headway(3, None), "read 3 pages", "已读取 3 个版面"),
        (
            Headway(1500, 75000, rate=38.4),
            "read 1,500 of 75,000 pages, 38 a second, 31:55 left",
            "已读取 1,500/75,000 个版面，每秒 38 个，还需 31:55",
        ),
        (
            Headway(3012, 75000, known=3000, rate=4.8),
            "read 3,012 of 75,000 pages, 4.8 a second, 4:09:58 left (3,000 read before, 12 new)",
            "已读取 3,012/75,000 个版面，每秒 4.8 个，还需 4:09:58（以前读过 3,000 个，新读 12 个）",
        ),
        (Headway(900, None, rate=12.0), "read 900 pages, 12 a second", "已读取 900 个版面，每秒 12 个"),
        (
            Headway(2, 5, rate=0.05),
            "read 2 of 5 pages, 3.0 a minute, 1:00 left",
            "已读取 2/5 个版面，每分钟 3.0 个，还需 1:00",
        ),
        (
            Headway(40, 40, known=40),
            "read 40 of 40 pages (40 read before, 0 new)",
            "已读取 40/40 个版面（以前读过 40 个，新读 0 个）",
        ),
        (Headway(40, 40, rate=2.0), "read 40 of 40 pages", "已读取 40/40 个版面"),
    ],
)
def test_how_far_it_is_in_words(
    monkeypatch: pytest.MonkeyPatch, headway: Headway, english: str, chinese: str
) -> None:
    assert say_headway(headway) == english
    monkeypatch.setenv("KG_LANG", "zh")
    assert say_headway(headway) == chinese


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.004, "0.2 a minute"),
        (0.99, "59.4 a minute"),
        (1.0, "1.0 a second"),
        (9.94, "9.9 a second"),
        (9.96, "10 a second"),
        (1234.5, "1,234 a second"),
    ],
)
def test_pages_a_second(rate: float, said: str) -> None:
    assert say_rate(rate) == said


# The rate


def _read(pace: Pace, clock: Clock, pages: int, seconds: float, total: int | None = 10_000) -> None:
    """Read some pages anew, each in the same time."""
    for _ in range(pages):
        clock.now += seconds
        pace.add(pace.headway.done + 1, total)


def test_without_two_pages_there_is_no_rate() -> None:
    pace = Pace(clock := Clock())
    clock.now = 9.0  # the model is loaded meanwhile
    pace.add(1, 5)
    assert (pace.headway.rate, pace.headway.left) == (None, None)


def test_loading_does_not_count() -> None:
    pace = Pace(clock := Clock())
    clock.now = 9.0
    _read(pace, clock, pages=5, seconds=0.5)
    assert pace.headway.rate == 2.0


def test_the_rate_is_that_of_the_last_while() -> None:
    pace = Pace(clock := Clock())
    _read(pace, clock, pages=1000, seconds=0.1)
    assert pace.headway.rate == pytest.approx(10)
    _read(pace, clock, pages=10, seconds=1.0)
    assert 1 < (pace.headway.rate or 0) < 10
    _read(pace, clock, pages=int(WINDOW), seconds=1.0)
    assert pace.headway.rate == pytest.approx(1)
    assert pace.headway.left == 10_000 - 1010 - int(WINDOW)


def test_pages_that_last_longer_than_the_window_have_a_rate() -> None:
    pace = Pace(clock := Clock())
    _read(pace, clock, pages=4, seconds=2 * WINDOW)
    assert pace.headway.rate == pytest.approx(1 / (2 * WINDOW))


def test_known_pages_are_counted_apart_and_have_no_rate() -> None:
    pace = Pace(clock := Clock())
    for done in range(1, 3001):
        clock.now += 0.001
        pace.add_known()
        pace.add(done, 3100)
    assert (pace.headway.known, pace.headway.rate) == (3000, None)
    _read(pace, clock, pages=50, seconds=0.5, total=3100)
    assert pace.headway.known == 3000
    assert pace.headway.rate == pytest.approx(2, rel=0.05)
    assert pace.headway.left == pytest.approx(25, abs=1)


def test_as_long_as_pages_are_listed_no_time_is_left() -> None:
    pace = Pace(clock := Clock())
    _read(pace, clock, pages=20, seconds=0.5, total=None)
    assert (pace.headway.rate, pace.headway.left) == (2.0, None)
    _read(pace, clock, pages=1, seconds=0.5, total=61)
    assert pace.headway.left == 20


# Where it is said


def _build(listener: LogListener) -> None:
    """Tell a listener of a small build."""
    listener.on_stage("read")
    for done in range(1, 43):
        if done <= 12:
            listener.on_cached(f"{done}.txt")
        if done == 7:
            listener.on_warning("7.txt: empty")
        listener.on_page(f"{done}.txt", done, 42)
    listener.on_stage_done("read", 12.34)
    listener.on_stage("resolve")
    listener.on_stage_done("resolve", 0.5)
    listener.on_stage("export")
    listener.on_warning("a name is cut")
    listener.on_stage_done("export", 3.0)


def test_a_log_has_few_whole_lines(capsys: pytest.CaptureFixture[str]) -> None:
    _build(LogListener())
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "read …",
        "read 4 of 42 pages (4 read before, 0 new)",
        "kg: warning: 7.txt: empty",
        "read 8 of 42 pages (8 read before, 0 new)",
        "read 12 of 42 pages (12 read before, 0 new)",
        *(f"read {done} of 42 pages (12 read before, {done - 12} new)" for done in range(16, 41, 4)),
        "read 42 of 42 pages (12 read before, 30 new), 12.3 s",
        "resolve … 0.5 s",
        "export … ",
        "kg: warning: a name is cut",
        "export … 3.0 s",
    ]


def test_a_line_is_ended_when_a_build_ends_in_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    log = LogListener()
    log.on_stage("relate")
    log.close()
    log.close()
    assert capsys.readouterr().err == "relate … \n"


@pytest.mark.parametrize("width", [30, 80])
def test_a_terminal_keeps_a_line_for_each_stage_and_warning(width: int) -> None:
    console = _console(width)
    with open_line(console) as line:
        line.on_stage("read")
        line.on_cached("1.txt")
        line.on_page("1.txt", 1, 2)
        line.on_warning("2.txt: [bold]empty")
        line.on_page("2.txt", 2, 2)
        line.on_stage_done("read", 1.5)
        line.on_stage("relate")
        line.on_stage_done("relate", 61.0)
    assert isinstance(console.file, io.StringIO)
    written = console.file.getvalue()
    for said in (
        "kg: warning: 2.txt: [bold]empty",
        "read 2 of 2 pages (1 read before, 1 new), 1.5 s",
        "relate … 61.0 s",
    ):
        assert f"{said}\n" in written


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_terminal_has_one_line_that_fits(width: int) -> None:
    console = _console(width)
    with open_line(console) as line:
        for done in range(1, 60):
            line.on_cached(f"{done}.txt")
            line.on_page(f"{done}.txt", done, 75_000)
        line.refresh()
    drawn = _drawn(console)
    assert drawn and all(cell_len(text) <= width for text in drawn)
    assert any("read 59 of" in text for text in drawn)
    assert any("(59 read before, 0 new)" in text for text in drawn) == (width > 60)


def _console(width: int) -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=width, _environ={})


def _drawn(console: Console) -> list[str]:
    """Return the lines that were drawn, without the signs that move the cursor or color."""
    assert isinstance(console.file, io.StringIO)
    plain = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", console.file.getvalue())
    return [text for text in re.split("[\r\n]", plain) if "read" in text]


@POSIX
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_build_in_a_terminal_tells_its_stages(tmp_path: Path, language: str) -> None:
    for day in (5, 6):
        (tmp_path / f"2024-03-0{day}.txt").write_text(PAGE, "utf-8")
    ours, theirs = os.openpty()
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        ".",
        "-o",
        "out",
        "--model",
        "rules",
        "--no-cache",
        "-j",
        "1",
    ]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100", "KG_LANG": language, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs
    ) as child:
        os.close(theirs)
        told = b"".join(_heard(ours)).decode("utf-8")
        assert child.wait() == 0, told
    os.close(ours)
    counts, relate = (
        ("read 2 of 2 pages, ", "relate … ") if language == "en" else ("已读取 2/2 个版面，", "建立关系 … ")
    )
    assert counts in told
    assert relate in told
    assert "\x1b[2K" in told, "the line that is drawn anew is gone at the end"


def _heard(terminal: int) -> Iterator[bytes]:
    """Yield what is written to a terminal until its other end is closed."""
    while True:
        try:
            said = os.read(terminal, 65536)
        except OSError:  # what Linux says at the end
            return
        if not said:
            return
        yield said
