"""How names are decided: what each step of recognition proposes and what it vetoes, written down on request.

A build keeps no such notes; `trace_names` recognizes the articles once more and compares the names before
and after each step.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Article, Label
from kg.recognize.candidates import Candidate, Draft
from kg.recognize.compose import RULES
from kg.recognize.consistency import spread
from kg.recognize.overlap import resolve_overlaps
from kg.recognize.pipeline import is_idle, pieces_of, score_of, without_tokens
from kg.recognize.taggers import NetworkTagger, draft_of, is_likely
from kg.text import Span

TAGGER, UNSURE, WORDS, GAZETTEER = "tagger", "unsure", "words", "gazetteer"
OVERLAP, PAGE = "overlap", "page"
_LEFT_OUT = "kg_overlap"  # decided below, for all texts of a page at once

_Names = dict[tuple[int, int, Label], Candidate]


@dataclass(frozen=True, slots=True)
class Trace:
    """A name that a step of recognition proposed or vetoed."""

    article: str
    at: Span  # in the healed text of the article
    text: str
    label: Label
    step: str  # the function of kg/recognize, or what this module calls it
    proposed: bool  # else vetoed
    score: float


@dataclass(slots=True)
class _Piece:
    """A piece of an article, and what has been decided in it so far."""

    article: str
    offset: int
    text: str
    names: _Names

    def compare(self, step: str, after: _Names) -> Iterator[Trace]:
        """Yield what a step made of the names; they are those after it from now on."""
        before, self.names = self.names, after
        for proposed, here, there in ((False, before, after), (True, after, before)):
            for key in sorted(here.keys() - there.keys()):
                yield self.step(step, here[key], proposed=proposed)

    def step(self, step: str, name: Candidate, *, proposed: bool) -> Trace:
        """Return a step on a name of the piece."""
        at = self.offset + name.start, self.offset + name.end
        text = self.text[name.start : name.end].replace("\n", "")
        return Trace(self.article, at, text, name.label, step, proposed, score_of(name))


def trace_names(articles: Sequence[Article], nlp: Language) -> list[Trace]:
    """Return what each step of recognition proposes and vetoes in the articles of one page, in order."""
    steps: list[Trace] = []
    pieces: list[_Piece] = []
    drafts: list[Draft] = []
    for article, offset, text in pieces_of(articles):
        piece = _Piece(article.id, offset, text, {})
        doc = without_tokens(text, nlp)
        for name, component in nlp.pipeline:
            if name != _LEFT_OUT:
                steps += _apply(piece, doc, name, component)
        pieces.append(piece)
        drafts.append(draft_of(doc))
    chosen = [resolve_overlaps(draft.candidates()) for draft in drafts]
    for piece, names in zip(pieces, chosen, strict=True):
        steps += piece.compare(OVERLAP, _shown(names, piece.text))
    for piece, names in zip(pieces, spread(drafts, chosen), strict=True):
        steps += piece.compare(PAGE, _shown(names, piece.text))
    return steps


def _apply(piece: _Piece, doc: Doc, name: str, component: object) -> Iterator[Trace]:
    """Apply a component to a document; yield what its steps made of the names."""
    if name in RULES:
        for rule in RULES[name]:
            rule(draft_of(doc))
            yield from piece.compare(rule.__name__, _of(doc, piece))
        return
    if isinstance(component, NetworkTagger):
        said = {(c.start, c.end, c.label): c for c in component.look(piece.text)}
        yield from piece.compare(TAGGER, said)
        yield from piece.compare(UNSURE, {key: c for key, c in said.items() if is_likely(c)})
    assert callable(component)  # as all of spaCy's components are
    component(doc)
    step = WORDS if isinstance(component, NetworkTagger) else GAZETTEER if piece.names else TAGGER
    yield from piece.compare(step, _of(doc, piece))


def _of(doc: Doc, piece: _Piece) -> _Names:
    return _shown(draft_of(doc).candidates(), piece.text)


def _shown(names: Sequence[Candidate], text: str) -> _Names:
    """Return the candidates that are names as far as has been decided."""
    return {(c.start, c.end, c.label): c for c in names if not is_idle(c, text)}


def steps_over(steps: Sequence[Trace], article: str, at: Span) -> list[Trace]:
    """Return the steps on names that overlap a stretch of an article."""
    return [s for s in steps if s.article == article and s.at[0] < at[1] and at[0] < s.at[1]]
