"""The answer: entities, judgements, and which mention stands for which entity."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.corpus.census import Census
from kg.corpus.clusters import Clusters
from kg.corpus.namesakes import Sense, find_namesakes
from kg.corpus.review import Form, Rulings, apply_rulings
from kg.corpus.ruling import Ruling
from kg.corpus.short_names import Verdict
from kg.corpus.splits import split
from kg.corpus.verdicts import judge_corpus, longer_names
from kg.knowledge.addresses import address_of
from kg.knowledge.body_kinds import body_kind
from kg.knowledge.countries import read_capitals
from kg.knowledge.historic import HISTORIC, historic_of
from kg.knowledge.implied_posts import post_home, post_title
from kg.knowledge.other_places import other_place
from kg.knowledge.positions import position_of
from kg.knowledge.ranks import rank_of
from kg.knowledge.spelling import is_variant, plain_form
from kg.knowledge.state_bodies import is_army
from kg.knowledge.titles import plain_title
from kg.model import Entity, Judgement, Label, Mention, NameKey, Post
from kg.naming.above import Above
from kg.naming.ids import REPORTER, entity_id, is_pseudonym, plain_name
from kg.naming.places import division_of
from kg.naming.unresolved import points
from kg.script import read_script


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved corpus; it answers for the readings that were counted."""

    entities: list[Entity]
    judgements: list[Judgement]  # those that the whole corpus gives; `kg.corpus.lookup` adds those of pages
    overruled: frozenset[frozenset[str]]  # pairs of names on which a review alone has a say
    senses: dict[Sense, NameKey]  # which person of a name an article speaks of, where it is not the first
    moved: dict[Form, NameKey]  # forms that a review moved
    ids: dict[NameKey, str]
    names: dict[str, str]  # canonical names by id
    doubtful: frozenset[NameKey] = frozenset()  # names that are too uncertain to stand for anything

    def entity_of(self, mention: Mention) -> str | None:
        """Return the entity id of a mention, None where it stands for no node (本报, a title alone)."""
        key = mention.key
        if key is None:
            return None
        key = self.senses.get((key, mention.page, mention.article), key)
        return self.ids.get(self.moved.get((key, mention.text), key))

    def post_entity(self, post: Post) -> str | None:
        """Return the id of the TITLE entity of a post, None where it has no known body or is a byline."""
        body = self.body_of(post)
        if body is None or post.kind == "byline":
            return None
        return self.seat(body, post.title_form).post

    def seat(self, body: str, title: str) -> "PostSeat":
        """Return the seat that a title, as read, at a body is."""
        return _seat(body, title, self.ids, self.names, self.doubtful)

    def body_of(self, post: Post) -> str | None:
        """Return the entity id of a post's body, None where it has none."""
        key = post.body_key
        return self.ids.get(self.moved.get((key, post.body_form), key)) if key else None


class PostSeat(NamedTuple):
    """What a title at a body means: 俄罗斯外长 is the 部长 of 俄罗斯外交部, where the corpus has that."""

    body: str
    title: str  # plain
    post: str  # the id of its TITLE entity


def resolve(census: Census, review: Sequence[Ruling] = ()) -> Resolution:
    """Return the entities of a corpus and the judgements that join them; the rows of a review win."""
    senses = find_namesakes(census.contexts, census.common)
    apart = list(split(review, census.standing, senses))
    forms: Counter[Form] = Counter()
    for (key, form), count in census.forms.items():
        forms[_as_body(key), form] += count
    forms.update({(body, form): 0 for body, form, _ in census.posts})
    for (key, moved), count in senses.moved.items():
        forms[key, moved[1]] -= count
        forms[moved] += count
    rulings = apply_rulings(review, forms)
    rulings.parted += apart
    forms = _moved_forms(forms, rulings)
    verdicts = judge_corpus(census, senses)
    clusters, judgements = _cluster(verdicts, rulings)
    overruled = frozenset(frozenset((j.a, j.b)) for j in rulings.judgements)
    judgements.update(j for j in senses.judgements if frozenset((j.a, j.b)) not in overruled)
    names = _names(forms, clusters, {a for a, _ in rulings.joined} | longer_names(verdicts))
    ids = {key: entity_id(key[0], names[clusters.find(key)]) for key, _ in forms}
    ids |= {key: ids[_as_body(key)] for key, _ in census.forms if key != _as_body(key)}
    entities = _entities(forms, clusters, names)
    by_id = {entity_id(root[0], name): name for root, name in names.items()}
    shown = {ids[key]: name for key, name in rulings.shown.items() if key in ids}
    bodies = {entity.id: entity for entity in entities}
    posts = _posts(census, rulings.moved, ids, by_id, bodies)
    return Resolution(
        entities=sorted(_renamed([*entities, *posts], shown), key=lambda entity: entity.id),
        judgements=sorted(judgements, key=Judgement.order),
        overruled=overruled,
        senses=senses.keys,
        moved=rulings.moved,
        ids=ids,
        names=by_id,
        doubtful=census.doubtful,
    )


def _as_body(key: NameKey) -> NameKey:
    """Return the forces of a country as a body where a page has them for a place; other names as they are."""
    return ("ORG", key[1]) if key[0] == "LOC" and is_army(key[1]) else key


def _moved_forms(forms: Counter[Form], rulings: Rulings) -> Counter[Form]:
    """Return the counts of the forms with those that a review moved at their new names."""
    moved: Counter[Form] = Counter()
    for (key, form), count in forms.items():
        to = rulings.moved.get((key, form), key)
        if to[1]:  # else a review says that it is no name
            moved[to, form] += count
    known = {key for key, _ in forms}
    targets = {key for pair in rulings.joined for key in pair} - known
    moved.update({(key, key[1]): 0 for key in sorted(targets)})
    return moved


def _cluster(verdicts: Iterable[Verdict], rulings: Rulings) -> tuple[Clusters[NameKey], set[Judgement]]:
    """Return the clusters and the judgements that hold; a review's come first and are never undone."""
    clusters: Clusters[NameKey] = Clusters()
    clusters.part(rulings.parted)
    for a, b in rulings.joined:
        clusters.join(a, b)
    judgements = set(rulings.judgements)
    open_verdicts = [v for v in verdicts if clusters.find(v[0]) != clusters.find(v[1])]
    clusters.part((a, b) for a, b, judgement in open_verdicts if judgement.judgement == "negative")
    for a, b, judgement in open_verdicts:
        joined = judgement.judgement == "positive" and clusters.join(a, b)
        if joined or judgement.judgement != "positive":
            judgements.add(judgement)
    return clusters, judgements


def _names(
    forms: Iterable[Form], clusters: Clusters[NameKey], given_up: Collection[NameKey]
) -> dict[NameKey, str]:
    """Return the canonical name of each cluster: its longest form, first of those that no review gave up.

    A person whom bylines alone name is marked only where another person has the name.
    """
    keys = {key for key, _ in forms}
    names: dict[NameKey, str] = {}
    for root in sorted({clusters.find(key) for key in keys}):
        members = clusters.members(root)
        kept = [key for key in members if key not in given_up] or members
        longest = max((key[1] for key in kept), key=_fullness)
        plain = plain_name(longest)
        reporter = longest.endswith(REPORTER) and (root[0], plain) not in keys
        names[root] = plain if reporter else longest
    return names


def _fullness(name: str) -> tuple[bool, int, str]:
    """Return by what the fullest of some names is found, whatever marks a namesake: 夏巴兹〔主席〕."""
    return _is_full(name), len(plain_name(name)), name


def _is_full(name: str) -> bool:
    """Tell whether a canonical name is more than a form of address that one article has: 习主席〔…〕."""
    plain = plain_name(name)
    return plain == name or address_of(plain) is None


def _entities(forms: Counter[Form], clusters: Clusters[NameKey], names: dict[NameKey, str]) -> list[Entity]:
    """Return the entities of people, places and bodies."""
    written: dict[NameKey, Counter[str]] = defaultdict(Counter)
    for (key, form), count in forms.items():
        written[clusters.find(key)][form] += count
    above = Above({(root[0], name): entity_id(root[0], name) for root, name in names.items()})
    shared = _shared(written)
    return [_entity(root, name, written[root], above, shared) for root, name in names.items()]


def _shared(written: dict[NameKey, Counter[str]]) -> set[tuple[Label, str]]:
    """Return the forms such as 全市 and 市委 that stand for several entities: they are aliases of none."""
    owners = Counter((root[0], form) for root, forms in written.items() for form in +forms)
    return {(label, form) for (label, form), count in owners.items() if count > 1 and points(label, form)}


def _entity(
    root: NameKey, name: str, forms: Counter[str], above: Above, shared: Collection[tuple[Label, str]]
) -> Entity:
    label, shown = root[0], _as_printed(root[0], plain_name(name), forms)
    division = division_of(name) if label == "LOC" else None
    historic = historic_of(name) if label == "LOC" and division is None else None
    codes = (division.code,) if division else historic.successors if historic else ()
    position = position_of(codes[0] if len(codes) == 1 else name) if label == "LOC" else None
    return Entity(
        id=entity_id(label, name),
        label=label,
        name=shown,
        aliases=_aliases(root[0], {plain_name(name), shown}, shown, forms, shared),
        mentions=forms.total(),
        code=division.code if division else None,
        parent=above.parent(label, name, +forms),
        kind=HISTORIC if historic else _kind(label, name),
        level=division.level if division else historic.level if historic else None,
        located_in=above.location(label, name),
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        successors="|".join(historic.successors) if historic else None,
    )


def _aliases(
    label: Label, names: set[str], shown: str, forms: Counter[str], shared: Collection[tuple[Label, str]]
) -> tuple[str, ...]:
    """Return the other names of an entity, without forms that stand for several."""
    known = {*(+forms), *names} - {shown}
    return tuple(sorted(form for form in known if (label, form) not in shared))


def _as_printed(label: Label, name: str, forms: Counter[str]) -> str:
    """Return the commonest spelling of a name that nobody prints plainly: 梁靖崑; a place, in no form."""
    spelled = sorted(form for form in +forms if plain_form(form) == name)
    if not spelled or name in spelled or (label == "LOC" and any(map(_is_simplified, +forms))):
        return name
    return max(spelled, key=lambda form: forms[form]) if any(map(is_variant, spelled)) else name


def _is_simplified(form: str) -> bool:
    return read_script(form) == "simplified"


def _kind(label: Label, name: str) -> str | None:
    """Return the type of a body and of a place that is no division, and whether a name is a pseudonym."""
    if label == "ORG":
        return body_kind(plain_name(name))
    if label == "LOC":
        place = other_place(name)
        return "city" if name in read_capitals() else place.kind if place else None
    return "pseudonym" if is_pseudonym(name) else None


def _posts(
    census: Census,
    moved: dict[Form, NameKey],
    ids: dict[NameKey, str],
    names: dict[str, str],
    bodies: Mapping[str, Entity],
) -> list[Entity]:
    """Return the TITLE entities: one for each title at each body."""
    forms: dict[PostSeat, Counter[str]] = defaultdict(Counter)
    for (key, form, title), count in sorted(census.posts.items()):
        body = ids[moved.get((key, form), key)]
        seat = _seat(body, title, ids, names, census.doubtful)
        forms[seat][title] += count
    entities = (build_post(seat, bodies[seat.body], names[seat.body], told) for seat, told in forms.items())
    return list({entity.id: entity for entity in entities}.values())


def _seat(
    body: str,
    title: str,
    ids: Mapping[NameKey, str],
    names: Mapping[str, str],
    doubtful: Collection[NameKey],
) -> PostSeat:
    """Return the seat; its id is that of the post where it belongs, whether or not the corpus names that."""
    title = post_title(names[body], title)
    home, told = post_home(names[body], title)
    keys: list[NameKey] = [("ORG", home), ("LOC", home)]
    known = (ids[key] for key in keys if key in ids and key not in doubtful)
    found = body if home == names[body] else next(known, None)
    if found is None:
        return PostSeat(body, title, entity_id("TITLE", home + told))
    return PostSeat(found, told, entity_id("TITLE", names[found] + told))


def build_post(seat: PostSeat, body: Entity, name: str, forms: Counter[str]) -> Entity:
    """Return the TITLE entity of a seat at a body of that canonical name.

    Its name is that of the body as shown with the title as printed, both plain where their scripts are two.
    """
    title = seat.title
    shown = body.name, _as_printed("TITLE", title, forms)
    mixed = {"traditional", "simplified"} <= set(map(read_script, shown))
    return Entity(
        id=seat.post,
        label="TITLE",
        name=plain_name(name) + title if mixed else "".join(shown),
        aliases=tuple(sorted(forms)),
        mentions=forms.total(),
        parent=body.id,
        rank=rank_of(title, plain_name(name)),
    )


def _renamed(entities: Iterable[Entity], shown: dict[str, str]) -> Iterable[Entity]:
    """Yield the entities with the names that a review gives them; their ids stay."""
    for entity in entities:
        if new := shown.get(entity.id):
            aliases = tuple(sorted({*entity.aliases, entity.name} - {new}))
            yield replace(entity, name=new, aliases=aliases)
        elif entity.label == "TITLE" and entity.parent in shown:
            yield replace(entity, name=shown[entity.parent] + _title_of(entity))
        else:
            yield entity


def _title_of(entity: Entity) -> str:
    """Return the title of a post without its body's name."""
    return max((plain_title(title) for title in entity.aliases), key=lambda title: (len(title), title))
