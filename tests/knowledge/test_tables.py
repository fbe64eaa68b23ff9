"""Every table of kg/data is well-formed: columns, no row twice, no stray blank, codes that exist."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from kg.knowledge.countries import country_name, read_capitals, read_countries
from kg.knowledge.divisions import read_divisions, read_townships
from kg.knowledge.historic import read_historic
from kg.knowledge.nicknames import read_nicknames
from kg.knowledge.positions import read_positions
from kg.knowledge.tables import any_of, longest_first, read_kinds, read_lines, read_marks, read_rows

ROOT = Path(__file__).resolve().parents[2]

COLUMNS = {
    "addresses.tsv": 3,
    "rank_posts.tsv": 3,
    "body_endings.tsv": 3,
    "post_verbs.tsv": 2,
    "everyday_characters.tsv": 2,
    "name_characters.tsv": 2,
    "abbreviations.tsv": 3,
    "place_words.tsv": 2,
    "proposals.tsv": 6,
    "rule_words.tsv": 2,
    "score_weights.tsv": 2,
    "title_followers.tsv": 2,
    "post_words.tsv": 2,
    "press_words.tsv": 2,
    "reference_words.tsv": 2,
    "eras.tsv": 3,
    "time_words.tsv": 4,
    "title_endings.tsv": 4,
    "body_forms.tsv": 2,
    "body_kinds.tsv": 2,
    "capitals.tsv": 2,
    "countries.tsv": 4,
    "divisions.tsv": 5,
    "historic.tsv": 8,
    "nicknames.tsv": 2,
    "positions.tsv": 3,
    "spellings.tsv": 3,
    "surnames.tsv": 2,
    "table_columns.tsv": 2,
    "townships.tsv": 2,
    "foreign_cities.tsv": 2,
    "other_places.tsv": 3,
    "implied_posts.tsv": 2,
    "ministers.tsv": 3,
    "written_out.tsv": 2,
    "state_bodies.tsv": 2,
    "twofold_places.tsv": 2,
}
KINDS = (
    "bodies.txt",
    "name_elements.txt",
    "named.tsv",
    "places.txt",
    "ranks.txt",
    "titles.txt",
)
WORDS = ("common_words.txt", "everyday_places.txt", "idioms.txt", "renamed_divisions.txt")
KINDS_ASKED = (
    *("bodies.txt", "post_words.tsv", "press_words.tsv"),
    *("ranks.txt", "reference_words.tsv", "rule_words.tsv"),
)
MARKS_ASKED = (
    *("abbreviations.tsv", "body_endings.tsv", "place_words.tsv"),
    *("post_verbs.tsv", "surnames.tsv", "title_endings.tsv"),
)
SORTED = ("capitals.tsv", "divisions.tsv", "positions.tsv", "townships.tsv")
REPEATED = (
    "body_kinds.tsv",
    "historic.tsv",
    "ministers.tsv",
    "other_places.tsv",
    "time_words.tsv",
)  # a name or a word can mean several things
NAMES = sorted(path.name for path in (files("kg") / "data").iterdir() if path.name.endswith((".tsv", ".txt")))


def test_every_table_is_checked_below_and_told_in_the_readme() -> None:
    assert sorted({*COLUMNS, *KINDS, *WORDS}) == NAMES
    readme = (files("kg") / "data" / "README.md").read_text("utf-8")
    assert [name for name in NAMES if f"| {name} |" not in readme] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_table_begins_with_what_it_is_and_has_no_stray_blanks(name: str) -> None:
    lines = (files("kg") / "data" / name).read_text("utf-8").split("\n")
    assert lines[0].startswith("# ")
    assert lines[-1] == ""
    assert [
        line for line in lines[:-1] if not line or line[0] == " " or line[-1] == " " or "  " in line
    ] == []


@pytest.mark.parametrize(("name", "columns"), COLUMNS.items())
def test_rows_have_their_columns_and_stand_once(name: str, columns: int) -> None:
    rows = read_rows(name, columns)
    assert all(row[0] for row in rows)
    assert len({tuple(row) for row in rows}) == len(rows)
    if name not in REPEATED:
        assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize("name", SORTED)
def test_tables_by_code_are_sorted(name: str) -> None:
    firsts = [row[0] for row in read_rows(name, COLUMNS[name])]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("name", KINDS)
def test_lists_of_words_have_kinds(name: str) -> None:
    assert all(re.fullmatch(r"[a-z][a-z_0-9]*\t\S.*", line) for line in read_lines(name))
    assert all(words for words in read_kinds(name).values())


@pytest.mark.parametrize("name", [*KINDS_ASKED, *MARKS_ASKED])
def test_every_kind_and_mark_is_asked_for(name: str) -> None:
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "kg").rglob("*.py")))
    found = read_kinds(name) if name in KINDS_ASKED else read_marks(name, COLUMNS[name])
    assert [kind for kind in found if not re.search(rf"""['"]{kind}['"]""", code)] == []


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match=r"kg/data/capitals.tsv: 3 columns"):
        read_rows("capitals.tsv", 3)


def test_codes_are_those_of_divisions() -> None:
    codes = read_divisions().by_code.keys()
    assert read_townships().keys() <= codes
    assert {code for code in read_positions() if code.isdigit()} <= codes
    held = {entry.holder for entries in read_historic().values() for entry in entries} - {""}
    assert held <= codes


def test_every_byname_is_that_of_a_division() -> None:
    named = {byname: names.split("|") for byname, names in read_rows("nicknames.tsv", 2)}
    assert {byname: len(cities) for byname, cities in read_nicknames().items()} == {
        byname: len(names) for byname, names in named.items()
    }


def test_capitals_of_countries_have_positions() -> None:
    assert len(read_capitals()) > 190
    missing = [city for city in read_capitals() if city not in read_positions()]
    assert len(missing) < 10, missing
    assert set(read_capitals().values()) <= set(read_countries())


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("市", "直辖市"), "直辖市", "直辖市"),
        (("a.b", "a"), "a.b", "a.b"),
        (("a.b",), "axb", None),
        (("部", "部"), "部", "部"),
    ],
)
def test_a_group_of_words_matches_the_longest_of_them(
    words: tuple[str, ...], text: str, found: str | None
) -> None:
    match = re.match(any_of(*words), text)
    assert (match[0] if match else None) == found


def test_words_are_ordered_by_length_then_by_character() -> None:
    assert longest_first(["乙", "甲", "乙甲", "甲"]) == ["乙甲", "乙", "甲"]


def test_cities_and_other_places_lie_in_countries_and_stand_once() -> None:
    cities, places = read_rows("foreign_cities.tsv", 2), read_rows("other_places.tsv", 3)
    holders = {row[0] for row in cities} | {row[1] for row in places if row[1]}
    assert [holder for holder in sorted(holders) if country_name(holder) != holder] == []
    names = [name for row in (*cities, *places) for forms in row[-1].split() for name in forms.split("=")]
    assert [name for name in names if names.count(name) > 1] == []
    assert [name for row in cities for name in row[1].split() if name in read_divisions().by_form] == ["平昌"]


def test_what_stands_for_something_else_is_the_short_name_of_a_division() -> None:
    divisions = read_divisions()
    names = [name for words in read_kinds("twofold_places.tsv").values() for name in words]
    assert [n for n in names if n not in divisions.by_form and n not in divisions.by_word] == []
    assert [name for name in names if names.count(name) > 1] == []
