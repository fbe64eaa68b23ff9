"""Where there is no room for what is written on the way: told as that, and nothing is called damaged."""

import errno
import os
import signal
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from kg.errors import OutputError, cause_of, too_many_files
from kg.export.formats import export
from kg.store.engine import open_engine
from kg.store.finished import Store, open_store
from kg.store.staging import open_staging
from tests.shell import POSIX, furnish_built, run_kg

MUCH = "SELECT range AS a, md5(range::VARCHAR) AS b FROM range(2_000_000) ORDER BY b"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page and its build."""
    return furnish_built(tmp_path_factory.mktemp("scratch"))


@pytest.fixture
def small(folder: Path) -> Store:
    """A store that may hold little, and spill next to nothing."""
    store = open_store(folder / "out")
    for setting in ("memory_limit = '20MB'", "max_temp_directory_size = '1KB'"):
        store._database.execute(f"SET {setting}")
    return store


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: list(store.rows(MUCH)),
        lambda store: store.arrow(MUCH),
        lambda store: store.ask(MUCH),
        lambda store: store.value(f"SELECT list(b) FROM ({MUCH})"),
    ],
    ids=["rows", "arrow", "ask", "value"],
)
def test_a_question_that_spills_more_than_there_is_room_for(
    small: Store, ask: Callable[[Store], object]
) -> None:
    folder, full = tempfile.gettempdir(), os.strerror(errno.ENOSPC)
    with small, pytest.raises(OutputError) as raised:
        ask(small)
    assert str(raised.value) == (
        f"{folder}: no room for temporary files ({full}); make room there, or name another folder in the "
        "variable TMPDIR"
    )


def test_an_export_that_spills_more_than_there_is_room_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(tables: object, path: Path) -> None:
        raise duckdb.OutOfMemoryException("failed to offload data block of size 32.0 KiB")

    monkeypatch.setattr("kg.export.jsonl.write_jsonl", write)
    said = rf"can't be written \({os.strerror(errno.ENOSPC)}\); nothing was changed; make room there and in /"
    with pytest.raises(OutputError, match=said):
        export("jsonl", folder / "out", tmp_path / "tables")
    assert list(tmp_path.iterdir()) == []


def test_no_folder_for_temporary_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(*_: object, **__: object) -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", find)
    with pytest.raises(
        OutputError, match=r"no folder for temporary files .* found in \['/tmp'\]\); make room"
    ):
        open_store(folder / "out")


@pytest.mark.parametrize(
    ("code", "named", "said"),
    [
        (errno.ENOSPC, None, "OUT: can't be written (CAUSE); nothing was changed; make room there and in "),
        (errno.EACCES, None, "OUT: can't be written (CAUSE); nothing was changed; mend that, or give"),
        (errno.EACCES, "OUT/store", "OUT: can't be written (CAUSE); nothing was changed; mend that, or"),
        (errno.EACCES, "/dev/shm/pym-1", "/dev/shm/pym-1: CAUSE; nothing was changed in OUT"),
        (errno.EMFILE, "OUT/store", "OUT: CAUSE; allow a process more of them (ulimit -n)"),
    ],
)
def test_what_can_not_be_written_is_named_with_the_next_step(
    tmp_path: Path, code: int, named: str | None, said: str
) -> None:
    cause, out = os.strerror(code), str(tmp_path / "out")
    path = named.replace("OUT", out) if named else None
    with pytest.raises(OutputError) as raised, open_staging(Path(out)):
        raise OSError(code, cause, path)
    assert str(raised.value).startswith(said.replace("OUT", out).replace("CAUSE", cause))


@POSIX
@pytest.mark.parametrize("most", [6, 12])
def test_few_files_that_may_be_open_are_no_damage(folder: Path, most: int) -> None:
    def limit() -> None:
        import resource  # noqa: PLC0415 -- not on Windows

        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

    for arguments in (("export", "gexf", "out", "-o", "g.gexf"), ("tenures", "out")):
        done = run_kg(folder, *arguments, prepare=limit)
        assert "Traceback" not in done.stderr
        if done.returncode:
            assert "Too many open files; allow a process more of them (ulimit -n)" in done.stderr


def test_too_many_files_are_told_by_whoever_says_so() -> None:
    error = duckdb.IOException('Cannot open file "a.parquet": Too many open files')
    assert too_many_files(error)
    assert cause_of(error) == os.strerror(errno.EMFILE)
    assert not too_many_files(OSError(errno.EIO, "no"))


def test_ctrl_c_within_a_query_is_ctrl_c(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    press = threading.Timer(0.5, signal.raise_signal, [signal.SIGINT])
    try:
        press.start()
        with pytest.raises(KeyboardInterrupt), open_engine(tmp_path) as engine:
            for _ in range(1000):
                engine.value("SELECT sum(hash(a.range * b.range)) FROM range(100000) a, range(10000) b")
    finally:
        press.cancel()
        signal.signal(signal.SIGINT, before)
    assert not list(tmp_path.iterdir())
