"""How likely a name is right: what raises and what lowers its score."""

import pytest

from kg.recognize.candidates import Candidate
from kg.recognize.likelihood import features_of, is_weighed, share_of, weigh


def _score(text: str, name: str, label: str, source: str = "kg_zh", score: float = 0.9) -> float:
    at = text.index(name)
    chosen = [Candidate(at, at + len(name), label, source, score)]  # type: ignore[arg-type]
    if "市长" in text:
        title = text.index("市长")
        chosen = sorted([*chosen, Candidate(title, title + 2, "TITLE", "titles")])
    ((*_, found),) = ([c for c in names if c.label == label] for names in weigh([text], [chosen]))
    return float(found.score)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("陆文波到会。", "陆文波", "PER"), ("着陆文波到会。", "陆文波", "PER")),  # 着陆 is a word
        (("市长陆文波到会。", "陆文波", "PER"), ("昨日陆文波到会。", "陆文波", "PER")),
        (("陆文波到会。", "陆文波", "PER"), ("山海田到会。", "海田", "PER")),  # no surname
        (("到江苏省考察。", "江苏省", "LOC"), ("到柏拉图考察。", "柏拉图", "LOC")),
        (("教育部发文。", "教育部", "ORG"), ("精神谱系发文。", "精神谱系", "ORG")),
    ],
)
def test_what_raises_a_score(better: tuple[str, str, str], worse: tuple[str, str, str]) -> None:
    assert _score(*better) > _score(*worse)


def test_a_score_follows_the_network_and_the_rule() -> None:
    said = [_score("红石镇扩建。", "红石镇", "LOC", score=sure) for sure in (0.6, 0.8, 0.99)]
    assert said == sorted(said)
    assert said[-1] > _score("红石镇扩建。", "红石镇", "LOC", source="places")


def test_traditional_characters_score_like_simplified_ones() -> None:
    assert _score("陳國強到會。", "陳國強", "PER") == _score("陈国强到会。", "陈国强", "PER")


def test_titles_stand_ins_and_terms_of_users_are_not_weighed() -> None:
    text = "我省市长用词甲"
    chosen = [
        Candidate(0, 2, "LOC", "deictic", optional=True),
        Candidate(2, 4, "TITLE", "titles"),
        Candidate(5, 7, "ORG", "gazetteer"),
    ]
    assert not any(map(is_weighed, chosen))
    assert weigh([text], [chosen]) == [chosen]
    assert not list(features_of([text], [chosen]))


def test_a_share_is_between_none_and_all() -> None:
    assert 0 < share_of({"any": 1.0, "sure": -50.0}) < share_of({"any": 1.0, "sure": 50.0}) <= 1
