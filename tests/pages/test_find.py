"""Finding pages: while folders are walked, by patterns, links, dates of folders."""

import os
import zipfile
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.pages import PageFile, count_pages, find_pages
from kg.pages.content import read_content
from kg.pages.dates import folder_date, sheet_number

TEXT = "本报讯 市图书馆新馆昨日开馆，首日接待读者六千多人次。\n"


def _write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")
    return folder


def _names(*paths: Path, skip: Path | None = None) -> list[str]:
    return [page.name for page in find_pages(paths, print, skip)]


Scans = Callable[[], int]


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> Scans:
    """Return how many folders have been listed so far."""
    listed: list[object] = []
    scandir = os.scandir

    def note(path: Path) -> object:
        listed.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", note)
    return lambda: len(listed)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 small files in 400 folders: 20 years of months, a folder a day."""
    root = tmp_path_factory.mktemp("papers")
    for number in range(400):
        folder = root / f"{2000 + number // 20}" / f"{number % 12 + 1:02}" / f"{number % 28 + 1:02}"
        folder.mkdir(parents=True)
        for page in range(50):
            (folder / f"{page:02}.txt").touch()
    return root


def test_the_first_page_comes_before_the_walk_has_seen_much(archive: Path, scans: Scans) -> None:
    pages = find_pages([archive], print)
    first = next(pages)
    assert (first.name, first.date, first.number) == ("2000/01/01/00.txt", "2000-01-01", "00")
    assert scans() <= 4, "the folder, a year, a month, a day"
    assert len(list(islice(pages, 60))) == 60
    assert scans() <= 7
    assert sum(1 for _ in pages) == 20_000 - 61


def test_a_pattern_does_not_list_what_can_not_fit(archive: Path, scans: Scans) -> None:
    assert len(_names(archive / "2003" / "*" / "05" / "0?.txt")) == 10
    assert scans() == 1 + 12 + 1, "the year, its months, the one fifth day among them"


def test_pages_are_counted_without_opening_them(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    monkeypatch.setattr(Path, "read_bytes", lambda *_: pytest.fail("read"))
    assert count_pages([archive]) == 20_000
    assert count_pages([archive / "2003" / "*" / "05" / "*.txt"]) == 50


def test_pages_of_archives_are_counted(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "b.jpg")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as packed:
        for name in ("1.txt", "2.txt", "3.jpg"):
            packed.writestr(name, TEXT)
    (tmp_path / "broken.zip").write_bytes(b"PK")
    assert count_pages([tmp_path]) == 3


def test_nothing_is_hashed_or_opened_to_find_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "a/1.txt", "a/2.docx", "b/3.html")
    monkeypatch.setattr(Path, "read_bytes", lambda *_: pytest.fail("read"))
    monkeypatch.setattr("hashlib.sha256", lambda *_: pytest.fail("hashed"))
    assert _names(tmp_path) == ["a/1.txt", "a/2.docx", "b/3.html"]


FILES = (
    "2018/12/08/01.txt",
    "2019/01/01/01.txt",
    "2019/01/01/02.pdf.txt",
    "2019/01/02/01.TXT",
    "2019/notes.md",
    "2019/.git/x.txt",
    "[2019]/a1.txt",
    "x.txt",
)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("2019/**/*.txt", ["01/01/01.txt", "01/01/02.pdf.txt"]),
        ("2019/**/01.*", ["01/01/01.txt", "01/02/01.TXT"]),
        ("*/*/*/01.txt", ["2018/12/08/01.txt", "2019/01/01/01.txt"]),
        ("201?/01", ["2019/01/01/01.txt", "2019/01/01/02.pdf.txt", "2019/01/02/01.TXT"]),
        ("**/01/01.*", ["2019/01/01/01.txt"]),
        ("**/0[12].[tp]*", ["2018/12/08/01.txt", "2019/01/01/01.txt", "2019/01/01/02.pdf.txt"]),
        ("2019/**/*.md", ["notes.md"]),
        ("*.txt", ["x.txt"]),
        ("**/**/x.txt", ["x.txt"]),
        ("[[]2019]/*", ["[2019]/a1.txt"]),
        ("[2019]/a1.txt", ["a1.txt"]),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, names: list[str]) -> None:
    """A name is relative to what stands before the first wildcard; a file of that very name comes first."""
    _write(tmp_path, *FILES)
    assert _names(tmp_path / pattern) == names


def test_a_folder_that_fits_a_pattern_is_read_whole(tmp_path: Path) -> None:
    _write(tmp_path, *FILES)
    assert _names(tmp_path / "201*") == [
        *("2018/12/08/01.txt", "2019/01/01/01.txt", "2019/01/01/02.pdf.txt", "2019/01/02/01.TXT")
    ]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("2020/*.txt", r"2020: no such file or folder"),
        ("2019/*.doc", r"2019/\*\.doc: no file fits this pattern"),
        ("2019/*.md/*", r"no file fits this pattern"),
    ],
)
def test_a_pattern_that_fits_nothing_is_named(tmp_path: Path, pattern: str, said: str) -> None:
    _write(tmp_path, *FILES)
    with pytest.raises(InputError, match=said):
        find_pages([tmp_path / pattern], print)


def test_patterns_and_folders_together_name_a_page_once(tmp_path: Path) -> None:
    _write(tmp_path, "a/1.txt", "b/1.txt")
    assert _names(tmp_path / "*" / "1.txt", tmp_path / "a") == ["a/1.txt", "b/1.txt"]
    assert _names(tmp_path / "a" / "*.txt", tmp_path / "b" / "*.txt") == ["a/1.txt", "b/1.txt"]


def test_the_folder_to_skip_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path, "a/out/1.txt", "out/2.txt", "b.txt")
    assert _names(tmp_path, skip=(tmp_path / "out").resolve()) == ["b.txt", "a/out/1.txt"]


def test_a_link_to_a_page_of_the_folder_is_not_that_page_again(tmp_path: Path) -> None:
    papers = _write(tmp_path / "papers", "a/1.txt", "data.bin")
    outside = _write(tmp_path / "elsewhere", "2.txt") / "2.txt"
    try:
        (papers / "0.txt").symlink_to(papers / "a" / "1.txt")
    except OSError:
        pytest.skip("this system makes no links")
    (papers / "b.txt").symlink_to(papers / "data.bin")
    (papers / "c.txt").symlink_to(outside)
    (papers / "d.txt").symlink_to(outside)
    (papers / "e").symlink_to(papers / "a", target_is_directory=True)
    assert _names(papers) == ["b.txt", "c.txt", "a/1.txt"]


def test_a_link_to_a_page_that_is_not_found_by_itself_is_that_page(tmp_path: Path) -> None:
    papers = _write(
        tmp_path / "papers", "a/1.txt", "old/run.json", "old/graph.html", "old/2.txt", "new/3.txt"
    )
    try:
        (papers / "of_build.txt").symlink_to(papers / "old" / "2.txt")
    except OSError:
        pytest.skip("this system makes no links")
    (papers / "of_skipped.txt").symlink_to(papers / "new" / "3.txt")
    (papers / "of_page.txt").symlink_to(papers / "a" / "1.txt")
    assert _names(papers, skip=(papers / "new").resolve()) == ["of_build.txt", "of_skipped.txt", "a/1.txt"]
    assert _names(papers / "*.txt") == ["of_build.txt", "of_page.txt", "of_skipped.txt"]


def test_pages_csv_of_a_folder_is_read_once_for_all_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, *(f"{number}.txt" for number in range(9)))
    (tmp_path / "pages.csv").write_text("page,date\n3.txt,2019-01-02\n4.txt,soon\n", "utf-8")
    warnings: list[str] = []
    pages = list(find_pages(sorted(tmp_path.glob("*.txt")), warnings.append))
    assert [page.name for page in pages if page.date] == ["3.txt"]
    assert len(warnings) == 1


# Dates of folders


@pytest.mark.parametrize(
    ("path", "date", "number"),
    [
        ("2019/03/08/04.txt", "2019-03-08", "04"),
        ("2019/3/8/4.txt", "2019-03-08", "4"),
        ("2019/0308/A03.txt", "2019-03-08", "A03"),
        ("2019-03/08/p12.txt", "2019-03-08", "12"),
        ("2019-03-08/要闻/04.txt", "2019-03-08", "04"),
        ("201903/08/04.txt", "2019-03-08", "04"),
        ("20190308/A03.txt", "2019-03-08", "A03"),
        ("日报20190308/第4版.txt", "2019-03-08", "4"),
        ("2019年/3月/8日/04版.txt", "2019-03-08", "04"),
        ("2019年/03月08日/要闻.txt", "2019-03-08", None),
        ("2019年/0308/04.txt", "2019-03-08", "04"),
        ("2019年3月/8日/04.txt", "2019-03-08", "04"),
        ("二〇一九年/三月/八日/04.txt", "2019-03-08", "04"),
        ("２０１９年/３月/８日/04.txt", "2019-03-08", "04"),
        ("江城日报/2019年/3月/8日/04.txt", "2019-03-08", "04"),
        ("2019/03/08/2019-03-08-p04.txt", "2019-03-08", None),
        # a day that the file's name gives, alone or with its folders, is read with the page
        ("2019/03/04.txt", None, None),
        ("2019/2019-03-08-04.txt", None, None),
        # impossible
        ("2019/13/45/04.txt", None, None),
        ("2019/02/30/04.txt", None, None),
        ("2019年/2月/29日/04.txt", None, None),
        ("20191345/04.txt", None, None),
        # ambiguous, or no date at all
        ("08/03/2019/04.txt", None, None),
        ("2019/123/04.txt", None, None),
        ("2019/4/04.txt", None, None),
        ("12019/03/08/04.txt", None, None),
        ("2019-2020/03/04.txt", None, None),
        ("3/8/04.txt", None, None),
        ("19/03/08/04.txt", None, None),
    ],
)
def test_dates_and_pages_of_deep_folders(
    tmp_path: Path, path: str, date: str | None, number: str | None
) -> None:
    (page,) = find_pages([_write(tmp_path / "papers", path)], print)
    assert (page.name, page.date, page.number) == (path, date, number)
    assert page.date_source == ("file name" if date else None)


@pytest.mark.parametrize(
    ("given", "path", "date"),
    [
        ("2019", "03/08/04.txt", "2019-03-08"),
        ("2019", "0308/04.txt", "2019-03-08"),
        ("2019/03", "08/04.txt", "2019-03-08"),
        ("2019/03/08", "04.txt", "2019-03-08"),
        ("2019年", "3月/8日/04.txt", "2019-03-08"),
        ("20190308", "04.txt", "2019-03-08"),
        ("2019", "2018/03/08/04.txt", "2018-03-08"),
        ("2019-03-08/pages", "04.txt", None),
        ("scans of 2019-03-08", "04.txt", None),
        ("2019/03/08/pages", "04.txt", None),
        ("2019", "04.txt", None),
    ],
)
def test_a_date_may_begin_above_the_folder_given(
    tmp_path: Path, given: str, path: str, date: str | None
) -> None:
    folder = _write(tmp_path / given, path)
    assert [page.date for page in find_pages([folder], print)] == [date]
    assert [page.date for page in find_pages([folder / "**" / "*.txt"], print)] == [date]


def test_the_folder_of_a_single_file_gives_its_date(tmp_path: Path) -> None:
    folder = _write(tmp_path / "2019" / "03" / "08", "A03.txt")
    (page,) = find_pages([folder / "A03.txt"], print)
    assert (page.name, page.date, page.number) == ("A03.txt", "2019-03-08", "A03")


def test_wrong_dates_of_folders_are_told_once(tmp_path: Path) -> None:
    _write(tmp_path, "2019/13/45/01.txt", "2019/13/45/02.txt", "2019/13/46/01.txt", "2019/03/08/01.txt")
    warnings: list[str] = []
    pages = list(find_pages([tmp_path], warnings.append))
    assert [page.date for page in pages] == ["2019-03-08", None, None, None]
    assert len(warnings) == 1
    assert "2019/13/45 is no day of the calendar" in warnings[0]


def test_pages_csv_wins_over_folders(tmp_path: Path) -> None:
    _write(tmp_path, "2019/03/08/04.txt")
    (tmp_path / "pages.csv").write_text("page,date,number\n2019/03/08/04.txt,2019-03-09,B1\n", "utf-8")
    (page,) = find_pages([tmp_path], print)
    assert (page.date, page.date_source, page.number) == ("2019-03-09", "sidecar", "B1")


@pytest.mark.parametrize("above", [[], ["papers"], ["2019-03-08", "x"]])
def test_a_folder_without_numbers_has_no_date(above: list[str]) -> None:
    assert folder_date(above, "要闻/本地") == (None, None)


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("4", "4"),
        ("A03", "A03"),
        ("第12版", "12"),
        ("page-3", "3"),
        ("A1-2", "A1-2"),
        ("1234", None),
        ("a", None),
    ],
)
def test_numbers_of_pages_in_names(stem: str, number: str | None) -> None:
    assert sheet_number(stem) == number


# Files that change


def _changing(monkeypatch: pytest.MonkeyPatch, states: Iterable[str]) -> list[int]:
    """Have each reading of a file followed by another state of it; return the list of readings."""
    coming = iter(states)
    read = Path.read_bytes
    readings: list[int] = []

    def change(self: Path) -> bytes:
        content = read(self)
        readings.append(len(content))
        if state := next(coming, None):
            self.write_text(state, "utf-8")
        return content

    monkeypatch.setattr(Path, "read_bytes", change)
    return readings


def test_a_file_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path, "a.txt") / "a.txt"
    readings = _changing(monkeypatch, [TEXT * 2])
    assert read_content(path).content.decode() == TEXT * 2
    assert len(readings) == 2


def test_a_file_that_keeps_changing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(tmp_path, "a.txt") / "a.txt"
    readings = _changing(monkeypatch, (TEXT * times for times in range(2, 99)))
    with pytest.raises(InputError, match=r"a\.txt: changes while it is read; build again"):
        read_content(path)
    assert len(readings) == 2


def test_what_a_reading_depends_on_tells_pages_apart() -> None:
    one = PageFile(Path("a.txt"), "a.txt")
    assert one.known == PageFile(Path("elsewhere/a.txt"), "a.txt").known
    for other in (
        PageFile(Path("a.pdf"), "a.txt"),
        PageFile(Path("a.txt"), "b.txt"),
        PageFile(Path("a.txt"), "a.txt", sheet=1),
        PageFile(Path("a.txt"), "a.txt", date="2019-03-08"),
        PageFile(Path("a.txt"), "a.txt", number="4"),
    ):
        assert other.known != one.known
