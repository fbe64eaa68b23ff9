"""The graph page as a file: complete in itself, safe against its own texts, the same each time."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.export.page import write_html
from kg.export.page.template import json_block
from kg.knowledge.tables import read_rows

VOID = {"meta", "link", "img", "br", "hr", "input"}


class Outline(HTMLParser):
    """The elements of a page as a browser's parser sees them, with the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("script", "style"):
            self.texts.append((self._open[-1], data))

    def text_of(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]

    def attribute(self, tag: str, key: str, value: str) -> dict[str, str | None]:
        return next(found for name, found in self.elements if name == tag and found.get(key) == value)


@pytest.fixture(params=["town_html", "hostile_html"])
def html(request: pytest.FixtureRequest) -> str:
    text: str = request.getfixturevalue(request.param)
    return text


def graph_of(html: str) -> dict[str, Any]:
    """Return the block of JSON as the page reads it."""
    found: dict[str, Any] = json.loads(Outline(html).text_of("script")[0])
    return found


def fingerprint(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_nothing_is_asked_of_another_file(html: str) -> None:
    outline = Outline(html)
    asking = {"src", "href", "srcset", "data", "action", "poster", "background", "manifest"}
    assert [found for found in outline.elements if asking & set(found[1])] == []
    for style in outline.text_of("style"):
        assert not re.search(r"@import|url\(|image-set|@font-face", style)


def test_the_own_script_asks_for_nothing(root: Path) -> None:
    for path in sorted((root / "kg/export/page/web").glob("*.js")):
        text = path.read_text("utf-8")
        assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|EventSource|import\(|sendBeacon", text), path
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), path


def test_the_policy_allows_this_script_and_this_style_alone(html: str) -> None:
    outline = Outline(html)
    policy = outline.attribute("meta", "http-equiv", "Content-Security-Policy")["content"] or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    data, script = outline.text_of("script")
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == fingerprint(script)
    assert rules["style-src"] == fingerprint(outline.text_of("style")[0])
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert data.startswith("{")


def test_the_policy_stands_before_all_that_it_governs(html: str) -> None:
    tags = [tag for tag, _ in Outline(html).elements]
    policy = html.index("Content-Security-Policy")
    assert policy < html.index("<style>") < html.index("<script")
    assert html.index('charset="utf-8"') < 1024
    assert tags.count("script") == 2
    assert tags.count("style") == 1


def test_hostile_texts_add_no_element(town_html: str, hostile_html: str) -> None:
    calm, hostile = Outline(town_html), Outline(hostile_html)
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in calm.elements]
    assert "<!--" not in hostile.text_of("script")[0]
    assert not re.search("[\u2028\u2029\x00-\x08\x7f\ud800-\udfff]", hostile_html)


def test_each_hostile_text_is_read_back_whole(hostile_html: str, hostile_texts: dict[str, str]) -> None:
    graph = graph_of(hostile_html)
    names = {node["label"] for node in graph["nodes"]}
    assert names == {*hostile_texts.values(), "中心"}
    assert {alias for node in graph["nodes"] for alias in node.get("aliases", ())} == {
        f"{text}别名" for text in hostile_texts.values()
    }
    assert set(graph["tables"]["pages"]) == set(hostile_texts.values())
    assert set(graph["tables"]["headlines"]) == set(hostile_texts.values())
    quoted = {row[4] for row in graph["tables"]["sentences"]}
    assert {f"{text}在中心。" for text in hostile_texts.values() if len(text) < 500} <= quoted


def test_a_very_long_sentence_is_cut_with_a_sign(hostile_html: str) -> None:
    longest = max((row[4] for row in graph_of(hostile_html)["tables"]["sentences"]), key=len)
    assert longest == "长" * 600 + "…"


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "\ud800", "&amp;", "]]>", "\x00", "\ufeff"])
def test_a_block_of_json_holds_no_unsafe_character(text: str) -> None:
    block = json_block({text: [text]})
    assert not re.search("[<>&\u2028\u2029\ufeff\x00-\x1f\ud800-\udfff]", block)
    assert json.loads(block) == {text: [text]}


def test_the_file_is_utf_8_with_line_feeds(tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    write_html(nx.MultiDiGraph(), [], {}, path, title="空")
    read = path.read_bytes()
    assert not read.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" not in read
    assert "<title>空</title>" in read.decode("utf-8")


def test_the_same_graph_gives_the_same_bytes(write_town: Callable[[], str], town_html: str) -> None:
    assert write_town() == town_html


def test_nothing_is_written_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_html(nx.MultiDiGraph(), [], {}, Path("graph.html"), title="空")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_neither_hash_seed_nor_the_system_encoding_matters(seed: str, town_html: str, root: Path) -> None:
    ascii_system = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = (
        "import importlib.util, hashlib; spec = importlib.util.spec_from_file_location('fixture', "
        "'tests/export/page/conftest.py'); import sys; module = importlib.util.module_from_spec(spec); "
        "sys.modules['fixture'] = module; spec.loader.exec_module(module); "
        "print(hashlib.sha256(module.draw_town().html().encode()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=root, env={"PYTHONHASHSEED": seed, "PATH": "", **ascii_system},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(town_html.encode()).hexdigest()


def test_every_node_has_its_place_and_no_two_share_one(town_html: str) -> None:
    places = [(node["x"], node["y"]) for node in graph_of(town_html)["nodes"]]
    assert len(set(places)) == len(places) == 9


def test_rows_of_edges_point_to_their_sentences(town_html: str) -> None:
    graph = graph_of(town_html)
    names = [node["label"] for node in graph["nodes"]]
    kinds, sentences = graph["tables"]["kinds"], graph["tables"]["sentences"]
    found = {
        (frozenset((names[row[0]], names[row[1]])), kinds[row[2]]): [sentences[n][4] for n in row[7]]
        for row in graph["edges"]
    }
    assert found[frozenset(("张国庆", "李敏")), "sentence"] == ["张国庆会见了记者李敏。"]
    assert found[frozenset(("李敏", "临河县")), "article"] == ["李敏到临河县采访。"]


def test_each_type_of_body_has_its_word_in_both_languages() -> None:
    words = (files("kg.export.page") / "web" / "words.js").read_text("utf-8")
    kinds = {kind for kind, _ in read_rows("body_kinds.tsv", 2)}
    assert len(kinds) > 10
    assert not [kind for kind in sorted(kinds) if len(re.findall(rf"\b{kind}: \"", words)) != 2]
