"""A stand-in for the network: it costs nothing and says, of each text, something that makes no sense.

What it says depends on the text alone. The rules get words, tags and names in all combinations, also those
that the trained network has no reason to give.
"""

import random
import zlib
from collections.abc import Iterator, Sequence

from spacy.language import Language

from kg.model import LABELS
from kg.recognize import load_pipeline
from kg.recognize.network import Analysis, Found
from kg.recognize.taggers import NetworkTagger

_TAGS = (
    *("n", "nr", "ns", "nt", "nz", "nw", "v", "vn", "vd", "a", "ad", "an", "d", "m", "q", "r", "p", "c", "u"),
    *("f", "s", "t", "xc", "w", "PER", "LOC", "ORG", "TIME"),
)
_LONGEST = 12


class StandIn:
    """Answers like `kg.recognize.network.Network`."""

    def analyze(self, texts: Sequence[str]) -> list[Analysis]:
        """Return what is made up of each text."""
        return [self._analyze(text) for text in texts]

    def _analyze(self, text: str) -> Analysis:
        chance = random.Random(zlib.crc32(text.encode("utf-8", "surrogatepass")))
        words = [
            (text[start:end], "w" if text[start] == "\n" else chance.choice(_TAGS))
            for start, end in _spans(text, chance, 4)
        ]
        found = [
            Found(start, end, chance.choice(LABELS), chance.choice((0.1, 0.59, 0.7, 0.98, 1.0)))
            for start, end in _spans(text, chance, _LONGEST)
            if chance.random() < 0.3 and text[start] != "\n"
        ]
        return Analysis(found, words)


def _spans(text: str, chance: random.Random, longest: int) -> Iterator[tuple[int, int]]:
    """Yield stretches that cover a text; none runs over the end of a line."""
    start = 0
    while start < len(text):
        end = min(start + chance.randint(1, longest), len(text))
        line_end = text.find("\n", start, end)
        end = end if line_end < 0 else line_end or end
        end = max(end, start + 1)
        yield start, end
        start = end


@Language.factory("stand_in")
def make_stand_in(nlp: Language, name: str) -> NetworkTagger:
    """Return the component that puts the stand-in where the network would be."""
    return NetworkTagger(StandIn(), "stand-in")  # type: ignore[arg-type]


def load_stand_in() -> Language:
    """Return the shipped pipeline with the stand-in for its network."""
    nlp = load_pipeline("rules")
    nlp.replace_pipe("kg_words", "stand_in")
    return nlp
