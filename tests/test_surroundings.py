"""What kg runs in: full and read-only disks, folders that go away, links, locales, time zones."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.disks import can_mount, run_on
from tests.shell import BUILD, PAGE, POSIX, furnish_built, run_kg

MOUNTED = pytest.mark.skipif(not can_mount(), reason="this user may not mount disks")
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page and its build."""
    return furnish_built(tmp_path_factory.mktemp("built"))


@pytest.fixture
def folder(built_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built_once, tmp_path / "here")


def _files(out: Path) -> Files:
    """Return what lies in a folder, but for run.json and the tables behind the files."""
    found = (path.relative_to(out) for path in out.rglob("*") if path.is_file())
    kept = (path for path in found if path.parts[0] not in ("run.json", "readings", "store"))
    return {path.as_posix(): (out / path).read_bytes() for path in kept}


def _told(done: "subprocess.CompletedProcess[str]") -> str:
    """Return the one line that says what is wrong."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("kg: error: ")]
    assert len(lines) == 1, done.stderr
    return lines[0]


def _more_pages(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / "pages" / f"2024-04-{number:03}.txt").write_text(PAGE, "utf-8")


@MOUNTED
@pytest.mark.parametrize("size", ["60k", "120k", "300k", "600k"])
def test_a_first_build_on_a_disk_that_fills_up(folder: Path, size: str) -> None:
    shutil.rmtree(folder / "out")
    (folder / "out").mkdir()
    done = run_on(folder, f"mount -t tmpfs -o size={size} none out", *BUILD)
    assert "out: can't be written (No space left on device); nothing was changed" in _told(done)


@MOUNTED
@pytest.mark.parametrize("left", [0, 100, 300, 600])
def test_a_disk_that_is_filled_during_a_build(folder: Path, left: int) -> None:
    """By somebody else, but for some kilobytes."""
    before = _files(folder / "out")
    _more_pages(folder, 300)
    (folder / "small").mkdir()
    done = run_on(
        folder,
        "mount -t tmpfs -o size=9m none small; cp -r out small; cd small; ln -s ../pages",
        *BUILD,
        meanwhile=f"head -c {left}k /dev/zero >rest; cat /dev/zero >fill; rm rest",
        after="cp -r out ../kept",
    )
    assert "out: can't be written (No space left on device); nothing was changed" in _told(done)
    assert _files(folder / "kept") == before
    assert not [path for path in (folder / "kept").iterdir() if path.name.startswith(".")]


@MOUNTED
@pytest.mark.parametrize("name", ["sqlite", "duckdb", "parquet"])
def test_an_export_on_a_disk_that_fills_up(folder: Path, name: str) -> None:
    (folder / "small").mkdir()
    small = "mount -t tmpfs -o size=40k none small"
    done = run_on(folder, small, "export", name, "out", "-o", f"small/{name}.it", after="ls -A small >left")
    assert "small: can't be written (" in (said := _told(done))
    assert "nothing was changed; make room there" in said
    assert (folder / "left").read_text() == ""


@MOUNTED
@pytest.mark.parametrize("arguments", [BUILD, ("stats", "out"), ("export", "sqlite", "out", "-o", "o.db")])
def test_no_room_for_temporary_files(folder: Path, arguments: tuple[str, ...]) -> None:
    """What fits is done, what doesn't is told; the earlier output stays."""
    before = _files(folder / "out")
    (folder / "small").mkdir()
    done = run_on(folder, "mount -t tmpfs -o size=4k none small", *arguments, TMPDIR=str(folder / "small"))
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert "No space left" in _told(done)
    assert _files(folder / "out") == before


@MOUNTED
@pytest.mark.parametrize(
    "arguments",
    [("stats", "out"), ("doctor", "out"), ("export", "gexf", "out"), ("serve", "out", "--no-open")],
)
def test_nowhere_to_put_temporary_files(folder: Path, arguments: tuple[str, ...]) -> None:
    """As on a machine whose disks are all read-only."""
    mounts = 'for each in /tmp /var/tmp "$PWD"; do mount --bind -o ro "$each" "$each"; done; cd "$PWD"'
    done = run_on(folder, mounts, *arguments, TMPDIR="")
    assert "no folder for temporary files can be written to" in _told(done)


@MOUNTED
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (BUILD, "out: can't be written (Read-only file system); nothing was changed"),
        (("export", "gexf", "out"), "can't be written (Read-only file system)"),
        (("export", "duckdb", "out"), "can't be written (Read-only file system)"),
        (("build", "pages", "-o", "out/new", "--model", "rules"), "can't be made (Read-only file system)"),
    ],
)
def test_an_output_that_can_not_be_written(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in _told(run_on(folder, "mount --bind -o ro out out", *arguments))


@MOUNTED
@pytest.mark.parametrize(
    "arguments", [("show", "赵立群", "out"), ("search", "义诊", "out"), ("stats", "out"), ("doctor", "out")]
)
def test_who_reads_needs_nothing_but_to_read(folder: Path, arguments: tuple[str, ...]) -> None:
    done = run_on(folder, "mount --bind -o ro out out", *arguments)
    assert done.returncode == 0, done.stderr


@MOUNTED
def test_pages_that_can_not_be_written_to_are_read(folder: Path) -> None:
    assert run_on(folder, "mount --bind -o ro pages pages", *BUILD).returncode == 0


@MOUNTED
@pytest.mark.parametrize("gone", ["out", "pages"])
def test_a_folder_that_goes_away_during_a_build(folder: Path, gone: str) -> None:
    """As a network folder does whose machine is switched off."""
    _more_pages(folder, 40)
    (folder / "far").mkdir()
    shutil.move(folder / gone, folder / "far" / gone)
    (folder / gone).mkdir()
    mounts = f"mount --bind far/{gone} {gone}"
    done = run_on(folder, mounts, *BUILD, meanwhile=f"umount -l {gone}")
    assert "Traceback" not in done.stderr
    if done.returncode or gone == "out":
        assert gone in _told(done)
    assert run_kg(folder, "doctor", Path("far", "out") if gone == "out" else "out").returncode == 0


@POSIX
@pytest.mark.parametrize("target", ["elsewhere", "elsewhere/deep"])
def test_an_output_that_is_a_link(folder: Path, target: str) -> None:
    before = _files(folder / "out")
    shutil.rmtree(folder / "out")
    (folder / target).mkdir(parents=True)
    (folder / "out").symlink_to(target)
    assert run_kg(folder, *BUILD).returncode == 0
    assert (folder / "out").is_symlink()
    assert _files(folder / target) == before


@POSIX
def test_an_output_that_is_a_link_to_nowhere(folder: Path) -> None:
    (folder / "link").symlink_to("nowhere")
    assert "link: can't be made" in _told(run_kg(folder, *BUILD[:3], "link", *BUILD[4:]))


def test_an_output_inside_the_pages_is_no_page(folder: Path) -> None:
    for _ in range(2):
        done = run_kg(folder, *BUILD[:3], "pages/out", *BUILD[4:])
        assert done.returncode == 0, done.stderr
        assert "pages     1\n" in done.stdout
    assert _files(folder / "pages" / "out") == _files(folder / "out")


@pytest.mark.parametrize("missing", [["HOME"], ["HOME", "PATH", "LANG", "TMPDIR", "XDG_CACHE_HOME"]])
def test_without_a_home(folder: Path, missing: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files(folder / "out")
    for name in missing:
        monkeypatch.delenv(name, raising=False)
    shutil.rmtree(folder / "out")
    assert run_kg(folder, *BUILD).returncode == 0
    assert _files(folder / "out") == before


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the locale zh_CN.GB18030."""
    folder = tmp_path_factory.mktemp("locales")
    make = ["localedef", "-i", "zh_CN", "-f", "GB18030", str(folder / "zh_CN.GB18030")]
    try:
        subprocess.run(make, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the locale zh_CN.GB18030 can't be made here")
    return folder


ELSEWHERE = {
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    "GB18030": {"LC_ALL": "zh_CN.GB18030", "TZ": "America/Adak", "PYTHONHASHSEED": "77"},
    "no zone": {"LC_ALL": "C.UTF-8", "TZ": "None/Such", "PYTHONHASHSEED": "4294967295"},
}


FORMATS = ("gexf", "gephi", "turtle", "cytoscape")


@pytest.fixture(scope="module")
def here(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with more pages and what one job makes of them here, in some formats too."""
    folder = shutil.copytree(built_once, tmp_path_factory.mktemp("same") / "here")
    _more_pages(folder, 3)
    _build_into(folder, "here", "1", {})
    return folder


def _build_into(folder: Path, out: str, jobs: str, variables: dict[str, str]) -> None:
    formats = ("--formats", ",".join(FORMATS))
    command = ("build", "pages", "-o", out, "--model", "rules", "-j", jobs, *formats)
    done = run_kg(folder, *command, prepare=None, **variables)
    assert done.returncode == 0, done.stderr


@POSIX
@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_same_bytes_elsewhere(here: Path, tmp_path: Path, locales: Path, name: str) -> None:
    """Whatever the locale, the time zone, the seed of hashes and the number of jobs; so with `kg export`."""
    variables = ELSEWHERE[name] | {"PYTHONUTF8": "0", "LOCPATH": str(locales)}
    folder = shutil.copytree(here, tmp_path / "there")
    _build_into(folder, "there", "2", variables)
    assert _files(folder / "there") == _files(folder / "here")
    assert {"graph.gexf", "gephi/nodes.csv", "graph.ttl", "cytoscape.json"} <= _files(folder / "there").keys()
    for format_, path in (("gexf", "graph.gexf"), ("turtle", "graph.ttl")):
        done = run_kg(folder, "export", format_, "there", "-o", path, prepare=None, **variables)
        assert done.returncode == 0, done.stderr
        assert (folder / path).read_bytes() == (folder / "here" / path).read_bytes()


@POSIX
@pytest.mark.parametrize(
    "arguments", [("show", "赵立群", "out"), ("stats", "out"), ("search", "义诊", "out")]
)
def test_chinese_in_the_encoding_of_the_terminal(
    folder: Path, locales: Path, arguments: tuple[str, ...]
) -> None:
    variables = {"LC_ALL": "zh_CN.GB18030", "LOCPATH": str(locales), "PYTHONUTF8": "0"}
    typed = [word.encode("gb18030") for word in (sys.executable, "-m", "kg", *arguments)]
    done = subprocess.run(typed, cwd=folder, env=os.environ | variables, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "赵立群" in done.stdout.decode("gb18030")
