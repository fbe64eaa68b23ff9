"""Countries: the name in common use for each of their names."""

from functools import lru_cache
from importlib.resources import files

_OURS = {"我国": "中国", "全国": "中国", "祖国": "中国"}


@lru_cache(maxsize=1)
def read_countries() -> dict[str, str]:
    """Return the common name by each name of a country."""
    names = dict(_OURS)
    for line in (files("kg") / "data" / "countries.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, others = line.split("\t")[:2]
            names |= {form: name for form in [name, *others.split("|")] if form}
    return names


def country_name(form: str) -> str | None:
    """Return the common name of a country, None for what is no country.

    >>> country_name("大韩民国"), country_name("我国"), country_name("首尔")
    ('韩国', '中国', None)
    """
    return read_countries().get(form)


@lru_cache(maxsize=1)
def read_capitals() -> dict[str, str]:
    """Return the common name of the country by its capital and other seats of government."""
    lines = (files("kg") / "data" / "countries.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {city: row[0] for row in rows for city in row[2].split("|") if city}
