"""Who and what stands at the center: the first of each label, with a sentence that tells of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.export.report.changes import PersonPost, PostChange, posts_of
from kg.export.report.telling import Excerpt, Teller
from kg.export.report.whereabouts import Whereabouts
from kg.model import Entity, Label
from kg.store.tables import Tables

MOST: dict[Label, int] = {"PER": 10, "ORG": 6, "LOC": 6}
MORE_NAMES = 14  # named after those that are told of


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity at the center."""

    id: str
    score: float  # a multiple of the average
    share: float  # of the highest score of its kind, 0 to 1
    mentions: int
    articles: int
    posts: tuple[PersonPost, ...]
    quote: Excerpt | None


@dataclass(frozen=True, slots=True)
class Center:
    """The entities of one label at the center."""

    label: Label
    first: tuple[Standing, ...]
    others: tuple[str, ...]  # ids


def find_centers(
    tables: Tables,
    standing: Mapping[str, float],
    teller: Teller,
    changes: Sequence[PostChange],
    where: Whereabouts,
) -> tuple[Center, ...]:
    """Return the center of people, bodies and places; no sentence is quoted twice where there are others."""
    used: set[str] = set()

    def told(entity: Entity, top: float, articles: Mapping[str, int]) -> Standing:
        return Standing(
            id=entity.id,
            score=standing[entity.id],
            share=standing[entity.id] / top,
            mentions=entity.mentions,
            articles=articles.get(entity.id, 0),
            posts=tuple(posts_of(entity.id, changes)) if entity.label == "PER" else (),
            quote=teller.of_entity(entity.id, used),
        )

    ranked = {label: _ranked(tables, label, standing) for label in MOST}
    teller.look_up_entities([(entity.id,) for label, most in MOST.items() for entity in ranked[label][:most]])
    centers = []
    for label, most in MOST.items():
        own = ranked[label]
        articles = where.articles_of([entity.id for entity in own[:most]])
        first = tuple(told(entity, standing[own[0].id], articles) for entity in own[:most])
        centers.append(Center(label, first, tuple(e.id for e in own[most : most + MORE_NAMES])))
    return tuple(centers)


def _ranked(tables: Tables, label: Label, standing: Mapping[str, float]) -> list[Entity]:
    """Return the entities of a label with any standing, the first ones first."""
    own = [entity for entity in tables.entities if entity.label == label and standing[entity.id] > 0]
    return sorted(own, key=lambda entity: (-standing[entity.id], -entity.mentions, entity.name, entity.id))
