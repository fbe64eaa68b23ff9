"""A whole training run: corpora, network, training, model folder."""

import random
from pathlib import Path

import torch

from kg.knowledge.countries import read_countries
from kg.knowledge.divisions import read_divisions, read_townships
from kg.knowledge.tables import read_kinds
from kg.recognize.network import Network
from kg.recognize.network_input import Encoder, Lexicon
from kg.training.batches import Mixer
from kg.training.corpora import GRANTED, SILVER, VOTED, read_domain
from kg.training.export import save_weights, write_network, write_pipeline
from kg.training.label import run_label
from kg.training.lac_start import read_characters, start_from_lac
from kg.training.loop import Average, Progress, fit
from kg.training.names import read_people
from kg.training.passages import Passage
from kg.training.scoring import format_counts, score_pages
from kg.training.settings import SECOND, SHIPPED, TrainingSettings, read_settings
from kg.training.slots import Slots
from kg.training.tagger import Shape, Tagger
from kg.training.vote import run_vote

_REPORT_SECONDS = 30.0
_SCORE_SECONDS = 240.0
_ALL = 100_000
_VOTED_NEWS = 5_000


def run_fit(
    folder: Path,
    out: Path,
    config: Path,
    *,
    granted: bool,
    minutes: float | None,
    gold: Path | None,
    weights: Path | None = None,
    silver: str = SILVER,
) -> None:
    """Train a model on the corpora of a folder and write it; prints how it goes."""
    settings = read_settings(config)
    encoder, tagger = make_network(settings)
    if weights:
        tagger.load_state_dict(torch.load(weights, weights_only=True), strict=False)
    corpora = read_corpora(folder, settings, granted=granted, silver=silver)
    slots = make_slots(folder / "lists", corpora, settings)
    mixer = Mixer(corpora, encoder, slots, settings.slots.passages, settings.seed)
    log = _Log(tagger, encoder, out, gold)
    average = fit(tagger, mixer, settings, minutes=minutes, report=log)
    average.copy_to(tagger)
    log.write()
    write_pipeline(tagger, encoder, out / "pipeline")


def make_network(settings: TrainingSettings) -> tuple[Encoder, Tagger]:
    """Return what reads text and an untrained network."""
    torch.manual_seed(settings.seed)
    ids, numbers = read_characters()
    encoder = Encoder(ids, 0, settings.network.buckets, read_lexicon())
    sizes = settings.network
    shape = Shape(encoder.size, sizes.buckets, pair=sizes.pair, top=sizes.top)
    tagger = Tagger(shape, sizes.dropout)
    start_from_lac(tagger, numbers)
    return encoder, tagger


def read_lexicon() -> Lexicon:
    """Return the names of places that the network knows, full and short ones and those of the world."""
    divisions = read_divisions().by_code.values()
    towns = [town for names in read_townships().values() for town in names]
    known = [name for names in read_kinds("places.txt").values() for name in names]
    countries = set(read_countries().values())
    return Lexicon([d.name for d in divisions] + towns, [d.short for d in divisions] + [*countries, *known])


def run_all(
    folder: Path, out: Path, *, granted: bool, words: Path | None, jobs: int, gold: Path | None
) -> None:
    """Do all that made the shipped model: label, train, let the model vote on the labels, train on."""
    run_label(folder, words, _ALL, jobs, granted=granted)
    first = out / "first"
    run_fit(folder, first, SHIPPED, granted=granted, minutes=None, gold=gold)
    run_vote(folder, first, _VOTED_NEWS, granted=granted)
    start = first / "weights.pt"
    run_fit(folder, out, SECOND, granted=granted, minutes=None, gold=gold, weights=start, silver=VOTED)


def read_corpora(
    folder: Path, settings: TrainingSettings, *, granted: bool, silver: str = SILVER
) -> dict[str, list[Passage]]:
    """Return the passages by domain; of granted domains only, if so asked."""
    wanted = [name for name in settings.text if name in {*GRANTED, "silver"} or not granted]
    corpora = {name: read_domain(folder, name, granted=granted, silver=silver) for name in wanted}
    for name, passages in corpora.items():
        print(f"{name}: {len(passages)} passages, {sum(len(p.text) for p in passages)} characters")
    return {name: passages for name, passages in corpora.items() if passages}


def make_slots(lists: Path, corpora: dict[str, list[Passage]], settings: TrainingSettings) -> Slots:
    """Return what names are exchanged for; foreign names are also drawn from the corpora."""
    seen = {
        name
        for passages in corpora.values()
        for passage in passages
        for start, end, label in passage.named
        if label == "PER" and ("·" in (name := passage.text[start:end]) or 4 <= end - start <= 8)
    }
    people = read_people(
        lists if lists.is_dir() else None, random.Random(0).sample(sorted(seen), min(len(seen), 5000))
    )
    return Slots(people, settings.slots.names)


class _Log:
    """Prints how a run goes, writes the averaged model now and then, and scores it."""

    def __init__(self, tagger: Tagger, encoder: Encoder, out: Path, gold: Path | None) -> None:
        self._tagger, self._encoder, self._out, self._gold = tagger, encoder, out, gold
        self._said = self._scored = 0.0
        sizes = Shape(**{name: getattr(tagger.shape, name) for name in tagger.shape.__slots__})
        self._copy = Tagger(sizes)

    def __call__(self, step: Progress, average: Average) -> None:
        if step.seconds - self._said >= _REPORT_SECONDS:
            self._said = step.seconds
            rate = step.characters / step.seconds
            print(
                f"{step.share:6.1%}  {step.characters / 1e6:.1f}M  {rate:.0f}/s  loss {step.loss:.4f}",
                flush=True,
            )
        if step.seconds - self._scored >= _SCORE_SECONDS:
            self._scored = step.seconds
            average.copy_to(self._copy)
            self._write(self._copy)

    def write(self) -> None:
        self._write(self._tagger)
        save_weights(self._tagger, self._out / "weights.pt")

    def _write(self, tagger: Tagger) -> None:
        tagger.eval()
        write_network(tagger, self._encoder, self._out)
        if self._gold:
            stems = sorted(path.stem for path in self._gold.glob("*.jsonl"))
            odd = [stem for stem in stems if int(stem[1:]) % 2]
            print(format_counts(score_pages(Network(self._out), self._gold, self._gold, odd)), flush=True)
