"""The five real pages from end to end, and their score on the two that are annotated."""

import json
from pathlib import Path

import networkx as nx
import pytest

from kg.config import Config
from kg.pipeline import Summary, build
from kg.score import Score, score_build


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, Path]:
    out = tmp_path_factory.mktemp("real")
    return build(Config(pages=(shared / "seeds",), out=out, jobs=1)), out


@pytest.fixture(scope="module")
def score(built: tuple[Summary, Path], shared: Path) -> Score:
    return score_build(built[1], shared / "gold", shared / "seeds")


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
    ("name", "least"),
    [("PER+LOC+ORG", 92.0), ("TITLE", 95.0), ("posts", 93.0), ("aliases", 85.0), ("articles", 97.0)],
)
def test_the_two_annotated_pages_keep_their_score(score: Score, name: str, least: float) -> None:
    counts = {
        "PER+LOC+ORG": score.names(),
        "TITLE": score.labels["TITLE"],
        "posts": score.posts,
        "aliases": score.aliases,
        "articles": score.articles,
    }
    count = counts[name]
    assert count is not None
    assert count.f1 * 100 >= least


def test_every_headline_of_the_two_annotated_pages_is_found(score: Score) -> None:
    assert (score.headlines_found, score.headlines) == (13, 13)
