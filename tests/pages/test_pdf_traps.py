"""Traps of born-digital PDF pages: text drawn twice, letter by letter, out of order, or not shown at all."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from fonts import without_unicode, wrong_unicode

from kg.pages import read_pages
from kg.text import squeeze
from tests.pages.beside import read_beside

Print = Callable[[str], Path]

LINES = [
    "青石桥小学新校舍启用",
    "本报九月一日讯青石桥小学新校舍昨天启用，四百名",
    "学生搬进明亮的教室。校长秦月明说，学校今年还要",
    "建一座图书馆。镇长郑大山到校祝贺，家长代表也来",
    "参加升旗仪式。",
]
STEP, LEFT, TOP, SIZE = 30, 60, 80, 20  # CSS pixels
INVISIBLE = 3


def _at(x: float, y: float, text: str) -> str:
    place = f"left:{x}px;top:{y}px;font-size:{SIZE}px"
    return f"<div style='position:absolute;white-space:nowrap;{place}'>{text}</div>"


def _lines(dx: float = 0, dy: float = 0) -> list[str]:
    return [_at(LEFT + dx, TOP + dy + STEP * number, line) for number, line in enumerate(LINES)]


def _letters() -> list[str]:
    return [
        _at(LEFT + SIZE * column, TOP + STEP * number, char)
        for number, line in enumerate(LINES)
        for column, char in enumerate(line)
    ]


def _doubled_letters() -> list[str]:
    return [
        _at(LEFT + SIZE * column + shift, TOP + STEP * number, char)
        for number, line in enumerate(LINES)
        for column, char in enumerate(line)
        for shift in (0, 0.4)
    ]


TRAPS = {
    "drawn twice": [*_lines(), *_lines(0.5, 0.2)],
    "each line twice": [piece for pair in zip(_lines(), _lines(0.6), strict=True) for piece in pair],
    "drawn three times": [*_lines(), *_lines(0.3), *_lines(0.6)],
    "letter by letter": _letters(),
    "letter by letter, twice": _doubled_letters(),
    "from the last line to the first": list(reversed(_lines())),
    "letters from the last to the first": list(reversed(_letters())),
}


def _read(path: Path) -> str:
    (page,) = read_pages([path], lambda warning: None)
    return squeeze(page.raw)


@pytest.mark.parametrize("trap", TRAPS)
def test_text_is_read_once_and_in_order(print_pdf: Print, trap: str) -> None:
    assert _read(print_pdf("".join(TRAPS[trap]))) == "".join(LINES)


def _pdf(path: Path, lines: list[tuple[int, str]]) -> Path:
    """Write a page of lines, each with the way it is drawn: 0 filled, 3 not at all."""
    drawn = ""
    for number, (mode, line) in enumerate(lines):
        shown = f"<{line.encode('utf-16-be').hex()}> Tj"
        drawn += f"BT /F1 20 Tf {mode} Tr 1 0 0 1 60 {760 - STEP * number} Tm {shown} ET\n"
    info = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    pieces = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [6 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light {info} /FontDescriptor 7 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    content = "%PDF-1.4\n" + "".join(
        f"{number} 0 obj\n{piece}\nendobj\n" for number, piece in enumerate(pieces, 1)
    )
    path.write_text(content + "trailer << /Root 1 0 R /Size 8 >>\n%%EOF\n", "ascii")
    return path


def test_what_is_not_shown_is_not_read(tmp_path: Path) -> None:
    lines = [*((0, line) for line in LINES), (INVISIBLE, "内部稿件不得外传")]
    assert _read(_pdf(tmp_path / "p.pdf", lines)) == "".join(LINES)


def test_the_text_behind_a_scan_is_read(tmp_path: Path) -> None:
    assert _read(_pdf(tmp_path / "p.pdf", [(INVISIBLE, line) for line in LINES])) == "".join(LINES)


def test_a_word_said_twice_stays(print_pdf: Print) -> None:
    assert _read(print_pdf(_at(LEFT, TOP, "慢慢走，常常来。谢谢谢谢。"))) == "慢慢走，常常来。谢谢谢谢。"


WHITE = "color:white;position:absolute;left:60px;top:260px;width:500px"


@pytest.mark.parametrize(
    ("ground", "shown"),
    [("", False), ("background:#223", True), ("background:#fefefe", False)],
    ids=["on paper", "on a dark ground", "on a white ground"],
)
def test_white_print_is_read_where_it_can_be_seen(print_pdf: Print, ground: str, shown: bool) -> None:
    body = "".join(_lines()) + f"<div style='{WHITE};{ground}'>内部稿件不得外传</div>"
    assert _read(print_pdf(body)) == "".join(LINES) + ("内部稿件不得外传" if shown else "")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Griﬃth Oﬃce", "Griffith Office"),
        ("ﬁve ﬂoors oﬀ", "five floors off"),
        ("Griffith Office", "Griffith Office"),
        ("Wellness Committee, 1,100 feet", "Wellness Committee, 1,100 feet"),
    ],
)
def test_signs_of_several_letters_keep_them_all(print_pdf: Print, printed: str, read: str) -> None:
    (page,) = read_pages([print_pdf(_at(LEFT, TOP, f"与{printed}签约。"))], lambda warning: None)
    assert page.raw.strip() == f"与{read}签约。"


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (
            ["出席开幕式的还有Communi‐", "cation研究所的专家。"],
            ["出席开幕式的还有Communication", "研究所的专家。"],
        ),
        (["希望International Coun-", "cil早日派人来。"], ["希望International Council", "早日派人来。"]),
        (["乘坐的是新型客车K-", "7来到会场。"], ["乘坐的是新型客车K-", "7来到会场。"]),
        (["两地的合作—", "已经三年。"], ["两地的合作—", "已经三年。"]),
    ],
)
def test_a_word_that_a_hyphen_cuts_is_whole(print_pdf: Print, lines: list[str], read: list[str]) -> None:
    body = "".join(_at(LEFT, TOP + STEP * number, line) for number, line in enumerate(lines))
    (page,) = read_pages([print_pdf(body)], lambda warning: None)
    assert page.raw.split("\n")[: len(read)] == read


PROSE = "镇长郑大山在会上说全镇今年要修三条水渠"


@pytest.mark.parametrize(
    ("counted", "kept"),
    [
        ([(5, 4), (10, 9), (15, 14)], False),
        ([(n + 1, n) for n in range(16)], False),
        ([(1, 0), (2, 1), (3, 2)], True),  # a list
        ([(5, 4), (10, 6), (15, 14)], True),  # figures of a table
        ([(7, 4), (30, 9), (12, 14)], True),
    ],
    ids=["every fifth line", "each line", "a short list", "uneven", "no row"],
)
def test_numbers_that_count_lines_are_no_text(
    print_pdf: Print, counted: list[tuple[int, int]], kept: bool
) -> None:
    body = "".join(_at(110, TOP + STEP * number, PROSE) for number in range(16))
    body += "".join(_at(60, TOP + STEP * line, str(number)) for number, line in counted)
    read = _read(print_pdf(body))
    assert any(map(str.isdigit, read)) is kept
    assert kept or read == PROSE * 16


@pytest.mark.parametrize("spoiled", ["nothing", "other characters"])
def test_fonts_that_hide_their_characters_are_told(print_pdf: Print, spoiled: str) -> None:
    path = print_pdf("".join(f"<p>{line}</p>" for line in LINES * 6))
    content = path.read_bytes()
    path.write_bytes(without_unicode(content) if spoiled == "nothing" else wrong_unicode(content))
    pages, warnings = read_beside(path)
    assert pages == []
    assert "the text layer is" in warnings[0] and "--ocr recognizes its characters" in warnings[0]
