"""The inline markup of the training text."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.training.corpora import OWN_TEXT, join_names, read_own_text
from kg.training.passages import Passage, find_fault, join_passages, parse_markup, read_markup


@pytest.mark.parametrize(
    ("marked", "text", "named", "unsure"),
    [
        ("没有名字。", "没有名字。", (), ()),
        ("{PER 李华}来了", "李华来了", ((0, 2, "PER"),), ()),
        (
            "{ORG 市委}{TITLE 书记}{PER 白永刚}出席",
            "市委书记白永刚出席",
            ((0, 2, "ORG"), (2, 4, "TITLE"), (4, 7, "PER")),
            (),
        ),
        ("{?LOC 我区}启动", "我区启动", (), ((0, 2),)),
        ("在{LOC 海拉尔}\n{?ORG 本报}讯", "在海拉尔\n本报讯", ((1, 4, "LOC"),), ((5, 7),)),
    ],
)
def test_markup_becomes_text_and_spans(
    marked: str, text: str, named: tuple[tuple[int, int, str], ...], unsure: tuple[tuple[int, int], ...]
) -> None:
    passage = parse_markup(marked)
    assert (passage.text, passage.named, passage.unsure) == (text, named, unsure)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{PER 李华}", None),
        ("{PERSON 李华}", "unknown label 'PERSON'"),
        ("{PER 李华", "stray brace"),
        ("李华}", "stray brace"),
        ("{PER  李华}", "blank or padded"),
        ("{PER 李华 }", "blank or padded"),
    ],
)
def test_faults_are_named(line: str, fault: str | None) -> None:
    found = find_fault(line)
    assert (fault is None and found is None) or (fault is not None and fault in str(found))


def test_a_file_holds_passages_between_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("# remark\n\n{LOC 敦煌}下雨\n游客不减\n\n\n{PER 韩春}说\n", encoding="utf-8")
    first, second = read_markup(path)
    assert first.text == "敦煌下雨\n游客不减"
    assert second.named == ((0, 2, "PER"),)


def test_a_faulty_line_is_named_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("好\n{NAME 韩春}说\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.txt:2: unknown label 'NAME'"):
        read_markup(path)


def test_the_own_text_is_well_formed() -> None:
    passages = read_own_text(OWN_TEXT)
    assert sum(len(passage.text) for passage in passages) > 100_000
    labels = {label for passage in passages for _, _, label in passage.named}
    assert labels == {"PER", "LOC", "ORG", "TITLE"}


def test_short_passages_are_joined_with_their_offsets() -> None:
    short = [Passage("李华来", ((0, 2, "PER"),)), Passage("在我市", (), ((1, 3),))]
    (joined,) = join_passages(short, 20)
    assert joined.text == "李华来\n在我市"
    assert joined.named == ((0, 2, "PER"),)
    assert joined.unsure == ((5, 7),)


def test_passages_of_different_conventions_stay_apart() -> None:
    passages = [Passage("甲", (), domain="msra"), Passage("乙", (), domain="uner")]
    assert list(join_passages(passages, 20)) == passages


@pytest.mark.parametrize(
    ("named", "joined"),
    [
        (((0, 2, "LOC"), (2, 4, "LOC")), ((0, 4, "LOC"),)),
        (((0, 2, "LOC"), (2, 4, "ORG")), ((0, 4, "ORG"),)),
        (((0, 2, "LOC"), (2, 4, "PER")), ((0, 2, "LOC"), (2, 4, "PER"))),
        (((0, 2, "LOC"), (3, 4, "ORG")), ((0, 2, "LOC"), (3, 4, "ORG"))),
        (((0, 2, "ORG"), (2, 4, "LOC")), ((0, 2, "ORG"), (2, 4, "LOC"))),
    ],
)
def test_neighboring_places_and_bodies_are_joined(
    named: tuple[tuple[int, int, str], ...], joined: tuple[tuple[int, int, str], ...]
) -> None:
    assert join_names("甲乙丙丁", named) == joined
