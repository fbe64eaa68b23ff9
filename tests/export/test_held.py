"""What is held of a build in memory: the part that is shown, chosen by the engine as by the rule."""

from pathlib import Path

import pytest

from kg.config import Config
from kg.export.held import find_quoted, hold_tables, measure
from kg.graph.selection import shown_part
from kg.pipeline.build import build
from kg.store.finished import open_store
from kg.store.queries import records_of
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of the example pages with two windows."""
    folder = tmp_path_factory.mktemp("held")
    build(Config(pages=(ROOT / "seeds",), out=folder, model="rules", windows=("sentence", "article"), jobs=1))
    return folder


@pytest.mark.parametrize("most", [0, 1, 40, 400, 10**6])
def test_the_engine_chooses_what_the_rule_chooses(out: Path, most: int) -> None:
    with open_store(out) as store:
        measure(store)
        held = hold_tables(store, most)
        quoted = {passage for edge in held.edges for passage in edge.evidence}
        found = find_quoted(store, quoted)
        edges, entities = tuple(records_of(store, "edges")), tuple(records_of(store, "entities"))
    part = shown_part([entity.id for entity in entities], edges, most)
    assert len(edges) > 400
    assert set(held.edges) == set(part.edges)
    assert {entity.id for entity in held.entities} == set(part.nodes)
    assert (held.shown.part.all_edges, held.shown.part.all_nodes) == (len(edges), len(entities))
    assert found.keys() == quoted
    assert all((told.page, told.start, told.end) == passage for passage, told in found.items())
