"""Words for times (kg/data/time_words.tsv): 去年, 上个月, 昨日, 日前."""

from functools import cache

from kg.knowledge.tables import any_unbarred, read_rows


@cache
def time_values(kind: str) -> dict[str, str]:
    """Return what each word of a kind stands for, "" where that is nothing more.

    >>> time_values("year")["去年"], time_values("month")["上月"]
    ('-1', '-1')
    """
    return {word: value for word, of, value, _ in read_rows("time_words.tsv", 4) if of == kind}


@cache
def time_word(kind: str) -> str:
    """Return a group that matches one of the words of a kind where nothing follows that makes it another.

    >>> import re
    >>> re.match(time_word("day"), "明天报社") is None, re.match(time_word("day"), "明天开会") is None
    (True, False)
    """
    barred = {word: chars for word, of, _, chars in read_rows("time_words.tsv", 4) if of == kind}
    return any_unbarred(barred)
