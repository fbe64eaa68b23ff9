"""The answer: entities, judgements, and which mention stands for which entity."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.model import Entity, Judgement, Label, Mention, Post
from kg.resolve.census import REPORTER, Census
from kg.resolve.clusters import Clusters
from kg.resolve.corpus import judge_corpus
from kg.resolve.divisions import read_divisions
from kg.resolve.places import division_of
from kg.resolve.surfaces import Key
from kg.resolve.titles import plain_title


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved corpus; it answers for the readings that its census has seen."""

    entities: list[Entity]
    judgements: list[Judgement]
    _census: Census
    _ids: dict[Key, str]
    _names: dict[str, str]  # by id

    def entity_of(self, mention: Mention) -> str | None:
        """Return the entity id of a mention, None where it stands for no node (本报, a title alone)."""
        key = self._census.key_of(mention)
        return self._ids.get(key) if key else None

    def post_entity(self, post: Post) -> str | None:
        """Return the id of the TITLE entity of a post, None where it has no known body or is a byline."""
        body = self.body_of(post)
        if body is None or post.kind == "byline":
            return None
        return entity_id("TITLE", self._names[body] + plain_title(post.title.text))

    def body_of(self, post: Post) -> str | None:
        """Return the entity id of a post's body, None where it has none."""
        key = self._census.body_key(post)
        return self._ids.get(key) if key else None


def resolve(census: Census) -> Resolution:
    """Return the entities of a corpus and the judgements that made them."""
    clusters: Clusters[Key] = Clusters()
    verdicts = judge_corpus(census)
    clusters.part((a, b) for a, b, judgement in verdicts if judgement.judgement == "negative")
    judgements = set(census.judgements)
    for a, b, judgement in verdicts:
        joined = judgement.judgement == "positive" and clusters.join(a, b)
        if joined or judgement.judgement != "positive":
            judgements.add(judgement)
    names = _names(census, clusters)
    entities, ids = _entities(census, clusters, names)
    posts = _posts(census, ids, {entity.id: entity.name for entity in entities})
    by_id = {entity.id: entity.name for entity in entities}
    return Resolution(
        entities=sorted([*entities, *posts], key=lambda entity: entity.id),
        judgements=sorted(judgements, key=lambda j: (j.a, j.b, j.judgement, j.reason)),
        _census=census,
        _ids=ids,
        _names=by_id,
    )


def entity_id(label: Label, name: str) -> str:
    """Return the id of an entity: a hash of its label and canonical name.

    >>> entity_id("LOC", "内蒙古自治区")
    'loc-1b8de60acbb4186e'
    """
    digest = hashlib.sha256(f"{label} {name}".encode(errors="surrogatepass")).hexdigest()
    return f"{label.lower()}-{digest[:16]}"


def _names(census: Census, clusters: Clusters[Key]) -> dict[Key, str]:
    """Return the canonical name of each cluster: its longest form; a reporter's only where another has it."""
    keys = _known_keys(census)
    names: dict[Key, str] = {}
    for root in {clusters.find(key) for key in keys}:
        longest = max((key[1] for key in clusters.members(root)), key=lambda name: (len(name), name))
        plain = longest.removesuffix(REPORTER)
        names[root] = longest if (root[0], plain) in keys else plain
    return names


def _known_keys(census: Census) -> set[Key]:
    return {key for key, _ in census.forms} | {body for body, _ in census.posts}


def _entities(
    census: Census, clusters: Clusters[Key], names: dict[Key, str]
) -> tuple[list[Entity], dict[Key, str]]:
    """Return the entities of people, places and bodies, and the id of every canonical form."""
    forms: dict[Key, Counter[str]] = defaultdict(Counter)
    for (key, form), count in census.forms.items():
        forms[clusters.find(key)][form] += count
    ids = {key: entity_id(key[0], names[clusters.find(key)]) for key in _known_keys(census)}
    parents = _Parents({(root[0], name) for root, name in names.items()})
    entities = []
    for root, name in names.items():
        division = division_of(name) if root[0] == "LOC" else None
        entities.append(
            Entity(
                id=entity_id(root[0], name),
                label=root[0],
                name=name.removesuffix(REPORTER),
                aliases=tuple(sorted({*forms[root]} - {name.removesuffix(REPORTER)})),
                mentions=forms[root].total(),
                code=division.code if division else None,
                parent=parents.of(root[0], name),
            )
        )
    return entities, ids


def _posts(census: Census, ids: dict[Key, str], names: dict[str, str]) -> list[Entity]:
    """Return the TITLE entities: one for each title at each body."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    bodies: dict[str, str] = {}
    for (body, title), count in census.posts.items():
        name = names[ids[body]] + plain_title(title)
        forms[name][title] += count
        bodies[name] = ids[body]
    return [
        Entity(
            id=entity_id("TITLE", name),
            label="TITLE",
            name=name,
            aliases=tuple(sorted(titles)),
            mentions=titles.total(),
            parent=bodies[name],
        )
        for name, titles in forms.items()
    ]


class _Parents:
    """What the corpus has of the divisions above a place and the bodies that a body is part of."""

    def __init__(self, known: set[Key]) -> None:
        self._known = known

    def of(self, label: Label, name: str) -> str | None:
        """Return the id of the nearest entity that holds a place or body, None where the corpus has none."""
        if label == "LOC":
            return self._above(name)
        if label == "ORG":
            ends = range(len(name) - 1, 3, -1)
            shorter = (name[:end] for end in ends if name[end] not in "业界城间")
            return next((entity_id("ORG", n) for n in shorter if ("ORG", n) in self._known), None)
        return None

    def _above(self, name: str) -> str | None:
        divisions = read_divisions()
        found = divisions.leading(name)
        if found is None:
            return None
        division, end = found
        chain = divisions.chain(division)[1 if end == len(name) else 0 :]
        above = (divisions.canonical(d) for d in chain)
        return next((entity_id("LOC", n) for n in above if ("LOC", n) in self._known), None)
