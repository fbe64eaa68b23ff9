"""Scores of the network alone, without the rules that the pipeline adds."""

import json
import lzma
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.gold import read_gold
from kg.model import LABELS
from kg.recognize.network import Network
from kg.schema import Row
from kg.score import Count, score_mentions


def score_pages(network: Network, gold: Path, pages: Path, stems: Iterable[str]) -> dict[str, Count]:
    """Return the counts by label on annotated pages (gold/STEM.jsonl, pages/STEM.txt), line by line."""
    totals: dict[str, Count] = {label: Count() for label in LABELS}
    for stem in stems:
        raw = (pages / f"{stem}.txt").read_bytes().decode("utf-8")
        _add(totals, read_gold(gold / f"{stem}.jsonl", len(raw)), network, raw)
    return totals


def score_corpus(network: Network, path: Path) -> dict[str, Count]:
    """Return the counts by label on a corpus of sentences (NAME.jsonl.xz)."""
    totals: dict[str, Count] = {label: Count() for label in LABELS}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        sentences = [json.loads(line) for line in lines]
    found = network.find([sentence["text"] for sentence in sentences])
    for sentence, spans in zip(sentences, found, strict=True):
        gold = [
            {"start": s, "end": e, "label": label, "optional": False} for s, e, label in sentence["spans"]
        ]
        for label, count in score_mentions(gold, _rows(spans), sentence["text"], []).items():
            totals[label] += count
    return totals


def _add(totals: dict[str, Count], gold: Sequence[Row], network: Network, raw: str) -> None:
    predicted = _rows(network.find([raw])[0])
    for label, count in score_mentions(gold, predicted, raw, []).items():
        totals[label] += count


def _rows(spans: Iterable[tuple[int, int, str, float]]) -> list[Row]:
    return [{"start": start, "end": end, "label": label} for start, end, label, _ in spans]


def format_counts(counts: dict[str, Count]) -> str:
    """Return F1 of the three names together and of each label, in one line."""
    names = Count()
    for label in LABELS[:3]:
        names += counts[label]
    each = "  ".join(f"{label} {counts[label].f1 * 100:.1f}" for label in LABELS)
    return f"PER+LOC+ORG {names.f1 * 100:.1f}  {each}"
