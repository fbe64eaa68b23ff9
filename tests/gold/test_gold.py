"""The annotated corpus is consistent: spans name what stands in the text, posts and aliases name spans."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.model import LABELS
from kg.text import squeeze

GOLD = Path(__file__).resolve().parent
SEEDS = GOLD.parent.parent / "seeds"
PAGES = sorted(GOLD.glob("*.jsonl"))
PASSAGES = sorted((GOLD / "passages").glob("*.jsonl"))
PAPERS = sorted((GOLD / "papers").glob("*.jsonl"))
ANNOTATED = [*PAGES, *PASSAGES, *PAPERS]
ALIASES, ARTICLES = sorted(GOLD.glob("*.aliases")), sorted(GOLD.glob("*.articles"))
POSTS = [path.with_suffix(".posts") for path in ANNOTATED]


def name_of(path: Path) -> str:
    return path.stem


def raw_of(path: Path) -> str:
    text = path.with_suffix(".txt") if path.parent != GOLD else SEEDS / f"{path.stem}.txt"
    return text.read_bytes().decode("utf-8")


def spans_of(path: Path) -> list[dict[str, Any]]:
    lines = path.with_suffix(".jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rows_of(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def texts_of(path: Path, *labels: str) -> set[str]:
    return {span["text"] for span in spans_of(path) if span["label"] in labels}


def lines_of(ranges: str) -> list[int]:
    """Return the line numbers of "3,5-7"; "-" means none."""
    if ranges == "-":
        return []
    ends = [part.split("-") for part in ranges.split(",")]
    return [line for end in ends for line in range(int(end[0]), int(end[-1]) + 1)]


def test_the_corpus_has_its_size() -> None:
    assert (len(PAGES), len(PASSAGES) >= 60, len(PAPERS)) == (2, True, 60)


@pytest.mark.parametrize("path", ANNOTATED, ids=name_of)
def test_a_span_holds_its_text(path: Path) -> None:
    raw = raw_of(path)
    wrong = [span for span in spans_of(path) if squeeze(raw[span["start"] : span["end"]]) != span["text"]]
    assert wrong == []


@pytest.mark.parametrize("path", ANNOTATED, ids=name_of)
def test_a_span_begins_and_ends_with_text(path: Path) -> None:
    raw = raw_of(path)
    texts = [raw[span["start"] : span["end"]] for span in spans_of(path)]
    assert [text for text in texts if not text or text != text.strip()] == []


@pytest.mark.parametrize("path", ANNOTATED, ids=name_of)
def test_labels_are_those_of_the_model(path: Path) -> None:
    spans = spans_of(path)
    assert {span["label"] for span in spans} <= set(LABELS)
    assert {type(span["optional"]) for span in spans} == {bool}


@pytest.mark.parametrize("path", ANNOTATED, ids=name_of)
def test_spans_are_sorted_and_never_overlap(path: Path) -> None:
    assert [(a, b) for a, b in pairwise(spans_of(path)) if a["end"] > b["start"]] == []


@pytest.mark.parametrize("path", POSTS, ids=name_of)
def test_posts_name_annotated_people_titles_and_bodies(path: Path) -> None:
    people, titles = texts_of(path, "PER"), texts_of(path, "TITLE")
    bodies = texts_of(path, "ORG", "LOC") | {"-", "中国"}  # 中国 is whose envoy 我驻法大使 is
    wrong = [
        row
        for row in rows_of(path)
        if not (row[0] in people and row[1] in titles and row[2] in bodies and row[3:] in ([], ["?"]))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", POSTS, ids=name_of)
def test_a_post_is_listed_once(path: Path) -> None:
    assert [row for row, count in Counter(map(tuple, rows_of(path))).items() if count > 1] == []


@pytest.mark.parametrize("path", POSTS, ids=name_of)
def test_a_required_title_belongs_to_a_post(path: Path) -> None:
    held = {row[1] for row in rows_of(path)}
    required = {span["text"] for span in spans_of(path) if span["label"] == "TITLE" and not span["optional"]}
    assert required - held == set()


@pytest.mark.parametrize("path", ALIASES, ids=name_of)
def test_aliases_are_annotated_surfaces_of_one_label(path: Path) -> None:
    known: dict[str, set[str]] = {label: texts_of(path, label) for label in LABELS}
    wrong = [row for row in rows_of(path) if len(row) != 3 or not set(row[2].split("|")) <= known[row[0]]]
    assert wrong == []


@pytest.mark.parametrize("path", ARTICLES, ids=name_of)
def test_each_line_with_text_belongs_to_one_article(path: Path) -> None:
    lines = raw_of(path).split("\n")
    filled = {number for number, line in enumerate(lines, 1) if line.strip()}
    covered = Counter(line for row in rows_of(path) for part in row[2:4] for line in lines_of(part))
    assert {line for line in covered if line in filled} == filled
    assert [line for line, count in covered.items() if count > 1 and line in filled] == []


@pytest.mark.parametrize("path", ARTICLES, ids=name_of)
def test_a_headline_stands_in_its_lines(path: Path) -> None:
    lines = raw_of(path).split("\n")
    for _, headline, head, _ in rows_of(path):
        printed = squeeze("".join(lines[number - 1] for number in lines_of(head)))
        assert printed.startswith("" if headline == "-" else headline)
