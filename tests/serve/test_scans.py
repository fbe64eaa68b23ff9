"""Scans beside their text: the lines of a sentence, an article with its sentences, and nothing else."""

import html
import http.client
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.model import LinePlace
from kg.pages.again import find_again
from kg.pages.scans import pictures
from kg.pages.sheet import Sheet
from kg.queries.scanned import ScannedLine, ScannedPlace, areas_of
from kg.serve.words import read_words
from tests.serve.conftest import Serve, Visitor

needs_pillow = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("rapidocr", "cv2", "PIL")), reason="kg[ocr] is not installed"
)
PAGE = "2024/2024-03-06-p02.png"
RAW = "石桥镇新校舍启用\n本报3月6日讯 校长秦月明说，石桥镇新校\n舍昨日启用。镇长郑大山到校祝贺。\n"
BOXES = [(40, 20, 300, 40), (40, 90, 400, 22), (40, 120, 320, 22)]
WIDTH, HEIGHT = 600, 300


def _line(number: int, start: int, end: int, *rect: int) -> ScannedLine:
    return ScannedLine(number, start, end, ScannedPlace(*rect), False)


ACROSS = [_line(1, 0, 10, 0, 0, 200, 20), _line(2, 11, 21, 0, 30, 200, 20), _line(3, 22, 32, 300, 0, 200, 20)]
DOWN = [_line(1, 0, 10, 100, 0, 20, 200), _line(2, 11, 21, 70, 0, 20, 200)]


@pytest.mark.parametrize(
    ("lines", "stretch", "parts"),
    [
        (ACROSS, (0, 10), [[(0, 0, 200, 20)]]),
        (ACROSS, (5, 16), [[(100, 0, 100, 20), (0, 30, 100, 20)]]),
        (ACROSS, (16, 27), [[(100, 30, 100, 20)], [(300, 0, 100, 20)]]),
        (ACROSS, (12, 16), [[(0, 30, 100, 20)]]),  # after the blank of an indented line
        (DOWN, (5, 16), [[(100, 100, 20, 100), (70, 0, 20, 100)]]),
        (ACROSS, (10, 11), []),
        ([], (0, 99), []),
    ],
    ids=["a line", "parts of two", "two columns", "indented", "down", "a line break", "no scan"],
)
def test_a_stretch_of_text_takes_parts_of_lines(
    lines: list[ScannedLine], stretch: tuple[int, int], parts: list[Any]
) -> None:
    areas = areas_of(lines, *stretch)
    assert [[tuple(part) for part in area.parts] for area in areas] == parts
    for area in areas:
        assert all(area.shown.meets(part) for part in area.parts)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.png", "a.png"),
        ("2024/b.png", "2024/b.png"),
        ("pages/2024/b.png", "2024/b.png"),  # as pages of several folders are told apart
        ("2024/c.pdf#1", None),  # it is no PDF file
        ("../secret.png", None),
        ("2024/../../secret.png", None),
        ("/etc/passwd", None),
        ("", None),
        (".", None),
        ("2024", None),
        ("2024//b.png", None),
        ("2024/./b.png", None),
        ("a.png\0", None),
        ("a.png#2", None),
        ("linked/secret.png", None),
        ("2024\\b.png", None),
    ],
)
def test_a_page_is_found_again_inside_its_folder_alone(tmp_path: Path, name: str, file: str | None) -> None:
    pages = tmp_path / "pages"
    (pages / "2024").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    for path in (pages / "a.png", pages / "2024" / "b.png", pages / "2024" / "c.pdf"):
        path.write_bytes(b"x")
    for path in (tmp_path / "secret.png", tmp_path / "other" / "secret.png"):
        path.write_bytes(b"x")
    (pages / "linked").symlink_to(tmp_path / "other")
    found = find_again([pages, tmp_path / "gone"], name)
    expected = pages / file if file else None
    assert (found.path if found and not found.error else None) == expected


def test_of_a_given_file_no_other_is_found(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"x")
    assert find_again([tmp_path / "a.png"], "b.png") is None
    assert find_again([tmp_path / "a.png"], "a.png") is not None


def test_a_page_in_an_archive_is_found_again(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("old/c.png", b"x")
    found = find_again([tmp_path], "p.zip/old/c.png")
    assert found and found.place and found.place.name == "old/c.png"
    assert find_again([tmp_path], "p.zip/old/d.png") is None


def _draw(path: Path) -> None:
    """Write a picture with a dark bar where each line stands, the first one dark red."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (may be missing)

    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    for number, (x, y, width, height) in enumerate(BOXES):
        ink = (120, 0, 0) if number == 0 else (0, 0, 0)
        ImageDraw.Draw(picture).rectangle((x, y, x + width, y + height), fill=ink)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of one scan, whose recognition is given: pages in pages/, the build in out/."""
    folder = tmp_path_factory.mktemp("scanned")
    _draw(folder / "pages" / PAGE)
    (folder / "pages" / "2024" / "2024-03-07.txt").write_text(
        "另一页\n本报3月7日讯 校长秦月明出席会议。\n", "utf-8"
    )
    places = tuple(LinePlace(n, *box, 0.8 if n == 3 else 0.99) for n, box in enumerate(BOXES, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "recognize", lambda where, gray, kind: Sheet(RAW, f"{kind}+ocr", places))
        kg.build(folder / "pages", out=folder / "out", jobs=1, ocr=True, model="rules")
    return folder


@pytest.fixture
def visitor(scanned: Path, tmp_path: Path, serve: Serve) -> Iterator[Visitor]:
    """A visitor in the explorer of a copy of it, whose pages may be changed."""
    shutil.copytree(scanned, tmp_path / "copy")
    run = tmp_path / "copy" / "out" / "run.json"
    told = json.loads(run.read_text("utf-8"))
    told["configuration"]["pages"] = [str(tmp_path / "copy" / "pages")]
    run.write_text(json.dumps(told), "utf-8")
    with serve(tmp_path / "copy" / "out", tmp_path / "review.csv") as (_, found):
        yield found.enter()


def _picture(visitor: Visitor, address: str) -> Any:
    from PIL import Image  # noqa: PLC0415 (may be missing)

    line = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=60)
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    line.request("GET", address, headers={"cookie": cookie})
    answer = line.getresponse()
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
    picture = Image.open(io.BytesIO(answer.read()))
    line.close()
    return picture


@needs_pillow
def test_an_article_stands_beside_its_scan(visitor: Visitor) -> None:
    page = visitor.page(f"/article?page={PAGE}&at=20")
    assert 'class="facsimile"' in page
    assert page.count("<image ") == 1
    assert 'class="said lit"' in page, "the sentence that was asked for"
    assert read_words()["en"]["scan_doubtful"] in page
    assert read_words()["en"]["scan_gone"] not in page
    picture = _picture(visitor, f"/scan.jpg?page={PAGE}&id=a1")
    left, top, right, bottom = 40, 20, 440, 142
    assert right - left < picture.width < right - left + 40
    assert bottom - top < picture.height < bottom - top + 40
    red, green, _ = picture.getpixel((40, 30))
    assert red > 90 and green < 40, "in its colors"


@needs_pillow
def test_a_sentence_on_a_card_has_its_lines(visitor: Visitor) -> None:
    (row,) = [r for r in visitor.json("/search.json?q=郑大山")["rows"] if r["entity"]["name"] == "郑大山"]
    page = visitor.page(f"/entity/{row['entity']['id']}")
    assert page.count('class="scan"') == 1
    (told,) = visitor.json(f"/entity/{row['entity']['id']}.json")["told"]["sentences"]
    picture = _picture(visitor, f"/scan.jpg?page={PAGE}&start={told['start']}&end={told['end']}")
    assert abs(picture.height - 22) < 22, "one line"


@needs_pillow
def test_a_page_that_is_no_scan_has_no_picture(visitor: Visitor) -> None:
    page = visitor.page("/article?page=2024/2024-03-07.txt")
    assert "facsimile" not in page
    assert visitor.ask("/scan.jpg?page=2024/2024-03-07.txt&id=a1")[0] == 404


@needs_pillow
@pytest.mark.parametrize("how", ["gone", "changed", "folder"])
def test_a_picture_that_is_not_what_was_read_is_not_shown(visitor: Visitor, tmp_path: Path, how: str) -> None:
    visitor.page(f"/article?page={PAGE}")
    assert visitor.ask(f"/scan.jpg?page={PAGE}&id=b1")[0] == 404
    path = tmp_path / "copy" / "pages" / PAGE
    path.unlink()
    if how == "changed":
        _draw(path.with_name("new.png"))
        path.with_name("new.png").rename(path)
        with path.open("ab") as file:
            file.write(b"more")
    if how == "folder":
        path.mkdir()
    page = html.unescape(visitor.page(f"/article?page={PAGE}"))
    assert read_words()["en"]["scan_gone"] in page
    assert "facsimile" not in page
    assert visitor.ask(f"/scan.jpg?page={PAGE}&id=a1")[0] == 404
    assert "石桥镇新校舍启用" in page, "the text is shown all the same"


@needs_pillow
@pytest.mark.parametrize(
    "asked",
    [
        "page=/etc/passwd&id=a1",
        "page=../out/run.json&id=a1",
        "page=2024/../2024/2024-03-06-p02.png&id=a1",
        "page=2024%2F..%2F2024%2F2024-03-06-p02.png&id=a1",
        f"page={PAGE}%23&id=a1",
        f"page={PAGE}%00&id=a1",
        f"page={PAGE}",
        f"page={PAGE}&id=",
        f"page={PAGE}&id=a99",
        f"page={PAGE}&id=a1'--",
        f"page={PAGE}&start=0&end=0",
        f"page={PAGE}&start=0&end=10&area=7",
        f"page={PAGE}&start=99999&end=999999",
        "page=&id=a1",
        "",
    ],
)
def test_nothing_else_is_served(visitor: Visitor, asked: str) -> None:
    status, text, _ = visitor.ask(f"/scan.jpg?{asked}")
    assert status == 404
    assert "root:" not in text and "configuration" not in text
