"""What a page calls each thing that it mentions: the one name that all its forms share.

A form gets its name from itself alone (广东省卫健委), from what the page is about (市卫健委), or from a
fuller form near it (卫健委). Nothing but the page is looked at, so it has the same names in any company.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.knowledge.body_forms import abbreviates
from kg.knowledge.countries import country_name
from kg.knowledge.spelling import plain_form, spelling_reason
from kg.model import Given, Judgement, Label, Mention, Post, Reading
from kg.naming.chains import of_their_state
from kg.naming.contexts import read_contexts
from kg.naming.explicit import by_definition, by_pseudonym
from kg.naming.ids import REPORTER, namesake
from kg.naming.nicknames import by_nickname
from kg.naming.organizations import BACKWARD as BODIES_BACKWARD
from kg.naming.organizations import STANDING as BODIES_STANDING
from kg.naming.organizations import standing_body
from kg.naming.page_names import read_names
from kg.naming.people import BACKWARD as PEOPLE_BACKWARD
from kg.naming.people import STANDING as PEOPLE_STANDING
from kg.naming.places import BACKWARD as PLACES_BACKWARD
from kg.naming.places import STANDING as PLACES_STANDING
from kg.naming.places import division_of, standing_place
from kg.naming.surfaces import PageNames, Rule, Surface, judge
from kg.naming.unresolved import is_no_thing, own_mark, stands_for_none
from kg.naming.wholes import name_wholes

_STANDING: dict[Label, tuple[Rule, ...]] = {
    "PER": (by_pseudonym, *PEOPLE_STANDING),
    "LOC": (by_nickname, *PLACES_STANDING),
    "ORG": BODIES_STANDING,
}
_BACKWARD: dict[Label, tuple[Rule, ...]] = {
    "PER": (by_definition, *PEOPLE_BACKWARD),
    "LOC": (by_definition, *PLACES_BACKWARD),
    "ORG": (by_definition, *BODIES_BACKWARD),
}


def name_page(reading: Reading) -> Reading:
    """Return a reading with a name for each mention and each post's body, and with why it is theirs.

    `judgements`, `given` and `contexts` of the reading are made anew as well; naming again changes nothing.
    """
    page = read_names(reading)
    judgements = _judge(page) | _refusals(page)
    _mark_unresolved(page)
    _mark_reporters(page)
    judgements.update(_spellings(reading.mentions, page))
    for surface in page.surfaces:
        page.names.setdefault((surface.article, surface.label, surface.text), surface.text)
    named = replace(
        reading,
        mentions=tuple(name_wholes(_named(mention, page) for mention in reading.mentions)),
        posts=tuple(of_their_state(_named_post(post, page) for post in reading.posts)),
        judgements=tuple(sorted(judgements, key=Judgement.order)),
        given=tuple(sorted(_given(page))),
    )
    spoken_of = (told for told in read_contexts(named) if told.name not in page.honored)
    return replace(named, contexts=tuple(spoken_of))


def _judge(page: PageNames) -> set[Judgement]:
    """Name the forms of a page and return the judgements on them."""
    backward = sorted(page.surfaces, key=lambda s: (-len(s.text), s))
    decided = [
        *(_decide(_STANDING[surface.label], surface, page) for surface in page.surfaces),
        *(_decide(_BACKWARD[surface.label], surface, page) for surface in backward),
    ]
    return {judgement for judgement in decided if judgement}


def _decide(rules: tuple[Rule, ...], surface: Surface, page: PageNames) -> Judgement | None:
    """Return the judgement of the first rule that has one; the form is called by it from now on."""
    judgement = judge(rules, surface, page)
    if judgement is None:
        return None
    if judgement.judgement == "positive":
        page.names[surface.article, surface.label, surface.text] = judgement.b
    a, b, kind, reason, score = (
        judgement.a,
        judgement.b,
        judgement.judgement,
        judgement.reason,
        judgement.score,
    )
    return Judgement(a, b, kind, reason, score, surface.label)


def _named(mention: Mention, page: PageNames) -> Mention:
    """Return a mention with its name: a gazetteer's, the page's, else what the form alone tells."""
    if mention.label == "TITLE":
        return mention
    name = mention.canonical or _name_of(mention.article, mention.label, plain_form(mention.text), page)
    return mention if name == mention.name else mention.called(name)


def _name_of(article: str, label: Label, form: str, page: PageNames) -> str | None:
    """Return what the page calls a form, else what the form alone tells; None for what is no node."""
    known = page.names.get((article, label, form))
    if known is None and is_no_thing(label, form, page.texts.get(article, "")):
        return None
    return (_standing_name(label, form) if known is None else known) or None


def _named_post(post: Post, page: PageNames) -> Post:
    """Return a post with the names of its person and body.

    A body without a mention (贵州省 in 贵州省委副书记、省长, 中国 of 我驻法大使) has a name when it is a
    division or country.
    """
    body = _named(post.body, page) if post.body else None
    name = body.name if body else _governed(post, page) if post.body_text else None
    return replace(post, person=_named(post.person, page), body=body, body_name=name)


def _governed(post: Post, page: PageNames) -> str | None:
    form = plain_form(post.body_text or "")
    name = _name_of(post.article, "LOC", form, page)
    return name if name and (division_of(name) or country_name(name) == name) else None


@lru_cache(maxsize=65536)
def _standing_name(label: Label, form: str) -> str:
    """Return the name as far as a plain form alone tells, "" for 本报, 中美 and the like."""
    if label == "PER":
        return form
    if is_no_thing(label, form):
        return ""
    return standing_place(form) if label == "LOC" else standing_body(form)


def _given(page: PageNames) -> set[Given]:
    """Return the forms that articles give to names."""
    return {
        Given(label, form, page.names.get((article, label, full)) or full)
        for (article, label, form), full in page.defined.items()
    }


def _refusals(page: PageNames) -> set[Judgement]:
    """Return the judgements that two forms which could be one are two: a list names both, or they are kin."""
    pairs = [tuple(sorted(pair, key=lambda form: (len(form), form))) for pair in page.apart if len(pair) > 1]
    return {
        Judgement(short, full, "negative", "a list names both", 1.0)
        for short, full in pairs
        if abbreviates(short, full)
    } | {Judgement(*pair, "negative", "another one of the family", 0.9, "PER") for pair in page.kin}


def _mark_unresolved(page: PageNames) -> None:
    """Give names of their own page or article to forms that mean nothing beyond it, or none."""
    marked: dict[tuple[str | None, Label, str], str] = {}  # by article, None for all of the page
    for surface in page.surfaces:
        own = surface._replace(text=page.name(surface))
        if own.text != surface.text and surface.label != "ORG":
            continue
        nothing = stands_for_none(own.label, own.text)
        if (mark := own_mark(own, page)) or nothing:
            name = "" if nothing else namesake(own.text, mark)
            page.names[surface.article, surface.label, surface.text] = name
            marked[None if mark == page.path else surface.article, surface.label, own.text] = name
    for (article, label, form), name in page.names.items() if marked else ():
        for key in ((article, label, name), (None, label, name)):
            if key in marked:
                page.names[article, label, form] = marked[key]  # 公署 that stands for 该处公署〔p.txt〕
                break


def _mark_reporters(page: PageNames) -> None:
    """Give those whom the page knows from bylines only a name of their own, but not foreigners."""
    for surface in page.surfaces:
        if surface.label == "PER" and surface.text in page.reporters and "·" not in page.name(surface):
            page.names[surface.article, "PER", surface.text] = page.name(surface) + REPORTER


def _spellings(mentions: Iterable[Mention], page: PageNames) -> Iterator[Judgement]:
    """Yield the judgements that spellings stand for the names that they are spellings of."""
    for mention in mentions:
        reason = spelling_reason(mention.text) if mention.label != "TITLE" else ""
        if reason and mention.canonical is None:
            form = plain_form(mention.text)
            name = page.names.get((mention.article, mention.label, form), form)
            yield Judgement(mention.text, name or form, "positive", reason, 1.0, mention.label)
