"""Finished builds under fuzz: of odd pages, with odd names, asked odd questions, and damaged on the disk."""

import csv
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from hypothesis import strategies as st

from kg.config import Config
from kg.errors import KgError
from kg.export.formats import FORMATS, write_format
from kg.export.stored import read_graph_tables
from kg.pipeline.build import build
from kg.pipeline.readers import Readers
from kg.queries.cards import cards
from kg.queries.explain import explain
from kg.queries.neighbors import neighbors
from kg.queries.paths import path
from kg.queries.search import find_marks, read_query, search
from kg.queries.stats import stats
from kg.queries.tenures import tenures
from kg.result import open_build
from kg.store.finished import Store, open_store
from kg.store.health import examine_store
from tests.fuzz.files import mutated
from tests.fuzz.texts import dates, names, pages, sentences
from tests.reading.patterns import PROSE, fill
from tests.stored import write_build

_PICTURES = ("png", "svg")  # take seconds, and hold no text of their own
_WRITTEN = tuple(name for name in FORMATS if name not in _PICTURES)


@cache
def _readers() -> Readers:
    return Readers(here=True)


def _build(folder: Path, texts: Mapping[str, str], review: str = "") -> Path:
    """Build pages with the rules alone and return the output folder."""
    (folder / "pages").mkdir()
    for name, text in texts.items():
        (folder / "pages" / name).write_bytes(text.encode("utf-8", "replace"))
    path = folder / "review.csv"
    path.write_text(f"action,a,b,label,note\n{review}", "utf-8")
    config = Config(pages=(folder / "pages",), out=folder / "out", model="rules", jobs=1, review=path)
    summary = build(config, readers=_readers())
    assert not summary.failed, summary.faults
    return summary.out


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="kg-fuzz-")


@cache
def finished() -> Path:
    """Return the folder of a finished build of some news and some nonsense."""
    texts = {"2018-12-08.txt": fill(PROSE, 2_000), "2018-12-09.txt": "清河县县长赵立群任“<b>'局长'”。\n" * 3}
    folder = Path(_folder().name) / "finished"
    folder.mkdir()
    return _build(folder, texts)


def assert_whole(out: Path) -> None:
    """What `kg doctor` checks of a finished build holds."""
    health = examine_store(out)
    assert health.faults == (), health.faults


def pages_of_builds() -> st.SearchStrategy[tuple[list[str], list[tuple[str, str, str]]]]:
    """Return a strategy for the pages of a build and the rows of its review."""
    rulings = st.tuples(
        st.sampled_from(("same", "different", "rename", "split", "none", "relabel")), names(), names()
    )
    return st.tuples(st.lists(pages(6), min_size=1, max_size=4), st.lists(rulings, max_size=3))


def check_build(given: tuple[list[str], list[tuple[str, str, str]]]) -> None:
    """A build of any pages is whole, and so is each format that is written of it."""
    texts, rulings = given
    with tempfile.TemporaryDirectory() as folder, suppress(KgError):
        rows = ("".join(f'"{cell.replace(chr(34), chr(34) * 2)}",' for cell in row) for row in rulings)
        review = "".join(f"{row},\n" for row in rows).encode("utf-8", "replace").decode()
        out = _build(Path(folder), {f"{n}.txt": text for n, text in enumerate(texts)}, review)
        assert_whole(out)
        _check_exports(out, Path(folder) / "exports")
        with open_store(out) as store:
            _ask(store, "search", ("县", "", ""))


def tables() -> st.SearchStrategy[dict[str, list[dict[str, Any]]]]:
    """Return a strategy for the tables of a build in which people, places and bodies have odd names."""
    return st.lists(names(), min_size=1, max_size=5).map(_tables)


def _tables(named: list[str]) -> dict[str, list[dict[str, Any]]]:
    labels = ("PER", "ORG", "LOC")
    entities = [
        {"id": f"e{n}", "label": labels[n % 3], "name": name, "aliases": [name * 2, name], "mentions": n + 1}
        for n, name in enumerate(named)
    ]
    edges = [
        {"source": "e0", "target": f"e{n}", "kind": "sentence", "count": 1, "weight": 0.5,
         "first_date": None, "last_date": "2018-12-08", "evidence": [["a.txt", 0, 20]]}
        for n in range(1, len(named))
    ]  # fmt: skip
    place = {"page": "a.txt", "start": 0, "end": 20, "line": 1}
    sentence = place | {"text": "".join(named), "headline": named[0], "date": "2018-12-08"}
    return {"entities": entities, "edges": edges, "sentences": [sentence]}


def check_exports(given: dict[str, list[dict[str, Any]]]) -> None:
    """Every format of any names is read by its reader."""
    with tempfile.TemporaryDirectory() as folder:
        _check_exports(write_build(Path(folder) / "out", given), Path(folder) / "exports")


def _check_exports(out: Path, folder: Path) -> None:
    folder.mkdir()
    tables = read_graph_tables(out)
    with closing(tables.store) as store:
        entities = int(store.value("SELECT count(*) FROM entities"))
        for name in _WRITTEN:
            written = folder / Path(FORMATS[name].file).name
            write_format(name, tables, written)
            files = [path for path in written.rglob("*") if path.is_file()] if written.is_dir() else [written]
            for file in sorted(files):
                if read := _READ.get(file.suffix):
                    read(file)
    with closing(sqlite3.connect(folder / "kg.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM entities").fetchone() == (entities,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _read_json(path: Path) -> None:
    json.loads(path.read_bytes().decode("utf-8"))


def _read_lines(path: Path) -> None:
    for line in path.read_bytes().decode("utf-8").split("\n"):
        if line:
            json.loads(line)


def _read_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    assert all(len(row) == len(head) for row in rows)


def _read_xml(path: Path) -> None:
    ElementTree.parse(path)


def _read_turtle(path: Path) -> None:
    import rdflib  # noqa: PLC0415 (takes a second)

    rdflib.Graph().parse(path, format="turtle")


def _read_text(path: Path) -> None:
    path.read_bytes().decode("utf-8")


_READ: dict[str, Callable[[Path], None]] = {
    ".json": _read_json, ".jsonld": _read_json, ".jsonl": _read_lines, ".csv": _read_csv,
    ".gexf": _read_xml, ".graphml": _read_xml, ".ttl": _read_turtle, ".md": _read_text, ".html": _read_text,
    ".cypher": _read_text,
}  # fmt: skip

Asked = tuple[str, tuple[str, str, str]]
_KNOWN = ("赵立群", "清河县", "县长", "局长", "葛仙庄镇")
_COMMANDS = ("search", "cards", "neighbors", "path", "explain", "tenures", "stats", "query")


def questions() -> st.SearchStrategy[Asked]:
    """Return a strategy for questions to a finished build."""
    word = st.one_of(names(), names(), sentences(), dates(), st.sampled_from(_KNOWN))
    return st.tuples(st.sampled_from(_COMMANDS), st.tuples(word, word, word))


@cache
def _store() -> Store:
    return open_store(finished())


def check_question(given: Asked) -> None:
    """Any question is answered, or refused by a KgError."""
    command, words = given
    with suppress(KgError):
        _ask(_store(), command, words)


def _ask(store: Store, command: str, words: tuple[str, str, str]) -> None:
    a, b, c = words
    match command:
        case "search":
            for hit in search(a, store, limit=20).hits:
                marks = find_marks(hit.text, read_query(a))
                assert all(0 <= start < end <= len(hit.text) for start, end in marks)
        case "cards":
            cards(a, store)
        case "neighbors":
            neighbors(a, store, since=b or None, until=c or None)
        case "path":
            path(a, b, store)
        case "explain":
            explain(a, b, store)
        case "tenures":
            tenures(store, body=a or None, title=b or None, at=c or None)
        case "stats":
            stats(store)
        case "query":
            store.ask(a)


@st.composite
def damages(draw: st.DrawFn) -> tuple[int, bytes]:
    """Draw a damaged file of the finished build: which one, and what it holds."""
    files = _files(finished())
    number = draw(st.integers(0, len(files) - 1))
    return number, draw(mutated(files[number].read_bytes()))


def _files(out: Path) -> list[Path]:
    """Return the files that a finished build rests on."""
    folders = (out / "readings", out / "store")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted([*files, *(path for path in (out / "run.json",) if path.is_file())])


def check_damaged(given: tuple[int, bytes]) -> None:
    """A damaged build is told of, and ends nothing."""
    number, content = given
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        shutil.copytree(finished(), out)
        _files(out)[number].write_bytes(content)
        with suppress(KgError):
            examine_store(out)
        with suppress(KgError):
            stats(out)
        with suppress(KgError):
            result = open_build(out)
            for table in (
                "pages",
                "mentions",
                "posts",
                "entities",
                "edges",
                "tenures",
                "judgements",
                "sentences",
            ):
                result.records(table)
            assert result.run is not None
