"""The graph page beside the stock page of pyvis: first picture, frames a second, size of the file.

    python bench/page.py [--nodes 500 2000 5000 20000] [--stock 500 2000] [--limit 120] [--unfolded]
    python bench/page.py --pages OUT/graph.html …

Made-up graphs (average degree 10, groups of about 40, a sentence of 70 characters for each relation) are
written by kg and, up to the sizes named by --stock, by pyvis as it comes; --pages takes pages that are
there. One headless Chromium without a graphics card opens each
file in turn, 1440 × 900. First picture: from the start of the navigation until two frames after all is
drawn and, for pyvis, after its loading bar is gone. Frames: redrawings of the canvas in two seconds of
dragging it to and fro. What a page asks of the network is refused. A page of kg with more than 3,000 nodes
opens with its communities folded; --unfolded opens it with every node and line drawn.
"""

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, sync_playwright
from pyvis.network import Network

from kg.export.page import write_html
from kg.graph.building import build_graph
from kg.model import Edge, Entity, Evidence, Label, Sentence

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "文强建国志敏晓红海燕丽娟永胜长河玉兰春生秋月"
LABELS: tuple[Label, ...] = ("PER", "PER", "ORG", "LOC")
GROUP = 40
INSIDE = 0.85  # share of edges inside a group
WATCH = """
window.redrawn = 0;
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  window.redrawn += 1;
  return clear.apply(this, box);
};
const ready = () => {
  const bar = document.getElementById("loadingBar");
  const done = document.querySelector("canvas") && document.readyState === "complete" && window.redrawn > 0;
  if (done && (!bar || getComputedStyle(bar).display === "none"))
    requestAnimationFrame(() => requestAnimationFrame(() => (window.firstPicture = performance.now())));
  else requestAnimationFrame(ready);
};
requestAnimationFrame(ready);
"""
DRAG = """seconds => new Promise((resolve) => {
  const canvas = document.querySelector("canvas");
  const at = (type, x) => canvas.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse", isPrimary: true,
    clientX: x, clientY: 40,
    button: type === "pointermove" ? -1 : 0, buttons: type === "pointerup" ? 0 : 1 }));
  at("pointerdown", 700);
  const [start, before] = [performance.now(), window.redrawn];
  const step = () => {
    const gone = performance.now() - start;
    at("pointermove", 700 + 600 * Math.sin(gone / 600));
    if (gone < seconds * 1000) return requestAnimationFrame(step);
    at("pointerup", 700);
    resolve((window.redrawn - before) / gone * 1000);
  };
  requestAnimationFrame(step);
})"""


@dataclass(frozen=True)
class Graph:
    """A made-up graph as kg's values."""

    entities: list[Entity]
    edges: list[Edge]
    sentences: dict[Evidence, Sentence]


def main() -> None:
    """Read the command line and print one row for each page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[500, 2_000, 5_000, 20_000])
    parser.add_argument("--stock", type=int, nargs="*", default=[500, 2_000])
    parser.add_argument("--limit", type=float, default=120, help="seconds to wait for a page")
    parser.add_argument("--unfolded", action="store_true")
    parser.add_argument("--pages", type=Path, nargs="+")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    options = parser.parse_args()
    print("| page | nodes | edges | written in s | MB | first picture s | frames/s |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for path in options.pages or ():
            print(f"| {path} | – | – | – | {' | '.join(open_page(browser, path, options.limit))} |")
        for count in () if options.pages else options.nodes:
            graph = make_graph(count)
            writers: dict[str, Callable[[Graph, Path], None]] = {"kg": write_own}
            if count in options.stock:
                writers["pyvis"] = write_stock
            for name, write in writers.items():
                route = "#folded=false&limit=100000" if name == "kg" and options.unfolded else ""
                print(measure(browser, name, graph, write, Path(folder), options.limit, route), flush=True)


def make_graph(count: int, seed: int = 1) -> Graph:
    """Return a graph of so many nodes with an average degree of 10."""
    rng = random.Random(seed)
    entities = [
        Entity(
            f"n{number:05d}", rng.choice(LABELS), rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2)), (), 1
        )
        for number in range(count)
    ]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < count * 5:
        one = rng.randrange(count)
        near = one // GROUP * GROUP + int(rng.random() ** 2 * GROUP)
        other = min(near, count - 1) if rng.random() < INSIDE else rng.randrange(count)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    edges, sentences = [], {}
    for number, (one, other) in enumerate(sorted(pairs)):
        passage = Evidence(f"page{number // 100:04d}.txt", number % 100 * 70, number % 100 * 70 + 70)
        text = f"{entities[one].name}和{entities[other].name}".ljust(70, "说")
        sentences[passage] = Sentence(*passage, 1, text, f"报道之{number // 20}", "2024-01-01")
        weight, alpha = round(rng.uniform(0.1, 1), 3), round(rng.random(), 6)
        ends = f"n{one:05d}", f"n{other:05d}"
        edges.append(
            Edge(*ends, "sentence", 1, weight, "2024-01-01", "2024-01-01", (passage,), backbone=alpha)
        )
    return Graph(entities, edges, sentences)


def write_own(graph: Graph, path: Path) -> None:
    """Write kg's page."""
    write_html(build_graph(graph.entities, graph.edges), graph.edges, graph.sentences, path, title="kg")


def write_stock(graph: Graph, path: Path) -> None:
    """Write the page that pyvis makes without any setting but that for its own script."""
    network = Network(height="860px", cdn_resources="in_line")
    network.add_nodes([e.id for e in graph.entities], label=[e.name for e in graph.entities])
    network.add_edges([(edge.source, edge.target, edge.weight) for edge in graph.edges])
    path.write_text(network.generate_html(), encoding="utf-8")


def measure(
    browser: Any,
    name: str,
    graph: Graph,
    write: Callable[[Graph, Path], None],
    folder: Path,
    limit: float,
    route: str,
) -> str:
    """Return the row of one page."""
    path = folder / f"{name}{len(graph.entities)}.html"
    start = time.perf_counter()
    write(graph, path)
    cells = [name, f"{len(graph.entities):,}", f"{len(graph.edges):,}", f"{time.perf_counter() - start:.1f}"]
    return f"| {' | '.join(cells + open_page(browser, path, limit, route))} |"


def open_page(browser: Any, path: Path, limit: float, route: str = "") -> list[str]:
    """Return the size of a page in MB, the seconds to its first picture, and its frames a second."""
    cells = [f"{path.stat().st_size / 1e6:.2f}"]
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
    page.add_init_script(WATCH)
    try:
        page.goto(path.resolve().as_uri() + route, timeout=limit * 1000)
        page.wait_for_function("window.firstPicture", timeout=limit * 1000)
        cells.append(f"{page.evaluate('window.firstPicture') / 1000:.2f}")
        cells.append(f"{page.evaluate(DRAG, 2):.1f}")
    except Error:
        cells += [f"not within {limit:.0f}"] * (3 - len(cells))
    page.close()
    return cells


if __name__ == "__main__":
    main()
