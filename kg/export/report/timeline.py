"""What was read, by date: bars of articles over time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT, BASE = 840, 132, 104  # of the drawing, and where the bars stand
TALLEST = 74
MARGIN = 14
STEPS = (("day", 70), ("week", 450), ("month", 2_000), ("year", 10**9))  # longest span in days for each


@dataclass(frozen=True, slots=True)
class Bar:
    """The articles of one stretch of time."""

    x: float
    width: float
    height: float
    count: int
    first: str
    last: str
    label: bool  # whether its count is written above it


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Articles by date, drawn."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    step: str  # day week month year
    undated: int
    first: str | None = None
    last: str | None = None


def draw_timeline(articles: Iterable[tuple[str, int]]) -> Timeline:
    """Return the bars of the articles of each day, by day, week, month or year, whichever suits their span.

    What is no day counts as undated.
    """
    known: Counter[str] = Counter()
    undated = 0
    for day, count in articles:
        if _valid(day):
            known[day] += count
        else:
            undated += count
    if not known:
        return Timeline((), (), "day", undated)
    first, last = min(known), max(known)
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    step = next(name for name, longest in STEPS if span <= longest)
    bins: Counter[str] = Counter()
    for day, count in known.items():
        bins[_start(date.fromisoformat(day), step).isoformat()] += count
    scale = _Scale(date.fromisoformat(min(bins)), _next(date.fromisoformat(max(bins)), step))
    return Timeline(_bars(bins, step, scale), tuple(_ticks(scale, step)), step, undated, first, last)


class _Scale:
    """Days on the width of the drawing."""

    def __init__(self, first: date, end: date) -> None:
        self.first, self.end = first, end
        self.days = max((end - first).days, 12)

    def at(self, day: date) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * (day - self.first).days / self.days


def _bars(bins: Counter[str], step: str, scale: _Scale) -> tuple[Bar, ...]:
    tallest = max(bins.values())
    few = len(bins) <= 40
    bars, end_of_label = [], -1.0
    for start in sorted(bins):
        begin = date.fromisoformat(start)
        x, room = scale.at(begin), scale.at(_next(begin, step)) - scale.at(begin)
        width = min(max(room - 1.5, 2.0), 18.0)
        middle, half = x + room / 2, 4.0 * len(str(bins[start]))
        label = few and middle - half > end_of_label
        end_of_label = middle + half if label else end_of_label
        last = (_next(begin, step) - timedelta(days=1)).isoformat()
        count, left = bins[start], round(middle - width / 2, 1)
        height = round(TALLEST * count / tallest, 1)
        bars.append(Bar(left, round(width, 1), height, count, start, last, label))
    return tuple(bars)


def _ticks(scale: _Scale, step: str) -> Iterable[Tick]:
    """Yield years, months or days, as many as have room."""
    marks = list(_marks(scale, step))
    every = max(1, -(-len(marks) // 12))
    for day, text in marks[::every]:
        yield Tick(round(scale.at(day), 1), text)


def _marks(scale: _Scale, step: str) -> Iterable[tuple[date, str]]:
    if scale.days > 3 * 365:
        for year in range(scale.first.year, scale.end.year + 1):
            if date(year, 1, 1) >= scale.first:
                yield date(year, 1, 1), str(year)
        return
    day = scale.first
    coarse = "month" if scale.days > 70 else "day"
    day = _start(day, coarse) if _start(day, coarse) >= scale.first else _next(_start(day, coarse), coarse)
    while day < scale.end:
        yield day, day.isoformat()[:7] if coarse == "month" else day.isoformat()[5:]
        day = _next(day, coarse)


def _start(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1, month=1 if step == "year" else day.month) if step in ("month", "year") else day


def _next(start: date, step: str) -> date:
    if step == "year":
        return start.replace(year=start.year + 1)
    if step == "month":
        return (start + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=7 if step == "week" else 1)


def _valid(day: str) -> bool:
    try:
        return 1 < date.fromisoformat(day).year < 9998
    except ValueError:
        return False
