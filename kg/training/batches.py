"""Windows of text as the network learns from them: numbers in, target tags out, in mixed batches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from kg.recognize.network import TAGS
from kg.recognize.network_input import Encoded, Encoder, Ids, pad, split_windows
from kg.training.corpora import DOMAINS
from kg.training.passages import Passage
from kg.training.slots import Slots
from kg.training.tagger import NO_NAME, OPEN

_NUMBER = {tag: number for number, tag in enumerate(TAGS)}
_POOL = 12
"""Batches whose windows are drawn together and sorted by length."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window with its target tags."""

    window: Encoded
    targets: Ids
    domain: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about the same length, length × windows each."""

    chars: Tensor
    left: Tensor
    right: Tensor
    marks: Tensor
    domains: Tensor
    targets: Tensor


def target_tags(passage: Passage) -> Ids:
    """Return the target of each character of a passage."""
    targets = np.full(len(passage.text), 0 if passage.titles else NO_NAME, np.int32)
    for start, end, label in passage.named:
        targets[start:end] = _NUMBER[f"I-{label}"]
        targets[start], targets[end - 1] = _NUMBER[f"B-{label}"], _NUMBER[f"E-{label}"]
        if end - start == 1:
            targets[start] = _NUMBER[f"S-{label}"]
    for start, end in passage.unsure:
        targets[start:end] = OPEN
    return targets


def read_lessons(passage: Passage, encoder: Encoder) -> Iterator[Lesson]:
    """Yield the windows of a passage; names that a window cuts are left open."""
    targets = target_tags(passage)
    for start, end in split_windows(passage.text):
        part = targets[start:end].copy()
        for s, e, _ in passage.named:
            if s < start < e or s < end < e:
                part[max(s - start, 0) : max(e - start, 0)] = OPEN
        yield Lesson(encoder.encode(passage.text[start:end]), part, DOMAINS.index(passage.domain))


class Mixer:
    """Draws windows from corpora by weight, names exchanged in some passages, and makes batches."""

    def __init__(
        self,
        corpora: Mapping[str, Sequence[Passage]],
        encoder: Encoder,
        slots: Slots,
        refill: float,
        seed: int,
    ) -> None:
        """Take the passages by domain; `refill` is the share of passages whose names are exchanged."""
        self.weights = dict.fromkeys(corpora, 1.0)
        self._encoder, self._slots, self._refill = encoder, slots, refill
        self._random = Random(seed)
        self._streams = {name: self._stream(passages, Random(seed)) for name, passages in corpora.items()}
        self._blank = encoder.ids.get("\n", encoder.unknown)

    def _stream(self, passages: Sequence[Passage], random: Random) -> Iterator[Lesson]:
        """Yield windows without end, in a new order each time around."""
        order = list(range(len(passages)))
        while order:
            random.shuffle(order)
            for number in order:
                passage = passages[number]
                if random.random() < self._refill:
                    passage = self._slots.fill(passage, random)
                yield from read_lessons(passage, self._encoder)

    def batches(self, size: int) -> Iterator[Batch]:
        """Yield batches of about `size` characters without end."""
        while True:
            names = list(self._streams)
            weights = [self.weights[name] for name in names]
            pool: list[Lesson] = []
            characters = 0
            while characters < size * _POOL:
                lesson = next(self._streams[self._random.choices(names, weights)[0]])
                pool.append(lesson)
                characters += len(lesson.window)
            groups = list(_group(sorted(pool, key=lambda lesson: len(lesson.window)), size))
            self._random.shuffle(groups)
            for group in groups:
                yield make_batch(group, self._blank)


def _group(lessons: Sequence[Lesson], size: int) -> Iterator[list[Lesson]]:
    group: list[Lesson] = []
    for lesson in lessons:
        group.append(lesson)
        if len(group) * len(lesson.window) >= size:
            yield group
            group = []
    if group:
        yield group


def make_batch(lessons: Sequence[Lesson], blank: int) -> Batch:
    """Return one batch; its padding is outside names."""
    length = max(len(lesson.window) for lesson in lessons)
    inputs = pad([lesson.window for lesson in lessons], length, blank)
    targets = np.zeros((length, len(lessons)), np.int64)
    for column, lesson in enumerate(lessons):
        targets[: len(lesson.targets), column] = lesson.targets
    chars, left, right, marks = (torch.from_numpy(array) for array in inputs)
    domains = torch.tensor([lesson.domain for lesson in lessons])
    return Batch(chars, left, right, marks, domains, torch.from_numpy(targets))
