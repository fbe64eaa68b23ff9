"""The words of the explorer in two languages, from a table beside its templates."""

import re
from functools import cache
from importlib.resources import files

LANGUAGES = ("zh", "en")
_COUNTED = re.compile(r"([\d,]+) (\w+)\(s\)")


@cache
def read_words() -> dict[str, dict[str, str]]:
    """Return the words of each language by their keys."""
    text = (files("kg.serve") / "web" / "words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {language: {row[0]: row[at] for row in rows} for at, language in enumerate(LANGUAGES, 1)}


def word(language: str, key: str, /, **values: object) -> str:
    """Return a word or sentence, filled with values; a key that is none, as it is.

    >>> word("en", "hits", n=3), word("en", "hits", n=1), word("zh", "PER"), word("en", "甲")
    ('3 results', '1 result', '人物', '甲')
    """
    said = read_words()[language].get(key, key)
    return _COUNTED.sub(_number, said.format(**values)) if values else said


def _number(counted: "re.Match[str]") -> str:
    """Return a count with its word in the singular or the plural."""
    return f"{counted[1]} {counted[2]}{'' if counted[1] == '1' else 's'}"
