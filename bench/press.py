"""Newspaper pages printed by Chromium for measuring: kg's own annotated passages in columns and boxes."""

import html
import json
import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PASSAGES = Path(__file__).resolve().parent.parent / "tests" / "gold" / "passages"
KINDS = ("plain", "ruled", "photo", "head down", "boxes", "down")
COLUMNS = (3, 4, 5, 6)
ROWS = {  # how many columns each article of a row of them has
    3: ((3,), (2, 1), (1, 2), (1, 1, 1)),
    4: ((2, 2), (1, 3), (2, 1, 1), (4,)),
    5: ((3, 2), (1, 4), (2, 3), (1, 2, 2)),
    6: ((3, 3), (2, 2, 2), (1, 2, 3), (4, 2)),
}
WIDTH, HEIGHT = 1040, 1700  # pixels, 96 an inch
BAND = 690  # pixels: how high one of two bands of lines that run down is
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
_STYLE = """
@page { size: WIDTHpx HEIGHTpx; margin: 0 }
html { height: HEIGHTpx; overflow: hidden }
body { position: absolute; width: WIDTHpx; height: HEIGHTpx; overflow: hidden; margin: 0; padding: 30px;
       box-sizing: border-box; text-align: justify;
       font: 13px/19px 'Noto Serif CJK SC', 'Noto Sans CJK SC', serif }
.row { display: flex; gap: 20px; margin-bottom: 44px }
.row > div { box-sizing: border-box; flex: none }
h2 { margin: 0 0 10px; text-align: center; line-height: 1.3; font-size: 26px }
.paper { font-size: 15px; border-bottom: 2px solid black; margin-bottom: 16px }
p { margin: 0; text-indent: 2em }
.text { column-gap: 20px; column-fill: balance }
.ruled .text { column-rule: 1px solid black }
.box { border: 1.5px solid black; padding: 10px }
.side { display: flex; gap: 18px } .side h2 { writing-mode: vertical-rl; text-align: left; margin: 0 }
.picture { height: 170px; margin: 0 0 8px; break-inside: avoid;
         background: repeating-radial-gradient(circle, #222 0 7px, #888 9px 14px, #ccc 16px 22px) }
.down { writing-mode: vertical-rl; text-orientation: upright; width: 100%; overflow: hidden }
.down h2 { margin: 0 26px 0 12px }
""".replace("WIDTH", str(WIDTH)).replace("HEIGHT", str(HEIGHT))


@dataclass(frozen=True)
class Passage:
    """An annotated passage: headline, paragraphs, and the names that must be found: label and text."""

    name: str
    headline: str
    paragraphs: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """A printed page: its kind, its columns and what stands on it."""

    kind: str
    columns: int
    passages: tuple[Passage, ...]
    body: str


def read_passages() -> list[Passage]:
    """Return kg's own passages that have a headline of one line."""
    found = []
    for path in sorted(PASSAGES.glob("*.txt")):
        head, *rest = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        spans = [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()]
        names = tuple((s["label"], s["text"]) for s in spans if not s["optional"])
        if len(head) <= 30 and not head.endswith("。") and rest:
            found.append(Passage(path.stem, head, tuple(rest), names))
    return found


def make_sheets(count: int, seed: int = 1) -> Iterator[Sheet]:
    """Yield pages of all kinds and numbers of columns in turn; the same for the same seed."""
    chance = random.Random(seed)
    passages = read_passages()
    for number in range(count):
        kind, columns = KINDS[number % len(KINDS)], COLUMNS[number % len(COLUMNS)]
        some = chance.sample(passages, 6 if kind == "down" else sum(map(len, ROWS[columns])))
        body, shown = _body(kind, columns, some)
        yield Sheet(kind, columns, tuple(some[:shown]), body)


def _body(kind: str, columns: int, passages: Sequence[Passage]) -> tuple[str, int]:
    """Return the HTML of a page, rows of articles that share its columns, and how many passages it takes."""
    rest, rows, wide = list(passages), [], (WIDTH - 60 - 20 * (columns - 1)) / columns
    if kind == "down":
        bands = [rest[:3], rest[3:]]
        style = f"height:{BAND}px;margin-bottom:40px"
        shown = (f"<div class=down style='{style}'>{''.join(map(_down, band))}</div>" for band in bands)
        return "".join(shown), len(passages)
    for row in ROWS[columns][: 3 if kind in ("photo", "boxes", "head down") else 4]:
        taken = [rest.pop(0) for _ in row if rest]
        cells = [
            _article(kind, span, span * wide + 20 * (span - 1), one, first=not rows)
            for span, one in zip(row, taken, strict=False)
        ]
        rows.append(f"<div class=row>{''.join(cells)}</div>")
    rest_of_page = f"<div class='page {kind.split()[0]}'>{''.join(rows)}</div>"
    return f"<div class=paper>江城晨报　今日八版</div>{rest_of_page}", len(passages) - len(rest)


def _article(kind: str, span: int, wide: float, passage: Passage, *, first: bool = False) -> str:
    head = f"<h2>{html.escape(passage.headline)}</h2>"
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in passage.paragraphs)
    photo = "<div class=picture></div>" if kind == "photo" and first else ""
    text = f"<div class=text style='column-count:{span}'>{photo}{text}</div>"
    if kind == "head down" and span > 1:
        return f"<div class=side style='width:{wide}px'>{head}{text}</div>"
    box = " class=box" if kind == "boxes" and span == 1 else ""
    return f"<div{box} style='width:{wide}px'>{head}{text}</div>"


def _down(passage: Passage) -> str:
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in passage.paragraphs)
    return f"<h2>{html.escape(passage.headline)}</h2>{text}"


def print_sheet(body: str, path: Path) -> Path:
    """Print the body of an HTML page to a PDF file of one page; FileNotFoundError without Chromium."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise FileNotFoundError("no Chromium on this machine to print pages with")
    source = path.with_suffix(".html")
    source.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{_STYLE}</style>{body}", "utf-8")
    command = [browser, *_FLAGS, f"--print-to-pdf={path}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path
