"""Better silver labels: a trained network and the rules vote on a text."""

import json
import lzma
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from kg.model import LABELS
from kg.recognize.candidates import Candidate
from kg.recognize.compose import compose
from kg.recognize.network import Analysis, Network
from kg.text import Span
from kg.training.corpora import NEWS, SILVER, VOTED, read_silver, silver_names
from kg.training.passages import Marked
from kg.training.restore import find_network

_SURE = 0.8
_TOGETHER = 64
_SOURCE = "network"


def run_vote(folder: Path, model: Path, items: int, *, granted: bool) -> None:
    """Label the texts of folder/silver anew with a model and write them to folder/voted; of news, `items`."""
    network = Network(find_network(model))
    (folder / VOTED).mkdir(exist_ok=True)
    for name in silver_names(granted=granted):
        path = folder / VOTED / f"{name}.jsonl.xz"
        texts = (passage.text for passage in read_silver(folder / SILVER / path.name))
        holding = path.with_suffix(".partial")
        with lzma.open(holding, "wt", encoding="utf-8", newline="\n", preset=1) as lines:
            for row in vote_texts(network, islice(texts, items if name == NEWS else None)):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        holding.replace(path)


def vote_texts(network: Network, texts: Iterable[str]) -> Iterator[dict[str, object]]:
    """Yield text, spans and unsure spans for each text."""
    rest = iter(texts)
    while batch := list(islice(rest, _TOGETHER)):
        for text, analysis in zip(batch, network.analyze(batch), strict=True):
            named, unsure = vote(text, analysis)
            yield {"text": text, "spans": named, "unsure": unsure}


def vote(text: str, analysis: Analysis) -> tuple[list[Marked], list[Span]]:
    """Return the names that two sides agree on or the network is sure of, and the doubtful stretches.

    The sides are the network, the rules over LAC's words, and the rules over both.
    """
    sure = {(f.start, f.end, f.label) for f in analysis.found if f.score >= _SURE}
    names = [Candidate(f.start, f.end, f.label, _SOURCE) for f in analysis.found]
    plain = [(word, "nz" if tag in LABELS else tag) for word, tag in analysis.words]
    rules, both = compose(text, analysis.words), compose(text, plain, names)
    ruled = {(c.start, c.end, c.label) for c in rules if not c.optional}
    named: list[Marked] = []
    unsure = {(c.start, c.end) for c in both if c.optional}
    for c in both:
        if not c.optional and ((c.start, c.end, c.label) in ruled or (c.start, c.end, c.label) in sure):
            named.append((c.start, c.end, c.label))
    for other in (*both, *names, *rules):
        if not any(other.start < end and start < other.end for start, end, _ in named):
            unsure.add((other.start, other.end))
    return named, sorted(unsure)
