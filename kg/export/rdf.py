"""The build as RDF resources: people, places and works in schema.org, bodies and posts in the ORG ontology.

Names of things are urn:kg:KIND:KEY, so that two builds that know the same entity say the same thing of
it. Who held which post is an org:Membership: member, organization, role, post, the days on which pages
say so, and the passages that say it (prov:wasDerivedFrom).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote

from kg.days import first_day, is_date, is_day, last_day
from kg.model import Edge, Entity, Evidence, Label
from kg.schema import PageRecord, PostRecord
from kg.store.tables import Spell, Tables, edge_spell, spell_of

PREFIXES = {
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "time": "http://www.w3.org/2006/time#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "kg": "urn:kg:vocabulary:",
}
CLASSES: dict[Label, tuple[str, ...]] = {
    "PER": ("schema:Person",),
    "LOC": ("schema:Place",),
    "ORG": ("org:Organization", "schema:Organization"),
    "TITLE": ("org:Post",),
}
PARENTS: dict[Label, str] = {"LOC": "schema:containedInPlace", "TITLE": "org:postIn", "ORG": "kg:parent"}
FACTS = {"holds": "org:holds", "at": "org:postIn", "byline": "kg:writesFor"}
NOT_THEN = ("原", "前", "前任", "曾任", "候任")  # the post is not held on the day of the statement


@dataclass(frozen=True, slots=True)
class Ref:
    """Points to a resource."""

    iri: str


@dataclass(frozen=True, slots=True)
class Date:
    """A literal of type xsd:date, xsd:gYearMonth or xsd:gYear."""

    text: str

    @property
    def type(self) -> str:
        """The type, without its prefix."""
        if is_day(self.text):
            return "date"
        return "gYearMonth" if "-" in self.text else "gYear"


Object = Ref | Date | str | int | float


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource with its classes and properties, in the order of writing; each value once."""

    iri: str
    classes: tuple[str, ...]
    values: dict[str, dict[Object, None]] = field(default_factory=dict)

    def add(self, name: str, value: Object | None) -> None:
        """Add a value of a property; None and empty texts say nothing."""
        if value is not None and value != "":
            self.values.setdefault(name, {})[value] = None


def build_resources(tables: Tables) -> Iterator[Resource]:
    """Yield all resources of a build: pages, articles, entities, posts held, edges and passages."""
    yield from map(_page, tables.pages)
    yield from _articles(tables)
    yield from _entities(tables)
    yield from _memberships(tables)
    for edge in tables.edges:
        yield _edge(edge)
    yield from _passages(tables)


def name_iri(kind: str, *keys: object) -> str:
    """Return the name of a resource.

    >>> name_iri("entity", "per-1"), name_iri("page", "甲 1.txt")
    ('urn:kg:entity:per-1', 'urn:kg:page:%E7%94%B2%201.txt')
    """
    return f"urn:kg:{kind}:" + ":".join(quote(str(key), safe="") for key in keys)


def _digest(*keys: object) -> str:
    return sha256("\n".join("" if key is None else str(key) for key in keys).encode()).hexdigest()[:16]


def _day(value: object) -> Date | None:
    return Date(str(value)) if is_date(value) else None


def _entity_ref(id_: str | None) -> Ref | None:
    return Ref(name_iri("entity", id_)) if id_ else None


def _passage_ref(passage: Evidence) -> Ref:
    return Ref(name_iri("passage", *passage))


def _page(row: PageRecord) -> Resource:
    page = Resource(name_iri("page", row.page), ("schema:CreativeWork",))
    page.add("schema:name", row.page)
    page.add("schema:datePublished", _day(row.date))
    page.add("kg:sha256", row.sha256)
    return page


def _articles(tables: Tables) -> Iterator[Resource]:
    named: dict[tuple[str, str], list[str]] = {}
    for mention in tables.mentions:
        if mention.entity:
            named.setdefault((mention.page, mention.article), []).append(mention.entity)
    for row in tables.articles:
        article = Resource(name_iri("article", row.page, row.id), ("schema:NewsArticle",))
        article.add("schema:headline", row.headline)
        article.add("schema:datePublished", _day(row.date))
        article.add("schema:isPartOf", Ref(name_iri("page", row.page)))
        for id_ in sorted(set(named.get((row.page, row.id), ()))):
            article.add("schema:mentions", _entity_ref(id_))
        yield article


def _entities(tables: Tables) -> Iterator[Resource]:
    facts: dict[str, list[Edge]] = {}
    for edge in tables.edges:
        if edge.kind in FACTS:
            facts.setdefault(edge.source, []).append(edge)
    labels = {entity.id: entity.label for entity in tables.entities}
    for entity in tables.entities:
        resource = _entity(entity, tables, labels)
        for edge in facts.get(entity.id, ()):
            resource.add(FACTS[edge.kind], _entity_ref(edge.target))
        yield resource
        if _has_position(entity):
            yield _position(entity)


def _has_position(entity: Entity) -> bool:
    return entity.latitude is not None and entity.longitude is not None


def _position(entity: Entity) -> Resource:
    """Return where a place lies, in degrees of WGS84."""
    position = Resource(name_iri("position", entity.id), ("schema:GeoCoordinates",))
    position.add("schema:latitude", entity.latitude)
    position.add("schema:longitude", entity.longitude)
    return position


def _entity(entity: Entity, tables: Tables, labels: dict[str, Label]) -> Resource:
    resource = Resource(name_iri("entity", entity.id), CLASSES[entity.label])
    resource.add("schema:name", tables.names[entity.id])
    for alias in entity.aliases:
        resource.add("schema:alternateName", alias)
    resource.add("schema:identifier", entity.code)
    resource.add("kg:mentions", entity.mentions)
    resource.add("kg:kind", entity.kind)
    resource.add("kg:level", entity.level)
    resource.add("kg:rank", entity.rank)
    if _has_position(entity):
        resource.add("schema:geo", Ref(name_iri("position", entity.id)))
    if entity.located_in in labels:
        resource.add("schema:location", _entity_ref(entity.located_in))
    if entity.parent in labels:
        both = entity.label == labels[entity.parent] == "ORG"
        name = "org:subOrganizationOf" if both else PARENTS.get(entity.label, "kg:parent")
        resource.add(name, _entity_ref(entity.parent))
    return resource


def _memberships(tables: Tables) -> Iterator[Resource]:
    """Yield a membership for each (person, title, body, qualifier) with all its statements, and its role."""
    parts = ("person_entity", "post_entity", "title", "body_entity", "body", "qualifier", "kind")
    stated: dict[tuple[str | None, ...], list[PostRecord]] = {}
    for row in tables.posts:
        if row.person_entity:
            key = tuple(getattr(row, part) for part in parts)
            stated.setdefault((*key[:4], None if key[3] else key[4], *key[5:]), []).append(row)
    for title in sorted({str(key[2]) for key in stated}):
        role = Resource(name_iri("role", title), ("org:Role",))
        role.add("skos:prefLabel", title)
        yield role
    for key, rows in stated.items():
        yield from _membership(_digest(*key), rows)


def _membership(digest: str, rows: list[PostRecord]) -> Iterator[Resource]:
    said = rows[0]
    held = Resource(name_iri("membership", digest), ("org:Membership",))
    held.add("org:member", _entity_ref(said.person_entity))
    held.add("org:organization", _entity_ref(said.body_entity))
    held.add("org:role", Ref(name_iri("role", said.title)))
    held.add("kg:post", _entity_ref(said.post_entity))
    held.add("kg:title", said.title)
    held.add("kg:bodyAsWritten", said.body)
    held.add("kg:qualifier", said.qualifier)
    held.add("kg:kind", said.kind)
    spell = spell_of(row.date for row in rows if row.date and is_date(row.date))
    _add_days(held, spell)
    for row in rows:
        held.add("prov:wasDerivedFrom", _passage_ref(Evidence(row.page, row.start, row.end)))
    if spell and said.qualifier not in NOT_THEN:
        held.add("org:memberDuring", Ref(name_iri("interval", digest)))
        yield from _interval(digest, spell)
    yield held


def _add_days(resource: Resource, spell: Spell | None) -> None:
    if spell:
        resource.add("kg:firstStated", Date(spell[0]))
        resource.add("kg:lastStated", Date(spell[1]))


def _interval(digest: str, spell: Spell) -> Iterator[Resource]:
    """Yield the interval of which a membership is told, with its ends; of a year or month it has all days."""
    interval = Resource(name_iri("interval", digest), ("time:Interval",))
    ends = ("time:hasBeginning", first_day(spell[0]), "first"), ("time:hasEnd", last_day(spell[1]), "last")
    for name, day, end in ends:
        instant = Resource(name_iri("interval", digest, end), ("time:Instant",))
        instant.add("time:inXSDDate", Date(day))
        interval.add(name, Ref(instant.iri))
        yield instant
    yield interval


def _edge(edge: Edge) -> Resource:
    resource = Resource(name_iri("edge", _digest(edge.source, edge.target, edge.kind)), ("kg:Edge",))
    resource.add("kg:source", _entity_ref(edge.source))
    resource.add("kg:target", _entity_ref(edge.target))
    resource.add("kg:kind", edge.kind)
    resource.add("kg:count", edge.count)
    resource.add("kg:weight", edge.weight)
    _add_days(resource, edge_spell(edge))
    for passage in edge.evidence:
        resource.add("prov:wasDerivedFrom", _passage_ref(passage))
    return resource


def _passages(tables: Tables) -> Iterator[Resource]:
    """Yield each passage that an edge or a statement rests on, once, with its text where known."""
    wanted = {passage for edge in tables.edges for passage in edge.evidence}
    wanted |= {Evidence(row.page, row.start, row.end) for row in tables.posts}
    for passage in sorted(wanted):
        resource = Resource(_passage_ref(passage).iri, ("schema:Quotation",))
        resource.add("schema:isPartOf", Ref(name_iri("page", passage.page)))
        resource.add("kg:start", passage.start)
        resource.add("kg:end", passage.end)
        resource.add("schema:text", tables.quotes.get(passage))
        yield resource
