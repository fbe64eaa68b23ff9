"""What a sentence dates by a year or a month is told so, and stands for its days where days are asked for."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import kg
from kg.queries.neighbors import neighbors
from kg.queries.tenures import FORMER, HELD, tenures
from kg.store.health import examine_store
from tests.papers import write_pages

PAGES = {
    "2019-06-10-p01.txt": (
        "本报讯 2011年王立群任清河市市长。2013年5月李春梅当选清河市市长。2016年赵文山辞去清河市副市长职务。"
        "2018年9月12日孙晓燕任清河市副市长。\n"
    )
}
SEEN = {"王立群": "2011", "李春梅": "2013-05", "孙晓燕": "2018-09-12"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("periods")
    kg.build([write_pages(folder / "pages", PAGES)], folder / "out", jobs=1)
    return folder / "out"


def test_posts_and_tenures_have_what_the_sentence_says(out: Path) -> None:
    result = kg.open_build(out)
    dates = {post.person: post.date for post in result.posts}
    assert dates == SEEN | {"赵文山": "2016"}
    found = {row.person.name: (row.first_seen, row.last_seen, row.former_since) for row in tenures(out)}
    assert found == {name: (date, date, None) for name, date in SEEN.items()} | {
        "赵文山": (None, None, "2016")
    }


@pytest.mark.parametrize(
    ("at", "name", "held"),
    [
        ("2011-06", "王立群", True),
        ("2011-12-31", "王立群", True),
        ("2012", "王立群", False),
        ("2010-12-31", "王立群", False),
        ("2013-05-20", "李春梅", True),
        ("2013", "李春梅", True),
        ("2013-04-30", "李春梅", False),
        ("2013-06", "李春梅", False),
        ("2018-09", "孙晓燕", True),
    ],
)
def test_a_year_or_month_is_each_of_its_days(out: Path, at: str, name: str, held: bool) -> None:
    assert (name in {row.person.name for row in tenures(out, at=at) if row.state == HELD}) == held


def test_who_has_left_in_a_year_is_former(out: Path) -> None:
    states = {row.person.name: row.state for row in tenures(out, at="2017", near=True)}
    assert states["赵文山"] == FORMER


@pytest.mark.parametrize(
    ("since", "until", "count"), [("2011-03", "2011-04", 1), ("2012", "2013", 0), (None, "2010", 0)]
)
def test_relations_of_a_year_touch_its_days(out: Path, since: str | None, until: str, count: int) -> None:
    found = neighbors("王立群", out, kinds=("holds",), since=since, until=until)
    assert len(found.neighbors) == count


def test_a_build_with_such_dates_is_whole(out: Path) -> None:
    assert examine_store(out).faults == ()


def test_formats_that_know_days_alone_have_the_first_and_the_last(out: Path, tmp_path: Path) -> None:
    found = ET.parse(kg.open_build(out).export("gexf", tmp_path / "kg.gexf")).iter()
    spells = {(each.get("start"), each.get("end")) for each in found if each.get("start")}
    assert {("2011-01-01", "2011-12-31"), ("2013-05-01", "2013-05-31")} <= spells


def test_turtle_says_how_much_is_known(out: Path, tmp_path: Path) -> None:
    text = kg.open_build(out).export("turtle", tmp_path / "kg.ttl").read_text("utf-8")
    for value in ('"2011"^^xsd:gYear', '"2013-05"^^xsd:gYearMonth', '"2018-09-12"^^xsd:date'):
        assert f"kg:firstStated {value}" in text
    assert 'time:inXSDDate "2013-05-31"^^xsd:date' in text
