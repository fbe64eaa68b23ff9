"""Whole pages in several styles, split as their annotation says (line ranges as in tests/gold)."""

from itertools import combinations
from pathlib import Path

import pytest

from kg.articles import split_page
from kg.model import Article, Page
from kg.text import Span, squeeze

HERE = Path(__file__).parent / "pages"
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
Lines = set[int]


def _page(path: Path) -> Page:
    return Page(path.name, path.read_text("utf-8"), "utf-8", "")


def _numbers(ranges: str, lines: list[str]) -> Lines:
    found: Lines = set()
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        if first:
            found |= set(range(int(first), int(last or first) + 1))
    return {number for number in found if squeeze(lines[number - 1])}


def _covered(raw: str, spans: tuple[Span, ...]) -> Lines:
    return {
        raw.count("\n", 0, start) + 1 + row
        for start, end in spans
        for row, line in enumerate(raw[start:end].split("\n"))
        if squeeze(line)
    }


def _annotated(path: Path, raw: str) -> list[tuple[Lines, Lines]]:
    lines = raw.split("\n")
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines() if row and row[0] != "#"]
    return [(_numbers(row[-2], lines), _numbers(row[-1], lines)) for row in rows]


def _pairs(articles: list[tuple[Lines, Lines]]) -> set[tuple[int, int]]:
    return {pair for head, body in articles for pair in combinations(sorted(head | body), 2)}


def _found(page: Page) -> list[tuple[Lines, Lines]]:
    articles = split_page(page)
    return [(_covered(page.raw, a.headline_spans), _covered(page.raw, a.body_spans)) for a in articles]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_comes_apart_as_a_reader_sees_it(path: Path) -> None:
    page = _page(path)
    assert _found(page) == _annotated(path.with_suffix(".articles"), page.raw)


def _rearranged(path: Path, *, below: bool) -> tuple[Page, list[tuple[Lines, Lines]]]:
    """Print the articles of a page again, last first, each headline above (or below) its text."""
    raw = path.read_text("utf-8")
    lines = raw.split("\n")
    printed: list[str] = []
    annotated: list[tuple[Lines, Lines]] = []
    for head, body in reversed(_annotated(path.with_suffix(".articles"), raw)):
        spots: dict[bool, Lines] = {}
        for is_body in (below, not below):
            numbers = sorted(body if is_body else head)
            first = len(printed) + 1
            for number in numbers:
                printed += [""] * (number - 1 not in numbers and not lines[number - 2].strip()) + [
                    lines[number - 1]
                ]
            spots[is_body] = {n for n in range(first, len(printed) + 1) if squeeze(printed[n - 1])}
            printed.append("")
        annotated.append((spots[False], spots[True]))
    return Page(path.name, "\n".join(printed), "utf-8", ""), annotated


@pytest.mark.parametrize("below", [False, True], ids=["above", "below"])
@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_headlines_may_stand_on_either_side(path: Path, below: bool) -> None:
    page, annotated = _rearranged(path, below=below)
    found = _found(page)
    said, truth = _pairs(found), _pairs(annotated)
    assert 2 * len(said & truth) / (len(said) + len(truth)) >= 0.9
    heads = [head for head, _ in annotated if head]
    assert sum(any(head == other for other, _ in found) for head in heads) >= len(heads) - 1


@pytest.mark.parametrize("stem", ["2018-12-08-p01", "2024-04-16-p02"])
def test_the_demonstration_pages_reach_their_floor(stem: str) -> None:
    page = _page(ROOT / "seeds" / f"{stem}.txt")
    annotated = _annotated(ROOT / "tests" / "gold" / f"{stem}.articles", page.raw)
    found = _found(page)
    said, truth = _pairs(found), _pairs(annotated)
    assert 2 * len(said & truth) / (len(said) + len(truth)) >= 0.97
    heads = [head for head, _ in annotated if head]
    assert all(any(head == other for other, _ in found) for head in heads)


@pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the annotated real pages are not beside the repository"
)
@pytest.mark.parametrize("number", [0, 1])
def test_real_pages_reach_their_floor(number: int) -> None:
    path = sorted((SHARED / "gold").glob("*.articles"))[number]
    page = _page(SHARED / "seeds" / f"{path.stem}.txt")
    annotated, found = _annotated(path, page.raw), _found(page)
    said, truth = _pairs(found), _pairs(annotated)
    assert 2 * len(said & truth) / (len(said) + len(truth)) >= 0.97
    assert all(any(head == other for other, _ in found) for head, _ in annotated if head)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_no_line_is_in_two_articles(path: Path) -> None:
    page = _page(path)
    used = [number for head, body in _found(page) for number in (*head, *body)]
    assert len(used) == len(set(used))


def _article(raw: str, date: str | None = None) -> Article:
    articles = split_page(Page("p.txt", raw, "utf-8", "", date))
    assert len(articles) == 1
    return articles[0]


def test_a_passage_is_one_article_with_its_first_line_as_headline() -> None:
    article = _article("省林科院专家指导核桃管护\n5月7日，省林科院专家到青山县。\n据悉，活动为期三天。")
    assert article.headline == "省林科院专家指导核桃管护"
    assert article.text.chars[article.headline_end :].startswith("\n5月7日，省林科院")


def test_the_name_of_a_column_is_no_headline_of_its_first_item() -> None:
    raw = "[视频]国内联播快讯\n\n夏粮收购过半\n粮食部门今天公布，夏粮收购过半。"
    assert _article(raw).headline == "夏粮收购过半"
    assert _article("国内快讯\n\n粮食部门今天公布，夏粮收购过半。").headline == "国内快讯"


def test_the_text_is_healed_and_leads_back() -> None:
    raw = "会议召开\n\n本报讯（记者 王\n鹏）县长马春\n燕出席会议并讲\n话。"
    article = _article(raw)
    start = article.text.chars.index("马春燕")
    first, last = article.text.raw_span(start, start + 3)
    assert raw[first:last] == "马春\n燕"


def test_what_is_printed_about_an_article_is_read() -> None:
    raw = "先锋开路\n\n（上接第2版）本报锡林12月31日电（记者 李 明 通讯员 巴依斯古楞）牧民说。（下转第4版）"
    article = _article(raw, "2019-01-01")
    assert (article.continued_from, article.continued_to) == ("2", "4")
    assert article.byline == ("李明", "巴依斯古楞")


@pytest.mark.parametrize(
    ("opener", "page_date", "place", "date"),
    [
        ("本报锡林浩特12月7日电（记者 甲乙丙）雪停了。", "2018-12-08", "锡林浩特", "2018-12-07"),
        ("本报12月31日讯（记者 甲乙丙）雪停了。", "2019-01-01", None, "2018-12-31"),
        ("新华社北京2月28日电（记者 甲乙丙）雪停了。", "2019-03-01", "北京", "2019-02-28"),
        ("本报讯（记者 甲乙丙）雪停了。", "2019-03-01", None, None),
        ("本报2月30日讯（记者 甲乙丙）雪停了。", "2019-03-01", None, None),
        ("本报12月7日讯（记者 甲乙丙）雪停了。", None, None, None),
    ],
)
def test_a_dateline_gives_place_and_day(
    opener: str, page_date: str | None, place: str | None, date: str | None
) -> None:
    article = _article(opener, page_date)
    assert (article.place, article.date) == (place, date)


def test_a_page_of_an_archive_is_one_article_with_its_headline_once() -> None:
    head = "# 沙湾修渠百里  赵副县长谈水利\n\n1952-05-18\n第3版()\n专栏：\n作者：\n\n"
    body = "\u3000\u3000沙湾修渠百里\n    赵副县长谈水利\n    【本报讯】沙湾县修渠百里，二十日完工。"
    article = _article(head + body)
    assert article.headline == "沙湾修渠百里 赵副县长谈水利"
    assert article.text.chars[article.headline_end :].startswith("\n【本报讯】沙湾县修渠")


_NOTICE = (
    "沙湾县近日召开大会，表彰了一批种树能手，县委书记方大志、县长陆小曼、副县长田野到会，"
    "会议由县委副书记主持，各乡代表二百多人参加了这次会议。"
)


@pytest.mark.parametrize("indented", [True, False])
@pytest.mark.parametrize("width", [14, 17, 20, 22, 24, 27, 29, 31, 36, 41])
def test_a_notice_of_one_paragraph_keeps_its_first_line(width: int, indented: bool) -> None:
    text = "\u3000" * 2 * indented + _NOTICE
    body = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    article = _article(f"沙湾县表彰种树能手\n\n{body}\n")
    assert (article.headline, article.text.chars[article.headline_end + 1 :]) == (
        "沙湾县表彰种树能手",
        _NOTICE,
    )
