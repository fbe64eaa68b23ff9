"""What resolution must know of the whole corpus, asked of the tables of its readings."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter

from kg.config import NODE_SCORE
from kg.corpus.elsewhere import AskBeside, places_beside
from kg.corpus.glued import does_something, is_glued, names_nobody
from kg.corpus.ruling import Ruling
from kg.corpus.splits import Stand, names_to_split
from kg.knowledge.body_forms import official_name, owners_in
from kg.knowledge.countries import read_capitals
from kg.knowledge.historic import historic_of
from kg.knowledge.other_places import other_place
from kg.knowledge.person_names import everyday_given
from kg.knowledge.place_names import place_names
from kg.model import Context, NameKey, Occupation
from kg.naming.home import is_deictic
from kg.naming.ids import entity_id, plain_name
from kg.naming.organizations import pointing_rest
from kg.naming.places import division_of
from kg.naming.unresolved import points
from kg.store.engine import literals
from kg.store.steps import Steps

COMMON = 20  # articles that name somebody who is no link any more between two others

_FORMS = """
    SELECT label, name, form, count(*) FROM mentions WHERE name IS NOT NULL
    GROUP BY label, name, form ORDER BY label, name, form
"""
_POSTS = """
    SELECT body_label, body_name, body_form, title_form, count(*) FROM posts
    WHERE kind = 'post' AND body_name IS NOT NULL
    GROUP BY body_label, body_name, body_form, title_form
    ORDER BY body_label, body_name, body_form, title_form
"""
_STANDING = """
    SELECT label, name, form, page, article, count(*) FROM mentions
    WHERE name IN ({names}) OR (form IN ({names}) AND name IS NOT NULL)
    GROUP BY label, name, form, page, article
"""
_DOUBTFUL = """
    SELECT told.label, told.name, told.form, told.best, p.name IS NOT NULL FROM (
      SELECT label, name, min(form) AS form, max(score) AS best
      FROM mentions WHERE name IS NOT NULL AND label <> 'TITLE'
      GROUP BY label, name
      HAVING count(DISTINCT form) = 1 AND (max(score) < {least} OR name LIKE '%〔%')
        AND count(*) FILTER (WHERE name IN ({spared}) OR form IN ({spared})) = 0
    ) AS told
    LEFT JOIN (
      SELECT person_label AS label, person_name AS name FROM posts
      UNION SELECT body_label AS label, body_name AS name FROM posts
    ) AS p ON p.label = told.label AND p.name = told.name
    ORDER BY told.label, told.name
"""
_SURE = 0.95  # of what is another name with a word at one end
_MORE, _SHORT = 0.05, 2  # score that a place needs beyond the others where it has so many characters
_OUR, _CENTRAL = "我", ("国家", "中央", "国务院")
_GIVEN = "SELECT DISTINCT label, form, name FROM given ORDER BY label, form, name"
_LISTED = """
    SELECT DISTINCT a, b FROM judgements WHERE judgement = 'negative' AND reason = 'a list names both'
    UNION
    (SELECT a, b FROM judgements WHERE judgement = 'negative' AND reason = 'another one of the family'
     EXCEPT SELECT a, b FROM judgements WHERE judgement = 'positive')
"""
_COMMON = f"SELECT name FROM contexts GROUP BY name HAVING count(*) > {COMMON}"
_CONTEXTS = """
    SELECT name, day, page, article, told FROM contexts
    WHERE name IN (
      SELECT name FROM contexts WHERE posts > 0 GROUP BY name HAVING count(*) > 1
      UNION SELECT name FROM contexts
        WHERE name LIKE '%·%' OR length(name) = 4 OR (posts > 0 AND length(name) > 2)
      UNION SELECT split_part(name, '·', 1) FROM contexts WHERE name LIKE '%·%'
      UNION SELECT split_part(name, '·', -1) FROM contexts WHERE name LIKE '%·%'
      UNION SELECT substr(name, 1, 2) FROM contexts WHERE length(name) = 4
      UNION SELECT name FROM contexts WHERE length(name) = 2 AND substr(name, 2, 1) IN ({given})
        GROUP BY name HAVING count(*) > 1
    )
    ORDER BY name, day, page, article
"""


@dataclass(frozen=True, slots=True)
class Census:
    """The names of a corpus, each once with its counts; what articles say of people is asked one by one."""

    forms: Counter[tuple[NameKey, str]]  # (label, name), form
    posts: Counter[tuple[NameKey, str, str]]  # body, its form, title
    given: dict[NameKey, set[NameKey]]  # names that articles give to forms
    standing: Counter[Stand] = field(default_factory=Counter)  # where names stand that a review splits
    doubtful: frozenset[NameKey] = frozenset()  # names that are too uncertain to stand for anything
    listed: frozenset[frozenset[str]] = frozenset()  # pairs of names that pages tell apart: a list, a family
    common: frozenset[str] = frozenset()  # people of so many articles that they link nobody
    contexts: Iterable[tuple[NameKey, list[Context]]] = ()  # of those who are compared
    beside: AskBeside = dict.fromkeys  # the places that articles name beside some


def take_census(engine: Steps, review: Sequence[Ruling] = (), node_score: float = NODE_SCORE) -> Census:
    """Return what the readings of an engine come to: its tables mentions, posts, given and contexts.

    A name is doubtful that has one form, no post and no mention of that score, unless a review speaks of it.
    A post saves no verb of the language (书记|应约|) nor another name with a word at one end (普京|通).
    What is another name with a word of the text (拜登|通), a word of the language or a form of address
    (白校长) needs more; so does a division by two characters, which lists else speak for. Doubtful is too
    what means nothing beyond its page (全区, 人大) and of which nobody holds a post. Of names that a review
    splits it has where they stand.
    """
    forms = Counter({((label, name), form): n for label, name, form, n in engine.rows(_FORMS)})
    doubtful = _doubtful(engine, review, node_score, _totals(forms))
    given: dict[NameKey, set[NameKey]] = {}
    for label, form, name in engine.rows(_GIVEN):
        given.setdefault((label, form), set()).add((label, name))
    return Census(
        forms=Counter({told: n for told, n in forms.items() if told[0] not in doubtful}),
        posts=Counter(
            {((label, name), form, title): n for label, name, form, title, n in engine.rows(_POSTS)}
        ),
        given=given,
        standing=_standing(engine, names_to_split(review)),
        doubtful=doubtful,
        listed=frozenset(frozenset(pair) for pair in engine.rows(_LISTED)),
        common=frozenset(name for (name,) in engine.rows(_COMMON)),
        contexts=(told for told in _contexts(engine) if told[0] not in doubtful),
        beside=partial(places_beside, engine),
    )


def _totals(forms: Counter[tuple[NameKey, str]]) -> Counter[NameKey]:
    totals: Counter[NameKey] = Counter()
    for (key, _), count in forms.items():
        totals[key] += count
    return totals


def _doubtful(
    engine: Steps, review: Sequence[Ruling], node_score: float, counts: Counter[NameKey]
) -> frozenset[NameKey]:
    if not node_score:
        return frozenset()
    spoken_of = {name for ruling in review for name in (ruling.a, ruling.b)}
    asked = _DOUBTFUL.format(least=max(node_score, _SURE), spared=literals(sorted(spoken_of)))
    return frozenset(
        (label, name)
        for label, name, form, best, posted in engine.rows(asked)
        if (
            _is_misread((label, name), best, counts)
            if posted
            else _is_doubtful((label, name), form, best, node_score, counts)
        )
        and entity_id(label, name) not in spoken_of
        and not _is_definite(label, plain_name(name))
    )


def _is_doubtful(key: NameKey, form: str, best: float, node_score: float, counts: Counter[NameKey]) -> bool:
    """Tell whether a name that nothing else speaks for is too unsure, by its best score and its one form."""
    label, name = key
    if best < node_score + _MORE and label == "LOC" and _is_short(name, form):
        return True
    if _is_listed(label, name):
        return False
    low = best < node_score or (label != "PER" and plain_name(name) != name)
    return low or (best < _SURE and (is_glued(key, counts) or names_nobody(label, name)))


def _is_misread(key: NameKey, best: float, counts: Counter[NameKey]) -> bool:
    """Tell whether an unsure name with a post is a verb or another name and a word: 总理|巴育和|."""
    label, name = key
    if best >= _SURE or plain_name(name) != name or _is_listed(label, name):
        return False
    return is_glued(key, counts) or (label == "PER" and does_something(name))


def _is_short(name: str, form: str) -> bool:
    """Tell whether a division is written by two characters, which are often a word: 大关 of 大关县.

    >>> [_is_short(*place) for place in (("大关县", "大关"), ("原州区", "该区"), ("东京", "东京"))]
    [True, False, False]
    """
    known = form in place_names().codes or historic_of(name) is not None
    return len(form) == _SHORT and known and not is_deictic(form)


def _is_definite(label: str, form: str) -> bool:
    """Tell whether a form of its page alone means one thing there: 我市, 市委, a body of the whole country.

    >>> [_is_definite("LOC", form) for form in ("我市", "全区", "本州")]
    [True, False, False]
    >>> [_is_definite("ORG", form) for form in ("市委", "发改委", "人大", "中心")]
    [True, True, False, False]
    """
    if label == "LOC":
        return is_deictic(form) and form.startswith(_OUR)
    central = (official_name(before + form) for before in _CENTRAL)
    return label == "ORG" and points(label, form) and (pointing_rest(form) != "" or any(central))


def _is_listed(label: str, name: str) -> bool:
    """Tell whether lists have a name: a division, a sea, a body of their own or one that divisions have."""
    if label == "LOC":
        return bool(division_of(name) or historic_of(name) or other_place(name) or name in read_capitals())
    return label == "ORG" and (official_name(name) == name or any(map(division_of, owners_in(name))))


def _standing(engine: Steps, names: Sequence[str]) -> Counter[Stand]:
    if not names:
        return Counter()
    rows = engine.rows(_STANDING.format(names=literals(names)))
    return Counter({((label, name), form, page, article): n for label, name, form, page, article, n in rows})


def _contexts(engine: Steps) -> Iterator[tuple[NameKey, list[Context]]]:
    """Yield each person who is compared with others, with all articles in the order of their days.

    These are those of whom several articles give posts, or one does and the name is no short one, names of
    several parts and short ones of such, and names that very many people have.
    """
    query = _CONTEXTS.format(given=literals(sorted(everyday_given())))
    for name, rows in groupby(engine.rows(query), key=itemgetter(0)):
        yield ("PER", name), [_context(*row) for row in rows]


def _context(name: str, day: str, page: str, article: str, told: str) -> Context:
    known = json.loads(told)
    return Context(
        name=name,
        date=day,
        page=page,
        article=article,
        posts=tuple(Occupation(*post) for post in known["posts"]),
        companions=frozenset(known["companions"]),
        forms=tuple((form, count) for form, count in known["forms"]),
        countries=frozenset(known["countries"]),
        provinces=frozenset(known.get("provinces", ())),
        plain=known.get("plain", False),
    )
