"""The page of a real build of seeds/ by the model that ships, used as a researcher would."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.config import Config
from kg.pipeline.build import build

CARD = "#card h1"
NODES = "JSON.parse(document.getElementById('graph').textContent).nodes"
Show = Callable[[str], Any]
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of seeds/."""
    folder = tmp_path_factory.mktemp("seeds") / "out"
    build(Config(pages=(root / "seeds",), out=folder, cache=False, jobs=1))
    return folder


@pytest.fixture(scope="module")
def opened(show: Show, out: Path) -> Any:
    return show((out / "graph.html").read_text("utf-8"))


@pytest.fixture
def page(opened: Any) -> Iterator[Any]:
    opened.page.set_viewport_size({"width": 1366, "height": 768})
    with opened.anew():
        yield opened


def rows(out: Path, name: str) -> Rows:
    return [json.loads(line) for line in (out / f"{name}.jsonl").read_text("utf-8").splitlines()]


def days(out: Path) -> list[str]:
    """Return the day of each article: its own, else that of its page."""
    printed = {row["page"]: row["date"] for row in rows(out, "pages")}
    return [row.get("date") or printed[row["page"]] for row in rows(out, "articles")]


@pytest.fixture(scope="module")
def person(out: Path) -> dict[str, Any]:
    """The person with the most posts, as the build says."""
    held = Counter(row["source"] for row in rows(out, "edges") if row["kind"] == "holds")
    names = {row["id"]: row for row in rows(out, "entities")}
    chosen: dict[str, Any] = names[max(held, key=lambda id_: (held[id_], id_))]
    return chosen


def test_the_title_names_the_years_and_the_subtitle_counts(page: Any, out: Path) -> None:
    years = sorted({day[:4] for day in days(out)})
    assert page.page.title() == f"新闻知识图谱 {years[0]}–{years[-1]}"
    assert f"{len(rows(out, 'articles'))} 篇报道" in page.page.inner_text("#panel header")


def test_every_entity_is_drawn_and_counted(page: Any, out: Path) -> None:
    assert page.counts()[0] == len(rows(out, "entities"))
    kinds = ("sentence", "holds", "at", "byline")
    shown = [row for row in rows(out, "edges") if row["kind"] in kinds and row["weight"] >= 0]
    assert page.counts()[1] == len(shown)


def test_bars_count_the_articles_of_the_build(page: Any, out: Path) -> None:
    wanted = Counter(day[:7] for day in days(out))
    bars = page.page.locator(".bars i").all()
    assert {bar.get_attribute("title")[:7]: int(bar.get_attribute("data-count")) for bar in bars} == wanted


def test_communities_lie_apart(page: Any) -> None:
    """Nodes of a community are nearer to its middle than any node of another one is."""
    apart = page.page.evaluate(
        """() => {
          const all = JSON.parse(document.getElementById('graph').textContent).nodes;
          const nodes = all.filter((n) => n.community >= 0);
          const groups = Map.groupBy(nodes, (n) => n.community);
          let strangers = 0;
          for (const [number, members] of groups) {
            const along = (key) => members.map((n) => n[key]);
            const [x, y] = ['x', 'y'].map((key) => (Math.min(...along(key)) + Math.max(...along(key))) / 2);
            const far = (n) => Math.hypot(n.x - x, n.y - y);
            const reach = Math.max(...members.map(far));
            strangers += nodes.filter((n) => n.community !== number && far(n) < reach).length;
          }
          return strangers;
        }"""
    )
    assert apart == 0


def test_no_name_is_cut_at_the_sides(page: Any) -> None:
    """After all is shown, nothing is drawn on the outermost pixels of the picture."""
    edges = page.page.evaluate(
        """() => {
          const picture = document.querySelector('#canvas canvas');
          const canvas = document.createElement('canvas');
          Object.assign(canvas, { width: picture.width, height: picture.height });
          const context = canvas.getContext('2d', { willReadFrequently: true });
          context.drawImage(picture, 0, 0);
          const column = (x) => context.getImageData(x, 0, 1, canvas.height).data.some((value) => value);
          return [column(0), column(canvas.width - 1)];
        }"""
    )
    assert edges == [False, False]


def test_a_person_is_found_in_pinyin_and_told_with_posts(
    page: Any, person: dict[str, Any], out: Path
) -> None:
    spelled = page.page.evaluate(
        f"id => {NODES}.find((n) => n.id === id).pinyin[0]",
        person["id"],
    )
    initials = "".join(word[0] for word in spelled.split())
    assert person["name"] in page.find(spelled.replace(" ", ""))
    assert person["name"] in page.find(initials)
    page.pick(person["name"])
    assert page.page.inner_text(CARD) == person["name"]
    held = [row for row in rows(out, "edges") if row["kind"] == "holds" and row["source"] == person["id"]]
    posts = page.page.locator("#card section", has=page.page.locator("h2", has_text="职务")).locator(".fact")
    assert posts.count() == len(held)


def test_a_quote_names_page_date_and_headline_and_stands_there(
    page: Any, person: dict[str, Any], root: Path
) -> None:
    page.pick(person["name"])
    quote = page.page.locator("#card blockquote").first
    name, line = re.fullmatch(r"(.+)，第 ([\d,]+) 行", quote.locator(".place").inner_text()).groups()  # type: ignore[union-attr]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", quote.locator(".date").inner_text())
    assert quote.locator("mark").count() > 0
    raw = (root / "seeds" / name).read_bytes()
    text = raw.decode("gb18030") if b"\xef" not in raw and not is_utf8(raw) else raw.decode("utf-8")
    assert quote.locator("mark").first.inner_text()[0] in "".join(
        text.splitlines()[int(line) - 1 : int(line) + 4]
    )


def is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_an_edge_is_clicked_and_tells_its_sentences(page: Any, person: dict[str, Any]) -> None:
    page.pick(person["name"])
    page.page.locator("#card .neighbor .when").first.click()
    assert page.page.locator("#card blockquote mark").count() >= 2
    assert page.page.locator("#card h1 .link").count() == 2


def test_a_community_is_listed_picked_and_looked_at_alone(page: Any) -> None:
    row = page.page.locator("#panel .grouprow").first
    name, count = row.inner_text().split("\n")
    row.click()
    assert page.page.inner_text(CARD) == name
    page.page.get_by_role("button", name="只看此社群").click()
    assert page.counts()[0] == int(count)
    page.page.go_back()
    page.page.go_back()
    assert page.page.locator("#card").is_hidden()


def test_communities_fold_to_circles_and_open_again(page: Any) -> None:
    whole = page.counts()
    page.page.get_by_label("收拢社群").check()
    assert page.counts() == [0, 0]
    page.page.get_by_text("全部展开").click()
    assert page.counts() == whole


def test_the_neighborhood_grows_with_its_steps(page: Any, person: dict[str, Any]) -> None:
    page.pick(person["name"])
    sizes = []
    for steps in (1, 2, 3):
        page.page.get_by_role("button", name=f"{steps} 步").click()
        sizes.append(page.counts()[0])
    assert 1 < sizes[0] < sizes[1] < sizes[2]


def test_the_selection_is_read_by_networkx_and_csv(page: Any, person: dict[str, Any], out: Path) -> None:
    page.open(f"focus={person['id']}~1")
    shown = page.counts()
    graph = nx.read_graphml(page.save("所示部分（GraphML）").path())
    assert [len(graph), graph.number_of_edges()] == shown
    assert graph.nodes[person["id"]]["name"] == person["name"]
    whole = nx.read_graphml(out / "graph.graphml")
    assert all(whole.has_edge(a, b) or whole.has_edge(b, a) for a, b in graph.edges())
    text = page.save("所示关系（CSV）").path().read_text("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 1 + shown[1]


def test_the_table_is_copied_as_a_spreadsheet_takes_it(page: Any, opened: Any) -> None:
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.open("table=edges&kinds=holds")
    page.page.get_by_text("复制到电子表格").click()
    page.page.get_by_text("已复制").wait_for()
    lines = page.page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].split("\t")[:3] == ["起点", "关系", "终点"]
    assert len(lines) == 1 + page.counts()[1]
    assert {line.split("\t")[1] for line in lines[1:]} == {"任职"}
    assert {len(line.split("\t")) for line in lines} == {7}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (820, 1180)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_small_laptop_and_a_tablet(page: Any, width: int, height: int, scheme: str) -> None:
    page.page.set_viewport_size({"width": width, "height": height})
    page.page.emulate_media(color_scheme=scheme)
    page.open()
    spread = page.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert spread == [width, height]
    assert page.page.locator(".counts").is_visible()
    box = page.page.locator("#canvas").bounding_box()
    assert box["height"] * box["width"] > 0.6 * width * height
    page.page.emulate_media(color_scheme="light")


def test_the_search_box_finds_sentences_each_once(page: Any) -> None:
    page.page.fill("#search", "共管病房")
    told = page.page.locator("#hits .hit.told")
    texts = [row.inner_text() for row in told.all()]
    assert texts == sorted(set(texts), key=texts.index)
    page.page.fill("#search", "主持会议 廉素")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#card .found")
    assert "主持会议的是自治区人大常委会副主任廉素" in page.page.inner_text("#card .found")
    assert "廉素" in page.page.locator("#card .fact").all_inner_texts()


def test_the_search_box_finds_every_sentence_of_the_pages_in_its_article(page: Any, out: Path) -> None:
    quoted = {row["text"] for row in rows(out, "sentences")}
    alone = next(r for r in rows(out, "text") if r["text"] not in quoted and 12 < len(r["text"]) < 40)
    page.page.fill("#search", alone["text"][:20])
    assert "全部原文" in page.page.inner_text("#hits")
    page.page.locator("#hits .hit.told").first.click()
    assert page.page.inner_text("#card .found") == alone["text"]
    assert f"第 {alone['line']} 行" in page.page.inner_text("#card")
    assert page.page.locator("#card .told-whole p").count() > 1
    page.page.reload()
    assert page.page.inner_text("#card .found") == alone["text"]


def test_the_posts_at_a_body_show_who_holds_them(page: Any) -> None:
    page.page.fill("#search", "商都县人民医院心内科")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#card .held")
    assert {row.inner_text() for row in page.page.locator("#card .held .link bdi").all()} == {
        "张学文",
        "段岩",
        "王宁",
        "刘国良",
    }
