"""Where entities are mentioned: the mentions of a build in little memory."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Evidence
from kg.schema import MentionRecord
from kg.text import squeeze

ArticleKey = tuple[str, str]  # page, id


def _numbers() -> "array[int]":
    return array("i")


@dataclass(slots=True)
class _OnPage:
    """The mentions of one page, sorted by start; entities and texts as numbers."""

    starts: "array[int]" = field(default_factory=_numbers)
    ends: "array[int]" = field(default_factory=_numbers)
    entities: "array[int]" = field(default_factory=_numbers)
    texts: "array[int]" = field(default_factory=_numbers)


class Whereabouts:
    """All mentions of entities, some twenty bytes each, added as rows in the order of the pages."""

    def __init__(self) -> None:
        """Begin without any mention."""
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self._pages: dict[str, _OnPage] = defaultdict(_OnPage)
        self.articles: dict[str, set[ArticleKey]] = defaultdict(set)
        """The articles that name each entity."""
        self._keys: dict[ArticleKey, ArticleKey] = {}  # each once, however many mentions an article has

    @classmethod
    def of(cls, mentions: Iterable[MentionRecord]) -> "Whereabouts":
        """Return where the mentions of some rows stand."""
        where = cls()
        for row in mentions:
            where.add(row.page, row.article, row.start, row.end, row.entity, row.text)
        return where

    def add(self, page: str, article: str, start: int, end: int, entity: str | None, text: str) -> None:
        """Index a mention."""
        if entity:
            self._place(self._pages[page], start, end, self._number(entity), self._number(squeeze(text)))
            key = (page, article)
            self.articles[entity].add(self._keys.setdefault(key, key))

    def inside(self, passage: Evidence) -> Iterator[tuple[str, str]]:
        """Yield each mention in a passage: the entity, and the text without whitespace."""
        page = self._pages.get(passage.page)
        if page is None:
            return
        for at in range(bisect_left(page.starts, passage.start), bisect_left(page.starts, passage.end)):
            if page.ends[at] <= passage.end:
                yield self._texts[page.entities[at]], self._texts[page.texts[at]]

    def _place(self, page: _OnPage, start: int, end: int, entity: int, text: int) -> None:
        at = len(page.starts)
        while at and page.starts[at - 1] > start:
            at -= 1
        page.starts.insert(at, start)
        page.ends.insert(at, end)
        page.entities.insert(at, entity)
        page.texts.insert(at, text)

    def _number(self, text: str) -> int:
        number = self._numbers.setdefault(text, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text)
        return number
