"""Newspaper pages printed to PDF by Chromium, the way a layout program would."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Print = Callable[[str], Path]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
STYLE = """
@page { size: 900px 1200px; margin: 0 }
html { height: 1200px; overflow: hidden }
body { margin: 0; font: 14px/22px 'Noto Serif CJK SC', 'Songti SC', SimSun, serif; text-align: justify }
.at { position: absolute; overflow: hidden }
.at > h1, .at > h2, .at > h3 { margin: 0 0 10px; text-align: center; line-height: 1.3 }
h1 { font-size: 36px } h2 { font-size: 26px } h3 { font-size: 20px }
p { margin: 0; text-indent: 2em }
.by { text-indent: 0; text-align: center }
.left > h3 { text-align: left }
.box { border: 1px solid black; padding: 8px; box-sizing: border-box }
.down { writing-mode: vertical-rl; text-orientation: mixed }
.c2 { column-count: 2 } .c3 { column-count: 3 } .c4 { column-count: 4 } .c5 { column-count: 5 }
[class^=c] { column-gap: 18px }
"""


@pytest.fixture
def print_pdf(tmp_path: Path) -> Print:
    """A printer: the body of an HTML page becomes a PDF file, whose path comes back."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        pytest.skip("no Chromium on this machine to print pages with")

    def print_body(body: str) -> Path:
        source, target = tmp_path / "page.html", tmp_path / "page.pdf"
        source.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{STYLE}</style>{body}", "utf-8")
        command = [browser, *_FLAGS, f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target

    return print_body
