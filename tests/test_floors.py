"""kg may not get worse: every annotated corpus of the repository has its floors, on whole builds as shipped.

tests/gold/floors.json holds, for each corpus, the digest of its files and the F1 (in percent) measured for
each label, for PER, LOC and ORG together and for what is annotated of posts, aliases and articles. The floor
lies half a point below. A score under it is red, and so is a corpus that changed without being measured anew:
`python tests/test_floors.py` measures and writes the file. The real pages have their floors in
test_real_pages.py.
"""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.pipeline.build import build
from kg.score import Score, score_build

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.json"
CORPORA = {
    "pages": (GOLD, ROOT / "seeds"),
    "passages": (GOLD / "passages", GOLD / "passages"),
    "papers": (GOLD / "papers", GOLD / "papers"),
}
SLACK = 0.5  # percent


def measure(corpus: str, out: Path) -> dict[str, float]:
    """Build the annotated pages of a corpus into a folder and return each F1 in percent."""
    gold, pages = CORPORA[corpus]
    annotated = tuple(pages / f"{path.stem}.txt" for path in sorted(gold.glob("*.jsonl")))
    build(Config(pages=annotated, out=out, jobs=1, cache=False))
    return shares(score_build(out, gold, pages))


def shares(score: Score) -> dict[str, float]:
    """Return each F1 of a score in percent, of all that is annotated."""
    facts = {"posts": score.posts, "aliases": score.aliases, "articles": score.articles}
    counts = {**score.labels, "PER+LOC+ORG": score.names(), **facts}
    return {name: round(count.f1 * 100, 1) for name, count in counts.items() if count is not None}


def digest(corpus: str) -> str:
    """Return the SHA-256 of the annotation and the pages of a corpus, line ends apart."""
    gold, pages = CORPORA[corpus]
    sha = hashlib.sha256()
    for path in sorted(gold.glob("*.jsonl")):
        annotated = [path, *(path.with_suffix(f".{kind}") for kind in ("posts", "aliases", "articles"))]
        for file in (*filter(Path.exists, annotated), pages / f"{path.stem}.txt"):
            sha.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return sha.hexdigest()


def _floors() -> dict[str, Any]:
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    return floors


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_score_falls_below_its_floor(corpus: str, tmp_path: Path) -> None:
    floors, measured = _floors()[corpus]["f1"], measure(corpus, tmp_path)
    assert measured.keys() == floors.keys()
    dropped = {
        name: (measured[name], floor) for name, floor in floors.items() if measured[name] < floor - SLACK
    }
    assert not dropped, f"measured now, measured before: {dropped}"


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_floors_were_set_on_this_corpus(corpus: str) -> None:
    assert digest(corpus) == _floors()[corpus]["sha256"], (
        "the corpus changed: run python tests/test_floors.py"
    )


def write_floors() -> None:
    """Measure all corpora and write what was measured."""
    record = {}
    for corpus in CORPORA:
        with tempfile.TemporaryDirectory() as out:
            record[corpus] = {"sha256": digest(corpus), "f1": measure(corpus, Path(out))}
    FLOORS.write_text(json.dumps(record, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    write_floors()
    print(FLOORS.read_text("utf-8"))
