"""Who is named where, as a finished store keeps it: the same as the readings and the names say."""

from collections.abc import Iterator

import pytest

from kg.config import Config
from kg.pipeline.build import build
from kg.store.finished import Store, open_store
from kg.store.named import view_names
from kg.store.readings import open_batches
from tests.papers import write_pages
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
    write_pages(folder / "pages", PAGES)
    (folder / "review.csv").write_text(REVIEW, "utf-8")
    settings = Config(
        pages=(folder / "pages",), out=folder / "out", model="rules", jobs=1, review=folder / "review.csv"
    )
    build(settings)
    with open_store(settings.out) as opened:
        yield opened


def test_names_are_kept_in_order_as_the_readings_say(store: Store) -> None:
    columns = ", ".join(f'"{name}"' for name in store.arrow("SELECT * FROM named LIMIT 0").column_names)
    kept = list(store.rows(f"SELECT {columns} FROM named"))
    assert store.value("SELECT count(*) FROM moved") > 0
    with open_store(store.out) as again:
        open_batches(again, store.out, ["000001"])
        view_names(again)
        assert kept == list(again.rows(f"SELECT {columns} FROM named ORDER BY page, start"))


def test_each_entity_has_the_sentences_that_name_it(store: Store) -> None:
    known = [id_ for (id_,) in store.rows("SELECT id FROM entities")]
    assert {id_.split("-")[0] for id_ in known} == {"per", "org", "loc", "title"}
    said: dict[str, dict[tuple[str, str, int], int]] = {}
    query = (
        "SELECT entity, page, article, sentence FROM named WHERE entity IS NOT NULL AND sentence IS NOT NULL"
    )
    for entity, *place in store.rows(query):
        own = said.setdefault(entity, {})
        own[tuple(place)] = own.get(tuple(place), 0) + 1
    for id_ in known:
        rows = list(
            store.rows(f"SELECT page, article, sentence, times, day, start FROM {store.occurrences(id_)}")
        )
        assert {row[:3]: row[3] for row in rows} == said.get(id_, {})
        assert rows == sorted(rows, key=lambda row: (row[4] or "", row[0], row[5]))
