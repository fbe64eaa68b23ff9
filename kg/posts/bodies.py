"""Bodies that more than one name tells: with another name in brackets, of a party, of another country."""

from kg.knowledge.body_forms import official_name
from kg.knowledge.countries import OURS, country_name
from kg.knowledge.post_words import post_verbs, words
from kg.posts.clauses import Clause

_PARTY, _OUR_PARTY = tuple(words("party")), tuple(words("our_party"))
_GLOSSES = tuple(f"（{before}" for before in ("", *words("gloss")))


def glossed(clause: Clause, index: int) -> int | None:
    """Return the index of the body before a bracket with its other names: 乙院（原甲院）|院长."""
    at = index - 1
    while clause.gap(at) == "，" and clause.label(at - 1) == "ORG":
        at -= 1
    inside = clause.gap(index).startswith("）") and clause.gap(at) in _GLOSSES
    return at - 1 if inside and clause.label(at - 1) == "ORG" else None


def is_of_party(clause: Clause, body: int) -> bool:
    """Tell whether a body is one of the party named right before it: 某国人民党|中央委员会."""
    if clause.label(body - 1) != "ORG" or clause.gap(body):
        return False
    official, party = official_name(clause.items[body].text), clause.items[body - 1].text
    return party.endswith(_PARTY) and official_name(party) is None and (official or "").startswith(_OUR_PARTY)


def is_of_state(clause: Clause, body: int) -> bool:
    """Tell whether a body is one of another country, with a word of its head between: 以色列|新任|国防部."""
    if clause.label(body) != "ORG" or clause.label(body - 1) != "LOC":
        return False
    return clause.gap(body) in post_verbs("chained") and country_name(clause.items[body - 1].text) not in (
        None,
        OURS,
    )
