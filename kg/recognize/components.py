"""The rules as components of a spaCy pipeline; the last one turns candidates into doc.ents."""

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.recognize.candidates import Candidate, Draft
from kg.recognize.compose import RULES
from kg.recognize.consistency import spread
from kg.recognize.gazetteer import read_gazetteers
from kg.recognize.overlap import resolve_overlaps
from kg.recognize.taggers import draft_of


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
    starts = _split_tokens(doc, sorted({at for c in candidates for at in (c.start, c.end)}))
    token_at = {start: index for index, start in enumerate(starts)}
    doc.ents = [DocSpan(doc, token_at[c.start], token_at[c.end], c.label) for c in candidates]
    return doc


def _token_starts(doc: Doc) -> list[int]:
    """Return the offset of each token and of the text's end; no blanks stand between tokens."""
    return [0, *accumulate(doc.to_array("LENGTH").tolist())]


def _split_tokens(doc: Doc, edges: Sequence[int]) -> list[int]:
    """Split the tokens that have an edge inside; return where the tokens then begin, and the text's end."""
    starts = _token_starts(doc)
    cuts: dict[int, list[int]] = {}
    for edge in set(edges) - set(starts):
        cuts.setdefault(bisect(starts, edge) - 1, []).append(edge)
    if not cuts:
        return starts
    text = doc.text  # put together anew at each call
    with doc.retokenize() as retokenizer:
        for index, inside in sorted(cuts.items()):
            bounds = [starts[index], *sorted(inside), starts[index + 1]]
            parts = [text[a:b] for a, b in pairwise(bounds)]
            retokenizer.split(doc[index], parts, heads=[(doc[index], k) for k in range(len(parts))])
    return _token_starts(doc)
