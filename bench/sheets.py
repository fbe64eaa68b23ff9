"""Annotated pages, each scored by itself as `kg evaluate` scores a build."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from kg.config import Config
from kg.pages import PageFile
from kg.reading.page import read_page_file
from kg.reading.rows import rows_of
from kg.schema import Row, columns_of
from kg.schema.readings import READ_TABLES
from kg.score import Count, Score, score_page

MEASURES = ("names", "TITLE", "posts")
_SCORED = ("mentions", "posts", "articles")
_RESAMPLES = 1000


@dataclass(frozen=True)
class Sheet:
    """An annotated page."""

    corpus: str
    gold: Path
    file: PageFile
    raw: str


def read_sheets(argument: str) -> list[Sheet]:
    """Return the annotated pages of NAME=GOLD:PAGES[:odd]."""
    corpus, _, folders = argument.partition("=")
    gold, pages, *odd = folders.split(":")
    sheets = []
    for path in sorted(Path(gold).glob("*.jsonl")):
        if not odd or int("".join(filter(str.isdigit, path.stem))) % 2:
            text = Path(pages) / f"{path.stem}.txt"
            raw = text.read_bytes().decode("utf-8")
            sheets.append(Sheet(corpus, Path(gold), PageFile(text, path.stem), raw))
    return sheets


def count_sheet(sheet: Sheet, nlp: Language) -> list[list[int]]:
    """Return right, wrong and missed for each measure.

    What is scored are the rows that the reading of the page has in a build's store.
    """
    told = rows_of(read_page_file(sheet.file, nlp, Config()))
    build: dict[str, list[Row]] = {}
    for table in _SCORED:
        names = [column.name for column in columns_of(READ_TABLES[table])]
        build[table] = [dict(zip(names, cells, strict=True)) for cells in told[table]]
    score = Score()
    score_page(score, sheet.file.path.stem, sheet.gold, sheet.raw, build)
    counts = (score.names(), score.labels["TITLE"], score.posts or Count())
    return [[count.tp, count.fp, count.fn] for count in counts]


def f1(counts: Any) -> Any:
    """Return the F1 in percent of sums of (right, wrong, missed) along the last axis."""
    tp, fp, fn = counts[..., 0], counts[..., 1], counts[..., 2]
    return 200 * tp / np.maximum(2 * tp + fp + fn, 1)


def interval(on: Any, off: Any, seed: int) -> tuple[Any, Any]:
    """Return the 95 % interval of the change in F1 for each measure over resampled pages."""
    draws = np.random.default_rng(seed).integers(0, len(on), (_RESAMPLES, len(on)))
    change = f1(off[draws].sum(axis=1)) - f1(on[draws].sum(axis=1))
    low, high = np.percentile(change, [2.5, 97.5], axis=0)
    return low, high
