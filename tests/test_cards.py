"""Cards and explanations, from the tables of a build."""

import re
from pathlib import Path

import pytest
from stored import MakeBuild

from kg.cli.cards import card_lines, cards_lines, explanation_lines
from kg.errors import InputError, OutputError
from kg.queries.cards import MOST_NEIGHBORS, cards
from kg.queries.explain import explain
from kg.schema import Row


def entity(key: str, label: str, name: str, *aliases: str, **fields: object) -> Row:
    return {"id": key, "label": label, "name": name, "aliases": list(aliases), "mentions": 2} | fields


def edge(source: str, kind: str, target: str, weight: float = 1.0, **fields: object) -> Row:
    row: Row = {"source": source, "target": target, "kind": kind, "count": 1, "weight": weight}
    return row | {"first_date": None, "last_date": None, "evidence": []} | fields


TABLES: dict[str, list[Row]] = {
    "entities": [
        entity("per-1", "PER", "王磊", "王市长"),
        entity("per-2", "PER", "王磊"),
        entity("per-3", "PER", "李娜"),
        entity("org-1", "ORG", "清河市人民医院", "市医院", kind="hospital", located_in="loc-1"),
        entity("loc-1", "LOC", "清河市", "我市", code="130534"),
        entity("title-1", "TITLE", "清河市市长", "市长", parent="loc-1"),
        entity("title-2", "TITLE", "清河市副市长", "副市长", parent="loc-1"),
    ],
    "edges": [
        edge(
            "per-1",
            "holds",
            "title-1",
            first_date="2024-03-01",
            last_date="2024-05-02",
            evidence=[["b.txt", 0, 9]],
        ),
        edge(
            "per-1",
            "holds",
            "title-2",
            first_date="2020-01-01",
            last_date="2020-01-01",
            evidence=[["a.txt", 4, 9]],
        ),
        edge("title-1", "at", "loc-1"),
        edge("title-2", "at", "loc-1"),
        edge("org-1", "located_in", "loc-1"),
        edge("per-1", "sentence", "per-3", 0.25, count=3, evidence=[["a.txt", 4, 9]]),
        edge("per-1", "sentence", "org-1", 0.75),
        edge("per-1", "article", "per-2", 0.9),
    ],
    "sentences": [
        {
            "page": "a.txt",
            "start": 4,
            "end": 9,
            "line": 2,
            "text": "副市长王磊见李娜。",
            "headline": "",
            "date": None,
        },
        {
            "page": "b.txt",
            "start": 0,
            "end": 9,
            "line": 1,
            "text": "市长王磊讲话。",
            "headline": "",
            "date": None,
        },
    ],
    "judgements": [
        {
            "a": "市医院",
            "b": "清河市人民医院",
            "judgement": "positive",
            "reason": "the longer name ends with it",
            "score": 0.85,
        },
        {"a": "王磊", "b": "王磊", "judgement": "unsure", "reason": "other bodies", "score": 0.5},
        {"a": "王市长", "b": "王磊", "judgement": "positive", "reason": "the one 王", "score": 0.9},
    ],
    "mentions": [
        {"text": "市医院", "entity": "org-1"},
        {"text": "市医院", "entity": "org-1"},
        {"text": "市长", "entity": None},
    ],
}
"""A doctor and a mayor of one name, a hospital and its city."""


@pytest.fixture
def out(tmp_path: Path, make_build: MakeBuild) -> Path:
    """A small build."""
    return make_build(tmp_path, TABLES)


def show_lines(name: str, out: Path) -> list[str]:
    return [line for card in cards(name, out) for line in card_lines(card)]


def explain_lines(a: str, b: str, out: Path) -> list[str]:
    return explanation_lines(explain(a, b, out))


def test_a_persons_card_has_posts_by_time_and_neighbors_by_evidence_and_each_sentence_once(out: Path) -> None:
    assert show_lines("per-1", out) == [
        "王磊  (person, per-1)",
        "aliases     王市长",
        "mentions    2",
        "seen        2020-01-01 – 2024-05-02",
        "posts",
        "  2020-01-01  清河市副市长  [1]",
        "      [1] a.txt:2  副市长王磊见李娜。",
        "  2024-03-01 – 2024-05-02  清河市市长  [2]",
        "      [2] b.txt:1  市长王磊讲话。",
        "neighbors in a sentence",
        "  ×3  李娜  [1]",
        "  ×1  清河市人民医院",
    ]


def test_two_people_of_one_name_have_two_cards(out: Path) -> None:
    assert [line for line in show_lines("王磊", out) if "person" in line] == [
        "王磊  (person, per-1)",
        "王磊  (person, per-2)",
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("市医院", ["清河市人民医院  (body hospital, org-1)", "located in  清河市"]),
        (
            "我市",
            ["code        130534", "bodies here 清河市人民医院", "  2020-01-01  清河市副市长  王磊  [1]"],
        ),
        (
            "清河市市长",
            ["清河市市长  (post, title-1)", "  2024-03-01 – 2024-05-02  王磊  [1]", "part of     清河市"],
        ),
    ],
)
def test_a_card_of_a_body_a_place_and_a_post(out: Path, name: str, lines: list[str]) -> None:
    assert set(lines) <= set(show_lines(name, out))


def test_a_card_shows_the_strongest_neighbors_only(tmp_path: Path, make_build: MakeBuild) -> None:
    people = [entity(f"per-x{n}", "PER", f"人{n}") for n in range(30)]
    edges = [edge("per-2", "sentence", str(row["id"]), n / 100) for n, row in enumerate(people)]
    tables = {"entities": [*TABLES["entities"], *people], "edges": [*TABLES["edges"], *edges]}
    out = make_build(tmp_path, TABLES | tables)
    near = [line for line in show_lines("per-2", out) if line.startswith("  ×1  人")]
    assert len(near) == MOST_NEIGHBORS
    assert near[0] == "  ×1  人29"


def told(number: int, text: str, *names: tuple[str, str]) -> tuple[Row, list[Row]]:
    """Return a sentence of an article, and the mentions in it."""
    start = 100 * number
    where: Row = {"page": "c.txt", "article": "a1", "sentence": number}
    mentions = [
        where | {"text": name, "entity": id_, "start": start + text.index(name)} for name, id_ in names
    ]
    sentence = {"page": "c.txt", "article": "a1", "start": start, "end": start + len(text), "text": text}
    return sentence | {"line": number + 1}, mentions


def test_a_name_without_edges_lists_its_sentences_and_who_is_in_its_articles(
    tmp_path: Path, make_build: MakeBuild
) -> None:
    sentences, mentions = zip(
        told(0, "记者李娜在清河市采访。", ("李娜", "per-3"), ("清河市", "loc-1")),
        told(1, "另一位王磊是木匠。", ("王磊", "per-2")),
        told(2, "王磊的手艺很好。", ("王磊", "per-2")),
        strict=True,
    )
    tables = {
        "entities": TABLES["entities"],
        "text": list(sentences),
        "mentions": [each for some in mentions for each in some],
    }
    out = make_build(tmp_path, tables)
    lines = show_lines("per-2", out)
    assert lines[-6:] == [
        "in the same article",
        "  ×1  李娜  [1]",
        "      [1] c.txt:1  记者李娜在清河市采访。",
        "other sentences",
        "      [2] c.txt:2  另一位王磊是木匠。",
        "      [3] c.txt:3  王磊的手艺很好。",
    ]


def test_a_body_says_which_posts_are_told_below_it(tmp_path: Path, make_build: MakeBuild) -> None:
    ward = entity("org-2", "ORG", "清河市人民医院心内科", "心内科", parent="org-1")
    held: Row = {"person": "per-1", "post": "title-1", "body": "org-2", "name": "王磊", "title": "主任"}
    seen: Row = {"at": "", "first_seen": None, "last_seen": None, "former_since": None}
    tables = {
        "entities": [*TABLES["entities"], ward],
        "tenures": [held | seen | {"count": 1, "sources": []}],
    }
    out = make_build(tmp_path, tables)
    assert "posts below 1 at 清河市人民医院心内科  (kg tenures --body … --below shows them)" in show_lines(
        "市医院", out
    )


def test_a_part_of_a_name_offers_those_mentioned_most_first(tmp_path: Path, make_build: MakeBuild) -> None:
    rows = [
        entity("org-5", "ORG", "柳林县卫生健康委员会", mentions=1),
        entity("org-6", "ORG", "清河省卫生健康委员会", "省卫生健康委", mentions=7),
        entity("title-5", "TITLE", "清河省卫生健康委员会主任", mentions=9),
    ]
    out = make_build(tmp_path, {"entities": rows})
    said = "did you mean 清河省卫生健康委员会 柳林县卫生健康委员会 清河省卫生健康委员会主任?"
    with pytest.raises(InputError, match=re.escape(said)):
        cards("卫生健康委", out)


def test_of_bodies_that_share_a_name_the_one_mentioned_most_comes_first_and_fuller_names_last(
    tmp_path: Path, make_build: MakeBuild
) -> None:
    rows = [
        entity("org-4", "ORG", "卫生健康委", mentions=1),
        entity("org-5", "ORG", "卫生健康委", mentions=3),
        entity("org-6", "ORG", "清河省卫生健康委员会", "省卫生健康委", mentions=7),
        entity("org-7", "ORG", "柳林县卫生健康委", mentions=2),
        entity("per-8", "PER", "王磊", mentions=1),
        entity("per-9", "PER", "王磊磊", mentions=5),
    ]
    out = make_build(tmp_path, {"entities": rows})
    found = cards("卫生健康委", out)
    assert [card.entity.id for card in found] == ["org-5", "org-4"]
    assert cards_lines(found)[-1] == "more often told of: 清河省卫生健康委员会"
    assert cards("王磊", out)[0].fuller == ()


def test_one_entity_is_explained_by_the_judgement_that_made_it(out: Path) -> None:
    assert explain_lines("市医院", "清河市人民医院", out) == [
        "市医院 stands for 清河市人民医院 (body, org-1), 2 times so written",
        "清河市人民医院 stands for 清河市人民医院 (body, org-1)",
        "",
        "市医院 and 清河市人民医院 are one entity.",
        "  市医院 is 清河市人民医院: the longer name ends with it (score 0.85)",
    ]


def test_other_forms_of_one_entity_are_not_listed(out: Path) -> None:
    assert len([line for line in explain_lines("王市长", "王磊", out) if line.startswith("  ")]) == 2


def test_two_entities_that_no_rule_compared(out: Path) -> None:
    lines = explain_lines("李娜", "清河市", out)
    assert lines[-2:] == [
        "李娜 and 清河市 are two entities.",
        "  No rule saw a reason to compare them; names that differ stay apart.",
    ]


def test_two_people_of_one_name_are_explained_by_their_ids(out: Path) -> None:
    lines = explain_lines("per-1", "per-2", out)
    assert "per-1 and per-2 are two entities." in lines
    assert "  王磊 may be 王磊: other bodies (score 0.5)" in lines


def test_a_name_that_the_build_lacks_is_named_with_those_like_it(out: Path) -> None:
    with pytest.raises(InputError, match="no '人民医院'; did you mean 清河市人民医院"):
        show_lines("人民医院", out)
    with pytest.raises(InputError, match="no 'Smith'; give a name or id"):
        explain_lines("李娜", "Smith", out)


def test_a_missing_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="build first"):
        show_lines("甲", tmp_path / "nowhere")
