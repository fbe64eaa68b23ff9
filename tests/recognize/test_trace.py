"""What each step of recognition proposes and vetoes; the score and the rule of what is chosen."""

import pytest
from spacy.language import Language

from kg.knowledge.proposals import rule_of
from kg.model import Article
from kg.recognize import recognize
from kg.recognize.trace import Trace, steps_over, trace_names
from kg.text import heal


def _article(text: str) -> Article:
    return Article("p.txt", "a1", heal(text, [[(0, len(text))]]), 0, (), ((0, len(text)),))


def _told(steps: list[Trace]) -> list[tuple[str, str, str, bool]]:
    return [(step.text, step.label, step.step, step.proposed) for step in steps]


@pytest.mark.parametrize(
    ("text", "at", "told"),
    [
        pytest.param(
            "西部陆海新通道班列今天发车。",
            (2, 5),
            [("陆海新", "PER", "tagger", True), ("陆海新", "PER", "words", False)],
            id="part of a plan's name",
        ),
        pytest.param(
            "快船加时险胜国王。",
            (6, 8),
            [("国王", "ORG", "find_named", True)],
            id="a club by its list",
        ),
        pytest.param(
            "昨天书记到会。",
            (2, 4),
            [("书记", "TITLE", "find_titles", True), ("书记", "TITLE", "tie_titles", False)],
            id="a title that nobody bears",
        ),
    ],
)
def test_each_step_is_told(
    own: Language, text: str, at: tuple[int, int], told: list[tuple[str, str, str, bool]]
) -> None:
    assert _told(steps_over(trace_names([_article(text)], own), "a1", at)) == told


TEXT = "清河县人民医院院长赵立群来到葛仙庄镇。快船加时险胜国王。我省降雨。"


def test_what_is_left_after_all_steps_is_what_is_recognized(own: Language) -> None:
    left: dict[tuple[int, int], str] = {}
    for step in trace_names([_article(TEXT)], own):
        if step.proposed:
            left[step.at] = step.label
        elif left.get(step.at) == step.label:
            del left[step.at]
    found = {m.at: m.label for m in recognize([_article(TEXT)], own)}
    assert left == found


def test_each_mention_has_its_score_and_rule(own: Language) -> None:
    found = {m.text: (m.rule, m.score) for m in recognize([_article(TEXT)], own)}
    assert {text: rule for text, (rule, _) in found.items()} == {
        "清河县人民医院": "network",
        "院长": "network",
        "赵立群": "network",
        "葛仙庄镇": "network",
        "快船": "network",
        "国王": "list",
        "我省": "stand-in",
    }
    assert all(0.5 <= score <= 1 for _, score in found.values())
    assert found["赵立群"][1] > found["葛仙庄镇"][1]  # a full name beside a title


@pytest.mark.parametrize(
    ("source", "rule"), [("gazetteer", "gazetteer"), ("consistency", "consistency"), ("zh_toy", "network")]
)
def test_sources_have_rules(source: str, rule: str) -> None:
    assert rule_of(source) == rule
