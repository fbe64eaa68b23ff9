"""Annotated items of real news, drawn at random from outlets and years, as pages and gold for `kg evaluate`.

    python bench/real.py ../shared/data OUT
    kg build OUT/pages -o OUT/build
    kg evaluate OUT/build OUT/gold OUT/pages

The texts lie in the folder of data and are not ours to pass on; tests/gold/real holds where each is found,
its digest, and the places of its names as readers marked them.
"""

import argparse
import hashlib
import json
import lzma
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

MARKED = Path(__file__).parents[1] / "tests" / "gold" / "real"
_BEFORE_HEADLINE = {"text": 1, "text2": 2}  # columns


def read_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each item; ValueError for one that is not as it was annotated."""
    by_file: dict[str, list[list[str]]] = defaultdict(list)
    for item in _rows("items.tsv"):
        by_file[item[1]].append(item)
    for file, items in by_file.items():
        with lzma.open(data / file, "rt", encoding="utf-8") as opened:
            lines = list(opened)
        for name, _, row, rows, size, digest in items:
            pieces = [_text(file, line) for line in lines[int(row) : int(row) + int(rows)]]
            found = "\n".join(pieces)[: int(size)]
            if hashlib.sha256(found.encode()).hexdigest()[:16] != digest:
                raise ValueError(f"{file}, row {row}: another text than the one that was annotated")
            yield name, found


class Span(TypedDict):
    """A name in an item."""

    start: int
    end: int
    label: str
    optional: bool


def read_spans() -> dict[str, list[Span]]:
    """Return the spans of each item in the form of STEM.jsonl, still without their text."""
    found: dict[str, list[Span]] = defaultdict(list)
    for name, start, end, label, mark in _rows("spans.tsv"):
        found[name].append(Span(start=int(start), end=int(end), label=label, optional=mark == "?"))
    return found


def _rows(name: str) -> Iterator[list[str]]:
    for line in (MARKED / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _text(file: str, line: str) -> str:
    if file.endswith(".jsonl.xz"):
        return str(json.loads(line)["text"])
    cells = line.rstrip("\n").split("\t")
    return "\n".join(cells[_BEFORE_HEADLINE[file.split("/")[0]] :]).replace("\\n", "\n").strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    spans = read_spans()
    for folder in ("pages", "gold"):
        (asked.out / folder).mkdir(parents=True, exist_ok=True)
    for name, text in read_texts(asked.data):
        (asked.out / "pages" / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8", newline="\n")
        rows = [{**span, "text": text[span["start"] : span["end"]]} for span in spans[name]]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (asked.out / "gold" / f"{name}.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
