"""kg's recognizer as one component for any spaCy pipeline: `nlp.add_pipe("kg_recognizer")`.

It reads the text of a Doc, whatever cut it into tokens, and lays what it finds over the tokens. Its model is
named, not stored: where a saved pipeline is loaded, kg (and a model of another name) must be installed.
The terms of gazetteers are stored.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from kg.errors import InputError, ModelError
from kg.knowledge.matcher import Matcher
from kg.model import LABELS, Label
from kg.recognize.candidates import Candidate
from kg.recognize.gazetteer import Gazetteer, Term, read_gazetteers
from kg.recognize.pipeline import find_names, load_pipeline, split_pieces
from kg.text import Span, Text, heal

COMPONENT = "kg_recognizer"
_BATCH = 64  # documents
_TERMS = "gazetteer.json"
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Inside:
    """What the recognizer recognizes with."""

    model: str
    labels: tuple[Label, ...]
    threads: int

    def load(self) -> Language:
        """Return kg's own pipeline."""
        return load_pipeline(self.model, (), self.labels, self.threads)


@dataclass(frozen=True, slots=True)
class Placing:
    """How a recognizer lays its names over a Doc."""

    spans_key: str = "kg"
    overwrite: bool = False  # whether its names win over entities that are there


@Language.factory(
    COMPONENT,
    assigns=["doc.ents", "doc.spans"],
    default_config={
        "model": "kg_zh",
        "gazetteers": [],
        "labels": list(LABELS),
        "spans_key": "kg",
        "overwrite": False,
        "threads": 1,
    },
)
def make_recognizer(
    nlp: Language,
    name: str,
    model: str,
    gazetteers: list[str],
    labels: list[str],
    spans_key: str,
    overwrite: bool,
    threads: int,
) -> "Recognizer":
    """Return the component; its settings are those of a build (model, gazetteers, labels).

    `spans_key` names the span group, `overwrite` says whether names win over entities set by earlier
    components, `threads` is how many cores kg's own network may use at once.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("kg_recognizer", config={"model": "rules"})
    >>> [(ent.text, ent.label_) for ent in nlp("清河县人民医院院长赵立群来到葛仙庄镇。").ents]
    [('清河县人民医院', 'ORG'), ('院长', 'TITLE'), ('赵立群', 'PER'), ('葛仙庄镇', 'LOC')]
    """
    known: dict[str, Label] = {label: label for label in LABELS}
    unknown = [label for label in labels if label not in known]
    if unknown:
        template = "{name}: unknown label {label!r}; use some of {known}"
        raise ModelError(template, name=name, label=unknown[0], known=" ".join(LABELS))
    inside = Inside(model, tuple(known[label] for label in labels), threads)
    return Recognizer(inside, [Path(path) for path in gazetteers], Placing(spans_key, overwrite))


class Recognizer:
    """Sets doc.ents and a span group to the people, places, bodies and titles in a Doc.

    doc.ents holds names widened to whole tokens, those that fit the tokens first; entities that are there
    stay, unless names are to win over them. The span group holds every name, widened too, and in its
    attributes what tokens can't say: `offsets`, the exact characters [start, end) of each name in
    doc.text; `sources`, what recognized it; `canonical`, a gazetteer's name for it or None.
    """

    def __init__(self, inside: Inside, gazetteers: Sequence[Path], placing: Placing) -> None:
        """Load the model; ModelError where it is missing.

        A gazetteer that can't be read is a fault once a text comes and no stored terms have come before.
        """
        self._inside, self._placing = inside, placing
        self._inner = inside.load()
        self._terms: Gazetteer | InputError
        try:
            self._terms = read_gazetteers(gazetteers)
        except InputError as error:  # a stored pipeline brings the terms along, not the files
            self._terms = error

    @property
    def gazetteer(self) -> Gazetteer:
        """The user's own terms; InputError where their files could not be read."""
        if isinstance(self._terms, InputError):
            raise self._terms
        return self._terms

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Set the names of many documents, a batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            texts = [_read(doc) for doc in batch]
            cuts = [split_pieces(text.chars) for text in texts]
            groups = [
                [text.chars[start:end] for start, end in cut] for text, cut in zip(texts, cuts, strict=True)
            ]
            found = find_names(groups, self._inner, self.gazetteer)
            for doc, text, cut, names in zip(batch, texts, cuts, found, strict=True):
                moved = [
                    c._replace(start=at + c.start, end=at + c.end)
                    for (at, _), piece in zip(cut, names, strict=True)
                    for c in piece
                ]
                yield self._set(doc, text, moved)

    def _set(self, doc: Doc, text: Text, names: Sequence[Candidate]) -> Doc:
        offsets = [text.raw_span(c.start, c.end) for c in names]
        spans = [_widen(doc, place, c.label) for place, c in zip(offsets, names, strict=True)]
        attributes = {
            "offsets": [list(place) for place in offsets],
            "sources": [c.source for c in names],
            "canonical": [c.canonical for c in names],
        }
        key = self._placing.spans_key
        doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs=attributes)
        fit = [(span.start_char, span.end_char) == place for span, place in zip(spans, offsets, strict=True)]
        ours = [span for _, span in sorted(zip(fit, spans, strict=True), key=lambda pair: not pair[0])]
        theirs = list(doc.ents)
        doc.ents = _without_overlaps(ours + theirs if self._placing.overwrite else theirs + ours)
        return doc

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process, where the model is loaded again."""
        return _rebuild, (self._inside, self._placing, self.to_bytes())

    def to_bytes(self, **_: Any) -> bytes:
        """Return the terms of the gazetteers."""
        terms = self.gazetteer.terms
        return json.dumps(terms, ensure_ascii=False, sort_keys=True).encode("utf-8")

    def from_bytes(self, content: bytes, **_: Any) -> "Recognizer":
        """Take over the terms that `to_bytes` gave."""
        terms = {surface: Term(*term) for surface, term in json.loads(content).items()}
        self._terms = Gazetteer(terms, Matcher(terms))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the terms of the gazetteers into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _TERMS).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> "Recognizer":
        """Read the terms of the gazetteers."""
        return self.from_bytes((Path(path) / _TERMS).read_bytes())


def _rebuild(inside: Inside, placing: Placing, terms: bytes) -> Recognizer:
    return Recognizer(inside, (), placing).from_bytes(terms)


def _read(doc: Doc) -> Text:
    """Return the text of a document healed line by line, with the way back to its characters."""
    return heal(doc.text, [[line.span()] for line in _LINE.finditer(doc.text)])


def _widen(doc: Doc, place: Span, label: Label) -> DocSpan:
    """Return the tokens that hold some characters of a document."""
    span = doc.char_span(*place, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {place} are not in the document")
    return span


def _without_overlaps(spans: Iterable[DocSpan]) -> list[DocSpan]:
    """Return the spans, none of which shares a token with one before it."""
    taken: set[int] = set()
    kept = []
    for span in spans:
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            kept.append(span)
    return kept
