"""What users get wrong: one line that names file, line, value and next step, and never a traceback."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from tests.shell import PAGE, POSIX, furnish_built, run_kg, writing_at_most

LONG_NAME = "长" * 300
LOOP = "loop.txt"


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page and its build."""
    return furnish_built(tmp_path_factory.mktemp("built"))


@pytest.fixture
def folder(built_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built_once, tmp_path / "here")


def _assert_told(done: "subprocess.CompletedProcess[str]", *lines: str) -> None:
    """One line for each mistake, exit code 1, no traceback."""
    assert done.returncode == 1, done.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith("kg: error: ")]
    assert "Traceback" not in done.stderr
    assert len(told) == len(lines), done.stderr
    for line, said in zip(told, lines, strict=True):
        assert said in line


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'gazetteers = "g.csv"', ["1: gazetteers = 'g.csv' does not fit: a list is wanted; write"]),
        ("\ufeffmodel = 3\njobs = 'x'\n".encode(), ["1: model = 3", "2: jobs = 'x' does not fit: a whole"]),
        ('title = "a"\nmodel = "报纸"\n'.encode("gb18030"), ["kg.toml:2: not UTF-8; save the file as UTF-8"]),
        (b'out = ""\n', ["kg.toml:1: out is empty; give a name, or . for this folder"]),
        (b'\nout = "a\\u0000b"\n', ["does not fit: a path holds no NUL"]),
        (b'columns = "x"\n', ["columns = 'x' does not fit: a table is wanted"]),
        (b"columns = {text = 3}\n", ["columns = 3 does not fit: a text in quotes is wanted"]),
        (b"labels = []\n", ["labels = [] does not fit: it must name at least one"]),
        (b'engine = "x"\nbackbone = 0\n', ["backbone = 0 does not fit: it must be", "known are 'duckdb'"]),
        (b"min_score = nan\nmin_count = 0\n", ["min_score = nan", "min_count = 0 does not fit: it must be"]),
        (b"ocr = 3\n", ["ocr = 3 does not fit: true or false is wanted"]),
        (b"date = 2018-13-01\n", ["not valid TOML"]),
        (b"x = \n", ["not valid TOML (Invalid value (at line 1, column 5)); mend it"]),
    ],
)  # fmt: skip
def test_keys_of_kg_toml(folder: Path, content: bytes, told: list[str]) -> None:
    (folder / "kg.toml").write_bytes(content)
    _assert_told(run_kg(folder, "build", "pages"), *told)


def test_a_day_of_toml_is_a_date(folder: Path) -> None:
    (folder / "kg.toml").write_text(
        'pages = ["pages"]\nmodel = "rules"\ndate = 2018-12-08\nout = "o"\n', "utf-8"
    )
    assert run_kg(folder, "build").returncode == 0
    assert '"date": "2018-12-08"' in (folder / "o" / "pages.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("flag", "content", "told"),
    [
        (
            "--gazetteer",
            "term,label,canonical\n赵立群,PERSON,\n短,PER,\n,,\n好人,PER,\n乙丙,X,\n",
            ["rows.csv:2: unknown label 'PERSON'", "rows.csv:3: term '短' is too", "rows.csv:6: unknown"],
        ),
        (
            "--review",
            "action,a,b\nmerge,甲,乙\nsame,甲,\nsame,甲,甲\nsame,甲,乙\n",
            ["rows.csv:2: unknown action 'merge'", "rows.csv:3: column b is empty", "rows.csv:4: a and b"],
        ),
        ("--gazetteer", 'term,label\n"赵立群,PER\n孙玉梅,PER\n', ["rows.csv:2: no row of CSV"]),
        ("--review", 'action,a,b\n"same,甲,乙\n', ["rows.csv:2: no row of CSV"]),
    ],
)  # fmt: skip
def test_wrong_rows_are_told_at_once_by_their_lines(
    folder: Path, flag: str, content: str, told: list[str]
) -> None:
    (folder / "rows.csv").write_text(content, "utf-8")
    _assert_told(
        run_kg(folder, "build", "pages", "-o", "out", "--model", "rules", "-j", "1", flag, "rows.csv"), *told
    )


def test_many_wrong_rows_are_counted(folder: Path) -> None:
    (folder / "rows.csv").write_text("action,a,b\n" + "merge,甲,乙\n" * 30, "utf-8")
    lines = [f"rows.csv:{number}: unknown action" for number in range(2, 22)]
    _assert_told(run_kg(folder, "build", "pages", "--review", "rows.csv"), *lines, "10 more like these")


def test_rows_in_another_encoding_name_their_line(folder: Path) -> None:
    (folder / "rows.csv").write_bytes("term,label\nabc,PER\n赵立群,PER\n".encode("gb18030"))
    done = run_kg(folder, "build", "pages", "--model", "rules", "-j", "1", "--gazetteer", "rows.csv")
    _assert_told(done, "rows.csv:3: gazetteer is not UTF-8; save it as CSV UTF-8")
    zh = run_kg(
        folder, "build", "pages", "--model", "rules", "-j", "1", "--gazetteer", "rows.csv", KG_LANG="zh"
    )
    assert "rows.csv:3：自备名录不是 UTF-8；请另存为 CSV UTF-8" in zh.stderr


def test_long_cells_and_odd_ends_of_lines_are_cells(folder: Path) -> None:
    rows = f"term,label,canonical\n{'长' * 200_000},PER,\n赵立\u2028群,PER,\n赵立群,PER,赵大夫\n"
    (folder / "rows.csv").write_text(rows, "utf-8")
    done = run_kg(
        folder, "build", "pages", "-o", "o", "--model", "rules", "-j", "1", "--gazetteer", "rows.csv"
    )
    assert done.returncode == 0, done.stderr
    assert "赵大夫" in (folder / "o" / "entities.jsonl").read_text("utf-8")


@POSIX
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", LOOP], "pages = 'loop.txt' does not fit"),
        (["build", LONG_NAME], "File name too long"),
        (["build", "pages", "-o", LONG_NAME], "File name too long"),
        (["build", "pages", "-o", "d/" * 1500, "--model", "rules"], "can't be made (File name too long)"),
        (["build", "pages", "-o", LOOP], "out = 'loop.txt' does not fit"),
        (["stats", LONG_NAME], "File name too long; check the path"),
        (["build", "pipe.txt", "-o", "o", "--model", "rules", "-j", "1"], "no page could be read"),
        (["build", "--table", "pipe.tsv", "-o", "o", "--model", "rules"], "a pipe, a socket or a device"),
        (["show", b"\xb1\xa8", "out"], "no '"),
        (["build", "pages", "--config", "/dev/zero"], "/dev/zero: more than 10,000,000 bytes"),
        (["build", "pages", "--gazetteer", "/dev/zero"], "/dev/zero: a pipe, a socket or a device"),
    ],
)
def test_paths_and_names_that_are_none(folder: Path, arguments: list[str | bytes], said: str) -> None:
    (folder / LOOP).symlink_to(LOOP)
    for name in ("pipe.txt", "pipe.tsv"):
        os.mkfifo(folder / name)
    _assert_told(run_kg(folder, *arguments), said)


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", ""],
        ["build", "pages", "-o", ""],
        ["build", "pages", "--out="],
        ["build", ".", "-o", ""],
        ["build", "pages", "--gazetteer", ".", "--gazetteer", ""],
        ["stats", ""],
        ["open", ""],
    ],
)
def test_an_empty_path_is_no_folder(folder: Path, arguments: list[str]) -> None:
    done = run_kg(folder, *arguments)
    assert done.returncode == 2
    assert "an empty path; give a name, or . for this folder" in done.stderr
    assert not (folder / "graph.html").exists()


@pytest.mark.parametrize("arguments", [["--title", "", "--out=."], ["-o", ".", "--title="]])
def test_an_empty_text_beside_this_folder_is_no_empty_path(folder: Path, arguments: list[str]) -> None:
    done = run_kg(folder, "build", "pages", "--model", "rules", "-j", "1", *arguments)
    assert done.returncode == 0, done.stderr
    assert (folder / "graph.html").exists()


@POSIX
@pytest.mark.parametrize("name", ["sqlite", "duckdb", "jsonl", "parquet", "notes", "report", "gexf"])
def test_an_export_on_a_full_disk_leaves_nothing(folder: Path, name: str) -> None:
    before = sorted(path.name for path in (folder / "out").iterdir())
    done = run_kg(folder, "export", name, "out", prepare=writing_at_most(700))
    _assert_told(done, "can't be written")
    assert sorted(path.name for path in (folder / "out").iterdir()) == before


@POSIX
def test_a_full_standard_output_is_told(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "stats", "out"],
            cwd=folder,
            env=os.environ | {"KG_LANG": "en"},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "kg: error: standard output can't be written (No space left on device); give it more room\n"
    )


@pytest.mark.parametrize(
    ("number", "path", "said"),
    [
        (errno.EACCES, "names.csv", "names.csv: CAUSE; check the permissions"),
        (errno.ENOSPC, None, "kg: CAUSE; make room on its disk"),
        (errno.ESTALE, "far/a.txt", "far/a.txt: CAUSE; check the disk or the network, then try again"),
        (errno.EISDIR, "a", "a: CAUSE; check the path"),
        (errno.EMFILE, "b", "b: CAUSE; allow a process more of them (ulimit -n)"),
        (None, None, "memory ran out; close other programs, or let fewer processes read (-j 1)"),
    ],
)
def test_what_the_system_refuses_is_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int | None,
    path: str | None,
    said: str,
) -> None:
    cause = os.strerror(number or 0)

    def fail(_: object) -> None:
        raise OSError(number, cause, path) if number else MemoryError

    monkeypatch.setenv("KG_LANG", "en")
    monkeypatch.setattr("sys.argv", ["kg", "stats", "out"])
    monkeypatch.setattr("kg.cli.registry.function_of", fail)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == f"kg: error: {said.replace('CAUSE', cause)}\n"


@POSIX
@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
def test_closed_streams_do_no_harm(folder: Path, closed: tuple[int, ...]) -> None:
    def close() -> None:
        for stream in closed:
            os.close(stream)

    done = run_kg(folder, "build", "pages", "-o", "o", "--model", "rules", "-j", "2", prepare=close)
    assert done.returncode == 0, done.stderr
    assert (folder / "o" / "graph.html").is_file()
    assert run_kg(folder, "stats", "o", prepare=close).returncode == 0


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"COLUMNS": "20"},
        {"COLUMNS": "none", "TERM": "dumb"},
    ],
)
def test_odd_terminals_do_no_harm(folder: Path, variables: dict[str, str]) -> None:
    for arguments in (
        ["show", "赵立群", "out"],
        ["show", "赵立", "out"],
        ["stats", "out"],
        ["build", "--help"],
    ):
        done = run_kg(folder, *arguments, **variables)
        assert "Traceback" not in done.stderr
        assert done.returncode == (arguments[1] == "赵立")


@POSIX
@pytest.mark.parametrize("line", ["read", "resolve", "export"])
def test_ctrl_c_ends_with_one_line(folder: Path, line: str) -> None:
    for number in range(60):
        (folder / "pages" / f"2024-04-{number:02}.txt").write_text(PAGE, "utf-8")
    command = [sys.executable, "-m", "kg", "build", "pages", "-o", "out", "--model", "rules", "-j", "2"]
    environment = os.environ | {"KG_LANG": "en", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.default_int_handler
        ),  # ignored in the background
    ) as build:
        assert build.stderr is not None
        told = ""
        while line not in told:
            char = build.stderr.read(1)
            assert char, told
            told += char
        os.killpg(build.pid, signal.SIGINT)
        told = build.stderr.read()
    assert build.returncode == 130
    assert told.splitlines()[-1] == "kg: interrupted"
    assert "Traceback" not in told
    assert run_kg(folder, "doctor", "out").returncode == 0
    assert not [path for path in (folder / "out").iterdir() if path.name.startswith(".")]
