"""Which statements contradict each other: those that tell of the day on which they were written."""

import pytest

from kg.relate.spellings import misspelled
from kg.relate.statements import COLUMNS
from kg.relate.terms import held_days
from tests.conftest import Marked, by_form
from tests.relate.gathering import gathered, pages

Dated = tuple[str, str]
HOLDER = "[L波兰][T总统][P王建立]到会。"
OTHER = "[L波兰][T总统][P林清河]到会。"
WITHIN = [("2022-01-10", HOLDER), ("2022-03-10", HOLDER)]  # days around that of another
HELD = [  # what a page of the days between says of another, and whether it contradicts
    (OTHER, True),
    ("[P林清河]现任[L波兰][T总统]。", True),
    ("[P林清河]担任[L波兰][T总统]。", False),  # lives tell so of earlier days
    ("[P林清河]任[L波兰][T总统]。", False),
    ("[L波兰][T总统][P任清河]到会。", True),  # no verb, but a part of the name
    ("[L波兰][T前总统][P林清河]到会。", False),
    ("[L波兰][P林清河][T前总统]到会。", False),
    (f"[L波兰][T前总统][P林清河]到会。\n{OTHER}", False),  # courtesy
    (f"{OTHER}\n[L波兰][T前总统][P林清河]离会。", False),
    (f"[L波兰][T候任总统][P林清河]到会。\n{OTHER}", True),
    ("[P林清河]曾两度出任[L波兰][T总统]。", False),
]


@pytest.mark.parametrize(("text", "contradicts"), HELD)
def test_who_is_said_to_hold_a_post_that_day(marked: Marked, text: str, contradicts: bool) -> None:
    found = gathered(*pages(marked, *WITHIN, ("2022-02-10", text)))[2]
    assert [each.kind for each in found] == ["two holders"] * contradicts


def test_courtesy_on_one_page_takes_nothing_from_another(marked: Marked) -> None:
    former = ("2022-02-09", "[L波兰][T前总统][P林清河]到会。")
    (found,) = gathered(*pages(marked, *WITHIN, former, ("2022-02-10", OTHER)))[2]
    assert found.first_date == "2022-02-10"


def test_a_change_on_a_page_of_courtesy_counts(marked: Marked) -> None:
    text = "[O清河县教育局][T前局长][P王建立]到会。\n[P王建立]当选[O清河县教育局][T局长]。"
    (tenure,) = gathered(*pages(marked, ("2022-02-10", text)))[1]
    assert (tenure.started, tenure.first_seen) == ("2022-02-10", "2022-02-10")


def test_the_days_of_a_post_are_those_without_courtesy(marked: Marked) -> None:
    texts = [OTHER, f"[L波兰][T前总统][P林清河]到会。\n{OTHER}", "[P林清河]担任[L波兰][T总统]。", HOLDER]
    dated = [(f"2022-02-1{number}", text) for number, text in enumerate(texts)]
    with by_form(*pages(marked, *dated)) as engine:
        rows = engine.rows(f"SELECT person_entity, {COLUMNS} FROM held ORDER BY person_entity, page, start")
        assert {person: list(days) for person, days in held_days(rows).items()} == {
            "林清河": ["2022-02-10"],
            "王建立": ["2022-02-13"],
        }


LEFT = [  # how a post was left, and whether being back three months later contradicts it
    ("[L清河市][T原市长][P王建立]到会。", True),
    ("免去[P王建立]的[L清河市][T市长]职务。", True),
    ("[L清河市][T前市长][P王建立]到会。", False),  # may be elected again
    ("[P王建立]辞去[L清河市][T市长]职务。", False),  # stays until another is found
]


@pytest.mark.parametrize(("text", "contradicts"), LEFT)
def test_who_can_be_back_in_a_post(marked: Marked, text: str, contradicts: bool) -> None:
    back = ("2022-04-01", "[L清河市][T市长][P王建立]讲话。")
    found = gathered(*pages(marked, ("2022-01-01", text), back))[2]
    assert [each.kind for each in found] == ["back after leaving"] * contradicts


SHARED = [  # a body and a title, and whether two holders of one day contradict each other
    ("[O清河商会][T主席]", True),
    ("[O清河商会][T执行主席]", False),
    ("[O清河商会][T联合主席]", False),
    ("[O清河商会][T常务主任]", False),
    ("[O清河商会][T执行院长]", True),
    ("[O清河运动会组委会][T主席]", False),
    ("[O清河运动会组织委员会][T主席]", False),
    ("[O清河运动会筹委会][T主席]", True),
    ("[O清河市运动会][T主席]", True),
    ("[O清河市第十届运动会][T主席]", False),  # of any of its years
    ("[O清河商会]第五届[T会长]", False),
]


@pytest.mark.parametrize(("seat", "contradicts"), SHARED)
def test_which_posts_two_can_hold_on_one_day(marked: Marked, seat: str, contradicts: bool) -> None:
    dated = [("2022-01-01", f"{seat}[P{person}]到会。") for person in ("王建立", "林清河")]
    assert [each.kind for each in gathered(*pages(marked, *dated))[2]] == ["two holders"] * contradicts


STAYS = [  # days of one holder, days of another, and whether they contradict each other
    (("2022-01-10", "2022-03-10"), ("2022-02-10",), True),
    (("2022-01-10", "2022-03-10"), ("2022-02-10", "2022-08-10"), False),  # the old one is still called so
    (("2022-01-10", "2022-03-10"), ("2022-02-10", "2022-03-10"), False),
    (("2022-01-10", "2022-06-10", "2022-11-10"), ("2022-02-10", "2022-08-10", "2022-12-10"), True),
    (("2021-01-10", "2022-03-10"), ("2022-02-10", "2022-08-10"), False),  # not seen for a year
    # of several stays the one then
    (("2015-01-10", "2022-01-10", "2022-03-10", "2030-01-10"), ("2022-02-10", "2022-08-10"), False),
    (("2015-01-10", "2022-01-10", "2022-03-10", "2030-01-10"), ("2022-02-10",), True),
]


@pytest.mark.parametrize(("held", "others", "contradicts"), STAYS)
def test_handing_over_a_post_contradicts_nobody(
    marked: Marked, held: tuple[str, ...], others: tuple[str, ...], contradicts: bool
) -> None:
    dated = [(day, HOLDER) for day in held] + [(day, OTHER) for day in others]
    assert [each.kind for each in gathered(*pages(marked, *dated))[2]] == ["two holders"] * contradicts


MISREAD = [  # the name of a third holder between two days of another, and whether they contradict
    ("科瓦利", True),
    ("科瓦利比里亚", False),  # two names of a list
    ("王建力", False),  # once 王建立
    ("王健力", True),
    ("王建立军", False),
]


@pytest.mark.parametrize(("name", "contradicts"), MISREAD)
def test_misread_holders_contradict_nobody(marked: Marked, name: str, contradicts: bool) -> None:
    own = [("2022-01-10", HOLDER), ("2022-05-20", HOLDER)]
    others = [("2022-07-10", OTHER), ("2022-09-10", OTHER)]
    third = ("2022-08-10", f"[L波兰][T总统][P{name}]到会。")
    assert [each.kind for each in gathered(*pages(marked, *own, *others, third))[2]] == (
        ["two holders"] * contradicts
    )


@pytest.mark.parametrize(
    ("holders", "found"),
    [
        ([("王建立", (), 3), ("王建力", (), 1)], {"王建力"}),
        ([("王建立", (), 2), ("王建力", (), 2)], set()),  # none is named more often
        ([("王立", (), 3), ("王力", (), 1)], set()),  # too short to tell
        ([("安德雷·科瓦", ("科瓦",), 3), ("科瓦通", (), 1)], {"科瓦通"}),
        ([("安德雷·科瓦", (), 3), ("科瓦通", (), 1)], set()),
    ],
)
def test_spelled_like_a_holder_who_is_named_more_often(
    holders: list[tuple[str, tuple[str, ...], int]], found: set[str]
) -> None:
    assert misspelled(holders) == found


TORN = [  # two posts of one person at one time, and whether they contradict
    (("[L松原市][T市长]", "[L白山市][T市长]"), True),
    (("[L波兰][T总统]", "[L伊拉克][T总统]"), False),  # two people of one name
]


@pytest.mark.parametrize(("seats", "contradicts"), TORN)
def test_nobody_leads_two_states(marked: Marked, seats: tuple[str, str], contradicts: bool) -> None:
    person, days = "[P科瓦·安德烈]到会。", ("2022-01-10", "2022-03-10")
    dated: list[Dated] = [(day, seats[0] + person) for day in days]
    found = gathered(*pages(marked, *dated, ("2022-02-10", seats[1] + person)))[2]
    assert [each.kind for each in found] == ["two posts"] * contradicts
