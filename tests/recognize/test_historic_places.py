"""Names of divisions that are no more are recognized as places."""

import pytest
from spacy.language import Language

from kg.knowledge.historic import read_historic
from kg.model import Article
from kg.recognize import recognize
from kg.text import heal

SENTENCES = {
    "他1975年在哲里木盟插队，后来去了昭乌达盟。": {"哲里木盟", "昭乌达盟"},
    "他的老家在原绥远省归绥市。": {"绥远省归绥市"},
    "1985年，他调到襄樊市工作。": {"襄樊市"},
    "母亲是宣武区人，父亲是昌平县人。": {"宣武区", "昌平县"},
    "当年的万县地区，今天属于重庆。": {"万县地区", "重庆"},
    "他曾任徽州地区行署秘书长。": {"徽州地区"},
}


@pytest.mark.parametrize("pipeline", ["rules", "own"])
@pytest.mark.parametrize("text", SENTENCES)
def test_places_of_old(request: pytest.FixtureRequest, pipeline: str, text: str) -> None:
    nlp: Language = request.getfixturevalue(pipeline)
    article = Article("page.txt", "1", heal(text, [[(0, len(text))]]), 0, (), ((0, len(text)),))
    found = "".join(f"{m.label}{m.text} " for m in recognize([article], nlp))
    assert all(name in found for name in SENTENCES[text])


@pytest.mark.parametrize("word", ["郊区", "城区", "动力", "先锋", "太平", "新登", "辽东", "开元", "吉利"])
def test_words_are_no_places_of_old(word: str) -> None:
    assert word not in read_historic()
