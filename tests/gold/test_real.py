"""The annotated items of real news hold no word of them, and are found again where the texts are."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from real import MARKED, read_spans, read_texts

from kg.model import LABELS


def test_places_without_a_word_of_the_news() -> None:
    assert not re.search("[\u4e00-\u9fff]", (MARKED / "items.tsv").read_text("utf-8"))
    assert not re.search("[\u4e00-\u9fff]", (MARKED / "spans.tsv").read_text("utf-8"))
    for spans in read_spans().values():
        ends = [0, *(span["end"] for span in spans)]
        assert all(end <= span["start"] < span["end"] for end, span in zip(ends, spans, strict=False))
        assert all(span["label"] in LABELS for span in spans)


def test_items_are_those_that_were_annotated(shared: Path) -> None:
    if not (data := shared / "data" / "text2").is_dir():
        pytest.skip("the folder of news texts is not here")
    texts = dict(read_texts(data.parent))
    assert read_spans().keys() <= texts.keys()
    assert all(spans[-1]["end"] <= len(texts[name]) for name, spans in read_spans().items())
