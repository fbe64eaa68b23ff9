"""Rows of the tables, as other programs read them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.corpus import Census, resolve
from kg.model import Article, Edge, Entity, Evidence, Judgement, Mention, Page, Post
from kg.posts.find import find_posts
from kg.store.jsonl import format_row, write_jsonl
from kg.store.records import to_row
from kg.store.rows import article_row, mention_rows, page_row, post_row, post_rows
from kg.text import heal


class Named:
    """Every form is its own entity."""

    def entity_of(self, mention: Mention) -> str | None:
        return None if mention.label == "TITLE" else f"id-{mention.text}"

    def body_of(self, post: Post) -> str | None:
        return self.entity_of(post.body) if post.body else None

    def post_entity(self, post: Post) -> str | None:
        return f"id-{post.body.text}{post.title.text}" if post.body else None


def test_a_page() -> None:
    page = Page("a/页.txt", "正文", "gb18030", "f" * 64, "2024-01-02", "file name")
    assert list(page_row(page).items()) == [
        ("page", "a/页.txt"),
        ("encoding", "gb18030"),
        ("chars", 2),
        ("sha256", "f" * 64),
        ("date", "2024-01-02"),
        ("date_source", "file name"),
    ]


def test_a_page_without_a_date_says_nothing_of_it() -> None:
    assert list(page_row(Page("页.txt", "", "utf-8", ""))) == ["page", "encoding", "chars", "sha256"]


def test_an_article() -> None:
    text = heal("大标\n题\n正文。", [[(0, 4)], [(5, 8)]])
    article = Article("页.txt", "3", text, 3, ((0, 4),), ((5, 8),), byline=("张一",), continued_from="第一版")
    assert article_row(article) == {
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
    rows = list(mention_rows(reading, Named()))
    assert list(rows[0]) == ["page", "article", "start", "end", "label", "text", "entity", "source", "name"]
    assert "name" not in rows[3], "it stands for nothing that has one"
    assert [(row["label"], row["text"], row["entity"]) for row in rows] == [
        ("ORG", "省水利厅", "id-省水利厅"),
        ("TITLE", "厅长", "id-省水利厅厅长"),
        ("PER", "周立", "id-周立"),
        ("TITLE", "记者", None),
    ]
    assert all(reading.page.raw[row["start"] : row["end"]] == row["text"] for row in rows)


def test_a_mention_across_a_line_end_has_no_whitespace(marked) -> None:
    reading = marked("[P张文 强]到会。")
    (row,) = mention_rows(reading, Named())
    assert row["text"] == "张文强"
    assert reading.page.raw[row["start"] : row["end"]] == "张文 强"


def test_a_post(marked) -> None:
    reading = marked("[O省水利厅][T原厅长][P周立]受审。", date="2024-05-01")
    (post,) = find_posts(reading.articles[0], reading.mentions)
    row = post_row(post, Named())
    assert {key: row[key] for key in ("person", "title", "body", "qualifier", "date", "kind")} == {
        "person": "周立",
        "title": "原厅长",
        "body": "省水利厅",
        "qualifier": "原",
        "date": "2024-05-01",
        "kind": "post",
    }
    assert (row["person_entity"], row["body_entity"]) == ("id-周立", "id-省水利厅")
    assert reading.page.raw[row["start"] : row["end"]] == "省水利厅原厅长周立"


def test_a_post_without_a_body_has_null(marked) -> None:
    (post,) = marked("[T教授][P周立]到会。").posts
    row = post_row(post, Named())
    assert (row["body"], row["body_entity"], row["post_entity"], row["qualifier"]) == (None,) * 4


def test_names_are_as_the_page_prints_them(marked) -> None:
    reading = marked("[O国际联盟(中国)][T主席][P周立]到会。")
    assert reading.posts[0].body is not None
    healed = [replace(m, text=m.text.replace("(", "（").replace(")", "）")) for m in reading.mentions]
    posts = tuple(find_posts(reading.articles[0], healed))
    reading = replace(reading, mentions=tuple(healed), posts=posts)
    assert next(mention_rows(reading, Named()))["text"] == "国际联盟(中国)"
    assert [row["body"] for row in post_rows(reading, Named())] == ["国际联盟(中国)"]


def test_entity_judgement_and_edge() -> None:
    assert to_row(Entity("loc-1", "LOC", "青岛市", ("青岛",), 2, "370200")) == {
        "id": "loc-1",
        "label": "LOC",
        "name": "青岛市",
        "aliases": ["青岛"],
        "mentions": 2,
        "code": "370200",
    }
    assert to_row(Judgement("甲", "乙", "unsure", "why", 0.5)) == {
        "a": "甲",
        "b": "乙",
        "judgement": "unsure",
        "reason": "why",
        "score": 0.5,
    }
    edge = Edge("a", "b", "holds", 1, 1.0, None, None, (Evidence("页.txt", 3, 9),))
    assert to_row(edge)["evidence"] == [["页.txt", 3, 9]]
    assert list(to_row(edge)) == [
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
def test_one_row_is_one_line_of_utf8(tmp_path: Path, text: str, kept: str) -> None:
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, map(format_row, [{"name": text}, {"name": "乙"}]))
    lines = path.read_bytes().split(b"\n")
    assert [json.loads(line) for line in lines[:2]] == [{"name": kept}, {"name": "乙"}]
    assert lines[2:] == [b""]
    assert b"\r" not in path.read_bytes()


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"

    def lines():
        yield format_row({"n": 1})
        assert path.exists()
        yield format_row({"n": 2})

    write_jsonl(path, lines())
    assert path.read_text("utf-8") == '{"n": 1}\n{"n": 2}\n'


def test_chinese_is_readable() -> None:
    assert format_row({"name": "内蒙古"}) == '{"name": "内蒙古"}\n'


def test_entities_of_mentions_are_in_the_table(marked) -> None:
    reading = marked("[O四川省卫健委][T主任][P甲一]，[L成都]。")
    census = Census()
    census.add(reading)
    resolution = resolve(census)
    ids = {entity.id for entity in resolution.entities}
    used = {row["entity"] for row in mention_rows(reading, resolution)}
    used |= {row["body_entity"] for row in (post_row(p, resolution) for p in reading.posts)}
    assert len(used) == 4
    assert used <= ids
