"""The words of the report in Chinese and English, and how both stand in one file.

The page holds both languages; its style sheet shows one of them. The texts are in web/words.tsv; they
hold {names} for values, which are escaped.
"""

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape


def say(key: str, **values: object) -> Markup:
    """Return a text in both languages, each in an element that the style sheet shows or hides.

    >>> say("score", n="<2>")
    Markup('<span class="zh">&lt;2&gt; 倍</span><span class="en" lang="en">&lt;2&gt;×</span>')
    """
    chinese, english = read_words()[key]
    return both(Markup(chinese).format(**values), Markup(english).format(**values))


def say_reason(reason: str) -> Markup:
    """Return why a pair is in doubt; in English alone where its Chinese is not known.

    >>> say_reason("3 divisions have this name").striptags()
    '3 个行政区同名3 divisions have this name'
    """
    number = re.search(r"\d+", reason)
    known = f"reason: {re.sub(r'[0-9]+', '{n}', reason, count=1)}"
    if known not in read_words():
        return both(reason, reason)
    return say(known, n=number[0] if number else "")


def both(chinese: object, english: object) -> Markup:
    """Return two texts, escaped, as one in two languages."""
    template = Markup('<span class="zh">{}</span><span class="en" lang="en">{}</span>')
    return template.format(escape(chinese), escape(english))


@cache
def read_words() -> dict[str, tuple[str, str]]:
    """Return the Chinese and the English of each text."""
    text = (files("kg.export.report") / "web" / "words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {key: (chinese, english) for key, chinese, english in rows}
