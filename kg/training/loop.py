"""The training loop: batches in, weights out, averaged weights along the way."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import nn

from kg.training.batches import Batch, Mixer
from kg.training.settings import RateSettings, TrainingSettings
from kg.training.tagger import Tagger

_AVERAGE_EVERY = 10
_AVERAGE_KEEP = 0.97
_CLIP = 5.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training run is."""

    number: int
    characters: int
    seconds: float
    share: float  # of the whole training, 0 to 1
    loss: float  # running mean


class Average:
    """A running mean of the weights, steadier than the weights themselves."""

    def __init__(self, tagger: Tagger) -> None:
        """Start from the present weights."""
        self._updates = 0
        self._mean = {name: value.detach().clone() for name, value in tagger.state_dict().items()}

    def update(self, tagger: Tagger) -> None:
        """Move towards the present weights; the first updates weigh more."""
        self._updates += 1
        keep = min(_AVERAGE_KEEP, self._updates / (self._updates + 9))
        for name, value in tagger.state_dict().items():
            self._mean[name].lerp_(value.detach(), 1 - keep)

    def copy_to(self, tagger: Tagger) -> None:
        """Put the averaged weights into a network."""
        tagger.load_state_dict(self._mean, strict=False)


def fit(
    tagger: Tagger,
    mixer: Mixer,
    settings: TrainingSettings,
    *,
    minutes: float | None = None,
    report: Callable[[Progress, Average], None] = lambda step, average: None,
) -> Average:
    """Train the network; returns the averaged weights.

    The run ends after the settings' characters, or after `minutes` where given (then it is not
    repeatable to the bit). `report` is called after each step.
    """
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    optimizers = make_optimizers(tagger, settings.rate)
    average, running = Average(tagger), 0.0
    tagger.train()
    for step, batch in _clock(mixer.batches(settings.batch), settings.characters, minutes):
        _mix(mixer, settings, step.share)
        for optimizer in optimizers:
            _set_rate(optimizer, settings.rate, step.share)
        loss = take_step(tagger, batch, optimizers)
        running = loss if step.number == 1 else 0.98 * running + 0.02 * loss
        if step.number % _AVERAGE_EVERY == 0:
            average.update(tagger)
        report(Progress(step.number, step.characters, step.seconds, step.share, running), average)
    tagger.eval()
    return average


def _clock(
    batches: Iterator[Batch], characters: int, minutes: float | None
) -> Iterator[tuple[Progress, Batch]]:
    """Yield each batch with how far the run is, until it ends."""
    start, seen = time.monotonic(), 0
    for number, batch in enumerate(batches, 1):
        seconds = time.monotonic() - start
        share = seconds / 60 / minutes if minutes else seen / characters
        if share >= 1:
            return
        yield Progress(number, seen, seconds, share, 0.0), batch
        seen += batch.chars.numel()


def take_step(tagger: Tagger, batch: Batch, optimizers: list[torch.optim.Optimizer]) -> float:
    """Learn one batch; returns the loss per character before it."""
    with torch.autocast("cpu", torch.bfloat16):
        emissions = tagger(batch.chars, batch.left, batch.right, batch.marks, batch.domains)
    loss = tagger.loss(emissions.float(), batch.targets)
    loss.backward()  # type: ignore[no-untyped-call]
    dense = [p for p in tagger.parameters() if p.grad is not None and not p.grad.is_sparse]
    nn.utils.clip_grad_norm_(dense, _CLIP)
    for optimizer in optimizers:
        optimizer.step()
        optimizer.zero_grad()
    return float(loss.detach())


def make_optimizers(tagger: Tagger, rate: RateSettings) -> list[torch.optim.Optimizer]:
    """Return the optimizers: one for the vectors of pairs, one for all else."""
    base = list(tagger.second.parameters())
    kept = [*tagger.characters.parameters(), *tagger.first.parameters()]
    known = {id(p) for p in (*base, *kept, tagger.pairs.weight)}
    others = [p for p in tagger.parameters() if id(p) not in known]
    groups = [{"params": base, "peak": rate.base}, {"params": others, "peak": rate.peak}]
    sparse = torch.optim.SparseAdam([{"params": [tagger.pairs.weight], "peak": rate.peak}], betas=(0.9, 0.99))
    return [torch.optim.Adam(groups, betas=(0.9, 0.99)), sparse]


def _set_rate(optimizer: torch.optim.Optimizer, rate: RateSettings, share: float) -> None:
    rise = min(1.0, share / rate.warm_up) if rate.warm_up else 1.0
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * rise * (rate.floor + (1 - rate.floor) * (1 - share))


def _mix(mixer: Mixer, settings: TrainingSettings, share: float) -> None:
    for name in mixer.weights:
        first, last = settings.text[name]
        mixer.weights[name] = first + (last - first) * share
