"""What each article says of a person: posts, places, companions. It tells namesakes apart."""

import re
from collections import Counter, defaultdict

from kg.knowledge.addresses import surname_of
from kg.knowledge.body_kinds import body_kind
from kg.knowledge.countries import country_name
from kg.knowledge.divisions import read_divisions
from kg.model import Article, Context, NameKey, Occupation, Post, Reading
from kg.naming.above import division_before
from kg.naming.ids import plain_name
from kg.naming.places import division_of

MOST_COMPANIONS = 20  # other people kept of one article
OFFICIAL = "official"
_FIELDS = {
    "party": OFFICIAL,
    "state": OFFICIAL,
    "court": OFFICIAL,
    "procuratorate": OFFICIAL,
    "association": "",
    "other": "",
}
_PROFESSIONS = (
    ("hospital", re.compile(r"(?:医生|医师|护士|护师|护士长|大夫|药师)$")),
    ("school", re.compile(r"(?:教师|老师|教授|讲师|班主任|研究员|辅导员|学生|博士生|硕士生)$")),
    ("sports", re.compile(r"(?:运动员|教练|主教练|球员|队员|门将|前锋|后卫|中场|裁判|选手)$")),
    ("culture", re.compile(r"(?:演员|导演|歌手|画家|作家|诗人|书法家|传承人|编剧|舞者)$")),
    ("army", re.compile(r"(?:战士|士兵|军官|连长|排长|班长|营长|团长|师长|军长)$")),
    (
        "people",
        re.compile(r"(?:村民|农民|牧民|农户|养殖户|种植户|工人|司机|居民|市民|个体户|快递员|外卖员)$"),
    ),
)
_SIDE_POST = re.compile(r"(?:代表|委员|成员|会员|党员|劳动模范|劳模|志愿者|院士)$")
_LEADER = re.compile(
    r"(?:[书省市县区旗盟州镇乡局厅部处院校所社台站馆司署行会][记长]|主席|主任|总理|总统|总经理|总裁|董事长|秘书长|委员长)$"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_LONGEST_COUNTRY = 8


def read_contexts(reading: Reading) -> list[Context]:
    """Return what each article of a page, of which the names are known, says of people with Chinese names."""
    forms: dict[str, dict[NameKey, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    places: dict[str, set[str]] = defaultdict(set)
    for mention in reading.mentions:
        key = mention.key
        if key and key[0] == "PER":
            forms[mention.article][key][mention.text] += 1
        elif key and key[0] == "LOC" and (prefecture := _prefecture(key[1])):
            places[mention.article].add(prefecture)
    held: dict[tuple[str, NameKey], list[Occupation]] = defaultdict(list)
    for post in reading.posts:
        key = post.person.key
        if key and post.kind == "post" and not _SIDE_POST.search(post.title.text):
            home = min(places[post.article]) if len(places[post.article]) == 1 else ""
            held[post.article, key].append(_held(post, post.body_key, home))
    return [
        _context(reading, article, key, people, held[article.id, key])
        for article in reading.articles
        for people in [forms.get(article.id, {})]
        for key in people
        if _NAME.fullmatch(key[1]) and surname_of(key[1]) is None
    ]


def _context(
    reading: Reading,
    article: Article,
    key: NameKey,
    people: dict[NameKey, Counter[str]],
    posts: list[Occupation],
) -> Context:
    others = sorted(other[1] for other in people if other != key)[:MOST_COMPANIONS]
    return Context(
        name=key[1],
        date=article.date or reading.page.date or "",
        page=article.page,
        article=article.id,
        posts=tuple(sorted(set(posts))),
        companions=frozenset(others),
        forms=tuple(sorted(people[key].items())),
    )


def _held(post: Post, body: NameKey | None, home: str) -> Occupation:
    name, title = plain_name(body[1]) if body else "", post.title.text
    field = next((field for field, words in _PROFESSIONS if words.search(title)), "")
    leads = _LEADER.search(title) is not None
    if not field and body:
        kind = "state" if body[0] == "LOC" else body_kind(name)
        field = _FIELDS.get(kind, kind)
    local = home if field and field != OFFICIAL and not leads else ""
    return Occupation(name, title, _place_of(name) or local, field, leads)


def _place_of(name: str) -> str:
    """Return the code of the division or the name of the country that a body's name begins with."""
    if division := division_before(name):
        return division.code
    ends = range(min(len(name), _LONGEST_COUNTRY), 1, -1)
    countries = (country for end in ends if (country := country_name(name[:end])))
    country = next(countries, "")
    return "" if country == "中国" else country


def _prefecture(name: str) -> str:
    """Return the code of the prefecture of a division's name, "" for a province and what is no division."""
    division = division_of(name)
    chain = read_divisions().chain(division) if division else ()
    below = [level for level in chain if level.level > 1]
    return below[-1].code if below else ""
