"""The passages that edges rest on, as a table of the build."""

from collections.abc import Mapping
from pathlib import Path

from kg.export.jsonl import Row, write_jsonl
from kg.model import Evidence, Sentence


def write_sentences(path: Path, sentences: Mapping[Evidence, Sentence]) -> int:
    """Write sentences.jsonl, sorted by page and place, and return the number of rows."""
    return write_jsonl(path, (sentence_row(sentences[key]) for key in sorted(sentences)))


def sentence_row(sentence: Sentence) -> Row:
    """Return the row of one passage."""
    return {
        "page": sentence.page,
        "start": sentence.start,
        "end": sentence.end,
        "line": sentence.line,
        "text": sentence.text,
        "headline": sentence.headline,
        "date": sentence.date,
    }
