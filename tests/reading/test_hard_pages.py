"""No page is too odd to be read: whole readings of nasty pages, and the small functions on anything."""

import datetime
from array import array

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.api import make_page
from kg.articles import split_page
from kg.articles.credits import read_dateline
from kg.config import Config
from kg.dates import resolve_date
from kg.days import first_day
from kg.knowledge.matcher import Matcher
from kg.model import Reading
from kg.pages.dates import page_date, parse_date
from kg.reading.page import read_articles
from kg.recognize import load_pipeline
from kg.recognize.network_input import Lexicon
from kg.store.readings import open_readings
from kg.text import Text, heal, read_date, read_number, sentences
from tests.reading.fragments import pages, scraps
from tests.reading.sound import assert_sound

NUMBERS = "0123456789〇○零一二三四五六七八九十百千两²①٣３"
DAYS = [None, "1000-03-01", "2018-12-08", "2020-02-29", "2999-12-31"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def read(raw: str, nlp: Language, date: str | None = "2018-12-08") -> Reading:
    page = make_page(raw, date=date)
    return read_articles(page, split_page(page), nlp, Config())


def assert_kept(reading: Reading) -> None:
    """A reading is sound, and a store has its mentions."""
    assert_sound(reading)
    with open_readings([reading]) as engine:
        assert engine.value("SELECT count(*) FROM mentions") == len(reading.mentions)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=pages(), date=st.sampled_from(DAYS))
def test_any_page_is_read(nlp: Language, raw: str, date: str | None) -> None:
    assert_kept(read(raw, nlp, date))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("巴方代表团由穆罕姆总理穆罕", id="a name cut off by the end of the text"),
        pytest.param("香港区第三届议会香港特别行政区", id="a list's name cut off by the end of the text"),
        pytest.param("县长十十日到清河县检查。", id="a number that is none"),
        pytest.param("本报清河3十日电（记者 孙玉梅）县长李春生到会。", id="digits of two kinds"),
        pytest.param(
            "二〇一八年12月8日，大会开幕。\n本报12月8日讯", id="a year in Chinese digits and a day in others"
        ),
        pytest.param("据新华社电 2018年2月30日，县长李春生到会。", id="a day that does not exist"),
    ],
)
def test_pages_that_once_ended_a_build(nlp: Language, raw: str) -> None:
    assert_kept(read(raw, nlp))


def test_a_name_does_not_run_into_a_block_that_stands_before_it_on_the_page() -> None:
    text = heal("国家\n局今理。", [[(3, 7)], [(0, 2)]])
    assert text.chars == "局今理。\n国家"
    assert not text.runs_forward(3, 7)
    assert text.runs_forward(0, 4)
    assert text.raw_span(3, 7) == (0, 7)


@given(st.one_of(scraps(), st.text(NUMBERS, max_size=6)))
def test_a_number_is_read_or_not_but_never_a_fault(text: str) -> None:
    number = read_number(text)
    assert number is None or number >= 0


@pytest.mark.parametrize("number", range(100))
def test_all_numbers_up_to_99_are_read(number: int) -> None:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = {0: "", 1: "十"}.get(tens, f"{digits[tens]}十") + (digits[ones] if ones or not tens else "")
    assert read_number(written) == read_number(str(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "十十",
        "十十十",
        "二十三十",
        "百",
        "二百",
        "²",
        "①",
        "½",
        "-3",
        "+3",
        "1_0",
        " 3",
        "3.5",
        "",
        "九" * 5000,
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2018-02-30",
        "2018-13-45",
        "2018-00-10",
        "0000-01-01",
        "0999-01-01",
        "3000-01-01",
        "2018-1-1",
        "２０１８-01-01",
        "",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)))
def test_every_other_day_is_read(day: datetime.date) -> None:
    assert read_date(day.isoformat()) == day


@settings(deadline=None)
@given(
    st.lists(st.text(NUMBERS, max_size=4), min_size=4, max_size=4),
    st.sampled_from(
        [
            "{}年{}月{}日",
            "{}年{}月",
            "{}月{}日",
            "{}日",
            "{}年前",
            "{}天前",
            "{}个月后",
            "民国{}年{}月{}日",
            "本月{}日",
            "去年{}月",
        ]
    ),
    st.sampled_from(DAYS),
)
def test_a_date_of_any_numbers_is_a_day_or_none(numbers: list[str], form: str, reference: str | None) -> None:
    text = form.format(*numbers)
    found = resolve_date(text, reference)
    assert not found or datetime.date.fromisoformat(first_day(found))
    _, day = read_dateline(f"本报清河{text}电（记者", reference)
    assert day is None or read_date(day)
    for date in (parse_date(text), page_date("page.txt", f"{text}星期六\n本报清河{text}讯")[0]):
        assert date is None or read_date(date)


WORDS = ["穆罕", "穆罕默德", "穆罕默德·本", "上城", "上城区", "区", "清河县", "清河县人民医院"]


def _ends(words: list[str], text: str) -> dict[int, list[int]]:
    """Say the same as Matcher.find in the plainest way."""
    found: dict[int, list[int]] = {}
    for start in range(len(text)):
        ends = [start + len(w) for w in words if len(w) > 1 and text.startswith(w, start)]
        if ends:
            found[start] = sorted(ends, reverse=True)
    return found


def _matches(words: list[str], text: str) -> list[tuple[int, int]]:
    """Say the same as Matcher.spans in the plainest way."""
    found: list[tuple[int, int]] = []
    for start in range(len(text)):
        ends = [start + len(w) for w in words if len(w) > 1 and text.startswith(w, start)]
        if ends and (not found or start >= found[-1][1]):
            found.append((start, max(ends)))
    return found


OTHERS = [left + right for left in "东南西北下左右前后里外" for right in "山河湖海村镇乡"]


@pytest.mark.parametrize("others", [[], OTHERS], ids=["few words", "many words"])
@given(
    words=st.lists(st.sampled_from(WORDS), unique=True),
    text=st.text("穆罕默德·本上城区清河县人民医院", max_size=12),
)
def test_words_are_found_where_they_stand(words: list[str], text: str, others: list[str]) -> None:
    spans = _matches(words, text)
    assert Matcher(words, others).spans(text) == spans
    marked = [index for index, mark in enumerate(Lexicon(words, []).marks(text).tolist()) if mark]
    assert marked == [index for span in spans for index in range(*span)]
    assert Matcher(words, others, words[:2]).find(text) == [_ends(words, text), {}, _ends(words[:2], text)]


@given(scraps(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_spans_of_healed_text_lie_on_the_page(raw: str, blocks: list[tuple[int, int]]) -> None:
    inside = [(min(a, len(raw)), min(max(a, b), len(raw))) for a, b in blocks]
    text = heal(raw, [[span] for span in inside])
    for start, end in sentences(text.chars):
        first, last = text.raw_span(start, end)
        assert 0 <= first < last <= len(raw)


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 1), (0, 4), (3, 4)])
def test_a_span_outside_of_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"of a text of 3 characters"):
        Text("一二三", array("i", [4, 5, 6])).raw_span(*span)
