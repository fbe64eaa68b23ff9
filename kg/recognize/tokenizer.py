"""The pipeline's tokenizer: an own jieba instance, so that no word list leaks from or into other code."""

import logging
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

import jieba
from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

jieba.setLogLevel(logging.WARNING)

_NAMES = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG"}
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
_EVERYDAY = 1000  # how often jieba's corpus has a word that is certainly no rare name


@cache
def segmenter() -> jieba.Tokenizer:
    """Return the process's own jieba instance."""
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@cache
def _dictionary() -> dict[str, str]:
    """Return the tag of each word of jieba's dictionary."""
    with jieba.get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return {row[0]: row[2] for row in rows}


def is_everyday(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as an everyday word that names nobody.

    >>> [is_everyday(word) for word in ("平台", "现场", "习近平", "张文强")]
    [True, True, False, False]
    """
    tag = _dictionary().get(text)
    return tag is not None and _NAMES.get(tag) != "PER" and segmenter().FREQ.get(text, 0) >= _EVERYDAY


def is_word(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as a word that names nobody, be it rare.

    >>> [is_word(word) for word in ("战俘", "席位", "习近平", "张文强")]
    [True, True, False, False]
    """
    tag = _dictionary().get(text)
    return tag is not None and _NAMES.get(tag) != "PER"


def is_common_noun(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as a common noun and as no name.

    >>> [is_common_noun(word) for word in ("来宾", "树林", "朝阳", "北京")]
    [True, True, False, False]
    """
    return _dictionary().get(text) == "n"


def is_phrase(text: str) -> bool:
    """Tell whether jieba's dictionary has a text of three characters or more as a phrase: 通电话.

    >>> [is_phrase(word) for word in ("通电话", "诸葛亮", "张文强")]
    [True, False, False]
    """
    return len(text) > 2 and _dictionary().get(text) in ("l", "i", "v", "vn", "n")


def tag_words(text: str, *, names: bool) -> list[tuple[str, str]]:
    """Return the words of a text with tags like LAC's; with `names`, jieba's names are tagged as such."""
    return [(word, _tag(word, names=names)) for word in segmenter().cut(text)]


def _tag(word: str, *, names: bool) -> str:
    tag = _dictionary().get(word)
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
        words = list(segmenter().cut(text, HMM=False))
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
