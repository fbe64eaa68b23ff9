"""Markdown notes: names of files, links, front matter."""

import re
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.notes import FOLDERS, LONGEST_NAME, file_stems, write_notes
from kg.export.tables import GraphTables

LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")


@pytest.fixture
def folder(tables: GraphTables, tmp_path: Path) -> Path:
    write_notes(tables, tmp_path)
    return tmp_path


def _notes(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.md"))


def test_one_note_for_each_entity_and_an_index(folder: Path, tables: GraphTables) -> None:
    assert len(_notes(folder)) == len(tables.entities) + 1
    assert {path.parent.name for path in _notes(folder)} == {folder.name, *FOLDERS.values()}


def test_every_link_leads_to_a_note(folder: Path) -> None:
    stems = {path.stem for path in _notes(folder)}
    links = [link[1] for path in _notes(folder) for link in LINK.finditer(path.read_text("utf-8"))]
    assert len(links) > 50
    assert set(links) <= stems


def test_a_note_tells_posts_links_and_passages(folder: Path) -> None:
    text = (folder / "people" / "那顺孟和.md").read_text("utf-8")
    assert text.startswith('---\nid: "per-plain"\ntype: "people"\naliases: ["那顺孟和别名"]\nmentions: 1\n')
    assert "first_date: 2021-01-03\nlast_date: 2024-03-05\n---\n# 那顺孟和\n" in text
    assert (
        "- 2021-01-03: [[那顺孟和]], [[清河县卫生健康局局长]] at [[清河县卫生健康局]] (2024-03-06.txt)"
        in text
    )
    assert "- [[清河县卫生健康局局长]]: holds, 2×, weight 1.00, 2021-01-03 – 2023-01-01" in text
    assert "> 局长那顺孟和说：“好”。\n>\n> — 2024-03-06.txt, characters 0–20" in text


def test_a_hostile_name_stays_text(folder: Path, tables: GraphTables) -> None:
    stem = file_stems(tables.names)["per-markdown"]
    text = (folder / "people" / f"{stem}.md").read_text("utf-8")
    assert "# \\[\\[链接\\]\\] \\#标题 \\*粗\\* \\%\\%注\\%\\%\n" in text
    assert "\n---\n# " in text
    assert text.count("\n---\n") == 1, "no name ends the front matter"


def test_nothing_in_a_note_is_markup_but_what_kg_writes(folder: Path) -> None:
    """A reader of Markdown, for which labels of links are texts too, finds no element in any text."""
    markdown = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed").MarkdownIt()
    found = set()
    for path in _notes(folder):
        text = path.read_text("utf-8").split("\n---\n", 1)[-1]
        assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", text)
        for token in markdown.parse(LINK.sub(lambda link: link[2] or link[1], text)):
            found |= {token.type, *(child.type for child in token.children or ())}
    known = {"heading", "paragraph", "bullet_list", "list_item", "blockquote"}
    assert (
        found - {f"{kind}_{end}" for kind in known for end in ("open", "close")}
        == {
            "inline",
            "softbreak",
            "text",
            "text_special",
        }
        & found
    )


def _refused_by_windows(name: str) -> bool:
    return (
        bool(re.search(r'[\x00-\x1f<>:"/\\|?*]', name))
        or name != name.rstrip(" .")
        or re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)", PureWindowsPath(name).name.split(".")[0])
        is not None
    )


def test_file_names_fit_every_system(folder: Path) -> None:
    names = [path.stem for path in _notes(folder)]
    assert not [name for name in names if _refused_by_windows(name) or set(name) & set("#^[]|")]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= LONGEST_NAME + 12


@given(st.lists(st.text(max_size=70), max_size=12))
def test_any_names_give_names_of_files(names: list[str]) -> None:
    stems = file_stems({f"per-{number:08}": name for number, name in enumerate(names)})
    assert len({stem.casefold() for stem in stems.values()}) == len(names)
    for stem in stems.values():
        assert stem
        assert not _refused_by_windows(stem)
        assert len(f"{stem}.md".encode()) <= 255, "the longest name of a file on Linux"
