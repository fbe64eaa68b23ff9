"""Traps of born-digital PDF pages: text drawn twice, letter by letter, out of order, or not shown at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.pages import read_pages
from kg.text import squeeze

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
