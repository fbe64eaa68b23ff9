"""What each article says of a person: posts, places, companions. It tells namesakes apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.knowledge.addresses import surname_of
from kg.knowledge.body_forms import bodies_abroad
from kg.knowledge.body_kinds import body_kind
from kg.knowledge.countries import OURS, country_name, leading_country
from kg.knowledge.divisions import read_divisions
from kg.knowledge.titles import ends_as, title_end
from kg.model import Article, Context, NameKey, Occupation, Post, Reading
from kg.naming.above import division_before
from kg.naming.children import is_child, is_plain
from kg.naming.ids import plain_name
from kg.naming.places import division_of

MOST_COMPANIONS = 20  # other people kept of one article
OFFICIAL, CHILD = "official", "child"
_ARMY = "army"
_FIELDS = {
    "party": OFFICIAL,
    "state": OFFICIAL,
    "court": OFFICIAL,
    "procuratorate": OFFICIAL,
    "association": "",
    "other": "",
}
_NAME = re.compile(r"[\u4e00-\u9fff]{2,12}|(?=.{3,40}$)[\u4e00-\u9fffA-Z]+(?:[·-][\u4e00-\u9fffA-Z]+)+")
_PROVINCE = 2  # digits of a division's code that tell its province
_MOST_PROVINCES = 3
_MOST_COUNTRIES = 8  # kept of one article


def read_contexts(reading: Reading) -> list[Context]:
    """Return what each article of a page, of which the names are known, says of people."""
    forms: dict[str, dict[NameKey, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    places: dict[str, set[str]] = defaultdict(set)
    provinces: dict[str, set[str]] = defaultdict(set)
    abroad: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in reading.mentions:
        key = mention.key
        if key and key[0] == "PER":
            forms[mention.article][key][mention.text] += 1
        elif key and key[0] == "LOC":
            if division := division_of(key[1]):
                provinces[mention.article].add(division.code[:_PROVINCE])
            if prefecture := _prefecture(key[1]):
                places[mention.article].add(prefecture)
            elif (country := country_name(key[1])) and country != OURS:
                abroad[mention.article].setdefault(country)
    held: dict[tuple[str, NameKey], list[Occupation]] = defaultdict(list)
    for post in reading.posts:
        key = post.person.key
        if key and post.kind == "post" and not ends_as(post.title.text, "side"):
            home = min(places[post.article]) if len(places[post.article]) == 1 else ""
            held[post.article, key].append(_held(post, post.body_key, home))
    for article, key in sorted(_called(reading, is_child)):
        if not held[article, key]:
            held[article, key].append(Occupation("", CHILD, "", CHILD, leads=False))
    plain = _called(reading, is_plain)
    first = {article: sorted(key[1] for key in own)[: MOST_COMPANIONS + 1] for article, own in forms.items()}
    return [
        _context(
            *(reading, article, key, forms[article.id][key], first[article.id]),
            *(held[article.id, key], frozenset(list(abroad[article.id])[:_MOST_COUNTRIES])),
            _few(provinces[article.id]),
            (article.id, key) in plain,
        )
        for article in reading.articles
        for key in forms.get(article.id, ())
        if _NAME.fullmatch(key[1]) and surname_of(key[1]) is None
    ]


def _called(reading: Reading, asked: Callable[[str, int, int], bool]) -> set[tuple[str, NameKey]]:
    """Return the people whom the articles call so beside their names, with the articles."""
    texts = {article.id: article.text.chars for article in reading.articles}
    people = (mention for mention in reading.mentions if mention.key and mention.key[0] == "PER")
    return {(m.article, m.key) for m in people if m.key and asked(texts[m.article], *m.at)}


def _context(
    reading: Reading,
    article: Article,
    key: NameKey,
    forms: Counter[str],
    people: Sequence[str],
    posts: list[Occupation],
    countries: frozenset[str],
    provinces: frozenset[str],
    plain: bool,
) -> Context:
    """Return what an article says of a person; `people` are the first it names, one more than are kept."""
    return Context(
        name=key[1],
        date=article.date or reading.page.date or "",
        page=article.page,
        article=article.id,
        posts=tuple(sorted(set(posts))),
        companions=frozenset([name for name in people if name != key[1]][:MOST_COMPANIONS]),
        forms=tuple(sorted(forms.items())),
        countries=countries,
        provinces=provinces,
        plain=plain,
    )


def _few(provinces: set[str]) -> frozenset[str]:
    """Return some provinces; none where they are so many that an article is about no one of them."""
    return frozenset(provinces) if len(provinces) <= _MOST_PROVINCES else frozenset()


def _held(post: Post, body: NameKey | None, home: str) -> Occupation:
    name, title = plain_name(body[1]) if body else "", post.title.text
    field = title_end(title).field
    if field == _ARMY and body and body_kind(name) == "other":
        field = ""  # 代表团副团长
    leads = ends_as(title, "leads")
    if not field and body:
        kind = "state" if body[0] == "LOC" else body_kind(name)
        field = _FIELDS.get(kind, kind)
    local = home if field and field != OFFICIAL and not leads else ""
    return Occupation(name, title, place_of(name) or local, field, leads)


@lru_cache(maxsize=16384)
def place_of(name: str) -> str:
    """Return the code of the division or the name of the country that a body's name begins with."""
    if division := division_before(name):
        return division.code
    found = leading_country(name)
    return found[0] if found and found[0] != OURS else bodies_abroad().get(name, "")


@lru_cache(maxsize=16384)
def _prefecture(name: str) -> str:
    """Return the code of the prefecture of a division's name, "" for a province and what is no division."""
    division = division_of(name)
    chain = read_divisions().chain(division) if division else ()
    below = [level for level in chain if level.level > 1]
    return below[-1].code if below else ""
