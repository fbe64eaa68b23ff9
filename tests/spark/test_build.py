"""A build on Spark is the build of one machine: the same tables, files and messages."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.errors import InputError
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener, Summary
from kg.spark.build import build_on_spark
from tests.long import LONG
from tests.spark.sessions import tell
from tests.spark.tables import differing, files_in, tables_in

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # by PySpark
HERE = Readers(here=True)
ITEMS = [
    {
        "id": f"{n}",
        "date": f"2024-03-{n % 28 + 1:02}",
        "text": f"清河县第{n % 7}中学校长{who}会见清河县县长{other}。",
    }
    for n, (who, other) in enumerate(
        (who, other)
        for who in ("赵立群", "钱守义", "孙玉梅", "李大海", "吴秀兰", "周建国", "郑小红", "王志强")
        for other in ("冯爱华", "陈永年", "褚卫东", "卫国强", "蒋明亮", "沈思远", "韩春生", "杨光明")
    )
]


class _Heard(Listener):
    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.done: tuple[int, int | None] = (0, None)

    def on_warning(self, message: str) -> None:
        self.warnings.append(str(message))

    def on_page(self, path: str, done: int, total: int | None) -> None:
        self.done = done, total


def _config(out: Path, **settings: Any) -> Config:
    return Config(out=out, model="rules", jobs=1, engine="spark", **settings)


def _both(tmp_path: Path, listener: Listener | None = None, **settings: Any) -> tuple[Summary, Summary]:
    """Build on this machine (`here`) and, heard, on Spark (`there`), and return what they say."""
    here = build(_config(tmp_path / "here", **settings), readers=HERE)
    return here, build_on_spark(_config(tmp_path / "there", **settings), listener)


def _assert_equal(tmp_path: Path) -> None:
    assert not differing(tables_in(tmp_path / "there"), tables_in(tmp_path / "here"))
    here = files_in(tmp_path / "here")
    assert {"edges.jsonl", "graph.graphml", "graph.html", "report.html"} <= set(here)
    assert files_in(tmp_path / "there") == here


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"windows": ("sentence", "paragraph", "article"), "bylines": True, "min_count": 2, "backbone": 0.9},
    ],
    ids=["as usual", "strong edges of all windows"],
)
def test_all_tables_and_files_are_those_of_one_machine(
    spark: Any, pages: Path, tmp_path: Path, settings: dict[str, Any]
) -> None:
    heard = _Heard()
    here, there = _both(tmp_path, heard, pages=(pages,), **settings)
    assert (there.pages, there.posts, there.mentions) == (here.pages, here.posts, here.mentions)
    _assert_equal(tmp_path)
    tables = tables_in(tmp_path / "there")
    assert len(tables["tenures"]) > 3
    assert len(tables["faults"]) == 1
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == sorted(
        path.name for path in (tmp_path / "here").iterdir()
    )
    lost, empty = heard.warnings
    assert lost.startswith("2024-06-03-p01.txt: what is printed could not all be read")
    assert empty.startswith(f"{pages}/2024-06-01-p01.txt: the file is empty")
    assert heard.done == (8, 8)


@pytest.mark.parametrize("shuffled", [1, 7])
def test_many_chunks_and_any_number_of_partitions_make_no_difference(
    spark: Any, tmp_path: Path, shuffled: int
) -> None:
    table = tmp_path / "items.jsonl"
    table.write_text("".join(json.dumps(item) + "\n" for item in [*ITEMS, {"id": "x", "text": ""}]), "utf-8")
    tell(spark, "spark.sql.shuffle.partitions", shuffled)
    assert spark.newSession().conf.get("spark.sql.shuffle.partitions") == str(shuffled)
    here, there = _both(tmp_path, pages=(), tables=(table,))
    assert (there.pages, there.skipped) == (here.pages, here.skipped) == (64, 1)
    assert len(list((tmp_path / "there" / "readings").glob("[0-9]*"))) > 1
    _assert_equal(tmp_path)


def test_a_build_goes_on_where_one_on_this_machine_ended_and_back(
    spark: Any, pages: Path, tmp_path: Path
) -> None:
    config = _config(tmp_path / "there", pages=(pages,))
    build(config, readers=HERE)
    files = files_in(config.out)
    assert build_on_spark(config).cached == 7
    assert files_in(config.out) == files
    (pages / "2024-03-07-p01.txt").write_text("清河县水利局局长周建国到葛仙庄镇检查河道。\n", "utf-8")
    (pages / "2024-06-03-p01.txt").unlink()
    assert build_on_spark(config).cached == 5
    build(_config(tmp_path / "here", pages=(pages,)), readers=HERE)
    _assert_equal(tmp_path)
    assert build(config, readers=HERE).cached == 6


def test_a_page_that_can_not_be_read_ends_a_strict_build(spark: Any, pages: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="strict asks for all; nothing was written"):
        build_on_spark(_config(tmp_path / "there", pages=(pages,), strict=True))
    assert not (tmp_path / "there" / "entities.jsonl").exists()


@pytest.mark.parametrize("place", ["root", pytest.param("shared", marks=LONG)])
def test_real_pages_with_the_model_are_those_of_one_machine(
    spark: Any, place: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settings = {"pages": (request.getfixturevalue(place) / "seeds",), "jobs": 1}
    odd = tmp_path / "档案 {1,2} [a] 50%25*"  # what Hadoop takes for patterns and escapes
    build(Config(out=odd / "here", **settings), readers=HERE)  # type: ignore[arg-type]
    build_on_spark(Config(out=odd / "there", **settings))  # type: ignore[arg-type]
    _assert_equal(odd)
