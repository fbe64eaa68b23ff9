"""A department at the beginning of a title belongs to the body before it."""

import re

import pytest

from kg.recognize.candidates import Draft, overlay, read_words
from kg.recognize.title_offices import part_offices
from tests.recognize.marked import candidates_of, read_marked

TITLES = [
    pytest.param("[林海集团]O[能源部经理]T[周]P", "林海集团能源部/ORG 经理/TITLE 周/PER", id="after a body"),
    pytest.param("副秘书长、[联络处副处长]T[周]P", "联络处/ORG 副处长/TITLE 周/PER", id="after a post"),
    pytest.param("一家公司[市场部经理]T[周]P", "经理/TITLE 周/PER", id="of a body without a name"),
    pytest.param("[市政协]O[副部队长]T[周]P", "市政协/ORG 副部队长/TITLE 周/PER", id="no department"),
    pytest.param("[林海集团]O[党支部书记]T[周]P", "林海集团/ORG 党支部书记/TITLE 周/PER", id="a branch"),
    pytest.param("[市医院]O[原护理部主任]T[周]P", "市医院/ORG 原护理部主任/TITLE 周/PER", id="a former post"),
    pytest.param("[乙国大会]O[党主席]T[周]P", "乙国大会党/ORG 主席/TITLE 周/PER", id="a party"),
    pytest.param("[海岛]L[党领袖]T[周]P", "海岛党/ORG 领袖/TITLE 周/PER", id="a party of a place"),
    pytest.param("[工人党]O[党主席]T[周]P", "工人党/ORG 党主席/TITLE 周/PER", id="a party with its end"),
    pytest.param("[市医院]O[党委书记]T[周]P", "市医院/ORG 党委书记/TITLE 周/PER", id="no party"),
    pytest.param("由[党主席]T[周]P", "党主席/TITLE 周/PER", id="a party that is not named"),
    pytest.param("[中心总监]T[周]P", "中心/ORG 总监/TITLE 周/PER", id="a body named before"),
    pytest.param("[市政协]O[执委会主任]T[周]P", "市政协执委会/ORG 主任/TITLE 周/PER", id="a committee"),
    pytest.param("[工会主席]T[周]P", "工会主席/TITLE 周/PER", id="an occupation of the list"),
    pytest.param("[大会堂姐]T[周]P", "大会堂姐/TITLE 周/PER", id="no title behind"),
    pytest.param("[办公厅秘书长]T[周]P", "秘书长/TITLE 周/PER", id="an office"),
]


def _parted(marked: str, source: str) -> str:
    text, names = read_marked(marked)
    spans = candidates_of(names, source)
    words = [(word, "w" if word == "、" else "n") for word in re.split("(、)", text)]
    draft = Draft(text, overlay(read_words(words, "lac"), spans))
    draft.added = [c._replace(weight=2.0) for c in spans if c.label == "TITLE" and "部经理" in text]
    part_offices(draft)
    assert "".join(word.text for word in draft.words) == text
    found = dict.fromkeys((c.start, c.end, c.label) for c in draft.candidates())
    return " ".join(f"{text[start:end]}/{label}" for start, end, label in found)


@pytest.mark.parametrize(("marked", "names"), TITLES)
def test_departments_leave_titles(marked: str, names: str) -> None:
    assert _parted(marked, "kg_zh") == names


def test_departments_of_the_lists_stay() -> None:
    assert _parted("[一中]O[教研室主任]T[周]P", "titles") == "一中/ORG 教研室主任/TITLE 周/PER"
