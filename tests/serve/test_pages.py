"""What the pages of the explorer show, in each of their forms."""

import csv
import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.serve.words import LANGUAGES, read_words
from tests.serve.conftest import Visitor

IdOf = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("赵立群", "赵立群"),
        ("水利局", "清河县水利局"),
        ("zhaoliqun", "赵立群"),
        ("zlq", "赵立群"),
        ("ZhaoLQ", "赵立群"),
        ("hwj", "何文静"),
        ("qinghexian", "清河县"),
        ("县", "清河县水利局"),
        (" 赵 立群 ", "赵立群"),
    ],
)
def test_names_are_found_by_parts_and_pinyin(explorer: Visitor, text: str, first: str) -> None:
    found = explorer.json(f"/search.json?q={text}")
    assert found["rows"][0]["entity"]["name"] == first
    assert found["total"] == len(found["rows"])


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=清河县&label=LOC", {"清河县"}),
        ("q=清河县&kind=hospital", {"清河县人民医院", "清河县中医医院"}),
        ("q=&label=PER&year=2024", {"孟庆生", "高远", "沈秀兰"}),
        ("q=清河&label=PER", set()),
        ("in=posts&q=局长", {"临江市农业农村局局长", "清河县水利局局长"}),
    ],
)
def test_facets_narrow_a_search(explorer: Visitor, asked: str, names: set[str]) -> None:
    found = explorer.json(f"/search.json?{asked}")
    assert {row["entity"]["name"] for row in found["rows"]} == names
    assert found["total"] == len(names)


def test_facets_count_what_they_lead_to(explorer: Visitor) -> None:
    facets = explorer.json("/search.json?in=names&q=")["facets"]
    assert {facet["name"] for facet in facets} >= {"label", "kind", "year"}
    for facet in facets:
        for each in facet["values"]:
            found = explorer.json(f"/search.json?in=names&q=&{facet['name']}={each['value']}")
            assert found["total"] == each["count"], (facet["name"], each)


@pytest.mark.parametrize(
    ("asked", "total"),
    [("春耕", 2), ("赵立群 种子", 1), ('"书画展"', 2), ("调研 -麦田", 2), ("没有这样的话", 0)],
)
def test_sentences_are_searched(explorer: Visitor, asked: str, total: int) -> None:
    assert explorer.json(f"/search.json?in=sentences&q={asked}")["total"] == total


def test_an_article_is_found_by_words_of_several_sentences(explorer: Visitor) -> None:
    (row,) = explorer.json("/search.json?in=articles&q=林海涛 种子")["rows"]
    assert (row["headline"], row["date"], row["page"]) == (
        "临江市召开春耕会议",
        "2021-03-02",
        "2021-03-02.txt",
    )


def test_what_is_no_name_is_looked_for_in_sentences(explorer: Visitor) -> None:
    page = explorer.page("/search?q=备足种子")
    assert "<mark>备足种子</mark>" in page
    assert "in=sentences" in page, "what narrows the search stays among sentences"


def test_what_no_sentence_has_is_looked_for_in_articles(explorer: Visitor) -> None:
    page = explorer.page("/search?q=林海涛 种子")
    assert "出席会议" in page
    assert "<mark>种子</mark>" in page
    (row,) = explorer.json("/search.json?q=林海涛 种子")["rows"]
    assert len(row["sentences"]) == 2
    assert read_words()["en"]["try_articles"] in explorer.page("/search?in=sentences&q=林海涛 种子")


@pytest.mark.parametrize("asked", ["", '""', "-春耕", "   "])
def test_a_search_for_no_word_says_so(explorer: Visitor, asked: str) -> None:
    assert read_words()["en"]["type_more"] in explorer.page(f"/search?in=sentences&q={asked}")


def test_a_card_tells_posts_by_time_companions_and_sentences(explorer: Visitor, id_of: IdOf) -> None:
    found = explorer.json(f"/entity/{id_of('赵立群')}.json")
    posts = [(row["body"]["name"] + row["title"], row["first_seen"]) for row in found["posts"]]
    assert posts == [("临江市农业农村局局长", "2021-03-02"), ("清河县县长", "2022-05-06")]
    beside = {each["entity"]["name"] for group in found["companions"] for each in group["companions"]}
    assert {"葛仙庄镇", "临江市农业农村局"} <= beside
    told = found["told"]
    assert told["total"] == len(told["sentences"])
    assert len({(each["page"], each["start"]) for each in told["sentences"]}) == told["total"]
    assert [each["date"] for each in told["sentences"]] == sorted(each["date"] for each in told["sentences"])


def test_a_sentence_marks_its_names_where_they_stand(explorer: Visitor, id_of: IdOf) -> None:
    told = explorer.json(f"/entity/{id_of('何文静')}.json")["told"]["sentences"]
    for sentence in told:
        marks = [(mark["name"], sentence["text"][mark["start"] : mark["end"]]) for mark in sentence["marks"]]
        assert ("何文静", "何文静") in marks
    page = explorer.page(f"/entity/{id_of('何文静')}")
    assert re.search(r'class="name PER lit" href="/entity/per-\w+" title="何文静">何文静</a>', page)


def test_a_year_narrows_the_sentences_of_a_card(explorer: Visitor, id_of: IdOf) -> None:
    address = f"/entity/{id_of('何文静')}.json"
    whole, some = explorer.json(address)["told"], explorer.json(f"{address}?year=2022")["told"]
    assert 0 < some["total"] < whole["total"]
    assert {each["date"][:4] for each in some["sentences"]} == {"2022"}


def test_a_body_has_its_line_of_holders(explorer: Visitor, id_of: IdOf) -> None:
    rows = explorer.json(f"/entity/{id_of('清河县水利局')}/holders.json")
    assert [(row["person"]["name"], row["first_seen"]) for row in rows] == [
        ("何文静", "2022-05-06"),
        ("孟庆生", "2024-01-09"),
    ]
    assert rows[0]["quotes"][0]["line"] == 2


def test_a_place_has_its_dot_and_its_years(explorer: Visitor, id_of: IdOf) -> None:
    page = explorer.page(f"/entity/{id_of('清河县')}")
    assert 'class="atlas"' in page
    assert "清河县办起书画展" in page


def test_an_article_stands_on_its_page(explorer: Visitor) -> None:
    found = explorer.json("/article.json?page=2023-07-08.txt")
    assert [item["headline"] for item in found["on_page"]] == ["何文静会见客人", "清河县办起书画展"]
    assert {each["entity"]["name"] for each in found["names"]} >= {"何文静", "林海涛", "清河县"}
    text = "".join(sentence["text"] for part in found["paragraphs"] for sentence in part["sentences"])
    assert "会见临江市副市长林海涛" in text


def test_a_path_cites_each_step(explorer: Visitor, id_of: IdOf) -> None:
    found = explorer.json(f"/path.json?a={id_of('何文静')}&b={id_of('临江市')}")
    assert found["source"]["name"] == "何文静"
    assert found["steps"][-1]["target"]["name"] == "临江市"
    assert all(step["quotes"] for step in found["steps"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [("a=何文静&b=何文静", "one_entity"), ("a=何文静&b=并无此人此事", "not_found"), ("", "path_note")],
)
def test_a_path_that_is_none_says_why(explorer: Visitor, asked: str, said: str) -> None:
    assert read_words()["en"][said] in explorer.page(f"/path?{asked}")


def test_two_are_compared_by_what_they_share(explorer: Visitor, id_of: IdOf) -> None:
    found = explorer.json(f"/compare.json?a={id_of('何文静')}&b={id_of('林海涛')}")
    (told,) = found["together"]["sentences"]["sentences"]
    assert "会见" in told["text"]
    assert "清河县" in {each["entity"]["name"] for each in found["together"]["shared"]}


def test_a_graph_is_given_in_all_forms(explorer: Visitor, id_of: IdOf) -> None:
    center = id_of("何文静")
    found = explorer.json(f"/graph.json?around={center}")
    ids = {each["id"] for each in found["entities"]}
    assert center in ids
    assert all({edge["source"], edge["target"]} <= ids for edge in found["edges"])
    graph = nx.parse_graphml(explorer.page(f"/graph.graphml?around={center}"))
    assert set(graph) == ids
    rows = list(csv.reader(io.StringIO(explorer.page(f"/graph.csv?around={center}").lstrip("\ufeff"))))
    assert len(rows) == 1 + len(found["edges"])


@pytest.mark.parametrize(
    ("address", "some"),
    [
        ("/home.graphml", {"何文静", "清河县"}),
        ("/search.graphml?in=names&q=何文静", {"何文静"}),
        ("/search.graphml?in=sentences&q=会见", {"何文静", "林海涛"}),
        ("/search.graphml?in=articles&q=会见", {"何文静", "林海涛"}),
        ("/entity/{清河县水利局}.graphml", {"清河县水利局", "何文静"}),
        ("/entity/{何文静}.graphml", {"何文静", "清河县水利局局长", "清河县水利局"}),
        ("/entity/{清河县水利局}/holders.graphml", {"何文静", "孟庆生", "清河县水利局局长"}),
        ("/article.graphml?page=2022-05-06.txt", {"赵立群", "葛仙庄镇"}),
        ("/compare.graphml?a={何文静}&b={林海涛}", {"何文静", "林海涛", "清河县"}),
        ("/path.graphml?a={何文静}&b={清河县水利局}", {"何文静", "清河县水利局"}),
    ],
)
def test_what_a_view_names_is_given_as_a_graph(
    explorer: Visitor, id_of: IdOf, address: str, some: set[str]
) -> None:
    named = re.sub(r"\{(.+?)\}", lambda match: id_of(match[1]), address)
    graph = nx.parse_graphml(explorer.page(named))
    assert some <= {name for _, name in graph.nodes(data="name")}
    assert len(graph) < 30


def test_steps_widen_a_graph_and_kinds_narrow_it(explorer: Visitor, id_of: IdOf) -> None:
    address = f"/graph.json?around={id_of('孟庆生')}"
    one, two = explorer.json(address), explorer.json(f"{address}&steps=2")
    assert len(one["entities"]) < len(two["entities"])
    held = explorer.json(f"{address}&kind=holds")
    assert {edge["kind"] for edge in held["edges"]} == {"holds"}


def test_a_graph_grows_from_a_node(explorer: Visitor, id_of: IdOf) -> None:
    center, known = id_of("林海涛"), id_of("孟庆生")
    fresh = explorer.json(f"/grow.json?around={center}&known={known}")
    ids = [node["id"] for node in fresh["nodes"]]
    assert {center, known} <= set(ids)
    assert all(0 <= end < len(ids) for row in fresh["edges"] for end in row[:2])
    assert any(center in (ids[row[0]], ids[row[1]]) for row in fresh["edges"])


def test_the_sentences_of_a_relation_are_asked_for_where_it_is_opened(explorer: Visitor, id_of: IdOf) -> None:
    center = id_of("林海涛")
    drawn = explorer.json(f"/graph.json?around={center}&steps=2&kind=sentence")["edges"]
    far = [edge for edge in drawn if center not in (edge["source"], edge["target"])]
    assert far
    for edge in far:
        asked = "&".join(f"{name}={edge[name]}" for name in ("source", "target", "kind"))
        quotes = explorer.json(f"/quotes.json?{asked}")
        assert len(quotes) == edge["count"]
        assert all(quote["text"] and quote["page"] and quote["line"] for quote in quotes)
    assert explorer.json(f"/quotes.json?source={center}&target={center}&kind=holds") == []


@pytest.mark.parametrize(
    "address",
    [
        "/entity/per-0",
        "/entity/per-0.json",
        "/article?page=none.txt",
        "/graph?around=per-0",
        "/nowhere",
        "/entity/",
    ],
)
def test_what_is_not_there_is_said_in_one_line(explorer: Visitor, address: str) -> None:
    status, text, _ = explorer.ask(address)
    assert status == 404
    assert "Traceback" not in text


def test_a_search_for_more_than_anybody_types_says_so(explorer: Visitor) -> None:
    status, text, _ = explorer.ask(f"/search?in=sentences&q={'春耕油菜' * 300}")
    assert (status, "Traceback" in text) == (404, False)
    assert "1,200 characters, more than 1,000; give fewer words" in text


@pytest.mark.parametrize(
    "address", ["/?skip=abc", "/search?q=a&skip=-3", "/search?q=a&skip=99999999999", "/graph?steps=x&around="]
)
def test_odd_numbers_are_passed_over(explorer: Visitor, address: str) -> None:
    assert explorer.ask(address)[0] == 200


def test_tables_are_safe_for_spreadsheets(explorer: Visitor) -> None:
    _, text, headers = explorer.ask("/search.csv?in=sentences&q=春耕")
    assert headers["content-disposition"] == 'attachment; filename="search.csv"'
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row["page"] for row in rows] == ["2021-03-02.txt", "2021-03-02.txt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_both_languages(explorer: Visitor, language: str) -> None:
    visitor = Visitor(explorer.port, explorer.token).enter()
    status, _, headers = visitor.ask(f"/search?q=县&lang={language}&theme=dark")
    assert (status, headers["location"]) == (303, "/search?q=%E5%8E%BF")
    page = visitor.page("/search?q=县")
    assert read_words()[language]["in_sentences"] in page
    assert 'data-theme="dark"' in page


def test_every_word_is_said_in_both_languages() -> None:
    for language, words in read_words().items():
        assert all(words.values()), language
    keys = {
        language: {k: set(re.findall(r"{(\w+)}", v)) for k, v in words.items()}
        for language, words in read_words().items()
    }
    assert keys["zh"] == keys["en"]


def test_fifty_may_ask_at_once(explorer: Visitor, id_of: IdOf) -> None:
    person = id_of("何文静")
    addresses = [
        f"/entity/{person}.json",
        "/search.json?q=县",
        f"/graph.json?around={person}",
        "/review.json",
        "/search.json?in=sentences&q=县",
    ]
    alone = [explorer.page(address) for address in addresses]
    with ThreadPoolExecutor(50) as pool:
        together = list(pool.map(explorer.page, addresses * 10))
    assert together == alone * 10


def test_a_page_is_well_formed(explorer: Visitor, id_of: IdOf) -> None:
    for address in ("/", "/search?q=县", f"/entity/{id_of('清河县')}", "/review", "/compare"):
        page = explorer.page(address)
        assert "<script>" not in page
        assert " style=" not in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    drawing = ElementTree.fromstring(
        re.search(r"<svg class=\"atlas.*?</svg>", explorer.page(f"/entity/{id_of('清河县')}"), re.S)[0]
    )  # type: ignore[index]
    assert drawing.get("role") == "img"
