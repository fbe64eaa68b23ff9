"""The pipeline's tokenizer, and the words of a text with tags like LAC's, by jieba's dictionary."""

import unicodedata
from collections.abc import Callable, Iterator

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.knowledge.dictionary import PEOPLE, cut_words, word_tag

_NAMES = {**dict.fromkeys(PEOPLE, "PER"), "ns": "LOC", "nt": "ORG"}
_TAGS = {
    "t": "TIME",
    "x": "w",
    "zg": "n",
    "eng": "nz",
    "j": "n",
    "l": "n",
    "i": "n",
    "b": "a",
    "ng": "n",
    "vg": "v",
    "ag": "a",
}


def tag_words(text: str, *, names: bool) -> list[tuple[str, str]]:
    """Return the words of a text with tags like LAC's; with `names`, jieba's names are tagged as such."""
    return [(word, _tag(word, names=names)) for word in cut_words(text, guess=True)]


def _tag(word: str, *, names: bool) -> str:
    tag = word_tag(word)
    if tag is None:
        return _unknown_tag(word)
    if tag in _NAMES:
        return _NAMES[tag] if names else "nz"
    return _TAGS.get(tag, tag if tag in ("vn", "an", "ad", "nz", "vd") else tag[0])


def _unknown_tag(word: str) -> str:
    """Return the tag of a word that no dictionary has, by its characters."""
    if all(unicodedata.category(char)[0] in "PSZC" for char in word):
        return "w"
    if any(char.isdigit() for char in word):
        return "TIME" if word[-1] in "年月日时" else "m"
    return "nz"


class JiebaTokenizer:
    """Turns a text into a Doc whose tokens, joined, are the text."""

    def __init__(self, vocab: Vocab) -> None:
        """Keep the vocabulary."""
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text."""
        words = cut_words(text, guess=False)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def pipe(self, texts: Iterator[str]) -> Iterator[Doc]:
        """Yield the tokens of each text."""
        return map(self, texts)

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: there is no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "JiebaTokenizer":
        """Return the tokenizer unchanged."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Write nothing: there is no state."""

    def from_disk(self, _path: object, **_: object) -> "JiebaTokenizer":
        """Return the tokenizer unchanged."""
        return self


def make_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """Return what makes the tokenizer of a pipeline."""
    return lambda nlp: JiebaTokenizer(nlp.vocab)


util.registry.tokenizers.register("kg.JiebaTokenizer.v1", func=make_tokenizer)
