"""Pages that are pictures: printed, drawn as a scanner would, and recognized."""

import difflib
import hashlib
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from fonts import without_unicode, wrong_unicode

from kg import build
from kg.articles import split_page
from kg.cli.cards import cards_lines
from kg.errors import ModelError
from kg.pages import count_pages, find_pages
from kg.pages.glyphs import Box
from kg.pages.scans import models, pictures
from kg.queries.cards import cards
from kg.text import squeeze
from tests.pages import insets
from tests.pages.beside import read_beside

Print = Callable[[str], Path]
needs_ocr = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("rapidocr", "cv2", "PIL")), reason="kg[ocr] is not installed"
)

BRIDGE = "跨江三桥主塔封顶"
BRIDGE_TEXT = (
    "本报3月6日讯（记者周小川）记者昨日从市交通运输局获悉，跨江三桥主塔顺利封顶，比原计划提前二十天。"
)
LIBRARY = "市图书馆新馆向读者开放"
LIBRARY_TEXT = "市图书馆新馆昨日开馆，馆长吴建华说，新馆每天开放到晚上九点，读者凭身份证就能借书。"
COLUMNS = (
    f"<div style='width:330px'><h2>{BRIDGE}</h2><p>{BRIDGE_TEXT}</p></div>"
    f"<div class=at style='left:370px;top:0;width:330px'><h2>{LIBRARY}</h2><p>{LIBRARY_TEXT}</p></div>"
)
DOWN = (
    f"<div class=down style='height:420px;text-orientation:upright;width:300px'>"
    f"<h2 style='margin:0 20px'>{BRIDGE}</h2><p>{BRIDGE_TEXT}</p></div>"
)

TOLD_DOWN = (
    "第一批新车昨天到站。站长白露说，一共二十辆，明天一早就上路。",
    "老人们一起上车，笑着说：“一路看花，一路唱歌。”",
    "“坐上车，三十里路一会儿就到。”司机江远说。",
)
PROSE_DOWN = "".join(f"<p>{paragraph}</p>" for paragraph in TOLD_DOWN)


def _draw(path: Path, dpi: int = 150) -> Any:
    """Return the upper part of a printed page as a gray picture."""
    with pdfium.PdfDocument(path) as document:
        drawn = np.array(document[0].render(scale=dpi / 72, grayscale=True).to_numpy()).squeeze()
    return drawn[: drawn.shape[0] * 2 // 5, : drawn.shape[1] * 9 // 10].copy()


def _save(path: Path, *grays: Any) -> Path:
    """Write pictures into a file of the format that its name says."""
    from PIL import Image  # noqa: PLC0415 (may be missing)

    first, *rest = (Image.fromarray(gray) for gray in grays)
    more = {"save_all": True, "append_images": rest} if rest else {}
    first.save(path, dpi=(150, 150), **more)
    return path


def _turn(gray: Any, angle: float) -> Any:
    import cv2  # noqa: PLC0415 (may be missing)

    height, width = gray.shape
    around = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(gray, around, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _same(text: str, other: str) -> float:
    return difflib.SequenceMatcher(None, squeeze(text), squeeze(other), autojunk=False).ratio()


@needs_ocr
@pytest.mark.parametrize("box", [Box(4.6, 8.0, 5.4, 8.9), Box(4.6, 8.6, 4.9, 8.9), Box(1.0, 2.0, 1.0, 2.0)])
def test_the_place_of_a_line_has_a_pixel_at_least(box: Box) -> None:
    from kg.pages.scans.read import _whole  # noqa: PLC0415 (needs kg[ocr])

    assert _whole(box)[2:] == (1, 1)


@needs_ocr
@pytest.mark.parametrize("down", [False, True], ids=["across", "down"])
@pytest.mark.parametrize("worn", ["clean", "specks", "another line", "both"])
def test_a_line_is_as_thick_as_its_print(worn: str, down: bool) -> None:
    """A speck, or the rim of the next line, would make large print of a line of two characters."""
    from kg.pages.scans.read import _tighten  # noqa: PLC0415 (needs kg[ocr])

    ink = np.zeros((40, 60), bool)
    for left in (8, 30):
        ink[10:29, left : left + 19 : 6] = ink[10:29:6, left : left + 19] = True
    if worn in ("specks", "both"):
        ink[33, 24] = ink[5, 40] = ink[5, 41] = True
    if worn in ("another line", "both"):
        ink[38:, 5:50] = True
    box = _tighten(ink.T if down else ink, Box(0, 0, 40, 60) if down else Box(0, 0, 60, 40), down)
    assert ((box.left, box.right) if down else (box.top, box.bottom)) == (10, 29)


@needs_ocr
@pytest.mark.parametrize("angle", [0.0, 2.3], ids=["straight", "askew"])
def test_a_picture_becomes_articles_and_each_line_has_its_place(
    print_pdf: Print, tmp_path: Path, angle: float
) -> None:
    gray = _turn(_draw(print_pdf(COLUMNS)), angle)
    (page,), warnings = read_beside(_save(tmp_path / "page.png", gray), ocr=True)
    assert warnings == []
    assert page.encoding == "png+ocr"
    articles = split_page(page)
    assert [article.headline for article in articles] == [BRIDGE, LIBRARY]
    assert _same(articles[0].text.chars, BRIDGE + BRIDGE_TEXT) > 0.97
    assert _same(articles[1].text.chars, LIBRARY + LIBRARY_TEXT) > 0.97
    lines = page.raw.split("\n")
    assert [place.line for place in page.places] == [n for n, line in enumerate(lines, 1) if line]
    for place in page.places:
        inside = gray[place.y : place.y + place.height, place.x : place.x + place.width]
        assert inside.shape == (place.height, place.width), "the place lies on the picture"
        assert (inside < 128).mean() > 0.02, f"print stands there: {lines[place.line - 1]}"
        assert 0.8 < place.score <= 1
    first, second = (next(p for p in page.places if lines[p.line - 1] == head) for head in (BRIDGE, LIBRARY))
    assert first.x < gray.shape[1] // 3 < second.x


@needs_ocr
def test_lines_that_run_down_are_read_from_right_to_left(print_pdf: Print, tmp_path: Path) -> None:
    (page,), _ = read_beside(_save(tmp_path / "page.jpg", _draw(print_pdf(DOWN), 200)), ocr=True)
    assert page.raw.startswith(BRIDGE)
    assert _same(page.raw, BRIDGE + BRIDGE_TEXT) > 0.93
    head, *rest = page.places
    assert head.height > 5 * head.width
    assert all(place.x < head.x for place in rest)


@needs_ocr
@pytest.mark.parametrize("blur", [0.0, 1.1], ids=["sharp", "blurred"])
def test_marks_of_lines_that_run_down_are_read(print_pdf: Print, tmp_path: Path, blur: float) -> None:
    import cv2  # noqa: PLC0415 (may be missing)

    body = f"<div class=down style='height:420px;text-orientation:upright;width:300px'>{PROSE_DOWN}</div>"
    gray = _draw(print_pdf(body), 200)
    gray = cv2.GaussianBlur(gray, (0, 0), blur) if blur else gray
    (page,), _ = read_beside(_save(tmp_path / "page.png", gray), ocr=True)
    expected = "".join(TOLD_DOWN).translate(str.maketrans("“”", "『』"))
    assert squeeze(page.raw).translate(str.maketrans("“”", "『』")) == expected


@needs_ocr
@pytest.mark.parametrize("down", [False, True], ids=["left first", "right first"])
def test_two_pages_on_one_picture_are_read_one_after_the_other(down: bool) -> None:
    from kg.pages.scans.characters import Character  # noqa: PLC0415 (needs OpenCV)
    from kg.pages.scans.layout import ReadLine, part_spread  # noqa: PLC0415 (needs OpenCV)

    def line(left: float, number: int) -> ReadLine:
        at = 30.0 * number
        box = Box(left + at, 100, left + at + 20, 500) if down else Box(left, at, left + 400, at + 20)
        return ReadLine(box, tuple(Character("字", 20.0 * n, 1.0) for n in range(20)), down)

    left, right = ([line(x, n) for n in range(12)] for x in (50, 550))
    expected = [right, left] if down else [left, right]
    assert part_spread([*left, *right], 1000, 700) == expected
    assert part_spread([*left, *right], 1000, 1400) == [[*left, *right]], "a page is higher than wide"
    assert len(part_spread([*left, line(300, 5), *right], 1000, 700)) == (1 if not down else 2)


@needs_ocr
def test_short_words_of_a_line_with_space_between_its_characters_stay_in_it() -> None:
    from kg.pages.columns import read_printed  # noqa: PLC0415 (needs OpenCV)
    from kg.pages.scans.characters import Character  # noqa: PLC0415 (needs OpenCV)
    from kg.pages.scans.layout import ReadLine, lay_out  # noqa: PLC0415 (needs OpenCV)

    text = "本报七里坪讯（记者 雷小园 通讯员 谭大道）"
    across = [Character(char, 27.6 * n, 1.0) for n, char in enumerate(text) if char != " "]
    line = ReadLine(Box(-13, 0, 27.6 * len(text), 24), tuple(across))
    layout, _ = lay_out([line], [], [], [])
    assert read_printed(layout).text == f"{text}\n"


@needs_ocr
@pytest.mark.parametrize("where", insets.WHERE)
def test_an_advertisement_of_large_print_neither_cuts_nor_joins_scanned_articles(
    print_pdf: Print, tmp_path: Path, where: str
) -> None:
    gray = _draw(print_pdf(insets.page_with_inset(where)))
    gray = np.vstack([gray, np.full_like(gray, 255)])  # a page, not two side by side
    (page,), _ = read_beside(_save(tmp_path / "page.png", gray), ocr=True)
    first, second, *_ = articles = split_page(page)
    assert [squeeze(article.headline) for article in articles[:2]] == [insets.HEAD, insets.OTHER_HEAD]
    assert _same(first.text.chars, insets.HEAD + "".join(insets.PARAGRAPHS)) > 0.97
    assert _same(second.text.chars, insets.OTHER_HEAD + "".join(insets.OTHER)) > 0.97


@needs_ocr
def test_each_picture_of_a_tiff_file_is_a_page(print_pdf: Print, tmp_path: Path) -> None:
    gray = _draw(print_pdf(f"<h1>{BRIDGE}</h1>"))[:200, :1200]
    pages, _ = read_beside(_save(tmp_path / "pages.tiff", gray, np.full_like(gray, 255), gray), ocr=True)
    assert [(page.path, squeeze(page.raw)) for page in pages] == [
        ("pages.tiff#1", BRIDGE),
        ("pages.tiff#3", BRIDGE),
    ]


@needs_ocr
def test_a_scan_in_a_pdf_file_is_read_with_ocr(print_pdf: Print, tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415 (may be missing)

    gray, path = _draw(print_pdf(f"<h1>{BRIDGE}</h1>"))[:300, :1200], tmp_path / "scan.pdf"
    Image.fromarray(gray).save(path, resolution=150)
    pages, warnings = read_beside(path, ocr=False)
    assert pages == [] and "scan.pdf#1: a page without text" in warnings[0] and "--ocr" in warnings[0]
    (page,), warnings = read_beside(path, ocr=True)
    assert (page.encoding, squeeze(page.raw), warnings) == ("pdf+ocr", BRIDGE, [])
    (place,) = page.places
    assert place.x + place.width < 1200 * 72 / 150, "in points"


@needs_ocr
@pytest.mark.parametrize("spoiled", ["nothing", "other characters"])
def test_a_pdf_file_whose_fonts_hide_its_characters_is_read_from_its_picture(
    print_pdf: Print, spoiled: str
) -> None:
    path = print_pdf(f"<h2>{LIBRARY}</h2>" + f"<p>{LIBRARY_TEXT}</p>" * 6)
    content = path.read_bytes()
    path.write_bytes(without_unicode(content) if spoiled == "nothing" else wrong_unicode(content))
    (page,), warnings = read_beside(path, ocr=True)
    assert (page.encoding, warnings) == ("pdf+ocr", [])
    assert _same(page.raw, LIBRARY + LIBRARY_TEXT * 6) > 0.97
    assert all(place.x + place.width <= 900 * 72 / 96 for place in page.places), "in points"


def _huge_png(side: int) -> bytes:
    """Return the beginning of a PNG file that says it is of so many pixels a side."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


@needs_ocr
@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("noise.png", bytes(range(256)), "not a PNG, JPEG or TIFF picture, or a broken one"),
        ("empty.jpg", b"", "the file is empty"),
        ("text.tiff", "本报讯".encode(), "not a PNG, JPEG or TIFF picture, or a broken one"),
        ("huge.png", _huge_png(100_000), "more than 120,000,000"),
        ("large.png", _huge_png(11_000), "11,000 × 11,000 pixels, more than 120,000,000 in all"),
        ("tiny.png", _huge_png(3), "3 × 3 pixels; too small to be a page"),
        ("cut.png", _huge_png(300), "not a PNG, JPEG or TIFF picture, or a broken one"),
    ],
)
def test_a_picture_that_cant_be_read_is_named(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    (tmp_path / name).write_bytes(content)
    pages, warnings = read_beside(tmp_path / name, ocr=True)
    assert pages == []
    assert len(warnings) == 1 and name in warnings[0] and cause in warnings[0]


@needs_ocr
def test_a_picture_without_print_is_named(tmp_path: Path) -> None:
    shade = np.tile(np.linspace(90, 250, 400), (300, 1)).astype(np.uint8)
    pages, warnings = read_beside(_save(tmp_path / "blank.png", shade), ocr=True)
    assert pages == []
    assert "blank.png: OCR found no text" in warnings[0]


def test_a_picture_is_left_alone_until_ocr_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert "photo.jpg: a picture; --ocr recognizes" in read_beside(tmp_path / "photo.jpg", ocr=False)[1][0]


@pytest.mark.parametrize(("ocr", "names"), [(False, ["a.txt"]), (True, ["a.txt", "b.JPG", "p.zip/c.tif"])])
def test_pictures_in_a_folder_are_pages_with_ocr_alone(tmp_path: Path, ocr: bool, names: list[str]) -> None:
    (tmp_path / "a.txt").write_text("本报讯 市图书馆新馆昨日开馆。\n", "utf-8")
    (tmp_path / "b.JPG").write_bytes(b"\xff\xd8\xff")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("c.tif", b"II*")
    found = [file.name for file in find_pages([tmp_path], lambda _: None, ocr=ocr)]
    assert [name for name in found if name != "p.zip"] == names
    assert count_pages([tmp_path], ocr=ocr) == len(names)


def test_without_the_packages_ocr_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "is_installed", lambda: False)
    (tmp_path / "page.tif").write_bytes(b"II*\0")
    assert 'pip install "kg[ocr]"' in read_beside(tmp_path / "page.tif", ocr=True)[1][0]


@needs_ocr
def test_models_of_other_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "models" / "other.onnx"
    path.parent.mkdir()
    path.write_bytes(b"other")
    with pytest.raises(ModelError, match=r"other\.onnx: not the model that kg was tested with"):
        models._load(path, hashlib.sha256(b"one").hexdigest())


@needs_ocr
def test_nothing_of_rapidocr_is_imported_or_fetched(print_pdf: Print, tmp_path: Path) -> None:
    read_beside(_save(tmp_path / "page.png", _draw(print_pdf(f"<h1>{BRIDGE}</h1>"))[:200]), ocr=True)
    assert "rapidocr" not in sys.modules


@needs_ocr
def test_evidence_says_where_it_stands_on_the_picture(print_pdf: Print, tmp_path: Path) -> None:
    gray = _draw(print_pdf(COLUMNS))
    (tmp_path / "pages").mkdir()
    _save(tmp_path / "pages" / "2024-03-06.png", gray)
    result = build(tmp_path / "pages", out=tmp_path / "out", ocr=True)
    (card,) = cards("吴建华", tmp_path / "out")
    (quote,) = card.posts[0].quotes
    query = f'SELECT x, y, width, height, start, "end", doubtful FROM places WHERE line = {quote.line}'
    (place,) = result.query(query).to_pylist()
    assert quote.box == (place["x"], place["y"], place["width"], place["height"])
    assert place["start"] <= quote.start < place["end"]
    assert not place["doubtful"]
    at = f"2024-03-06.png:{quote.line} [{','.join(map(str, quote.box))}]"
    assert any(at in line for line in cards_lines([card]))
