"""A page is recognized once for each content, model and configuration; builds stay as if fresh."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.pipeline.keys
from kg.cache import Cache
from kg.config import Config
from kg.errors import InputError, ModelError
from kg.pages import PageFile, find_pages
from kg.pipeline.build import build
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Keys
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Summary
from kg.pipeline.worker import Reader

PAGES = {
    "2024-03-06.txt": "清河县人民医院院长赵立群带领医护人员来到葛仙庄镇义诊。\n",
    "2024-03-07.txt": "清河县水利局局长钱守义到葛仙庄镇检查河道。\n",
    "2024-03-08.txt": "清河县教育局局长孙玉梅说，清河县水利局局长钱守义到葛仙庄镇检查。\n",
}
HERE = Readers(here=True)
CHANGED = "清河县教育局局长吴秀兰来到清河中学调研。\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _config(pages: Path, out: str = "out", **settings: object) -> Config:
    known: dict[str, object] = {"model": "rules", "jobs": 1, "cache": pages.parent / "cache"}
    return Config(pages=(pages,), out=pages.parent / out, **(known | settings))  # type: ignore[arg-type]


def _build(pages: Path, out: str = "out", **settings: object) -> Summary:
    config = _config(pages, out, **settings)
    return build(config, readers=HERE if config.jobs == 1 else None)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "run.json"}


def _names(folder: Path) -> set[str]:
    lines = (folder / "entities.jsonl").read_text("utf-8").splitlines()
    return {json.loads(line)["name"] for line in lines}


def _assert_as_fresh(pages: Path, **settings: object) -> None:
    """The last build has the same bytes as one that knows of no earlier build."""
    assert _build(pages, "fresh", **(settings | {"cache": False})).cached == 0
    assert _files(pages.parent / "out") == _files(pages.parent / "fresh")


def test_a_second_build_recognizes_nothing_and_gives_the_same_bytes(
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


def test_the_first_build_gives_the_same_bytes_as_one_without_a_cache(pages: Path) -> None:
    _build(pages)
    _assert_as_fresh(pages)


def test_run_json_says_how_many_pages_were_known(pages: Path) -> None:
    for cached in (0, 3):
        _build(pages)
        run = json.loads((pages.parent / "out" / "run.json").read_text("utf-8"))
        assert run["cached"] == cached
        assert run["counts"]["pages"] == 3
        assert set(run["files"]) == {path.name for path in (pages.parent / "out").iterdir()}


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
        "reading/packing.py",
    } <= sources
    assert not {name for name in sources if name.startswith(("export/", "cli/"))}


def _entries(pages: Path) -> list[Path]:
    return sorted((pages.parent / "cache").rglob("*.entry"))


def _sealed(content: bytes) -> bytes:
    return hashlib.sha256(content).digest() + content


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:40] + b"\x00" + content[41:],
        lambda content: b"\x80\x05K\x01.",
        lambda content: _sealed(b"no compressed text"),
        lambda content: _sealed(b"x\x9c\xab\xae\x05\x00\x01C\x00\xf8"),
    ],
    ids=["empty", "cut", "one byte", "pickle", "no text", "no reading"],
)
def test_a_damaged_entry_is_made_again(pages: Path, damage: Callable[[bytes], bytes]) -> None:
    (pages / "2024-03-08.txt").unlink()
    _build(pages)
    first, before = _files(pages.parent / "out"), [entry.read_bytes() for entry in _entries(pages)]
    for entry in _entries(pages):
        entry.write_bytes(damage(entry.read_bytes()))
    assert _build(pages).cached == 0
    assert _files(pages.parent / "out") == first
    assert [entry.read_bytes() for entry in _entries(pages)] == before


def test_no_folder_to_keep_things_in_is_no_fault(pages: Path) -> None:
    (pages.parent / "taken").touch()
    assert _build(pages, cache=pages.parent / "taken" / "cache").pages == 3
    _assert_as_fresh(pages)


def test_nothing_is_kept_where_nothing_shall_be(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", str(pages.parent / "elsewhere"))
    assert _build(pages, cache=False).pages == 3
    assert not (pages.parent / "elsewhere").exists()
    assert _build(pages, cache=True).cached == 0
    assert len(sorted((pages.parent / "elsewhere").rglob("*.entry"))) == 3
    assert _build(pages, "other", cache=True).cached == 3, "it survives a new output folder"


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


def test_a_page_that_changes_while_it_is_read_is_not_kept(pages: Path) -> None:
    config = _config(pages)
    file = PageFile(pages / "2024-03-06.txt", "2024-03-06.txt")
    key = Keys(config).of(file)
    file.path.write_text(CHANGED, "utf-8")
    cache = Cache(pages.parent / "cache")
    assert isinstance(Reader(config, cache).read(file, key), bytes)
    assert cache.load(key.name) is None


def test_a_corpus_larger_than_the_cache_may_be_is_kept_whole(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cache.sweep, "__defaults__", ((), 1, 90.0))
    _build(pages)
    assert _build(pages).cached == 3
    for path in pages.iterdir():
        path.write_text(CHANGED + path.name, "utf-8")
    (pages.parent / "cache" / "swept").unlink()
    assert _build(pages).cached == 0
    assert len(_entries(pages)) == 3, "those of the earlier build went"
    assert _build(pages).cached == 3


def test_what_a_build_wrote_among_the_pages_is_no_page(pages: Path) -> None:
    for _ in range(2):
        assert _build(pages, "pages/output").pages == 3
    assert (pages / "output" / "graph.html").is_file()


def test_several_processes_fill_and_use_the_same_entries(pages: Path) -> None:
    assert _build(pages, jobs=2).cached == 0
    assert _build(pages, jobs=1).cached == 3
    (pages / "2024-03-07.txt").write_text(CHANGED, "utf-8")
    assert _build(pages, jobs=2).cached == 2
    _assert_as_fresh(pages)


def test_two_builds_at_once(pages: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(pages), "--model", "rules", "-j", "1", "-o"]
    environment = os.environ | {"KG_CACHE_DIR": str(pages.parent / "both")}
    running = [
        subprocess.Popen([*command, str(pages.parent / out)], env=environment, stderr=subprocess.PIPE)
        for out in ("out", "twin")
    ]
    for process in running:
        assert process.communicate()[1].count(b"Traceback") == process.returncode == 0
    assert _files(pages.parent / "out") == _files(pages.parent / "twin")
    _assert_as_fresh(pages)


def test_a_build_of_known_pages_does_not_even_import_spacy(pages: Path) -> None:
    environment = os.environ | {"KG_CACHE_DIR": str(pages.parent / "cache")}
    script = (
        "import sys, kg\n"
        f"result = kg.build({str(pages)!r}, model='rules')\n"
        "print(result.run['cached'], 'spacy' in sys.modules)\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
        ).stdout
        for _ in range(2)
    ]
    assert said == ["0 True\n", "3 False\n"]
