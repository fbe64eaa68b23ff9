"""A small graph for the graph page, one with hostile texts in every field, and a browser."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import pytest

from kg.export.page import format_html
from kg.graph.building import build_graph
from kg.model import Edge, Entity, Evidence, Label, Sentence

NODES = "JSON.parse(document.getElementById('graph').textContent).nodes"

HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "comment": "<!-- <script> -->",
    "cdata": "]]> <![CDATA[",
    "separators": "甲\u2028乙\u2029丙",
    "quotes": "\"双\" '单' `反` “弯” \\",
    "surrogate": "孤\ud800立",
    "right-to-left": "\u202e反向\u200f\u2066零\u061c",
    "control": "控\x00制\x0b符\x1f\x7f\x85\ufeff",
    "entities": "&lt;b&gt; &amp; &#x3c;i&#x3e;",
    "braces": "{{ heading }} {% raw %} ${y} %s {n}",
    "prototype": "__proto__",
    "constructor": "constructor",
    "url": "javascript:alert(1)",
    "spaces": " 前 后 ",
    "rare": "𠮷野家𪚥",
    "long": "长" * 10_000,
}


@dataclass
class Drawing:
    """A graph under construction, with what format_html asks for."""

    entities: dict[str, Entity] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    sentences: dict[Evidence, Sentence] = field(default_factory=dict)
    title: str = "青山日报"

    def add(self, label: Label, name: str, *aliases: str, parent: str | None = None) -> str:
        """Return the id of an entity, made at the first call."""
        id_ = hashlib.sha256(f"{label}\t{name}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self.entities.setdefault(id_, Entity(id_, label, name, aliases, 3, parent=parent))
        return id_

    def tie(self, one: str, other: str, kind: str, text: str, date: str | None, headline: str = "") -> Edge:
        """Add an edge that rests on one sentence."""
        if kind in ("sentence", "paragraph", "article"):
            one, other = sorted((one, other))
        start = 100 * len(self.sentences)
        evidence = Evidence(f"青山日报/{date}.txt", start, start + 50)
        self.sentences[evidence] = Sentence(*evidence, len(self.edges) + 1, text, headline, date)
        self.edges.append(Edge(one, other, kind, 2, 0.6, date, date, (evidence,)))
        return self.edges[-1]

    def html(self) -> str:
        """Return the text of the page."""
        entities = sorted(self.entities.values(), key=lambda entity: entity.id)
        return format_html(build_graph(entities, self.edges), self.edges, self.sentences, title=self.title)


def draw_town() -> Drawing:
    """Return a town: nine entities, two groups that one person joins, all kinds of relations."""
    town = Drawing()
    city = town.add("LOC", "青山市", "青山")
    bureau = town.add("ORG", "青山市水利局", "市水利局", parent=city)
    chief = town.add("TITLE", "青山市水利局局长")
    zhang, li = town.add("PER", "张国庆", "老张"), town.add("PER", "李敏")
    town.tie(
        zhang, bureau, "sentence", "青山市水利局局长张国庆说，水库要守好。", "2021-03-01", "守好一库清水"
    )
    town.tie(zhang, city, "sentence", "张国庆在青山市检查河道。", "2021-03-02", "河道巡查")
    town.tie(bureau, city, "sentence", "青山市水利局向青山市各乡镇发出通知。", "2021-04-05", "汛期通知")
    town.tie(zhang, li, "sentence", "张国庆会见了记者李敏。", "2022-05-06", "会见")
    town.tie(zhang, chief, "holds", "青山市水利局局长张国庆到会。", "2021-03-01", "守好一库清水")
    town.tie(chief, bureau, "at", "青山市水利局局长张国庆到会。", "2021-03-01", "守好一库清水")
    town.tie(bureau, city, "located_in", "", None)
    paper, wang = town.add("ORG", "临河日报"), town.add("PER", "王小红", "小红")
    county = town.add("LOC", "临河县")
    town.tie(li, paper, "byline", "临河日报记者李敏", "2022-05-07")
    town.tie(wang, county, "sentence", "王小红回到临河县办厂。", "2023-06-07", "返乡")
    town.tie(li, wang, "sentence", "李敏采访了王小红。", "2023-06-07", "返乡")
    town.tie(li, county, "article", "李敏到临河县采访。", "2023-06-08", "返乡")
    town.add("PER", "赵无名")
    return town


def draw_hostile() -> Drawing:
    """Return a graph with a hostile text as name, alias, page, headline, sentence and title."""
    drawing = Drawing(title=HOSTILE["script"] + HOSTILE["image"] + HOSTILE["surrogate"])
    labels: tuple[Label, ...] = ("PER", "ORG", "LOC", "TITLE")
    center = drawing.add("LOC", "中心")
    for number, text in enumerate(HOSTILE.values()):
        node = drawing.add(labels[number % 4], text, f"{text}别名")
        evidence = Evidence(text, number, number + 9)
        drawing.sentences[evidence] = Sentence(*evidence, 1, f"{text}在中心。", text, "2021-03-01")
        one, other = sorted((center, node))
        drawing.edges.append(Edge(one, other, "sentence", 1, 0.5, "2021-03-01", "2021-03-01", (evidence,)))
    return drawing


def spot(number: int) -> tuple[int, int]:
    """Return a place on a grid: blocks of 100 nodes, ten blocks in a row."""
    block, inner = divmod(number, 100)
    return block % 10 * 800 + inner % 10 * 60, block // 10 * 800 + inner // 10 * 60


def draw_large(count: int = 5000, small: int = 0) -> str:
    """Return a page of many people, each tied to the next five, in communities of 100; placed for speed.

    The last so many are in communities of three.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ids = [f"per-{number:04d}" for number in range(count)]
    for number, id_ in enumerate(ids):
        name = "张王李赵"[number % 4] + "文强建国志敏晓红海燕"[number % 10] + str(number)
        group = number // 100 if number < count - small else number // 3
        graph.add_node(id_, label="PER", name=name, strength=count - number, community=group)
    edges = [
        Edge(id_, ids[number + step], "sentence", 1, 0.5, None, None)
        for number, id_ in enumerate(ids)
        for step in range(1, 6)
        if number + step < count
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "kg.export.page.drawing.lay_out",
            lambda radii, *_: [spot(number) for number in range(len(radii))],
        )
        return format_html(graph, edges, {}, title="大图")


@pytest.fixture(scope="session")
def large_html() -> str:
    return draw_large()


@pytest.fixture(scope="session")
def scattered_html() -> str:
    """Return a page of many people in communities of 100, the last 210 in communities of three."""
    return draw_large(3210, small=210)


@pytest.fixture(scope="session")
def write_town() -> Callable[[], str]:
    """A function that makes the page of the town anew."""
    return lambda: draw_town().html()


@pytest.fixture(scope="session")
def town_html() -> str:
    return draw_town().html()


@pytest.fixture(scope="session")
def hostile_html() -> str:
    return draw_hostile().html()


@pytest.fixture(scope="session")
def hostile_texts() -> dict[str, str]:
    return HOSTILE


@dataclass
class View:
    """A page in the browser, with all that it said, asked for and tried."""

    page: Any
    address: str
    said: list[str] = field(default_factory=list)

    def hear(self, dialog: Any) -> None:
        """Note that a dialog came up, and close it."""
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, route: str = "") -> Any:
        """Return the page, opened anew with a # part."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{route}")
        return self.page

    @property
    def complaints(self) -> list[str]:
        """All that it said, and asked for beside itself."""
        return [line for line in self.said if not re.match(r"request: (file|about):", line)]

    @contextmanager
    def anew(self) -> Iterator["View"]:
        """Open the page anew; afterwards it has complained of nothing."""
        self.said.clear()
        self.open()
        yield self
        assert self.complaints == []

    def find(self, text: str) -> list[str]:
        """Type into the search box and return the names found."""
        self.page.fill("#search", text)
        names: list[str] = self.page.locator(".hit .name").all_text_contents()
        return names

    def pick(self, text: str) -> None:
        """Pick the first node found."""
        self.page.fill("#search", text)
        self.page.press("#search", "Enter")

    def counts(self) -> list[int]:
        """Return the nodes and edges shown."""
        texts = self.page.locator(".counts b").all_text_contents()
        return [int(re.sub(r"\D", "", text.split("/")[0])) for text in texts]

    def id_of(self, name: str) -> str:
        """Return the id of the node of that name."""
        found: str = self.page.evaluate(f"name => {NODES}.find((node) => node.label === name).id", name)
        return found

    def rest(self) -> None:
        """Wait until the picture rests and what has moved is drawn."""
        self.page.wait_for_selector("#canvas:not([data-moving])")
        self.page.evaluate(
            "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
        )

    def place(self, name: str) -> tuple[float, float]:
        """Return where a node stands in the window."""
        self.rest()
        x, y = self.page.evaluate(
            f"name => {{ const n = {NODES}.find((n) => n.label === name); return [n.x, n.y]; }}", name
        )
        return self.window(x, y)

    def window(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the picture lies in the window."""
        box = self.page.locator("#canvas").bounding_box()
        scale, left, top = map(float, self.page.locator("#canvas").get_attribute("data-view").split())
        return box["x"] + (x - left) * scale, box["y"] + (y - top) * scale

    def click(self, *names: str) -> None:
        """Click on a node, or on the middle of the line between two."""
        places = [self.place(name) for name in names]
        self.page.mouse.click(*(sum(axis) / len(places) for axis in zip(*places, strict=True)))

    def save(self, item: str) -> Any:
        """Return what an entry of the menu saves."""
        self.page.get_by_role("button", name="保存", exact=True).click()
        with self.page.expect_download() as download:
            self.page.get_by_role("menuitem", name=item).click()
        return download.value


@pytest.fixture(scope="package")
def show(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], View]]:
    """A function that opens a page from a file; what the page says, asks for or tries goes to `said`."""
    contexts = []

    def show(html: str) -> View:
        path = tmp_path_factory.mktemp("page") / "图 graph.html"
        path.write_bytes(html.encode("utf-8"))
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, reduced_motion="reduce", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        view = View(page, path.as_uri())
        page.on("console", lambda message: view.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: view.said.append(f"error: {error}"))
        page.on("request", lambda request: view.said.append(f"request: {request.url}"))
        page.on("dialog", view.hear)
        return view

    yield show
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def view(show: Callable[[str], View], town_html: str) -> View:
    return show(town_html)


@pytest.fixture
def town(view: View) -> Iterator[View]:
    """The town, opened anew; afterwards it has asked for nothing and complained of nothing."""
    with view.anew():
        yield view
    assert {line for line in view.said if line.startswith("request: file:")} <= {f"request: {view.address}"}
