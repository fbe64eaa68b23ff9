"""A folder that executors list in parts holds what one machine finds in it, in the same order."""

import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Config
from kg.errors import InputError
from kg.pages import PageFile, find_pages
from kg.pipeline.given import left_out
from kg.spark.folders import PagesFolder, find_sources
from tests.spark.lists import list_files

NAMES = ("1949", "03", "a", "b.txt", "c.TXT", "d.html", "e.xyz", "pages.csv", "out", ".f.txt", "run.json")
CONTENTS = {"pages.csv": "page,date\nb.txt,1949-10-01\n"}
PATHS = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5), min_size=1, max_size=12)
PATTERNS = ("", "*.txt", "**/*.txt", "*/**", "**/a/*", "1949/*/*.txt", "**/[ab]*")


def _grow(root: Path, paths: list[list[str]], links: list[tuple[int, int]]) -> None:
    """Make files and folders below a folder, where nothing else is there, and links between files."""
    for parts in paths:
        path = root.joinpath(*parts)
        if not any(each.is_file() for each in path.parents) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                "page,date\nb.txt,1949-10-01\n" if path.name == "pages.csv" else "院长。", "utf-8"
            )
    files = sorted(path for path in root.rglob("*") if path.is_file())
    folders = sorted({path.parent for path in files})
    for number, (at, target) in enumerate(links):
        link = folders[at % len(folders)] / f"link{number}.txt"
        link.symlink_to(files[target % len(files)])


def _found(path: Path, config: Config) -> tuple[list[PageFile], list[str]]:
    heard: list[str] = []
    try:
        return list(find_pages([path], heard.append, left_out(config))), heard
    except InputError as error:
        return [], [*heard, str(error)]


def _listed(config: Config, folder: Path, parts: int) -> tuple[list[PageFile], list[str]]:
    heard: list[str] = []
    try:
        (top,) = find_sources(config, heard.append)
        if not isinstance(top, PagesFolder):
            return list(top), heard
        return list_files(top, folder, heard.append, parts), heard
    except InputError as error:
        return [], [*heard, str(error)]


@pytest.mark.skipif(sys.platform == "win32", reason="not everybody may make links there")
@settings(deadline=None, max_examples=150)
@given(
    paths=PATHS,
    links=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
    pattern=st.sampled_from(PATTERNS),
    parts=st.integers(1, 20),
)
def test_any_folder_in_parts_is_the_folder(
    paths: list[list[str]], links: list[tuple[int, int]], pattern: str, parts: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "papers")
        root.mkdir()
        _grow(root, paths, links)
        path = root / pattern if pattern else root
        config = Config(pages=(path,), out=root / "out")
        pages, heard = _listed(config, Path(folder, "lists"), parts)
        alone, said = _found(path, config)
    assert pages == alone
    said_of_dates = {warning for warning in heard if "is no day of the calendar" in warning}
    assert {*heard} - said_of_dates == {*said} - said_of_dates
    assert links or said_of_dates <= {*said}  # a link that is left out has had its folder's date looked at


def test_two_links_in_two_parts_lead_to_one_page(tmp_path: Path) -> None:
    root, aside = tmp_path / "papers", tmp_path / "aside.txt"
    aside.write_text("院长。", "utf-8")
    for year in ("1949", "1950"):
        (root / year).mkdir(parents=True)
        (root / year / "a.txt").symlink_to(aside)
    heard: list[str] = []
    (top,) = find_sources(Config(pages=(root,), out=tmp_path / "out"), heard.append)
    assert isinstance(top, PagesFolder)
    assert [page.name for page in list_files(top, tmp_path / "lists", heard.append)] == ["1949/a.txt"]
    assert heard == [f"{root}: links lead out of it to other files, which are read: 1949/a.txt"]


def test_what_is_left_out_is_told_once_for_all_parts(tmp_path: Path) -> None:
    root = tmp_path / "papers"
    for year in range(1949, 1956):
        (root / f"{year}").mkdir(parents=True)
        (root / f"{year}" / "a.txt").write_text("院长。", "utf-8")
        (root / f"{year}" / "a.xyz").write_text("院长。", "utf-8")
    heard: list[str] = []
    (top,) = find_sources(Config(pages=(root,), out=tmp_path / "out"), heard.append)
    assert isinstance(top, PagesFolder)
    assert len(top.split(5)) == 8
    assert len(list_files(top, tmp_path / "lists", heard.append)) == 7
    assert len(heard) == 1
    assert "1953/a.xyz and 2 more; kg reads" in heard[0]


def test_executors_that_do_not_see_the_folder_say_so(tmp_path: Path) -> None:
    root = tmp_path / "papers"
    root.mkdir()
    (top,) = find_sources(Config(pages=(root,), out=tmp_path / "out"), print)
    assert isinstance(top, PagesFolder)
    root.rename(tmp_path / "elsewhere")
    with pytest.raises(InputError, match=f"{root}: executors do not see this folder; give one that all"):
        list_files(top, tmp_path / "lists", print)


def test_of_several_folders_the_names_are_told_apart_here(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("院长。", "utf-8")
    config = Config(pages=(tmp_path / "one", tmp_path / "two"), out=tmp_path / "out")
    (files,) = find_sources(config, print)
    assert not isinstance(files, PagesFolder)
    assert [file.name for file in files] == ["one/a.txt", "two/a.txt"]
