"""The places of a build on a map, and what the map shows around them: counties and cities of China."""

from kg.export.report.atlas import Place
from kg.export.report.captions import City
from kg.export.report.projection import Point
from kg.knowledge.countries import country_name
from kg.knowledge.divisions import read_divisions
from kg.knowledge.positions import read_positions
from kg.knowledge.spelling import plain_form
from kg.store.tables import Tables

PROVINCE = 1
CHINA = "中国"
LONGEST_NAME = 12  # characters on the map


def mapped_places(tables: Tables) -> list[Place]:
    """Return the places with a position; China itself, which is the whole map, is none of them."""
    return [
        Place(
            entity.id,
            _short(tables.names[entity.id]),
            entity.latitude,
            entity.longitude,
            entity.mentions,
            wide=entity.level == PROVINCE or country_name(plain_form(entity.name)) is not None,
        )
        for entity in tables.entities
        if entity.label == "LOC" and entity.latitude is not None and entity.longitude is not None
        if country_name(plain_form(entity.name)) != CHINA
    ]


def read_counties() -> list[Point]:
    """Return the positions of all counties of China, latitude and longitude."""
    return [
        (position.latitude, position.longitude)
        for code, position in read_positions().items()
        if code.isdigit() and not code.endswith("00")
    ]


def read_cities() -> list[City]:
    """Return the names and positions of all prefectures of China."""
    named = read_divisions().by_code
    return [
        (named[code].name, position.latitude, position.longitude)
        for code, position in read_positions().items()
        if code.endswith("00") and not code.endswith("0000") and code in named
    ]


def _short(name: str, most: int = LONGEST_NAME) -> str:
    text = " ".join(name.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
