"""A page that can't be read costs that page alone, whatever it does to the process that reads it."""

import json
import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import kg
import kg.pipeline.pool
import kg.pipeline.worker
import kg.reading.page
from kg.cli import main
from kg.config import Config
from kg.errors import InputError, ModelError
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener, Summary
from tests.reading.wild import serve

HERE = Readers(here=True)
MODEL = "wild_model"
MODEL_SOURCE = '''"""A pipeline that finds no names, and does what some pages ask for."""
import spacy
from spacy.language import Language
from tests.reading.wild import act


def follow(doc):
    act(doc.text)
    return doc


Language.component("wild", func=follow)


def load(**_):
    nlp = spacy.blank("zh")
    nlp.add_pipe("wild")
    return nlp
'''
SECONDS = 3.0  # enough for a short page on a busy machine
SOUND = (
    "清河县水利局局长钱守义到葛仙庄镇检查河道。",
    "清河县教育局局长孙玉梅到清河中学调研。",
    "威县常屯乡乡长吴秀兰来了。",
)
CRASHES = {
    "暗门": "ended early (exit code 3)",
    "断崖": "was killed (SIGKILL), perhaps for want of memory",
    "冰川": "it took longer than 3 seconds (page_seconds)",
    "长眠": "it took longer than 3 seconds (page_seconds)",
}
RAISES = {
    "怪石": "ValueError: one stone",
    "大海": "MemoryError",
    "出口": "SystemExit: 5",
}


class Heard(Listener):
    """Keeps what a build warns of."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def on_warning(self, message: str) -> None:
        self.warnings.append(message)


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A spaCy pipeline as an installed package."""
    site = tmp_path / "site"
    (site / MODEL).mkdir(parents=True)
    (site / MODEL / "__init__.py").write_text(MODEL_SOURCE, "utf-8")
    (site / f"{MODEL}-1.0.dist-info").mkdir()
    (site / f"{MODEL}-1.0.dist-info" / "METADATA").write_text(f"Name: {MODEL}\nVersion: 1.0\n", "utf-8")
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, MODEL, raising=False)
    return MODEL


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of three pages that are sound."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, text in enumerate(SOUND, 1):
        (folder / f"2024-03-0{number}.txt").write_text(text + "\n", "utf-8")
    return folder


def _add(pages: Path, *words: str) -> None:
    """Put a page with each word between the sound ones."""
    for word in words:
        (pages / f"2024-03-01-{word}.txt").write_text(f"清河县的{word}很有名，县长李春生说。\n", "utf-8")


def _config(pages: Path, out: str = "out", **settings: Any) -> Config:
    known: dict[str, Any] = {"model": "wild", "jobs": 1, "cache": True}
    return Config(pages=(pages,), out=pages.parent / out, **(known | settings))


def _build(pages: Path, model: str, out: str = "out", *, here: bool = False, **settings: Any) -> Summary:
    return build(_config(pages, out, model=model, **settings), readers=HERE if here else None)


def _faults(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "faults.jsonl").read_text("utf-8").splitlines()]


def _tables(out: Path) -> dict[str, bytes]:
    return {
        name: content for name, content in _files(out).items() if name not in ("run.json", "faults.jsonl")
    }


def _files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def _assert_as_without(pages: Path, model: str, words: Sequence[str], **settings: Any) -> None:
    """All other pages give the same bytes as they do where the bad ones are not there."""
    for word in words:
        (pages / f"2024-03-01-{word}.txt").unlink()
    _build(pages, model, "without", cache=False, **settings)
    tables = _tables(pages.parent / "out")
    assert tables == _tables(pages.parent / "without")
    assert "清河县".encode() in tables["mentions.jsonl"]


@pytest.fixture
def wild(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the processes read as tests/reading/wild.py does."""
    monkeypatch.setattr(kg.pipeline.pool, "serve", serve)


@pytest.mark.usefixtures("wild")
@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_that_raise_crash_or_hang_are_named_and_the_others_built(
    pages: Path, jobs: int, capfd: pytest.CaptureFixture[str]
) -> None:
    _add(pages, "回声", *CRASHES, *RAISES)
    summary = _build(pages, "wild", jobs=jobs, page_seconds=SECONDS)
    assert (summary.pages, summary.skipped, summary.failed) == (4, 0, len(CRASHES) + len(RAISES))
    rows = _faults(pages.parent / "out")
    assert [row["page"] for row in rows] == sorted(f"2024-03-01-{word}.txt" for word in CRASHES | RAISES)
    for row in rows:
        word = row["page"].removesuffix(".txt")[-2:]
        assert row["stage"] == "recognize"
        assert (CRASHES | RAISES)[word] in row["error"]
        assert (row["traceback"] is None) == (word in CRASHES)
    out, err = capfd.readouterr()
    assert (out, err) == ("", "an echo\n"), "standard output is not for what pages print"
    _assert_as_without(pages, "wild", (*CRASHES, *RAISES))


def test_a_page_that_raises_or_never_ends_is_left_out_in_this_process_too(pages: Path, model: str) -> None:
    words = ("怪石", "大海", "出口", "长眠")
    _add(pages, *words)
    heard = Heard()
    config = Config(pages=(pages,), out=pages.parent / "out", model=model, cache=False, page_seconds=SECONDS)
    summary = build(config, heard, HERE)
    assert (summary.pages, summary.failed) == (3, 4)
    assert sorted(heard.warnings) == [
        "2024-03-01-出口.txt: recognizing its names failed (SystemExit: 5); left out",
        "2024-03-01-大海.txt: recognizing its names failed (MemoryError); left out",
        "2024-03-01-怪石.txt: recognizing its names failed (ValueError: one stone); left out",
        "2024-03-01-长眠.txt: recognizing its names failed "
        "(it took longer than 3 seconds (page_seconds)); left out",
    ]
    stone = next(row for row in _faults(pages.parent / "out") if "怪石" in row["page"])
    assert 'raise ValueError("one\\nstone")' in stone["traceback"]
    _assert_as_without(pages, model, words, here=True)


@pytest.mark.parametrize(
    ("module", "name", "stage"),
    [
        (kg.pipeline.worker, "read_page", "read"),
        (kg.pipeline.worker, "split_page", "split"),
        (kg.reading.page, "recognize", "recognize"),
        (kg.reading.page, "add_references", "name"),
        (kg.reading.page, "find_posts", "posts"),
    ],
)
def test_the_stage_that_fails_is_told(
    pages: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, stage: str
) -> None:
    stock = getattr(module, name)
    calls = iter(range(100))

    def fail_once(*arguments: Any, **named: Any) -> Any:
        if next(calls) == 0:
            raise IndexError("array index out of range")
        return stock(*arguments, **named)

    monkeypatch.setattr(module, name, fail_once)
    summary = _build(pages, "rules", here=True)
    assert (summary.pages, summary.failed) == (2, 1)
    (row,) = _faults(pages.parent / "out")
    assert (row["page"], row["stage"]) == ("2024-03-01.txt", stage)
    assert row["error"] == "IndexError: array index out of range"
    assert "in fail_once" in row["traceback"]


@pytest.mark.usefixtures("wild")
def test_a_later_build_tries_again(pages: Path) -> None:
    _add(pages, "暗门")
    assert _build(pages, "wild").failed == 1
    again = _build(pages, "wild")
    assert (again.pages, again.cached, again.failed) == (3, 3, 1)
    (pages / "2024-03-01-暗门.txt").write_text("县长李春生说。\n", "utf-8")
    mended = _build(pages, "wild")
    assert (mended.pages, mended.cached, mended.failed) == (4, 3, 0)
    assert _faults(pages.parent / "out") == []


def test_files_of_no_use_stand_among_the_faults(pages: Path) -> None:
    (pages / "blank.txt").touch()
    summary = _build(pages, "rules", here=True)
    assert (summary.pages, summary.skipped, summary.failed) == (3, 1, 0)
    (row,) = _faults(pages.parent / "out")
    assert (row["page"], row["stage"], row["traceback"]) == ("blank.txt", "read", None)
    assert "the file is empty" in row["error"]


def test_a_sound_build_has_an_empty_file_of_faults(pages: Path) -> None:
    _build(pages, "rules", here=True)
    assert (pages.parent / "out" / "faults.jsonl").read_bytes() == b""
    assert json.loads((pages.parent / "out" / "run.json").read_text("utf-8"))["counts"]["failed"] == 0


def test_strict_writes_nothing_where_a_page_is_missing(pages: Path) -> None:
    _build(pages, "rules", here=True, strict=True)
    before = _files(pages.parent / "out")
    for number in range(5):
        (pages / f"blank{number}.txt").touch()
    with pytest.raises(
        InputError, match=r"5 pages could not be read \(blank0.txt, blank1.txt, blank2.txt and 2"
    ):
        _build(pages, "rules", here=True, strict=True)
    assert _files(pages.parent / "out") == before


@pytest.mark.usefixtures("wild")
def test_a_build_of_nothing_but_faults_is_an_error(pages: Path) -> None:
    for path in pages.iterdir():
        path.unlink()
    _add(pages, "怪石", "暗门")
    with pytest.raises(InputError, match="no page could be read; the warnings above say why"):
        _build(pages, "wild", jobs=2)
    assert not (pages.parent / "out" / "faults.jsonl").exists()


def test_a_model_that_ends_its_process_ends_the_build(pages: Path, model: str) -> None:
    source = pages.parent / "site" / MODEL / "__init__.py"
    source.write_text("import os\ndef load(**_):\n    os._exit(4)\n", "utf-8")
    with pytest.raises(ModelError, match=r"loading the model failed: .*exit code 4"):
        _build(pages, model)


def test_a_model_that_is_not_there_ends_the_build_at_once(pages: Path) -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        _build(pages, "no_such_model")


@pytest.mark.usefixtures("wild")
def test_the_command_counts_the_faults_and_goes_on(
    pages: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _add(pages, "暗门", "怪石")
    (pages / "blank.txt").touch()
    monkeypatch.chdir(pages.parent)
    monkeypatch.setattr(sys, "argv", ["kg", "build", "pages", "-o", "out", "--model", "wild", "-j", "1"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    out, err = capfd.readouterr()
    assert "pages     3  (1 skipped, 2 failed)" in out
    assert (
        "kg: warning: 2024-03-01-怪石.txt: recognizing its names failed (ValueError: one stone); left out"
        in err.splitlines()
    )
    assert "Traceback" not in err
    sys.argv.append("--strict")
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    said = capfd.readouterr().err.splitlines()[-1]
    assert said.startswith("kg: error: 3 pages could not be read (2024-03-01-")


@pytest.fixture
def readers() -> Iterator[Readers]:
    with closing(Readers()) as kept:
        yield kept


@pytest.mark.usefixtures("wild")
def test_a_process_stays_for_the_next_build_until_one_needs_another(pages: Path, readers: Readers) -> None:
    def build_with(**settings: Any) -> tuple[int, int | None]:
        config = _config(pages, **settings)
        failed = build(config, readers=readers).failed
        (process,) = multiprocessing.active_children()
        return failed, process.pid

    first = build_with(cache=False, jobs=2)
    assert build_with(cache=False) == first, "the same process reads the next build's pages"
    assert build_with(cache=False, title="清河") == first, "it does not matter to reading"
    second = build_with(cache=False, date="2024-03-09")
    assert second != first
    assert second[1] is not None
    os.kill(second[1], signal.SIGKILL)
    _add(pages, "暗门")
    third = build_with(cache=False, date="2024-03-09")
    assert third[0] == 1
    assert third[1] != second[1]
    _add(pages, "断崖")
    (pages / "2024-03-01-暗门.txt").unlink()
    with pytest.raises(InputError, match="strict"):
        build_with(cache=False, strict=True, date="2024-03-09")
    readers.close()
    assert multiprocessing.active_children() == []


def test_kg_build_logs_what_went_wrong(
    pages: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no denominator")

    monkeypatch.setattr(kg.pipeline.worker, "split_page", fail)
    with caplog.at_level(logging.WARNING), pytest.raises(InputError, match="no page could be read"):
        kg.build(pages, model="rules", cache=False)
    assert (
        caplog.messages.count(
            "2024-03-01.txt: splitting it into articles failed (ZeroDivisionError: no denominator); left out"
        )
        == 1
    )
