"""`kg doctor OUT`: how large the store of a build is, and what is wrong with it."""

import json
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.config import Config
from kg.errors import OutputError
from kg.health import examine_build
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.store.arrow import write_parquet
from kg.store.batch import FORM
from kg.store.finished import open_store


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    (folder / "page.txt").write_text("清河县人民医院院长赵立群来到葛仙庄镇。\n", "utf-8")
    config = Config(pages=(folder / "page.txt",), out=folder / "out", model="rules", node_score=0.0, jobs=1)
    build(config, readers=Readers(here=True))
    return config.out


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    shutil.copytree(finished, tmp_path / "out")
    return tmp_path / "out"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["doctor", *map(str, arguments)])
    return result.exit_code, result.stdout


def test_a_whole_store(out: Path) -> None:
    health = examine_build(out)
    assert (health.batches, health.pages, health.characters, health.text) == (1, 1, 20, 57)
    files = [path for part in ("readings/000001", "store/000001") for path in (out / part).iterdir()]
    assert health.readings + health.tables == sum(path.stat().st_size for path in files)
    assert (health.faults, health.leftovers) == ((), ())
    code, said = run(out)
    assert code == 0
    assert said.splitlines()[0] == "pages   1, in 1 batches"
    assert (
        said.splitlines()[-1] == "health  every file is whole, every name and passage of the tables is known"
    )


def test_as_json(out: Path) -> None:
    (out / "readings" / "000007.partial").mkdir()
    code, said = run(out, "--json")
    assert code == 0
    told = json.loads(said)
    assert (told["pages"], told["form"], told["faults"]) == (1, FORM, [])
    assert told["leftovers"] == [str(out / "readings" / "000007.partial")]


def _short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def _other_rows(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"entities": 4', '"entities": 5'), "utf-8")


def _last_row(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _rows_in_one(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-2].replace(b"\n", b" ") + content[-2:])


def _no_sizes(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"sizes": 3}), "utf-8")


def _nested(path: Path) -> None:
    path.write_text("[" * 100_000, "utf-8")


def _other_pages(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"pages": 1', '"pages": 2'), "utf-8")


def _no_rows(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace('"rows"', '"lines"'), "utf-8")


def _no_text(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"article", b"arti\x80le"))


@pytest.mark.parametrize(
    ("file", "damage", "said"),
    [
        ("readings/000001/batch.json", _no_rows, "readings/000001/batch.json: damaged"),
        ("readings/000001/text.parquet", _short, "readings/000001/text.parquet: damaged"),
        ("readings/000001/posts.parquet", Path.unlink, "readings/000001/posts.parquet: missing"),
        ("readings/000001/batch.json", Path.unlink, "readings/000001/batch.json: missing"),
        ("readings/000001", shutil.rmtree, "readings/000001/batch.json: missing"),
        ("store/000001/edges.parquet", _short, "store/000001/edges.parquet: damaged"),
        ("store/000001/tenures.parquet", Path.unlink, "store/000001/tenures.parquet: missing"),
        (
            "store/manifest.json",
            _other_pages,
            "readings/000001: holds other rows than store/manifest.json says",
        ),
        (
            "store/manifest.json",
            _other_rows,
            "store/000001/entities.parquet: holds other rows than store/manifest.json says",
        ),
        ("entities.jsonl", _last_row, "entities.jsonl: not [0-9,]+ bytes long, as run.json says"),
        ("text.jsonl", _short, "text.jsonl: not [0-9,]+ bytes long, as run.json says"),
        ("mentions.jsonl", _rows_in_one, "mentions.jsonl: holds other rows than run.json says"),
        ("edges.jsonl", Path.unlink, "edges.jsonl: missing"),
        ("graph.html", _short, "graph.html: not [0-9,]+ bytes long, as run.json says"),
        ("run.json", Path.unlink, "run.json: missing"),
        ("run.json", _short, "run.json: damaged"),
        ("run.json", _no_sizes, "run.json: damaged"),
        ("run.json", _nested, "run.json: damaged"),
    ],
)
def test_what_is_wrong_is_named(out: Path, file: str, damage: Callable[[Path], None], said: str) -> None:
    damage(out / file)
    code, lines = run(out)
    assert code == 1
    assert any(re.match(rf"damage  {re.escape(str(out))}/{said}", line) for line in lines.splitlines()), lines
    assert lines.splitlines()[-1] == f"health  damaged: build again with `kg build PAGES -o {out}`"


def test_a_name_of_a_column_that_is_no_text_is_damage(out: Path) -> None:
    _no_text(out / "store" / "000001" / "senses.parquet")
    with pytest.raises(OutputError, match=r"senses\.parquet: damaged"):
        open_store(out).close()


def test_a_review_file_may_change(out: Path) -> None:
    (out / "review.csv").write_text("action,a,b\n", "utf-8")
    assert examine_build(out).faults == ()


def test_run_json_counts_the_rows_of_each_table(out: Path) -> None:
    sizes = json.loads((out / "run.json").read_text("utf-8"))["sizes"]
    tables = {path.name: path.read_bytes() for path in out.glob("*.jsonl")}
    assert {name: told["rows"] for name, told in sizes.items() if "rows" in told} == {
        name: content.count(b"\n") for name, content in tables.items()
    }
    assert sum(map(len, tables.values())) == sum(sizes[name]["bytes"] for name in tables)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "kept no store; build again"), ("{}", "damaged"), ('{"form": 99}', "a store of form 99")],
)
def test_what_is_no_store_is_told(out: Path, content: str | None, said: str) -> None:
    path = out / "store" / "manifest.json"
    if content is None:
        path.unlink()
    else:
        path.write_text(content, "utf-8")
    with pytest.raises(OutputError, match=said):
        examine_build(out)


def _seal(path: Path) -> None:
    """Write the sum of a changed file among those of its batch, as if a build had written it so."""
    sums = path.with_name("batch.json")
    if sums.is_file():
        told = json.loads(sums.read_text("utf-8"))
        content = path.read_bytes()
        told["tables"][path.stem] |= {"bytes": len(content), "crc32": zlib.crc32(content)}
        sums.write_text(json.dumps(told), "utf-8")


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        (
            "store/000001/entities",
            "id = CASE WHEN label = 'PER' THEN 'P0' ELSE id END",
            "posts: person_entity of 1 ",
        ),
        ("store/000001/edges", "target = 'X'", "edges: target of "),
        ("store/000001/entities", "label = 'XYZ'", "entities: label of "),
        ("readings/000001/mentions", '"end" = 99', "mentions: start of "),
        ("readings/000001/mentions", "article = 'a9'", "mentions: article of "),
        ("readings/000001/text", "page = 'q'", "text: page of 1 rows is not known, as q"),
        ("readings/000001/pages", "chars = 5", "does not lie on its page"),
        (
            "readings/000001/mentions",
            '"end" = "end" + 1',
            "mentions: 2 overlap the one before, as page.txt 7",
        ),
        ("readings/000001/mentions", "sentence = 5", "mentions: 4 do not stand in their sentence"),
        ("readings/000001/text", '"start" = "start" + 1', "passages of the evidence are no sentence"),
        ("store/000001/edges", "first_date = '2018-02-30'", "edges: first_date of 5 rows is no day"),
        (
            "store/000001/edges",
            "first_date = '2018-12-09', last_date = '2018-12-08'",
            "edges: first_date of 5 rows is after the last one, as 2018-12-09",
        ),
        ("store/000001/names", "entity = 'P0'", "names: entity of "),
        ("store/000001/named", "score = 2", "named: "),
        ("store/000001/named", "entity = 'P0'", "mentions: entity of "),
        ("store/000001/occurrences", "times = 9", "occurrences: "),
    ],
)
def test_tables_that_do_not_agree(out: Path, table: str, change: str, said: str) -> None:
    path = out / f"{table}.parquet"
    changes = (each.partition(" = ") for each in change.split(", "))
    replaced = ", ".join(f"{value} AS {column}" for column, _, value in changes)
    changed = duckdb.sql(f"SELECT * REPLACE ({replaced}) FROM read_parquet('{path}')").to_arrow_table()
    write_parquet(changed, path)
    _seal(path)
    faults = [str(fault) for fault in examine_build(out).faults]
    assert any(said in fault for fault in faults), faults
    code, told = run(out)
    assert code == 1
    assert "damage" in told
