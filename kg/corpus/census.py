"""What resolution must know of the whole corpus, gathered page by page.

A page is judged by itself: each form of each article gets a canonical form, from the form alone (广东省
卫健委), from what the page is about (市卫健委), or from a fuller form near it (卫健委). Only the
counts of canonical forms and the forms that need their page to be understood are kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.knowledge.body_forms import abbreviates
from kg.knowledge.spelling import plain_form, spelling_reason
from kg.model import Judgement, Label, Mention, Post, Reading
from kg.naming.contexts import Context, read_contexts
from kg.naming.explicit import by_definition, by_pseudonym
from kg.naming.ids import REPORTER, namesake
from kg.naming.nicknames import by_nickname
from kg.naming.organizations import BACKWARD as BODIES_BACKWARD
from kg.naming.organizations import STANDING as BODIES_STANDING
from kg.naming.organizations import is_own_medium, standing_body
from kg.naming.page_names import read_names
from kg.naming.people import BACKWARD as PEOPLE_BACKWARD
from kg.naming.people import STANDING as PEOPLE_STANDING
from kg.naming.places import BACKWARD as PLACES_BACKWARD
from kg.naming.places import STANDING as PLACES_STANDING
from kg.naming.places import division_of, standing_place
from kg.naming.surfaces import Key, PageNames, Rule, Surface, judge
from kg.naming.unresolved import own_mark

Place = tuple[str, str, Label, str]  # page, article, label, form

_STANDING: dict[Label, tuple[Rule, ...]] = {
    "PER": PEOPLE_STANDING,
    "LOC": PLACES_STANDING,
    "ORG": BODIES_STANDING,
}
_BACKWARD: dict[Label, tuple[Rule, ...]] = {
    "PER": PEOPLE_BACKWARD,
    "LOC": PLACES_BACKWARD,
    "ORG": BODIES_BACKWARD,
}


@dataclass(slots=True)
class Census:
    """The table of forms of a corpus. It can be pickled, and two of them can be merged."""

    forms: Counter[tuple[Key, str]] = field(default_factory=Counter)  # (label, canonical), form
    local: dict[Place, str] = field(default_factory=dict)  # canonical forms that need their page
    posts: Counter[tuple[Key, str, str]] = field(default_factory=Counter)  # body, its form, title
    judgements: set[Judgement] = field(default_factory=set)
    defined: dict[Key, set[Key]] = field(default_factory=dict)  # names given to forms by articles
    contexts: dict[Key, list[Context]] = field(default_factory=dict)  # what articles say of people

    def add(self, reading: Reading) -> None:
        """Judge and count the forms of one page."""
        page = read_names(reading)
        for surface in page.surfaces:
            self._judge(surface, (by_pseudonym, by_nickname, *_STANDING[surface.label]), page)
        for surface in sorted(page.surfaces, key=lambda s: (-len(s.text), s)):
            self._judge(surface, (by_definition, *_BACKWARD[surface.label]), page)
        self.judgements |= _refusals(page)
        _mark_unresolved(page)
        _mark_reporters(page)
        self.judgements.update(_spellings(reading.mentions, page))
        for surface in page.surfaces:
            name = page.name(surface)
            if name != standing_form(surface.label, surface.text):
                self.local[reading.page.path, surface.article, surface.label, surface.text] = name
        for (article, label, form), full in page.defined.items():
            name = page.names.get((article, label, full), full)
            self.defined.setdefault((label, form), set()).add((label, name))
        for mention in reading.mentions:
            if (key := self.key_of(mention)) is not None:
                self.forms[key, mention.text] += 1
        for post in reading.posts:
            if post.kind == "post" and (body := self.body_key(post)) is not None:
                self.posts[body, body_form(post), post.title.text] += 1

        for key, context in read_contexts(reading, self.key_of, self.body_key):
            self.contexts.setdefault(key, []).append(context)

    def merge(self, other: "Census") -> None:
        """Add the counts and judgements of another census."""
        self.forms.update(other.forms)
        self.local.update(other.local)
        self.posts.update(other.posts)
        self.judgements |= other.judgements
        for key, names in other.defined.items():
            self.defined.setdefault(key, set()).update(names)
        for key, contexts in other.contexts.items():
            self.contexts.setdefault(key, []).extend(contexts)

    def key_of(self, mention: Mention) -> Key | None:
        """Return the label and canonical form of a mention, None for a title and for 本报."""
        if mention.label == "TITLE":
            return None
        form = plain_form(mention.text)
        place = (mention.page, mention.article, mention.label, form)
        name = mention.canonical or self.local.get(place) or standing_form(mention.label, form)
        return (mention.label, name) if name else None

    def body_key(self, post: Post) -> Key | None:
        """Return the label and canonical form of a post's body, None where it names none for sure.

        A body without a mention (贵州省 in 贵州省委副书记、省长) counts when it is a division.
        """
        if post.body:
            return self.key_of(post.body)
        if not post.body_text:
            return None
        form = plain_form(post.body_text)
        name = self.local.get((post.page, post.article, "LOC", form)) or standing_form("LOC", form)
        return ("LOC", name) if division_of(name) else None

    def _judge(self, surface: Surface, rules: Iterable[Rule], page: PageNames) -> None:
        judgement = judge(tuple(rules), surface, page)
        if judgement is None:
            return
        self.judgements.add(replace(judgement, label=surface.label))
        if judgement.judgement == "positive":
            page.names[surface.article, surface.label, surface.text] = judgement.b


@lru_cache(maxsize=65536)
def standing_form(label: Label, form: str) -> str:
    """Return the canonical form as far as a plain form alone tells, "" for 本报 and the like."""
    if label == "PER":
        return form
    if label == "LOC":
        return standing_place(form)
    return "" if is_own_medium(form) else standing_body(form)


def body_form(post: Post) -> str:
    """Return the form of the name that stands for a post's body, "" where it has none."""
    return post.body.text if post.body else post.body_text or ""


def _refusals(page: PageNames) -> set[Judgement]:
    """Return the judgements that two forms which could be one are two, because a list names both."""
    pairs = [tuple(sorted(pair, key=lambda form: (len(form), form))) for pair in page.apart if len(pair) > 1]
    return {
        Judgement(short, full, "negative", "a list names both", 1.0)
        for short, full in pairs
        if abbreviates(short, full)
    }


def _mark_unresolved(page: PageNames) -> None:
    """Give forms of their own page or article to names that mean nothing beyond it."""
    for surface in page.surfaces:
        if page.name(surface) == surface.text and (mark := own_mark(surface, page)):
            page.names[surface.article, surface.label, surface.text] = namesake(surface.text, mark)


def _mark_reporters(page: PageNames) -> None:
    """Give those whom the page knows from bylines only a form of their own."""
    for surface in page.surfaces:
        if surface.label == "PER" and surface.text in page.reporters:
            page.names[surface.article, "PER", surface.text] = page.name(surface) + REPORTER


def _spellings(mentions: Iterable[Mention], page: PageNames) -> Iterator[Judgement]:
    """Yield the judgements that spellings stand for the names that they are spellings of."""
    for mention in mentions:
        reason = spelling_reason(mention.text) if mention.label != "TITLE" else ""
        if reason and mention.canonical is None:
            form = plain_form(mention.text)
            name = page.names.get((mention.article, mention.label, form), form)
            yield Judgement(mention.text, name, "positive", reason, 1.0, mention.label)
