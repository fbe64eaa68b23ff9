"""Questions to a finished build: what is found, in which order, and what is said where nothing is."""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Literal

import pytest
from stored import MakeBuild
from typer.testing import CliRunner

from kg.cli import app
from kg.cli.queries import bracketed
from kg.cli.tables import align
from kg.doctor import Check
from kg.errors import ConfigError, InputError, KgError, OutputError
from kg.queries.beside import InArticle
from kg.queries.cards import Card, Fact
from kg.queries.explain import Explanation, Meaning, Ruled, explain
from kg.queries.names import AmbiguousNameError
from kg.queries.neighbors import neighbors
from kg.queries.paths import edge_length, path
from kg.queries.periods import read_period, read_range
from kg.queries.search import search
from kg.queries.stats import stats
from kg.queries.tenures import tenures
from kg.queries.told import Told
from kg.queries.values import (
    BelowCount,
    Hit,
    Hits,
    Named,
    Neighbor,
    Neighbors,
    Quote,
    Stats,
    Step,
    TenureRow,
    Top,
)
from kg.queries.values import Path as PathFound
from kg.schema import ArticleRecord, PageRecord, Row
from tests.records import to_row


def entity(key: str, label: str, name: str, *aliases: str, mentions: int = 2, **fields: object) -> Row:
    return {"id": key, "label": label, "name": name, "aliases": list(aliases), "mentions": mentions} | fields


def edge(source: str, kind: str, target: str, weight: float = 1.0, count: int = 1, **fields: object) -> Row:
    row: Row = {"source": source, "target": target, "kind": kind, "count": count, "weight": weight}
    return row | {"first_date": None, "last_date": None, "evidence": []} | fields


def tenure(person: str, post: str, body: str, title: str, first: str | None, last: str | None) -> Row:
    row: Row = {
        "person": person,
        "post": post,
        "body": body,
        "name": "",
        "title": title,
        "at": "",
        "count": 1,
    }
    return row | {"first_seen": first, "last_seen": last, "former_since": None, "sources": []}


def page(name: str, date: str | None = None) -> Row:
    return to_row(PageRecord(page=name, encoding="utf-8", chars=99, sha256="", date=date))


def article(name: str, headline: str, date: str | None = None) -> Row:
    spans = ((0, 9),)
    return to_row(
        ArticleRecord(page=name, id="a1", headline=headline, headline_spans=(), body_spans=spans, date=date)
    )


def post(kind: Literal["post", "byline"], person: str, page: str, start: int, end: int) -> Row:
    where = {"page": page, "article": "a1", "start": start, "end": end}
    told = {"person": "王磊", "title": "市长", "body": None, "person_entity": person, "kind": kind}
    return where | told


def sentence(page: str, article: str, start: int, line: int, text: str) -> Row:
    where: Row = {"page": page, "article": article, "start": start, "end": start + len(text)}
    return where | {"line": line, "text": text}


TABLES: dict[str, list[Row]] = {
    "pages": [
        page("a.txt", "2021-01-04"),
        page("b.txt", "2022-06-01"),
        page("c.txt"),
    ],
    "articles": [
        article("a.txt", "清河市卫健委开会", "2021-01-03"),
        article("b.txt", "春耕"),
        article("c.txt", ""),
    ],
    "mentions": [
        {
            "page": "a.txt",
            "article": "a1",
            "start": 13,
            "end": 15,
            "label": "PER",
            "text": "王磊",
            "entity": "per-1",
            "source": "test",
        }
    ],
    "entities": [
        entity("per-1", "PER", "王磊", "王市长", mentions=9),
        entity("per-2", "PER", "王磊"),
        entity("per-3", "PER", "李娜"),
        entity(
            "org-1", "ORG", "清河市卫生健康委员会", "市卫健委", "卫健委", kind="state", located_in="loc-1"
        ),
        entity(
            "org-2", "ORG", "柳林县卫生健康委员会", "县卫健委", "卫健委", kind="state", located_in="loc-2"
        ),
        entity("org-3", "ORG", "清河市卫生健康委员会医政科", parent="org-1"),
        entity("loc-1", "LOC", "清河市", "我市", code="130534"),
        entity("loc-2", "LOC", "柳林县", parent="loc-1"),
        entity("loc-3", "LOC", "远山乡"),
        entity("title-1", "TITLE", "清河市市长", "市长", parent="loc-1"),
    ],
    "posts": [post("post", "per-1", "a.txt", 9, 15), post("byline", "per-3", "b.txt", 0, 9)],
    "judgements": [],
    "contradictions": [],
    "edges": [
        edge(
            "per-1",
            "holds",
            "title-1",
            first_date="2021-01-03",
            last_date="2021-01-03",
            evidence=[["a.txt", 9, 15]],
        ),
        edge(
            "title-1",
            "at",
            "loc-1",
            first_date="2021-01-03",
            last_date="2021-01-03",
            evidence=[["a.txt", 9, 15]],
        ),
        edge("loc-2", "part_of", "loc-1", count=0),
        edge("org-1", "sentence", "per-1", 0.8, 4, first_date="2021-01-03", last_date="2022-06-01"),
        edge("org-1", "article", "per-1", 0.9, 4, first_date="2021-01-03", last_date="2022-06-01"),
        edge("per-1", "article", "per-3", 1.0, 1, first_date="2022-06-01", last_date="2022-06-01"),
        edge("org-1", "sentence", "per-3", 0.9, 9, evidence=[["b.txt", 0, 9]]),
    ],
    "sentences": [
        sentence("a.txt", "a1", 9, 2, "清河市市长王磊")
        | {"end": 15, "headline": "清河市卫健委开会", "date": "2021-01-03"},
        sentence("b.txt", "a1", 0, 1, "市卫健委李娜说好。") | {"headline": "春耕", "date": None},
    ],
    "tenures": [
        tenure("per-1", "title-1", "loc-1", "市长", "2021-01-03", "2021-05-01"),
        tenure("per-2", "title-1", "loc-1", "市长", "2018-02-01", "2018-02-01"),
        tenure("per-3", "title-2", "org-1", "副主任", "2021-02-01", "2023-02-01"),
        tenure("per-2", "title-3", "org-2", "主任", "2021-03-01", "2021-03-01"),
        tenure("per-3", "title-4", "loc-2", "县长", None, None) | {"former_since": "2020-01-01"},
    ],
    "text": [
        sentence("a.txt", "a1", 0, 1, "清河市卫健委开会"),
        sentence("a.txt", "a1", 9, 2, "清河市市长王磊到市卫健委调研，与那顺·孟和座谈。"),
        sentence("b.txt", "a1", 0, 1, "市卫健委主任李娜说好，呼市来的CCTV 记者也说好。"),
        sentence("c.txt", "a1", 0, 1, "臺北市長昨天到呼市。"),
    ],
}


@pytest.fixture
def out(tmp_path: Path, make_build: MakeBuild) -> Path:
    """The tables of a small build."""
    return make_build(tmp_path, TABLES)


# Names


@pytest.mark.parametrize(
    ("name", "key"),
    [("org-1", "org-1"), ("李娜", "per-3"), ("李 娜", "per-3"), ("市卫健委", "org-1"), ("我市", "loc-1")],
)
def test_a_name_may_be_an_id_a_name_or_an_alias(out: Path, name: str, key: str) -> None:
    assert neighbors(name, out).entity.id == key


def test_one_told_of_more_by_an_alias_is_meant_and_others_are_named(
    tmp_path: Path, make_build: MakeBuild
) -> None:
    more = [
        entity("per-9", "PER", "杭州", mentions=5),
        entity("loc-9", "LOC", "杭州市", "杭州", mentions=134),
    ]
    tables = {**TABLES, "entities": [*TABLES["entities"], *more]}
    found = neighbors("杭州", make_build(tmp_path, tables))
    assert (found.entity.id, [each.id for each in found.others]) == ("loc-9", ["per-9"])


def test_a_body_of_a_fuller_name_told_of_more_is_named(tmp_path: Path, make_build: MakeBuild) -> None:
    tables = {**TABLES, "entities": [*TABLES["entities"], entity("org-9", "ORG", "卫生健康委", mentions=1)]}
    out = make_build(tmp_path, tables)
    assert [each.id for each in neighbors("卫生健康委", out).others] == ["org-1", "org-2", "org-3"]
    done = CliRunner().invoke(app, ["tenures", str(out), "--body", "卫生健康委"])
    assert "清河市卫生健康委员会  (body state, org-1)" in done.stdout
    assert done.stdout.startswith("no tenure found; loosen the filters")


@pytest.mark.parametrize(("name", "keys"), [("王磊", ["per-1", "per-2"]), ("卫健委", ["org-1", "org-2"])])
def test_a_name_of_several_is_a_choice_of_ids(out: Path, name: str, keys: list[str]) -> None:
    with pytest.raises(AmbiguousNameError, match=f"'{name}' is the name of 2 entities") as caught:
        neighbors(name, out)
    assert [choice.id for choice in caught.value.choices] == keys, "those most often mentioned first"
    assert all(key in str(caught.value) for key in keys)


@pytest.mark.parametrize("text", ["卫" * 50_000, "卫 健 委 " * 4_000, "-" * 1_001])
def test_more_than_anybody_types_is_refused(out: Path, text: str) -> None:
    """The engine takes no pattern of thousands of characters; thousands of words fill gigabytes."""
    with pytest.raises(InputError, match=r"characters, more than 1,000; give fewer words"):
        search(text, out)


@pytest.mark.parametrize(
    ("name", "said"),
    [("清河", "did you mean 清河市"), ("李娜娜", "did you mean 李娜"), ("Smith", "give a name or id")],
)
def test_an_unknown_name_is_told_with_those_like_it(out: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        path(name, "王磊", out)


@pytest.mark.parametrize(
    "ask",
    [
        lambda out: stats(out),
        lambda out: path("甲", "乙", out),
        lambda out: neighbors("甲", out),
        lambda out: tenures(out),
        lambda out: search("甲", out),
    ],
)
def test_a_missing_build_is_named(tmp_path: Path, ask: Callable[[Path], object]) -> None:
    with pytest.raises(OutputError, match="missing; build first"):
        ask(tmp_path / "nowhere")


@pytest.mark.parametrize("file", ["readings/000001/text.parquet", "store/000001/names.parquet"])
@pytest.mark.parametrize(
    "spoil", [lambda whole: whole[:-9], lambda whole: whole[:40] + b"?" * 400 + whole[440:]]
)
def test_a_damaged_file_is_named(out: Path, file: str, spoil: Callable[[bytes], bytes]) -> None:
    (out / file).write_bytes(spoil((out / file).read_bytes()))
    with pytest.raises(OutputError, match=rf"{file}: damaged \(.*\); build again"):
        (search("王磊", out), explain("全市", "王磊", out))


@pytest.mark.parametrize("file", ["readings/000001/text.parquet", "store/000001/nodes.parquet"])
def test_a_missing_file_is_named(out: Path, file: str) -> None:
    (out / file).unlink()
    with pytest.raises(OutputError, match=rf"{file}: missing; build again"):
        search("王磊", out)


def test_a_build_of_an_earlier_kg_is_to_be_built_again(tmp_path: Path) -> None:
    (tmp_path / "entities.jsonl").touch()
    with pytest.raises(OutputError, match="built by an earlier kg, which kept no store; build again"):
        stats(tmp_path)


# Dates


@pytest.mark.parametrize("text", ["2021-13", "21", "2021-02-30", "2021/01", "", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"--at: .* is no date; give YYYY"):
        read_period(text, "--at")


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ConfigError, match="later than --until"):
        read_range("2022", "2021-12-31")
    assert read_range("2021", None) == ("2021-01-01", "9999")


# Neighbors


def test_neighbors_come_by_weight_with_the_nearest_meeting_alone(out: Path) -> None:
    found = neighbors("per-1", out)
    assert [(each.entity.id, each.kind, each.forward) for each in found.neighbors] == [
        ("per-3", "article", True),
        ("title-1", "holds", True),
        ("org-1", "sentence", False),
    ]


def test_places_come_after_all_other_neighbors(tmp_path: Path, make_build: MakeBuild) -> None:
    edges = [*TABLES["edges"], edge("loc-3", "sentence", "per-1", 1.0, 9)]
    found = neighbors("per-1", make_build(tmp_path, {**TABLES, "edges": edges}))
    assert [each.entity.id for each in found.neighbors] == ["per-3", "title-1", "org-1", "loc-3"]


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"labels": ["PER"]}, ["per-3"]),
        ({"kinds": ["article"]}, ["per-3", "org-1"]),
        ({"kinds": ["sentence", "holds"]}, ["title-1", "org-1"]),
        ({"since": "2022"}, ["per-3", "org-1"]),
        ({"until": "2021-12"}, ["title-1", "org-1"]),
        ({"since": "2021-02", "until": "2021-03"}, ["org-1"]),
        ({"limit": 1}, ["per-3"]),
    ],
)
def test_neighbors_are_filtered(out: Path, filters: dict[str, object], keys: list[str]) -> None:
    found = neighbors("per-1", out, **filters)  # type: ignore[arg-type]
    assert [each.entity.id for each in found.neighbors] == keys


@pytest.mark.parametrize(
    ("filters", "said"), [({"labels": ["GPE"]}, "--label: 'GPE'"), ({"kinds": ["met"]}, "--kind: 'met'")]
)
def test_an_unknown_label_or_kind_is_refused(out: Path, filters: dict[str, list[str]], said: str) -> None:
    with pytest.raises(ConfigError, match=f"{said} is not known; choose from"):
        neighbors("per-1", out, **filters)  # type: ignore[arg-type]


# Paths


def test_a_path_takes_stated_facts_and_close_meetings_with_their_sentences(out: Path) -> None:
    found = path("per-1", "清河市", out)
    assert [(step.kind, step.forward, step.target.id) for step in found.steps] == [
        ("holds", True, "title-1"),
        ("at", True, "loc-1"),
    ]
    assert found.steps[0].quotes[0].text == "清河市市长王磊到市卫健委调研，与那顺·孟和座谈。", (
        "the whole sentence"
    )
    assert found.length == pytest.approx(1 + 0.1505, abs=0.001), "two facts, through a post of two neighbors"


def test_two_close_meetings_are_shorter_than_one_chance_meeting(out: Path, make_build: MakeBuild) -> None:
    assert [step.target.id for step in path("per-1", "per-3", out).steps] == ["per-3"]
    edges = [row | {"weight": -0.2} if row["kind"] == "article" else row for row in TABLES["edges"]]
    other = make_build(out / "other", TABLES | {"edges": edges})
    assert [step.target.id for step in path("per-1", "per-3", other).steps] == ["org-1", "per-3"]


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (edge("a", "holds", "b"), edge("a", "sentence", "b", 1.0, 99)),
        (edge("a", "sentence", "b", 0.5), edge("a", "article", "b", 0.5)),
        (edge("a", "sentence", "b", 0.5, 9), edge("a", "sentence", "b", 0.5, 1)),
        (edge("a", "sentence", "b", 0.6), edge("a", "sentence", "b", 0.5)),
    ],
)
def test_strong_edges_are_short(stronger: Row, weaker: Row) -> None:
    assert edge_length(stronger) < edge_length(weaker)


def test_a_path_keeps_to_kinds_and_steps(out: Path) -> None:
    assert [s.kind for s in path("per-1", "org-1", out, kinds=["article"]).steps] == ["article"]
    assert len(path("柳林县", "per-1", out).steps) == 3
    assert path("柳林县", "per-1", out, max_steps=10**9) == path("柳林县", "per-1", out)
    with pytest.raises(InputError, match="no path from 柳林县 to 王磊 within 2 steps; allow more"):
        path("柳林县", "per-1", out, max_steps=2)
    with pytest.raises(InputError, match="no path from 远山乡"):
        path("远山乡", "per-1", out)
    with pytest.raises(ConfigError, match="--max-steps"):
        path("per-1", "per-3", out, max_steps=0)
    with pytest.raises(InputError, match="are one entity, org-1"):
        path("市卫健委", "org-1", out)


# Tenures


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"body": "清河市", "at": "2021-01"}, [("per-1", "held")]),
        ({"body": "清河市", "at": "2021-03-09"}, [("per-1", "held")]),
        ({"body": "清河市", "at": "2019"}, []),
        ({"body": "清河市", "at": "2019", "near": True}, [("per-2", "earlier"), ("per-1", "later")]),
        ({"body": "清河市"}, [("per-2", "held"), ("per-1", "held")]),
        (
            {"body": "清河市", "below": True, "at": "2021-03"},
            [("per-2", "held"), ("per-1", "held"), ("per-3", "held")],
        ),
        ({"body": "柳林县"}, [("per-3", "former")]),
        ({"body": "柳林县", "at": "2021", "near": True}, [("per-3", "former")]),
        ({"person": "李娜", "title": "*主任"}, [("per-3", "held")]),
        ({"title": "主任"}, [("per-2", "held")]),
    ],
)
def test_who_held_which_post_at_a_time(
    out: Path, asked: dict[str, object], found: list[tuple[str, str]]
) -> None:
    rows = tenures(out, **asked)  # type: ignore[arg-type]
    assert [(row.person.id, row.state) for row in rows] == found


def test_an_unknown_title_is_told_with_those_there_are(out: Path) -> None:
    with pytest.raises(InputError, match="no '局长' here; titles are 市长"):
        tenures(out, body="清河市", title="局长")


# Search


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("呼市", ["c.txt", "b.txt"]),
        ("卫健委", ["a.txt", "a.txt", "b.txt"]),
        ("卫健委 李娜", ["b.txt"]),
        ("卫健委 -李娜", ["a.txt", "a.txt"]),
        ("“市卫健委主任李娜”", ["b.txt"]),
        ("cctv记者", ["b.txt"]),
        ("ＣＣＴＶ", ["b.txt"]),
        ("那顺•孟和", ["a.txt"]),
        ("好", ["b.txt"]),
        ("台北市长", []),
    ],
)
def test_words_of_any_length_are_found_oldest_first(out: Path, words: str, pages: list[str]) -> None:
    assert [hit.page for hit in search(words, out).hits] == pages


def test_a_hit_says_where_it_stands(out: Path) -> None:
    (hit,) = search("王磊 调研", out).hits
    assert (hit.page, hit.line, hit.date, hit.headline) == ("a.txt", 2, "2021-01-03", "清河市卫健委开会")
    assert [hit.text[start:end] for start, end in hit.marks] == ["王磊", "调研"]
    assert bracketed(hit.text, hit.marks).startswith("清河市市长【王磊】到市卫健委【调研】")


def test_marks_that_overlap_are_one(out: Path) -> None:
    (hit,) = search("市长王磊 清河市市长", out).hits
    assert [hit.text[start:end] for start, end in hit.marks] == ["清河市市长王磊"]


def test_both_scripts_are_one_where_asked(out: Path) -> None:
    pytest.importorskip("opencc", reason="the extra kg[simplify] is not installed")
    (hit,) = search("台北市长", out, any_script=True).hits
    assert bracketed(hit.text, hit.marks) == "【臺北市長】昨天到呼市。"
    assert search("衛健委", out, any_script=True).total == 3


def test_hits_are_cut_by_time_and_number(out: Path) -> None:
    assert [hit.page for hit in search("卫健委", out, since="2022").hits] == ["b.txt"]
    assert search("呼市", out, until="2023").total == 1, "an undated page is in no period"
    found = search("卫健委", out, limit=2)
    assert (found.total, len(found.hits)) == (3, 2)


def test_articles_have_words_that_no_sentence_has_together(out: Path) -> None:
    assert search("王磊 卫健委开会 到市", out).total == 0
    found = search("卫健委开会 王磊 到市", out, window="article")
    assert (found.total, found.window) == (1, "article")
    texts = [bracketed(hit.text, hit.marks) for hit in found.hits]
    assert texts[0] == "清河市【卫健委开会】"
    assert all(any(word in text for text in texts) for word in ("【王磊】", "【到市】"))
    assert search("卫健委开会 王磊 -调研", out, window="article").total == 0
    assert search("卫健委开会 王磊", out, window="article", since="2022").total == 0
    assert (
        "articles that have all words, not in one sentence: 1\n" in _run("search", "卫健委开会 王磊", out)[1]
    )


@pytest.mark.parametrize("text", ["", "  ", "-王磊", '""'])
def test_a_search_for_nothing_is_refused(out: Path, text: str) -> None:
    with pytest.raises(InputError, match="search: no word"):
        search(text, out)


def test_a_word_is_found_across_the_line_breaks_of_a_built_page(tmp_path: Path) -> None:
    page = "卫健委义诊\n本报3月5日讯 3月5日，清河县人民\n医院院长赵立群到葛仙庄镇义诊，县卫\n健委参加活动。\n"
    (tmp_path / "2024-03-06.txt").write_text(page, "utf-8")
    flags = ["--model", "rules", "--jobs", "1", "-o", str(tmp_path / "out")]
    built = CliRunner().invoke(app, ["build", str(tmp_path / "2024-03-06.txt"), *flags])
    assert built.exit_code == 0, built.output
    (hit,) = search("县卫健委", tmp_path / "out").hits
    assert (hit.page, hit.line, hit.headline) == ("2024-03-06.txt", 2, "卫健委义诊")
    assert "清河县人民医院院长赵立群" in hit.text


# Figures


def test_the_figures_of_a_build(out: Path) -> None:
    found = stats(out, top=2)
    assert (found.pages, found.dated_pages, found.first_date, found.last_date) == (
        3,
        2,
        "2021-01-04",
        "2022-06-01",
    )
    assert (found.posts, found.tenures, found.contradictions) == (1, 5, 0)
    assert found.entities == {"PER": 3, "LOC": 3, "ORG": 3, "TITLE": 1}
    assert found.edges["sentence"] == 2
    assert (found.linked_pairs, found.density) == (6, round(6 / 45, 6))
    assert (found.components, found.largest_component, found.alone) == (1, 6, 4)
    assert [top.entity.id for top in found.top] == ["per-1", "org-1"]


# The command line


def _run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    if isinstance(done.exception, KgError):
        return 1, str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["stats"], {"pages", "edges", "density", "components", "communities", "top"}),
        (["path", "per-1", "清河市"], {"source", "target", "length", "steps"}),
        (["neighbors", "per-1"], {"entity", "total", "neighbors"}),
        (["tenures"], {"tenures"}),
        (["search", "呼市"], {"total", "hits"}),
        (["show", "王磊"], {"cards"}),
        (["explain", "李娜", "清河市"], {"meanings", "shared", "judgements"}),
    ],
)
def test_each_command_prints_one_json_document(out: Path, arguments: list[str], keys: set[str]) -> None:
    code, printed = _run(*arguments, out, "--json")
    assert code == 0
    assert keys <= set(json.loads(printed))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stats"], "  0.1333  (6 linked pairs)\n"),
        (["path", "per-1", "清河市"], "  – at →  清河市  (place, loc-1)  2021-01-03"),
        (["neighbors", "per-1", "-n", "1"], "1 of 3; --limit 0 shows all"),
        (["neighbors", "远山乡"], "远山乡 has no such neighbors"),
        (["tenures", "--body", "清河市", "--at", "2019"], "no tenure found; --near shows"),
        (["search", "呼市 李娜"], "  b.txt:1  市卫健委主任【李娜】说好，【呼市】来的CCTV 记者也说好。"),
        (["search", "没有这个词"], "nothing found"),
    ],
)
def test_each_command_prints_for_people(out: Path, arguments: list[str], said: str) -> None:
    at = 1 if arguments[0] in ("stats", "tenures") else len(arguments) if arguments[0] != "neighbors" else 2
    code, printed = _run(*arguments[:at], out, *arguments[at:])
    assert (code, said in printed) == (0, True), printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["neighbors", "王磊"],
            "is the name of 2 entities; give the id of one (kg show 王磊 has all): per-1 per-2",
        ),
        (["tenures", "--near"], "--near: needs a time"),
        (["search", "  "], "no word"),
    ],
)
def test_a_mistake_ends_in_one_line(out: Path, arguments: list[str], said: str) -> None:
    at = 1 if arguments[0] == "tenures" else 2
    code, printed = _run(*arguments[:at], out, *arguments[at:])
    assert (code, said in printed) == (1, True), printed


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([("甲", "a"), ("ab", "b"), ("清河市", "c")], ["甲      a", "ab      b", "清河市  c"]),
        ([("a", "9"), ("b", "10")], ["a   9", "b  10"]),
    ],
)
def test_columns_stand_below_each_other(rows: list[tuple[str, str]], lines: list[str]) -> None:
    assert align(rows, right=[1]) == lines


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (Stats, "`stats`"),
        (Top, "an element of `top`"),
        (PathFound, "`path`"),
        (Step, "an element of `steps`"),
        (Neighbors, "`neighbors`"),
        (Neighbor, "an element of `neighbors`"),
        (TenureRow, "an element of `tenures`"),
        (Hits, "`search`"),
        (Hit, "an element of `hits`"),
        (Card, "an element of `cards`"),
        (Fact, "a fact of a card"),
        (InArticle, "an element of `beside`"),
        (BelowCount, "an element of `below`"),
        (Told, "a `sentence`, an element of `sentences`"),
        (Explanation, "`explain`"),
        (Meaning, "an element of `meanings`"),
        (Ruled, "an element of `judgements`"),
        (Check, "an element of `checks`"),
        (Named, "an entity, wherever named"),
        (Quote, "an element of `quotes`"),
    ],
)
def test_the_keys_are_documented(root: Path, kind: type, row: str) -> None:
    lines = (root / "docs" / "howto" / "ask.md").read_text("utf-8").splitlines()
    (cells,) = (line.split("|")[2] for line in lines if line.startswith(f"| {row} |"))
    assert re.findall(r"`(\w+)`", cells) == [field.name for field in fields(kind)]
