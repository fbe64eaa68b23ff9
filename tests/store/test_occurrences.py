"""The sentences that name one entity, read from the names that may mean it: the same as those of all."""

from collections.abc import Iterator

import pytest

from kg.config import Config
from kg.pipeline.build import build
from kg.store.finished import Store, open_store
from tests.serve.conftest import PAGES

REVIEW = (
    "action,a,b,label\n"
    "split,何文静,2023-07-08.txt#1,PER\n"
    "relabel,葛仙庄镇,ORG,LOC\n"
    "same,临江市农业农村局,清河县水利局,ORG\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store of a small build with namesakes, forms that were moved, and posts."""
    folder = tmp_path_factory.mktemp("occurrences")
    for name, text in PAGES.items():
        path = folder / "pages" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "review.csv").write_text(REVIEW, "utf-8")
    settings = Config(
        pages=(folder / "pages",), out=folder / "out", model="rules", jobs=1, review=folder / "review.csv"
    )
    build(settings)
    with open_store(settings.out) as opened:
        yield opened


def rows_of(store: Store, source: str) -> list[tuple[object, ...]]:
    return sorted(store.rows(f"SELECT * FROM {source}"), key=repr)


def test_each_entity_has_the_sentences_that_all_together_say(store: Store) -> None:
    known = [id_ for (id_,) in store.rows("SELECT id FROM entities")]
    assert store.value("SELECT count(*) FROM moved") > 0
    assert {id_.split("-")[0] for id_ in known} == {"per", "org", "loc", "title"}
    for id_ in known:
        whole = rows_of(store, f"occurrences WHERE entity = '{id_}'")
        assert rows_of(store, f"{store.occurrences(id_)} AS own") == whole


def test_what_is_held_of_many_entities_stays_few(store: Store) -> None:
    ids = [id_ for (id_,) in store.rows("SELECT id FROM entities ORDER BY id")]
    assert len(ids) > Store.most_held
    names = [store.occurrences(id_) for id_ in (*ids, *ids)]
    assert store.value("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'occurrences_%'") <= (
        Store.most_held
    )
    assert rows_of(store, names[-1]) == rows_of(store, f"occurrences WHERE entity = '{ids[-1]}'")


def test_names_of_some_pages_are_those_of_all(store: Store) -> None:
    page = next(iter(PAGES))
    some = store.sources(("named",), [page])["named"]
    assert rows_of(store, f"{some} AS few WHERE page = '{page}'") == rows_of(
        store, f"named WHERE page = '{page}'"
    )
