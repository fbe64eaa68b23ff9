"""Places on a map without borders: faint dots of all counties make the shape of the country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from kg.export.report.captions import LETTER, City, name_length, place_cities, place_name
from kg.export.report.framing import choose_frame
from kg.export.report.projection import WIDTH, MapFrame, Point, Rect, project, rect_of

SMALLEST, LARGEST = 3.5, 19.0  # radius of a place
MOST_NAMES = 40
INSET = (128.0, 96.0)
STEPS_KM = (10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its position in degrees."""

    id: str
    name: str
    latitude: float
    longitude: float
    mentions: int
    wide: bool = False  # a province or a country: the point stands for an area


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as drawn; without `at` its name has no room."""

    place: Place
    x: float
    y: float
    radius: float
    at: Point | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map."""

    height: int
    dots: str  # a path of all counties
    dot: float  # their size
    cities: tuple[tuple[str, float, float], ...]  # names to find one's way, where there is room
    spots: tuple[Spot, ...]  # the largest first
    outside: tuple[Place, ...]
    bar: tuple[float, int]  # length of the scale bar, and the kilometers that it stands for
    inset: str | None  # a path of the whole country, where the map shows a part
    window: Rect | None  # the part, on the inset


def draw_atlas(
    places: Iterable[Place], counties: Sequence[Point], cities: Sequence[City] = ()
) -> Atlas | None:
    """Return the map of some places before the dots of all counties (latitude, longitude); None without any.

    Where most mentions fall on one region, the map shows it with the names of cities, and a small one
    says where it lies.
    """
    known = sorted(places, key=lambda place: (-place.mentions, place.id))
    if not known:
        return None
    land = [project(*point) for point in counties]
    at = [project(place.latitude, place.longitude) for place in known]
    country = rect_of(land or at)
    weighted = [(point, place.mentions) for point, place in zip(at, known, strict=True)]
    frame, zoomed = choose_frame(weighted, [place.wide for place in known], country)
    view = MapFrame(frame)
    inside = [number for number, point in enumerate(at) if view.holds(point)]
    corner = (0.0, view.height - INSET[1] - 14, INSET[0] + 14, view.height)
    spots = _spots([known[n] for n in inside], [view.on(at[n]) for n in inside], view.height, corner)
    outside = tuple(place for number, place in enumerate(known) if number not in set(inside))
    small = MapFrame(country, *INSET, padding=4.0) if zoomed and land else None
    return Atlas(
        height=round(view.height),
        dots=_path(view.on(point) for point in land if view.holds(point, edge=0.0)),
        dot=round(min(4.0, max(2.0, 2.0 + view.scale * 1.6)), 1),
        cities=_cities(cities, view, spots, corner) if zoomed else (),
        spots=spots,
        outside=outside,
        bar=_bar(view.scale),
        inset=_path(small.on(point) for point in land) if small else None,
        window=_window(small, view.frame, country) if small else None,
    )


def _spots(places: Sequence[Place], at: Sequence[Point], height: float, corner: Rect) -> tuple[Spot, ...]:
    """Return the drawn places, each with its name where it hides nothing, the largest first."""
    most = max((place.mentions for place in places), default=1) or 1
    radii = [SMALLEST + (LARGEST - SMALLEST) * sqrt(place.mentions / most) for place in places]
    taken: list[Rect] = [
        (x - r, y - r, x + r, y + r) for (x, y), r, p in zip(at, radii, places, strict=True) if not p.wide
    ]
    taken.append(corner)
    spots = []
    for number, (place, (x, y), radius) in enumerate(zip(places, at, radii, strict=True)):
        name = place_name(place.name, x, y, radius, taken, height) if number < MOST_NAMES else None
        if name:
            taken.append(name[2])
        spots.append(Spot(place, x, y, radius, name[0] if name else None, name[1] if name else "start"))
    return tuple(spots)


def _cities(
    cities: Iterable[City], view: MapFrame, spots: Sequence[Spot], corner: Rect
) -> tuple[tuple[str, float, float], ...]:
    bar = (WIDTH - 180.0, view.height - 36, float(WIDTH), view.height)
    hidden = [*(box for spot in spots for box in _boxes(spot)), corner, bar]
    return place_cities(cities, view, {spot.place.name for spot in spots}, hidden)


def _boxes(spot: Spot) -> Iterable[Rect]:
    yield spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius
    if spot.at:
        length, (x, y) = name_length(spot.place.name), spot.at
        left = {"start": x, "end": x - length, "middle": x - length / 2}[spot.anchor]
        yield left, y - LETTER, left + length, y + LETTER * 0.3


def _path(points: Iterable[Point]) -> str:
    """Return points as a path whose round ends are dots."""
    return "".join(dict.fromkeys(f"M{x:.0f} {y:.0f}h0" for x, y in points))


def _bar(scale: float) -> tuple[float, int]:
    fitting = [km for km in STEPS_KM if km * scale <= 150] or [STEPS_KM[0]]
    return round(fitting[-1] * scale, 1), fitting[-1]


def _window(small: MapFrame, frame: Rect, country: Rect) -> Rect:
    left, top = small.on((max(frame[0], country[0]), max(frame[1], country[1])))
    right, bottom = small.on((min(frame[2], country[2]), min(frame[3], country[3])))
    return left, top, right, bottom
