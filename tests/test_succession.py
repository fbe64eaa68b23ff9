"""The line of holders of a post."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import kg
from kg.queries import succession
from kg.queries.tenures import tenures

PAGES = {
    "2008-02-01": "清河市市长王立群到企业调研。",
    "2008-11-20": "清河市市长王立群主持会议。",
    "2008-05-06": "清河市市长王立郡到会。",  # misread
    "2010-03-05": "清河市市长李春梅到企业调研。",
    "2010-09-06": "清河市市长李春梅出席开工仪式。",
    "2012-05-11": "清河市市长王立群到医院看望病人。",
    "2012-07-03": "清河市前市长李春梅到会。清河市市长李春梅讲话。",  # courtesy
    "2012-07-04": "清河市前市长李春梅到会。清河市市长李春梅讲话。",
    "2012-12-11": "清河市市长王立群检查工作。",
    "2013-01-12": "清河市副市长赵文山检查工作。",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("line")
    pages = folder / "pages"
    pages.mkdir()
    for date, text in PAGES.items():
        (pages / f"{date}.txt").write_text(f"本报讯 {text}\n", encoding="utf-8")
    kg.build([pages], folder / "out", jobs=1)
    return folder / "out"


def test_holders_of_a_post_come_in_order_once_for_each_stay(out: Path) -> None:
    line = [
        (row.first_seen, row.last_seen, row.person.name, row.count) for row in tenures(out, post="清河市市长")
    ]
    assert line == [
        ("2008-02-01", "2008-11-20", "王立群", 2),
        ("2010-03-05", "2010-09-06", "李春梅", 4),
        ("2012-05-11", "2012-12-11", "王立群", 2),
    ]


def test_without_a_post_a_person_has_one_row(out: Path) -> None:
    assert [(row.first_seen, row.last_seen) for row in tenures(out, person="王立群")] == [
        ("2008-02-01", "2012-12-11")
    ]


@pytest.mark.parametrize(
    ("others", "stays"),
    [
        ([], 1),
        ([["2011-01-05"]], 1),  # seen once: misread
        ([["2011-01-05", "2011-06-30"]], 2),
        ([["2011-01-05"], ["2011-06-30"]], 1),
        ([["2012-09-11", "2012-09-12"]], 1),  # in a gap of five months
    ],
)
def test_a_stay_is_over_where_another_holder_is_seen_on_several_days(
    others: Sequence[Sequence[str]], stays: int
) -> None:
    assert len(succession.part(["2010-03-01", "2012-09-10", "2013-02-01"], others)) == stays
