"""One contract for all formats: what is asked for is written whole, or nothing is changed."""

import importlib.util
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from stored import MakeBuild

from kg.errors import ConfigError, OutputError
from kg.export import formats
from kg.export.folders import SIGNATURE, check_own
from kg.export.formats import FORMATS, check_formats, export, write_formats
from kg.export.tables import GraphTables
from kg.schema import TABLES
from kg.store.clean import clean_text

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
BINARY = ("sqlite", "duckdb", "parquet", "png")
TEXTS = [name for name, exporter in FORMATS.items() if name not in BINARY and name != "jsonl"]


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("code", [None, sqlite3.SQLITE_ERROR])
def test_what_is_no_fault_of_the_disk_stays_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    def write(tables: object, path: Path) -> None:
        error = sqlite3.OperationalError("a bug")
        if code is not None:
            error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(formats, "writer_of", lambda name: write)
    with pytest.raises(sqlite3.OperationalError, match="a bug"):
        formats.write_format("sqlite", cast("GraphTables", None), tmp_path / "kg.sqlite")


@pytest.mark.parametrize("name", FORMATS)
def test_a_finished_build_is_enough(finished: Path, tmp_path: Path, name: str) -> None:
    before = _contents(finished)
    path = export(name, finished, tmp_path / "deep" / "folder" / "graph")
    assert path.is_dir() == FORMATS[name].folder
    assert [entry.name for entry in path.parent.iterdir()] == ["graph"]
    assert _contents(finished) == before
    assert export(name, finished, path) == path, "what kg wrote it may replace"


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_build_is_written_too(tmp_path: Path, make_build: MakeBuild, name: str) -> None:
    assert export(name, make_build(tmp_path, {})).exists()


@pytest.mark.parametrize("name", TEXTS)
def test_no_file_holds_a_control_character(finished: Path, tmp_path: Path, name: str) -> None:
    path = export(name, finished, tmp_path / "graph")
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    assert files
    for file in files:
        text = file.read_bytes().decode("utf-8")
        assert not CONTROL.search(text), file
        assert SIGNATURE not in text
    assert any("那顺孟和" in file.read_text("utf-8") for file in files)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("甲\ud800乙", "甲\ufffd乙"),
        ("甲\x00\x1b\x7f\x9f乙", "甲\ufffd\ufffd\ufffd\ufffd乙"),
        ("\u202e甲\u200f ]]> \"'=\n\t\r", "\u202e甲\u200f ]]> \"'=\n\t\r"),
        ("甲\ufffe\U0001ffff", "甲\ufffd\ufffd"),
        ("长" * 10_000, "长" * 10_000),
    ],
)
def test_what_is_cleaned_and_what_stays(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize("file", ["readings/000001/pages.parquet", "store/000001/edges.parquet"])
def test_a_missing_table_is_named(finished: Path, file: str) -> None:
    (finished / file).unlink()
    with pytest.raises(OutputError, match=rf"{file}: missing; build again"):
        export("gexf", finished)


@pytest.mark.parametrize("file", ["readings/000001/posts.parquet", "store/000001/edges.parquet"])
def test_a_damaged_table_is_named(finished: Path, file: str) -> None:
    (finished / file).write_bytes(b"PAR1" + (finished / file).read_bytes()[9:])
    with pytest.raises(OutputError, match=rf"{file}: damaged"):
        export("sqlite", finished)
    assert not (finished / "kg.sqlite").exists()


def test_json_lines_are_written_as_a_build_writes_them_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "2024-03-06.txt").write_text(PAGE, "utf-8")
    for out, more in (
        ("whole", ()),
        ("less", ("--no-jsonl",)),
        ("asked", ("--no-jsonl", "--formats", "jsonl")),
    ):
        done = _kg("build", "2024-03-06.txt", "-o", out, "--model", "rules", "-j", "1", *more, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    whole = {path.name: path.read_bytes() for path in (tmp_path / "whole").glob("*.jsonl")}
    assert set(whole) == {f"{name}.jsonl" for name in TABLES}
    assert {path.name: path.read_bytes() for path in (tmp_path / "asked").glob("*.jsonl")} == whole
    assert [path.name for path in (tmp_path / "less").glob("*.jsonl")] == ["faults.jsonl"]
    written = export("jsonl", tmp_path / "less")
    assert {path.name: path.read_bytes() for path in written.glob("*.jsonl")} == whole


def test_a_folder_with_other_files_is_not_replaced(finished: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "diary.md").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=r"holds diary\.md, which kg did not write"):
        export("notes", finished, vault)
    own = export("notes", finished, tmp_path / "own")
    (own / "people" / "mine.md").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=r"holds people/mine\.md"):
        export("notes", finished, own)
    assert (own / "people" / "mine.md").read_text("utf-8") == "mine"


def test_kinds_of_paths_are_not_mixed(finished: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(OutputError, match="is a file; give a folder"):
        export("gephi", finished, tmp_path / "taken")
    with pytest.raises(OutputError, match="is a folder; give a file"):
        export("gexf", finished, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes in folders")
def test_a_device_is_no_file_to_be_replaced(finished: Path, tmp_path: Path) -> None:
    """A name that stands for a device, as /dev/null does, would be that of a file from then on."""
    os.mkfifo(tmp_path / "null")
    with pytest.raises(OutputError, match="null: a pipe, a socket or a device; give a file with -o"):
        export("gexf", finished, tmp_path / "null")
    assert (tmp_path / "null").is_fifo()


def test_files_of_a_build_are_not_replaced_by_others(tmp_path: Path) -> None:
    run = '{"sizes": {"entities.jsonl": 3}}'
    for name in ("entities.jsonl", "review.csv", "run.json"):
        (tmp_path / "run.json").write_text(run, "utf-8")
        with pytest.raises(OutputError, match=f"{name}: a file of the build; give another name with -o"):
            check_own(tmp_path / name, "graph.gexf")
    check_own(tmp_path / "mine.gexf", "graph.gexf")
    check_own(tmp_path / "entities.jsonl", "entities.jsonl")
    (tmp_path / "run.json").write_text("[]", "utf-8")
    check_own(tmp_path / "run.json", "graph.gexf")


def test_an_unknown_format_names_the_known_ones(finished: Path) -> None:
    with pytest.raises(ConfigError, match="'docx' is not known; choose from graphml, gexf"):
        export("docx", finished)


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    check_formats(["gexf", "sqlite", "duckdb", "parquet", "turtle", "notes", "svg", "report"])
    with pytest.raises(ConfigError, match=r'needs resvg_py.*pip install "kg\[exports\]"'):
        check_formats(["png"])


def test_several_formats_of_one_build(finished: Path, tables: GraphTables) -> None:
    write_formats(("gexf", "gephi", "gexf"), tables, finished)
    assert (finished / "graph.gexf").is_file()
    assert (finished / "gephi" / "nodes.csv").is_file()


def test_every_format_is_documented(root: Path) -> None:
    text = (root / "docs" / "formats.md").read_text("utf-8")
    for name, exporter in FORMATS.items():
        assert f"\n## `{name}`" in text
        assert f"`{exporter.file}{'/' if exporter.folder else ''}`" in text


PAGE = "清河县人民医院院长赵立群来到葛仙庄镇义诊。\n清河县卫生健康局局长孙玉梅参加活动。\n"


def _kg(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8")


def test_the_command_line_builds_and_exports(tmp_path: Path) -> None:
    (tmp_path / "2024-03-06.txt").write_text(PAGE, "utf-8")
    build = ("build", "2024-03-06.txt", "-o", "out", "--model", "rules", "--jobs", "1")
    done = _kg(*build, "--formats", "gexf,gephi", "--formats", "svg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    written = {name: (tmp_path / "out" / name) for name in ("graph.gexf", "gephi", "graph.svg")}
    assert all(path.exists() for path in written.values())
    before = written["graph.gexf"].read_bytes()
    done = _kg("export", "gexf", "out", "-o", "again.gexf", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "again.gexf\n")
    assert (tmp_path / "again.gexf").read_bytes() == before, "the same whether in the build or after it"
    again = _kg(*build, "--formats", "gephi", cwd=tmp_path)
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "docx"), "'docx' is not known"),
        (("export", "gexf", "nowhere"), "build first with `kg build PAGES -o nowhere`"),
        (("build", "page.txt", "--model", "rules", "--formats", "docx"), "'docx' is not known"),
        (("build", "page.txt", "-o", "out", "--model", "rules", "--formats", "notes"), "diary.md"),
    ],
)
def test_mistakes_are_one_line_and_change_nothing(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "out" / "notes").mkdir(parents=True)
    (tmp_path / "out" / "notes" / "diary.md").touch()
    done = _kg(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: error: ")
    assert said in done.stderr
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["notes", "diary.md"]
