"""The forms of a page, and the rules' view of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Judgement, Label
from kg.resolve.home import Home

Key = tuple[Label, str]  # label, canonical form


class Surface(NamedTuple):
    """A form as one article writes it."""

    article: str
    label: Label
    text: str
    at: int  # where the article has it first


@dataclass(slots=True)
class PageNames:
    """All forms of a page with what they are known to stand for so far."""

    home: Home
    surfaces: list[Surface] = field(default_factory=list)
    names: dict[tuple[str, Label, str], str] = field(default_factory=dict)  # canonical forms
    held: dict[str, set[str]] = field(default_factory=dict)  # titles by person
    apart: set[frozenset[str]] = field(default_factory=set)  # forms that one list tells apart

    def name(self, surface: Surface) -> str:
        """Return the canonical form of a surface, as far as it is known."""
        return self.names.get((surface.article, surface.label, surface.text), surface.text)

    def others(self, surface: Surface) -> list[Surface]:
        """Return the other surfaces of a label: those before it in its article, nearest first, then the rest.

        Those after it in the article follow, then those of the other articles, each in the order of the text.
        """
        same = [s for s in self.surfaces if s.label == surface.label and s.text != surface.text]
        before = [s for s in same if s.article == surface.article and s.at < surface.at]
        after = [s for s in same if s.article == surface.article and s.at >= surface.at]
        elsewhere = [s for s in same if s.article != surface.article]
        return [*reversed(before), *after, *elsewhere]


Rule = Callable[[Surface, PageNames], Judgement | None]


def judge(rules: Sequence[Rule], surface: Surface, page: PageNames) -> Judgement | None:
    """Return the judgement of the first rule that has one."""
    for rule in rules:
        if judgement := rule(surface, page):
            return judgement
    return None


def same(a: str, b: str, reason: str, score: float) -> Judgement:
    """Return the judgement that two forms are one entity."""
    return Judgement(a, b, "positive", reason, score)


def renamed(surface: Surface, name: str, reason: str, score: float) -> Judgement | None:
    """Return the judgement that a surface stands for a name, None where it is that name itself."""
    return same(surface.text, name, reason, score) if name != surface.text else None


def unsure(a: str, b: str, reason: str) -> Judgement:
    """Return the judgement that two forms may be one entity, which merges nothing."""
    return Judgement(a, b, "unsure", reason, 0.5)
