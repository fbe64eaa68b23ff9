"""Places on a map without borders: faint dots of all counties make the shape of the country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin, sqrt

WIDTH = 840
LOWEST, HIGHEST = 380, 600  # height of the drawing
PADDING = 46
SMALLEST, LARGEST = 3.5, 19.0  # radius of a place
MOST_NAMES = 40
CLOSE_SHARE = 0.9  # of all mentions: where they lie in one region, the map shows that region
REGION = 0.5  # of the country's width: what counts as one region
LEAST_KM = 300.0  # side of the smallest frame
LETTER = 13.0  # size of a name
PARALLELS, ORIGIN, MERIDIAN = (25.0, 47.0), 36.0, 105.0  # usual for maps of China
EARTH = 6371.0  # km
INSET = (128.0, 96.0)
STEPS_KM = (10, 20, 50, 100, 200, 500, 1000)

Point = tuple[float, float]
City = tuple[str, float, float]  # name, latitude, longitude
Box = tuple[float, float, float, float]  # left, top, right, bottom


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
    window: Box | None  # the part, on the inset


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
    country = _box(land or at)
    frame, zoomed = _frame(known, at, country)
    view = _View(frame)
    inside = [number for number, point in enumerate(at) if view.holds(point)]
    corner = (0.0, view.height - INSET[1] - 14, INSET[0] + 14, view.height)
    spots = _spots([known[n] for n in inside], [view.on(at[n]) for n in inside], view.height, corner)
    free = _free_names(cities, view, spots) if zoomed else ()
    outside = tuple(place for number, place in enumerate(known) if number not in set(inside))
    small = _View(country, *INSET, padding=4.0) if zoomed and land else None
    return Atlas(
        height=round(view.height),
        dots=_path(view.on(point) for point in land if view.holds(point, -PADDING)),
        dot=round(min(4.0, max(2.0, 2.0 + view.scale * 1.6)), 1),
        cities=free,
        spots=spots,
        outside=outside,
        bar=_bar(view.scale),
        inset=_path(small.on(point) for point in land) if small else None,
        window=_window(small, view.frame, country) if small else None,
    )


def project(latitude: float, longitude: float) -> Point:
    """Return a position in kilometers right and down on a map that keeps areas (Albers).

    >>> [round(value) for value in project(36.0, 105.0)], project(40.0, 116.0)[0] > 0
    ([0, 0], True)
    """
    low, high = (sin(radians(parallel)) for parallel in PARALLELS)
    n = (low + high) / 2
    c = cos(radians(PARALLELS[0])) ** 2 + 2 * n * low
    reach = EARTH * sqrt(max(0.0, c - 2 * n * sin(radians(latitude)))) / n
    base = EARTH * sqrt(c - 2 * n * sin(radians(ORIGIN))) / n
    angle = n * radians((longitude - MERIDIAN + 180) % 360 - 180)
    return reach * sin(angle), -(base - reach * cos(angle))


class _View:
    """A frame in kilometers on a sheet."""

    def __init__(self, box: Box, width: float = WIDTH, height: float = 0.0, padding: float = PADDING) -> None:
        wide, tall = max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)
        room = width - 2 * padding
        self.height = height or min(max(room * tall / wide + 2 * padding, LOWEST), HIGHEST)
        self.width, self.padding = width, padding
        self.scale = min(room / wide, (self.height - 2 * padding) / tall)
        self.middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    def on(self, point: Point) -> Point:
        x = self.width / 2 + (point[0] - self.middle[0]) * self.scale
        return x, self.height / 2 + (point[1] - self.middle[1]) * self.scale

    def holds(self, point: Point, slack: float = -12.0) -> bool:
        x, y = self.on(point)
        edge = -slack if slack > -PADDING else 0.0
        return edge <= x <= self.width - edge and edge <= y <= self.height - edge

    @property
    def frame(self) -> Box:
        across, down = self.width / 2 / self.scale, self.height / 2 / self.scale
        return (
            self.middle[0] - across,
            self.middle[1] - down,
            self.middle[0] + across,
            self.middle[1] + down,
        )


def _frame(places: Sequence[Place], at: Sequence[Point], country: Box) -> tuple[Box, bool]:
    """Return the frame to show, and whether it is a part of the country."""
    near_land = [number for number, point in enumerate(at) if _holds(country, point)]
    exact = [number for number in near_land if not places[number].wide] or near_land
    if not exact:
        return country, False
    total = sum(places[n].mentions for n in exact) or 1
    center = _middle([(at[n], places[n].mentions or 1) for n in exact])
    near, held = [], 0
    for number in sorted(exact, key=lambda n: (hypot(at[n][0] - center[0], at[n][1] - center[1]), n)):
        near.append(at[number])
        held += places[number].mentions
        if held >= CLOSE_SHARE * total:
            break
    box = _grown(_box(near))
    if max(box[2] - box[0], box[3] - box[1]) < REGION * (country[2] - country[0]):
        return box, True
    return country, False


def _middle(weighted: Sequence[tuple[Point, int]]) -> Point:
    """Return the median of some points across and down, each as often as it weighs."""

    def median(axis: int) -> float:
        ordered = sorted((point[axis], weight) for point, weight in weighted)
        half, passed = sum(weight for _, weight in ordered) / 2, 0
        for value, weight in ordered:
            passed += weight
            if passed >= half:
                return value
        return 0.0

    return median(0), median(1)


def _box(points: Sequence[Point]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _grown(box: Box) -> Box:
    """Return a box of LEAST_KM at least, with some land around."""
    grow_x = max((box[2] - box[0]) * 0.06, (LEAST_KM - (box[2] - box[0])) / 2)
    grow_y = max((box[3] - box[1]) * 0.06, (LEAST_KM - (box[3] - box[1])) / 2)
    return box[0] - grow_x, box[1] - grow_y, box[2] + grow_x, box[3] + grow_y


def _spots(places: Sequence[Place], at: Sequence[Point], height: float, corner: Box) -> tuple[Spot, ...]:
    """Return the drawn places, each with its name where it hides nothing, the largest first."""
    most = max((place.mentions for place in places), default=1) or 1
    radii = [SMALLEST + (LARGEST - SMALLEST) * sqrt(place.mentions / most) for place in places]
    taken: list[Box] = [
        (x - r, y - r, x + r, y + r) for (x, y), r, p in zip(at, radii, places, strict=True) if not p.wide
    ]
    taken.append(corner)
    spots = []
    for number, (place, (x, y), radius) in enumerate(zip(places, at, radii, strict=True)):
        name = _name_spot(place.name, x, y, radius, taken, height) if number < MOST_NAMES else None
        if name:
            taken.append(name[2])
        spots.append(Spot(place, x, y, radius, name[0] if name else None, name[1] if name else "start"))
    return tuple(spots)


def _free_names(
    cities: Iterable[City], view: "_View", spots: Sequence[Spot]
) -> tuple[tuple[str, float, float], ...]:
    """Return the names of cities that hide neither a place, nor its name, nor each other."""
    taken = [box for spot in spots for box in _boxes(spot)]
    taken.append((0.0, view.height - INSET[1] - 14, INSET[0] + 14, view.height))
    taken.append((WIDTH - 180.0, view.height - 36, float(WIDTH), view.height))
    shown = {spot.place.name for spot in spots}
    free = []
    for name, latitude, longitude in cities:
        x, y = view.on(project(latitude, longitude))
        half = LETTER * 0.46 * len(name) + 8
        box = (x - half, y - 12, x + half, y + 12)
        inside = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < view.height
        if inside and name not in shown and not any(_meet(box, other) for other in taken):
            taken.append(box)
            free.append((name, x, y))
    return tuple(free)


def _boxes(spot: Spot) -> Iterable[Box]:
    yield spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius
    if spot.at:
        length, (x, y) = _length(spot.place.name), spot.at
        left = {"start": x, "end": x - length, "middle": x - length / 2}[spot.anchor]
        yield left, y - LETTER, left + length, y + LETTER * 0.3


def _length(name: str) -> float:
    return LETTER * sum(1.0 if ord(sign) > 0x2E7F else 0.56 for sign in name) + 2


def _name_spot(
    name: str, x: float, y: float, radius: float, taken: Sequence[Box], height: float
) -> tuple[Point, str, Box] | None:
    """Return where a name stands, its anchor and its box; None where there is no room."""
    length = _length(name)
    gap, rise = radius + 4, LETTER * 0.36
    aside, up, down = 0.75 * radius + 3, y - 0.75 * radius - 3, y + 0.75 * radius + LETTER
    spots = (
        (x + gap, y + rise, "start", x + gap),
        (x - gap, y + rise, "end", x - gap - length),
        (x, y - gap - 2, "middle", x - length / 2),
        (x, y + gap + LETTER * 0.8, "middle", x - length / 2),
        (x + aside, up, "start", x + aside),
        (x - aside, up, "end", x - aside - length),
        (x + aside, down, "start", x + aside),
        (x - aside, down, "end", x - aside - length),
    )
    for left, base, anchor, start in spots:
        box = (start, base - LETTER * 0.92, start + length, base + LETTER * 0.24)
        inside = box[0] > 4 and box[2] < WIDTH - 4 and box[1] > 4 and box[3] < height - 4
        if inside and not any(_meet(box, other) for other in taken):
            return (left, base), anchor, box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _path(points: Iterable[Point]) -> str:
    """Return points as a path whose round ends are dots."""
    return "".join(dict.fromkeys(f"M{x:.0f} {y:.0f}h0" for x, y in points))


def _bar(scale: float) -> tuple[float, int]:
    fitting = [km for km in STEPS_KM if km * scale <= 150] or [STEPS_KM[0]]
    return round(fitting[-1] * scale, 1), fitting[-1]


def _window(small: _View, frame: Box, country: Box) -> Box:
    left, top = small.on((max(frame[0], country[0]), max(frame[1], country[1])))
    right, bottom = small.on((min(frame[2], country[2]), min(frame[3], country[3])))
    return left, top, right, bottom
