"""What resolution must know of the whole corpus, gathered page by page.

A page is judged by itself: each form of each article gets a canonical form, from the form alone (广东省
卫健委), from what the page is about (市卫健委), or from a fuller form near it (卫健委). Only the
counts of canonical forms and the forms that need their page to be understood are kept.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from kg.model import Article, Judgement, Label, Mention, Post, Reading
from kg.resolve.bodies import abbreviates
from kg.resolve.contexts import Context, read_contexts
from kg.resolve.divisions import read_divisions
from kg.resolve.home import Home
from kg.resolve.ids import REPORTER
from kg.resolve.organizations import BACKWARD as BODIES_BACKWARD
from kg.resolve.organizations import STANDING as BODIES_STANDING
from kg.resolve.organizations import is_own_medium, standing_body
from kg.resolve.people import BACKWARD as PEOPLE_BACKWARD
from kg.resolve.people import STANDING as PEOPLE_STANDING
from kg.resolve.people import standing_person
from kg.resolve.places import BACKWARD as PLACES_BACKWARD
from kg.resolve.places import STANDING as PLACES_STANDING
from kg.resolve.places import division_of, standing_place
from kg.resolve.surfaces import Key, PageNames, Rule, Surface, judge

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
    contexts: dict[Key, list[Context]] = field(default_factory=dict)  # what articles say of people

    def add(self, reading: Reading) -> None:
        """Judge and count the forms of one page."""
        page = _names_of(reading)
        for surface in page.surfaces:
            self._judge(surface, _STANDING[surface.label], page)
        for surface in sorted(page.surfaces, key=lambda s: (-len(s.text), s)):
            self._judge(surface, _BACKWARD[surface.label], page)
        self.judgements |= _refusals(page)
        _mark_reporters(reading, page)
        for surface in page.surfaces:
            name = page.name(surface)
            if name != standing_form(surface.label, surface.text):
                self.local[reading.page.path, surface.article, surface.label, surface.text] = name
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
        for key, contexts in other.contexts.items():
            self.contexts.setdefault(key, []).extend(contexts)

    def key_of(self, mention: Mention) -> Key | None:
        """Return the label and canonical form of a mention, None for a title and for 本报."""
        if mention.label == "TITLE":
            return None
        place = (mention.page, mention.article, mention.label, mention.text)
        name = mention.canonical or self.local.get(place) or standing_form(mention.label, mention.text)
        return (mention.label, name) if name else None

    def body_key(self, post: Post) -> Key | None:
        """Return the label and canonical form of a post's body, None where it names none for sure.

        A body without a mention (贵州省 in 贵州省委副书记、省长) counts when it is a division.
        """
        if post.body:
            return self.key_of(post.body)
        if not post.body_text:
            return None
        local = self.local.get((post.page, post.article, "LOC", post.body_text))
        name = local or standing_form("LOC", post.body_text)
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
    """Return the canonical form as far as the form alone tells, "" for 本报 and the like."""
    if label == "PER":
        return standing_person(form)
    if label == "LOC":
        return standing_place(form)
    return "" if is_own_medium(form) else standing_body(form)


def body_form(post: Post) -> str:
    """Return the form of the name that stands for a post's body, "" where it has none."""
    return post.body.text if post.body else post.body_text or ""


def _names_of(reading: Reading) -> PageNames:
    """Return the forms of a page in the order of the text, and what the page says about them."""
    page = PageNames(Home(read_divisions()))
    first: dict[tuple[str, Label, str], int] = {}
    for mention in sorted(reading.mentions, key=lambda m: (m.article, m.at)):
        if mention.label != "TITLE" and mention.canonical is None:
            first.setdefault((mention.article, mention.label, mention.text), mention.at[0])
            _vote(mention, page.home)
    for post in reading.posts:
        page.held.setdefault(post.person.text, set()).add(post.title.text)
        if post.body_text and not post.body:
            first.setdefault((post.article, "LOC", post.body_text), post.title.at[0])
    page.surfaces = sorted(
        (
            Surface(article, label, text, at)
            for (article, label, text), at in first.items()
            if label != "ORG" or not is_own_medium(text)
        ),
        key=lambda surface: (surface.article, surface.at, surface.label, surface.text),
    )
    page.before = _bodies_before(reading.posts)
    inside: dict[str, list[Mention]] = {article.id: [] for article in reading.articles}
    for mention in reading.mentions:
        inside[mention.article].append(mention)
    for article in reading.articles:
        page.apart |= _listed(article, inside[article.id])
    return page


def _bodies_before(posts: Iterable[Post]) -> dict[tuple[str, str], Surface]:
    """Return, by article and form of a body, the body of the same person's post before it in the clause."""
    found: dict[tuple[str, str], Surface] = {}
    bodied = [post for post in posts if post.body and post.kind == "post"]
    ordered = sorted(bodied, key=lambda post: (post.article, post.person.start, post.title.at))
    for left, right in pairwise(ordered):
        if left.person == right.person and left.body and right.body and left.body.text != right.body.text:
            before = Surface(left.article, left.body.label, left.body.text, left.body.at[0])
            found.setdefault((right.article, right.body.text), before)
    return found


def _vote(mention: Mention, home: Home) -> None:
    """Let a name that begins with one division's name speak for where the page is at home."""
    if mention.label == "PER":
        return
    found = home.divisions.leading(mention.text)
    if found:
        home.add(mention.article, mention.at[0], found[0])


def _listed(article: Article, mentions: list[Mention]) -> set[frozenset[str]]:
    """Return the pairs of neighbors in a list (甲、乙): a list tells them apart."""
    ordered = sorted(mentions, key=lambda m: m.at)
    return {
        frozenset((left.text, right.text))
        for left, right in pairwise(ordered)
        if left.label == right.label
        and article.text.chars[left.at[1] : right.at[0]] in ("、", "和", "与", "及")
    }


def _refusals(page: PageNames) -> set[Judgement]:
    """Return the judgements that two forms which could be one are two, because a list names both."""
    pairs = [tuple(sorted(pair, key=lambda form: (len(form), form))) for pair in page.apart if len(pair) > 1]
    return {
        Judgement(short, full, "negative", "a list names both", 1.0)
        for short, full in pairs
        if abbreviates(short, full)
    }


def _mark_reporters(reading: Reading, page: PageNames) -> None:
    """Give those whom the page knows from bylines only a form of their own."""
    kinds: dict[str, set[str]] = {}
    for post in reading.posts:
        kinds.setdefault(post.person.text, set()).add(post.kind)
    for surface in page.surfaces:
        if surface.label == "PER" and kinds.get(surface.text) == {"byline"}:
            page.names[surface.article, "PER", surface.text] = page.name(surface) + REPORTER
