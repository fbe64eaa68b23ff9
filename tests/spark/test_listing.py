"""Pages are dealt out in chunks: all of them, in order, in small shares."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.pages import PageFile
from kg.pages.page_file import NewsItem
from kg.spark.handed import Dealt, load_chunk
from kg.spark.listing import Chunk, largest_first, listed, write_chunks
from kg.store.batches import MOST_PAGES


def _read(path: Path) -> list[Dealt]:
    return load_chunk(path.read_bytes())


def _pages(chunks: list[Chunk]) -> list[int]:
    return [chunk.pages for chunk in chunks]


def _chunks(files: list[PageFile], cores: int) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        chunks = Path(folder, "chunks")
        sizes = _pages(
            write_chunks(map(listed, files), lambda file: {file.name: f"key of {file.name}"}, chunks, cores)
        )
        dealt = [_read(chunks / str(number)) for number in range(len(sizes))]
    assert sizes == list(map(len, dealt))
    assert all(
        page.known == {page.file.name: f"key of {page.file.name}"} for chunk in dealt for page in chunk
    )
    return [[page.file.name for page in chunk] for chunk in dealt]


@settings(deadline=None)
@given(count=st.integers(0, 3_000), cores=st.integers(1, 64))
def test_every_page_is_in_one_chunk_in_its_place(count: int, cores: int) -> None:
    files = [PageFile(Path("a", f"{number}.txt"), f"{number}.txt") for number in range(count)]
    dealt = _chunks(files, cores)
    assert [name for chunk in dealt for name in chunk] == [file.name for file in files]
    assert all(0 < len(chunk) <= max(40, count // (8 * cores) + 1) for chunk in dealt)


def test_a_chunk_is_no_more_than_a_batch() -> None:
    files = [PageFile(Path("a.txt"), f"{number}") for number in range(20_000)]
    assert max(map(len, _chunks(files, 1))) == MOST_PAGES


@pytest.mark.parametrize(("length", "pages"), [(10, 40), (600, 19), (400_000, 1), (3_000_000, 1)])
def test_long_items_are_few_to_a_chunk(length: int, pages: int) -> None:
    item = NewsItem(1, "", "字" * length, "utf-8")
    files = [PageFile(Path("t.tsv"), f"t.tsv#{number}", item=item) for number in range(40)]
    assert set(map(len, _chunks(files, 1)[:2])) == {pages}


@pytest.mark.parametrize(("suffix", "pages"), [(".txt", 7), (".pdf", 1), (".zip", 1)])
def test_archives_at_an_address_are_chunks_of_their_own(suffix: str, pages: int) -> None:
    files = [PageFile(Path(f"s3a://a/{number}{suffix}"), f"{number}{suffix}") for number in range(40)]
    assert len(_chunks(files, 1)[0]) == pages


def test_a_page_larger_than_a_batch_is_a_chunk_by_itself_and_read_first(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text("字" * (3_000_000 if number == 17 else 400), "utf-8")
    files = [PageFile(path, path.name) for path in sorted(tmp_path.iterdir())]
    chunks = write_chunks(map(listed, files), lambda file: {}, tmp_path / "chunks", 2)
    assert _pages(chunks) == [17, 1, 12]
    assert chunks[1].characters >= 3_000_000
    assert largest_first(chunks) == [1, 0, 2]


def test_pages_are_shared_out_by_what_there_is_to_read() -> None:
    """Long pages in front do not make the chunks of short ones after them long."""
    lengths = [20_000] * 100 + [500] * 4_000
    files = [
        PageFile(Path("t.tsv"), f"t.tsv#{number}", item=NewsItem(1, "", "字" * length, "utf-8"))
        for number, length in enumerate(lengths)
    ]
    with tempfile.TemporaryDirectory() as folder:
        chunks = write_chunks(map(listed, files), lambda file: {}, Path(folder, "chunks"), 2)
    whole = sum(chunk.characters for chunk in chunks)
    assert max(chunk.characters for chunk in chunks) <= whole / 16 + 20_500
