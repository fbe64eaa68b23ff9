"""Readings survive as bytes, whatever stands in them."""

from array import array
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Page, Reading
from kg.reading.packing import DamagedError, pack_reading, pack_runs, unpack_reading, unpack_runs
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
