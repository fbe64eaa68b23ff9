"""What a reader would call a community."""

import pytest

from kg.graph.building import build_graph
from kg.graph.community_names import name_communities
from kg.model import Edge, Entity, Label

Tie = tuple[str, str, str, int]


def names_of(entities: list[Entity], ties: list[Tie]) -> list[tuple[str, ...]]:
    """Return the names of the communities, the largest community first."""
    edges = [Edge(one, other, kind, count, 1.0, None, None) for one, other, kind, count in ties]
    return list(name_communities(build_graph(entities, edges)).values())


def entity(name: str, label: Label = "PER", **above: str) -> Entity:
    return Entity(id=name, label=label, name=name, **above)  # type: ignore[arg-type]


def circle(*names: str, count: int = 1) -> list[Tie]:
    """Return ties of each with each."""
    return [(one, other, "sentence", count) for one in names for other in names if one < other]


COUNTY = [
    entity("清河县", "LOC"),
    entity("水利局", "ORG", located_in="清河县"),
    entity("王家镇", "LOC", parent="清河县"),
    entity("李家镇", "LOC", parent="清河县"),
    entity("局长", "TITLE", parent="水利局"),
    entity("张国庆"),
]
OFFICE = [("张国庆", "局长", "holds", 1), ("局长", "水利局", "at", 1)]


def test_a_county_names_those_who_live_and_serve_there() -> None:
    ties = [*circle("张国庆", "李家镇", "水利局", "王家镇"), *OFFICE]
    assert names_of(COUNTY, ties) == [("清河县",)]


def test_a_place_that_is_mostly_elsewhere_names_nothing() -> None:
    others = [entity(f"{letter}村", "LOC", parent="清河县") for letter in "甲乙丙丁戊己庚辛"]
    ties = [*circle("李家镇", "王家镇"), *circle(*(village.id for village in others))]
    assert names_of([*COUNTY, *others], ties) == [("清河县",), ("李家镇", "王家镇")]


def test_without_a_common_place_the_most_central_are_named() -> None:
    entities = [entity(name) for name in ("李敏", "王强", "赵刚", "孙伟", "周平")]
    often = {"李敏": 6, "王强": 2, "孙伟": 2}
    everybody = circle(*(known.id for known in entities))
    ties = [(a, b, kind, often.get(a, 1) * often.get(b, 1)) for a, b, kind, _ in everybody]
    assert names_of(entities, ties) == [("李敏", "孙伟", "王强")]


def test_a_longer_name_of_the_same_is_not_said_twice() -> None:
    entities = [entity("东海", "LOC"), entity("东海海域", "LOC"), entity("赵刚"), entity("孙伟")]
    ties = [*circle("东海", "东海海域", count=9), *circle("孙伟", "东海", "赵刚")]
    names = names_of(entities, ties)[0]
    assert names[0].startswith("东海")
    assert len([name for name in names if name.startswith("东海")]) == 1


def test_two_of_one_name_are_told_apart() -> None:
    entities = [
        Entity(id_, "PER", name) for id_, name in [("1", "李敏"), ("2", "王强"), ("3", "李敏"), ("4", "王强")]
    ]
    entities += [entity("赵刚"), entity("孙伟")]
    ties = [
        *circle("1", "2", count=9),
        ("1", "赵刚", "sentence", 1),
        *circle("3", "4", count=9),
        ("3", "孙伟", "sentence", 1),
    ]
    assert {names[:3] for names in names_of(entities, ties)} == {
        ("李敏", "王强", "赵刚"),
        ("李敏", "王强", "孙伟"),
    }


def test_a_post_names_a_community_of_posts_alone() -> None:
    entities = [entity("甲局局长", "TITLE"), entity("乙局局长", "TITLE")]
    assert names_of(entities, circle("乙局局长", "甲局局长")) == [("乙局局长", "甲局局长")]


@pytest.mark.parametrize("ties", [[], [("李敏", "清河县", "located_in", 0)]])
def test_no_community_has_no_name(ties: list[Tie]) -> None:
    assert names_of([entity("李敏"), entity("清河县", "LOC")], ties) == []
