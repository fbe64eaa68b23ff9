"""Unsure places and bodies that end with a name of which the page is sure."""

import pytest

from kg.recognize.candidates import Candidate
from kg.recognize.sure_ends import cut_to_sure
from tests.recognize.marked import read_marked

SURE, UNSURE = 0.9, 0.4
ENDS = [  # an unsure name, one of which the page is sure, what is left of the first
    pytest.param("[诉诸国际法院]O", "[国际法院]O开庭", "国际法院", id="a verb"),
    pytest.param("[自治领地银沙岛]L", "[银沙岛]L下雪", "银沙岛", id="a description"),
    pytest.param("[蓝海党接替星河集团]O", "[星河集团]O裁员", "星河集团", id="a headline"),
    pytest.param("[清河县银沙镇永丰村]L", "[永丰村]L丰收", "清河县银沙镇永丰村", id="where it lies"),
    pytest.param("[清河县永丰村]L", "[永丰村]L丰收", "清河县永丰村", id="in a county"),
    pytest.param("[云海第十届中央委员会]O", "[中央委员会]O开会", "云海第十届中央委员会", id="a term"),
    pytest.param("[云海委员会]O", "[委员会]O开会", "云海委员会", id="a kind"),
    pytest.param("[俄外交部]O", "[外交部]O说", "俄外交部", id="a country by a character"),
    pytest.param("[北清河县]L", "[清河县]L下雪", "北清河县", id="a part"),
    pytest.param("[驻日银沙基地]L", "[银沙基地]L开放", "驻日银沙基地", id="stationed"),
    pytest.param("[诉诸国际法院]O", "[国际法院]L开庭", "诉诸国际法院", id="another label"),
]


def _cut(marked: str, other: str, source: str = "net", score: float = UNSURE) -> str:
    texts, names = zip(*(read_marked(part) for part in (marked, other)), strict=True)
    scored = [
        [Candidate(start, start + len(name), label, source, told) for name, label, start in own]
        for own, told in zip(names, (score, SURE), strict=True)
    ]
    found = cut_to_sure(texts, scored, scored) or scored
    assert found[1] == scored[1]
    ((first,), _) = found
    return texts[0][first.start : first.end]


@pytest.mark.parametrize(("marked", "other", "left"), ENDS)
def test_unsure_names_begin_where_the_sure_one_does(marked: str, other: str, left: str) -> None:
    assert _cut(marked, other) == left


def test_sure_names_and_terms_of_the_user_stay() -> None:
    assert _cut("[诉诸国际法院]O", "[国际法院]O开庭", score=SURE) == "诉诸国际法院"
    assert _cut("[诉诸国际法院]O", "[国际法院]O开庭", source="gazetteer") == "诉诸国际法院"
