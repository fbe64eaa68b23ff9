"""The rules as components of a spaCy pipeline; the last one turns candidates into doc.ents."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.recognize.bodies import find_bodies
from kg.recognize.candidates import Candidate, Draft
from kg.recognize.consistency import spread
from kg.recognize.gazetteer import read_gazetteers
from kg.recognize.known_bodies import find_known_bodies
from kg.recognize.names import find_names
from kg.recognize.overlap import resolve_overlaps
from kg.recognize.places import find_deictic, find_places
from kg.recognize.taggers import draft_of
from kg.recognize.titles import find_roles, find_titles, tie_titles

RULES: dict[str, tuple[Callable[[Draft], None], ...]] = {
    "kg_titles": (find_known_bodies, find_titles),
    "kg_names": (find_names, find_roles),
    "kg_places": (find_places,),
    "kg_bodies": (find_bodies, find_deictic),
    "kg_bearers": (tie_titles,),
}
"""The components in their order and the rules that each applies."""


def _rule_component(
    rules: Sequence[Callable[[Draft], None]],
) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    def apply(doc: Doc) -> Doc:
        draft = draft_of(doc)
        for rule in rules:
            rule(draft)
        return doc

    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        return apply

    return make


for _name, _rules in RULES.items():
    Language.factory(_name, func=_rule_component(_rules))


@Language.factory("kg_gazetteer", default_config={"paths": []})
def make_gazetteer(nlp: Language, name: str, paths: list[str]) -> Callable[[Doc], Doc]:
    """Return the component that adds the user's own terms."""
    gazetteer = read_gazetteers([Path(path) for path in paths])

    def add_terms(doc: Doc) -> Doc:
        draft = draft_of(doc)
        draft.added += gazetteer.find(draft.text)
        return doc

    return add_terms


@Language.factory("kg_overlap")
def make_overlap(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that chooses between the candidates and sets doc.ents."""

    def choose(doc: Doc) -> Doc:
        draft = draft_of(doc)
        (chosen,) = spread([draft], [resolve_overlaps(draft.candidates())])
        return set_entities(doc, chosen)

    return choose


def set_entities(doc: Doc, candidates: Sequence[Candidate]) -> Doc:
    """Set doc.ents to the candidates exactly; a token that a name ends in is split there."""
    _split_tokens(doc, {at for c in candidates for at in (c.start, c.end)})
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    starts = {token.idx: token.i for token in doc}
    doc.ents = [DocSpan(doc, starts[c.start], ends[c.end], c.label) for c in candidates]
    return doc


def _split_tokens(doc: Doc, edges: set[int]) -> None:
    """Split the tokens that have an edge inside."""
    cuts = []
    for token in doc:
        inside = sorted(at - token.idx for at in edges & set(range(token.idx + 1, token.idx + len(token))))
        if inside:
            bounds = [0, *inside, len(token)]
            cuts.append((token, [token.text[a:b] for a, b in pairwise(bounds)]))
    if cuts:
        with doc.retokenize() as retokenizer:
            for token, parts in cuts:
                retokenizer.split(token, parts, heads=[(token, k) for k in range(len(parts))])
