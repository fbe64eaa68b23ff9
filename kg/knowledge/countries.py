"""Countries: the name in common use for each of their names, and their capitals."""

from functools import cache

from kg.knowledge.tables import read_rows

OURS = "中国"


@cache
def read_countries() -> dict[str, str]:
    """Return the common name by each name of a country."""
    return {form: row[0] for row in _rows() for form in [row[0], *row[1].split("|")] if form}


@cache
def read_capitals() -> dict[str, str]:
    """Return the common name of the country by its capital and other seats of government."""
    return {city: row[0] for row in _rows() for city in row[2].split("|") if city}


def country_name(form: str) -> str | None:
    """Return the common name of a country, None for what is no country.

    >>> country_name("大韩民国"), country_name("我国"), country_name("首尔")
    ('韩国', '中国', None)
    """
    return read_countries().get(form) or _by_word().get(form)


def leading_country(text: str) -> tuple[str, int] | None:
    """Return the country that a text begins with and where its name ends there, the longest name of several.

    >>> leading_country("俄罗斯联邦国防部"), leading_country("水利部")
    (('俄罗斯', 5), None)
    """
    for end in range(min(len(text), _longest()), 1, -1):
        if country := country_name(text[:end]):
            return country, end
    return None


@cache
def _longest() -> int:
    """Return how many characters the longest name of a country has."""
    return max(map(len, read_countries()))


@cache
def _by_word() -> dict[str, str]:
    """Return the country that a word points at for every reader of a Chinese paper: 我国."""
    return {word: row[0] for row in _rows() for word in row[3].split("|") if word}


@cache
def _rows() -> list[list[str]]:
    return read_rows("countries.tsv", 4)
