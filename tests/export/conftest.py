"""A finished build with hostile names, and the JavaScript readers of other programs."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from stored import MakeBuild

from kg.export.stored import read_graph_tables
from kg.export.tables import GraphTables

NODE = Path(__file__).resolve().parent / "node"
Rows = list[dict[str, Any]]
NodeReader = Callable[[str, Path], dict[str, Any]]

HOSTILE = {
    "plain": "那顺孟和",
    "quotes": "张\"三'四“五”",
    "lines": "第一行\n第二行\r\n第三行\t尾",
    "cdata": "]]> <!-- 注 --> <b>&amp;</b> </script>",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1-2",
    "at": "@SUM(A1)",
    "surrogate": "孤\ud800立",
    "right-to-left": "\u202e反向\u200f\u2066零",
    "control": "控\x00制\x0b符\x1f\x7f\x85",
    "long": "长" * 10_000,
    "separators": "甲;乙,丙|丁\\戊`己",
    "rare": "𠮷野家𪚥",
    "device": "CON",
    "device-case": "con",
    "path": "../a/b:c?.md",
    "markdown": "[[链接]] #标题 *粗* %%注%%",
    "spaces": " 前后 ",
    "sql": "'; DROP TABLE entities; --",
    "braces": "{{x}} ${y} %s",
}
CLEANED = HOSTILE | {
    "surrogate": "孤\ufffd立",
    "control": "控\ufffd制\ufffd符\ufffd\ufffd\ufffd",
    "lines": "第一行\n第二行\r\n第三行\t尾",
    "spaces": "前后",
}


def build_rows() -> dict[str, Rows]:
    """Return the rows of a small build: a hostile person for each kind, all linked, with posts."""
    people: Rows = [
        {"id": f"per-{key}", "label": "PER", "name": name, "aliases": [f"{name}别名"], "mentions": number}
        for number, (key, name) in enumerate(HOSTILE.items(), 1)
    ]
    others: Rows = [
        {"id": "loc-1", "label": "LOC", "name": "清河县", "aliases": ["清河"], "mentions": 3,
         "code": "130534", "level": 3, "latitude": 37.068, "longitude": 115.669},
        {"id": "org-1", "label": "ORG", "name": "清河县卫生健康局", "aliases": [], "mentions": 2,
         "parent": "loc-1", "kind": "state", "located_in": "loc-1"},
        {"id": "title-1", "label": "TITLE", "name": "清河县卫生健康局局长", "aliases": [], "mentions": 2,
         "parent": "org-1"},
    ]  # fmt: skip
    return {
        "pages": [{"page": "2024-03-06.txt", "encoding": "utf-8", "chars": 900, "sha256": "0" * 64,
                   "date": "2024-03-06", "date_source": "file name"}],
        "articles": [_article("a1", "2021-01-03"), _article("a2", "2024-03-05"), _article("a3", None)],
        "mentions": [
            _mention("a1", 0, "PER", "那顺孟和", "per-plain"),
            _mention("a2", 50, "LOC", "清河县", "loc-1"),
            _mention("a3", 80, "TITLE", "记者", None),
        ],
        "entities": sorted(people + others, key=lambda row: str(row["id"])),
        "posts": [
            _post("per-plain", "那顺孟和", 0, "2021-01-03", None),
            _post("per-plain", "那顺孟和", 40, "2023-01-01", None),
            _post("per-quotes", HOSTILE["quotes"], 20, "2021-01-03", "原"),
        ],
        "judgements": [
            {"a": "清河", "b": "清河县", "judgement": "positive", "reason": "a form of it", "score": 1.0}
        ],
        "edges": sorted(_edges(), key=lambda row: (row["source"], row["target"], row["kind"])),
        "contradictions": [
            {"kind": "two holders", "post": "title-1", "people": ["per-plain", "per-quotes"], "name": "",
             "names": ["那顺孟和"], "first_date": "2021-01-03", "last_date": "2023-01-01",
             "sources": [["2024-03-06.txt", 0, 20], ["2024-03-06.txt", 20, 40]]}
        ],
        "tenures": [
            _tenure("per-plain", "那顺孟和", ("2021-01-03", "2023-01-01", None), 2),
            _tenure("per-quotes", HOSTILE["quotes"], (None, None, "2021-01-03"), 1),
        ],
        "places": [{"page": "2024-03-06.txt", "line": 1, "start": 0, "end": 9, "x": 10, "y": 20, "width": 90,
                    "height": 12, "score": 0.98, "doubtful": 0}],
        "faults": [{"page": "b.pdf", "stage": "pages", "error": "no text", "traceback": ""}],
        "sentences": [
            {"page": "2024-03-06.txt", "start": 0, "end": 20, "line": 1, "text": "局长那顺孟和说：“好”。",
             "headline": "标题", "date": "2021-01-03"}
        ],
    }  # fmt: skip


def _article(id_: str, date: str | None) -> dict[str, Any]:
    return {"page": "2024-03-06.txt", "id": id_, "headline": f"标题{id_}", "headline_spans": [[0, 3]],
            "body_spans": [[3, 9], [12, 20]], "date": date, "place": "清河",
            "byline": ["周晓岚", "王一"], "roles": ["记者", None]}  # fmt: skip


def _mention(article: str, start: int, label: str, text: str, entity: str | None) -> dict[str, Any]:
    return {"page": "2024-03-06.txt", "article": article, "start": start, "end": start + len(text),
            "label": label, "text": text, "entity": entity, "source": "test"}  # fmt: skip


def _post(entity: str, person: str, start: int, date: str, qualifier: str | None) -> dict[str, Any]:
    return {"page": "2024-03-06.txt", "article": "a1", "start": start, "end": start + 20, "person": person,
            "title": "局长", "body": "县卫健局", "person_entity": entity, "post_entity": "title-1",
            "body_entity": "org-1", "qualifier": qualifier, "kind": "post", "date": date}  # fmt: skip


def _tenure(
    person: str, name: str, dates: tuple[str | None, str | None, str | None], count: int
) -> dict[str, Any]:
    return {"person": person, "post": "title-1", "body": "org-1", "name": name, "title": "局长",
            "at": "清河县卫生健康局", "first_seen": dates[0], "last_seen": dates[1], "former_since": dates[2],
            "started": None, "ended": None, "count": count, "rank": "county",
            "sources": [["2024-03-06.txt", 0, 20]]}  # fmt: skip


def _edges() -> Rows:
    passage = ["2024-03-06.txt", 0, 20]
    rows = [
        _edge(
            "loc-1", f"per-{key}", "sentence", number, round(1 - number / 8, 6), ("2021-01-03", "2024-03-05")
        )
        for number, key in enumerate(HOSTILE, 1)
    ]
    rows.append(_edge("loc-1", "per-plain", "article", 1, -0.25, (None, None)))
    rows.append(_edge("per-plain", "title-1", "holds", 2, 1, ("2021-01-03", "2023-01-01")))
    rows.append(_edge("title-1", "org-1", "at", 2, 1.0, ("2021-01-03", None)))
    return [row | {"evidence": [passage, ["2024-03-06.txt", 40, 60]]} for row in rows]


def _edge(
    source: str, target: str, kind: str, count: int, weight: float, dates: tuple[str | None, str | None]
) -> dict[str, Any]:
    return {"source": source, "target": target, "kind": kind, "count": count, "weight": weight,
            "first_date": dates[0], "last_date": dates[1]}  # fmt: skip


@pytest.fixture(scope="session")
def names() -> dict[str, str]:
    """What each hostile name is once read, by the id of its person."""
    return {f"per-{key}": name for key, name in CLEANED.items()}


@pytest.fixture
def finished(tmp_path: Path, make_build: MakeBuild) -> Path:
    """The folder of a finished build with hostile names."""
    return make_build(tmp_path / "out", build_rows())


@pytest.fixture
def tables(finished: Path) -> Iterator[GraphTables]:
    found = read_graph_tables(finished)
    with closing(found.store):
        yield found


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """A cached folder with the npm packages of tests/export/node; skips where they can't be had."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not installed")
    lock = (NODE / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "kg-tests" / f"node-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "complete").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(NODE / name, folder)
        done = subprocess.run(
            [shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"npm can't install the readers: {done.stderr.strip().splitlines()[-1:]}")
        (folder / "complete").touch()
    return folder


@pytest.fixture(scope="session")
def read_in_node(node_modules: Path) -> NodeReader:
    """A function that reads a file with the library of another program: graphml, gexf or cytoscape."""

    def read(kind: str, path: Path) -> dict[str, Any]:
        command = ["node", str(NODE / "read.mjs"), kind, str(path), str(node_modules)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return read
