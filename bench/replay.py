"""What the network says of texts, kept on disk: rules can then be run over the same words many times."""

import json
import lzma
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.spelling import to_plain
from kg.recognize import compose
from kg.recognize.network import Analysis, Found, Network
from kg.recognize.taggers import NetworkTagger, draft_of

_TOGETHER = 64


class Replay:
    """Answers for the network where a text is known, and asks it where it is not."""

    def __init__(self, network: Network) -> None:
        """Keep the network."""
        self._network = network
        self._known: dict[str, str] = {}

    def analyze(self, texts: Sequence[str]) -> list[Analysis]:
        """Return, for each text, its names and its words."""
        new = sorted({text for text in texts if text not in self._known})
        for text, analysis in zip(new, self._network.analyze(new), strict=True):
            self._known[text] = _dump(analysis)
        return [_load(self._known[text]) for text in texts]

    def read(self, path: Path) -> None:
        """Take over the answers of a file, as far as it goes."""
        if path.exists():
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    text, analysis = json.loads(line)
                    self._known[text] = analysis

    def fill(self, texts: Iterable[str], path: Path) -> None:
        """Ask about the texts that are not known yet and append the answers to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = (plain for plain in map(to_plain, texts) if plain not in self._known)
        while batch := list(islice(new, _TOGETHER)):
            self.analyze(batch)
            with lzma.open(path, "at", encoding="utf-8", preset=1) as lines:
                for text in batch:
                    lines.write(json.dumps([text, self._known[text]], ensure_ascii=False) + "\n")


def _dump(analysis: Analysis) -> str:
    return json.dumps([analysis.found, analysis.words], ensure_ascii=False)


def _load(dumped: str) -> Analysis:
    found, words = json.loads(dumped)
    return Analysis([Found(*row) for row in found], [(word, tag) for word, tag in words])


class _Rules:
    """The product's rules, those that the module has at the time of the call."""

    def __call__(self, doc: Doc) -> Doc:
        draft = draft_of(doc)
        for rules in compose.RULES.values():
            for rule in rules:
                rule(draft)
        return doc


def make_pipeline(replay: Replay) -> Language:
    """Return kg's pipeline over the network's answers, its documents of one token each."""
    nlp = blank("zh")
    nlp.max_length = 10**8
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=[text] if text else [], spaces=[False] * bool(text))
    parts = {"replay": NetworkTagger(replay, "kg_zh"), "rules": _Rules()}  # type: ignore[arg-type]
    for name, part in parts.items():
        Language.component(f"bench_{name}", func=part)
        nlp.add_pipe(f"bench_{name}")
    return nlp


class Item(NamedTuple):
    """A news item without labels."""

    source: str  # the name of its file
    text: str


def read_items(paths: Sequence[Path]) -> Iterator[Item]:
    """Yield the different items of some files, a file in turn each; once one has no more, of the others.

    The last two columns of a line are headline and body.
    """
    rows = [_read_file(path) for path in paths]
    seen: set[str] = set()
    while rows:
        for source in list(rows):
            item = next((item for item in source if item.text not in seen), None)
            if item is None:
                rows.remove(source)
            else:
                seen.add(item.text)
                yield item


def _read_file(path: Path) -> Iterator[Item]:
    """Yield the items of a file in an order that is mixed, and the same each time."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        items = sorted(lines, key=hash_of)
    for line in items:
        *_, headline, body = line.rstrip("\n").split("\t")
        parts = (headline.removeprefix("[视频]"), *body.split("\\n"))
        yield Item(path.name.partition(".")[0], "\n".join(filter(None, parts)))


def hash_of(text: str) -> int:
    """Return a number for a text that has nothing to do with its meaning."""
    return zlib.crc32(text.encode("utf-8"))
