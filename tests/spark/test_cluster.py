"""A real cluster: a master and two workers, processes of their own; one is killed in the middle."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.config import Config
from kg.pipeline.build import build
from kg.version import VERSION
from tests.long import LONG
from tests.spark.sessions import SMALL
from tests.spark.standalone import PATIENCE, Standalone, can_part, kill, open_standalone, wait_for
from tests.spark.tables import differing, tables_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends groups of processes by signals")
PEOPLE = ("赵立群", "钱守义", "孙玉梅", "李大海", "吴秀兰", "周建国", "郑小红", "王志强", "冯爱华", "陈永年")


def _write(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        one, other = PEOPLE[number % 10], PEOPLE[(number * 3 + 1) % 10]
        text = f"清河县第{number % 4}中学校长{one}来到葛仙庄镇。清河县水利局局长{other}会见{one}。\n" * 5
        (folder / f"2024-03-{number % 28 + 1:02}-{number:03}.txt").write_text(text, "utf-8")
    return folder


def _start(cluster: Standalone, pages: Path, out: Path, **environment: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", "build", str(pages), "-o", str(out), "--model", "rules"]
    return subprocess.Popen(
        [*command, "--engine", "spark", "--master", cluster.master],
        env=cluster.environment | environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )


@pytest.mark.parametrize("apart", [False, pytest.param(True, marks=LONG)], ids=["loopback", "networks"])
def test_a_worker_that_is_killed_costs_time_and_nothing_else(
    java: None, root: Path, tmp_path: Path, apart: bool
) -> None:
    if apart and not can_part():
        pytest.skip("this machine lets nobody make networks")
    pages, out = _write(tmp_path / "pages", 240), tmp_path / "there"
    with (
        open_standalone(root, tmp_path, 2, apart=apart, told=SMALL) as cluster,
        _start(cluster, pages, out) as running,
    ):
        wait_for("a batch", lambda: running.poll() is not None or list((out / "readings").glob("[0-9]*")))
        assert running.poll() is None
        kill(cluster.workers[0])
        _, said = running.communicate(timeout=6 * PATIENCE)
    assert running.returncode == 0, said
    build(Config(pages=(pages,), out=tmp_path / "here", model="rules", jobs=1))
    assert not differing(tables_in(out), tables_in(tmp_path / "here"))
    assert not [path for path in (out / "readings").iterdir() if path.suffix == ".partial"]


def test_executors_that_are_of_no_use_are_told_in_one_line(java: None, root: Path, tmp_path: Path) -> None:
    pages = _write(tmp_path / "pages", 3)
    bare = tmp_path / "bare"  # a Python without any package
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    with open_standalone(root, tmp_path, 1) as cluster:
        for python, said in (
            (bare / "bin" / "python", "the Python of the executors has no package"),
            (tmp_path / "nowhere", "executors can't start the Python that is meant"),
        ):
            with _start(cluster, pages, tmp_path / "out", PYSPARK_PYTHON=str(python)) as running:
                _, told = running.communicate(timeout=6 * PATIENCE)
            assert (running.returncode, said in told.splitlines()[-1]) == (1, True), told
    assert not os.path.lexists(tmp_path / "out" / "store")


@LONG
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("version.py", VERSION, "9.9.9", "executors have kg 9.9.9"),
        ("text.py", '"""', '"""An', "but other files of kg, its model or a gazetteer"),
    ],
    ids=["version", "files"],
)
def test_executors_with_another_kg_are_told_in_one_line(
    java: None, root: Path, tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    theirs = tmp_path / "theirs"
    shutil.copytree(root / "kg", theirs / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    changed = theirs / "kg" / file
    changed.write_text(changed.read_text("utf-8").replace(old, new, 1), "utf-8")
    pages = _write(tmp_path / "pages", 3)
    with open_standalone(root, tmp_path, 1, theirs=theirs) as cluster:
        assert said in _refused(cluster, pages, tmp_path / "out")


@LONG
@pytest.mark.parametrize(
    ("mount", "said"),
    [
        (
            "mount --bind {out} {out} && mount -o remount,ro,bind {out}",
            "{out}: executors can't write there",
        ),
        ("mount -t tmpfs none {out}", "{out}: executors can't write there"),
        ("mount --bind {out} {pages}/..", "{pages}: executors do not see this folder"),
    ],
    ids=["read-only", "another folder", "other pages"],
)
def test_folders_of_which_executors_have_no_use_are_told_in_one_line(
    java: None, root: Path, tmp_path: Path, mount: str, said: str
) -> None:
    apart = ("unshare", "--mount")
    if shutil.which("unshare") is None or subprocess.run([*apart, "true"], check=False).returncode:
        pytest.skip("this machine lets nobody mount anything")
    (tmp_path / "archive").mkdir()
    folders = {"pages": _write(tmp_path / "archive" / "pages", 3), "out": tmp_path / "out"}
    folders["out"].mkdir()
    within = (*apart, "sh", "-c", f'{mount.format(**folders)} && exec "$@"', "sh")
    with open_standalone(root, tmp_path, 1, within=within) as cluster:
        assert said.format(**folders) in _refused(cluster, folders["pages"], folders["out"])


def _refused(cluster: Standalone, pages: Path, out: Path) -> str:
    """Return the last line of a build that is refused, which has left nothing."""
    with _start(cluster, pages, out) as running:
        _, told = running.communicate(timeout=6 * PATIENCE)
    assert running.returncode == 1, told
    assert "Traceback" not in told
    assert not os.path.lexists(out / "store")
    return told.splitlines()[-1]
