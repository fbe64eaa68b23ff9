"""Batches on disk: what is joined and renewed, what is damaged or somebody else's, what is swept."""

import errno
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from kg.config import Config
from kg.errors import KgError, OutputError
from kg.model import Page, Reading
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener
from kg.reading.rows import rows_of
from kg.schema.readings import READ_TABLES
from kg.store.batch import FORM, keys_in, read_table
from kg.store.batches import Batches, batches_in, naming_damage
from kg.store.engine import Engine
from kg.store.manifest import commit, read_contents, read_manifest, write_manifest
from kg.store.readings import open_batches
from kg.store.sweeping import leftovers, sweep

HERE = Readers(here=True)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.batches.MOST_PAGES", 10)


def refuse(fault: str) -> None:
    pytest.fail(fault)


def build_of(out: Path, *names: str, key: str = "k") -> tuple[int, list[str]]:
    """Do what a build of some pages does; return how many pages were known, and the batches in use."""
    batches, known = Batches(out, refuse), 0
    for name in names:
        if batches.use(name, key):
            known += 1
        else:
            batches.add(rows_of(Reading(Page(name, "清河县", "utf-8", ""), (), (), ()), key))
    used = batches.finish()
    tables = out / "store" / "000001"
    tables.mkdir(parents=True, exist_ok=True)
    write_manifest(out, tables, used)
    commit(out, tables.name)
    sweep(out)
    assert [path.name for path in batches_in(out)] == used
    return known, used


def sizes(out: Path) -> list[int]:
    return [read_table(path, "pages").num_rows for path in batches_in(out)]


def pages_in(out: Path) -> list[str]:
    return sorted(page for path in batches_in(out) for page, _, _ in keys_in(read_table(path, "pages")))


def numbered(*numbers: int) -> list[str]:
    return [f"{number:03}.txt" for number in numbers]


def test_a_batch_is_written_when_it_is_full(tmp_path: Path) -> None:
    build_of(tmp_path, *numbered(*range(25)))
    assert sizes(tmp_path) == [10, 10, 5]


def test_long_pages_fill_a_batch_sooner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.batches.MOST_CHARACTERS", 9)
    build_of(tmp_path, *numbered(*range(7)))
    assert sizes(tmp_path) == [3, 3, 1]


def test_batches_stay_as_they_are_where_nothing_changes(tmp_path: Path) -> None:
    names = numbered(*range(25))
    first = build_of(tmp_path, *names)[1]
    assert build_of(tmp_path, *names) == (25, first)


def test_a_batch_used_in_part_is_renewed_alone(tmp_path: Path) -> None:
    names = numbered(*range(30))
    first = build_of(tmp_path, *names)[1]
    known, second = build_of(tmp_path, *names[:12], *names[13:])
    assert known == 29
    assert [first[0], first[2]] == second[:2]
    assert pages_in(tmp_path) == names[:12] + names[13:]


@pytest.mark.parametrize("each", [1, 3, 7, 10, 25])
def test_many_small_batches_are_joined(tmp_path: Path, each: int) -> None:
    """A page is in one batch alone, and batches are about as many as full ones would be."""
    names: list[str] = []
    for day in range(12):
        names += numbered(*range(len(names), len(names) + each))
        assert build_of(tmp_path, *names)[0] == day * each
        assert pages_in(tmp_path) == names
        assert len(sizes(tmp_path)) <= 2 * len(names) / 10 + 1
        assert max(sizes(tmp_path)) <= 10


def test_a_changed_key_is_another_reading(tmp_path: Path) -> None:
    names = numbered(*range(5))
    build_of(tmp_path, *names)
    assert build_of(tmp_path, *names, key="other")[0] == 0
    assert build_of(tmp_path, *names, key="other")[0] == 5
    assert pages_in(tmp_path) == names


def test_a_page_in_two_batches_counts_once(tmp_path: Path) -> None:
    """As after a build that was killed between writing a joined batch and removing its parts."""
    names = numbered(*range(5))
    batches = Batches(tmp_path, refuse)
    for name in (*names, *names[:3]):
        batches.add(rows_of(Reading(Page(name, "清河县", "utf-8", ""), (), (), ()), "k"))
        batches.close()
    assert build_of(tmp_path, *names)[0] == 5
    assert pages_in(tmp_path) == names


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A finished build of six pages in three batches."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(6):
        text = f"清河县第{number}医院院长赵立群来到葛仙庄镇。\n"
        (pages / f"2024-03-0{number + 1}.txt").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.batches.MOST_PAGES", 2)
        again(tmp_path)
    return tmp_path


class Told(Listener):
    """Keeps what is warned of."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def on_warning(self, message: str) -> None:
        self.warnings.append(message)


def again(folder: Path, out: str = "out") -> tuple[int, list[str]]:
    """Build once more; return how many pages were known and what was warned of."""
    told = Told()
    config = Config(pages=(folder / "pages",), out=folder / out, model="rules", jobs=1)
    return build(config, told, HERE).cached, told.warnings


def files(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in out.iterdir() if p.is_file() and p.name != "run.json"}


def _flip(at: float) -> Callable[[Path], None]:
    def flip(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int(at * (len(content) - 1))] ^= 0x55
        path.write_bytes(content)

    return flip


DAMAGE: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "begin": _flip(0),
    "data": _flip(0.3),
    "footer": _flip(0.9),
    "end": _flip(1),
}


@pytest.mark.parametrize("table", [*READ_TABLES, "batch.json"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_any_damage_of_a_batch_is_found(tmp_path: Path, table: str, damage: str) -> None:
    names = numbered(*range(3))
    (name,) = build_of(tmp_path, *names)[1]
    path = tmp_path / "readings" / name / (table if "." in table else f"{table}.parquet")
    DAMAGE[damage](path)
    told: list[str] = []
    batches = Batches(tmp_path, told.append)
    assert not any(batches.use(page, "k") for page in names)
    (said,) = told
    fault = {"missing": "missing"}.get(damage, "damaged")
    assert str(said) == f"{path}: {fault}; the pages of its batch are read again"


def test_a_damaged_batch_is_read_again_and_told(built: Path) -> None:
    before = files(built / "out")
    path = built / "out" / "readings" / "000002" / "mentions.parquet"
    _flip(0.3)(path)
    assert again(built) == (4, [f"{path}: damaged; the pages of its batch are read again"])
    assert files(built / "out") == before
    assert again(built) == (6, [])


def test_damage_while_a_build_goes_on_ends_it_with_the_file(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The earlier outputs stay, and the next build reads the pages of that batch again."""
    before = files(built / "out")
    path = built / "out" / "readings" / "000002" / "text.parquet"

    def open_damaged(engine: Engine, out: Path, batches: list[str]) -> None:
        open_batches(engine, out, batches)
        path.write_bytes(path.read_bytes()[:-40] + b"\0" * 40)

    monkeypatch.setattr("kg.store.batches.MOST_PAGES", 2)
    monkeypatch.setattr("kg.pipeline.build.open_batches", open_damaged)
    with pytest.raises(OutputError) as raised:
        again(built)
    said = str(raised.value)
    assert said == f"{path}: damaged; build again: the pages of its batch are read anew"
    assert files(built / "out") == before
    monkeypatch.undo()
    assert again(built)[0] == 4
    assert files(built / "out") == before


@pytest.mark.parametrize("error", [duckdb.InvalidInputException("x"), pa.ArrowInvalid("x"), OSError(5, "x")])
def test_a_fault_that_no_file_explains_stays_what_it_is(tmp_path: Path, error: Exception) -> None:
    used = build_of(tmp_path, *numbered(1))[1]
    with pytest.raises(type(error)), naming_damage(tmp_path, used):
        raise error


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        "[" * 100_000,
        f'{{"form": {FORM}, "generation": "000001", "readings": 3, "tables": {{}}}}',
    ],
)
def test_a_damaged_manifest_is_named_and_the_next_build_mends_it(built: Path, content: str) -> None:
    path = built / "out" / "store" / "manifest.json"
    path.write_text(content, "utf-8")
    with pytest.raises(OutputError, match=r"manifest\.json: damaged .* build again with `kg build PAGES -o"):
        read_manifest(built / "out")
    assert again(built) == (6, [])
    assert len(read_manifest(built / "out")) == 1


def test_a_store_of_another_form_is_told(built: Path) -> None:
    path = built / "out" / "store" / "manifest.json"
    path.write_text('{"form": 99, "what": "ever"}', "utf-8")
    with pytest.raises(OutputError, match=f"a store of form 99, where this kg reads {FORM}; build again"):
        read_manifest(built / "out")


def test_a_store_without_a_manifest_is_told_and_built_anew(built: Path) -> None:
    (built / "out" / "store" / "manifest.json").unlink()
    with pytest.raises(OutputError, match="kept no store; build again"):
        read_manifest(built / "out")
    assert again(built) == (6, [])
    read_manifest(built / "out")


def test_the_manifest_counts_rows(built: Path) -> None:
    contents = read_contents(built / "out")
    assert [rows["pages"] for rows in contents.readings.values()] == [2, 2, 2]
    assert set(contents.tables) >= {"entities", "edges", "tenures", "contradictions"}
    lines = (built / "out" / "entities.jsonl").read_text("utf-8").splitlines()
    assert contents.tables["entities"] == len(lines)


@pytest.mark.parametrize("name", ["readings", "store"])
@pytest.mark.parametrize("inside", ["notes.txt", "201903", "000001"])
def test_what_kg_did_not_write_is_left_alone(built: Path, name: str, inside: str) -> None:
    own = built / "other" / name / inside
    own.parent.mkdir(parents=True)
    if "." in inside:
        own.write_text("mine", "utf-8")
    else:
        own.mkdir()
    with pytest.raises(OutputError, match=f"{name}: kg keeps its own files under this name"):
        again(built, "other")
    assert own.exists()
    assert [path.name for path in (built / "other").iterdir()] == [name]


def test_a_file_where_a_folder_should_be_is_left_alone(built: Path) -> None:
    (built / "other").mkdir()
    (built / "other" / "readings").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="rename it, or give another folder with -o"):
        again(built, "other")
    assert (built / "other" / "readings").read_text("utf-8") == "mine"


def test_other_things_among_the_batches_are_not_swept(built: Path) -> None:
    folder = built / "out" / "readings"
    kept = [folder / "notes", folder / "000001x", folder / "old.partial"]
    gone = [folder / "000099", folder / "000098.partial"]
    for path in (*kept, *gone):
        path.mkdir()
    assert {*leftovers(built / "out")} == {*gone}
    assert again(built)[0] == 6
    assert all(path.exists() for path in kept)
    assert not any(path.exists() for path in gone)


def test_a_folder_whose_name_is_a_pattern_or_a_quote(built: Path) -> None:
    for name in ("it's [1]*?", "年“报”"):
        assert again(built, name)[0] == 0
        assert again(built, name)[0] == 6


def test_a_disk_that_is_full_while_a_batch_is_written(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, left = files(built / "out"), deque([None] * 3)
    write = pa.parquet.write_table

    def full(table: pa.Table, path: Path, **settings: object) -> None:
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        left.popleft()
        write(table, path, **settings)

    (built / "pages" / "2024-03-09.txt").write_text("清河县水利局局长钱守义到会。\n", "utf-8")
    monkeypatch.setattr("kg.store.arrow.parquet.write_table", full)
    with pytest.raises(OutputError, match="No space left on device"):
        again(built)
    assert files(built / "out") == before
    assert leftovers(built / "out") == []
    monkeypatch.undo()
    assert again(built) == (6, [])


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    usage = shutil.disk_usage
    monkeypatch.setattr(
        "kg.pipeline.room.shutil.disk_usage", lambda path: usage(path)._replace(free=3_000_000)
    )
    yield


@pytest.mark.usefixtures("little_room")
def test_too_little_disk_is_told_before_anything_is_read(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert again(built)[0] == 6, "it is enough"
    before = files(built / "out")
    (built / "pages" / "long.txt").write_text("清河县" * 100_000, "utf-8")
    monkeypatch.setattr("kg.pipeline.build.read_all", refuse)
    with pytest.raises(KgError, match=r"out: 3 MB are free, and this build needs about 14 MB; make room"):
        again(built)
    assert files(built / "out") == before
