"""Twice the text is twice the work: nothing repeated on a page is compared with all the rest of it.

Calls are counted, and characters cut out of an article's text: what a clock would tell on an idle machine.
"""

from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import SupportsIndex

import pytest

from kg.articles import split_page
from kg.dates import resolve_date
from kg.model import Article, Page, Reading
from kg.naming import add_references, name_page
from kg.posts.completion import complete
from kg.posts.find import find_posts
from kg.text import Text, heal
from tests.reading.patterns import PATTERNS, repeat

DAY = "2018-12-08"
FEW = 150
GROWTH = 2.3
CountCalls = Callable[[Callable[[], object]], int]


@pytest.mark.parametrize("source", PATTERNS.values(), ids=PATTERNS)
def test_a_page_of_one_thing_is_split_in_as_many_steps_as_it_is_long(
    source: str, count_calls: CountCalls
) -> None:
    def split(count: int) -> list[Article]:
        return split_page(Page("page.txt", repeat(source, count), "utf-8", "0" * 64, DAY))

    split(2)  # reads the tables
    few, many = (count_calls(lambda n=n: split(n)) for n in (FEW, 2 * FEW))
    assert few > 10
    assert many < GROWTH * few


def test_more_headlines_than_articles_are_looked_for_in_a_bounded_number_of_steps(
    count_calls: CountCalls,
) -> None:
    def split(count: int) -> list[Article]:
        story = "本报讯 大会昨日召开。\n" + repeat("*会议指出，要做好各项工作。\n", count)
        return split_page(
            Page("page.txt", story + repeat("\n*大会隆重开幕\n", count), "utf-8", "0" * 64, DAY)
        )

    split(2)
    few, many = (count_calls(lambda n=n: split(n)) for n in (FEW, 2 * FEW))
    assert many < GROWTH * few


MARKED = {
    "prose": "[L清河县][O县委][T书记][P王*]在会上强调，要做好工作。\n",
    "one date": "昨日[P张三][T局长]说。",
    "one date in one sentence": "昨日[P张三][T局长]",
    "days": "12月5日[T局长][P张三]，",
    "months": "5月[T局长][P张三]",
    "stretches of time": "2009年以来[T局长][P张三]，",
    "titles of books": "《昨日[P张三][T局长]",
    "one person with a title": "[P张三][T局长]，",
    "one post": "[O县教育局][T局长][P张三]，",
    "a list of one person": "[T局长][P张三]、",
    "a body each": "[P张三]任[O清河县*公司][T董事长]，",
    "heads of schools": "[O*小学]来了。[T校长][P张三]说。",
    "titles without a body": "[T校长][P王*]说。",
    "titles alone": "现任[T局长]、",
    "verbs": "任[T局长]，",
    "handed on": "[T局长]由",
    "one after the other": "[P王*]辞去[T局长]职务，由[P李*]接任，",
    "removals": "；免去[P王*]的[T局长]职务",
    "pronouns": "他任[T局长]。",
    "a curriculum vitae": "2001年任[T局长]\n",
    "brackets": "[P王*]（[O清河县*公司][T局长]），",
    "reporters": "本报[T记者][P王*]",
    "a list of people": "[P王*]、",
    "reporters and their list": "本报[T记者][P王*]、[P李*]、",
    "bodies": "[O清河县*公司]、",
    "places": "[L*村]、",
    "bodies of a place": "[O市*局]和[L南京市]。",
    "counties of one name": "[L鼓楼区][L南京市][L福州市]。",
    "explained": "[O清河县*公司]（以下简称“*”），",
    "explained alike": "[O清河县*公司]（以下简称“公司”），",
    "addressed": "[P王*]和王院长、老王。",
    "pseudonyms": "[P王*]（化名）、",
    "ends of names": "[O清河县*公司]来。公司好。",
    "ministries": "[O*国外交部]和[O外交部]。",
    "foreign names": "[P*·王]、[P王]、",
}


def _marked(source: str, count: int, marked: Callable[..., Reading]) -> Reading:
    first = "[P张三]，男，汉族。\n"
    return marked(first + repeat(source, count), date=DAY)


def _read(reading: Reading) -> Reading:
    """Return a reading with its references, posts and names found anew."""
    article = reading.articles[0]
    mentions = add_references(article, reading.mentions)
    posts = complete(find_posts(article, mentions, DAY))
    return name_page(replace(reading, mentions=tuple(mentions), posts=tuple(posts)))


@pytest.mark.parametrize("source", MARKED.values(), ids=MARKED)
def test_an_article_of_one_thing_is_read_in_as_many_steps_as_it_is_long(
    source: str, marked: Callable[..., Reading], count_calls: CountCalls
) -> None:
    _read(_marked(source, 2, marked))  # reads the tables
    readings = (_marked(source, count, marked) for count in (FEW, 2 * FEW))
    few, many = (count_calls(lambda reading=reading: _read(reading)) for reading in readings)
    assert few > FEW
    assert many < GROWTH * few


class Cut(str):
    """A text that counts the characters that are cut out of it."""

    __slots__ = ("count",)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        piece = str.__getitem__(self, key)
        self.count = getattr(self, "count", 0) + len(piece)
        return piece


@pytest.mark.parametrize("source", MARKED.values(), ids=MARKED)
def test_little_of_an_article_is_copied(source: str, marked: Callable[..., Reading]) -> None:
    counts = []
    for count in (FEW, 2 * FEW):
        reading = _marked(source, count, marked)
        article = reading.articles[0]
        text = Text(Cut(article.text.chars), article.text.offsets)
        _read(replace(reading, articles=(replace(article, text=text),)))
        counts.append(text.chars.count)
    assert counts[1] < GROWTH * counts[0]


@pytest.mark.parametrize("text", ["昨日", "到2025年", "2018年13月", "《昨日》", "周报", "1", "十", "年月日"])
def test_the_dates_of_a_text_are_looked_for_once(text: str, count_calls: CountCalls) -> None:
    resolve_date(text, DAY)
    few, many = (count_calls(lambda n=n: resolve_date(text * n, DAY)) for n in (FEW, 2 * FEW))
    assert many <= GROWTH * few


@pytest.mark.parametrize("spans", [[(0, 9)] * FEW, [(n, n + 1) for n in range(FEW)]])
def test_offsets_of_many_blocks_are_asked_for_at_once(
    spans: list[tuple[int, int]], count_calls: CountCalls
) -> None:
    text = heal("会" * FEW, [[span] for span in spans])
    text.raw_span(0, 1)
    assert count_calls(lambda: text.raw_span(0, 5)) == count_calls(lambda: text.raw_span(0, 9))
    assert text.offsets[0] == 0
    assert isinstance(text.offsets, array)
