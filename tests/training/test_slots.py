"""Names exchanged for others: the spans stay on the names."""

from random import Random

import pytest

from kg.training.names import read_people
from kg.training.passages import Passage, parse_markup
from kg.training.slots import Slots, apply_edits, suffix_of, vary_lists


@pytest.fixture(scope="module")
def slots() -> Slots:
    return Slots(read_people(None), share=1.0)


def _surfaces(passage: Passage) -> list[tuple[str, str]]:
    return [(passage.text[start:end], label) for start, end, label in passage.named]


def test_edits_move_the_spans() -> None:
    passage = parse_markup("{PER 李华}和{?PER 王院长}见{PER 赵小刚}")
    edited = apply_edits(passage, [(0, 2, "那顺孟和"), (7, 10, "丁一")])
    assert edited.text == "那顺孟和和王院长见丁一"
    assert edited.named == ((0, 4, "PER"), (9, 11, "PER"))
    assert edited.unsure == ((5, 8),)


@pytest.mark.parametrize("seed", range(20))
def test_filling_keeps_everything_but_the_names(slots: Slots, seed: int) -> None:
    marked = "{ORG 灵璧县委}{TITLE 书记}{PER 匡立新}到{LOC 渔沟镇}。{PER 匡立新}在{LOC 法国}说，{LOC 长江}"
    filled = slots.fill(parse_markup(marked), Random(seed))
    surfaces = _surfaces(filled)
    assert [label for _, label in surfaces] == ["ORG", "TITLE", "PER", "LOC", "PER", "LOC", "LOC"]
    assert surfaces[1][0] == "书记"
    assert surfaces[2][0] == surfaces[4][0], "one person stays one person"
    assert surfaces[0][0].endswith("委")
    assert len(surfaces[3][0]) > 1
    assert surfaces[6][0] == "长江", "a river is not exchanged"


def test_filling_is_repeatable(slots: Slots) -> None:
    passage = parse_markup("{PER 匡立新}在{LOC 河北省}、{LOC 河南省}和{LOC 日本}")
    assert slots.fill(passage, Random(3)) == slots.fill(passage, Random(3))


def test_lists_of_people_are_run_together_now_and_then() -> None:
    passage = parse_markup("出席的有{PER 李华}、{PER 赵小刚}、{PER 丁一}。{PER 王五}说")
    texts = {vary_lists(passage, Random(seed)).text for seed in range(60)}
    assert "出席的有李华赵小刚丁一。王五说" in texts
    assert "出席的有李华 赵小刚 丁一。王五说" in texts
    assert passage.text in texts


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("河北省", "省"), ("西藏自治区", "自治区"), ("鄂伦春自治旗", "自治旗"), ("县", ""), ("长江", "")],
)
def test_the_class_word_of_a_division(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_people_of_many_kinds_are_drawn() -> None:
    people, random = read_people(None), Random(5)
    names = [people.draw(random) for _ in range(400)]
    assert all(name.strip() == name and len(name) > 1 for name in names)
    assert any("·" in name for name in names)
    assert sum(len(name) in (2, 3) for name in names) > 150
    assert len(set(names)) > 330
