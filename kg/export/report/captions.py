"""Where names stand on a map: beside their places, hiding nothing."""

from collections.abc import Collection, Iterable, Sequence

from kg.export.report.projection import WIDTH, MapFrame, Point, Rect, project, rects_meet

LETTER = 13.0  # size of a name

City = tuple[str, float, float]  # name, latitude, longitude


def place_name(
    name: str, x: float, y: float, radius: float, taken: Sequence[Rect], height: float
) -> tuple[Point, str, Rect] | None:
    """Return where a name stands, its anchor and its box; None where there is no room."""
    length = name_length(name)
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
        if inside and not any(rects_meet(box, other) for other in taken):
            return (left, base), anchor, box
    return None


def place_cities(
    cities: Iterable[City], view: MapFrame, shown: Collection[str], hidden: Iterable[Rect]
) -> tuple[tuple[str, float, float], ...]:
    """Return the cities that are not shown as places, each with where its name hides none of the boxes.

    No name hides another either; where there is no room, a city is left out.
    """
    taken = list(hidden)
    free = []
    for name, latitude, longitude in cities:
        x, y = view.on(project(latitude, longitude))
        half = LETTER * 0.46 * len(name) + 8
        box = (x - half, y - 12, x + half, y + 12)
        inside = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < view.height
        if inside and name not in shown and not any(rects_meet(box, other) for other in taken):
            taken.append(box)
            free.append((name, x, y))
    return tuple(free)


def name_length(name: str) -> float:
    """Return how wide a name is drawn."""
    return LETTER * sum(1.0 if ord(sign) > 0x2E7F else 0.56 for sign in name) + 2
