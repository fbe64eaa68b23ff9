"""`kg train`: the shipped model learns from a user's own annotated pages."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kg.model import LABELS
from kg.recognize.network import Network
from kg.recognize.network_input import Encoder
from kg.score import Count, score_mentions
from kg.training.annotated import read_annotated
from kg.training.batches import Mixer
from kg.training.corpora import OWN_TEXT, read_own_text
from kg.training.export import write_network, write_pipeline
from kg.training.loop import fit
from kg.training.names import read_people
from kg.training.passages import Passage
from kg.training.restore import find_network, read_tagger
from kg.training.settings import TrainingSettings, read_settings
from kg.training.slots import Slots
from kg.training.tagger import Tagger

_ROUNDS = 20
"""How often the pages are learned."""
_LEAST, _MOST = 200_000, 3_000_000
"""Bounds of the characters that are learned."""
_HELD_OUT = 4
"""Every so many pages, one is kept for scoring."""
_RATE = 0.25
"""The rate of learning as a share of that of a whole training."""


@dataclass(frozen=True, slots=True)
class Adapted:
    """What learning from own pages brought, by label, on the pages kept for scoring."""

    before: dict[str, Count]
    after: dict[str, Count]
    scored: tuple[str, ...]  # stems of those pages
    seen: bool  # a single page was learned and scored: the score after flatters


def train(pages: Path, gold: Path, base: Path, out: Path, seed: int = 1) -> Adapted:
    """Return the scores before and after the model in `base` learned from annotated pages; write it to `out`.

    `pages` holds STEM.txt, `gold` STEM.jsonl. One page in four, at least one, is kept for scoring
    unless there is only one. The project's own training text is learned along, so that nothing is
    forgotten. InputError where no page is annotated, ModelError where `base` holds no model.
    """
    annotated = read_annotated(pages, gold)
    scored = _held_out(sorted(annotated), seed)
    learned = {stem: p for stem, p in annotated.items() if stem not in scored or len(annotated) == 1}
    held = [passage for stem in scored for passage in annotated[stem]]
    before = score_passages(Network(find_network(base)), held)
    settings = _settings(sum(len(p.text) for passages in learned.values() for p in passages), seed)
    encoder, tagger = read_tagger(base, settings.network.dropout)
    _learn(tagger, encoder, [p for passages in learned.values() for p in passages], settings)
    with TemporaryDirectory() as holding:
        write_network(tagger, encoder, Path(holding))
        after = score_passages(Network(Path(holding)), held)
    write_pipeline(tagger, encoder, out)
    return Adapted(before, after, scored, len(annotated) == 1)


def _held_out(stems: list[str], seed: int) -> tuple[str, ...]:
    count = max(1, len(stems) // _HELD_OUT)
    return tuple(sorted(Random(seed).sample(stems, count)))


def _settings(size: int, seed: int) -> TrainingSettings:
    settings = read_settings()
    rate = settings.rate.model_copy(
        update={"peak": settings.rate.peak * _RATE, "base": settings.rate.base * _RATE}
    )
    text = {"guide": (0.5, 0.5), "silver": (0.5, 0.5)}
    characters = min(max(2 * _ROUNDS * size, _LEAST), _MOST)
    changes = {"rate": rate, "text": text, "characters": characters, "seed": seed, "batch": 2000}
    return settings.model_copy(update=changes)


def _learn(tagger: Tagger, encoder: Encoder, learned: list[Passage], settings: TrainingSettings) -> None:
    """Teach the user's passages and as much of the project's own text."""
    corpora = {"guide": learned}
    own = [replace(passage, domain="guide") for passage in read_own_text(OWN_TEXT)]
    if own:
        corpora["silver"] = own
    slots = Slots(read_people(None), settings.slots.names)
    mixer = Mixer(corpora, encoder, slots, settings.slots.passages, settings.seed)
    fit(tagger, mixer, settings).copy_to(tagger)


def score_passages(network: Network, passages: list[Passage]) -> dict[str, Count]:
    """Return the counts by label of a network on passages."""
    totals: dict[str, Count] = {label: Count() for label in LABELS}
    found = network.find([passage.text for passage in passages])
    for passage, spans in zip(passages, found, strict=True):
        gold = [{"start": s, "end": e, "label": n, "optional": False} for s, e, n in passage.named]
        gold += [{"start": s, "end": e, "label": "LOC", "optional": True} for s, e in passage.unsure]
        rows = [{"start": s, "end": e, "label": label} for s, e, label, _ in spans]
        for label, count in score_mentions(gold, rows, passage.text, []).items():
            totals[label] += count
    return totals
