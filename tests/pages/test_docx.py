"""Word files: paragraphs and tables in order, and files that are traps."""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles import split_page
from kg.model import Page
from kg.pages import read_pages
from kg.pages.docx import Docx
from tests.fuzz.files import WORD, WORD_PARTS, pack_word

docx = pytest.importorskip("docx", reason="the extra kg[formats] is not installed")

TITLE = "市图书馆新馆向读者开放"
LEAD = "本报讯（记者 何静）市图书馆新馆昨日开馆，首日接待读者六千多人次。"
REST = "馆长吴建华说，新馆每天开放到晚上九点，读者凭身份证就能借书。"


def _document() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(LEAD)
    table = document.add_table(2, 3)
    for number, text in enumerate(("姓名", "职务", "电话", "吴建华", "馆长", "")):
        table.cell(number // 3, number % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph(REST)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _replace(content: bytes, name: str, part: bytes) -> bytes:
    """Return a Word file with one part replaced."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            new.writestr(member.filename, part if member.filename == name else old.read(member))
    return written.getvalue()


def _read(path: Path) -> tuple[list[Page], list[str]]:
    warnings: list[str] = []
    beside = path.with_name("other.txt")
    beside.write_text("本报讯 今天多云。\n", "utf-8")
    return [page for page in read_pages([path, beside], warnings.append) if page.path == path.name], warnings


def test_paragraphs_and_tables_are_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(_document())
    (page,), warnings = _read(path)
    assert warnings == []
    assert page.encoding == "docx"
    assert page.raw == f"{TITLE}\n\n{LEAD}\n\n姓名\u3000职务 电话\n吴建华\u3000馆长\n\n{REST}\n"
    assert split_page(page)[0].headline == TITLE


ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "a">' + ENTITIES + b"]><x>&e11;</x>"


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        pytest.param(lambda: b"", "the file is empty", id="empty"),
        pytest.param(lambda: b"no zip", "not a ZIP file, or a broken one", id="no zip"),
        pytest.param(lambda: _document()[:3000], "not a ZIP file, or a broken one", id="cut off"),
        pytest.param(lambda: b"\xd0\xcf\x11\xe0" * 300, "encrypted, or an old Office file", id="old"),
        pytest.param(
            lambda: _replace(_document(), "word/document.xml", BOMB),
            "declares a document type",
            id="entities",
        ),
        pytest.param(
            lambda: _replace(_document(), "word/document.xml", BOMB.decode().encode("utf-16")),
            "declares a document type",
            id="entities in UTF-16",
        ),
        pytest.param(
            lambda: _replace(_document(), "word/document.xml", b" " * 30_000_000), "like a bomb", id="packed"
        ),
        pytest.param(
            lambda: _replace(_document(), "word/document.xml", b"<broken"), "not a Word file", id="broken"
        ),
        pytest.param(
            lambda: _replace(_document(), "[Content_Types].xml", b"<Types/>"),
            "not a Word file",
            id="no types",
        ),
        pytest.param(
            lambda: _document().replace(b"_rels/.rels", b"_relS/.rels", 1),
            "not a Word file",
            id="another name before the part than in the directory",
        ),
    ],
)
def test_a_file_that_cant_be_read_is_named_and_skipped(
    tmp_path: Path, make: Callable[[], bytes], cause: str
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make())
    pages, warnings = _read(path)
    assert pages == []
    assert len(warnings) == 1
    assert "a.docx" in warnings[0]
    assert cause in warnings[0]


def test_a_file_of_too_much_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pages.docx.MOST_BYTES", 1000)
    path = tmp_path / "a.docx"
    path.write_bytes(_document())
    assert "unpacks to more than 1,000 bytes" in _read(path)[1][0]


def test_an_empty_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    assert "a.docx: no text" in _read(path)[1][0]


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    path = tmp_path / "a.docx"
    path.write_bytes(_document())
    assert "pip install 'kg[formats]'" in _read(path)[1][0]


def _table(rows: int, properties: str) -> bytes:
    """Return a Word file with a table whose rows begin with a cell of some properties."""
    first = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>教育局</w:t></w:r></w:p></w:tc>"
    name = "<w:tc><w:p><w:r><w:t>吴建华</w:t></w:r></w:p></w:tc>"
    start = first.format('<w:vMerge w:val="restart"/>')
    body = f"<w:tr>{start}{name}</w:tr>" + f"<w:tr>{first.format(properties)}{name}</w:tr>" * rows
    head = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl><w:tblGrid/>'
    part = f"{head}{body}</w:tbl></w:body></w:document>"
    return pack_word(WORD_PARTS | {"word/document.xml": part})


def test_a_cell_over_several_rows_is_told_in_each(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_table(2, "<w:vMerge/>"))
    (page,), _ = _read(tmp_path / "a.docx")
    assert page.raw.split() == ["教育局", "吴建华"] * 3


def test_each_row_of_a_cell_over_many_rows_is_read_alike(
    tmp_path: Path, count_calls: Callable[[Callable[[], object]], int]
) -> None:
    path = tmp_path / "a.docx"
    counts = []
    for rows in (2, 50, 100):
        content = _table(rows, "<w:vMerge/>")
        counts.append(count_calls(lambda content=content: Docx().read_sheet(path, content, 0)))
    assert counts[2] - counts[0] < 2.3 * (counts[1] - counts[0])


def test_a_cell_is_read_once_however_many_columns_it_says_it_spans(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_table(2, '<w:gridSpan w:val="2000000000"/>'))
    (page,), _ = _read(tmp_path / "a.docx")
    assert page.raw.split() == ["教育局", "吴建华"] * 3
