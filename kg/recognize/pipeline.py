"""The recognition stage: a spaCy pipeline, and what turns its documents into mentions."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg.recognize.components  # noqa: F401 -- registers the components
from kg.knowledge.proposals import rule_of, share_right
from kg.model import LABELS, Article, Label, Mention
from kg.recognize.candidates import Candidate
from kg.recognize.compose import RULES
from kg.recognize.consistency import spread
from kg.recognize.gazetteer import Gazetteer
from kg.recognize.likelihood import is_weighed, weigh
from kg.recognize.overlap import resolve_overlaps
from kg.recognize.sure_ends import cut_to_sure
from kg.recognize.taggers import TEXT_KEY, NetworkTagger, draft_of
from kg.text import Span, squeeze_name

_MODEL = "kg_model"
_PIECE = 20_000  # characters that go through the pipeline at once


def load_pipeline(
    model: str = "kg_zh",
    gazetteers: Sequence[Path] = (),
    labels: Sequence[Label] = LABELS,
    threads: int = 1,
) -> Language:
    """Return the pipeline for a model: "kg_zh", "rules", or the name or folder of a spaCy pipeline.

    `threads` is how many cores kg's own network may use at once; the answers do not depend on it.
    ModelError where the model is not installed, InputError where a gazetteer is of the wrong form.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.JiebaTokenizer.v1"}}})
    nlp.max_length = 10 * _PIECE
    nlp.meta["kg_labels"] = [label for label in LABELS if label in labels]
    if model == "rules":
        nlp.add_pipe("kg_words")
    else:
        nlp.add_pipe(_MODEL, config={"model": model, "threads": threads})
    for name in RULES:
        nlp.add_pipe(name)
    nlp.add_pipe("kg_gazetteer", config={"paths": [str(path) for path in gazetteers]})
    nlp.add_pipe("kg_overlap")
    return nlp


def foresee(pages: Iterable[Sequence[Article]], nlp: Language) -> None:
    """Have kg's network read the articles of several pages at once, which takes less time than one by one.

    What it says is kept for `recognize`, which returns the same with and without.
    """
    model = nlp.get_pipe(_MODEL) if nlp.has_pipe(_MODEL) else None
    if isinstance(model, NetworkTagger):
        model.foresee(text for page in pages for *_, text in pieces_of(page))


def recognize(articles: Sequence[Article], nlp: Language) -> list[Mention]:
    """Return the mentions in the articles of one page, sorted by start, without overlaps.

    A name that is certain in one article counts in all articles of the page.
    """
    pieces = list(pieces_of(articles))
    mentions: list[Mention] = []
    for chosen in find_names([[text for *_, text in pieces]], nlp):
        for (article, at, _), names in zip(pieces, chosen, strict=True):
            mentions += _mentions(article, at, names)
    return _without_overlaps(mentions)


def pieces_of(articles: Iterable[Article]) -> Iterator[tuple[Article, int, str]]:
    """Yield the pieces of some articles: the article, where in it the piece begins, and its text."""
    for article in articles:
        for start, end in split_pieces(article.text.chars):
            yield article, start, article.text.chars[start:end]


def find_names(
    groups: Sequence[Sequence[str]], nlp: Language, own: Gazetteer | None = None
) -> Iterator[list[list[Candidate]]]:
    """Yield, for each group of texts, the names and titles in each text, sorted, without overlaps.

    A name that is certain in one text counts in all texts of its group. `own` are terms beside those of
    the pipeline.
    """
    labels = nlp.meta.get("kg_labels", LABELS)
    for group, found in zip(groups, propose(groups, nlp, own), strict=True):
        yield [
            [c for c in chosen if c.label in labels and not is_idle(c, text)]
            for text, chosen in zip(group, _weigh_whole(group, found), strict=True)
        ]


def _weigh_whole(group: Sequence[str], found: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """Return the candidates of each text of a page weighed, unsure ones cut to names sure on the page."""
    weighed = weigh(group, found)
    cut = cut_to_sure(group, found, weighed)
    return weighed if cut is None else weigh(group, cut)


def propose(
    groups: Sequence[Sequence[str]], nlp: Language, own: Gazetteer | None = None
) -> Iterator[list[list[Candidate]]]:
    """Yield, for each group of texts, the candidates that are left in each text before they are weighed."""
    texts = chain.from_iterable(groups)
    docs = nlp.pipe(
        (without_tokens(text, nlp) for text in texts), disable=["kg_overlap"]
    )  # chosen below, for all texts at once
    for group in groups:
        drafts = [draft_of(doc) for doc in islice(docs, len(group))]
        if own:
            for draft in drafts:
                draft.added += own.find(draft.text)
        yield spread(drafts, [resolve_overlaps(draft.candidates()) for draft in drafts])


def without_tokens(text: str, nlp: Language) -> Doc:
    """Return a text as a document without tokens: nobody asks for them."""
    return Doc(nlp.vocab, user_data={TEXT_KEY: text})


def is_idle(candidate: Candidate, text: str) -> bool:
    """Tell whether an optional candidate is no mention: a title of nobody, 全国."""
    if not candidate.optional:
        return False
    surface = text[candidate.start : candidate.end]
    return candidate.label == "TITLE" or surface == "全国"


def _mentions(article: Article, at: int, names: Iterable[Candidate]) -> Iterator[Mention]:
    """Yield the mentions of a piece that begins at an offset of its article.

    What runs over the end of a block into one that stands before it on the page is no name.
    """
    for c in names:
        span = (at + c.start, at + c.end)
        if not article.text.runs_forward(*span):
            continue
        text = squeeze_name(article.text.chars[slice(*span)])
        start, end = article.text.raw_span(*span)
        yield Mention(
            *(article.page, article.id, start, end, c.label, text),
            *(c.source, span, c.canonical, None),
            *(round(c.score, 3) if is_weighed(c) else score_of(c), rule_of(c.source)),
        )


def score_of(candidate: Candidate) -> float:
    """Return how likely its proposer has a candidate right: what a tagger says, or the share of a rule."""
    share = share_right(candidate.source, candidate.label)
    return round(candidate.score if share is None else share, 3)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions sorted by their place on the page, each place at most once."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end, m.article)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def split_pieces(text: str) -> list[Span]:
    """Return the spans of the pieces that a long text is cut into, at block or sentence ends where possible.

    >>> split_pieces("短文。")
    [(0, 3)]
    """
    spans: list[Span] = []
    start = 0
    while len(text) - start > _PIECE:
        stop = start + _PIECE
        end = max(text.rfind(mark, start + 1, stop) for mark in "\n。") + 1
        end = end if end > start else stop
        spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans
