"""Reporters without a mark between them are parted where there is one way to do so."""

import pytest

from kg.recognize.byline_names import part_bylines
from kg.recognize.candidates import Draft, overlay, read_words
from tests.recognize.marked import candidates_of, read_marked

BYLINES = [
    pytest.param("[新华社]O[记者]T[冯雨唐]P[琪郭思远]P\n", "冯雨 唐琪 郭思远", id="cut at a wrong place"),
    pytest.param("（[记者]T[贺岩董慧青]P）", "贺岩 董慧青", id="in brackets"),
    pytest.param("[记者]T：[贺岩董慧青]P", "贺岩 董慧青", id="after a colon"),
    pytest.param("[记者]T欧阳若倩贺岩\n", "欧阳若倩 贺岩", id="a surname of two characters, nothing found"),
    pytest.param("[记者]T[贺岩]P董慧青[通讯员]T[谭笑]P\n", "贺岩 董慧青 谭笑", id="before the next title"),
    pytest.param("（[记者]T[贺岩董慧青摄]P）", "贺岩 董慧青", id="who took a picture"),
    pytest.param("[记者]T[贺岩董慧青]P本报[记者]T[谭笑]P\n", "贺岩 董慧青 谭笑", id="before the paper"),
    pytest.param("[记者]T[贺岩]P[董海青]P\n", "贺岩 董海青", id="two ways"),
    pytest.param("[记者]T[贺岩董海青]P\n", "贺岩董海青", id="two ways, not parted"),
    pytest.param("[记者]T[贺岩青]P董\n", "贺岩青", id="no way"),
    pytest.param("[记者]T[贺文青]P董\n", "贺文青", id="a full name and what is left"),
    pytest.param("[记者]T[那顺孟和]P\n", "那顺孟和", id="a Mongolian name"),
    pytest.param("[记者]T[贺岩董慧青]P走进工厂，", "贺岩董慧青", id="in a sentence"),
    pytest.param("[教练]T[贺岩董慧青]P\n", "贺岩董慧青", id="no reporters"),
]


@pytest.mark.parametrize(("marked", "names"), BYLINES)
def test_reporters_are_parted(marked: str, names: str) -> None:
    text, spans = read_marked(marked)
    draft = Draft(text, overlay(read_words([(text, "n")], "lac"), candidates_of(spans, "kg_zh")))
    part_bylines(draft)
    assert "".join(word.text for word in draft.words) == text
    assert " ".join(text[c.start : c.end] for c in draft.candidates() if c.label == "PER") == names
