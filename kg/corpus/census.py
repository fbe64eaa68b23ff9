"""What resolution must know of the whole corpus, asked of the tables of its readings."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from kg.corpus.ruling import Ruling
from kg.corpus.splits import Stand, names_to_split
from kg.knowledge.person_names import everyday_given
from kg.model import Context, NameKey, Occupation
from kg.store.engine import literals
from kg.store.steps import Steps

LIKELY = 0.5  # the least score by which a name is rather right than wrong
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
_DOUBTFUL = f"""
    SELECT label, name FROM mentions WHERE name IS NOT NULL GROUP BY label, name HAVING max(score) < {LIKELY}
"""
_GIVEN = "SELECT DISTINCT label, form, name FROM given ORDER BY label, form, name"
_COMMON = f"SELECT name FROM contexts GROUP BY name HAVING count(*) > {COMMON}"
_CONTEXTS = """
    SELECT name, day, page, article, told FROM contexts
    WHERE name IN (
      SELECT name FROM contexts WHERE posts > 0 GROUP BY name HAVING count(*) > 1
      UNION SELECT name FROM contexts WHERE name LIKE '%·%' OR length(name) = 4
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
    doubtful: frozenset[NameKey] = frozenset()  # names that are rather wrong than right wherever they stand
    standing: Counter[Stand] = field(default_factory=Counter)  # where names stand that a review splits
    common: frozenset[str] = frozenset()  # people of so many articles that they link nobody
    contexts: Iterable[tuple[NameKey, list[Context]]] = ()  # of those who are compared


def take_census(engine: Steps, review: Sequence[Ruling] = ()) -> Census:
    """Return what the readings of an engine come to: its tables mentions, posts, given and contexts.

    Of names that a review splits it has where they stand.
    """
    given: dict[NameKey, set[NameKey]] = {}
    for label, form, name in engine.rows(_GIVEN):
        given.setdefault((label, form), set()).add((label, name))
    return Census(
        forms=Counter({((label, name), form): n for label, name, form, n in engine.rows(_FORMS)}),
        posts=Counter(
            {((label, name), form, title): n for label, name, form, title, n in engine.rows(_POSTS)}
        ),
        given=given,
        doubtful=frozenset((label, name) for label, name in engine.rows(_DOUBTFUL)),
        standing=_standing(engine, names_to_split(review)),
        common=frozenset(name for (name,) in engine.rows(_COMMON)),
        contexts=_contexts(engine),
    )


def _standing(engine: Steps, names: Sequence[str]) -> Counter[Stand]:
    if not names:
        return Counter()
    rows = engine.rows(_STANDING.format(names=literals(names)))
    return Counter({((label, name), form, page, article): n for label, name, form, page, article, n in rows})


def _contexts(engine: Steps) -> Iterator[tuple[NameKey, list[Context]]]:
    """Yield each person who is compared with others, with all articles in the order of their days.

    These are those of whom several articles give posts, names of several parts and short ones of such, and
    names that very many people have.
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
    )
