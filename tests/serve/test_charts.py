"""Shapes of the small pictures, and where names stand in a sentence."""

from itertools import pairwise

import pytest

from kg.queries.told import place_marks
from kg.queries.values import Named, TenureRow
from kg.serve.charts import HEIGHT, WIDTH, bars_of, map_of, time_line

PERSON, BODY = Named("per-1", "PER", "何文静"), Named("org-1", "ORG", "清河县水利局")


def tenure(first: str | None, last: str | None, former: str | None = None) -> TenureRow:
    return TenureRow(PERSON, "局长", BODY, "title-1", first, last, former, 1, "held", ())


@pytest.mark.parametrize(
    ("months", "slots", "first", "last", "undated"),
    [
        ({"2021-03": 2, "2021-05": 4}, ["2021-03", "2021-05"], "2021-01", "2021-12", 0),
        ({"2010-03": 2, "2010-09": 1, "2020-05": 4}, ["2010", "2020"], "2010", "2020", 0),
        ({"2021-03": 1, "2018": 2, "": 7}, ["2018", "2021"], "2018", "2021", 7),
    ],
)
def test_bars_are_months_or_years(
    months: dict[str, int], slots: list[str], first: str, last: str, undated: int
) -> None:
    found = bars_of(months.items())
    assert found
    assert [bar.when for bar in found.bars] == slots
    assert (found.first, found.last, found.undated) == (first, last, undated)
    assert max(bar.height for bar in found.bars) == HEIGHT
    assert all(a.x + a.width <= b.x for a, b in pairwise(found.bars))
    assert found.bars[-1].x + found.bars[-1].width <= WIDTH


@pytest.mark.parametrize("months", [{}, {"": 3}])
def test_without_dates_there_are_no_bars(months: dict[str, int]) -> None:
    assert bars_of(months.items()) is None


def test_tenures_lie_on_one_axis_of_time() -> None:
    found = time_line(
        [tenure("2021-03-01", "2022-03-01"), tenure(None, None, "2024-12-31"), tenure(None, None)]
    )
    assert found
    assert (found.first, found.last, len(found.years)) == ("2021", "2024", 3)
    held, former = found.lines
    assert held.former is None
    assert 0 < held.x < held.x + held.width < former.x <= WIDTH
    assert (former.width, former.former) == (0.0, WIDTH)


@pytest.mark.parametrize("dates", [(None, None), ("", ""), ("no day", "2021-13-40")])
def test_without_dates_there_is_no_axis(dates: tuple[str | None, str | None]) -> None:
    assert time_line([tenure(*dates)]) is None


def test_a_long_time_has_few_marks() -> None:
    found = time_line([tenure("1905-01-01", "2024-01-01")])
    assert found
    assert len(found.years) <= 20


@pytest.mark.parametrize(
    ("place", "corner"),
    [
        ((45.8, 126.6), "north east"),
        ((18.3, 109.5), "south"),
        ((39.5, 76.0), "west"),
        ((48.85, 2.35), "world"),
    ],
)
def test_places_lie_where_they_are(place: tuple[float, float], corner: str) -> None:
    found = map_of(*place)
    assert found
    assert 0 <= found.x <= found.width
    assert 0 <= found.y <= found.height
    assert ("east" in corner) <= (found.x > found.width / 2)
    assert ("south" in corner) <= (found.y > found.height / 2)
    assert ("west" in corner) <= (found.x < found.width / 3)
    assert (corner == "world") == (found.width > 700)


def test_a_place_without_a_position_has_no_map() -> None:
    assert map_of(None, 115.0) is None


@pytest.mark.parametrize(
    ("text", "length", "names", "marked"),
    [
        ("何文静到会。", 6, [("何文静", 0)], [(0, 3)]),
        ("局长何文静说，何文静要走。", 13, [("何文静", 2), ("何文静", 7)], [(2, 5), (7, 10)]),
        ("局长何文静说，何文静要走。", 15, [("何文静", 9)], [(7, 10)]),
        ("局长何文静说。", 9, [("何文静", 4)], [(2, 5)]),
        ("何文静到会。", 6, [("沈秀兰", 0)], []),
    ],
)
def test_names_are_marked_though_line_breaks_are_gone(
    text: str, length: int, names: list[tuple[str, int]], marked: list[tuple[int, int]]
) -> None:
    sentence = {"text": text, "start": 100, "end": 100 + length}
    rows = [{"text": name, "start": 100 + at, "label": "PER", "entity": None} for name, at in names]
    assert [(mark.start, mark.end) for mark in place_marks(sentence, rows, {})] == marked
