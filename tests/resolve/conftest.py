"""What a corpus of marked sentences comes to, with the back-references that resolution adds."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.corpus import Census, Resolution, Ruling, resolve
from kg.model import Reading
from kg.naming import add_references, name_page

StandsFor = Callable[..., dict[str, str]]


def with_references(reading: Reading) -> Reading:
    """Return a reading with the mentions that only their article makes into names."""
    inside = {a.id: [m for m in reading.mentions if m.article == a.id] for a in reading.articles}
    found = [m for a in reading.articles for m in add_references(a, inside[a.id])]
    return name_page(replace(reading, mentions=tuple(sorted(found, key=lambda m: m.start))))


def resolved(*readings: Reading, rulings: tuple[Ruling, ...] = ()) -> Resolution:
    """Return the resolution of some pages."""
    census = Census()
    for reading in readings:
        census.add(reading)
    return resolve(census, rulings)


@pytest.fixture(scope="session")
def stands_for() -> StandsFor:
    """Return a reader of readings: form → name of the entity, and form@page#article where they differ.

    A person whom nobody names in full, and a body or place that nothing tells, has its own form as name.
    """

    def read(*readings: Reading) -> dict[str, str]:
        own = [with_references(reading) for reading in readings]
        resolution = resolved(*own)
        names = {entity.id: entity.name for entity in resolution.entities}
        found: dict[str, str] = {}
        for mention in (m for reading in own for m in reading.mentions if m.label != "TITLE"):
            name = names.get(resolution.entity_of(mention) or "", "-")
            found[mention.text] = found[f"{mention.text}@{mention.page}#{mention.article}"] = name
        return found

    return read
