"""The trained recognizer: a recurrent network over characters, run by ONNX Runtime.

A model folder holds network.onnx (the network), settings.json (its tags and the scores of one tag
after another), characters.json and places.json (what it reads of a text), and their sums. It says, for each
character, how well each tag fits; the best legal sequence of tags is the answer, and the least certain
character of a name gives the score of the name. The network is told how long each window is and looks no
further, so a text gets the same answer alone and in any company. Along the way it says how LAC, whose
first layers it shares, would cut the text into words and tag them: rules can work on these.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.errors import ModelError
from kg.model import LABELS, Label
from kg.recognize.chain import Numbers, Scores, Shares, best_paths, best_paths_by_lead, path_shares
from kg.recognize.network_files import read_files, seal_files
from kg.recognize.network_input import WINDOW, Encoded, Encoder, pad, split_windows

TAGS: tuple[str, ...] = ("O", *(f"{place}-{label}" for label in LABELS for place in "BIES"))
"""Tags of a character: outside, or first, inner, last, single character of a name of a label."""
COMPONENT = "kg_network"
"""Name of the component in a pipeline, of its folder and of the span group it sets."""
_BATCH = 64  # windows at most; more take no less time
_FEW = 16  # windows that are not shared out among threads
_END = 1  # blanks after a window; most windows had some while the network learned
_BLANK_TAG = "w"


class Found(NamedTuple):
    """A name or title found in a text."""

    start: int
    end: int
    label: Label
    score: float  # 0 to 1


Tagged = tuple[list[Found], list[tuple[int, str]]]
"""Of a window: the names found, and where its words begin, with their tags."""


@cache
def legal_steps() -> NDArray[np.bool_]:
    """Return which tag may follow which (rows: before, columns: after)."""

    def is_legal(before: str, after: str) -> bool:
        if before[0] in "BI":
            return after[0] in "IE" and before[2:] == after[2:]
        return after[0] in "OBS"

    return np.array([[is_legal(before, after) for after in TAGS] for before in TAGS])


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of a text."""

    found: list[Found]  # sorted, without overlaps
    words: list[tuple[str, str]]  # (word, LAC's tag); joined, the words are the text


class Network:
    """Finds names and titles in texts."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load a model folder; `threads` is how many cores one call may use."""
        self.files = read_files(folder)
        try:
            settings = json.loads(self.files["settings.json"])
            self.encoder = Encoder.read(self.files)
        except (ValueError, KeyError) as error:
            raise ModelError(
                "{folder}: no usable model ({cause}); reinstall kg or retrain",
                folder=folder,
                cause=str(error),
            ) from None
        if tuple(settings["tags"]) != TAGS:
            raise ModelError(
                "{folder}: made for other labels ({tags}); retrain with `kg train`",
                folder=folder,
                tags=settings["tags"],
            )
        self.steps = np.array(settings["steps"], np.float32)
        self._word_steps = np.array(settings["word_steps"], np.float32)
        self._moves = np.exp(np.maximum(self.steps, -50.0)) * legal_steps()
        self._word_tags = [tag[:-2] for tag in settings["word_tags"]]
        self._word_begins = np.array([not tag.endswith("-I") for tag in settings["word_tags"]])
        self._blank = self.encoder.ids.get("\n", self.encoder.unknown)
        self._threads = threads
        self._session = _open_session(self.files["network.onnx"])
        if "lengths" not in [given.name for given in self._session.get_inputs()]:
            raise ModelError("{folder}: made by an earlier kg; retrain with `kg train`", folder=folder)

    def on_threads(self, threads: int) -> "Network":
        """Return the network with another number of cores for one call; the answers stay the same."""
        other = copy(self)
        other._threads = threads
        return other

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """Return, for each text, the names and titles in it, sorted, without overlaps."""
        return [analysis.found for analysis in self.analyze(texts)]

    def analyze(self, texts: Sequence[str]) -> list[Analysis]:
        """Return, for each text, its names and titles and its words, whatever the other texts are."""
        windows = [(n, *span) for n, text in enumerate(texts) for span in split_windows(text)]
        order = sorted(range(len(windows)), key=lambda i: windows[i][1] - windows[i][2])
        found: list[list[Found]] = [[] for _ in texts]
        cuts: list[list[tuple[int, str]]] = [[] for _ in texts]
        most = min(_BATCH, max(_FEW, -(-len(order) // self._threads)))
        batches = [[windows[i] for i in part] for part in _even_parts(order, most)]
        encoded = ([self.encoder.encode(texts[n][start:end]) for n, start, end in part] for part in batches)
        for batch, tagged in zip(batches, self._tag_all(encoded, len(batches)), strict=True):
            for (n, start, end), (spans, words) in zip(batch, tagged, strict=True):
                found[n] += [Found(s + start, e + start, label, score) for s, e, label, score in spans]
                cuts[n] += [(start + at, tag) for at, tag in words] + [(end, _BLANK_TAG)]
        return [Analysis(sorted(found[n]), list(cut_words(text, cuts[n]))) for n, text in enumerate(texts)]

    def _tag_all(self, batches: Iterable[Sequence[Encoded]], count: int) -> Iterator[list[Tagged]]:
        """Yield what each batch of windows says, as many at once as there are threads."""
        if min(count, self._threads) < 2:
            yield from map(self._tag, batches)
            return
        with ThreadPoolExecutor(self._threads) as threads:
            yield from threads.map(self._tag, batches)

    def _tag(self, windows: Sequence[Encoded]) -> list[Tagged]:
        """Return the spans of each window, the longest first, and where its words begin, with their tags."""
        lengths = np.array([len(window) for window in windows])
        chars, left, right, marks = pad(windows, len(windows[0]) + _END, self._blank)
        inputs = {"chars": chars, "left": left, "right": right, "marks": marks}
        inputs["lengths"] = (lengths + _END).astype(np.int32)
        emissions, words = self._session.run(["emissions", "words"], inputs)
        paths = best_paths(emissions, lengths, self.steps, edge_scores("BOS"), edge_scores("EOS"))
        cuts = best_paths_by_lead(words, lengths, self._word_steps)
        certain = path_shares(emissions, lengths, self._moves, paths)
        tagged = []
        for column, length in enumerate(lengths.tolist()):
            spans = list(read_tags(paths[:length, column], certain[:length, column]))
            tags = cuts[:length, column]
            begins = np.flatnonzero(self._word_begins[tags] | (np.arange(length) == 0)).tolist()
            tagged.append((spans, [(at, self._word_tags[tags[at]]) for at in begins]))
        return tagged


def _even_parts(numbers: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """Yield numbers in as few parts as hold at most so many, all about as large.

    >>> list(_even_parts([1, 2, 3, 4, 5], 4))
    [[1, 2, 3], [4, 5]]
    """
    size = -(-len(numbers) // max(1, -(-len(numbers) // most))) or 1
    for at in range(0, len(numbers), size):
        yield numbers[at : at + size]


def _open_session(model: bytes) -> ort.InferenceSession:
    """Open the network on one thread: its steps are too small to be shared, batches are not."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # it is kept for each shape of a batch, and saves no time
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def cut_words(text: str, cuts: Sequence[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Yield the words of a text that begin at some offsets, with their tags; gaps are words of their own.

    >>> list(cut_words("王鹏\\n到", [(0, "PER"), (2, "w"), (3, "v")]))
    [('王鹏', 'PER'), ('\\n', 'w'), ('到', 'v')]
    """
    begins = dict([(0, _BLANK_TAG), *sorted(cuts, key=lambda cut: (cut[0], cut[1] != _BLANK_TAG))])
    places = sorted(begins)
    for start, end in pairwise([*places, len(text)]):
        if end > start:
            yield text[start:end], begins[start]


def edge_scores(side: str) -> Scores:
    """Return what a tag scores at the start (BOS) or end (EOS) of a window: illegal ones next to nothing."""
    wrong = "IE" if side == "BOS" else "BI"
    return np.array([-1e4 if tag[0] in wrong else 0.0 for tag in TAGS], np.float32)


def read_tags(tags: Numbers, certain: Shares) -> Iterator[Found]:
    """Yield the spans of a sequence of tag numbers; a span's score is that of its least certain character."""
    start = 0
    for position in np.flatnonzero(tags).tolist():
        place, label = TAGS[tags[position]].split("-")
        if place in "BS":
            start = position
        if place in "ES":
            yield Found(start, position + 1, label, float(certain[start : position + 1].min()))


@Language.factory(COMPONENT, assigns=["doc.ents"], default_config={"threads": 1})
def make_network(nlp: Language, name: str, threads: int) -> "NetworkRecognizer":
    """Return the spaCy component, still empty; from_disk fills it."""
    return NetworkRecognizer(name, threads)


class NetworkRecognizer:
    """The network as a component of a spaCy pipeline: sets doc.ents and doc.spans["kg_network"].

    The span group's attribute `scores` holds one score a span.
    """

    def __init__(self, name: str = COMPONENT, threads: int = 1) -> None:
        """Make a component without a network."""
        self.name, self.threads = name, threads
        self._network: Network | None = None

    @property
    def network(self) -> Network:
        """The network; ModelError before one is loaded."""
        if self._network is None:
            raise ModelError(
                "{name}: no network loaded; load the pipeline with spacy.load(FOLDER)", name=self.name
            )
        return self._network

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one document."""
        return self._set(doc, self.network.find([doc.text])[0])

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Set the names of many documents, a batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            found = self.network.find([doc.text for doc in batch])
            yield from map(self._set, batch, found)

    def _set(self, doc: Doc, found: Sequence[Found]) -> Doc:
        pairs = [(doc.char_span(f.start, f.end, f.label, alignment_mode="expand"), f.score) for f in found]
        spans = [span for span, _ in pairs if isinstance(span, DocSpan)]
        doc.spans[COMPONENT] = spans
        doc.spans[COMPONENT].attrs["scores"] = [score for span, score in pairs if span is not None]
        doc.ents = spans
        return doc

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the model files."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.network.files.items():
            (folder / name).write_bytes(content)
        seal_files(folder)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> "NetworkRecognizer":
        """Load the model files; spaCy's data format makes this the way in."""
        self._network = Network(Path(path), self.threads)
        return self


def settings_of(steps: Scores, word_tags: Sequence[str], word_steps: Scores) -> dict[str, Any]:
    """Return the content of settings.json for two lists of tags and the scores of their steps."""
    return {
        "tags": list(TAGS),
        "steps": [[round(score, 4) for score in row] for row in steps.tolist()],
        "word_tags": list(word_tags),
        "word_steps": [[round(score, 4) for score in row] for row in word_steps.tolist()],
        "window": WINDOW,
    }
