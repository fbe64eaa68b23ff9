"""Take the pictures of the documents anew: the example pages built, explorer and graph page looked at.

python bench/pictures.py [--out OUT] [--only explorer.png review.png]
OUT is a finished build of seeds/, made into a temporary folder where none is given. Needs playwright and
a Chromium.
"""

import argparse
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from kg.config import Config
from kg.pipeline.build import build
from kg.serve.running import open_explorer
from kg.store.finished import open_store

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
WIDE, FLAT = (1440, 900), (1280, 640)
PERSON, WORDS = "许宏远", "卫生健康委"


def main() -> None:
    """Write the pictures and print how large each is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        out = options.out or Path(folder, "out")
        if not options.out:
            build(Config(pages=(ROOT / "seeds",), out=out, jobs=1))
        out = out.resolve()
        os.chdir(folder)  # the page of reviews shows where the review file lies
        with _serving(out, Path("review.csv")) as address, sync_playwright() as running:
            browser = running.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                args=["--no-sandbox"],
            )
            for name, (path, size, clicked) in _views(out).items():
                if not options.only or name in options.only:
                    _take(browser, address, path, size, clicked, DOCS / name)
            browser.close()
        if not options.only or "graph.png" in options.only:
            picture = [
                str(ROOT / "bench" / "screenshot.py"),
                str(out / "graph.html"),
                str(DOCS / "graph.png"),
            ]
            subprocess.run([sys.executable, *picture], check=True)


def _views(out: Path) -> dict[str, tuple[str, tuple[int, int], str]]:
    """Return for each picture what is opened, the size of the window and what is clicked."""
    with open_store(out) as store:
        query = "SELECT id FROM entities WHERE name = '{name}' ORDER BY mentions DESC, id LIMIT 1"
        person = store.value(query.format(name=PERSON))
    return {
        "explorer-search.png": (f"/search?in=sentences&q={quote(WORDS)}", FLAT, ""),
        "explorer.png": (f"/entity/{person}", WIDE, ".tenures summary >> nth=0"),
        "explorer-graph.png": (f"/graph?around={person}&steps=2", WIDE, ""),
        "review.png": ("/review", FLAT, ""),
    }


@contextmanager
def _serving(out: Path, review: Path) -> Iterator[str]:
    """Yield the address of an explorer, with its token."""
    served = open_explorer(out, port=0, language="zh", review=review)
    thread = threading.Thread(target=served.server.run, kwargs={"sockets": [served.listener]})
    thread.start()
    try:
        yield served.address
    finally:
        served.server.should_exit = True
        thread.join()


def _take(browser: Any, address: str, path: str, size: tuple[int, int], clicked: str, picture: Path) -> None:
    """Open a view as a reader does and write what is seen."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(address)
    page.goto(address.split("/?")[0] + path)
    if clicked:
        page.click(clicked)
    page.wait_for_timeout(800)
    page.screenshot(path=picture)
    page.close()
    print(f"{picture}: {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
