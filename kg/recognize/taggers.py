"""What may fill the pipeline's tagger slot: kg's network, another spaCy pipeline, jieba's words.

A tagger makes the Draft of a Doc: its words and, where it has its own, candidates laid over them.
One that only adds candidates to a Draft made by another comes after it (`add_candidates`).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.config import OWN_MODEL
from kg.errors import ModelError
from kg.knowledge.spelling import to_plain
from kg.model import LABELS, Label
from kg.recognize.candidates import Candidate, Draft, overlay, read_words
from kg.recognize.compose import start_draft
from kg.recognize.edges import mend_names
from kg.recognize.network import Analysis, Found, Network, NetworkRecognizer
from kg.recognize.overlap import resolve_overlaps
from kg.recognize.tokenizer import tag_words
from kg.text import Span

DRAFT_KEY = "kg_draft"
TEXT_KEY = "kg_text"
"""Where a document keeps its text as a whole: to put its tokens together again takes time; some have none."""
SCHEME: dict[str, Label] = {
    **dict.fromkeys(("PER", "PERSON", "PS", "NR"), "PER"),
    **dict.fromkeys(("LOC", "GPE", "FAC", "NS", "LOCATION", "ADDRESS", "SCENE"), "LOC"),
    **dict.fromkeys(("ORG", "NT", "ORGANIZATION", "COMPANY", "GOVERNMENT"), "ORG"),
    **dict.fromkeys(("TITLE", "POSITION", "OFFICE"), "TITLE"),
}
"""The labels of other schemes, mapped to ours; a label that is not here (DATE, NORP …) is no name."""

_BATCH = 32
_ONE_TITLE = re.compile("(?:兼职|[^兼])+")
_LIKELY, _CERTAIN = 0.6, 0.97  # chosen on the development passages, see docs/experiments.md
_OLD_DAY = re.compile("[廿卅](?=[一二三四五六七八九]?(?:[两兩]?日|[、至和][廿卅]))")
_WINNING = 2.0  # more than any rule's candidate


def draft_of(doc: Doc) -> Draft:
    """Return the draft of a Doc that went through a tagger."""
    draft: Draft = doc.user_data[DRAFT_KEY]
    return draft


def text_of(doc: Doc) -> str:
    """Return the text of a document."""
    text: str | None = doc.user_data.get(TEXT_KEY)
    return doc.text if text is None else text


def add_candidates(doc: Doc, names: Iterable[Candidate]) -> None:
    """Lay further candidates over a Doc's words; a later tagger's win over an earlier one's."""
    draft = draft_of(doc)
    draft.words = overlay(draft.words, resolve_overlaps(names))


@Language.factory("kg_words", default_config={"names": True})
def make_words(nlp: Language, name: str, names: bool) -> "WordTagger":
    """Return the component that tags words by jieba's dictionary."""
    return WordTagger(names)


class WordTagger:
    """Makes the draft from jieba's words and their dictionary tags."""

    def __init__(self, names: bool) -> None:
        """Keep whether jieba's own names count as names."""
        self._names = names

    def __call__(self, doc: Doc) -> Doc:
        """Set the draft of a document."""
        text = text_of(doc)
        words = read_words(tag_words(to_plain(text), names=self._names), "jieba")
        doc.user_data[DRAFT_KEY] = start_draft(text, words)
        return doc


@Language.factory("kg_model", default_config={"model": "", "threads": 1})
def make_model(nlp: Language, name: str, model: str, threads: int) -> "ModelTagger | NetworkTagger":
    """Return the component that runs another spaCy pipeline; `threads` is for kg's own network alone."""
    loaded = load_model(model)
    for _, component in loaded.pipeline:
        if isinstance(component, NetworkRecognizer):
            return NetworkTagger(component.network.on_threads(threads), Path(model).name)
    return ModelTagger(loaded, Path(model).name)


def load_model(model: str) -> Language:
    """Return kg's own model or another pipeline by name or folder; ModelError says how to install it."""
    try:
        return spacy.load(OWN_MODEL if model == OWN_MODEL.name else model)
    except OSError:
        template = "model {model!r} is not installed; install it with `python -m spacy download {model}`"
        if "/" in model or "\\" in model:
            template = (
                "model {model!r} is not there; give the folder of a spaCy pipeline (it holds config.cfg)"
            )
        raise ModelError(template, model=model) from None


class NetworkTagger:
    """Makes the draft from the words and the names that kg's own network says in one go.

    The words keep LAC's parts of speech but not LAC's names: what is a name the network and the rules
    decide. Names that the network is unsure of are left to the rules; titles that it is sure of stand.
    """

    def __init__(self, network: Network, source: str) -> None:
        """Keep the network and the name it goes by."""
        self._network, self._source = network, source
        self._foreseen: dict[str, Analysis] = {}

    def foresee(self, texts: Iterable[str]) -> None:
        """Have the network read texts that are about to come, and keep what it says until the next ones."""
        plain = [as_seen(text) for text in texts]
        self._foreseen = dict(zip(plain, self._network.analyze(plain), strict=True))

    def __call__(self, doc: Doc) -> Doc:
        """Set the draft of one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Set the drafts of many documents, a batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, _BATCH)):
            plain = [as_seen(text_of(doc)) for doc in batch]
            read = iter(self._network.analyze([text for text in plain if text not in self._foreseen]))
            for doc, text in zip(batch, plain, strict=True):
                yield self._set(doc, self._foreseen[text] if text in self._foreseen else next(read))

    def _set(self, doc: Doc, analysis: Analysis) -> Doc:
        text, words = text_of(doc), read_words(analysis.words, "")
        likely = [name for name in self._names(analysis, text) if is_likely(name)]
        names = mend_names(to_plain(text), words, likely)
        people = frozenset(word.start for word in words if word.tag == "PER")
        for word in words:
            if word.tag in LABELS:
                word.tag = "n"
        draft = start_draft(text, words, names)
        draft.people = people
        draft.added += [
            n._replace(weight=_WINNING) for n in names if n.label == "TITLE" and n.score >= _CERTAIN
        ]
        doc.user_data[DRAFT_KEY] = draft
        return doc

    def look(self, text: str) -> list[Candidate]:
        """Return all names that the network sees in a text, be it unsure of them."""
        (analysis,) = self._network.analyze([as_seen(text)])
        return self._names(analysis, text)

    def _names(self, analysis: Analysis, text: str) -> list[Candidate]:
        """Return the names of an analysis that neither begin nor end with a blank, each title by itself."""
        return [
            Candidate(*part, found.label, self._source, found.score)
            for found in analysis.found
            if text[found.start : found.end].strip() == text[found.start : found.end]
            for part in (_titles_in(text, found) if found.label == "TITLE" else [found[:2]])
        ]


def _titles_in(text: str, found: Found) -> list[Span]:
    """Return where the titles of one that joins several stand: 董事长|兼|总裁."""
    return [match.span() for match in _ONE_TITLE.finditer(text, found.start, found.end)]


def as_seen(text: str) -> str:
    """Return a text of the same length as the network sees it: in plain characters, days as they are usual.

    >>> as_seen("市長吳國楨廿一日到滬")
    '市长吴国桢十一日到沪'
    """
    return _OLD_DAY.sub("十", to_plain(text))


def is_likely(name: Candidate) -> bool:
    """Tell whether the network is sure enough of a name that it is not left to the rules."""
    return name.score >= _LIKELY


class ModelTagger:
    """Adds the entities of another spaCy pipeline to jieba's words."""

    def __init__(self, nlp: Language, source: str) -> None:
        """Keep the pipeline and the name it goes by."""
        self._nlp, self._source = nlp, source

    def __call__(self, doc: Doc) -> Doc:
        """Set the draft of one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], **_: Any) -> Iterator[Doc]:
        """Set the drafts of many documents, a batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, _BATCH)):
            tagged = self._nlp.pipe([to_plain(text_of(doc)) for doc in batch])
            for doc, other in zip(batch, tagged, strict=True):
                yield self._set(doc, other)

    def _set(self, doc: Doc, other: Doc) -> Doc:
        names = [
            Candidate(ent.start_char, ent.end_char, SCHEME[ent.label_.upper()], self._source)
            for ent in other.ents
            if ent.label_.upper() in SCHEME and ent.text.strip() == ent.text
        ]
        text = text_of(doc)
        words = read_words(tag_words(to_plain(text), names=False), "")
        doc.user_data[DRAFT_KEY] = start_draft(text, words, names)
        return doc
