"""Make the picture of the graph page that stands in the README.

    python bench/screenshot.py [OUT/graph.html] [docs/graph.png] [--node NAME] [--dark]

Needs Playwright and a Chromium: the one that KG_CHROMIUM names, /usr/bin/chromium, or Playwright's own.
"""

import argparse
import os
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SIZE = {"width": 1440, "height": 900}
SETTLED = 900  # milliseconds until gliding has ended and all is drawn


def find_chromium() -> str | None:
    """Return the browser to run; None for Playwright's own."""
    named = os.environ.get("KG_CHROMIUM", "/usr/bin/chromium")
    return named if Path(named).exists() else None


def pick(page: Page, name: str) -> None:
    """Pick a node the way a reader does: by search."""
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.keyboard.press("0")


def take_picture(source: Path, target: Path, *, node: str = "", dark: bool = False) -> None:
    """Open a finished page, pick a node if one is named, and write the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport=SIZE, color_scheme="dark" if dark else "light", device_scale_factor=1.5
        )
        page.goto(source.resolve().as_uri())
        page.wait_for_timeout(SETTLED)
        if node:
            pick(page, node)
            page.wait_for_timeout(SETTLED)
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(target))
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", nargs="?", type=Path, default=ROOT / "output" / "graph.html")
    parser.add_argument("target", nargs="?", type=Path, default=ROOT / "docs" / "graph.png")
    parser.add_argument("--node", default="", help="a name to pick")
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args()
    take_picture(given.source, given.target, node=given.node, dark=given.dark)


if __name__ == "__main__":
    main()
