"""Names that are likelier wrong than right are mentions and no nodes, unless something speaks for them."""

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.config import NODE_SCORE
from kg.corpus import Resolution, Ruling, resolve, take_census
from kg.errors import InputError
from kg.model import Reading
from kg.queries.doubts import unsure_names
from kg.queries.names import find_all
from kg.queries.stats import stats
from kg.store.finished import open_store
from kg.store.readings import open_readings
from tests.conftest import read_marked
from tests.papers import write_pages


def unsure(*texts: str, score: float = 0.3, page: str = "page.txt") -> Reading:
    reading = read_marked(*texts, page=page)
    return replace(reading, mentions=tuple(replace(m, score=score) for m in reading.mentions))


def resolution_of(
    *readings: Reading, review: tuple[Ruling, ...] = (), node_score: float = NODE_SCORE
) -> Resolution:
    with open_readings(readings) as engine:
        return resolve(take_census(engine, review, node_score), review)


def names(resolution: Resolution) -> set[str]:
    return {entity.name for entity in resolution.entities}


def test_a_name_that_is_sure_nowhere_is_no_node_and_its_mentions_stay() -> None:
    reading = unsure("[P白琵鹭]飞过[L河边]。")
    told = resolution_of(reading)
    assert names(told) == set()
    assert [told.entity_of(mention) for mention in reading.mentions] == [None, None]
    assert told.doubtful == {("PER", "白琵鹭"), ("LOC", "河边")}


def test_one_sure_mention_on_any_page_makes_it_a_node() -> None:
    sure = unsure("[P白琵鹭]来了。", score=0.8, page="2.txt")
    reading = unsure("[P白琵鹭]飞过。")
    told = resolution_of(reading, sure)
    assert names(told) == {"白琵鹭"}
    assert told.entity_of(reading.mentions[0]) is not None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[O清河县绣坊][T坊主][P白琵鹭]讲话。", {"白琵鹭", "清河县绣坊", "清河县绣坊坊主"}),
        ("[L四川省]和[L楚科奇海]", {"四川省", "楚科奇海"}),
        ("[O四川省人民代表大会]和[O外交部]", {"四川省人民代表大会", "外交部"}),
        ("[O星河通信集团]（以下简称“星河”）公告。[O星河]招人。", {"星河通信集团"}),
        ("[O四川省创新大会]和[L月亮地区]", set()),
    ],
    ids=["has a post", "places of lists", "bodies that lists or divisions have", "two forms", "nothing"],
)
def test_what_speaks_for_a_name(text: str, kept: set[str]) -> None:
    assert names(resolution_of(unsure(text))) == kept


@pytest.mark.parametrize(
    ("text", "score", "kept"),
    [
        ("[P马校长]来了。", 0.9, set()),
        ("[P马校长]来了。", 0.96, {"马校长"}),
        ("[P边防连]来了。", 0.9, set()),
        ("[P比亚]来了。", 0.9, {"比亚"}),
        ("人们看着[L光吉林]。", 0.9, set()),
        ("人们看着[L大关]。", 0.83, set()),
        ("人们看着[L大关]。", 0.86, {"大关"}),
        ("人们看着[L大关县]。", 0.3, {"大关县"}),
    ],
    ids=["address", "sure", "word", "foreign", "led", "short", "surer", "whole"],
)
def test_what_needs_more(text: str, score: float, kept: set[str]) -> None:
    assert names(resolution_of(unsure(text, score=score))) == kept


@pytest.mark.parametrize(
    ("name", "score", "kept"),
    [
        ("应约", 0.9, set()),
        ("应约", 0.96, {"应约"}),
        ("布托和", 0.9, set()),
        ("普京警", 0.9, set()),
        ("左权", 0.9, {"左权"}),
    ],
    ids=["verb", "sure verb", "and", "no foreign character", "noun"],
)
def test_a_post_saves_no_verb_and_no_name_with_a_word(name: str, score: float, kept: set[str]) -> None:
    known = read_marked(*3 * ["[P布托]和[P普京]来了。"], page="2.txt")
    told = names(resolution_of(known, unsure(f"[O星河集团][T主席][P{name}]来了。", score=score)))
    assert told & {name} == kept


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling("relabel", "白琵鹭", "PER", "PER"),
        Ruling("rename", "白琵鹭", "白先生"),
        Ruling("relabel", "白琵鹭", "LOC"),
    ],
)
def test_a_review_that_speaks_of_a_name_makes_it_a_node(ruling: Ruling) -> None:
    told = resolution_of(unsure("[P白琵鹭]飞过。"), review=(ruling,))
    assert names(told) == {"白先生" if ruling.action == "rename" else "白琵鹭"}


def test_none_are_doubtful_where_all_are_asked_for() -> None:
    assert names(resolution_of(unsure("[P白琵鹭]飞过。"), node_score=0)) == {"白琵鹭"}


def test_a_build_tells_how_sure_it_is_and_what_to_do(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", {"2024-03-06.txt": "清河县医院院长赵立群和旗徐徐出席会议。\n"})
    out = tmp_path / "out"
    kg.build(pages, out=out, jobs=1, model="rules", node_score=1)
    with open_store(out) as store:
        (doubtful,) = {name.name for name in unsure_names(store)} & {
            name for (name,) in store.rows("SELECT name FROM names WHERE entity IS NULL")
        }
        with pytest.raises(InputError, match=f"'{doubtful}' is no node, .* kg build --node-score 0"):
            find_all(doubtful, store)
    assert stats(out).doubtful == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[O人大]监督，[O政协]议政。", set()),
        ("[L全区]停电，[L本州]也是。", set()),
        ("[O县医院][T院长][P赵立群]讲话。", {"赵立群", "县医院", "县医院院长"}),
        ("[O发改委]和[O统战部]开会。", {"发改委", "统战部"}),
        ("[O清河县人大]监督，[O人大]开会。", {"清河县人民代表大会"}),
    ],
    ids=["kinds of bodies", "nowhere", "has a post", "may be the country's", "named in full"],
)
def test_what_means_nothing_beyond_its_page_is_a_node_with_a_post(text: str, kept: set[str]) -> None:
    assert names(resolution_of(unsure(text, score=0.9))) == kept


@pytest.mark.parametrize(
    ("name", "own"),
    [("[P陆文波继]", "[P陆文波]"), ("[L同古巴]", "[L古巴]"), ("[O契税财政部]", "[O财政部]")],
    ids=["the next word", "a word before a country", "a headline before a body of the state"],
)
def test_another_name_with_a_word_at_one_end_is_no_node(name: str, own: str) -> None:
    others = [unsure(f"{own}来了，{own}走了。", score=0.99, page=f"{page}.txt") for page in range(3)]
    told = resolution_of(unsure(f"{name}。", score=0.9), *others)
    assert names(told) == {own[2:-1]}
    assert len(names(resolution_of(unsure(f"{name}。", score=0.97), *others))) == 2
