"""Countries and provinces by one character."""

import pytest

from kg.knowledge.abbreviations import is_abbreviated, is_army, is_side, read_abbreviations, sides
from kg.knowledge.countries import country_name
from kg.knowledge.divisions import short_provinces


def test_each_character_stands_for_countries_provinces_or_a_continent() -> None:
    named = {name for names in read_abbreviations().values() for name in names}
    provinces = set(short_provinces())
    assert provinces <= named
    assert {name for name in named if country_name(name) is None} - provinces == {"欧洲"}


@pytest.mark.parametrize(
    ("text", "abbreviated"), [("京", True), ("晋陕", True), ("京津冀", True), ("江", False), ("中央", False)]
)
def test_several_characters_are_several_places(text: str, abbreviated: bool) -> None:
    assert is_abbreviated(text) is abbreviated


@pytest.mark.parametrize(
    ("text", "side", "army"),
    [
        ("日方", True, False),
        ("日军", True, True),
        ("叙军", False, True),
        ("欧军", True, False),
        ("新方", False, False),
        ("新军", True, False),
        ("双方", False, False),
        ("方", False, False),
        ("", False, False),
        ("美军方", False, False),
    ],
)
def test_a_country_as_a_party_and_its_forces(text: str, side: bool, army: bool) -> None:
    assert (is_side(text), is_army(text)) == (side, army)
    assert (text in sides()) is side
