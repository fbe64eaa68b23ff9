"""kg may not get worse: the F1 per label on every annotated corpus of the repository has a floor.

So have posts and pairs of aliases where they are annotated.

tests/gold/floors.json holds, for each corpus, the digest of its files and the F1 (in percent) of each label
as it was measured when the floor was set. A drop of more than a tenth of a point is red, and so is a corpus
that changed without its floors being measured anew.
`python tests/test_floors.py` measures and writes the file.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from kg.articles import split_page
from kg.config import Config
from kg.corpus import Census, resolve
from kg.model import LABELS
from kg.pages import PageFile, read_page
from kg.reading.page import read_page_file
from kg.recognize import load_pipeline, recognize
from kg.score import Count, score_aliases, score_mentions, score_posts
from kg.store.rows import mention_rows, post_rows

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.json"
CORPORA = {"pages": (GOLD, ROOT / "seeds"), "passages": (GOLD / "passages", GOLD / "passages")}
SLACK = 0.1  # percent; another processor may round otherwise


def measure(corpus: str) -> dict[str, float]:
    """Return the F1 of each label, of PER, LOC and ORG together, and of posts and aliases, in percent."""
    gold, pages = CORPORA[corpus]
    nlp = load_pipeline(Config().model)
    counts: dict[str, Count] = {label: Count() for label in LABELS}
    for path in sorted(gold.glob("*.jsonl")):
        page = read_page(PageFile(pages / f"{path.stem}.txt", path.stem))
        found = [{"start": m.start, "end": m.end, "label": m.label} for m in recognize(split_page(page), nlp)]
        for label, count in score_mentions(_rows(path), found, page.raw, []).items():
            counts[label] += count
    names = Count()
    for label in LABELS[:3]:
        names += counts[label]
    shares: dict[str, float] = {label: count.f1 for label, count in counts.items()}
    shares |= {"PER+LOC+ORG": names.f1, **_facts(gold, pages, nlp)}
    return {name: round(share * 100, 1) for name, share in shares.items()}


def _facts(gold: Path, pages: Path, nlp: Language) -> dict[str, float]:
    """Return the F1 of posts and of pairs of aliases, of those that are annotated."""
    stems = [path.stem for path in sorted(gold.glob("*.jsonl"))]
    readings = [read_page_file(PageFile(pages / f"{stem}.txt", stem), nlp, Config()) for stem in stems]
    census = Census()
    for reading in readings:
        census.add(reading)
    resolution = resolve(census)
    counts: dict[str, Count] = {}
    for stem, reading in zip(stems, readings, strict=True):
        if (rows := _lines(gold / f"{stem}.posts")) is not None:
            found = score_posts(rows, list(post_rows(reading, resolution)), [])
            counts["posts"] = _sum(counts.get("posts"), found)
        if (rows := _lines(gold / f"{stem}.aliases")) is not None:
            found = score_aliases(rows, list(mention_rows(reading, resolution)), [])
            counts["aliases"] = _sum(counts.get("aliases"), found)
    return {name: count.f1 for name, count in counts.items()}


def _sum(before: Count | None, more: Count) -> Count:
    total = before or Count()
    total += more
    return total


def _lines(path: Path) -> list[list[str]] | None:
    """Return the rows of a file of annotated facts, None where there is none."""
    if not path.exists():
        return None
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def digest(corpus: str) -> str:
    """Return the SHA-256 of the annotation and the pages of a corpus, line ends apart."""
    gold, pages = CORPORA[corpus]
    sha = hashlib.sha256()
    for path in sorted(gold.glob("*.jsonl")):
        for file in (path, pages / f"{path.stem}.txt"):
            sha.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return sha.hexdigest()


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _floors() -> dict[str, Any]:
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    return floors


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_label_falls_below_its_floor(corpus: str) -> None:
    floors = _floors()[corpus]["f1"]
    measured = measure(corpus)
    assert measured.keys() == floors.keys()
    dropped = {
        name: (measured[name], floor) for name, floor in floors.items() if measured[name] < floor - SLACK
    }
    assert not dropped, f"measured, floor: {dropped}"


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_floors_were_set_on_this_corpus(corpus: str) -> None:
    assert digest(corpus) == _floors()[corpus]["sha256"], (
        "the corpus changed: run python tests/test_floors.py"
    )


if __name__ == "__main__":
    record = {corpus: {"sha256": digest(corpus), "f1": measure(corpus)} for corpus in CORPORA}
    FLOORS.write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    print(FLOORS.read_text("utf-8"))
