"""Edges in arrays: the same steps, and the same edges between entities, as SQL over the edges says."""

from collections.abc import Iterator

import pytest

from kg.config import Config
from kg.model import KINDS, LABELS, WINDOWS
from kg.pipeline.build import build
from kg.queries.columns import columns_of
from kg.queries.linked import TakenIn, linked_in
from kg.store.engine import literals
from kg.store.finished import Store, open_store
from tests.papers import write_pages
from tests.serve.conftest import PAGES

STATED = tuple(kind for kind in KINDS if kind not in WINDOWS)
_STEP = """
    SELECT rank, own, other FROM (
      SELECT other, own, row_number() OVER (
        PARTITION BY own ORDER BY stated DESC, strength DESC, other) AS rank
      FROM (
        SELECT other, own, max(CASE WHEN kind IN ({windows}) THEN 0 ELSE 1 END) AS stated,
               max(coalesce(g2, 0)) AS strength
        FROM ends WHERE own IN ({ids}) AND {chosen} AND label IN ({labels}) GROUP BY other, own
      ) AS pairs
    ) AS ranked WHERE rank <= {most} ORDER BY rank, own, other
"""
_BETWEEN = """
    SELECT row, source, target FROM numbered
    WHERE source IN ({ids}) AND target IN ({ids}) AND {chosen} ORDER BY row
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of a small build with posts, bodies and meetings."""
    folder = tmp_path_factory.mktemp("linked")
    write_pages(folder / "pages", PAGES)
    build(Config(pages=(folder / "pages",), out=folder / "out", model="rules", jobs=1))
    with open_store(folder / "out") as opened:
        yield opened


def chosen(taken: TakenIn) -> str:
    """Say in SQL which edges are taken in; a least weight of 0 takes all, what chance has oftener too."""
    kinds = f"kind IN ({literals(sorted(taken.kinds))})"
    least = taken.weight or -1.0
    return f"{kinds} AND (weight >= {least} OR kind NOT IN ({literals(WINDOWS)}))"


TAKEN = [
    TakenIn(KINDS),
    TakenIn(STATED),
    TakenIn(WINDOWS),
    TakenIn(KINDS, ("PER",)),
    TakenIn(KINDS, ("ORG", "TITLE")),
    TakenIn(KINDS, LABELS, 0.5),
    TakenIn(()),
]


@pytest.mark.parametrize("taken", TAKEN)
@pytest.mark.parametrize("most", [1, 3, 24])
def test_steps_are_those_of_sql(store: Store, taken: TakenIn, most: int) -> None:
    ids = [id_ for (id_,) in store.rows("SELECT id FROM entities ORDER BY id")]
    query = _STEP.format(
        ids=literals(ids),
        chosen=chosen(taken),
        labels=literals(sorted(taken.labels)),
        windows=literals(WINDOWS),
        most=most,
    )
    found = sorted(linked_in(store).step(ids, taken, most))
    assert found == list(store.rows(query))
    assert bool(found) == bool(taken.kinds)


@pytest.mark.parametrize("taken", TAKEN)
def test_edges_between_are_those_of_sql(store: Store, taken: TakenIn) -> None:
    ids = [id_ for (id_,) in store.rows("SELECT id FROM entities ORDER BY id")]
    for some in (ids, ids[::2], ids[::3], ids[:1], []):
        query = _BETWEEN.format(ids=literals(some), chosen=chosen(taken))
        assert linked_in(store).between(some, taken) == list(store.rows(query))


def test_an_unknown_id_is_linked_to_nobody(store: Store) -> None:
    assert not list(linked_in(store).step(["per-none"], TakenIn(KINDS), 9))
    assert linked_in(store).between(["per-none"], TakenIn(KINDS)) == []


def test_edges_are_read_once(store: Store) -> None:
    assert linked_in(store) is linked_in(store)


def test_columns_tell_what_the_tables_do(store: Store) -> None:
    columns, linked = columns_of(store), linked_in(store)
    entities = store.records("SELECT * FROM entities ORDER BY id DESC")
    assert columns.entities([linked.numbers[each["id"]] for each in entities]) == entities
    edges = store.records("SELECT * EXCLUDE (source, target, evidence) FROM numbered ORDER BY row DESC")
    told = columns.edges([each["row"] for each in edges])
    assert told == [{name: each[name] for name in told[0]} for each in edges]
    assert columns.edges([]) == []
    assert columns_of(store) is columns
