"""What jieba's dictionary says: the words of a text, what part of speech a word is, how everyday it is."""

import logging
import sys
from functools import cache
from typing import Any

PEOPLE = ("nr", "nrt", "nrfg")
"""The dictionary's tags of people's names."""

_EVERYDAY = 1000  # how often jieba's corpus has a word that is certainly no rare name


def cut_words(text: str, *, guess: bool) -> list[str]:
    """Return the words of a text, whose characters they are; with `guess`, such as no dictionary has too.

    >>> cut_words("北京今日召开会议", guess=False)
    ['北京', '今日', '召开', '会议']
    """
    words: list[str] = _segmenter().lcut(text, HMM=guess)
    return words


def word_tag(word: str) -> str | None:
    """Return the part of speech of a word, None where the dictionary lacks it.

    >>> word_tag("树林"), word_tag("张文强")
    ('n', None)
    """
    return _read_tags().get(word)


def is_everyday(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as an everyday word that names nobody.

    >>> [is_everyday(word) for word in ("平台", "现场", "习近平", "张文强")]
    [True, True, False, False]
    """
    return is_word(text) and _segmenter().FREQ.get(text, 0) >= _EVERYDAY


def is_word(text: str) -> bool:
    """Tell whether jieba's dictionary has a text as a word that names nobody, be it rare.

    >>> [is_word(word) for word in ("战俘", "席位", "习近平", "张文强")]
    [True, True, False, False]
    """
    tag = word_tag(text)
    return tag is not None and tag not in PEOPLE


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


@cache
def _segmenter() -> Any:
    """Return the process's own jieba instance, so that no word list leaks from or into other code."""
    import jieba  # noqa: PLC0415  (slow to import, and not every command needs it)

    jieba.setLogLevel(logging.WARNING)  # it reports on stderr how it loads its dictionary
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@cache
def _read_tags() -> dict[str, str]:
    with _segmenter().get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return {row[0]: sys.intern(row[2]) for row in rows}
