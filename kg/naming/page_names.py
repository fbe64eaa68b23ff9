"""The forms of one page in the order of the text, and what the page says about them."""

from collections.abc import Collection, Iterable
from itertools import pairwise

from kg.knowledge.divisions import read_divisions
from kg.knowledge.nicknames import read_nicknames
from kg.knowledge.spelling import plain_form
from kg.model import Article, Label, Mention, Post, Reading
from kg.naming.definitions import find_definitions, find_pseudonyms
from kg.naming.home import Home, home_of_paper
from kg.naming.organizations import OWN_PAPER
from kg.naming.surfaces import PageNames, Surface
from kg.naming.unresolved import is_no_thing


def read_names(reading: Reading) -> PageNames:
    """Return the forms of a page, each once an article, with what the page says of people and bodies."""
    paper = plain_form(reading.page.paper or "")
    page = PageNames(Home(read_divisions(), home_of_paper(paper)), reading.page.path, paper)
    for article in reading.articles:
        page.texts[article.id] = article.text.chars
        page.home.add_dateline(article.id, article.place)
    page.surfaces = _surfaces(reading, page, {OWN_PAPER} if paper else set())
    _note_posts(reading.posts, page)
    page.before = _bodies_before(reading.posts)
    page.continued = _continued(reading.articles)
    inside: dict[str, list[Mention]] = {article.id: [] for article in reading.articles}
    for mention in reading.mentions:
        inside[mention.article].append(mention)
    for article in reading.articles:
        _note_article(article, inside[article.id], page)
    return page


def _surfaces(reading: Reading, page: PageNames, media: Collection[str]) -> list[Surface]:
    """Return each form of each article where it stands first, and let divisions speak for the page's home."""
    first: dict[tuple[str, Label, str], int] = {}
    for mention in sorted(reading.mentions, key=lambda m: (m.article, m.at)):
        if mention.label != "TITLE" and mention.canonical is None:
            first.setdefault((mention.article, mention.label, plain_form(mention.text)), mention.at[0])
            _vote(mention, page.home)
    for post in reading.posts:
        if post.body_text and not post.body:
            first.setdefault((post.article, "LOC", plain_form(post.body_text)), post.title.at[0])
    known = (
        Surface(article, label, text, at)
        for (article, label, text), at in first.items()
        if text in media or not is_no_thing(label, text, page.texts[article])
    )
    return sorted(known, key=lambda surface: (surface.article, surface.at, surface.label, surface.text))


def _vote(mention: Mention, home: Home) -> None:
    """Let a name that begins with one division's name speak for where the page is at home."""
    if mention.label == "PER" or plain_form(mention.text) in read_nicknames():
        return
    found = home.divisions.leading(plain_form(mention.text))
    if found:
        home.add(mention.article, mention.at[0], found[0])


def _note_posts(posts: Iterable[Post], page: PageNames) -> None:
    """Note who holds what by article, and whom the page has in bylines alone."""
    kinds: dict[str, set[str]] = {}
    for post in posts:
        person = plain_form(post.person.text)
        page.held.setdefault((post.article, person), set()).add(plain_form(post.title.text))
        kinds.setdefault(person, set()).add(post.kind)
    page.reporters = {person for person, known in kinds.items() if known == {"byline"}}


def _note_article(article: Article, mentions: list[Mention], page: PageNames) -> None:
    """Note what an article says of its names: lists, other names, pseudonyms."""
    page.apart |= _listed(article, mentions)
    page.pseudonyms |= {(article.id, name) for name in find_pseudonyms(article, mentions)}
    for definition in find_definitions(article, mentions):
        page.defined.setdefault((article.id, definition.label, definition.form), definition.name)


def _bodies_before(posts: Iterable[Post]) -> dict[tuple[str, str], Surface]:
    """Return, by article and form of a body, the body of the same person's post before it in the clause."""
    found: dict[tuple[str, str], Surface] = {}
    bodied = [post for post in posts if post.body and post.kind == "post"]
    ordered = sorted(bodied, key=lambda post: (post.article, post.person.start, post.title.at))
    for left, right in pairwise(ordered):
        if left.person == right.person and left.body and right.body and left.body.text != right.body.text:
            before = Surface(left.article, left.body.label, plain_form(left.body.text), left.body.at[0])
            found.setdefault((right.article, plain_form(right.body.text)), before)
    return found


def _continued(articles: Iterable[Article]) -> set[frozenset[str]]:
    """Return the pairs of articles of a page of which one goes on in the other, where it is clear which."""
    known = list(articles)
    starts = [article.id for article in known if article.continued_to and not article.continued_from]
    ends = [article.id for article in known if article.continued_from]
    return {frozenset((starts[0], ends[0]))} if len(starts) == len(ends) == 1 else set()


def _listed(article: Article, mentions: list[Mention]) -> set[frozenset[str]]:
    """Return the pairs of neighbors in a list (甲、乙): a list tells them apart."""
    ordered = sorted((m for m in mentions if m.label != "TITLE"), key=lambda m: m.at)
    return {
        frozenset((plain_form(left.text), plain_form(right.text)))
        for left, right in pairwise(ordered)
        if left.label == right.label
        and article.text.chars[left.at[1] : right.at[0]] in ("、", "和", "与", "及")
    }
