"""ZIP archives of pages: names, bombs, and paths that lead elsewhere."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Page
from kg.pages import archive as archives
from kg.pages import read_pages

TEXT = "本报讯 市图书馆新馆昨日开馆，首日接待读者六千多人次。\n"


def _zip(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _zip_in(encoding: str, path: Path, names: list[str]) -> Path:
    """Write an archive whose names are in an old encoding, as Chinese Windows does."""
    marked = [chr(ord("a") + number) * len(name.encode(encoding)) for number, name in enumerate(names)]
    written = _zip(path, dict.fromkeys(marked, TEXT)).read_bytes()
    for mark, name in zip(marked, names, strict=True):
        written = written.replace(mark.encode(), name.encode(encoding))
    path.write_bytes(written)
    return path


def _read(path: Path) -> tuple[list[Page], list[str]]:
    warnings: list[str] = []
    beside = path.with_name("other.txt")
    beside.write_text("本报讯 今天多云。\n", "utf-8")
    pages = [page for page in read_pages([path, beside], warnings.append) if page.path != "other.txt"]
    return pages, warnings


def test_pages_inside_keep_their_names_and_dates(tmp_path: Path) -> None:
    path = _zip(
        tmp_path / "p.zip", {"2018-12-08/02.txt": TEXT, "2018-12-08/01.txt": TEXT, "江城/三版.TXT": TEXT}
    )
    (tmp_path / "pages.csv").write_text("page,date\np.zip/江城/三版.TXT,2019-01-02\n", "utf-8")
    pages, warnings = _read(path)
    assert warnings == []
    assert [(page.path, page.raw, page.date, page.date_source) for page in pages] == [
        ("p.zip/2018-12-08/01.txt", TEXT, "2018-12-08", "file name"),
        ("p.zip/2018-12-08/02.txt", TEXT, "2018-12-08", "file name"),
        ("p.zip/江城/三版.TXT", TEXT, "2019-01-02", "sidecar"),
    ]


@pytest.mark.parametrize("encoding", ["gbk", "big5", "utf-8"])
def test_names_in_old_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    names = ["江城日報/第一版要聞.txt", "江城日報/第二版本地新聞.txt"]
    pages, _ = _read(_zip_in(encoding, tmp_path / "p.zip", names))
    assert [page.path for page in pages] == [f"p.zip/{name}" for name in names]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\windows\\a.txt", "windows/a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("./x/./a.txt", "x/a.txt"),
    ],
)
def test_paths_are_but_labels(tmp_path: Path, name: str, label: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    path = _zip(folder / "p.zip", {name: TEXT})
    before = sorted(tmp_path.rglob("*"))
    (page,), _ = _read(path)
    assert page.path == f"p.zip/{label}"
    assert sorted(tmp_path.rglob("*")) == sorted([*before, folder / "other.txt"])


def test_repeated_names_are_told_apart(tmp_path: Path) -> None:
    pages, _ = _read(_zip(tmp_path / "p.zip", {"a.txt": TEXT, "/a.txt": TEXT}))
    assert [page.path for page in pages] == ["p.zip/a.txt", "p.zip/a~2.txt"]


def test_archives_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = []
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        paths.append(_zip(tmp_path / folder / "p.zip", {"a/1.txt": TEXT}))
    assert [page.path for page in read_pages(paths, print)] == ["x/p.zip/a/1.txt", "y/p.zip/a/1.txt"]


def test_what_is_no_page_is_named_once(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", TEXT)
    members: dict[str, bytes | str] = {"a.txt": TEXT, "in.zip": inner.getvalue(), "b.jpg": "x", "c.tar": "x"}
    pages, warnings = _read(_zip(tmp_path / "p.zip", members | {"__MACOSX/a.txt": "x", ".hidden.txt": "x"}))
    assert [page.path for page in pages] == ["p.zip/a.txt"]
    assert len(warnings) == 2
    assert "archives inside an archive are not opened; unpack c.tar, in.zip" in warnings[0]
    assert "skipped b.jpg" in warnings[1]


def test_a_bomb_inside_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    pages, warnings = _read(_zip(tmp_path / "p.zip", {"a.txt": TEXT, "bomb.txt": b"0" * 50_000_000}))
    assert [page.path for page in pages] == ["p.zip/a.txt"]
    assert "p.zip/bomb.txt: packed more than 250 times" in warnings[0]


@pytest.mark.parametrize(("limit", "value"), [("MOST_MEMBERS", 2), ("MOST_UNPACKED", 100)])
def test_an_archive_of_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(archives, limit, value)
    pages, warnings = _read(_zip(tmp_path / "p.zip", {f"{number}.txt": TEXT for number in range(3)}))
    assert pages == []
    assert f"more than {value}" in warnings[0]


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    path = _zip(tmp_path / "p.zip", {"a.txt": TEXT * 50, "b.txt": TEXT})
    written = bytearray(path.read_bytes())
    written[45:60] = b"\xff" * 15
    path.write_bytes(written)
    pages, warnings = _read(path)
    assert [page.path for page in pages] == ["p.zip/b.txt"]
    assert "p.zip/a.txt: can't be unpacked" in warnings[0]


def test_a_member_whose_packing_is_damaged_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", TEXT * 9)
    content = bytearray(path.read_bytes())
    content[40:60] = b"\xff" * 20
    path.write_bytes(content)
    pages, warnings = _read(path)
    assert pages == []
    assert "p.zip/a.txt: can't be unpacked" in warnings[0]


def test_a_member_without_a_name_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr(zipfile.ZipInfo("x"), TEXT)
        archive.filelist[1].filename = ""
    pages, warnings = _read(path)
    assert [page.path for page in pages] == ["p.zip/a.txt"]
    assert warnings == []


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = _zip(tmp_path / "p.zip", {"a.txt": TEXT, "b.txt": TEXT})
    written = path.read_bytes()
    place = written.index(b"PK\x01\x02") + 8
    path.write_bytes(written[:place] + bytes([written[place] | 1]) + written[place + 1 :])
    pages, warnings = _read(path)
    assert [page.path for page in pages] == ["p.zip/b.txt"]
    assert "p.zip/a.txt: encrypted" in warnings[0]


def test_a_file_that_is_no_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputError, match="none of the pages could be read"):
        list(read_pages([path], lambda message: None))


def test_the_directory_of_a_large_archive_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _zip(tmp_path / "p.zip", {f"{number:03}.txt": TEXT for number in range(200)})
    opened: list[object] = []
    open_archive = zipfile.ZipFile

    def count(source: Path) -> zipfile.ZipFile:
        opened.append(source)
        return open_archive(source)

    monkeypatch.setattr(zipfile, "ZipFile", count)
    assert len(list(read_pages([path], print))) == 200
    assert opened == [path]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_every_way_of_packing_is_read(tmp_path: Path, method: int) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("2019/03/08/04.txt", TEXT * 9)
    (page,), warnings = _read(path)
    assert (page.raw, page.date, page.number, warnings) == (TEXT * 9, "2019-03-08", "04", [])


def test_what_stands_before_an_archive_does_no_harm(tmp_path: Path) -> None:
    path = _zip(tmp_path / "p.zip", {"a.txt": TEXT, "b.txt": TEXT * 2})
    path.write_bytes(b"#!/bin/sh\n" * 50 + path.read_bytes())
    pages, _ = _read(path)
    assert [page.raw for page in pages] == [TEXT, TEXT * 2]


def test_a_page_is_told_by_the_file_inside_not_by_its_archive(tmp_path: Path) -> None:
    first, _ = _read(_zip(tmp_path / "p.zip", {"a.txt": TEXT}))
    more, _ = _read(_zip(tmp_path / "p.zip", {"a.txt": TEXT, "b.txt": TEXT * 2}))
    assert first[0].sha256 == more[0].sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_an_archive_that_changes_after_it_was_listed_is_named(tmp_path: Path) -> None:
    path = _zip(tmp_path / "p.zip", {"a.txt": TEXT, "b.txt": TEXT})
    warnings: list[str] = []
    stream = read_pages([path], warnings.append)
    assert next(stream).path == "p.zip/a.txt"
    _zip(path, {"a.txt": TEXT, "b.txt": TEXT * 9})
    assert list(stream) == []
    assert "p.zip: changed while its pages were read; build again when it is complete" in warnings[0]


def test_an_empty_file_inside_is_told_as_one_outside_is(tmp_path: Path) -> None:
    pages, warnings = _read(_zip(tmp_path / "p.zip", {"a.txt": "", "b.txt": TEXT}))
    assert [page.path for page in pages] == ["p.zip/b.txt"]
    assert warnings == [
        f"{tmp_path / 'p.zip' / 'a.txt'}: the file is empty; remove it or export the page again; skipped"
    ]
