"""Readings survive as rows: as bytes between processes, and as Parquet files from build to build."""

import json
import marshal
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import LinePlace, Page, Post, Reading
from kg.reading.rows import DamagedError, pack_rows, rows_of, unpack_rows
from kg.schema import ArticleRecord, PageRecord, Record, Type, columns_of
from kg.schema.readings import READ_TABLES
from kg.store.batches import Batches
from kg.store.clean import clean_text
from kg.store.engine import Engine
from kg.store.queries import records_of
from kg.store.readings import open_batches, open_readings
from kg.text import sentences
from tests.conftest import read_marked, with_references

Marked = Callable[..., Reading]
_PIECES = (
    *("[O清河县人民医院][T院长][P赵立群]来到[L葛仙庄镇]。", "[P孙玉梅]、[P钱守义]和[P李大海]参加。"),
    *(
        "[O清河县教育局][T原局长][P赵立群]，[P老赵]",
        "[O本报][T记者] [P吴秀兰]\n",
        "二〇一八年三月八日，",
        "！",
        "。",
    ),
    *(
        "[O国际联盟(中国)][T主席][P周立]",
        "[P张文 强]",
        "[O清河水利局]（以下简称“[O水利局]”）",
        "\n",
        "　",
        "𠮷野",
    ),
    *("\u2028", "孤\ud800立", "控\x00制", "引\"号'和\\线", "\r\n", "[P小丽]（化名）"),
)
_ARTICLES = st.lists(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6).map("".join).filter(str.strip),
    min_size=1,
    max_size=3,
)
_NAMES = st.text(st.characters(exclude_categories=()), min_size=1, max_size=6)
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    """Return the reading of a page with all that can be known of it."""
    date = draw(st.sampled_from([None, "2024-03-06"]))
    reading = with_references(read_marked(*draw(_ARTICLES), page=draw(_NAMES), date=date))
    known: dict[str, Any] = (
        {"paper": "清河报", "number": "A03", "date_source": "sidecar"} if draw(st.booleans()) else {}
    )
    articles = [
        replace(
            article,
            headline_end=draw(st.sampled_from([0, len(article.text.chars.partition("\n")[0])])),
            headline_spans=draw(st.sampled_from([(), ((0, 1), (2, 4))])),
            byline=draw(st.sampled_from([(), ("甲", "乙")])),
            roles=draw(st.sampled_from([(), ("记者", None)])),
            agency=draw(st.sampled_from([None, "新华社"])),
            script=draw(st.sampled_from([None, "simplified"])),
            continued_to=draw(st.sampled_from([None, "2"])),
        )
        for article in reading.articles
    ]
    return replace(reading, page=replace(reading.page, **known), articles=tuple(articles))


@pytest.fixture(scope="module")
def reading(marked: Marked) -> Reading:
    return marked(
        "[O清河县人民医院][T院长][P赵立群]来到[L葛仙庄镇]。",
        "[P孙玉梅]参加。",
        page="版/一.txt",
        date="2024-03-06",
    )


@_SETTINGS
@given(_readings())
def test_rows_survive_as_bytes(reading: Reading) -> None:
    rows = rows_of(reading, "key")
    assert unpack_rows(pack_rows(rows)) == rows


@pytest.mark.parametrize(
    "content", [b"", b"x", b"{}", b"\x80\x05K\x01.", marshal.dumps([]), marshal.dumps({"pages": []})[:-1]]
)
def test_what_is_no_rows_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedError, match="no rows"):
        unpack_rows(content)


_FITS: dict[Type, Callable[[Any], bool]] = {
    "text": lambda cell: type(cell) is str,
    "integer": lambda cell: type(cell) is int,
    "real": lambda cell: type(cell) is float,
    "date": lambda cell: type(cell) is str,
    "period": lambda cell: type(cell) is str,
    "texts": lambda cell: all(item is None or type(item) is str for item in cell),
    "spans": lambda cell: all(len(item) == 2 and {*map(type, item)} == {int} for item in cell),
}


@_SETTINGS
@given(_readings())
def test_cells_are_what_the_schema_says(reading: Reading) -> None:
    rows = rows_of(reading, "key")
    assert list(rows) == list(READ_TABLES)
    for table, record in READ_TABLES.items():
        columns = columns_of(record)
        for row in rows[table]:
            assert len(row) == len(columns)
            for column, cell in zip(columns, row, strict=True):
                fits = column.nullable if cell is None else _FITS[column.type](cell)
                assert fits, (table, column.name, cell)
                assert not column.values or cell in (None, *column.values)


def _scanned(reading: Reading) -> Reading:
    """Return a reading of two lines as if its page had been a picture."""
    places = LinePlace(1, 60, 70, 300, 20, 0.99), LinePlace(2, 60, 95, 90, 20, 0.61)
    return replace(reading, page=replace(reading.page, places=places))


def test_lines_of_a_scan_have_their_places_and_doubtful_ones_are_marked(reading: Reading) -> None:
    raw, rows = reading.page.raw, rows_of(_scanned(reading))["places"]
    assert [raw[start:end] for _, _, start, end, *_ in rows] == raw.split("\n")[:2]
    assert [row[4:] for row in rows] == [(60, 70, 300, 20, 0.99, 0), (60, 95, 90, 20, 0.61, 1)]


def test_a_reading_has_rows_in_every_table(reading: Reading) -> None:
    more = read_marked("[O清河水利建设集团公司]（以下简称“清河水建”）开工，[L四川][L成都]。")
    rows = [rows_of(each) for each in (_scanned(reading), more)]
    assert all(any(each[table] for each in rows) for table in READ_TABLES)


@_SETTINGS
@given(_readings())
def test_what_is_kept_is_what_the_reading_says(reading: Reading) -> None:
    with TemporaryDirectory() as folder:
        batches = Batches(Path(folder), print)
        batches.add(rows_of(reading, "key"))
        Path(folder, "scratch").mkdir()
        engine = Engine(Path(folder, "scratch"))
        open_batches(engine, Path(folder), batches.finish())
        _check(engine, reading)
        engine.close()


def _check(engine: Engine, reading: Reading) -> None:
    """Compare the tables of an engine with the one reading that they hold."""
    raw = reading.page.raw
    assert list(records_of(engine, "pages")) == [_cleaned(_page(reading.page))]
    assert list(records_of(engine, "articles")) == sorted(
        (
            _cleaned(ArticleRecord(**{c.name: getattr(article, c.name) for c in columns_of(ArticleRecord)}))
            for article in reading.articles
        ),
        key=lambda article: (len(article.id), article.id),
    )
    text = list(
        engine.rows(
            'SELECT article, number, start, "end", line, text, day FROM text ORDER BY article, number'
        )
    )
    assert text == [
        (
            article.id,
            number,
            *span,
            raw.count("\n", 0, span[0]) + 1,
            _kept(article.text.printed(raw, first, last)),
            article.date or reading.page.date,
        )
        for article in reading.articles
        for number, (first, last) in enumerate(sentences(article.text.chars))
        for span in [article.text.raw_span(first, last)]
    ]
    mentions = engine.rows(
        'SELECT article, start, "end", label, form, source, name FROM mentions ORDER BY start'
    )
    assert list(mentions) == [
        _kept((m.article, m.start, m.end, m.label, m.text, m.source, m.name)) for m in reading.mentions
    ]
    posts = engine.rows(f"SELECT {_POST} FROM posts ORDER BY number")
    assert list(posts) == [_kept(_post(post)) for post in reading.posts]
    judgements = engine.rows("SELECT a, b, judgement, reason, score, label FROM judgements")
    assert sorted(map(repr, judgements)) == sorted(
        repr(_kept(tuple(asdict(j).values()))) for j in reading.judgements
    )
    assert sorted(engine.rows("SELECT label, form, name FROM given")) == sorted(
        map(_kept, map(tuple, reading.given))
    )
    told = [json.loads(row) for (row,) in engine.rows("SELECT told FROM contexts ORDER BY article, name")]
    contexts = sorted(reading.contexts, key=lambda context: (context.article, _kept(context.name)))
    assert [(each["companions"], len(each["posts"])) for each in told] == [
        (_kept(sorted(context.companions)), len(context.posts)) for context in contexts
    ]


_POST = (
    'article, start, "end", person_label, person_form, person_name, title_form, title_start, '
    "body_form, body_name, body_in_full, qualifier, kind, date, dated_by, place, change"
)


def _post(post: Post) -> tuple[object, ...]:
    name = post.body_key[1] if post.body_key else None
    return (
        *(post.article, post.start, post.end, post.person.label, post.person.text, post.person.name),
        *(post.title.text, post.title.start, post.body_form, name, post.body_in_full),
        *(post.qualifier, post.kind, post.date, post.dated_by, post.place, post.change),
    )


def _page(page: Page) -> PageRecord:
    return PageRecord(
        page=_kept(page.path),
        encoding=page.encoding,
        chars=len(page.raw),
        sha256=page.sha256,
        date=page.date,
        date_source=page.date_source if page.date else None,
        paper=page.paper,
        number=page.number,
    )


def _cleaned(record: Record) -> Record:
    """Return a record as it is read back: without what is no text."""
    known = {column.name: getattr(record, column.name) for column in columns_of(type(record))}
    return replace(record, **{name: _clean(value) for name, value in known.items()})


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    return type(value)(map(_clean, value)) if type(value) is tuple else value


def _kept(value: Any) -> Any:
    """Return a value as UTF-8 can hold it."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return type(value)(map(_kept, value)) if isinstance(value, tuple | list) else value


def test_sentences_know_their_paragraph_and_headline(marked: Marked) -> None:
    reading = marked("大标题\n[P赵立群]来了。[P孙玉梅]没来。\n天晴。")
    article = replace(reading.articles[0], headline_end=3)
    with open_readings([replace(reading, articles=(article,))]) as engine:
        rows = list(engine.rows("SELECT number, paragraph, text, headline FROM text ORDER BY number"))
        assert rows == [
            (0, 0, "大标题", "大标题"),
            (1, 1, "赵立群来了。", "大标题"),
            (2, 1, "孙玉梅没来。", "大标题"),
            (3, 2, "天晴。", "大标题"),
        ]
        assert list(engine.rows("SELECT form, sentence FROM mentions ORDER BY start")) == [
            ("赵立群", 1),
            ("孙玉梅", 2),
        ]
