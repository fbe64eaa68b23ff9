"""Who and what stands in the same articles as an entity, though in no sentence with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.queries.rows import read_named
from kg.queries.told import SentenceKey, Told, told_at
from kg.queries.values import Named
from kg.store.engine import literals
from kg.store.finished import Store

MOST_BESIDE = 10
MOST_ARTICLES = 200  # an entity that more articles name stands beside everything
_OWN = "SELECT DISTINCT page, article, day FROM {own} LIMIT {most}"
_NAMES = """
    SELECT page, article, sentence, entity FROM named
    WHERE page IN ({pages}) AND entity IS NOT NULL AND sentence IS NOT NULL
"""
At = tuple[str, str]  # page and article


@dataclass(frozen=True, slots=True)
class InArticle:
    """A person or body in the same articles, with a sentence that names it."""

    entity: Named
    count: int  # articles
    first_date: str | None
    last_date: str | None
    sentence: Told


def beside_of(id_: str, store: Store, most: int = MOST_BESIDE) -> tuple[InArticle, ...]:
    """Return the people and bodies in the same articles as an entity, but in no sentence with it.

    Those with the most articles come first; none, where more than MOST_ARTICLES name the entity.
    """
    own = list(store.rows(_OWN.format(own=store.occurrences(id_), most=MOST_ARTICLES + 1)))
    if not 0 < len(own) <= MOST_ARTICLES:
        return ()
    days = {(page, article): day for page, article, day in own}
    apart = _apart(id_, days, store)
    order = sorted(apart, key=lambda name: (-len(apart[name]), -sum(map(len, apart[name].values())), name))
    entities = read_named(store, order[: 4 * most])
    chosen = [name for name in order if name in entities and entities[name].label in ("PER", "ORG")][:most]
    first = {name: min((days[at] or "", at, min(apart[name][at])) for at in apart[name]) for name in chosen}
    told = told_at({(*at, number) for _, at, number in first.values()}, store)
    return tuple(
        _in_article(entities[name], [days[at] for at in apart[name]], told, first[name]) for name in chosen
    )


def _apart(id_: str, days: Mapping[At, str | None], store: Store) -> dict[str, dict[At, list[int]]]:
    """Return the sentences of each entity of some articles that is in none with another one, by article."""
    pages = sorted({page for page, _ in days})
    names = _NAMES.format(pages=literals(pages))
    found: dict[str, dict[At, list[int]]] = defaultdict(lambda: defaultdict(list))
    for page, article, sentence, entity in store.rows(names):
        if (page, article) in days:
            found[entity][page, article].append(sentence)
    own = {(at, number) for at, numbers in found.pop(id_, {}).items() for number in numbers}
    return {
        name: dict(ats)
        for name, ats in found.items()
        if not any((at, number) in own for at, numbers in ats.items() for number in numbers)
    }


def _in_article(
    entity: Named, days: Sequence[str | None], told: Mapping[SentenceKey, Told], first: tuple[str, At, int]
) -> InArticle:
    known = sorted(filter(None, days))
    _, at, number = first
    first_date, last_date = (known[0], known[-1]) if known else (None, None)
    return InArticle(entity, len(days), first_date, last_date, told[*at, number])
