"""The field of a calling is part of its title."""

import re

import pytest

from kg.recognize.candidates import Draft, overlay, read_words
from kg.recognize.title_fields import take_fields
from tests.recognize.marked import candidates_of, read_marked

TITLES = [
    pytest.param("儿科/n [医生]T[周]P", "儿科医生/TITLE 周/PER", id="one word"),
    pytest.param("陶瓷/n 鉴定/vn [专家]T[周]P", "陶瓷鉴定专家/TITLE 周/PER", id="two words"),
    pytest.param("举重/vn [运动员]T[周]P", "举重运动员/TITLE 周/PER", id="a sport"),
    pytest.param("[甲国骨科]O[教授]T[周]P", "甲国骨科/ORG 教授/TITLE 周/PER", id="of no known country"),
    pytest.param("[法国骨科]O[教授]T[周]P", "法国/LOC 骨科教授/TITLE 周/PER", id="of a country"),
    pytest.param("[法国政法大学]O[教授]T[周]P", "法国政法大学/ORG 教授/TITLE 周/PER", id="a university"),
    pytest.param("部队/n [医生]T[周]P", "医生/TITLE 周/PER", id="a body"),
    pytest.param("青年/n [教授]T[周]P", "教授/TITLE 周/PER", id="said of the person"),
    pytest.param("女/n [教授]T[周]P", "教授/TITLE 周/PER", id="a woman"),
    pytest.param("云岭籍/n [教授]T[周]P", "教授/TITLE 周/PER", id="where from"),
    pytest.param("问题/n [专家]T[周]P", "专家/TITLE 周/PER", id="an affair"),
    pytest.param("古老/a 陶瓷/n [专家]T[周]P", "专家/TITLE 周/PER", id="more than nouns"),
    pytest.param("儿科/n [主任]T[周]P", "主任/TITLE 周/PER", id="a post"),
]


@pytest.mark.parametrize(("marked", "names"), TITLES)
def test_fields_belong_to_titles(marked: str, names: str) -> None:
    text, found = read_marked(re.sub(r"/[a-z]+ ?", "", marked))
    plain = re.sub(r"\[([^\]]+)\][PLOT]", r"\1/n ", marked)
    words = read_words([(word, tag) for word, tag in re.findall(r"([^ /]+)/([a-z]+)", plain)], "")
    spans = candidates_of(found, "net")
    draft = Draft(text, overlay(words, spans))
    draft.added = [c._replace(weight=2.0) for c in spans if c.label == "TITLE"]
    take_fields(draft)
    assert "".join(word.text for word in draft.words) == text
    kept = dict.fromkeys((c.start, c.end, c.label) for c in draft.candidates())
    assert " ".join(f"{text[start:end]}/{label}" for start, end, label in kept) == names


def test_a_title_of_nobody_takes_no_field() -> None:
    draft = Draft("儿科医生", read_words([("儿科", "n"), ("医生", "TITLE")], ""))
    draft.words[1] = draft.words[1].but(optional=True)
    take_fields(draft)
    assert [word.text for word in draft.words] == ["儿科", "医生"]
