"""kg as a library: `import kg`, builds as values, tables, each stage alone, the graph in a notebook."""

import dataclasses
import datetime
import gc
import html
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from stored import MakeBuild

import kg
from kg.api import Settings
from kg.config import Config
from kg.result import Result
from kg.schema import TABLES
from kg.store.tables import WHOLE

PAGE = """县人民医院举行义诊
本报3月5日讯（记者 周晓岚）3月5日，清河县人民医院院长赵立群带领医护人员来到葛仙庄镇义诊。
清河县卫生健康局局长孙玉梅说，义诊每月一次。清河县人民医院院长赵立群说，大家很欢迎。
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given") / "pages"
    folder.mkdir()
    (folder / "2024-03-06.txt").write_text(PAGE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def result(pages: Path) -> Result:
    return kg.build(pages, model="rules")


def test_import_kg_loads_nothing_else() -> None:
    script = "import sys, kg; kg.__version__; dir(kg); print([m for m in sys.modules if m.startswith('kg.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['kg.version']\n"


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(kg, name).__doc__
    assert name in dir(kg)


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'biuld'"):
        kg.biuld  # type: ignore[attr-defined]  # noqa: B018


def test_names_are_typed_for_users(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy checks the types")
    script = tmp_path / "use.py"
    script.write_text(
        "import kg\n"
        'result = kg.build("pages", min_count=2, labels=("PER",))\n'
        "reveal_type(result.posts)\n"
        'kg.build("pages", min_count="two")\n'
        'kg.build("pages", window=2)\n',
        "utf-8",
    )
    quick = ("--config-file=", "--no-site-packages", "--ignore-missing-imports", "--follow-imports=silent")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *quick, str(script)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"MYPYPATH": str(root)},
    )
    assert "tuple[kg.schema.PostRecord, ...]" in done.stdout
    assert 'Argument "min_count"' in done.stdout
    assert '"window"' in done.stdout
    assert "Found 2 errors" in done.stdout


def test_the_package_says_that_it_is_typed(root: Path) -> None:
    assert (root / "kg" / "py.typed").is_file()


def test_keyword_settings_are_the_fields_of_the_configuration() -> None:
    assert set(Settings.__annotations__) == set(Config.model_fields) - {"pages", "tables", "out"}


def test_a_build_is_a_value(result: Result) -> None:
    assert isinstance(result.graph, nx.MultiDiGraph)
    assert {entity.id for entity in result.entities} == set(result.graph)
    assert len(result.edges) == result.graph.number_of_edges()
    assert [(page.page, page.date, page.chars) for page in result.pages] == [
        ("2024-03-06.txt", "2024-03-06", len(PAGE))
    ]
    assert [article.byline for article in result.articles] == [("周晓岚",)]
    assert result.articles[0].headline == "县人民医院举行义诊"
    assert result.run["counts"]["entities"] == len(result.entities)
    assert repr(result).startswith("<Result 1 pages, 1 articles, ")


def test_entity_ids_are_filled_in(result: Result) -> None:
    (zhao,) = result.find("赵立群")
    assert (zhao.label, zhao.mentions) == ("PER", 2)
    assert result.find(zhao.id) == (zhao,)
    assert result.find("查无此人") == ()
    stated = [post for post in result.posts if post.person == "赵立群"]
    assert [(p.title, p.body, p.person_entity) for p in stated] == [("院长", "清河县人民医院", zhao.id)] * 2
    (hospital,) = result.find("清河县人民医院")
    assert {post.body_entity for post in stated} == {hospital.id}
    assert {m.entity for m in result.mentions if m.text == "赵立群"} == {zhao.id}
    tenure = next(tenure for tenure in result.tenures if tenure.person == zhao.id)
    assert (tenure.name, tenure.title, tenure.at, tenure.count) == ("赵立群", "院长", "清河县人民医院", 2)
    assert tenure.sources[0].page == "2024-03-06.txt"


def test_offsets_cite_the_page(result: Result) -> None:
    for mention in result.mentions:
        assert PAGE[mention.start : mention.end].replace("\n", "").replace(" ", "") == mention.text
    cited = [PAGE[s.start : s.end] for s in result.sentences]
    assert any("赵立群" in text for text in cited)


@pytest.mark.parametrize("table", WHOLE)
def test_records_are_plain_and_frozen(result: Result, table: str) -> None:
    records = result.records(table)
    assert records == getattr(result, table)
    for record in records[:3]:
        assert isinstance(record, TABLES[table].record)
        assert hash(record) is not None
        with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
            record.page = "x"  # type: ignore[union-attr,misc]


@pytest.mark.parametrize("table", WHOLE)
def test_records_leave_no_column_of_the_files_out(result: Result, table: str) -> None:
    lines = (result.folder / f"{table}.jsonl").read_text("utf-8").splitlines()
    written = {key for line in lines for key in json.loads(line)}
    assert written <= {field.name for field in dataclasses.fields(TABLES[table].record)}


def test_a_table_that_is_not_there(result: Result) -> None:
    with pytest.raises(kg.ConfigError, match="table 'post' is not known; choose from pages, articles"):
        result.records("post")


@pytest.mark.parametrize("count", [1, 2])
def test_pages_are_given_one_or_several(pages: Path, tmp_path: Path, count: int) -> None:
    (tmp_path / "2024-03-07.txt").write_text(PAGE.replace("赵立群", "钱守义"), "utf-8")
    given = [str(pages / "2024-03-06.txt"), tmp_path / "2024-03-07.txt"][:count]
    result = kg.build(given, model="rules") if count > 1 else kg.build(given[0], model="rules")
    assert len(result.pages) == count


def test_without_out_nothing_is_left(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    result = kg.build(pages, model="rules")
    assert result.folder.parent == tmp_path
    assert "<html" in result.to_html()
    del result
    gc.collect()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(kg.InputError):
        kg.build(tmp_path / "none", model="rules")
    assert list(tmp_path.iterdir()) == []


def test_with_out_the_files_stay_and_open_again(pages: Path, tmp_path: Path) -> None:
    result = kg.build(pages, tmp_path / "out", model="rules")
    assert (tmp_path / "out" / "graph.html").is_file()
    again = kg.open_build(tmp_path / "out")
    assert again.entities == result.entities
    assert again.mentions == result.mentions
    assert nx.utils.graphs_equal(again.graph, result.graph)


def test_the_command_line_gives_the_same_files(pages: Path, result: Result, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(pages),
        "-o",
        str(tmp_path / "out"),
        "--model",
        "rules",
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    for name in ("entities.jsonl", "edges.jsonl", "mentions.jsonl", "graph.html", "graph.graphml"):
        assert (tmp_path / "out" / name).read_bytes() == (result.folder / name).read_bytes()


def test_settings_come_from_a_file_and_by_name(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('model = "rules"\nlabels = ["PER"]\npages = ["none"]\n', "utf-8")
    only = kg.build(pages, config=tmp_path / "kg.toml")
    assert {mention.label for mention in only.mentions} == {"PER"}
    both = kg.build(pages, config=str(tmp_path / "kg.toml"), labels=("PER", "LOC"))
    assert {mention.label for mention in both.mentions} == {"PER", "LOC"}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"windo": 2}, "unknown key 'windo'; did you mean 'windows'?"),
        ({"min_count": 0}, "min_count: min_count = 0 does not fit"),
        ({"labels": ["PERSON"]}, "labels: labels = 'PERSON' does not fit"),
        ({"formats": ["gefx"]}, "format 'gefx' is not known"),
        ({"config": "none.toml"}, "none.toml: can't be read"),
        ({"model": "no_such_model"}, "model 'no_such_model' is not installed"),
        ({"gazetteers": ["none.csv"]}, "none.csv: gazetteer can't be read"),
        ({"review": "none.csv"}, "none.csv"),
    ],
)
def test_mistakes_are_kg_errors(pages: Path, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(kg.KgError) as caught:
        kg.build(pages, **({"model": "rules"} | settings))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("given", "said"), [("none", "no such file or folder"), ([], "nothing given"), ("", "no pages|no page")]
)
def test_nothing_to_read_is_an_input_error(
    given: str | list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(kg.InputError, match=said):
        kg.build(given, model="rules")


def test_a_page_that_is_left_out_is_logged_or_heard(
    pages: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "blank.txt").touch()
    with caplog.at_level(logging.WARNING, "kg"):
        kg.build([pages, tmp_path], model="rules")
    assert ["blank.txt" in record.message for record in caplog.records] == [True]

    class Ear(kg.Listener):
        heard: tuple[str, ...] = ()

        def on_warning(self, message: str) -> None:
            self.heard += (message,)

    ear = Ear()
    kg.build([pages, tmp_path], model="rules", listener=ear)
    assert len(ear.heard) == 1
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda out: (out / "store" / "000001" / "entities.parquet").unlink(),
            r"entities\.parquet: missing; build again",
        ),
        (
            lambda out: (out / "store" / "000001" / "edges.parquet").write_text("{", "utf-8"),
            r"edges\.parquet: damaged",
        ),
        (lambda out: (out / "store" / "manifest.json").write_text("{", "utf-8"), r"manifest\.json: damaged"),
        (
            lambda out: (out / "store" / "manifest.json").write_text('{"form": 99, "readings": []}'),
            "of form 99",
        ),
        (lambda out: shutil.rmtree(out / "store"), "built by an earlier kg"),
        (lambda out: shutil.rmtree(out), "build first"),
    ],
)
def test_a_damaged_build_is_an_output_error(result: Result, tmp_path: Path, spoil: Any, said: str) -> None:
    result.save(tmp_path / "out")
    spoil(tmp_path / "out")
    with pytest.raises(kg.OutputError, match=said):
        kg.open_build(tmp_path / "out")


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_save_copies_what_the_build_wrote_and_nothing_else(result: Result, tmp_path: Path) -> None:
    out = tmp_path / "out"
    saved = result.save(out)
    assert saved.folder == out
    assert _contents(out) == _contents(result.folder)
    (out / "README.md").write_text("mine", "utf-8")
    saved.save(tmp_path / "second")
    assert not (tmp_path / "second" / "README.md").exists()
    assert saved.save(out).entities == result.entities
    with pytest.raises(kg.OutputError, match="is a file"):
        saved.save(out / "README.md")


def test_export_writes_one_format(result: Result, tmp_path: Path) -> None:
    assert result.export("gexf", tmp_path / "graph.gexf") == tmp_path / "graph.gexf"
    assert "<gexf" in (tmp_path / "graph.gexf").read_text("utf-8")
    with pytest.raises(kg.ConfigError, match="format 'gefx' is not known"):
        result.export("gefx", tmp_path / "x")


def test_a_temporary_result_exports_beside_itself(pages: Path) -> None:
    result = kg.build(pages, model="rules", formats=["nodelink"])
    assert json.loads((result.folder / "nodelink.json").read_text("utf-8"))["nodes"]


def test_several_processes_in_a_script_without_a_guard_are_explained(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "2024-03-07.txt").write_text(PAGE, "utf-8")
    script = tmp_path / "script.py"
    given = [str(pages), str(tmp_path / "2024-03-07.txt")]
    script.write_text(
        "import kg\n"
        "try:\n"
        f"    kg.build({given!r}, model='rules', jobs=2, cache=False)\n"
        "except kg.KgError as error:\n"
        "    print(error)\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0
    assert 'put the call under `if __name__ == "__main__":`' in done.stdout


# tables


@pytest.mark.parametrize("table", WHOLE)
def test_pandas_holds_every_row_and_column(result: Result, table: str) -> None:
    pytest.importorskip("pandas", reason="pandas is optional")
    frame = result.to_pandas(table)
    assert list(frame.columns) == [column.name for column in TABLES[table].columns]
    assert len(frame) == len(result.records(table))


@pytest.mark.parametrize("table", WHOLE)
def test_polars_holds_every_row_and_column(result: Result, table: str) -> None:
    pytest.importorskip("polars", reason="polars is optional")
    frame = result.to_polars(table)
    assert frame.columns == [column.name for column in TABLES[table].columns]
    assert frame.height == len(result.records(table))


def test_pandas_has_dates_numbers_and_missing_values(result: Result) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is optional")
    posts = result.to_pandas("posts")
    assert posts["date"].str[:4].tolist() == ["2024"] * len(posts)
    assert result.to_pandas("pages")["date"].dt.year.unique().tolist() == [2024]
    assert posts["start"].dtype == "int64"
    assert posts["qualifier"].isna().all()
    assert posts["person"].dtype == pandas.StringDtype() or posts["person"].dtype == "string"
    entities = result.to_pandas("entities")
    assert str(entities["level"].dtype) == "Int64"
    assert entities.set_index("name")["level"].dropna().tolist() == [
        entity.level for entity in result.entities if entity.level
    ]
    assert result.to_pandas("edges")["weight"].dtype == "float64"


def test_polars_has_dates_numbers_and_structs(result: Result) -> None:
    polars = pytest.importorskip("polars", reason="polars is optional")
    posts = result.to_polars("posts")
    assert posts["date"].to_list() == [post.date for post in result.posts]
    days = result.to_polars("pages")["date"].to_list()
    assert days == [datetime.date.fromisoformat(str(page.date)) for page in result.pages]
    assert posts.schema["start"] == polars.Int64
    tenures = result.to_polars("tenures").explode("sources").unnest("sources")
    assert set(tenures["page"]) == {"2024-03-06.txt"}
    spans = result.to_polars("articles")["headline_spans"].to_list()
    assert spans == [[list(span) for span in article.headline_spans] for article in result.articles]


@pytest.mark.parametrize("written", ["2018", "2018-13-01", "", None, "昨天"])
def test_a_date_that_is_no_day_is_missing(written: str | None, tmp_path: Path, make_build: MakeBuild) -> None:
    pytest.importorskip("polars", reason="polars is optional")
    pytest.importorskip("pandas", reason="pandas is optional")
    page = {"page": "a.txt", "encoding": "utf-8", "chars": 4, "sha256": "0" * 64}
    post = {"page": "a.txt", "article": "a1", "start": 0, "end": 4, "person": "赵立群", "title": "院长"}
    tables = {"pages": [page | {"date": written}], "posts": [post | {"body": None, "date": written}]}
    result = kg.open_build(make_build(tmp_path, tables))
    assert result.pages[0].date == written
    assert result.to_polars("pages")["date"].to_list() == [None]
    assert result.to_pandas("pages")["date"].isna().all()
    assert result.to_polars("posts")["date"].to_list() == [written]  # a year or month may be all that is told


def test_an_empty_table_has_its_types(tmp_path: Path, make_build: MakeBuild) -> None:
    polars = pytest.importorskip("polars", reason="polars is optional")
    frame = kg.open_build(make_build(tmp_path, {})).to_polars("mentions")
    assert (frame.height, frame.schema["start"]) == (0, polars.Int64)


def test_a_query_sees_the_tables_as_programs_know_them(result: Result) -> None:
    for table in WHOLE:
        found = result.query(f"SELECT * FROM {table}")
        assert found.schema.names == [column.name for column in TABLES[table].columns]
        assert found.num_rows == len(result.records(table))
    sql = "SELECT e.name FROM mentions m JOIN entities e ON e.id = m.entity WHERE m.text = '赵立群' LIMIT 1"
    assert result.query(sql).to_pylist() == [{"name": "赵立群"}]
    assert "义诊每月一次" in str(result.query("SELECT text FROM text").to_pylist())


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", "query: Parser Error"),
        ("SELECT * FROM nothing", "query: Catalog Error: Table with name nothing does not exist"),
        ("SELECT CAST('x' AS INTEGER)", "query: Conversion Error"),
        ("DROP VIEW pages", "query: give one SELECT"),
        ("CREATE TABLE own AS SELECT 1", "query: give one SELECT"),
        ("SELECT 1; SELECT 2", "query: give one SELECT"),
        ("", "query: give one SELECT"),
    ],
)
def test_only_queries_are_taken(result: Result, sql: str, said: str) -> None:
    with pytest.raises(kg.ConfigError, match=said):
        result.query(sql)


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_missing_package_is_named(result: Result, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(kg.ConfigError, match=f"pip install {package}"):
        getattr(result, f"to_{package}")("posts")


# each stage


def test_stages_one_by_one_give_what_a_build_gives(pages: Path, result: Result) -> None:
    nlp = kg.load_pipeline("rules")
    readings = [kg.recognize_page(page, nlp) for page in kg.read_pages(pages)]
    resolution = kg.resolve_readings(readings)
    edges = kg.relate_readings(readings, resolution)
    assert tuple(resolution.entities) == result.entities
    assert tuple(edges) == result.edges
    assert nx.utils.graphs_equal(kg.build_graph(resolution.entities, edges), result.graph)


def test_a_text_is_a_page(result: Result) -> None:
    page = kg.make_page(PAGE, "清河/1.txt", date="2024-03-06")
    assert (page.path, page.raw, page.date_source) == ("清河/1.txt", PAGE, "flag")
    assert [article.headline for article in kg.split_page(page)] == ["县人民医院举行义诊"]


def test_pages_that_cannot_be_read_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "gb18030")
    (tmp_path / "b.txt").touch()
    assert [page.encoding for page in kg.read_pages(tmp_path)] == ["gb18030"]
    assert [record.name for record in caplog.records] == ["kg"]


def test_a_review_counts_in_resolving(tmp_path: Path) -> None:
    (tmp_path / "review.csv").write_text("action,a,b\nrename,赵立群,赵医生\n", "utf-8")
    reading = kg.recognize_page(kg.make_page(PAGE), kg.load_pipeline("rules"))
    names = {entity.name for entity in kg.resolve_readings([reading], tmp_path / "review.csv").entities}
    assert "赵医生" in names


# notebooks


def test_a_notebook_gets_a_frame_that_cannot_reach_it(result: Result) -> None:
    shown = result._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert html.unescape(shown.split('"')[1]) == result.to_html()
    assert "allow-same-origin" not in shown


DRAWN = """() => {
    const canvas = document.querySelector("canvas");
    if (canvas.width === 0) return false;  // not laid out yet
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let painted = 0;
    for (let at = 3; at < data.length; at += 4) painted += data[at] > 0;
    return painted > 1000;
}"""


def test_the_graph_draws_in_a_notebook_and_asks_for_nothing(
    result: Result, browser: Any, tmp_path: Path
) -> None:
    cell = f"<!doctype html><meta charset=utf-8><body><div class=output>{result._repr_html_()}</div>"
    (tmp_path / "notebook.html").write_text(cell, "utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    faults: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "notebook.html").as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("canvas")
    frame.wait_for_function(DRAWN, polling=500, timeout=120_000)  # each look reads the whole picture
    search = frame.locator("input").first
    search.fill("赵立群")
    search.press("Enter")
    frame.get_by_text("院长").locator("visible=true").first.wait_for()  # on the card of the person found
    page.screenshot(path=str(tmp_path / "notebook.png"))
    assert faults == []
    assert [url for url in asked if not url.startswith(("file:", "about:", "data:", "blob:"))] == []
    page.close()


def test_the_graph_of_a_folded_cell_draws_when_it_is_unfolded(
    result: Result, browser: Any, tmp_path: Path
) -> None:
    cell = f"<!doctype html><meta charset=utf-8><body><div id=cell hidden>{result._repr_html_()}</div>"
    (tmp_path / "notebook.html").write_text(cell, "utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto((tmp_path / "notebook.html").as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("canvas", state="attached")
    page.evaluate("document.getElementById('cell').hidden = false")
    frame.wait_for_function(DRAWN, polling=500, timeout=120_000)
    page.close()


def test_a_build_without_its_page_says_so(result: Result, tmp_path: Path) -> None:
    saved = result.save(tmp_path / "out")
    (tmp_path / "out" / "graph.html").unlink()
    with pytest.raises(kg.OutputError, match=r"graph\.html: missing"):
        saved.to_html()
