"""Bodies of posts that a chain of posts makes those of another state: 越共中央政治局委员、|外交部|部长.

Named alone such a body is ours; who holds a post of another state in the same article holds this one there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.knowledge.body_forms import official_name
from kg.knowledge.countries import OURS, leading_country
from kg.knowledge.post_words import words
from kg.knowledge.spelling import plain_form
from kg.knowledge.state_bodies import organ_of, state_body
from kg.model import Post

_PARTY, _CENTRAL = "党", "中央"


def of_their_state(posts: Iterable[Post]) -> Iterator[Post]:
    """Yield posts with the bodies of those who hold one abroad as bodies of that state or its party."""
    named = list(posts)
    abroad: dict[tuple[str, str], set[str]] = defaultdict(set)  # bodies abroad by article and person
    for post in named:
        if post.kind == "post" and post.body_name and _country(post.body_name):
            abroad[post.article, post.person.text].add(post.body_name)
    for post in named:
        bodies = abroad.get((post.article, post.person.text), set())
        name = _abroad(post, bodies) if post.body and bodies else None
        yield replace(post, body_name=name) if name else post


def _abroad(post: Post, bodies: set[str]) -> str | None:
    """Return what the body of a post is called in the one state of some bodies, None where it is not ours."""
    form = plain_form(post.body.text) if post.body else ""
    countries = {_country(body) for body in bodies}
    if len(countries) != 1 or post.body_name not in (None, form, official_name(form)):
        return None
    if form.startswith(_CENTRAL) or form in words("party_department"):
        parties = {body[: body.index(_PARTY) + 1] for body in bodies if _PARTY in body}
        return min(parties) + form if len(parties) == 1 else None
    organ = None if post.title_form in words("our_premier") and official_name(form) else organ_of(form)
    return f"{countries.pop()}{organ}" if organ else None


def _country(name: str) -> str:
    """Return the foreign country that a body is, or is an organ or party of; "" for others: 美国科学院."""
    found = leading_country(name)
    if not found or found[0] == OURS:
        return ""
    return found[0] if found[1] == len(name) or _PARTY in name or state_body(name) else ""
