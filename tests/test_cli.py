"""The command line as a user meets it: what is typed, what is said, which exit code."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import PAGE, POSIX, furnish, run_kg, writing_at_most

PATIENCE = 300.0  # seconds until a test that waits gives up
FILES = {
    "articles.jsonl",
    "contradictions.jsonl",
    "edges.jsonl",
    "entities.jsonl",
    "faults.jsonl",
    "graph.graphml",
    "graph.html",
    "judgements.jsonl",
    "places.jsonl",
    "mentions.jsonl",
    "pages.jsonl",
    "posts.jsonl",
    "report.html",
    "review.csv",
    "run.json",
    "sentences.jsonl",
    "tenures.jsonl",
    "text.jsonl",
}


def _kg(*arguments: str | Path, cwd: Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run `kg`; `limit` is the largest file in bytes that it may write, as on a disk that fills up."""
    prepare = writing_at_most(limit) if limit is not None else None
    return run_kg(cwd, *arguments, prepare=prepare, NO_COLOR="1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one page in pages/."""
    return furnish(tmp_path)


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page and its build, which no test changes."""
    folder = furnish(tmp_path_factory.mktemp("built"))
    done = _build(folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A folder with one page in pages/ and its build in out/."""
    return shutil.copytree(built_once, tmp_path / "built")


def _build(
    folder: Path, *arguments: str | Path, limit: int | None = None
) -> subprocess.CompletedProcess[str]:
    return _kg(
        "build", "pages", "-o", "out", "--model", "rules", "--jobs", "1", *arguments, cwd=folder, limit=limit
    )


def _snapshot(out: Path) -> dict[str, bytes]:
    """Return the files of a build but for its readings, which grow from build to build."""
    found = (path for path in out.rglob("*") if path.is_file())
    names = {path.relative_to(out).as_posix(): path.read_bytes() for path in found}
    return {name: content for name, content in names.items() if not name.startswith("readings/")}


def _assert_refused(done: subprocess.CompletedProcess[str], *said: str) -> None:
    """A mistake of the user: exit code 1 and one line that names what and why."""
    assert done.returncode == 1, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("kg: error: ")
    assert "Traceback" not in done.stderr
    for part in said:
        assert part in last


def test_build_writes_every_file_and_says_where_to_look(folder: Path) -> None:
    done = _build(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert {path.name for path in (folder / "out").iterdir()} == FILES | {"readings", "store"}
    assert "pages     1\n" in done.stdout
    assert "PER " in done.stdout
    assert str(Path("out") / "graph.html") in done.stdout
    assert "read 1 of 1 pages" in done.stderr, "plain lines where there is no terminal"
    people = [
        json.loads(line)["name"]
        for line in (folder / "out" / "entities.jsonl").read_text("utf-8").splitlines()
    ]
    assert {"赵立群", "孙玉梅"} <= set(people)


def test_build_reads_kg_toml_and_flags_win(folder: Path) -> None:
    (folder / "kg.toml").write_text(
        'pages = ["pages"]\nout = "from-file"\nmodel = "rules"\njobs = 1\n', "utf-8"
    )
    assert _kg("build", cwd=folder).returncode == 0
    assert (folder / "from-file" / "graph.html").is_file()
    assert _kg("build", "-o", "from-flag", cwd=folder).returncode == 0
    assert (folder / "from-flag" / "graph.html").is_file()


def test_pages_known_from_an_earlier_build_are_counted(folder: Path) -> None:
    assert "cached" not in _build(folder).stdout
    assert "pages     1\ncached    1 pages were read before, 0 are new\n" in _build(folder).stdout
    assert "cached" not in _build(folder, "--no-cache").stdout
    (folder / "kg.toml").write_text("cache = false\n", "utf-8")
    assert "cached" not in _build(folder).stdout


def test_only_the_labels_asked_for(folder: Path) -> None:
    assert _build(folder, "--label", "PER").returncode == 0
    rows = [json.loads(line) for line in (folder / "out" / "mentions.jsonl").read_text("utf-8").splitlines()]
    assert {row["label"] for row in rows} == {"PER"}


def test_the_users_own_terms_win(folder: Path) -> None:
    (folder / "own.csv").write_text("term,label,canonical\n人民医院院长,PER,某人\n", "utf-8")
    assert _build(folder, "--gazetteer", "own.csv").returncode == 0
    rows = [json.loads(line) for line in (folder / "out" / "mentions.jsonl").read_text("utf-8").splitlines()]
    assert ("人民医院院长", "PER") in {(row["text"], row["label"]) for row in rows}


def _people(out: Path) -> dict[str, list[str]]:
    rows = [json.loads(line) for line in (out / "entities.jsonl").read_text("utf-8").splitlines()]
    return {row["name"]: row["aliases"] for row in rows if row["label"] == "PER"}


def test_a_review_is_read_from_the_flag_the_working_folder_or_the_earlier_build(built: Path) -> None:
    assert {"赵立群", "孙玉梅"} <= set(_people(built / "out"))
    template = (built / "out" / "review.csv").read_text("utf-8-sig")
    assert template.startswith("action,a,b,label,note\n")
    (built / "own.csv").write_text("action,a,b\nsame,孙玉梅,赵立群\n", "utf-8")
    assert _build(built, "--review", "own.csv").returncode == 0
    assert _people(built / "out")["赵立群"] == ["孙玉梅"]
    assert _build(built).returncode == 0
    assert _people(built / "out")["赵立群"] == ["孙玉梅"], "the decisions of the earlier build stay"
    (built / "review.csv").write_text("action,a,b\nrename,赵立群,赵医生\n", "utf-8")
    assert _build(built).returncode == 0
    assert {"赵医生", "孙玉梅"} <= set(_people(built / "out")), "the working folder's file comes first"


def test_same_bytes_whatever_the_jobs_and_the_hash_seed(folder: Path) -> None:
    (folder / "pages" / "2024-03-07.txt").write_text(PAGE.replace("赵立群", "钱守义"), "utf-8")
    builds = []
    for jobs, seed in (("1", "0"), ("2", "1")):
        command = [
            sys.executable,
            "-m",
            "kg",
            "build",
            "pages",
            "-o",
            f"out{jobs}",
            "--model",
            "rules",
            "-j",
            jobs,
        ]
        subprocess.run(
            command, cwd=folder, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}
        )
        builds.append(
            {name: data for name, data in _snapshot(folder / f"out{jobs}").items() if name != "run.json"}
        )
    assert builds[0] == builds[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none",), ("none", "no such")),
        (("empty",), ("empty",)),
        (("empty.txt",), ("empty.txt",)),
        (("binary.txt",), ("binary.txt",)),
        (("pages", "-o", "taken"), ("taken", "is a file")),
        (("pages", "--config", "none.toml"), ("none.toml", "can't be read")),
        (("pages", "--model", "no_such_model"), ("no_such_model",)),
        (("pages", "--gazetteer", "none.csv"), ("none.csv",)),
        (("pages", "--gazetteer", "columns.csv"), ("columns.csv:1",)),
        (("pages", "--gazetteer", "labels.csv"), ("labels.csv:2", "PERSON")),
        (("pages", "--review", "none.csv"), ("none.csv", "review file")),
        (("pages", "--review", "columns.csv"), ("columns.csv:1", "action,a,b,label,note")),
        (("pages", "--review", "actions.csv"), ("actions.csv:2", "merge")),
        (("pages", "--label", "PERSON"), ("--labels", "PERSON")),
        (("pages", "--date", "today"), ("--date", "today")),
        (("pages", "--date", "2018-13-45"), ("--date", "2018-13-45", "no day of the calendar")),
        (("pages", "--date", "2018-02-30"), ("--date", "2018-02-30", "no day of the calendar")),
        (("pages", "--page-seconds", "0"), ("--page-seconds", "0")),
    ],
)
def test_bad_input_is_one_line_and_leaves_the_output_as_it_was(
    built: Path, arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    (built / "empty").mkdir()
    (built / "empty.txt").touch()
    (built / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (built / "taken").touch()
    (built / "columns.csv").write_text("name,type\n赵立群,PER\n", "utf-8")
    (built / "actions.csv").write_text("action,a,b\nmerge,甲,乙\n", "utf-8")
    (built / "labels.csv").write_text("term,label,canonical\n赵立群,PERSON,赵立群\n", "utf-8")
    before = _snapshot(built / "out")
    model = () if "--model" in arguments else ("--model", "rules")
    out = () if "-o" in arguments else ("-o", "out")
    _assert_refused(_kg("build", *arguments, *model, *out, "--jobs", "1", cwd=built), *said)
    assert _snapshot(built / "out") == before


def test_an_unknown_key_of_kg_toml_is_named_with_its_line(folder: Path) -> None:
    (folder / "kg.toml").write_text('model = "rules"\nwindo = 3\n', "utf-8")
    _assert_refused(_kg("build", "pages", cwd=folder), "kg.toml:2", "'windo'", "'windows'")


def test_a_bad_page_among_good_ones_is_named_and_skipped(folder: Path) -> None:
    (folder / "pages" / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (folder / "pages" / "blank.txt").touch()
    done = _build(folder)
    assert done.returncode == 0
    warnings = [line for line in done.stderr.splitlines() if line.startswith("kg: warning: ")]
    assert [("blank.txt" in line, "scan.txt" in line) for line in warnings] == [(True, False), (False, True)]
    assert "pages     1  (2 skipped)" in done.stdout


def test_a_file_of_100_mb_in_one_line_is_named_with_what_to_do(folder: Path) -> None:
    (folder / "pages" / "year.txt").write_text("县人民医院院长赵立群到葛仙庄镇义诊。" * 2_000_000, "utf-8")
    assert (folder / "pages" / "year.txt").stat().st_size > 100_000_000
    done = _build(folder)
    assert done.returncode == 0
    assert (
        "year.txt: 36,000,000 characters, more than a page of 10,000,000; split it into pages" in done.stderr
    )
    assert "pages     1  (1 skipped)" in done.stdout


def test_a_page_of_one_character(folder: Path) -> None:
    (folder / "pages" / "2024-03-06.txt").write_text("县", "utf-8")
    assert _build(folder).returncode == 0
    assert json.loads((folder / "out" / "pages.jsonl").read_text("utf-8"))["chars"] == 1


@POSIX
@pytest.mark.parametrize(
    ("limit", "pages"), [(3000, 0), (9000, 0), (3000, 40)], ids=["the store", "a file", "a batch"]
)
def test_a_full_disk_leaves_the_earlier_output_whole(built: Path, limit: int, pages: int) -> None:
    before = _snapshot(built / "out")
    for number in range(pages):
        (built / "pages" / f"2024-04-{number:03}.txt").write_text(PAGE, "utf-8")
    _assert_refused(_build(built, limit=limit), "out", "can't be written", "nothing was changed")
    assert _snapshot(built / "out") == before
    assert [path.name for path in (built / "out" / "readings").iterdir() if path.is_dir()] == ["000001"]


@POSIX
def test_a_kill_in_the_middle_leaves_the_earlier_output_whole(built: Path) -> None:
    before = _snapshot(built / "out")
    for number in range(300):
        (built / "pages" / f"2024-04-{number:03}.txt").write_text(PAGE, "utf-8")
    command = [sys.executable, "-m", "kg", "build", "pages", "-o", "out", "--model", "rules", "--jobs", "1"]
    with subprocess.Popen(command, cwd=built, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        while "read 30" not in (line := child.stderr.readline()):
            assert line, "the build ended before it was killed"
        child.send_signal(signal.SIGKILL)
    assert _snapshot_files(built / "out") == before
    assert _kg("evaluate", "out", "pages", "pages", cwd=built).returncode == 1  # any command tidies up
    assert _snapshot(built / "out") == before


def _snapshot_files(out: Path) -> dict[str, bytes]:
    return {name: content for name, content in _snapshot(out).items() if not name.startswith(".")}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write everywhere")
def test_an_output_folder_without_permission(folder: Path) -> None:
    (folder / "out").mkdir(mode=0o500)
    _assert_refused(_build(folder), "out", "can't be written")


def test_open_names_a_missing_build(folder: Path) -> None:
    _assert_refused(_kg("open", "nowhere", cwd=folder), "graph.html", "build first")


@POSIX
def test_open_shows_the_page(built: Path) -> None:
    browser, shown = built / "browser", built / "shown"
    browser.write_text('#!/bin/sh\necho "$1" > "$(dirname "$0")/shown"\n', "utf-8")
    os.mkfifo(shown)
    waiting = os.open(shown, os.O_RDONLY | os.O_NONBLOCK)
    browser.chmod(0o755)
    command = [sys.executable, "-m", "kg", "open", "out"]
    done = subprocess.run(
        command, cwd=built, env=os.environ | {"BROWSER": f"{browser} %s"}, capture_output=True
    )
    assert done.returncode == 0
    assert select.select([waiting], [], [], PATIENCE)[0], "no browser was started"
    assert os.read(waiting, 1000).decode().strip() == (built / "out" / "graph.html").as_uri()
    os.close(waiting)


def test_evaluate_prints_the_table(built: Path) -> None:
    gold = built / "gold"
    gold.mkdir()
    start = PAGE.index("赵立群")
    span = {"start": start, "end": start + 3, "label": "PER", "optional": False, "text": "赵立群"}
    (gold / "2024-03-06.jsonl").write_text(json.dumps(span, ensure_ascii=False) + "\n", "utf-8")
    done = _kg("evaluate", "out", "gold", "pages", "--errors", cwd=built)
    assert done.returncode == 0, done.stderr
    assert "PER          P" in done.stdout
    assert "R 100.0" in done.stdout
    assert "2024-03-06\twrong\tPER" in done.stdout


def test_show_prints_a_card_and_explain_the_reasons(built: Path) -> None:
    shown = _kg("show", "赵立群", "out", cwd=built)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("赵立群  (person, per-")
    assert "清河县人民医院院长  [1]\n      [1] 2024-03-06.txt:2  " in shown.stdout
    told = _kg("explain", "赵立群", "孙玉梅", "out", cwd=built)
    assert "赵立群 and 孙玉梅 are two entities." in told.stdout
    _assert_refused(_kg("show", "赵立", "out", cwd=built), "no '赵立'", "赵立群")
    _assert_refused(_kg("show", "赵立群", "nowhere", cwd=built), "nowhere", "build first")


@pytest.mark.parametrize("arguments", [("build", "--no-such-flag"), ("no-such-command",), ("evaluate",)])
def test_bad_usage_is_exit_code_2(folder: Path, arguments: tuple[str, ...]) -> None:
    assert _kg(*arguments, cwd=folder).returncode == 2


@pytest.mark.parametrize("command", ["build", "open", "show", "explain", "evaluate", "export", "train"])
def test_every_command_has_help_and_stands_in_the_readme(root: Path, folder: Path, command: str) -> None:
    done = _kg(command, "--help", cwd=folder)
    assert done.returncode == 0
    assert len(done.stdout.split()) > 20
    assert f"`kg {command}" in (root / "README.md").read_text("utf-8")


def test_version(folder: Path) -> None:
    assert _kg("--version", cwd=folder).stdout.startswith("kg 0.")
