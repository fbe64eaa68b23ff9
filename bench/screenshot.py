"""Take a picture of the graph page: a person picked, the card beside it; `--route lang=zh`: the whole graph.

python bench/screenshot.py OUT/graph.html docs/graph.png [--node NAME] [--dark] [--size 1440x900]
Needs playwright and a Chromium; --chromium names one that is not on the path.
"""

import argparse
import json
import re
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

LARGEST = 700_000  # bytes of a picture in the repository
BLOCK = re.compile(r'<script type="application/json" id="graph">(.*?)</script>', re.DOTALL)


def main() -> None:
    """Read the command line, write the picture and print its size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--node", help="name of the node to pick; default: the person with the most posts")
    parser.add_argument("--route", help="the # part of the address, in place of a picked node")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    options = parser.parse_args()
    if options.route is None:
        options.route = f"node={choose_node(read_graph(options.page), options.node)}"
    take_picture(options)
    size = options.picture.stat().st_size
    print(f"{options.picture}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"{options.picture} is larger than {LARGEST:,} bytes; choose a smaller --size")


def read_graph(page: Path) -> dict[str, Any]:
    """Return the graph that a page holds."""
    found = BLOCK.search(page.read_text("utf-8"))
    if not found:
        raise SystemExit(f"{page} is no graph page; name the graph.html of a finished build")
    graph: dict[str, Any] = json.loads(found[1])
    return graph


def choose_node(graph: dict[str, Any], name: str | None) -> str:
    """Return the id of the node of that name; without a name, of the person with the most facts."""
    if name is not None:
        chosen = next((node for node in graph["nodes"] if node["label"] == name), None)
        if chosen is None:
            raise SystemExit(f"no node is named {name!r}")
    else:
        people = [(place, node) for place, node in enumerate(graph["nodes"]) if node["group"] == "PER"]
        holds = graph["tables"]["kinds"].index("holds") if "holds" in graph["tables"]["kinds"] else -1
        facts = [row[0] for row in graph["edges"] if row[2] == holds]
        chosen = max(people, key=lambda person: (facts.count(person[0]), -person[0]))[1]
    id_: str = chosen["id"]
    return id_


def take_picture(options: argparse.Namespace) -> None:
    """Open the page at its address and write what is seen."""
    width, height = map(int, options.size.split("x"))
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if options.dark else "light",
            reduced_motion="reduce",
        )
        page.goto(f"{options.page.resolve().as_uri()}#{options.route}")
        page.wait_for_timeout(800)
        page.screenshot(path=options.picture)
        browser.close()


if __name__ == "__main__":
    main()
