"""Rows `split` of a review: the person, place or body of a name is another one on some pages.

`b` lists pages (2014-05-26.txt) or articles (2014-05-26.txt#2), parted by |: on these the name stands for one
other. Several rows of one name make as many others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.corpus.namesakes import Senses
from kg.corpus.ruling import Ruling
from kg.model import Judgement, NameKey
from kg.naming.ids import namesake
from kg.text import squeeze_name

Stand = tuple[NameKey, str, str, str]  # a name, its form, page and article
_PARTED = "|"
_OF_PAGE = "#"
_REASON = "ruled in the review file: split"


def names_to_split(review: Iterable[Ruling]) -> list[str]:
    """Return the names of the rows `split`, each once."""
    return sorted({ruling.a for ruling in review if ruling.action == "split"})


def _ways_to_name(page: str, article: str) -> set[str]:
    """Return how a row may name an article: by its page, with its id (#a2), or with its number (#2)."""
    numbers = {article, article.removeprefix("a")}
    return {squeeze_name(page), *(squeeze_name(f"{page}{_OF_PAGE}{number}") for number in numbers)}


def split(
    review: Sequence[Ruling], standing: Counter[Stand], senses: Senses
) -> Iterator[tuple[NameKey, NameKey]]:
    """Give names their own sense where rows `split` say so; yield the pairs that are told apart.

    `standing` counts where the names of these rows stand.
    """
    for ruling in review:
        if ruling.action != "split":
            continue
        places = ruling.b.split(_PARTED)
        for (key, form, page, article), count in sorted(standing.items()):
            meant = ruling.a in (key[1], form) and ruling.label in (None, key[0])
            if not meant or _ways_to_name(page, article).isdisjoint(places):
                continue
            before = senses.keys.get((key, page, article), key)
            own: NameKey = (key[0], namesake(ruling.a, places[0]))
            senses.keys[key, page, article] = own
            senses.moved[before, (own, form)] += count
            senses.judgements.append(Judgement(own[1], before[1], "negative", _REASON, 1.0, key[0]))
            yield own, before
