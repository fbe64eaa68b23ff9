"""Rows of the tables, as other programs read them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.corpus import give_names, resolve, take_census
from kg.model import Article, Edge, Entity, Evidence, Judgement, Page, Reading
from kg.posts.find import find_posts
from kg.schema import Row
from kg.store.arrow import table_of
from kg.store.engine import Engine
from kg.store.lines import write_lines
from kg.store.queries import Selecting
from kg.store.readings import open_readings
from kg.text import heal
from tests.conftest import by_form, rows_in
from tests.records import written


def row_of(table: str, reading: Reading) -> Row:
    """Return the one row that a table has of a reading whose forms are its entities."""
    with by_form(reading) as engine:
        (row,) = rows_in(engine, table)
    return row


def test_a_page() -> None:
    page = Page("a/页.txt", "正文", "gb18030", "f" * 64, "2024-01-02", "file name")
    assert list(row_of("pages", Reading(page, (), (), ())).items()) == [
        ("page", "a/页.txt"),
        ("encoding", "gb18030"),
        ("chars", 2),
        ("sha256", "f" * 64),
        ("date", "2024-01-02"),
        ("date_source", "file name"),
    ]


def test_a_page_without_a_date_says_nothing_of_it() -> None:
    row = row_of("pages", Reading(Page("页.txt", "", "utf-8", ""), (), (), ()))
    assert list(row) == ["page", "encoding", "chars", "sha256"]


def test_an_article() -> None:
    raw = "大标\n题\n正文。"
    text = heal(raw, [[(0, 4)], [(5, 8)]])
    article = Article("页.txt", "3", text, 3, ((0, 4),), ((5, 8),), byline=("张一",), continued_from="第一版")
    assert row_of("articles", Reading(Page("页.txt", raw, "utf-8", ""), (article,), (), ())) == {
        "page": "页.txt",
        "id": "3",
        "headline": "大标题",
        "headline_spans": [[0, 4]],
        "body_spans": [[5, 8]],
        "date": None,
        "place": None,
        "byline": ["张一"],
        "continued_from": "第一版",
    }


def test_mentions_of_a_page(marked) -> None:
    reading = marked("[O省水利厅][T厅长][P周立]见了[T记者]。")
    with by_form(reading) as engine:
        rows = rows_in(engine, "mentions")
    place = ["page", "article", "start", "end", "label", "text", "entity"]
    assert list(rows[0]) == [*place, "source", "name", "score", "rule"]
    assert "name" not in rows[3], "it stands for nothing that has one"
    assert [(row["label"], row["text"], row["entity"]) for row in rows] == [
        ("ORG", "省水利厅", "省水利厅"),
        ("TITLE", "厅长", "省水利厅厅长"),
        ("PER", "周立", "周立"),
        ("TITLE", "记者", None),
    ]
    assert all(reading.page.raw[row["start"] : row["end"]] == row["text"] for row in rows)


def test_a_mention_across_a_line_end_has_no_whitespace(marked) -> None:
    reading = marked("[P张文 强]到会。")
    row = row_of("mentions", reading)
    assert row["text"] == "张文强"
    assert reading.page.raw[row["start"] : row["end"]] == "张文 强"


def test_a_post(marked) -> None:
    reading = marked("[O省水利厅][T原厅长][P周立]受审。", date="2024-05-01")
    row = row_of("posts", reading)
    assert {key: row[key] for key in ("person", "title", "body", "qualifier", "date", "kind")} == {
        "person": "周立",
        "title": "原厅长",
        "body": "省水利厅",
        "qualifier": "原",
        "date": "2024-05-01",
        "kind": "post",
    }
    assert (row["person_entity"], row["body_entity"]) == ("周立", "省水利厅")
    assert reading.page.raw[row["start"] : row["end"]] == "省水利厅原厅长周立"


def test_a_post_without_a_body_has_null(marked) -> None:
    row = row_of("posts", marked("[T教授][P周立]到会。"))
    assert (row["body"], row["body_entity"], row["post_entity"], row["qualifier"]) == (None,) * 4


def test_names_are_as_the_page_prints_them(marked) -> None:
    reading = marked("[O国际联盟(中国)][T主席][P周立]到会。")
    assert reading.posts[0].body is not None
    healed = [replace(m, text=m.text.replace("(", "（").replace(")", "）")) for m in reading.mentions]
    posts = tuple(find_posts(reading.articles[0], healed))
    with by_form(replace(reading, mentions=tuple(healed), posts=posts)) as engine:
        assert rows_in(engine, "mentions")[0]["text"] == "国际联盟(中国)"
        assert [row["body"] for row in rows_in(engine, "posts")] == ["国际联盟(中国)"]


def test_entity_judgement_and_edge(engine: Engine) -> None:
    (line,) = written(engine, "entities", Entity("loc-1", "LOC", "青岛市", ("青岛",), 2, "370200"))
    assert json.loads(line) == {
        "id": "loc-1",
        "label": "LOC",
        "name": "青岛市",
        "aliases": ["青岛"],
        "mentions": 2,
        "code": "370200",
    }
    (line,) = written(engine, "judgements", Judgement("甲", "乙", "unsure", "why", 0.5))
    assert json.loads(line) == {
        "a": "甲",
        "b": "乙",
        "judgement": "unsure",
        "reason": "why",
        "score": 0.5,
    }
    (line,) = written(
        engine, "edges", Edge("a", "b", "holds", 1, 1.0, None, None, (Evidence("页.txt", 3, 9),))
    )
    assert json.loads(line)["evidence"] == [["页.txt", 3, 9]]
    assert list(json.loads(line)) == [
        "source",
        "target",
        "kind",
        "count",
        "weight",
        "first_date",
        "last_date",
        "evidence",
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("孤\ud800立", "孤\ufffd立"),
        ("行\u2028尾\u0085", "行\u2028尾\u0085"),
        ("\x00\t", "\x00\t"),
        ("𠮷", "𠮷"),
    ],
)
def test_one_row_is_one_line_of_utf8(engine: Engine, tmp_path: Path, text: str, kept: str) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [(text, "乙", "unsure", "why", 0.5, None), ("尾", "乙", "unsure", "why", 0.5, None)]
    engine.add_table("told", table_of(Judgement, rows))
    write_lines(engine, "judgements", Selecting("SELECT * FROM told", "b, a = '尾'"), path)
    lines = path.read_bytes().split(b"\n")
    assert [json.loads(line)["a"] for line in lines[:2]] == [kept, "尾"]
    assert lines[2:] == [b""]
    assert b"\r" not in path.read_bytes()


def test_rows_are_written_in_order_and_few_are_held(engine: Engine, tmp_path: Path) -> None:
    many = (
        "SELECT CAST(range AS VARCHAR) AS a, '乙' AS b, 'unsure' AS judgement, 'why' AS reason, "
        "CAST(1 AS DOUBLE) AS score, NULL AS label, range FROM range(35000)"
    )
    write_lines(engine, "judgements", Selecting(many, "range"), tmp_path / "rows.jsonl")
    lines = (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["a"] for line in lines] == list(map(str, range(35000)))
    assert max(batch.num_rows for batch in engine.batches(many)) < 35000


def test_chinese_is_readable(engine: Engine) -> None:
    (line,) = written(engine, "judgements", Judgement("内蒙古", "乙", "unsure", "why", 0.5))
    assert line.startswith('{"a": "内蒙古", "b": "乙", ')


def test_entities_of_mentions_are_in_the_table(marked) -> None:
    reading = marked("[O四川省卫健委][T主任][P甲一]，[L成都]。")
    with open_readings([reading]) as engine:
        give_names(engine, resolve(take_census(engine)))
        ids = {row["id"] for row in rows_in(engine, "entities")}
        used = {row["entity"] for row in rows_in(engine, "mentions")}
        used |= {row["body_entity"] for row in rows_in(engine, "posts")}
    assert len(used) == 4
    assert used <= ids
