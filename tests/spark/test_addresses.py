"""Pages, tables and OUT at an address of another file system, which only Hadoop and fsspec reach."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.errors import ConfigError, InputError, KgError
from kg.pages import PageFile, find_pages
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener
from kg.remote import address_of
from kg.spark.build import build_on_spark
from kg.spark.fetching import fetching
from kg.spark.folders import PagesFolder, find_sources
from kg.spark.listing import distinct, listed
from kg.spark.session import FEWEST
from kg.spark.shared import SharedFolder
from tests.long import LONG
from tests.spark.hdfs import serve_folder
from tests.spark.lists import list_files
from tests.spark.sessions import tell
from tests.spark.tables import differing, files_in, tables_in

pytest.importorskip("fsspec", reason="fsspec is not installed")
pytest.importorskip("requests", reason="requests, which fsspec needs for WebHDFS, is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # by PySpark
HERE = Readers(here=True)


class _Heard(Listener):
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def on_warning(self, message: str) -> None:
        self.warnings.append(str(message))


@pytest.fixture
def far(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An address, and the folder behind it."""
    folder = tmp_path / "behind"
    folder.mkdir()
    with serve_folder(folder) as address:
        yield address, folder


def _archive(folder: Path) -> None:
    """Make of a folder of pages one with all that a folder can have."""
    (folder / "1987" / "03").mkdir(parents=True)
    (folder / "1987" / "03" / "02.txt").write_text("清河县县长赵立群出席会议。\n", "utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("2024-07-01-p01.txt", "清河县县长赵立群看望教师。\n")
    (folder / "pages.csv").write_text("page,date,paper\n2024-03-06-p01.txt,2023-01-01,清河日报\n", "utf-8")
    (folder / "notes.xyz").write_text("of no use", "utf-8")
    (folder / ".hidden.txt").write_text("of no use", "utf-8")


def test_pages_at_an_address_are_those_of_the_folder(
    far: tuple[str, Path], pages: Path, tmp_path: Path
) -> None:
    address, behind = far
    _archive(pages)
    shutil.copytree(pages, behind / "papers")
    heard: list[str] = []
    with fetching(heard.append) as fetched:
        (top,) = find_sources(Config(pages=(Path(f"{address}/papers/"),)), heard.append)
        assert isinstance(top, PagesFolder)
        found = list(fetched.pages(list_files(top, tmp_path / "lists", heard.append)))
        assert all(page.path.is_file() for page in found)
        assert [page.known for page in found] == [page.known for page in find_pages([pages], heard.append)]
    assert len(heard) == 2
    assert heard[0] == heard[1].replace(str(pages), f"{address}/papers")


@pytest.mark.parametrize(
    ("inside", "said"), [("nowhere", "no such file or folder"), ("empty", "no pages found; kg reads")]
)
def test_an_address_without_pages_is_told(
    far: tuple[str, Path], tmp_path: Path, inside: str, said: str
) -> None:
    address, behind = far
    (behind / "empty").mkdir()
    with pytest.raises(InputError, match=f"{address}/{inside}: {said}"):
        for top in find_sources(Config(pages=(Path(f"{address}/{inside}"),)), print):
            assert isinstance(top, PagesFolder)
            list_files(top, tmp_path / "lists", print)


def test_a_sidecar_of_no_use_is_named_by_its_address(far: tuple[str, Path]) -> None:
    (far[1] / "papers").mkdir()
    (far[1] / "papers" / "pages.csv").write_text("of no use\n", "utf-8")
    file = PageFile(Path(far[0], "papers", "1.txt"), "1.txt")
    with (
        fetching(print) as fetched,
        pytest.raises(InputError, match=f"{far[0]}/papers/pages.csv: line 1 must"),
    ):
        list(fetched.pages([file]))


def test_two_files_of_one_name_are_told() -> None:
    files = [PageFile(Path("s3a://a/1.txt"), "1.txt"), PageFile(Path("s3a://b/1.txt"), "1.txt")]
    with pytest.raises(InputError, match=r"two pages are called 1\.txt"):
        list(distinct(map(listed, files)))


def test_a_file_that_is_gone_is_named_by_its_address(far: tuple[str, Path]) -> None:
    heard: list[str] = []
    file = PageFile(Path(far[0], "papers", "1.txt"), "1.txt")
    with fetching(heard.append) as fetched:
        (page,) = fetched.pages([file])
        assert (
            fetched.said(InputError("{path}: gone", path=page.path).phrase) == f"{far[0]}/papers/1.txt: gone"
        )
    assert heard[0].startswith(f"{far[0]}/papers/1.txt: can't be fetched")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("s3a://press/1987/03", "s3a://press/1987/03"),
        ("hdfs://name:8020/papers", "hdfs://name:8020/papers"),
        ("file:///papers", ""),
        ("papers/1987", ""),
        ("C:/papers", ""),
        ("第1版:要闻", ""),
    ],
)
def test_addresses_among_paths(path: str, address: str) -> None:
    assert address_of(Path(path)) == address


def test_without_spark_an_address_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="s3a://press/1987: an address of another file system"):
        build(Config(pages=(Path("s3a://press/1987"),), out=tmp_path / "out"))


def test_an_address_that_no_package_knows_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nosuch://press: no file system is known for this address"):
        find_sources(Config(pages=(Path("nosuch://press"),)), print)
    shared = SharedFolder(tmp_path, "nosuch://press")
    with pytest.raises(ConfigError, match="install the package of fsspec"):
        shared.fetch(tmp_path / "a")


@LONG
def test_a_build_of_an_address_into_an_address(
    spark: Any, far: tuple[str, Path], pages: Path, tmp_path: Path
) -> None:
    address, behind = far
    _archive(pages)
    item = {"id": "1", "date": "2024-03-01", "text": "清河县县长赵立群会见教师。"}
    (behind / "items.jsonl").write_text(json.dumps(item) + "\n", "utf-8")
    shutil.copytree(pages, behind / "papers")
    config = Config(
        pages=(Path(f"{address}/papers"),),
        tables=(Path(f"{address}/items.jsonl"),),
        out=Path(f"{address}/archive"),
        model="rules",
        engine="spark",
    )
    there, heard = behind / "archive", _Heard()
    assert build_on_spark(config, heard).pages == 10
    of_files = [warning for warning in heard.warnings if address in warning]
    (of_page,) = set(heard.warnings) - set(of_files)  # by its name, wherever it lies
    assert (len(of_files), len(heard.warnings)) == (2, 3)
    assert "could not all be read" in of_page
    here = config.model_copy(
        update={"pages": (pages,), "tables": (behind / "items.jsonl",), "out": tmp_path / "here"}
    )
    build(here, readers=HERE)
    assert not differing(_without_paths(tables_in(there)), _without_paths(tables_in(here.out)))
    assert files_in(there).keys() == files_in(here.out).keys()
    assert sorted(path.name for path in there.iterdir()) == sorted(path.name for path in here.out.iterdir())
    assert json.loads((there / "run.json").read_text("utf-8"))["configuration"]["out"] == str(config.out)
    tell(spark, FEWEST, 1_000)
    _build_on(config, behind)


def _build_on(config: Config, behind: Path) -> None:
    """See that a later build, whose steps the driver does, reads what is new, and no more."""
    (behind / "papers" / "2024-03-07-p01.txt").write_text("清河县水利局局长周建国检查河道。\n", "utf-8")
    (behind / "papers" / "2024-06-03-p01.txt").unlink()
    assert build_on_spark(config).cached == 8
    tables = tables_in(behind / "archive")
    assert len(tables["pages"]) == 9
    assert any("周建国检查河道" in row for row in tables["text"])
    batches = sorted(path.name for path in (behind / "archive" / "readings").glob("[0-9]*"))
    assert batches == sorted(
        json.loads((behind / "archive" / "store" / "manifest.json").read_text("utf-8"))["readings"]
    )


def _without_paths(tables: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the rows of tables but for faults, whose messages name the place of a file."""
    return {name: rows for name, rows in tables.items() if name != "faults"}


def test_an_address_that_does_not_answer_is_told(spark: Any, pages: Path) -> None:
    config = Config(pages=(pages,), out=Path("webhdfs://127.0.0.1:1/archive"), model="rules", engine="spark")
    with pytest.raises(KgError, match=r"webhdfs://127\.0\.0\.1:1/archive: "):
        build_on_spark(config)
