"""What jieba's dictionary says: the words of a text, what part of speech a word is, how everyday it is.

The dictionary is kept as its own text and searched there: as tables of Python objects it would take a
hundred megabytes of every process that reads pages. The package jieba itself is loaded only to guess at
words that no dictionary has.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from math import log
from pathlib import Path
from typing import Any

from kg.knowledge.phrases import Phrases
from kg.knowledge.tables import read_lines

PEOPLE = ("nr", "nrt", "nrfg")
"""The dictionary's tags of people's names."""

_NAMES = (*PEOPLE, "ns", "nt")
_DESCRIBES = ("a", "ad", "an", "d", "vd")
_IDIOM = 4  # characters
_USUAL = 20  # how often jieba's corpus has a word that is not rare
_EVERYDAY = 1000  # how often jieba's corpus has a word that is certainly no rare name
_RUN = re.compile(r"(.).*\n(?:\1.*\n)*")  # lines of words that begin with one character
_COUNT = re.compile(r" (\d+) ")
_BLOCK = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")  # what jieba looks for words in
_BLANK = re.compile(r"(\r\n|\s)")
_LETTER = re.compile(r"[a-zA-Z0-9]")


def cut_words(text: str, *, guess: bool) -> list[str]:
    """Return the words of a text, whose characters they are; with `guess`, such as no dictionary has too.

    >>> cut_words("北京今日召开会议", guess=False)
    ['北京', '今日', '召开', '会议']
    """
    if guess:
        words: list[str] = _segmenter().lcut(text)
        return words
    return [word for block in _BLOCK.split(text) for word in _cut_block(block)]


def word_tag(word: str) -> str | None:
    """Return the part of speech of a word, None where the dictionary lacks it.

    >>> word_tag("树林"), word_tag("张文强")
    ('n', None)
    """
    entry = _entry(word)
    return entry.rpartition(" ")[2] if entry else None


def is_everyday(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as an everyday word that names nobody.

    >>> [is_everyday(word) for word in ("平台", "现场", "习近平", "张文强")]
    [True, True, False, False]
    """
    return is_word(text) and (_frequency(text) or 0) >= _EVERYDAY


def is_word(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as a word that names nobody, be it rare.

    >>> [is_word(word) for word in ("战俘", "席位", "习近平", "张文强")]
    [True, True, False, False]
    """
    tag = word_tag(text)
    return tag is not None and tag not in PEOPLE


def is_person(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as a person's name.

    >>> is_person("习近平"), is_person("平台")
    (True, False)
    """
    return word_tag(text) in PEOPLE


def is_in_idiom(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text is an idiom or part of one.

    Idioms are those of kg/data/idioms.txt, and what jieba's dictionary has as an idiom of four characters.

    >>> is_in_idiom("一路平安无事", 2, 4), is_in_idiom("不到长城非好汉", 2, 4), is_in_idiom("长治市", 0, 2)
    (True, True, False)
    """
    begins = range(max(0, end - _IDIOM), start + 1) if end - start < _IDIOM else ()
    if any(word_tag(text[at : at + _IDIOM]) == "i" for at in begins if at + _IDIOM <= len(text)):
        return True
    return _idioms().hold(text, start, end)


@cache
def _idioms() -> Phrases:
    return Phrases(word for line in read_lines("idioms.txt") for word in line.split())


def is_read_as(text: str, tag: str) -> bool:
    """Tell whether jieba's dictionary has a text as no rare word, of a part of speech that a tagger says too.

    >>> is_read_as("关切", "v"), is_read_as("敏锐", "ad"), is_read_as("竹林", "v")
    (True, True, False)
    """
    own = word_tag(text) or ""
    alike = own[:1] == tag[:1] or tag in _DESCRIBES
    return alike and own not in _NAMES and (_frequency(text) or 0) >= _USUAL


def is_common_noun(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as a common noun and as no name.

    >>> [is_common_noun(word) for word in ("来宾", "树林", "朝阳", "北京")]
    [True, True, False, False]
    """
    return word_tag(text) == "n"


def is_phrase(text: str) -> bool:
    """Tell whether jieba's dictionary has a text of three characters or more as a phrase: 通电话.

    >>> [is_phrase(word) for word in ("通电话", "诸葛亮", "张文强")]
    [True, False, False]
    """
    return len(text) > 2 and word_tag(text) in ("l", "i", "v", "vn", "n")


def is_rare(text: str) -> bool:
    """Tell whether jieba's corpus has a text seldom or never: 容国团."""
    return (_frequency(text) or 0) < _USUAL


@cache
def _segmenter() -> Any:
    """Return the process's own jieba instance, so that no word list leaks from or into other code.

    Its dictionary is read from the package. Left alone, jieba would take it from a file in the folder for
    temporary files, whoever has put it there.
    """
    import jieba  # noqa: PLC0415  (slow to import, and not every command needs it)

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _cut_block(block: str) -> Iterator[str]:
    """Yield the words of a block: by the dictionary, or single characters where jieba looks for none."""
    if not _BLOCK.match(block):
        for piece in _BLANK.split(block):
            yield from [piece] if _BLANK.match(piece) else piece
        return
    start, letters = 0, ""
    for end in _ends(block):
        word, start = block[start:end], end
        if len(word) == 1 and _LETTER.match(word):
            letters += word
            continue
        if letters:
            yield letters
            letters = ""
        yield word
    if letters:
        yield letters


def _ends(block: str) -> Iterator[int]:
    """Yield where the words of a block end, so that they are the most frequent together; as jieba has it."""
    size, total = len(block), _log_total()
    ways = [(0.0, 0)] * (size + 1)  # from each character to the end: logarithm of how frequent, first end
    for start in range(size - 1, -1, -1):
        reached = []
        for end in range(start + 1, size + 1):
            times = _frequency(block[start:end])
            if times is None:
                break
            if times:
                reached.append((log(times) - total + ways[end][0], end))
        ways[start] = max(reached, default=(log(1) - total + ways[start + 1][0], start + 1))
    end = 0
    while end < size:
        end = ways[end][1]
        yield end


@lru_cache(maxsize=1 << 15)
def _frequency(text: str) -> int | None:
    """Return how often jieba's corpus has a word, 0 where only longer words begin so, else None."""
    if entry := _entry(text):
        return int(entry.partition(" ")[0])
    return 0 if " " not in text and f"\n{text}" in _lines_of(text[:1]) else None


@lru_cache(maxsize=1 << 13)
def _entry(word: str) -> str:
    """Return what the dictionary says of a word, how often it is and its tag; "" where it lacks the word."""
    lines = _lines_of(word[:1])
    start = lines.find(f"\n{word} ") if word and " " not in word else -1
    return "" if start < 0 else lines[start + len(word) + 2 : lines.index("\n", start + 1)]


def _lines_of(first: str) -> str:
    """Return the dictionary's lines of the words that begin with a character: word, how often, tag."""
    return _read_lines().get(first, "")


@cache
def _read_lines() -> dict[str, str]:
    lines: dict[str, str] = {}
    for first, runs in groupby(sorted(_RUN.finditer(_read()), key=lambda run: run[1]), lambda run: run[1]):
        lines[first] = "\n" + "".join(run[0] for run in runs)
    return lines


@cache
def _log_total() -> float:
    """Return the logarithm of how many words jieba's corpus has."""
    return log(sum(int(count[1]) for count in _COUNT.finditer(_read())))


def _read() -> str:
    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(package.submodule_search_locations[0], "dict.txt").read_text("utf-8")
