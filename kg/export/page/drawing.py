"""What takes longest of a page, and needs few numbers and names: where nodes stand, how names are typed."""

from typing import NamedTuple

from kg.export.page.pinyin import spell
from kg.graph.layout import Link, lay_out


class Sketch(NamedTuple):
    """What a drawing is made of."""

    radii: list[float]
    links: list[Link]
    groups: list[int]  # the community of each node
    names: list[tuple[bool, tuple[str, ...]]]  # of each node, and whether it is a person


class Drawing(NamedTuple):
    """What is worked out for each node."""

    places: list[tuple[int, int]]
    pinyin: list[list[str]]  # of its names that can be typed


def make_ready() -> None:
    """Load what spells names, which takes a while the first time."""
    spell("字")


def draw(sketch: Sketch) -> Drawing:
    """Return the drawing of a sketch, the same for the same sketch."""
    spelled = [[spell(name, person=person) for name in names] for person, names in sketch.names]
    places = lay_out(sketch.radii, sketch.links, sketch.groups)
    return Drawing(places, [[text for text in texts if text] for texts in spelled])
