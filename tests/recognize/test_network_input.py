"""What the network reads of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.recognize.network_input import Encoder, Lexicon, pad, split_windows


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    ids = {char: number for number, char in enumerate("在余杭区，\n", 1)}
    return Encoder(ids, 0, 1024, Lexicon(["余杭区"], ["余杭"]))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("", []),
        ("在", [0]),
        ("余杭", [5, 7]),
        ("余杭区", [1, 2, 3]),
        ("在余杭区余", [0, 1, 2, 3, 0]),
        ("余杭在余杭区", [5, 7, 0, 1, 2, 3]),
    ],
)
def test_the_longest_known_place_is_marked(encoder: Encoder, text: str, marks: list[int]) -> None:
    assert encoder.encode(text).marks.tolist() == marks


@given(
    st.sets(st.text("余杭区上城", min_size=1, max_size=5)),
    st.sets(st.text("余杭区上城", min_size=1, max_size=3)),
    st.text("余杭区上城在", max_size=12),
)
def test_marks_are_those_of_the_longest_name_from_the_left(
    full: set[str], short: set[str], text: str
) -> None:
    plain: list[int] = []
    while len(plain) < len(text):
        rest = text[len(plain) :]
        known = [name for name in full | short if len(name) > 1 and rest.startswith(name)]
        name = max(known, key=len, default="")
        first = 1 if name in full else 5
        plain += [first, *[first + 1] * (len(name) - 2), first + 2] if name else [0]
    assert Lexicon(full, short).marks(text).tolist() == plain


@pytest.mark.parametrize("text", ["余", "余杭，", "😀余", "\ud800", "a b"])
def test_every_text_has_as_many_numbers_as_characters(encoder: Encoder, text: str) -> None:
    encoded = encoder.encode(text)
    assert len(encoded) == len(encoded.left) == len(encoded.right) == len(encoded.marks) == len(text)
    assert encoded.chars.min() >= 0
    assert encoded.left.max() < 1024


def test_a_pair_is_the_same_from_both_sides(encoder: Encoder) -> None:
    encoded = encoder.encode("在余杭")
    assert encoded.right[:-1].tolist() == encoded.left[1:].tolist()


@given(st.text(alphabet="甲乙，。\n！ ", max_size=300))
def test_windows_hold_all_that_is_no_blank_and_stay_within_the_limit(text: str) -> None:
    windows = split_windows(text, 20)
    assert all(0 < end - start <= 20 for start, end in windows)
    assert windows == sorted(windows)
    covered = {i for start, end in windows for i in range(start, end)}
    assert sum(end - start for start, end in windows) == len(covered)
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())


def test_padding_fills_with_the_blank(encoder: Encoder) -> None:
    chars, left, _, _ = pad([encoder.encode("在余"), encoder.encode("杭")], 3, 9)
    assert chars.T.tolist() == [[1, 2, 9], [3, 9, 9]]
    assert left.shape == (3, 2)
