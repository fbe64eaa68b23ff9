"""Shapes of the small pictures of the explorer, as numbers: bars, lines of tenures, dots of a map."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.days import last_day
from kg.export.report.projection import MapFrame, Point, project, rect_of
from kg.knowledge.positions import read_positions
from kg.queries.values import TenureRow

WIDTH = 1000  # of all pictures
HEIGHT = 100  # of bars
_THICKEST = 44.0  # bar
_YEARS_OF_MONTHS = 4  # a longer time is shown by years
_APART = (1, 5, 10, 50, 100, 1000)  # years between marks on an axis
_MOST_MARKS = 20
_CHINA = (73.0, 135.5, 17.5, 54.0)  # degrees: west, east, south, north
_MAP = (620, 460)
_WORLD = (720, 290)  # two pixels a degree, without the poles
_TOP = 75.0  # degrees north


@dataclass(frozen=True, slots=True)
class TimeBar:
    """A month or year with its articles."""

    when: str
    count: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TimeBars:
    """Articles over time."""

    first: str
    last: str
    bars: tuple[TimeBar, ...]
    undated: int


def bars_of(months: Iterable[tuple[str, int]]) -> TimeBars | None:
    """Return bars for counts by month, by year where it is more than a few years; None without a date."""
    known = dict(months)
    undated = known.pop("", 0)
    dated = {month: count for month, count in known.items() if len(month) == len("2021-03")}
    counts: Counter[str] = Counter()
    years = sorted({month[:4] for month in known})
    if not years:
        return None
    by_year = int(years[-1]) - int(years[0]) >= _YEARS_OF_MONTHS or len(dated) < len(known)
    for month, count in known.items():
        counts[month[:4] if by_year else month] += count
    slots = _slots(years, by_year)
    most, wide = max(counts.values()), WIDTH / len(slots)
    thick = min(_THICKEST, wide - min(6.0, wide * 0.2))
    bars = tuple(
        TimeBar(
            when,
            counts[when],
            round((at + 0.5) * wide - thick / 2, 1),
            round(thick, 1),
            round(max(2.0, HEIGHT * counts[when] / most), 1),
        )
        for at, when in enumerate(slots)
        if counts[when]
    )
    return TimeBars(slots[0], slots[-1], bars, undated)


def _slots(years: Sequence[str], by_year: bool) -> list[str]:
    """Return all years or months from the first to the last year."""
    span = [f"{year:04}" for year in range(int(years[0]), int(years[-1]) + 1)]
    return span if by_year else [f"{year}-{month:02}" for year in span for month in range(1, 13)]


@dataclass(frozen=True, slots=True)
class TenureLine:
    """A tenure with the stretch of the time line that pages state, in parts of WIDTH."""

    tenure: TenureRow
    x: float
    width: float
    former: float | None  # where it is said to be over


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Tenures below each other on one axis of time."""

    first: str
    last: str
    lines: tuple[TenureLine, ...]
    years: tuple[float, ...]  # where years begin, of a long time some of them


def time_line(tenures: Sequence[TenureRow]) -> TimeLine | None:
    """Return tenures on an axis from the year of the first to the year of the last date; None without any."""
    days = [_day(text) for tenure in tenures for text in _dates(tenure)]
    known = [day for day in days if day]
    if not known:
        return None
    first, last = min(known).year, max(known).year
    start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()

    def place(text: str | None) -> float | None:
        day = _day(text)
        return round(WIDTH * (day.toordinal() - start) / (end - start), 1) if day else None

    lines = []
    for tenure in tenures:
        ends = tenure.first_seen, last_day(tenure.last_seen or "")
        stated = [at for at in map(place, ends) if at is not None]
        left = min(stated) if stated else place(tenure.former_since)
        wide = max(stated) - min(stated) if stated else 0.0
        if left is not None:
            former = place(tenure.former_since)
            lines.append(TenureLine(tenure, left, max(wide, 5.0 if stated else 0.0), former))
    apart = next(step for step in _APART if (last - first) / step <= _MOST_MARKS)
    begins = (place(f"{year}-01-01") for year in range(first + 1, last + 1) if year % apart == 0)
    return TimeLine(str(first), str(last), tuple(lines), tuple(at for at in begins if at is not None))


def _dates(tenure: TenureRow) -> tuple[str | None, ...]:
    return tenure.first_seen, tenure.last_seen, tenure.former_since


def _day(text: str | None) -> date | None:
    """Return a day, the first of a year or month; None for what is none."""
    parts = (text or "").split("-")
    if not all(part.isdecimal() for part in parts):
        return None
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return date(year, month, day) if year and 1 <= month <= 12 and 1 <= day <= 28 else _late(year, month, day)


def _late(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DotMap:
    """A map of dots with one place on it."""

    dots: str  # the data of a path: a stroke without length for each division, or country
    width: int
    height: int
    x: float
    y: float


def map_of(latitude: float | None, longitude: float | None) -> DotMap | None:
    """Return where a place lies among the counties of China, else among the countries; None for nowhere."""
    if latitude is None or longitude is None:
        return None
    west, east, south, north = _CHINA
    if west <= longitude <= east and south <= latitude <= north:
        x, y = _china().on(project(latitude, longitude))
        return DotMap(_dots_of_china(), *_MAP, round(x, 1), round(y, 1))
    x, y = _world(latitude, longitude)
    return DotMap(_dots_of_world(), *_WORLD, x, y)


@cache
def _counties() -> list[Point]:
    """Return where the counties are, in kilometers."""
    places = sorted((code, place) for code, place in read_positions().items() if code.isdecimal())
    return [project(*place) for code, place in places if code[4:] != "00"]


@cache
def _china() -> MapFrame:
    return MapFrame(rect_of(_counties()), *_MAP, padding=6.0)


@cache
def _dots_of_china() -> str:
    return _dots(_china().on(point) for point in _counties())


@cache
def _dots_of_world() -> str:
    places = sorted((name, place) for name, place in read_positions().items() if not name.isdecimal())
    return _dots(_world(*place) for _, place in places)


def _world(latitude: float, longitude: float) -> Point:
    return round(2 * (longitude + 180), 1), round(2 * (_TOP - latitude), 1)


def _dots(points: Iterable[Point]) -> str:
    return "".join(f"M{x:.0f} {y:.0f}h0" for x, y in points)
