"""The answer: entities, judgements, and which mention stands for which entity."""

import hashlib
from dataclasses import dataclass

from kg.model import Entity, Judgement, Label, Mention, Post
from kg.resolve.census import Census


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved corpus."""

    entities: list[Entity]
    judgements: list[Judgement]
    _ids: dict[tuple[str, str], str]

    def entity_of(self, mention: Mention) -> str | None:
        """Return the entity id of a mention, None where it stands for no node."""
        return self._ids.get((mention.label, mention.text)) if mention.label != "TITLE" else None

    def post_entity(self, post: Post) -> str | None:
        """Return the id of the TITLE entity of a post, None where it has no body or is a byline."""
        return self._ids.get(("TITLE", post.body.text + post.title.text)) if post.body else None

    def body_of(self, post: Post) -> str | None:
        """Return the entity id of a post's body, None where it has none."""
        return self.entity_of(post.body) if post.body else None


def resolve(census: Census) -> Resolution:
    """Return the entities of a corpus and the judgements that made them."""
    ids: dict[tuple[str, str], str] = {}
    entities = []
    counts: list[tuple[Label, str, int]] = [
        (label, form, n)  # type: ignore[misc]
        for (label, form), n in census.forms.items()
        if n
    ]
    counts += [("TITLE", body + title, n) for (body, title), n in census.posts.items()]
    for label, form, n in sorted(counts):
        ids[label, form] = entity_id(label, form)
        entities.append(Entity(ids[label, form], label, form, (form,), n))
    return Resolution(sorted(entities, key=lambda entity: entity.id), [], ids)


def entity_id(label: Label, name: str) -> str:
    """Return the id of an entity: a hash of its label and canonical name.

    >>> entity_id("LOC", "内蒙古自治区")
    'loc-1b8de60acbb4186e'
    """
    digest = hashlib.sha256(f"{label} {name}".encode(errors="surrogatepass")).hexdigest()
    return f"{label.lower()}-{digest[:16]}"
