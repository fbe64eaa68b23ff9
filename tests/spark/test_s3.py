"""Pages, a table and OUT in a bucket of an object store, which answers as S3 does."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.errors import InputError, OutputError
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener
from kg.spark.build import build_on_spark
from tests.long import LONG
from tests.spark.tables import files_in, tables_in

pytest.importorskip("s3fs", reason="s3fs is not installed")
moto = pytest.importorskip("moto.server", reason="moto, which answers as S3 does, is not installed")
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),  # by PySpark
    pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning"),  # by botocore
]
SCHEME = "s3a"


class _Heard(Listener):
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def on_warning(self, message: str) -> None:
        self.warnings.append(str(message))


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """Where an object store of this machine answers."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "reader",
            "AWS_SECRET_ACCESS_KEY": "of tests",
            "AWS_DEFAULT_REGION": "us-east-1",
            "NO_PROXY": host,
        }.items():
            patch.setenv(name, value)
        yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(store: str, request: pytest.FixtureRequest) -> Any:
    """The file system of the store with an empty bucket, and the address of that."""
    import s3fs  # noqa: PLC0415

    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    name = f"press{abs(hash(request.node.name)) % 10**8}"
    system.mkdir(name)
    return system, f"{SCHEME}://{name}"


@LONG
def test_a_build_of_a_bucket_into_a_bucket(
    store: str, spark: Any, bucket: tuple[Any, str], pages: Path, tmp_path: Path
) -> None:
    system, address = bucket
    for page in sorted(pages.iterdir()):
        system.put_file(str(page), f"{address}/papers/1987/{page.name}")
    table = tmp_path / "items.jsonl"
    item = {"id": "1", "date": "2024-03-01", "text": "清河县县长赵立群会见教师。"}
    table.write_text(json.dumps(item) + "\n", "utf-8")
    system.put_file(str(table), f"{address}/items.jsonl")
    heard = _Heard()
    config = Config(
        pages=(Path(f"{address}/papers"),),
        tables=(Path(f"{address}/items.jsonl"),),
        out=Path(f"{address}/archive"),
        model="rules",
        engine="spark",
    )
    assert build_on_spark(config, heard).pages == 8
    (reached,) = [said for said in heard.warnings if "no file system" in said]
    assert reached.startswith(f"{address}/archive: Spark has no file system for this address")
    there = _brought(system, address, tmp_path / "there")
    (tmp_path / "near").mkdir()
    pages.rename(tmp_path / "near" / "1987")
    here = config.model_copy(
        update={"pages": (tmp_path / "near",), "tables": (table,), "out": tmp_path / "here"}
    )
    build(here, readers=Readers(here=True))
    assert _without_faults(there) == _without_faults(here.out)
    assert files_in(there).keys() == files_in(here.out).keys()
    assert not system.find(f"{address}/archive/.kg-staging")
    assert build_on_spark(config).cached == 8


def test_an_object_store_says_what_it_does_not_have(
    store: str, spark: Any, bucket: tuple[Any, str], pages: Path, tmp_path: Path
) -> None:
    _, address = bucket
    with pytest.raises(InputError, match=f"{address}/papers: no such file or folder"):
        build_on_spark(
            Config(pages=(Path(f"{address}/papers"),), out=tmp_path / "out", model="rules", engine="spark")
        )
    nowhere = Path(f"{SCHEME}://nobody-has-this/archive")
    with pytest.raises(OutputError, match=f"{SCHEME}://nobody-has-this/archive: "):
        build_on_spark(Config(pages=(pages,), out=nowhere, model="rules", engine="spark"))


def _brought(system: Any, address: str, folder: Path) -> Path:
    """Return a folder here with what a build has put at an address."""
    top = f"{address}/archive".partition("://")[2]
    for found in system.find(top):
        target = folder / found[len(top) + 1 :]
        target.parent.mkdir(parents=True, exist_ok=True)
        system.get_file(found, str(target))
    return folder


def _without_faults(out: Path) -> dict[str, list[str]]:
    """Return the tables of a build but for faults, whose messages name the place of a file."""
    return {name: rows for name, rows in tables_in(out).items() if name != "faults"}
