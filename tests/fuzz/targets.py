"""What is fuzzed: each part of kg with a strategy for its inputs and a check of what it makes of them.

A check raises nothing for any input. What a user can mend is told by a KgError: nothing else may be raised.
"""

import datetime
import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from spacy.language import Language

from kg.api import make_page
from kg.articles import split_page
from kg.articles.credits import read_dateline
from kg.config import Config, read_config
from kg.corpus import read_review
from kg.dates import resolve_date
from kg.days import first_day
from kg.errors import KgError
from kg.knowledge.addresses import address_of
from kg.knowledge.body_forms import abbreviates, is_local_form, official_name
from kg.knowledge.body_kinds import body_kind
from kg.knowledge.person_names import is_full_name
from kg.knowledge.ranks import rank_of
from kg.knowledge.spelling import plain_form, to_plain
from kg.knowledge.state_bodies import state_body
from kg.knowledge.titles import plain_title, title_end
from kg.model import LABELS
from kg.naming.above import country_above, division_before
from kg.naming.ids import entity_id, plain_name
from kg.naming.organizations import standing_body
from kg.naming.places import standing_place
from kg.pages import find_rows, read_page
from kg.pages.dates import page_date, parse_date
from kg.pages.sidecar import SIDECAR, read_sidecar
from kg.posts.completion import is_short_for
from kg.reading.page import read_articles
from kg.recognize import load_pipeline
from kg.recognize.gazetteer import read_gazetteers
from kg.text import heal, read_date, read_number, sentences
from tests.fuzz import builds
from tests.fuzz.files import damaged, tables, texts, word_files
from tests.fuzz.page_files import check_page_files
from tests.fuzz.stand_in import load_stand_in
from tests.fuzz.texts import dates, names, pages, pieces
from tests.reading.sound import assert_articles_sound, assert_sound

DAYS = (None, "1000-01-01", "1000-03-01", "2018-12-08", "2020-02-29", "2999-12-31")


@dataclass(frozen=True, slots=True)
class Target:
    """A part of kg, the inputs that it gets, and what must hold of each."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    share: float  # of all inputs of a run
    few: int  # inputs of a short run


@cache
def network() -> Language:
    """Return the shipped pipeline."""
    return load_pipeline()


@cache
def stand_in() -> Language:
    """Return the shipped pipeline with the stand-in for its network."""
    return load_stand_in()


@cache
def folder() -> Path:
    """Return a folder for the files of this process."""
    return Path(_folder().name)


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="kg-fuzz-")


def _silent(_: str) -> None:
    """Take a warning."""


def _write(name: str, content: bytes) -> Path:
    path = folder() / name
    path.write_bytes(content)
    return path


def check_reading(nlp: Callable[[], Language]) -> Callable[[tuple[str, str | None]], None]:
    """Return the check of a page that is read whole by a pipeline."""

    def check(given: tuple[str, str | None]) -> None:
        page = make_page(given[0], date=given[1])
        assert_sound(read_articles(page, split_page(page), nlp(), Config()))

    return check


def check_split(given: tuple[str, str | None]) -> None:
    page = make_page(given[0], date=given[1])
    assert_articles_sound(page.raw, split_page(page))


def check_healing(given: tuple[str, list[tuple[int, int]]]) -> None:
    raw, blocks = given
    spans = [(min(a, b, len(raw)), min(max(a, b), len(raw))) for a, b in blocks]
    text = heal(raw, [[span] for span in spans])
    assert len(text.chars) == len(text.offsets)
    before = 0
    for start, end in sentences(text.chars):
        assert before <= start < end <= len(text.chars)
        first, last = text.raw_span(start, end)
        assert 0 <= first < last <= len(raw)
        assert text.printed(raw, start, end)
        before = end


def check_dates(given: tuple[str, str | None]) -> None:
    text, reference = given
    found = resolve_date(text, reference)
    assert not found or datetime.date.fromisoformat(first_day(found))
    _, day = read_dateline(f"本报清河{text}电（记者", reference)
    printed, _ = page_date(f"{text[:40]}.txt", text)
    for date in (day, printed, parse_date(text)):
        assert date is None or read_date(date)
    number = read_number(text)
    assert number is None or number >= 0


def check_names(given: tuple[str, str]) -> None:
    one, other = given
    for label in LABELS:
        assert entity_id(label, one) == entity_id(label, one)
    assert to_plain(to_plain(one)) == to_plain(one)
    assert plain_form(plain_form(one)) == plain_form(one)
    assert len(plain_name(one)) <= len(one)
    for named in (address_of, official_name, body_kind, is_full_name, state_body, title_end, plain_title):
        named(one)
    for told in (country_above, division_before, standing_body, standing_place):
        told(one)
    for pair in (abbreviates, is_local_form, is_short_for, rank_of):
        pair(one, other)


def check_files(suffix: str) -> Callable[[bytes], None]:
    """Return the check of a page file, or an archive of some, with a suffix."""
    return check_page_files(folder() / f"page{suffix}")


def check_rows(suffix: str) -> Callable[[bytes], None]:
    """Return the check of a table of news items."""

    def check(content: bytes) -> None:
        path = _write(f"table{suffix}", content)
        with suppress(KgError):
            for file in find_rows([path], {}, _silent):
                with suppress(KgError):
                    page = read_page(file)
                    assert_articles_sound(page.raw, split_page(page))

    return check


def check_gazetteer(content: bytes) -> None:
    path = _write("names.csv", content)
    with suppress(KgError):
        gazetteer = read_gazetteers([path])
        for term in gazetteer.terms:
            assert len(term) > 1
        for found in gazetteer.find("".join(gazetteer.terms)):
            assert found.label in LABELS


def check_review(content: bytes) -> None:
    path = _write("review.csv", content)
    with suppress(KgError):
        for ruling in read_review(path):
            assert ruling.a


def check_sidecar(content: bytes) -> None:
    path = _write(SIDECAR, content)
    with suppress(KgError):
        for note in read_sidecar(path, _silent).values():
            assert note.date is None or read_date(note.date)


def check_configuration(content: bytes) -> None:
    path = _write("kg.toml", content)
    with suppress(KgError):
        assert isinstance(read_config(path), Config)


def configurations() -> st.SearchStrategy[bytes]:
    """Return a strategy for kg.toml files."""
    key = st.one_of(st.sampled_from(tuple(Config.model_fields)), names())
    good = (
        '"PER"',
        '["PER", "LOC"]',
        '[1, "x"]',
        "[]",
        "{}",
        "{ text = 1 }",
        "2018-12-08",
        "inf",
        "nan",
        "true",
    )
    numbers = st.one_of(st.integers(), st.floats()).map(str)
    scalar = st.one_of(numbers, dates(), names(), names().map(json.dumps), st.sampled_from(good))
    line = st.builds(lambda k, v: f"{k} = {v}", key, scalar)
    return st.lists(line, max_size=5).map(lambda lines: "\n".join(lines).encode("utf-8", "replace"))


_TEXT = st.tuples(pages(), st.sampled_from(DAYS))
_SPANS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=5)
_DATES = st.tuples(
    st.one_of(dates(), pieces(), st.lists(dates(), max_size=4).map("".join)), st.sampled_from(DAYS)
)
_SIDECARS = ("page,date", "page,date,paper,number", "﻿page,date,版次", "date,page,page number,paper")
_GAZETTEERS = ("term,label", "term,label,canonical,aliases", "Term, Label ,canonical", "term,label,aliases")
_REVIEWS = ("action,a,b", "action,a,b,label,note", "action,a,b,label,note,by,at", "b,a,action,note")
_ITEMS = ("id,date,title,text", "日期,标题,正文", "text", "headline,text,page,paper", "content", "text,text")

TARGETS = {
    "reading": Target(_TEXT, check_reading(network), 0.20, 25),
    "rules": Target(_TEXT, check_reading(stand_in), 0.28, 60),
    "articles": Target(_TEXT, check_split, 0.10, 100),
    "healing": Target(st.tuples(pages(), _SPANS), check_healing, 0.06, 100),
    "dates": Target(_DATES, check_dates, 0.06, 100),
    "names": Target(st.tuples(names(), names()), check_names, 0.06, 100),
    "text files": Target(texts(), check_files(".txt"), 0.04, 40),
    "html": Target(texts(), check_files(".html"), 0.01, 10),
    "zip": Target(damaged("zip"), check_files(".zip"), 0.02, 40),
    "docx": Target(st.one_of(damaged("docx"), word_files(), word_files()), check_files(".docx"), 0.01, 20),
    "pdf": Target(damaged("pdf"), check_files(".pdf"), 0.02, 40),
    "tsv": Target(
        tables(tuple(head.replace(",", "\t") for head in _ITEMS), "\t"), check_rows(".tsv"), 0.02, 30
    ),
    "csv": Target(tables(_ITEMS), check_rows(".csv"), 0.02, 30),
    "jsonl": Target(texts(), check_rows(".jsonl"), 0.01, 20),
    "gazetteer": Target(tables(_GAZETTEERS), check_gazetteer, 0.02, 50),
    "review": Target(tables(_REVIEWS), check_review, 0.02, 50),
    "sidecar": Target(tables(_SIDECARS), check_sidecar, 0.01, 50),
    "configuration": Target(configurations(), check_configuration, 0.02, 50),
    "queries": Target(builds.questions(), builds.check_question, 0.012, 20),
    "exports": Target(builds.tables(), builds.check_exports, 0.0005, 2),
    "builds": Target(builds.pages_of_builds(), builds.check_build, 0.0015, 3),
    "damaged builds": Target(builds.damages(), builds.check_damaged, 0.0055, 4),
}
"""The parts of kg that are fuzzed."""
