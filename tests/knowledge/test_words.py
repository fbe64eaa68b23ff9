"""What the ends of titles and bodies tell, words around posts, of newspapers and of times."""

import re

import pytest

from kg.knowledge.body_endings import body_endings, ends_with
from kg.knowledge.body_kinds import body_kind
from kg.knowledge.place_names import place_words
from kg.knowledge.post_words import post_verbs
from kg.knowledge.press_words import press
from kg.knowledge.reference_words import word
from kg.knowledge.tables import read_rows
from kg.knowledge.time_words import time_values, time_word
from kg.knowledge.titles import (
    ends_as,
    follower,
    is_collective,
    is_reporting,
    is_shareable,
    plain_title,
    title_end,
)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("支队长", "支队"),
        ("队长", "队"),
        ("副局长", "局"),
        ("局长助理", "局"),
        ("护士长", "医院"),
        ("乡中心校校长", "小学"),
        ("村党支部书记", "嘎查"),
        ("首席法官", "法院"),
        ("理事长", "合作社"),
    ],
)
def test_a_title_heads_bodies_of_its_kind(title: str, body: str) -> None:
    assert body in title_end(title).bodies


@pytest.mark.parametrize("title", ["小队长", "分队长", "行政公署长", "市委书记", "秘书长", "委员长", ""])
def test_other_titles_head_no_body_that_their_word_names(title: str) -> None:
    assert title_end(title).bodies == ()


@pytest.mark.parametrize(
    ("title", "field"),
    [("主任医师", "hospital"), ("班主任", "school"), ("主教练", "sports"), ("副连长", "army"), ("主任", "")],
)
def test_a_title_tells_the_field_of_work(title: str, field: str) -> None:
    assert title_end(title).field == field


@pytest.mark.parametrize(
    ("title", "mark", "said"),
    [
        ("常务副市长", "leads", True),
        ("人大代表", "side", True),
        ("特聘教授", "profession", True),
        ("国家安全顾问", "aide", True),
        ("市领导", "group", True),
        ("会计", "leads", False),
        ("书记员", "sole", False),
    ],
)
def test_marks_of_titles(title: str, mark: str, said: bool) -> None:
    assert ends_as(title, mark) is said


@pytest.mark.parametrize(
    ("title", "shareable", "collective", "reporting"),
    [
        ("副主任", True, False, False),
        ("主任", False, False, False),
        ("主任医师", True, False, False),
        ("执行主席", True, False, False),
        ("联合主席", True, False, False),
        ("执行院长", False, False, False),
        ("常务主任", True, False, False),
        ("委员长", False, False, False),
        ("负责同志", True, True, False),
        ("作者", True, True, False),
        ("本报见习记者", True, False, True),
        ("责任编辑", True, False, True),
        ("总编辑", False, False, False),
    ],
)
def test_who_holds_a_title(title: str, shareable: bool, collective: bool, reporting: bool) -> None:
    assert (is_shareable(title), is_collective(title), is_reporting(title)) == (
        shareable,
        collective,
        reporting,
    )


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("原党组书记", "党组书记"),
        ("代表", "代表"),
        ("代理市长", "市长"),
        ("代办", "代办"),
        ("前", "前"),
        ("時任市長", "市长"),
    ],
)
def test_a_title_without_its_qualifier(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    ("name", "marks", "found"),
    [
        ("岭南医院", ("head",), "医院"),
        ("岭南人民医院", ("alone",), None),
        ("岭南研究院", ("alone", "common"), "研究院"),
        ("中共岭南县委", ("party",), "县委"),
        ("岭南体育馆", ("sight",), "体育馆"),
        ("岭南", ("head", "alone", "common"), None),
    ],
)
def test_the_longest_ending_counts(name: str, marks: tuple[str, ...], found: str | None) -> None:
    match = ends_with(*marks).search(name)
    assert (match[0] if match else None) == found


def test_every_ending_is_marked_and_most_have_a_kind() -> None:
    rows = read_rows("body_endings.tsv", 3)
    assert [word for word, grades, marks in rows if not grades and not marks] == []
    assert {grade for _, grades, _ in rows for grade in grades.split()} == {
        "strong",
        "suffix",
        "unit",
        "organ",
    }
    strong = body_endings("strong")
    assert sum(body_kind("岭南" + ending) != "other" for ending in strong) > 0.95 * len(strong)


def test_what_is_left_is_not_entered() -> None:
    assert post_verbs("left").isdisjoint(post_verbs("enters"))
    assert post_verbs("former").isdisjoint(post_verbs("coming"))
    assert post_verbs("removes") & post_verbs("decides") == set()


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("day", "昨晚", "昨晚"),
        ("day", "大前天", "大前天"),
        ("day", "前日本队", None),
        ("date", "号", "号"),
        ("date", "日报", None),
        ("after", "生产", None),
        ("year", "後年", "後年"),
    ],
)
def test_a_word_of_time_ends_where_no_other_goes_on(kind: str, text: str, found: str | None) -> None:
    match = re.match(time_word(kind), text)
    assert (match[0] if match else None) == found


def test_years_and_weeks_are_counted_from_now() -> None:
    assert {int(value) for value in time_values("year").values()} == {-2, -1, 0, 1, 2}
    assert {int(value) for value in time_values("week").values()} == {-7, 0, 7}


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("岭南第二中学", True),
        ("岭南工厂", True),
        ("教育部", True),
        ("北部", False),
        ("岭南会展中心", False),
        ("岭南机场", False),
    ],
)
def test_some_endings_are_those_of_bodies_alone(name: str, sure: bool) -> None:
    assert (ends_with("sure").search(name) is not None) is sure


def test_no_place_ends_like_a_body() -> None:
    venues = {mark: place_words(mark) for mark in ("venue", "clear", "hall", "site")}
    for words in venues.values():
        assert [word for word in words if ends_with("sure").search(word)] == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("事务所", True),
        ("节目", False),
        ("节", True),
        ("证", True),
        ("证实", False),
        ("处长", False),
        ("", False),
    ],
)
def test_what_follows_makes_another_word_of_a_title(text: str, other: bool) -> None:
    assert bool(re.match(follower(), text)) is other


@pytest.mark.parametrize(
    ("group", "text", "found"),
    [
        (press("paper_end"), "融媒体中心", "融媒体中心"),
        (press("own"), "本报综合", "本报综合"),
        (press("taken"), "攝", "攝"),
        (word("renamed"), "简称", "简称"),
        (word("event"), "人", None),
    ],
)
def test_groups_of_words_in_both_scripts(group: str, text: str, found: str | None) -> None:
    match = re.match(group, text)
    assert (match[0] if match else None) == found
