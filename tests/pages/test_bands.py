"""What lies near on a page is found without a look at all that lies there."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pages.bands import Bands
from kg.pages.columns import read_printed
from kg.pages.glyphs import Box, Glyph, Layout

FEW = 700  # lines: more than those whose order is looked for pair by pair
GROWTH = 2.4
CountCalls = Callable[[Callable[[], object]], int]


@dataclass(frozen=True)
class Rectangle:
    box: Box


_PLACES = st.integers(0, 40)
_BOXES = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), _PLACES, _PLACES, _PLACES, _PLACES)


@given(st.lists(_BOXES.map(Rectangle), max_size=30), _BOXES, st.integers(1, 20))
def test_what_crosses_a_rectangle_is_found(all_of_page: list[Rectangle], asked: Box, step: int) -> None:
    bands = Bands(all_of_page, lambda one: one.box.top, step)
    crossing = [
        one
        for one in all_of_page
        if asked.top <= one.box.top <= asked.bottom
        and one.box.left < asked.right
        and one.box.right > asked.left
    ]
    found = list(bands.crossing(asked.top, asked.bottom, asked.left, asked.right))
    assert sorted(found, key=lambda one: one.box) == sorted(crossing, key=lambda one: one.box)
    beginning = [
        one
        for one in all_of_page
        if asked.top <= one.box.top <= asked.bottom and asked.left < one.box.left <= asked.right
    ]
    begun = [
        one
        for band in bands.between(asked.top, asked.bottom)
        for one in band.beginning(asked.top, asked.bottom, asked.left, asked.right)
    ]
    assert sorted(begun, key=lambda one: one.box) == sorted(beginning, key=lambda one: one.box)


PLACES: dict[str, Callable[[int], tuple[float, float]]] = {
    "a page": lambda n: (10 * (n % 20), 14 * (n // 20)),
    "a row with wide spaces": lambda n: (25 * n, 0),
    "two rows with wide spaces": lambda n: (25 * (n // 2), 12 * (n % 2)),
    "a column": lambda n: (0, 14 * n),
    "a column with wide spaces": lambda n: (0, 40 * n),
    "stairs": lambda n: (7 * n, 7 * n),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_twice_the_characters_are_twice_the_work(
    place: Callable[[int], tuple[float, float]], count_calls: CountCalls
) -> None:
    def read(number: int) -> str:
        placed = (place(n) for n in range(number))
        boxes = (Box(x, y, x + 10, y + 10) for x, y in placed)
        glyphs = [Glyph("会", box, 10.0, 0) for box in boxes]
        return read_printed(Layout(glyphs, 0, [], [], [])).text

    few, many = (count_calls(lambda n=n: read(n)) for n in (FEW, 2 * FEW))
    assert many < GROWTH * few
