"""The network in PyTorch, and the loss that lets a corpus leave open what it does not say.

Characters run through two recurrent layers that start from the weights of LAC (Apache-2.0), of which the
first is kept as it is; pairs of neighbors, marks of known places and the corpus's convention join in
before the last recurrent layer.
Tags are scored as a chain: what a tag sequence scores is the sum over its characters and its steps.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from kg.recognize.network import TAGS, legal_steps
from kg.recognize.network_input import MARKS
from kg.training.corpora import DOMAINS

IMPOSSIBLE = -1e4
_FORGET = 0.1
_THIN = 0.1
TARGETS = len(TAGS) + 2
OPEN = len(TAGS)
"""Target of a character that may have any tag."""
NO_NAME = len(TAGS) + 1
"""Target of a character that is outside names or in a title."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    characters: int
    buckets: int
    base: int = 128
    pair: int = 40
    top: int = 160
    mark: int = 8
    domain: int = 12


class Tagger(nn.Module):
    """Scores tags for characters; arrays are length × windows."""

    def __init__(self, shape: Shape, dropout: float = 0.3) -> None:
        """Make a network with random weights."""
        super().__init__()
        self.shape = shape
        self.characters = nn.Embedding(shape.characters, shape.base)
        self.pairs = nn.Embedding(shape.buckets, shape.pair, sparse=True)
        self.marks = nn.Embedding(MARKS, shape.mark)
        self.domains = nn.Embedding(len(DOMAINS), shape.domain)
        self.first = nn.GRU(shape.base, shape.base, bidirectional=True)
        self.second = nn.GRU(2 * shape.base, shape.base, bidirectional=True)
        width = 3 * shape.base + 2 * shape.pair + shape.mark + shape.domain
        self.top = nn.GRU(width, shape.top, bidirectional=True)
        self.out = nn.Linear(2 * shape.top, len(TAGS))
        self.steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.dropout = dropout
        nn.init.normal_(self.pairs.weight, std=0.1)
        nn.init.normal_(self.marks.weight, std=0.3)
        nn.init.normal_(self.domains.weight, std=0.3)

    def forward(self, chars: Tensor, left: Tensor, right: Tensor, marks: Tensor, domains: Tensor) -> Tensor:
        """Return the score of each tag: length × windows × tags."""
        with torch.no_grad():
            letters = self.characters(chars)
            low = self.first(letters)[0]
        base = self.second(self._drop(low, _THIN))[0]
        pairs = self._forget(torch.cat([self.pairs(left), self.pairs(right)], -1))
        known = self.domains(domains).unsqueeze(0).expand(len(chars), -1, -1)
        joined = torch.cat([base, letters, pairs, self.marks(marks), known], -1)
        return self.out(self._drop(self.top(self._drop(joined, self.dropout))[0], self.dropout))  # type: ignore[no-any-return]

    def _drop(self, values: Tensor, share: float) -> Tensor:
        """Return the values with some features put out, the same ones throughout a window."""
        if not self.training:
            return values
        kept = (torch.rand(values.shape[1:]) >= share).to(values.dtype) / (1 - share)
        return values * kept

    def _forget(self, values: Tensor) -> Tensor:
        """Return the values with some characters put out."""
        if not self.training:
            return values
        return values * (torch.rand(values.shape[:2]) >= _FORGET).unsqueeze(-1)

    def step_scores(self) -> Tensor:
        """Return the scores of one tag after another; illegal ones next to nothing."""
        return self.steps.masked_fill(_ILLEGAL, IMPOSSIBLE)

    def loss(self, emissions: Tensor, targets: Tensor) -> Tensor:
        """Return minus the log probability of the tag sequences that the targets allow, per character."""
        allowed = emissions.float() + allowed_tags().to(emissions.device)[targets]
        both = torch.cat([allowed, emissions.float()], 1)
        total = chain_total(both, self.step_scores())
        count = targets.shape[1]
        return (total[count:] - total[:count]).sum() / targets.numel()


_ILLEGAL = torch.from_numpy(~legal_steps())
_ALLOWED: list[Tensor] = []


def allowed_tags() -> Tensor:
    """Return, for each target, 0 for the tags it allows and next to minus infinity for others."""
    if not _ALLOWED:
        table = torch.full((TARGETS, len(TAGS)), IMPOSSIBLE)
        table.fill_diagonal_(0.0)
        table[OPEN] = 0.0
        for number, tag in enumerate(TAGS):
            if tag == "O" or tag.endswith("TITLE"):
                table[NO_NAME, number] = 0.0
        _ALLOWED.append(table)
    return _ALLOWED[0]


def chain_total(emissions: Tensor, steps: Tensor) -> Tensor:
    """Return the log of the summed exponentials of all tag sequences, one value a window."""
    moves = steps.exp()
    top = emissions.max(-1).values
    weights = (emissions - top.unsqueeze(-1)).exp()
    ahead = weights[0]
    scales = []
    for weight in weights[1:].unbind(0):
        ahead = (ahead @ moves) * weight
        scale = ahead.sum(-1, keepdim=True).clamp_min(1e-30)
        ahead = ahead / scale
        scales.append(scale)
    total = ahead.sum(-1).clamp_min(1e-30).log() + top.sum(0)
    return total + torch.cat(scales, 1).log().sum(1) if scales else total
