"""Reading pages: encodings, names, bad input."""

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Page
from kg.pages import find_pages, read_page, read_pages

SIMPLIFIED = "自治区人大常委会常务副主任出席会议并讲话，要求把民生实事办好办实。\r\n记者 王鹏 摄\n"
TRADITIONAL = "臺北市長昨天表示，這項計畫將於明年完成，市府會協調各區公所。\r\n記者 林志豪 攝\n"


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _read(paths: list[Path]) -> tuple[list[Page], list[str]]:
    warnings: list[str] = []
    return list(read_pages(paths, warnings.append)), warnings


def _one(path: Path) -> Page:
    (page,) = _read([path])[0]
    return page


@pytest.mark.parametrize("times", [1, 200])
@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
    ],
)
def test_an_encoding_is_found(tmp_path: Path, text: str, written: str, said: str, times: int) -> None:
    path = _write(tmp_path / "a.txt", (text * times).encode(written))
    page = _one(path)
    assert page.encoding == said
    assert page.raw == path.read_bytes().decode(said)
    assert page.raw.lstrip("\ufeff") == text * times


@pytest.mark.parametrize("char", ["中", "会", "的", "a", "7", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_of_one_character_is_read(tmp_path: Path, char: str, encoding: str) -> None:
    assert _one(_write(tmp_path / "a.txt", char.encode(encoding))).raw == char


@pytest.mark.parametrize("length", [2, 3, 4, 6, 8, 12, 20, 30])
def test_short_texts_in_gb18030_are_read(tmp_path: Path, length: int) -> None:
    text = "本报讯记者从市气象台获悉未来三天我市将有一次明显降水过程请注意防范"[:length]
    assert _one(_write(tmp_path / "a.txt", text.encode("gb18030"))).raw == text


def test_a_byte_order_mark_stays_in_the_raw_text(tmp_path: Path) -> None:
    assert _one(_write(tmp_path / "a.txt", "\ufeff本报讯".encode())).raw == "\ufeff本报讯"


def test_folders_are_walked_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c/深/一.TXT", ".hidden/x.txt", "c/.x.txt"):
        _write(tmp_path / name, SIMPLIFIED)
    pages, warnings = _read([tmp_path])
    assert [page.path for page in pages] == ["a.txt", "b/10.txt", "b/2.txt", "c/深/一.TXT"]
    assert warnings == []


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    assert _one(_write(tmp_path / "深" / "p.txt", SIMPLIFIED)).path == "p.txt"


def test_a_file_given_twice_is_one_page(tmp_path: Path) -> None:
    path = _write(tmp_path / "p.txt", SIMPLIFIED)
    assert [page.name for page in find_pages([tmp_path, path], print)] == ["p.txt"]


def test_pages_of_one_name_are_told_apart(tmp_path: Path) -> None:
    one = _write(tmp_path / "x" / "p.txt", SIMPLIFIED)
    other = _write(tmp_path / "y" / "p.txt", SIMPLIFIED)
    assert [page.name for page in find_pages([one, other], print)] == ["x/p.txt", "y/p.txt"]


def test_folders_with_pages_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("2018/01/p.txt", "2019/01/p.txt", "2019/01/q.txt"):
        _write(tmp_path / name, SIMPLIFIED)
    names = [page.name for page in find_pages([tmp_path / "2018" / "01", tmp_path / "2019" / "01"], print)]
    assert names == ["2018/01/p.txt", "2019/01/p.txt", "q.txt"]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing: no such file or folder"):
        find_pages([tmp_path / "missing"], print)


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no pages found; kg reads .*\.txt"):
        find_pages([tmp_path], print)


def test_files_of_other_formats_are_named_and_skipped(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", SIMPLIFIED)
    for number in range(8):
        _write(tmp_path / f"photo{number}.jpg", b"\xff\xd8\xff")
    pages, warnings = _read([tmp_path])
    assert len(pages) == 1
    assert len(warnings) == 1
    assert "photo0.jpg" in warnings[0]
    assert "and 3 more" in warnings[0]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "a PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP or Office file"),
        (bytes(range(256)) * 50, "not text|a binary file"),
        (b"\x00\x01\x02\x03" * 500, "a binary file"),
        (SIMPLIFIED.encode() + b"\xff\xfe\xff" * 40 + SIMPLIFIED.encode(), "as UTF-8, byte "),
    ],
)
def test_a_bad_file_among_others_is_named_and_skipped(tmp_path: Path, content: bytes, cause: str) -> None:
    _write(tmp_path / "bad.txt", content)
    _write(tmp_path / "good.txt", SIMPLIFIED)
    pages, warnings = _read([tmp_path])
    assert [page.path for page in pages] == ["good.txt"]
    assert len(warnings) == 1
    assert "bad.txt" in warnings[0]
    assert any(one in warnings[0] for one in cause.split("|"))


@pytest.mark.parametrize("bad", [b"\x80", b"\xff", b"\x00"])
@pytest.mark.parametrize(
    ("text", "encoding", "at"),
    [
        (SIMPLIFIED, "utf-8", 60),
        (SIMPLIFIED, "utf-8", 61),
        (SIMPLIFIED, "gb18030", 60),
        (TRADITIONAL, "big5", 40),
    ],
)
def test_a_bad_byte_costs_what_it_stands_in(
    tmp_path: Path, text: str, encoding: str, at: int, bad: bytes
) -> None:
    content = (text * 20).encode(encoding)
    path = _write(tmp_path / "a.txt", content[:at] + bad + content[at:])
    page = _one(path)
    assert page.encoding == encoding
    assert page.raw == path.read_bytes().decode(encoding, errors="replace")
    assert page.raw.count("\ufffd") <= 4
    assert page.raw.endswith(text * 19)


@pytest.mark.parametrize(("text", "encoding"), [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "gb18030")])
def test_a_file_cut_inside_its_last_character_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    page = _one(_write(tmp_path / "a.txt", (text * 3).strip().encode(encoding)[:-1]))
    assert page.raw.startswith((text * 3).strip()[:-1])
    assert page.encoding == encoding


def test_a_page_is_not_taken_for_utf_16_where_only_its_beginning_could_be(tmp_path: Path) -> None:
    text = "<p>" * 30_000 + "会议昨日召开"
    page = _one(_write(tmp_path / "a.txt", text.encode()))
    assert (page.raw, page.encoding) == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("start", range(0, 20, 2))
def test_short_texts_in_utf_16_are_read(tmp_path: Path, start: int, encoding: str) -> None:
    text = SIMPLIFIED[start : start + 12]
    assert _one(_write(tmp_path / "a.txt", text.encode(encoding))).raw == text


def test_nothing_but_bad_files_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path / "bad.txt", b"")
    with pytest.raises(InputError, match="none of the pages could be read"):
        _read([tmp_path])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", SIMPLIFIED)
    path.chmod(0)
    (page_file,) = find_pages([path], print)
    with pytest.raises(InputError, match=r"a\.txt: can't be read \(Permission denied\)"):
        read_page(page_file)


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", SIMPLIFIED)
    (page_file,) = find_pages([path], print)
    path.unlink()
    with pytest.raises(InputError, match=r"a\.txt: can't be read"):
        read_page(page_file)


def test_pages_are_read_one_by_one(tmp_path: Path) -> None:
    first, second = _write(tmp_path / "1.txt", SIMPLIFIED), _write(tmp_path / "2.txt", SIMPLIFIED)
    warnings: list[str] = []
    stream = read_pages([first, second], warnings.append)
    assert next(stream).path == "1.txt"
    second.unlink()
    assert list(stream) == []
    assert "2.txt: can't be read" in warnings[0]


def test_a_large_file_of_one_line_is_read(tmp_path: Path) -> None:
    text = SIMPLIFIED.replace("\r\n", "").replace("\n", "") * 20_000
    page = _one(_write(tmp_path / "big.txt", text))
    assert len(page.raw) == len(text)
