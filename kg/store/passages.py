"""The text of a build: the passages that edges rest on, and every sentence of every article."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.model import Evidence, Reading, Sentence
from kg.store.jsonl import Row, write_jsonl
from kg.text import sentences


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


def text_rows(reading: Reading) -> Iterator[Row]:
    """Yield the rows of a page's sentences for text.jsonl, article by article, headlines first.

    The text is healed; start and end enclose all that the sentence takes up on the page.
    """
    raw = reading.page.raw
    breaks = [at for at, char in enumerate(raw) if char == "\n"]
    for article in reading.articles:
        for first, last in sentences(article.text.chars):
            start, end = article.text.raw_span(first, last)
            yield {
                "page": article.page,
                "article": article.id,
                "start": start,
                "end": end,
                "line": bisect_left(breaks, start) + 1,
                "text": article.text.chars[first:last],
            }
