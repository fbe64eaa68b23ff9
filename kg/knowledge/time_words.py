"""Words for times (kg/data/time_words.tsv): 去年, 上个月, 昨日, 日前."""

from functools import cache

from kg.knowledge.tables import any_unbarred, read_rows
from kg.text import TENS


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


@cache
def days_after_names() -> frozenset[str]:
    """Return what says a day right after a name and is in none: 昨, 今天, 廿; 今 alone may be.

    >>> {"昨", "昨日", "廿"} <= days_after_names(), "今" in days_after_names()
    (True, False)
    """
    past = {word for word, value in time_values("mark").items() if value != "0"}
    return frozenset({*past, *time_values("day"), *TENS})
