"""Traditional characters: told, and simplified for recognition without moving anything."""

import sys
from pathlib import Path

import pytest

from kg.articles import split_page
from kg.config import Config
from kg.errors import ConfigError
from kg.model import Article, Mention, Page
from kg.pages import PageFile
from kg.reading.page import read_page_file
from kg.recognize import load_pipeline
from kg.script import _converter, as_printed, check_simplifier, read_script, simplify

TRADITIONAL = "臺北市長陳建仁昨天表示，這項計畫將於明年完成。\n經濟部水利署署長林志豪也出席了會議。\n"


def _article(raw: str) -> Article:
    (article,) = split_page(Page("p.txt", raw, "utf-8", ""))
    return article


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (TRADITIONAL, "traditional"),
        ("自治区人大常委会副主任出席会议并讲话。", "simplified"),
        ("「香港特別行政區」政府公布", "traditional"),
        ("中心小学三年二班", "simplified"),
        ("北京市大山口村", None),
        ("他在书中引用了“國語”二字，会议认为这项计划应当继续推进。", "simplified"),
        ("2018 ABC", None),
        ("", None),
    ],
)
def test_the_script_of_a_text(text: str, script: str | None) -> None:
    assert read_script(text) == script
    assert not text or _article(text).script == script


@pytest.mark.parametrize(
    ("raw", "simplified"),
    [
        ("臺北市長昨天說明，這項計畫將於明年完成。", "台北市长昨天说明，这项计划将于明年完成。"),
        ("乾隆年間，氣候乾燥，麵條與頭髮。", "乾隆年间，气候干燥，面条与头发。"),
        ("皇后與後來的計畫", "皇后与后来的计划"),
        ("自治区主席会议", "自治区主席会议"),
    ],
)
def test_simplifying_keeps_every_place(raw: str, simplified: str) -> None:
    article = _article(raw)
    plain = simplify(article)
    assert plain.text.chars == simplified
    assert plain.text.offsets == article.text.offsets
    assert plain.headline_end == article.headline_end


def test_a_mention_is_shown_as_printed() -> None:
    article = _article("臺北市長 陳建仁昨天說明。")
    start = article.text.chars.index("陳")
    mention = Mention("p.txt", article.id, 5, 8, "PER", "陈建仁", "test", (start, start + 3))
    assert as_printed(mention, article).text == "陳建仁"


def test_a_page_recognized_in_simplified_characters_keeps_what_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text(TRADITIONAL, "utf-8")
    config = Config(model="rules", simplify=True)
    nlp = load_pipeline("rules", (), config.labels)
    reading = read_page_file(PageFile(path, "p.txt"), nlp, config)
    found = {mention.text for mention in reading.mentions}
    assert {"陳建仁", "林志豪"} <= found
    assert all(reading.page.raw[m.start : m.end] == m.text for m in reading.mentions)


def test_without_opencc_the_way_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _converter.cache_clear()
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(ConfigError, match=r'pip install "kg\[simplify\]"'):
        check_simplifier()
