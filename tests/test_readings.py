"""Readings survive as bytes, whatever stands in them."""

from array import array
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Config
from kg.corpus import Census
from kg.corpus.packing import pack_census, unpack_census
from kg.model import Page, Reading
from kg.pipeline.build import build
from kg.pipeline.packed import pack_page, unpack_page
from kg.pipeline.readers import Readers
from kg.reading.packing import (
    DamagedError,
    pack_document,
    pack_reading,
    pack_runs,
    split_packed,
    unpack_articles,
    unpack_reading,
    unpack_runs,
)
from kg.store.spool import Spool

Marked = Callable[..., Reading]


@pytest.fixture(scope="module")
def reading(marked: Marked) -> Reading:
    return marked(
        "[O清河县人民医院][T院长][P赵立群]来到[L葛仙庄镇]。",
        "[P孙玉梅]参加。",
        page="版/一.txt",
        date="2024-03-06",
    )


def test_a_reading_comes_back_equal(reading: Reading) -> None:
    assert reading.posts
    assert unpack_reading(pack_reading(reading)) == reading
    assert pack_reading(unpack_reading(pack_reading(reading))) == pack_reading(reading)


def test_everything_that_is_known_comes_back(reading: Reading) -> None:
    page = replace(reading.page, date_source="sidecar", paper="清河报", number="A03")
    article = replace(
        reading.articles[0],
        headline_spans=((0, 4), (6, 9)),
        byline=("甲", "乙"),
        roles=("记者", None),
        agency="新华社",
        script="simplified",
        continued_to="2",
    )
    mention = replace(reading.mentions[0], canonical="清河县医院")
    post = replace(
        reading.posts[0], body=None, body_text="县医院", qualifier="原", kind="byline", date="2018"
    )
    full = Reading(page, (article,), (mention,), (post,))
    assert unpack_reading(pack_reading(full)) == full


def test_posts_share_the_mentions_of_their_page(reading: Reading) -> None:
    again = unpack_reading(pack_reading(reading))
    assert any(again.posts[0].person is mention for mention in again.mentions)


@pytest.mark.parametrize("raw", ["", "孤\ud800立", "控\x00制\r\n", "𠮷野家", "\u2028", "长" * 100_000])
def test_any_text_comes_back(reading: Reading, raw: str) -> None:
    odd = replace(reading, page=replace(reading.page, raw=raw, path=raw[:9]))
    assert unpack_reading(pack_reading(odd)) == odd


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"{}", b"\x80\x05K\x01.", pytest.param(b"x\x9c\xab\xae\x05\x00\x01C\x00\xf8", id="{}")],
)
def test_what_is_no_reading_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedError, match="no whole reading"):
        unpack_reading(content)


@given(st.integers(0, 10_000))
def test_a_flipped_byte_is_refused_or_harmless(at: int) -> None:
    packed = bytearray(pack_reading(_small()))
    packed[at % len(packed)] ^= 0x55
    with suppress(DamagedError):
        assert isinstance(unpack_reading(bytes(packed)), Reading)


def _small() -> Reading:
    return Reading(Page("a.txt", "清河县", "utf-8", "0" * 64), (), (), ())


@given(st.lists(st.integers(0, 1000)))
def test_runs_say_the_same_offsets(offsets: list[int]) -> None:
    assert unpack_runs(pack_runs(array("i", offsets))).tolist() == offsets


def test_a_spool_gives_back_in_order(tmp_path: Path, marked: Marked) -> None:
    readings = [marked(f"[P赵立群]来到[L葛仙庄镇]。{number}", page=f"{number}.txt") for number in range(3)]
    spool = Spool(tmp_path / "spool")
    for reading in readings:
        spool.append(pack_reading(reading))
    assert list(spool) == list(spool) == readings
    spool.close()
    assert not (tmp_path / "spool").exists()


def test_the_articles_of_a_page_come_back_alone(reading: Reading) -> None:
    assert unpack_articles(pack_reading(reading)) == (reading.page, reading.articles)


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 8, b"\0" * 16, b"\0" * 7 + b"\2x"])
def test_stretches_that_are_cut_are_refused(content: bytes) -> None:
    with pytest.raises(DamagedError, match="cut or made otherwise"):
        split_packed(content, 3)


def test_the_part_of_a_page_comes_back_equal(reading: Reading) -> None:
    packed = unpack_page(pack_page(reading))
    part = Census()
    part.add(reading)
    assert part.contexts
    assert packed.census == part
    assert pack_census(packed.census) == packed.part
    assert unpack_reading(packed.reading) == reading


@pytest.mark.parametrize("content", [b"", b"x", pack_document([]), pack_document({"read": 3})])
def test_what_is_no_part_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedError, match="no whole reading"):
        unpack_census(content)


def test_a_build_unpacks_each_reading_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(3):
        text = f"清河县人民医院院长赵立群来到葛仙庄镇第{number}村。"
        (pages / f"2024-03-0{number + 1}.txt").write_text(text, "utf-8")
    unpacked: list[bytes] = []

    def count(content: bytes) -> Reading:
        unpacked.append(content)
        return unpack_reading(content)

    monkeypatch.setattr("kg.store.spool.unpack_reading", count)
    config = Config(pages=(pages,), out=tmp_path / "out", model="rules", cache=False)
    assert build(config, readers=Readers(here=True)).pages == len(unpacked) == 3
