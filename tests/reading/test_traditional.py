"""Traditional pages are read by the same rules as simplified ones, and keep what they print."""

from pathlib import Path

import pytest
from spacy.language import Language

from kg.config import Config
from kg.model import Reading
from kg.pages import find_pages
from kg.reading.page import read_page_file
from kg.recognize import load_pipeline


@pytest.fixture(scope="module")
def own() -> Language:
    return load_pipeline("kg_zh")


def read(folder: Path, nlp: Language, text: str) -> Reading:
    path = folder / "p.txt"
    path.write_text(f"　　{text}\n", "utf-8")
    (file,) = find_pages([path], print)
    return read_page_file(file, nlp, Config(pages=(path,)))


def posts(reading: Reading) -> list[str]:
    return sorted(
        f"{post.person.text} {post.title.text} {post.body_in_full or '-'}" for post in reading.posts
    )


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("林玉芬當選校長，石大川續任董事。", "林玉芬当选校长，石大川续任董事。"),
        ("會議決定任命林玉芬為縣衛生局局長。", "会议决定任命林玉芬为县卫生局局长。"),
        ("石大川曾擔任廠長，後來兼任縣總工會主席。", "石大川曾担任厂长，后来兼任县总工会主席。"),
        ("免去石大川的縣財政局局長職務。", "免去石大川的县财政局局长职务。"),
    ],
)
def test_verbs_of_posts_are_read_in_both_scripts(
    tmp_path: Path, own: Language, traditional: str, simplified: str
) -> None:
    one, other = read(tmp_path, own, traditional), read(tmp_path, own, simplified)
    places = [[(p.person.at, p.title.at, p.qualifier) for p in r.posts] for r in (one, other)]
    assert places[0] == places[1] != []


def test_what_is_found_is_kept_as_printed(tmp_path: Path, own: Language) -> None:
    reading = read(tmp_path, own, "會議決定任命林玉芬為縣衛生局局長。")
    assert posts(reading) == ["林玉芬 局長 縣衛生局"]
    assert reading.articles[0].text.chars.strip() == "會議決定任命林玉芬為縣衛生局局長。"


def test_a_short_form_and_its_full_form_are_one_in_traditional_print(tmp_path: Path, own: Language) -> None:
    reading = read(tmp_path, own, "市國術館昨天開幕，國術館館長林玉芬報告。")
    names = {mention.text: mention.name for mention in reading.mentions if mention.label == "ORG"}
    assert set(names) == {"市國術館", "國術館"}
    assert len(set(names.values())) == 1


def test_blanks_between_words_of_latin_letters_stay(tmp_path: Path, own: Language) -> None:
    reading = read(tmp_path, own, "首席执行官Satya Nadella到访。首席执行官Satya  Nadella说。")
    assert {m.text for m in reading.mentions if m.label == "PER"} == {"Satya Nadella"}
