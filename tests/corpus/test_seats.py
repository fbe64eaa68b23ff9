"""Bodies of posts that a page tells without one."""

import pytest

from kg.corpus import give_names, resolve, take_census
from kg.store.queries import records_of
from kg.store.readings import open_readings

POSTS = [  # pages, then the person and the name of the post on the last page
    (["[O中共中央][T总书记][P林清]讲话。", "[P林清][T总书记]指出。"], "中国共产党中央委员会总书记"),
    (["[L南非][T总统][P王建]到会。", "[P王建][T总统]说。"], "南非总统"),
    (["[O国务院][T秘书长][P林清]到会。", "[T国务委员][P林清]参加。", "[O国务院]发文。"], None),
    (["[L越南][T国家主席][P王建]到会。", "[P王建][T主席]说。"], "越南国家主席"),
    (["[P王建][T总书记]说。"], None),
]


@pytest.mark.parametrize(("texts", "post"), POSTS)
def test_a_post_without_a_body_takes_that_of_the_person(marked, texts: list[str], post: str | None) -> None:
    readings = [marked(text, page=f"{n}.txt") for n, text in enumerate(texts)]
    with open_readings(readings) as engine:
        give_names(engine, resolve(take_census(engine)))
        names = {entity.id: entity.name for entity in records_of(engine, "entities")}
        told = [row for row in records_of(engine, "posts") if row.page == f"{len(texts) - 1}.txt"]
    assert [names.get(row.post_entity or "") for row in told] == ([post] if told else [])
