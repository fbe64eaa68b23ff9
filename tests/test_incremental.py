"""A page is read once for each content, model and configuration; builds stay as if fresh."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg.pipeline.keys
from kg.cli.build import build_once
from kg.config import Config
from kg.errors import InputError, ModelError
from kg.pages import PageFile, find_pages
from kg.pipeline.build import build
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Keys
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Summary
from kg.pipeline.worker import Reader
from kg.reading.rows import unpack_rows
from kg.store.batches import batches_in
from tests.papers import write_pages

PAGES = {
    "2024-03-06.txt": "清河县人民医院院长赵立群带领医护人员来到葛仙庄镇义诊。\n",
    "2024-03-07.txt": "清河县水利局局长钱守义到葛仙庄镇检查河道。\n",
    "2024-03-08.txt": "清河县教育局局长孙玉梅说，清河县水利局局长钱守义到葛仙庄镇检查。\n",
}
HERE = Readers(here=True)
CHANGED = "清河县教育局局长吴秀兰来到清河中学调研。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages", PAGES)


def _config(pages: Path, out: str = "out", **settings: object) -> Config:
    known: dict[str, object] = {"model": "rules", "jobs": 1}
    return Config(pages=(pages,), out=pages.parent / out, **(known | settings))  # type: ignore[arg-type]


def _build(pages: Path, out: str = "out", **settings: object) -> Summary:
    config = _config(pages, out, **settings)
    return build(config, readers=HERE if config.jobs == 1 else None)


def _files(folder: Path) -> dict[str, bytes]:
    """Return the files of a build, but for what tells how long it took."""
    found = (path for path in folder.iterdir() if path.is_file() and path.name != "run.json")
    return {path.name: path.read_bytes() for path in found}


def _names(folder: Path) -> set[str]:
    lines = (folder / "entities.jsonl").read_text("utf-8").splitlines()
    return {json.loads(line)["name"] for line in lines}


def _assert_as_fresh(pages: Path, **settings: object) -> None:
    """The last build has the same bytes as one that knows of no earlier build."""
    assert _build(pages, "fresh", **settings).cached == 0
    files = _files(pages.parent / "fresh")
    assert {"edges.jsonl", "graph.graphml", "graph.html", "report.html"} <= set(files)
    assert _files(pages.parent / "out") == files
    shutil.rmtree(pages.parent / "fresh")


def test_a_second_build_reads_nothing_and_gives_the_same_bytes(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _build(pages).cached == 0
    first = _files(pages.parent / "out")

    def refuse(*_: object) -> None:
        raise AssertionError("a page is read")

    monkeypatch.setattr(Reader, "read", refuse)
    assert _build(pages).cached == 3
    assert _files(pages.parent / "out") == first
    monkeypatch.undo()
    _assert_as_fresh(pages)


def test_run_json_says_how_many_pages_were_known(pages: Path) -> None:
    for cached in (0, 3):
        _build(pages)
        run = json.loads((pages.parent / "out" / "run.json").read_text("utf-8"))
        assert run["cached"] == cached
        assert run["counts"]["pages"] == 3
        assert {*run["files"], "readings"} == {path.name for path in (pages.parent / "out").iterdir()}


def test_a_changed_page_alone_is_read_again(pages: Path) -> None:
    _build(pages)
    (pages / "2024-03-07.txt").write_text(CHANGED, "utf-8")
    assert _build(pages).cached == 2
    assert {"吴秀兰", "钱守义"} <= _names(pages.parent / "out")
    _assert_as_fresh(pages)


def test_a_removed_page_takes_its_facts_along(pages: Path) -> None:
    _build(pages)
    assert "赵立群" in _names(pages.parent / "out")
    (pages / "2024-03-06.txt").unlink()
    assert _build(pages).cached == 2
    assert not {"赵立群", "清河县人民医院"} & _names(pages.parent / "out")
    _assert_as_fresh(pages)


def test_a_page_under_another_name_is_cited_by_that_name(pages: Path) -> None:
    _build(pages)
    (pages / "2024-03-06.txt").rename(pages / "2024-03-09.txt")
    assert _build(pages).cached == 2
    mentions = (pages.parent / "out" / "mentions.jsonl").read_text("utf-8")
    assert "2024-03-09.txt" in mentions
    assert "2024-03-06.txt" not in mentions
    _assert_as_fresh(pages)


def test_what_pages_csv_says_counts_at_once(pages: Path) -> None:
    _build(pages)
    (pages / "pages.csv").write_text("page,date\n2024-03-06.txt,2023-01-02\n", "utf-8")
    assert _build(pages).cached == 2
    assert '"date": "2023-01-02"' in (pages.parent / "out" / "pages.jsonl").read_text("utf-8")
    _assert_as_fresh(pages)


def test_a_gazetteer_counts_by_what_it_holds(pages: Path) -> None:
    own = pages.parent / "own.csv"
    own.write_text("term,label,canonical\n河道,ORG,河道\n", "utf-8")
    assert _build(pages, gazetteers=(own,)).cached == 0
    assert _build(pages, gazetteers=(own,)).cached == 3
    own.write_text("term,label,canonical\n河道,LOC,清凉江\n", "utf-8")
    assert _build(pages, gazetteers=(own,)).cached == 0
    assert "清凉江" in _names(pages.parent / "out")
    assert _build(pages).cached == 0, "without the gazetteer nothing of it is left"
    _assert_as_fresh(pages)


def test_a_gazetteer_that_went_wrong_is_an_error_though_all_pages_are_known(pages: Path) -> None:
    own = pages.parent / "own.csv"
    own.write_text("term,label,canonical\n河道,LOC,清凉江\n", "utf-8")
    _build(pages, gazetteers=(own,))
    own.write_text("term,label,canonical\n河道,RIVER,清凉江\n", "utf-8")
    with pytest.raises(InputError, match=r"own\.csv:2: unknown label 'RIVER'"):
        _build(pages, gazetteers=(own,))
    own.unlink()
    with pytest.raises(InputError, match=r"own\.csv: gazetteer can't be read"):
        _build(pages, gazetteers=(own,))


@pytest.mark.parametrize(
    ("settings", "known"),
    [
        ({"title": "清河"}, 3),
        ({"min_count": 2}, 3),
        ({"windows": ("paragraph",)}, 3),
        ({"bylines": True}, 3),
        ({"jobs": 2}, 3),
        ({"date": "2020-01-01"}, 0),
        ({"labels": ("PER",)}, 0),
    ],
)
def test_a_setting_counts_where_it_matters_to_reading(
    pages: Path, settings: dict[str, object], known: int
) -> None:
    _build(pages)
    assert _build(pages, **settings).cached == known


def test_a_model_that_is_gone_is_an_error_though_pages_are_known(pages: Path) -> None:
    _build(pages)
    with pytest.raises(ModelError, match="no_such_model"):
        _build(pages, model="no_such_model")


def _write_model(folder: Path, extra: str = "") -> str:
    folder.mkdir(exist_ok=True)
    (folder / "config.cfg").write_text("[nlp]\n" + extra, "utf-8")
    return str(folder)


def test_a_model_counts_by_its_files(tmp_path: Path) -> None:
    keys = {
        Keys(Config(model=model)).common
        for model in ("rules", "kg_zh", "no_such_model", _write_model(tmp_path / "own"))
    }
    keys.add(Keys(Config(model=_write_model(tmp_path / "own", "# 2"))).common)
    assert len(keys) == 5


def test_another_version_of_kg_or_of_a_package_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Keys(Config()).common
    assert Keys(Config()).common == before
    with monkeypatch.context() as patch:
        patch.setattr(kg.pipeline.keys, "VERSION", "99")
        assert Keys(Config()).common != before
    monkeypatch.setattr(kg.pipeline.keys, "_version", {"jieba": "99"}.get)
    assert Keys(Config()).common != before


def test_the_code_that_reads_is_part_of_the_key() -> None:
    sources = {path.as_posix().rpartition("/kg/")[2] for path in kg.pipeline.keys._sources()}
    assert {
        "text.py",
        "pages/read.py",
        "recognize/titles.py",
        "data/divisions.tsv",
        "reading/rows.py",
    } <= sources
    assert not {name for name in sources if name.startswith(("export/", "cli/"))}


def test_a_bad_page_is_named_at_each_build(pages: Path) -> None:
    (pages / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    for cached in (0, 3):
        summary = _build(pages)
        assert (summary.skipped, summary.cached) == (1, cached)


def test_a_bad_page_alone_does_not_load_the_model(pages: Path) -> None:
    _build(pages)
    (pages / "blank.txt").touch()
    reader = Reader(_config(pages))
    (blank,) = [file for file in find_pages([pages], lambda _: None) if file.name == "blank.txt"]
    assert isinstance(reader.read(blank), Fault)
    assert "nlp" not in vars(reader)


def test_a_page_that_changes_while_it_is_read_is_read_again(pages: Path) -> None:
    config = _config(pages)
    file = PageFile(pages / "2024-03-06.txt", "2024-03-06.txt")
    key = Keys(config).of(file)
    packed = Reader(config).read(file, key)
    assert isinstance(packed, bytes)
    assert unpack_rows(packed)["pages"][0][-1] == key.name
    file.path.write_text(CHANGED, "utf-8")
    packed = Reader(config).read(file, key)
    assert isinstance(packed, bytes)
    assert unpack_rows(packed)["pages"][0][-1] == "", "its key would be that of the earlier content"


def test_what_a_build_wrote_among_the_pages_is_no_page(pages: Path) -> None:
    for _ in range(2):
        assert _build(pages, "pages/output").pages == 3
    assert (pages / "output" / "graph.html").is_file()


def test_several_processes_add_to_the_same_readings(pages: Path) -> None:
    assert _build(pages, jobs=2).cached == 0
    assert _build(pages, jobs=1).cached == 3
    (pages / "2024-03-07.txt").write_text(CHANGED, "utf-8")
    assert _build(pages, jobs=2).cached == 2
    _assert_as_fresh(pages)


def test_an_added_page_alone_is_read(pages: Path) -> None:
    _build(pages)
    (pages / "2024-03-01.txt").write_text(CHANGED, "utf-8")
    assert _build(pages).cached == 3
    assert "吴秀兰" in _names(pages.parent / "out")
    _assert_as_fresh(pages)


def test_a_page_listed_twice_counts_once(pages: Path) -> None:
    config = _config(pages).model_copy(update={"pages": (pages, pages / "2024-03-06.txt", pages)})
    for cached in (0, 3):
        summary = build(config, readers=HERE)
        assert (summary.pages, summary.cached) == (3, cached)
    _assert_as_fresh(pages)


def test_pages_that_came_and_went_leave_no_trace(pages: Path) -> None:
    text = PAGES["2024-03-06.txt"]
    for name in ("2024-03-06.txt", "2024-03-08.txt"):
        (pages / name).unlink()
        assert _build(pages).pages == 2
        (pages / name).write_text(PAGES[name], "utf-8")
        assert _build(pages).cached == 2
    for path in pages.iterdir():
        path.write_text(text + path.name, "utf-8")
        assert _build(pages).cached == 2
    assert len(batches_in(pages.parent / "out")) == 1, "they are joined"
    _assert_as_fresh(pages)


def test_settings_there_and_back_read_anew(pages: Path) -> None:
    _build(pages)
    assert _build(pages, date="2020-01-01").cached == 0
    assert _build(pages).cached == 0, "one reading of a page is kept"
    assert len(batches_in(pages.parent / "out")) == 1
    _assert_as_fresh(pages)


def test_all_is_read_anew_where_asked_for(pages: Path) -> None:
    _build(pages)
    before = batches_in(pages.parent / "out")
    assert _build(pages, cache=False).cached == 0
    assert batches_in(pages.parent / "out") != before
    assert _build(pages).cached == 3
    _assert_as_fresh(pages)


def test_readings_without_a_store_are_used(pages: Path) -> None:
    _build(pages)
    out = pages.parent / "out"
    for path in out.iterdir():
        if path.name == "store":
            shutil.rmtree(path)
        elif path.name != "readings":
            path.unlink()
    assert _build(pages).cached == 3
    _assert_as_fresh(pages)


def test_a_store_without_readings_is_built_anew(pages: Path) -> None:
    _build(pages)
    shutil.rmtree(pages.parent / "out" / "readings")
    assert _build(pages).cached == 0
    _assert_as_fresh(pages)


def test_what_was_read_before_a_build_went_wrong_is_known(pages: Path) -> None:
    (pages / "blank.txt").touch()
    with pytest.raises(InputError, match="strict asks for all"):
        _build(pages, strict=True)
    assert _build(pages).cached == 3
    _assert_as_fresh(pages)


def test_the_command_tells_what_was_known(pages: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (pages / "2024-03-06.txt").rename(pages.parent / "later.txt")
    _build(pages)
    (pages.parent / "later.txt").rename(pages / "2024-03-06.txt")
    build_once(_config(pages))
    assert "cached    2 pages were read before, 1 is new" in capfd.readouterr().out.splitlines()


def test_a_build_of_known_pages_does_not_even_import_spacy(pages: Path) -> None:
    script = (
        "import sys, kg\n"
        f"result = kg.build({str(pages)!r}, {str(pages.parent / 'out')!r}, model='rules')\n"
        "print(result.run['cached'], 'spacy' in sys.modules)\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    ]
    assert said == ["0 True\n", "3 False\n"]
