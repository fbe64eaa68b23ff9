"""How well scanned pages are read: pages printed by Chromium, drawn at some dpi, made dirty, and recognized.

    python bench/ocr.py [--pages 6] [--dpi 200] [--wear clean noisy] [--counts FILE] [--tesseract] [--seed 1]

Prints, for each page and wear: character error rate over the printed lines (wherever they stand on the page),
F1 of articles (90 % of its characters in one article of the page, and the other way round), F1 of names
against kg's own annotation, for the scan and for the text layer of the same page, processor seconds, and the
highest memory of the process so far. Needs `pip install -e ".[dev,ocr]"`.
"""

import argparse
import difflib
import json
import resource
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from alike import errors_in, fold
from press import Sheet, make_sheets, print_sheet

from kg.articles import split_page
from kg.config import Config
from kg.model import Page
from kg.pages.columns import Printed, read_printed
from kg.pages.drawn import read_layout
from kg.pages.scans.read import read_picture
from kg.reading.page import read_articles
from kg.recognize import load_pipeline
from kg.text import squeeze

WEARS = ("clean", "noisy", "blurred", "skew", "stained")
Done = tuple[str, str, dict[str, int]]  # setting, kind of page, counts
_SAME = 0.9  # share of characters that makes two articles one


def wear(gray: Any, kind: str, seed: int) -> Any:
    """Return a picture as a scanner might give it; the same for the same seed."""
    chance = np.random.default_rng(seed)
    height, width = gray.shape
    page = gray.astype(np.float32)
    if kind == "skew":
        angle = float(chance.uniform(1, 3) * chance.choice([-1, 1]))
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        page = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    if kind in ("blurred", "noisy"):
        page = cv2.GaussianBlur(page, (0, 0), 1.1 if kind == "blurred" else 0.6)
    if kind == "stained":
        for _ in range(12):
            at = int(chance.integers(width)), int(chance.integers(height))
            spot = np.zeros((height // 8, width // 8), np.float32)
            cv2.circle(spot, (at[0] // 8, at[1] // 8), int(chance.integers(8, 30)), 1.0, -1)
            spot = cv2.resize(cv2.GaussianBlur(spot, (0, 0), 6), (width, height))
            page *= 1 - float(chance.uniform(0.15, 0.45)) * spot
    if kind in ("noisy", "stained", "skew", "blurred"):
        page = 30 + page * (200 / 255) + chance.normal(0, 14 if kind == "noisy" else 5, page.shape)
        dirt = chance.random(page.shape) < (0.001 if kind == "noisy" else 0.0002)
        page[dirt] = chance.uniform(0, 255, int(dirt.sum()))
    page = np.clip(page, 0, 255).astype(np.uint8)
    if kind == "clean":
        return page
    return cv2.imdecode(cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, 60])[1], cv2.IMREAD_GRAYSCALE)


def f1(right: int, said: int, true: int) -> float:
    """Return an F1 in percent."""
    return 200 * right / max(1, said + true)


def score_articles(sheet: Sheet, texts: Sequence[str]) -> tuple[int, int, int]:
    """Return how many articles of a page are right, said and true."""
    true = [fold(passage.headline + "".join(passage.paragraphs)) for passage in sheet.passages]
    said = [fold(text) for text in texts if len(squeeze(text)) > 30]
    right = 0
    for one in true:
        for other in said:
            if 2 * min(len(one), len(other)) > max(len(one), len(other)):
                blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
                same = sum(block.size for block in blocks)
                if same >= _SAME * max(len(one), len(other)):
                    right += 1
                    break
    return right, len(said), len(true)


def score_names(sheet: Sheet, found: Iterable[tuple[str, str]]) -> tuple[int, int, int]:
    """Return how many names of a page are right, said and true."""
    true = Counter((label, fold(text)) for passage in sheet.passages for label, text in passage.names)
    said = Counter((label, fold(text)) for label, text in found)
    return sum((true & said).values()), said.total(), true.total()


class Reader:
    """Reads the text of a page as a build does, and scores it."""

    def __init__(self) -> None:
        self._nlp, self._config = load_pipeline(), Config()

    def score(
        self, sheet: Sheet, text: str, heads: tuple[int, ...] = ()
    ) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """Return the counts of articles and of names."""
        page = Page("page", text, "utf-8", "0" * 64, "2020-01-01", "flag", heads=heads)
        articles = split_page(page)
        read = read_articles(page, articles, self._nlp, self._config)
        names = [(mention.label, mention.text) for mention in read.mentions]
        return score_articles(sheet, [article.text.chars for article in articles]), score_names(sheet, names)


def run_tesseract(gray: Any, dpi: int) -> str:
    """Return the text that tesseract finds on a picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        cv2.imwrite(str(path), gray)
        command = ["tesseract", str(path), "-", "-l", "chi_sim", "--dpi", str(dpi), "--psm", "3"]
        done = subprocess.run(
            command, capture_output=True, check=True, text=True, env={"OMP_THREAD_LIMIT": "1"}
        )
    return done.stdout


def read(gray: Any, dpi: int, *, tesseract: bool) -> tuple[str, tuple[int, ...]]:
    """Return the text of a picture, and where headlines in large print begin."""
    if tesseract:
        return run_tesseract(gray, dpi), ()
    sheet = read_picture(gray, "png")
    return sheet.raw, sheet.heads


def spent() -> float:
    """Return the processor seconds that this process and those it ran have used."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def peak() -> int:
    """Return the highest memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def draw(sheet: Sheet, sizes: Sequence[int]) -> tuple[Printed, dict[int, Any]]:
    """Return what the text layer of a page says, and the page as a gray picture at some dpi."""
    with tempfile.TemporaryDirectory() as folder:
        path = print_sheet(sheet.body, Path(folder) / "page.pdf")
        with pdfium.PdfDocument(path) as document:
            page = document[0]
            drawn = {
                dpi: np.array(page.render(scale=dpi / 72, grayscale=True).to_numpy()).squeeze()
                for dpi in sizes
            }
            return read_printed(read_layout(page)), drawn


def count(sheet: Sheet, printed: Printed, got: tuple[str, tuple[int, ...]], reader: Reader) -> dict[str, int]:
    """Return the counts of one reading of a page."""
    lines, text = [fold(line.text) for _, line in printed.lines], fold(got[0])
    counts = {"wrong": sum(errors_in(line, text) for line in lines), "chars": sum(map(len, lines)), "n": 1}
    scored = {"scan": reader.score(sheet, *got), "text": reader.score(sheet, printed.text, printed.heads)}
    for name, value in scored.items():
        for part, three in zip(("articles", "names"), value, strict=True):
            counts |= {f"{name} {part} {n}": each for n, each in enumerate(three)}
    return counts


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--first", type=int, default=0, help="of the pages; those before are left out")
    parser.add_argument("--dpi", type=int, nargs="+", default=[200])
    parser.add_argument("--wear", nargs="+", choices=WEARS, default=["clean"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tesseract", action="store_true", help="measure tesseract instead")
    parser.add_argument("--keep", type=Path, help="a folder for what was recognized")
    parser.add_argument("--counts", type=Path, help="a file that runs add to; the totals are of all in it")
    options = parser.parse_args()
    reader, done = Reader(), list[Done]()
    if options.counts and options.counts.exists():
        done = [json.loads(line) for line in options.counts.read_text("utf-8").splitlines()]
    print("| page | dpi | wear | CER % | articles F1 | names F1 | as text: articles, names | s | MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for number, sheet in list(enumerate(make_sheets(options.pages, options.seed)))[options.first :]:
        printed, drawn = draw(sheet, options.dpi)
        for dpi, kind in product(drawn, options.wear):
            worn, start = wear(drawn[dpi], kind, number), spent()
            got = read(worn, dpi, tesseract=options.tesseract)
            counts = {
                "ms": round(1000 * (spent() - start)),
                "MB": peak(),
                **count(sheet, printed, got, reader),
            }
            print(row(f"{number} {sheet.kind} {sheet.columns}", f"{dpi} {kind}", counts), flush=True)
            done.append((f"{dpi} {kind}", sheet.kind, counts))
            if options.counts:
                with options.counts.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(done[-1]) + "\n")
            if options.keep:
                (options.keep / f"{number}-{dpi}-{kind}.txt").write_text(got[0], "utf-8")
    print_totals(done)


def print_totals(done: Iterable[Done]) -> None:
    """Print a line for each setting, and for each kind of page in it."""
    totals: dict[tuple[str, str], Counter[str]] = {}
    for setting, kind, counts in done:
        for group in (kind, "**all**"):
            counted = totals.setdefault((setting, group), Counter())
            most = max(counted["MB"], counts["MB"])
            counted.update(counts)
            counted["MB"] = most
    for (setting, group), counted in sorted(totals.items()):
        print(row(f"{group}, {counted['n']}", setting, counted))


def row(page: str, setting: str, counts: Mapping[str, int]) -> str:
    """Return a line of the table."""
    scores = {
        f"{name} {part}": f1(*(counts[f"{name} {part} {n}"] for n in range(3)))
        for name in ("scan", "text")
        for part in ("articles", "names")
    }
    return (
        f"| {page} | {' | '.join(setting.split())} | {100 * counts['wrong'] / counts['chars']:.2f} "
        f"| {scores['scan articles']:.1f} | {scores['scan names']:.1f} "
        f"| {scores['text articles']:.1f}, {scores['text names']:.1f} "
        f"| {counts['ms'] / 1000 / counts['n']:.1f} | {counts['MB']:,.0f} |"
    )


if __name__ == "__main__":
    main()
