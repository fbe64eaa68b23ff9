"""PDF files as files: their sheets, and those that can't be read."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from kg.pages import content, pdf
from tests.pages.beside import read_beside

Print = Callable[[str], Path]

LINES = ("江城日报社发行部", "零售每份一元")


def _write_pdf(path: Path, *extra: str, pages: int = 1, trailer: str = "") -> Path:
    """Write a PDF file of empty pages by hand."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>"]
    objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] >>"] * pages
    written, places = b"%PDF-1.4\n", []
    for number, one in enumerate([*objects, *extra], 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(written)}\n%%EOF\n"
    path.write_bytes(written + (head + tail).encode())
    return path


def _scan(source: Path, target: Path) -> Path:
    """Make a PDF file whose only page is a picture of another's first page."""
    with pdfium.PdfDocument(source) as printed, pdfium.PdfDocument.new() as scanned:
        page = printed[0]
        width, height = page.get_size()
        picture = pdfium.PdfImage.new(scanned)
        picture.set_bitmap(page.render(scale=3))
        picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
        sheet = scanned.new_page(width, height)
        sheet.insert_obj(picture)
        sheet.gen_content()
        scanned.save(target)
    return target


def _leaves(*texts: str) -> str:
    return "".join(f"<div style='break-after:page'>{text}</div>" for text in texts)


def test_each_page_is_a_sheet_with_the_date_of_its_file(print_pdf: Print, tmp_path: Path) -> None:
    path = print_pdf(f"<style>html {{ height: auto; overflow: visible }}</style>{_leaves(*LINES)}")
    (tmp_path / "pages.csv").write_text("page,date\npage.pdf,2018-12-08\npage.pdf#2,2018-12-09\n", "utf-8")
    pages, _ = read_beside(path)
    assert [(page.path, page.raw.strip(), page.date) for page in pages[:2]] == [
        ("page.pdf#1", LINES[0], "2018-12-08"),
        ("page.pdf#2", LINES[1], "2018-12-09"),
    ]
    assert {(page.encoding, page.date_source) for page in pages[:2]} == {("pdf", "sidecar")}


def test_the_same_page_gives_the_same_text(print_pdf: Print) -> None:
    path = print_pdf(
        "<div class=c3>" + "<p>本报讯 市图书馆新馆昨日开馆，首日接待读者六千多人次。</p>" * 30 + "</div>"
    )
    assert read_beside(path)[0] == read_beside(path)[0]


LOCK = "<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        pytest.param(
            lambda path: _write_pdf(path, LOCK, trailer=f"/Encrypt 4 0 R /ID [<{'43' * 16}> <{'43' * 16}>]"),
            "encrypted; save a copy without a password",
            id="encrypted",
        ),
        pytest.param(
            lambda path: path.write_bytes(b"%PDF-1.7\nnothing"),
            "not a PDF file, or a broken one",
            id="broken",
        ),
        pytest.param(
            lambda path: path.write_bytes(bytes(range(256))), "not a PDF file, or a broken one", id="noise"
        ),
        pytest.param(lambda path: path.write_bytes(b""), "the file is empty", id="nothing"),
        pytest.param(lambda path: _write_pdf(path), "an empty page", id="empty page"),
        pytest.param(
            lambda path: _write_pdf(path, pages=9), "9 pages, not 1 to 8; split the file", id="many pages"
        ),
    ],
)
def test_a_file_that_cant_be_read_is_named_and_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], cause: str
) -> None:
    monkeypatch.setattr(pdf, "MOST_SHEETS", 8)
    path = tmp_path / "bad.pdf"
    make(path)
    pages, warnings = read_beside(path)
    assert pages == []
    assert len(warnings) == 1
    assert str(path) in warnings[0]
    assert cause in warnings[0]


def test_a_huge_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST_BYTES", 100)
    pages, warnings = read_beside(_write_pdf(tmp_path / "huge.pdf"))
    assert pages == []
    assert "huge.pdf" in warnings[0]
    assert "bytes, more than 100" in warnings[0]


def test_a_page_of_too_many_characters_is_named(print_pdf: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pages.drawn.MOST_GLYPHS", 5)
    assert "characters on one page" in read_beside(print_pdf(f"<p>{LINES[0]}</p>"))[1][0]


def test_a_scan_is_named_with_the_tool_that_reads_it(print_pdf: Print, tmp_path: Path) -> None:
    path = _scan(print_pdf(f"<p>{LINES[0]}</p>"), tmp_path / "scan.pdf")
    pages, warnings = read_beside(path)
    assert pages == []
    for word in ("scan.pdf#1", "without text", "--ocr"):
        assert word in warnings[0]


@pytest.mark.parametrize(
    ("chars", "rubbish"),
    [
        ("市图书馆新馆昨日开馆，首日接待读者六千多人次。馆长说，读者凭身份证就能借书。" * 9, False),
        ("The library opened its new rooms yesterday; six thousand readers came. " * 5, False),
        ("Le maire a décidé de fermer l’école, où étaient réunis les élèves. " * 5, False),
        ("Библиотека открыла новые залы, пришло шесть тысяч читателей. " * 5, False),
        (
            "王建国、李淑华、赵明辉、陈立国、马晓红、郑海涛、吴建华、何静、孙丽、周小川、" * 9 + "在会上",
            False,
        ),
        ("ÖÐ¹úÈËÃñ½â·Å¾üÔÚ½ñÌìÉÏÎç¾ÙÐÐÁËÊ¢´óµÄÔÄ±ø" * 9, True),
        ("!#$%&'()*+,-./:;<=>?@[]^_{|}~" * 9, True),
        ("龘靐齉爩鱻麤灪龗韊厵爨癵驫麣纞讟钃鸜鸝黸" * 12, True),
        ("¤¤¤", False),
    ],
)
def test_a_text_layer_of_other_characters_than_are_printed_is_told(chars: str, rubbish: bool) -> None:
    assert pdf._is_rubbish("".join(chars.split())) is rubbish
