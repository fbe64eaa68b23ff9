"""The words of organizations' names, compiled once."""

from functools import cache, lru_cache

from kg.knowledge.body_endings import body_endings
from kg.knowledge.tables import read_kinds

JOINTS = frozenset("和与暨及")
ALL = "全国"
_SHORTEST = 2  # characters of a name


class BodyWords:
    """Fixed names, organs, and what a body's name may end with."""

    def __init__(self) -> None:
        """Compile the lists of kg/data."""
        kinds = read_kinds("bodies.txt")
        organs = [organ for organ in body_endings("organ") if len(organ) > 1]
        of_all = tuple(kinds["ends_of_all"])
        of_level = {
            level + organ
            for level in kinds["level"]
            for organ in body_endings("organ")
            if level != ALL or organ.endswith(of_all)
        }
        self.national = kinds["national"]
        self.fixed = frozenset(kinds["fixed"])
        self.known = self.fixed | of_level.difference(kinds["no_body"])
        self.organs = frozenset(organs)
        self.strong = body_endings("strong")
        self.units = body_endings("unit")
        self.endings = body_endings("strong", "unit", "suffix") | self.organs
        self._width = max(map(len, self.endings))

    @lru_cache(maxsize=65536)  # noqa: B019 -- a process has one BodyWords, and keeps it
    def ending(self, text: str) -> str:
        """Return the longest ending of a body that a text ends with, empty where there is none."""
        for width in range(min(self._width, len(text)), 0, -1):
            if text[-width:] in self.endings:
                return text[-width:]
        return ""

    def has_name(self, body: str) -> bool:
        """Tell whether a body is a known one or has a name before its ending, and is not only a kind."""
        return body in self.known or len(body) - len(self.ending(body)) >= _SHORTEST


@cache
def body_words() -> BodyWords:
    """Return the words of organizations' names."""
    return BodyWords()
