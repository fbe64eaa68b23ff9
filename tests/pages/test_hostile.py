"""Files made to do harm: each is bounded in time and memory, named and left out, and all others are read."""

import bz2
import gzip
import io
import lzma
import os
import socket
import struct
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.errors import InputError
from kg.model import Page
from kg.pages import PageFile, find_pages, find_rows, read_page, read_pages
from kg.pages.content import read_content
from kg.pages.tables import opened
from kg.pipeline.build import build
from kg.pipeline.read import MOST_WARNED
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener
from tests.shell import POSIX

TEXT = "本报3月5日讯 清河县人民医院院长赵立群带领医护人员来到葛仙庄镇义诊。\n"
GOOD = "2024-03-06.txt"
MUCH = 100_000_000  # bytes of which a file must not make use
LONG = 20.0  # seconds of the processor, likewise
Make = Callable[[Path], None]


def _read(folder: Path) -> tuple[list[Page], list[str]]:
    warnings: list[str] = []
    return list(read_pages([folder], lambda said: warnings.append(str(said)))), warnings


def _zip(path: Path, members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)


def _lying(path: Path, method: int) -> None:
    """A member that unpacks to 300 MB and says that it has 1,000 bytes."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", method) as archive,
        archive.open("a.txt", "w", force_zip64=False) as file,
    ):
        for _ in range(300):
            file.write(bytes(1_000_000))
    written = bytearray(content.getvalue())
    entry = written.index(b"PK\x01\x02")
    written[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    path.write_bytes(written)


def _overlapping(path: Path) -> None:
    """5,000 names for one member."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT * 1000)
    written = content.getvalue()
    entry, end = written.index(b"PK\x01\x02"), written.index(b"PK\x05\x06")
    tail = bytearray(written[end:])
    tail[8:12] = struct.pack("<HH", 5000, 5000)
    tail[12:16] = struct.pack("<I", 5000 * (end - entry))
    path.write_bytes(written[:entry] + written[entry:end] * 5000 + bytes(tail))


def _many(path: Path, name: str = "{}.txt") -> None:
    """22 members of 9.9 MB in an archive of 0.2 MB."""
    _zip(path, ((name.format(number), b"0" * 9_900_000) for number in range(22)))


def _nested(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("in.txt", TEXT)
    _zip(path, [("in.zip", inner.getvalue())])


def _entities(path: Path) -> None:
    """A Word file whose entities would multiply to a billion characters."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "0">{entities}]><d>&e9;</d>'
    _zip(path, [("word/document.xml", document.encode())])


def _pdf(*objects: str) -> bytes:
    numbered = "".join(f"{number} 0 obj {content} endobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.4\n{numbered}trailer <</Root 1 0 R>>\n".encode()


def _holding(content: bytes) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


ROOT = "<</Type /Catalog /Pages 2 0 R>>"
HOSTILE: dict[str, tuple[Make, str]] = {
    "deflated.zip": (lambda path: _lying(path, zipfile.ZIP_DEFLATED), "not the bytes that were packed"),
    "bzip2.zip": (lambda path: _lying(path, zipfile.ZIP_BZIP2), "not the bytes that were packed"),
    "lzma.zip": (lambda path: _lying(path, zipfile.ZIP_LZMA), "not the bytes that were packed"),
    "lying.docx": (lambda path: _lying(path, zipfile.ZIP_DEFLATED), "not the bytes that were packed"),
    "bzip2.docx": (lambda path: _lying(path, zipfile.ZIP_BZIP2), "not the bytes that were packed"),
    "many.zip": (_many, "packed more than 250 times, like a bomb"),
    "many.docx": (lambda path: _many(path, "{}.bin"), "unpacks to more than 200,000,000 bytes"),
    "markup.docx": (
        lambda path: _zip(path, ((f"{n}.xml", os.urandom(500_000) * 12) for n in range(9))),
        "bytes of text and markup, more than 50,000,000",
    ),
    "overlapping.zip": (_overlapping, "files inside overlap, like a bomb"),
    "nested.zip": (_nested, "archives inside an archive are not opened; unpack in.zip"),
    "empty.zip": (_holding(b"PK\x05\x06" + bytes(18)), "no pages inside"),
    "entities.docx": (_entities, "declares a document type"),
    "cut.pdf": (_holding(_pdf(ROOT)[:30]), "not a PDF file, or a broken one"),
    "circle.pdf": (_holding(_pdf(ROOT, "<</Type /Pages /Kids [2 0 R] /Count 3>>")), "this page is broken"),
    "endless.pdf": (_holding(_pdf(ROOT, "<</Type /Pages /Kids [] /Count 2000000000>>")), "endless.pdf"),
    "turning.pdf": (
        _holding(_pdf(ROOT, "<</Kids [3 0 R] /Count 1>>", "<</Parent 3 0 R /Contents 4 0 R>>", "4 0 R")),
        "turning.pdf",
    ),
}


def _most_memory() -> int:
    """Return the most bytes of memory that this process has held."""
    import resource  # noqa: PLC0415 -- not on Windows

    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@POSIX
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_named_and_left_out_and_takes_neither_memory_nor_time(tmp_path: Path, name: str) -> None:
    make, said = HOSTILE[name]
    make(tmp_path / name)
    (tmp_path / GOOD).write_text(TEXT, "utf-8")
    before, since = _most_memory(), time.process_time()
    pages, warnings = _read(tmp_path)
    grown, spent = _most_memory() - before, time.process_time() - since
    assert [page.path for page in pages] == [GOOD]
    assert any(name in warning and said in warning for warning in warnings), warnings
    assert grown < MUCH
    assert spent < LONG


def _rows_of(path: Path) -> tuple[list[PageFile], str]:
    """Return the pages of a table that can be read, and why the last one can't be."""
    *pages, last = find_rows([path], {}, pytest.fail)
    assert not any(page.error for page in pages)
    return pages, str(last.error)


PACKERS: tuple[tuple[str, Any], ...] = (("", None), (".gz", gzip), (".xz", lzma), (".bz2", bz2))


@pytest.mark.parametrize(("suffix", "packer"), PACKERS, ids=[suffix for suffix, _ in PACKERS])
@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("n.tsv", "id\ttext\n", "{}\t" + TEXT),
        ("n.csv", "id,text\n", "{}," + TEXT),
        ("n.jsonl", "", '{{"id": {}, "text": "本报讯 图书馆开馆。"}}\n'),
    ],
)
def test_a_line_of_a_table_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, head: str, row: str, suffix: str, packer: Any
) -> None:
    """The rows before are kept; where it is one of the first, the table is refused."""
    monkeypatch.setattr(opened, "LONGEST_LINE", 50_000)
    path = tmp_path / f"{name}{suffix}"
    long = "0" * 200_000 + "\n"
    for rows in (150, 2):
        content = (head + "".join(map(row.format, range(rows))) + long + row.format(rows)).encode()
        path.write_bytes(packer.compress(content) if packer else content)
        if rows == 150:
            pages, said = _rows_of(path)
            assert len(pages) == rows
            assert "(a line of 50,000 characters or more); the rows before are kept" in said
        else:
            with pytest.raises(InputError, match=r"can't be read \(a line of 50,000 characters or more\)"):
                list(find_rows([path], {}, pytest.fail))


@pytest.mark.parametrize(("suffix", "packer"), PACKERS[1:], ids=[suffix for suffix, _ in PACKERS[1:]])
def test_a_table_that_is_packed_like_a_bomb_ends_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, packer: Any
) -> None:
    monkeypatch.setattr(opened, "_UNSUSPECTED", 100_000)
    path = tmp_path / f"n.tsv{suffix}"
    rows = "".join(f"{number}\t{TEXT}" for number in range(200))
    path.write_bytes(packer.compress(f"id\ttext\n{rows}".encode() + b"\n" * 4_000_000))
    pages, said = _rows_of(path)
    assert len(pages) == 200
    assert "(packed more than 250 times, like a bomb); the rows before are kept" in said


@pytest.mark.parametrize("name", ["n.csv", "n.tsv", "n.jsonl"])
def test_long_cells_and_odd_ends_of_lines_are_cells_of_a_table(tmp_path: Path, name: str) -> None:
    """Longer than Python's own bound for cells, 131,072 characters."""
    text = f"{TEXT.strip()}\u2028{'会' * 200_000}\x85。"
    rows = {"n.csv": f'id,text\n1,"{text}"\n', "n.tsv": f"id\ttext\n1\t{text}\n"}
    (tmp_path / name).write_text(rows.get(name, f'{{"id": 1, "text": "{text}"}}\n'), "utf-8")
    (page,) = find_rows([tmp_path / name], {}, pytest.fail)
    assert read_page(page).raw == text


@POSIX
@pytest.mark.parametrize("name", ["pipe.txt", "pipe.zip", "pipe.pdf", "pipe.tsv"])
def test_a_pipe_is_named_and_nobody_waits_for_it(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(InputError, match="a pipe, a socket or a device; save what it holds"):
        read_content(tmp_path / name)
    with pytest.raises(InputError, match="none of the pages could be read"):
        list(read_pages([tmp_path / name], print))


@POSIX
def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    (papers / "deep").mkdir(parents=True)
    (papers / GOOD).write_text(TEXT, "utf-8")
    (tmp_path / "away.txt").write_text(TEXT, "utf-8")
    os.mkfifo(papers / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(papers / "socket.txt"))
    for name, target in (
        ("zero.txt", "/dev/zero"),
        ("one.txt", "two.txt"),
        ("two.txt", "one.txt"),
        ("none.txt", "nowhere"),
        ("linked.txt", "../away.txt"),
        ("self", "."),
        ("deep/above", ".."),
    ):
        (papers / name).symlink_to(target)
    pages, warnings = _read(papers)
    assert [page.path for page in pages] == [GOOD, "linked.txt"]
    odd = "none.txt, one.txt, pipe.txt, socket.txt, two.txt and 1 more"
    assert warnings == [
        f"{papers}: skipped {odd}: pipes, sockets, devices or links that lead nowhere",
        f"{papers}: links to folders are not followed: self, deep/above; give those too",
        f"{papers}: links lead out of it to other files, which are read: linked.txt",
    ]


@POSIX
def test_names_that_are_no_utf8_stay_apart(tmp_path: Path) -> None:
    for name in (b"\xb1\xa8.txt", b"\xff\xfe.txt", "长".encode() * 83 + b"ab.txt", b"a\x1b[31m\x07.txt"):
        (tmp_path / os.fsdecode(name)).write_text(TEXT, "utf-8")
    names = [page.path for page in _read(tmp_path)[0]]
    assert len(set(names)) == 4
    assert max(len(name.encode()) for name in names) == 255, "the longest name that Linux has"
    assert all(name.encode("utf-8") for name in names)


def test_an_output_among_the_pages_is_left_out(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / GOOD).write_text(TEXT, "utf-8")
    build(Config(pages=(papers,), out=papers / "before", model="rules", jobs=1), readers=Readers(here=True))
    warnings: list[str] = []
    found = list(find_pages([papers], lambda said: warnings.append(str(said))))
    assert [page.name for page in found] == [GOOD]
    assert warnings == [f"{papers}: skipped before: outputs of builds, no pages"]


@POSIX
def test_a_pdf_file_of_2000_pages_is_read_page_by_page(tmp_path: Path) -> None:
    """Without a list of where its objects lie, as broken files are."""
    font = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
    kids = " ".join(f"{number + 3} 0 R" for number in range(2000))
    sheets = [
        f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F {font}>>>> "
        f"/Contents {number + 2003} 0 R>>"
        for number in range(2000)
    ]
    told = [
        f"BT /F 12 Tf 50 700 Td (Page {number} of this year of the paper) Tj ET" for number in range(1, 2001)
    ]
    texts = [f"<</Length {len(text)}>> stream\n{text}\nendstream" for text in told]
    path = tmp_path / "year.pdf"
    path.write_bytes(_pdf(ROOT, f"<</Type /Pages /Kids [{kids}] /Count 2000>>", *sheets, *texts))
    before = _most_memory()
    files = list(find_pages([path], pytest.fail))
    assert [file.name for file in files[::1999]] == ["year.pdf#1", "year.pdf#2000"]
    for number in (0, 999, 1999):
        assert f"Page {number + 1} of this year" in read_page(files[number]).raw
    assert _most_memory() - before < MUCH


def test_an_output_in_the_very_folder_of_the_pages_is_left_out(tmp_path: Path) -> None:
    (tmp_path / GOOD).write_text(TEXT, "utf-8")
    config = Config(pages=(tmp_path,), out=tmp_path, model="rules", jobs=1)
    told = Warned()
    for _ in range(2):
        assert build(config, told, Readers(here=True)).pages == 1
    assert f"{tmp_path}: skipped graph.html, report.html: outputs of builds, no pages" in told.warnings


class Warned(Listener):
    """Keeps what is warned of."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def on_warning(self, message: str) -> None:
        self.warnings.append(message)


def test_many_faults_of_one_file_are_counted(tmp_path: Path) -> None:
    """A PDF file of 400 empty pages; the pages beside it are read."""
    pages = tmp_path / "papers"
    pages.mkdir()
    (pages / GOOD).write_text(TEXT, "utf-8")
    kids = [f"{number + 3} 0 R" for number in range(400)]
    sheets = [f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {n + 9} 9]>>" for n in range(400)]
    tree = f"<</Type /Pages /Kids [{' '.join(kids)}] /Count 400>>"
    (pages / "year.pdf").write_bytes(_pdf(ROOT, tree, *sheets))
    told = Warned()
    config = Config(pages=(pages,), out=tmp_path / "out", model="rules", jobs=1)
    summary = build(config, told, Readers(here=True))
    assert (summary.pages, summary.skipped) == (1, 400)
    assert len(told.warnings) == MOST_WARNED + 1
    more = "390 more of its pages can't be read; faults.jsonl names them"
    assert told.warnings[-1] == f"{pages / 'year.pdf'}: {more}"
