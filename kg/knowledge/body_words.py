"""The words of organizations' names, compiled once."""

from functools import cache

from kg.knowledge.lexicon import Matcher, read_kinds

SOURCE = "bodies"
JOINTS = frozenset("和与暨及")
NATIONAL = ("中国", "中共", "国务院", "全国", "中央", "联合国", "国家", "最高", "中华")

_NO_BODIES = {"校医院", "院医院", "全国政府", "公司医院", "中央医院", "村医院", "部署"}


class BodyWords:
    """Fixed names, organs, and what a body's name may end with."""

    def __init__(self) -> None:
        """Compile the list of kg/data."""
        kinds = read_kinds("bodies.txt")
        organs = [organ for organ in kinds["organ"] if len(organ) > 1]
        of_level = {level + organ for level in kinds["level"] for organ in kinds["organ"]}
        self.fixed = frozenset(kinds["fixed"])
        self.known = Matcher(self.fixed | (of_level - _NO_BODIES))
        self.organs = Matcher(organs)
        self.strong = frozenset(kinds["strong"])
        self.units = frozenset(kinds["unit"])
        self.endings = self.strong | self.units | frozenset(kinds["suffix"]) | frozenset(organs)
        self._width = max(map(len, self.endings))

    def ending(self, text: str) -> str:
        """Return the longest ending of a body that a text ends with, empty where there is none."""
        for width in range(min(self._width, len(text)), 0, -1):
            if text[-width:] in self.endings:
                return text[-width:]
        return ""


@cache
def body_words() -> BodyWords:
    """Return the words of organizations' names."""
    return BodyWords()
