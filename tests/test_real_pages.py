"""The five real pages from end to end, and the floors of the score on real pages and passages."""

import json
from pathlib import Path

import networkx as nx
import pytest

from kg.config import Config
from kg.pipeline.build import build
from kg.pipeline.summary import Summary
from kg.score import Score, score_build


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, Path]:
    out = tmp_path_factory.mktemp("real")
    return build(Config(pages=(shared / "seeds",), out=out, jobs=1)), out


@pytest.fixture(scope="module")
def score(built: tuple[Summary, Path], shared: Path) -> Score:
    return score_build(built[1], shared / "gold", shared / "seeds")


@pytest.fixture(scope="module")
def passages(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Score:
    """The score on the odd-numbered passages; the others are read by nobody who writes rules."""
    folder, out = shared / "gold" / "passages", tmp_path_factory.mktemp("passages")
    odd = [path for path in sorted(folder.glob("*.txt")) if int(path.stem[-2:]) % 2]
    build(Config(pages=tuple(odd), out=out, jobs=1))
    return score_build(out, folder, folder, only=[path.stem for path in odd])


def test_every_page_is_read_and_the_graph_reads_back(built: tuple[Summary, Path]) -> None:
    summary, out = built
    assert (summary.pages, summary.skipped) == (5, 0)
    graph = nx.read_graphml(out / "graph.graphml")
    assert graph.number_of_nodes() == summary.entities > 200
    assert graph.number_of_edges() == summary.edges


def test_every_edge_cites_a_passage_of_a_page(built: tuple[Summary, Path], shared: Path) -> None:
    _, out = built
    sizes = {path.name: len(path.read_bytes().decode("utf-8")) for path in (shared / "seeds").glob("*.txt")}
    for line in (out / "edges.jsonl").read_text("utf-8").splitlines():
        edge = json.loads(line)
        stated = edge["kind"] not in (
            "part_of",
            "located_in",
        )  # those follow from names and the list of divisions
        assert bool(edge["evidence"]) == stated, edge
        for page, start, end in edge["evidence"]:
            assert 0 <= start < end <= sizes[page]


def test_every_mention_is_what_stands_on_the_page(built: tuple[Summary, Path], shared: Path) -> None:
    _, out = built
    raws = {path.name: path.read_bytes().decode("utf-8") for path in (shared / "seeds").glob("*.txt")}
    for line in (out / "mentions.jsonl").read_text("utf-8").splitlines():
        mention = json.loads(line)
        printed = "".join(raws[mention["page"]][mention["start"] : mention["end"]].split())
        assert len(printed) == len(mention["text"]), mention


@pytest.mark.parametrize(
    ("name", "floor"),
    [("PER+LOC+ORG", 95.5), ("TITLE", 100.0), ("posts", 99.0), ("aliases", 97.0), ("articles", 100.0)],
)
def test_the_two_annotated_pages_keep_their_score(score: Score, name: str, floor: float) -> None:
    assert f1_of(score, name) >= floor


@pytest.mark.parametrize(("name", "floor"), [("PER+LOC+ORG", 94.5), ("TITLE", 98.0)])
def test_the_passages_for_development_keep_their_score(passages: Score, name: str, floor: float) -> None:
    assert f1_of(passages, name) >= floor


def f1_of(score: Score, name: str) -> float:
    """Return one F1 of a score in percent."""
    facts = {"posts": score.posts, "aliases": score.aliases, "articles": score.articles}
    count = {**score.labels, "PER+LOC+ORG": score.names(), **facts}[name]
    assert count is not None, f"{name} is not annotated"
    return count.f1 * 100


def test_every_headline_of_the_two_annotated_pages_is_found(score: Score) -> None:
    assert (score.headlines_found, score.headlines) == (13, 13)
