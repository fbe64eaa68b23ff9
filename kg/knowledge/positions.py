"""Where divisions, countries and capitals are, in degrees of WGS84 (kg/data/positions.tsv)."""

from functools import cache
from typing import NamedTuple

from kg.knowledge.tables import read_rows


class Position(NamedTuple):
    """Degrees north and east; south and west are negative."""

    latitude: float
    longitude: float


@cache
def read_positions() -> dict[str, Position]:
    """Return the positions of divisions by GB/T 2260 code, of countries and capitals by name."""
    rows = read_rows("positions.tsv", 3)
    return {place: Position(float(latitude), float(longitude)) for place, latitude, longitude in rows}


def position_of(place: str) -> Position | None:
    """Return the position of the division of a code, or of a country or capital by its name.

    >>> position_of("110000"), position_of("法国"), position_of("某地")
    (Position(latitude=39.903, longitude=116.401), Position(latitude=48.853, longitude=2.349), None)
    """
    return read_positions().get(place)
