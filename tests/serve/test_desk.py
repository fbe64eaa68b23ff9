"""A build that is replaced, damaged or gone while it is served."""

import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import OutputError
from kg.serve.desk import Desk
from kg.serve.snapshot import Snapshot
from kg.store.manifest import STORE, tables_of
from tests.serve.conftest import PAGES, Serve, write_pages

MORE = {
    "2025-02-03.txt": "清河县来了新县长\n本报2月3日讯（记者 高远）2月3日，清河县县长唐明远到葛仙庄镇调研。\n"
}


def copy_of(archive: Path, folder: Path) -> Path:
    shutil.copytree(archive, folder / "output")
    return folder / "output"


def test_a_new_build_takes_the_place_of_the_old_one(archive: Path, tmp_path: Path, serve: Serve) -> None:
    out = copy_of(archive, tmp_path)
    with serve(out, tmp_path / "review.csv") as (served, visitor):
        visitor.enter()
        assert visitor.json("/search.json?q=唐明远&in=names")["total"] == 0
        kg.build(write_pages(tmp_path / "pages", PAGES | MORE), out=out, jobs=1)
        assert visitor.ask("/search.json?q=县")[0] == 200  # answered, by the one or the other
        served.desk.wait()
        assert visitor.json("/search.json?q=唐明远&in=names")["total"] == 1


def test_a_build_that_goes_is_shown_on(archive: Path, tmp_path: Path, serve: Serve) -> None:
    out = copy_of(archive, tmp_path)
    with serve(out, tmp_path / "review.csv") as (_, visitor):
        visitor.enter()
        shutil.rmtree(out)
        for address in (
            "/",
            "/search.json?q=县",
            "/search.json?q=县&in=sentences",
            "/article.json?page=2021-03-02.txt",
        ):
            assert visitor.ask(address)[0] == 200


def test_a_damaged_build_is_not_put_in_place_of_a_whole_one(
    archive: Path, tmp_path: Path, serve: Serve
) -> None:
    out = copy_of(archive, tmp_path)
    with serve(out, tmp_path / "review.csv") as (served, visitor):
        visitor.enter()
        (tables_of(out) / "edges.parquet").write_bytes(b"no table")
        (out / STORE / "manifest.json").touch()
        assert visitor.ask("/")[0] == 200
        served.desk.wait()
        assert "edges.parquet" in str(served.desk.problem)
        assert "edges.parquet" in visitor.page("/")


@pytest.mark.parametrize("table", ["edges", "entities", "names", "nodes"])
@pytest.mark.parametrize("damage", [b"", b"PAR1 and nothing else", None])
def test_a_damaged_store_is_refused_by_name(
    archive: Path, tmp_path: Path, table: str, damage: bytes | None
) -> None:
    out = copy_of(archive, tmp_path)
    path = tables_of(out) / f"{table}.parquet"
    path.unlink() if damage is None else path.write_bytes(damage)
    with pytest.raises(OutputError, match=f"{table}.parquet: (damaged|missing)"):
        Desk(out)


def test_a_folder_without_a_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="build first"):
        Desk(tmp_path)


def test_nothing_is_left_behind(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(archive.rglob("*"))
    Snapshot(archive).close()
    assert list(tmp_path.iterdir()) == []
    assert sorted(archive.rglob("*")) == before
