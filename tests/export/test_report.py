"""report.html: what it says, that it is safe and the same every time."""

import re
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest
from stored import MakeBuild

from kg.errors import OutputError
from kg.export.coverage import ask_coverage
from kg.export.formats import export
from kg.export.report import format_report
from kg.export.report.atlas import Place, draw_atlas
from kg.export.report.brief import Brief, gather
from kg.export.report.places import read_cities, read_counties
from kg.export.report.standing import find_standing, tie_weights
from kg.export.report.telling import LONGEST, cut, mark
from kg.export.report.template import GRAPH, LONGEST_NAME
from kg.export.report.timeline import WIDTH, draw_timeline
from kg.export.report.whereabouts import Whereabouts
from kg.export.report.words import read_words
from kg.export.stored import StoredTables, read_graph_tables
from kg.export.tables import GraphTables
from tests.export.conftest import build_rows

PAGES = {
    "2021-03-05.txt": "清河县召开干部大会\n"
    "3月4日，清河县县长李文静出席会议。市委决定，任命陈立新为清河县委书记，免去王建国的清河县委书记职务。\n",
    "2023-02-18.txt": "清河县主要负责同志调整\n"
    "2月17日，清河县县长周海涛、清河县人民医院院长赵立群参加会议。清河县委书记李文静讲话。\n",
}


class _Reader(HTMLParser):
    """The tags, links and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def links(self) -> set[str]:
        return {str(attributes["href"]) for tag, attributes in self.tags if tag == "a"}


def _report(tables: StoredTables, title: str = "清河") -> str:
    return format_report(tables.held, ask_coverage(tables.asked), title=title, model="kg_zh")


def _gather(tables: StoredTables, held: GraphTables | None = None) -> Brief:
    """Return the brief of a build, or of other tables that are held of it."""
    held = held or tables.held
    return gather(held, Whereabouts(tables.asked), ask_coverage(tables.asked))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small build made by the command line, without a trained model."""
    folder = tmp_path_factory.mktemp("report")
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "kg", "build", *PAGES, "-o", "out", "--model", "rules", "--jobs", "1"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_every_build_has_a_report_and_export_writes_the_same(built: Path, tmp_path: Path) -> None:
    written = (built / "report.html").read_bytes()
    assert export("report", built, tmp_path / "report.html").read_bytes() == written
    text = written.decode("utf-8")
    for said in ("陈立新", "王建国", "清河县", "2021-03-05.txt", "2023-02-18.txt"):
        assert said in text


def test_nothing_is_fetched_and_nothing_can_run(tables: StoredTables) -> None:
    page = _Reader(_report(tables, "</style><script>alert(1)</script>"))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form", "base"}
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in str(policy)
    attributes = {name for _, own in page.tags for name in own}
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert {link.split("#")[0] for link in page.links()} == {GRAPH}


def test_hostile_names_are_read_as_text(tables: StoredTables, names: dict[str, str]) -> None:
    text = "".join(_Reader(_report(tables)).text)
    for id_, name in names.items():
        shown = " ".join(name.split())
        shown = shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…"
        assert shown in text, id_


def test_a_lone_surrogate_and_control_signs_of_a_title_are_replaced(tables: StoredTables) -> None:
    text = _report(tables, "甲\ud800\x00\x1b乙")
    assert "甲\ufffd\ufffd\ufffd乙" in text
    assert text.encode("utf-8")


def test_each_name_leads_to_its_node_in_both_languages(tables: StoredTables) -> None:
    links = _Reader(_report(tables)).links()
    assert {"graph.html#node=loc-1", "graph.html#node=loc-1&lang=en", "graph.html#node=title-1"} <= links
    known = {entity.id for entity in tables.entities}
    nodes = {re.sub(r".*#node=|&.*", "", link) for link in links if "#node=" in link}
    assert nodes <= known


def test_both_languages_stand_side_by_side(tables: StoredTables) -> None:
    text = _report(tables)
    assert text.count('class="zh"') > 40
    chinese, english = ("居于中心", "At the center")
    assert f'<span class="zh">{chinese}</span><span class="en" lang="en">{english}</span>' in text
    assert all(all(pair) for pair in read_words().values())


def test_facts_are_cited_with_page_line_and_date(tables: StoredTables) -> None:
    brief = _gather(tables)
    quote = next(one.quote for one in brief.centers[0].first if one.id == "per-plain")
    assert quote is not None
    assert (quote.page, quote.line, quote.date) == ("2024-03-06.txt", 1, "2021-01-03")
    assert ("那顺孟和", True) in quote.pieces
    (contradiction,) = brief.contradictions
    assert contradiction.people == ("per-plain", "per-quotes")


def test_places_stand_on_the_map_by_their_position(tables: StoredTables) -> None:
    atlas = _gather(tables).atlas
    assert atlas is not None
    (spot,) = atlas.spots
    assert (spot.place.id, atlas.outside) == ("loc-1", ())
    assert atlas.window is not None, "one county: the map shows its surroundings"
    assert "邢台市" in {name for name, *_ in atlas.cities}


@pytest.mark.parametrize(
    ("places", "drawn", "outside", "zoomed"),
    [
        ({"清河县": (37.07, 115.67)}, ["清河县"], [], True),
        ({"清河县": (37.07, 115.67), "法国": (48.86, 2.35)}, ["清河县"], ["法国"], True),
        ({"喀什市": (39.47, 75.98), "三亚市": (18.25, 109.5)}, ["三亚市", "喀什市"], [], False),
        ({"法国": (48.86, 2.35)}, [], ["法国"], False),
    ],
)
def test_the_map_shows_the_region_of_the_places(
    places: dict[str, tuple[float, float]], drawn: list[str], outside: list[str], zoomed: bool
) -> None:
    known = [Place(name, name, *at, 3, wide=name == "法国") for name, at in sorted(places.items())]
    atlas = draw_atlas(known, read_counties(), read_cities())
    assert atlas is not None
    assert sorted(spot.place.name for spot in atlas.spots) == sorted(drawn)
    assert [place.name for place in atlas.outside] == outside
    assert (atlas.window is not None) == zoomed
    assert all(0 < spot.x < 840 and 0 < spot.y < atlas.height for spot in atlas.spots)


def test_names_on_the_map_do_not_hide_each_other() -> None:
    known = [Place(str(n), f"青山{n}镇", 37 + n % 7 * 0.11, 115 + n // 7 * 0.13, 50 - n) for n in range(35)]
    atlas = draw_atlas(known, read_counties(), read_cities())
    assert atlas is not None
    boxes = []
    for spot in atlas.spots:
        if spot.at:
            length = 13 * 4
            left = {"start": 0, "end": length, "middle": length / 2}[spot.anchor]
            boxes.append((spot.at[0] - left, spot.at[1] - 11, spot.at[0] - left + length, spot.at[1] + 2))
    assert len(boxes) > 8
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart


def test_the_tables_of_counties_and_cities() -> None:
    counties, cities = read_counties(), read_cities()
    assert 2700 < len(counties) < 3100
    assert 320 < len(cities) < 370
    assert all(3 < north < 54 and 73 < east < 136 for north, east in counties)


def test_the_same_tables_give_the_same_bytes(tables: StoredTables) -> None:
    assert _report(tables) == _report(tables)


def test_an_empty_build_says_so(tmp_path: Path, make_build: MakeBuild) -> None:
    text = export("report", make_build(tmp_path / "out", {"pages": [{"page": "a.txt"}]})).read_text("utf-8")
    for key in ("no-names", "no-changes", "no-posts", "no-groups", "no-map", "no-doubts"):
        assert read_words()[key][0] in text


def test_long_lists_tie_nobody_closely(tables: StoredTables) -> None:
    ties = tie_weights(tables.held)
    crowd = sum(tie for pair, tie in ties.items() if "loc-1" in pair)
    assert 0 < ties["loc-1", "per-plain"] < crowd


def test_who_is_named_with_the_central_is_central() -> None:
    ties = {("a", "b"): 1.0, ("b", "c"): 1.0, ("b", "d"): 1.0, ("d", "e"): 1.0}
    found = find_standing(list("abcdef"), ties)
    assert max(found, key=lambda id_: found[id_]) == "b"
    assert found["d"] > found["a"] == found["c"] > found["f"]
    assert sum(found.values()) == pytest.approx(6, abs=1e-4)


@pytest.mark.parametrize(
    ("dates", "step", "counts", "undated"),
    [
        (["2024-05-01", "2024-05-01", "2024-05-03", None], "day", [2, 1], 1),
        (["2024-01-01", "2024-01-07", "2024-12-31"], "week", [2, 1], 0),
        (["2018-12-07", "2018-12-31", "2022-01-01"], "month", [2, 1], 0),
        (["1949-10-01", "1950-01-01", "2024-01-01"], "year", [1, 1, 1], 0),
        ([None, None], "day", [], 2),
    ],
)
def test_articles_are_counted_by_a_step_that_suits_their_span(
    dates: list[str | None], step: str, counts: list[int], undated: int
) -> None:
    found = draw_timeline(Counter(day or "" for day in dates).items())
    assert (found.step, [bar.count for bar in found.bars], found.undated) == (step, counts, undated)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in found.bars)
    assert all(0 <= tick.x <= WIDTH for tick in found.ticks)


@pytest.mark.parametrize(
    ("text", "surfaces", "marked"),
    [
        ("清河县委书记", {"清河县": True, "清河县委": False}, []),
        ("清河县委在清河县", {"清河县": True, "清河县委": False}, ["清河县"]),
        ("(a+b)*", {"a+b": True, "": True}, ["a+b"]),
        ("没有", {}, []),
    ],
)
def test_names_are_marked_where_they_stand(text: str, surfaces: dict[str, bool], marked: list[str]) -> None:
    pieces = mark(text, surfaces)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, found in pieces if found] == marked


@pytest.mark.parametrize("before", [0, 50, 500])
@pytest.mark.parametrize("after", [0, 50, 500])
def test_long_passages_are_cut_around_the_name(before: int, after: int) -> None:
    pieces = cut(mark("前" * before + "李华" + "后" * after, {"李华": True}))
    text = "".join(piece for piece, _ in pieces)
    assert len(text) <= LONGEST + 2
    assert ("李华", True) in pieces
    assert text.startswith("…") == (len(pieces) > 0 and text.count("前") < before)
    assert text.endswith("…") == (text.count("后") < after)


def test_a_brief_without_contradictions_and_quoted_sentences(tmp_path: Path, make_build: MakeBuild) -> None:
    rows = build_rows() | {"contradictions": [], "sentences": []}
    text = export("report", make_build(tmp_path / "out", rows)).read_text("utf-8")
    assert "那顺孟和" in text
    assert read_words()["no-doubts"][0] in text


def test_a_build_of_an_earlier_kg_is_to_be_built_again(tmp_path: Path) -> None:
    (tmp_path / "entities.jsonl").touch()
    with pytest.raises(OutputError, match="built by an earlier kg"):
        export("report", tmp_path)


def test_rows_of_changes_stated_by_the_build_win(tmp_path: Path, make_build: MakeBuild) -> None:
    rows = build_rows()
    rows["posts"][0]["change"] = "start"
    rows["posts"][2] |= {"change": "end", "qualifier": None}
    tables = read_graph_tables(make_build(tmp_path / "out", rows))
    with closing(tables.store):
        brief = _gather(tables)
    assert (brief.came, brief.left) == (1, 1)
    assert [move.kind for event in brief.events for move in event.moves] == ["left", "came"]


def test_the_holders_of_a_post_for_one_person_follow_each_other(tables: StoredTables) -> None:
    names = [
        ("per-plain", "2021-01-03", "start"),
        ("per-at", "2023-01-01", "start"),
        ("per-sql", "2021-01-03", "end"),
    ]
    row = tables.posts[0]
    posts = tuple(replace(row, person_entity=id_, date=date, change=change) for id_, date, change in names)
    (line,) = _gather(tables, replace(tables.held, posts=posts)).successions
    assert [holder.person for holder in line.holders] == ["per-sql", "per-plain", "per-at"]
    shared = tuple(replace(post, title="副局长") for post in posts)
    assert _gather(tables, replace(tables.held, posts=shared)).successions == ()
