"""Strategies for texts that nobody would print: sentences cut, spliced, repeated, turned round, and worse."""

from hypothesis import strategies as st

from tests.reading.fragments import FRAGMENTS, LINES
from tests.reading.patterns import PATTERNS, PROSE, repeat

Texts = st.SearchStrategy[str]

NUMERALS = "0123456789〇○零一二三四五六七八九十百千万亿两廿卅²①½٣３"
HOSTILE = (
    *("<script>alert(1)</script>", '" onload="alert(1)', "javascript:alert(1)", "]]>", "-->"),
    *(
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+1",
        "-1",
        "'; DROP TABLE entities; --",
        "\\\"'`",
        "{{7*7}}",
        "${x}",
    ),
    *("[[链接]]", "![](x)", "\x1b[31m", "\x07", "{name}", "%s%n", "../../etc/passwd", "CON", "nul.txt"),
)
MARKS = (
    *("\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c", "\u200b", "\u200d", "\ufeff", "\u00ad"),
    *("\ue000", "\uf8ff", "\U000f0000", "\ufffe", "\uffff", "\ufffd", "\ud800", "\udfff", "\udc80"),
    *("\U00020000", "\U0001f600", "\U0003ffff", "\U0010ffff", "\u0301", "\u20e3", "\u3099", "ﬁ", "⼈", "豈"),
)
ENDS = ("\n", "\r\n", "\r", "\n\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c", "\x1e", "\x00", "\t")
_PAIRS = ("“”", "‘’", "《》", "（）", "()", "【】", "「」", "『』", "[]", "〔〕", '""', "''", "<>", "{}")
_DEEP = 1_000
_SENTENCES = tuple(
    part for line in (*LINES, *PROSE.splitlines()) for part in (line.strip(), *line.split("，"))
)


def _cut(draw: st.DrawFn, text: str) -> str:
    """Return a stretch of a text."""
    start = draw(st.integers(0, len(text)))
    return text[start : draw(st.integers(start, len(text)))]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw a sentence as a paper prints it, or what an accident leaves of one or two."""
    text = draw(st.sampled_from(_SENTENCES))
    match draw(st.sampled_from(("whole", "cut", "spliced", "repeated", "turned", "doubled", "thinned"))):
        case "cut":
            return _cut(draw, text)
        case "spliced":
            return _cut(draw, text) + _cut(draw, draw(st.sampled_from(_SENTENCES)))
        case "repeated":
            return _cut(draw, text) * draw(st.integers(0, 12))
        case "turned":
            return text[::-1]
        case "doubled":
            return "".join(char * 2 for char in text)
        case "thinned":
            return text[:: draw(st.integers(2, 4))]
    return text


def dates() -> Texts:
    """Return a strategy for dates, most of days that are none."""
    number = st.text(NUMERALS, max_size=5)
    forms = (
        *(
            "{}年{}月{}日",
            "{}月{}日",
            "{}日",
            "{}-{}-{}",
            "{}年{}月",
            "{}年",
            "民国{}年{}月{}日",
            "公元前{}年",
        ),
        *(
            "本月{}日",
            "去年{}月",
            "下周{}",
            "上周{}",
            "{}年前",
            "{}天后",
            "{}个月以来",
            "{}世纪{}年代",
            "周{}",
        ),
        *("星期{}", "周{}", "农历{}月{}", "{}时{}分", "{}月{}日至{}日", "{}/{}/{}", "{}.{}.{}", "{}届{}次"),
    )
    return st.builds(
        lambda form, a, b, c: form.format(a, b, c), st.sampled_from(forms), number, number, number
    )


@st.composite
def nested(draw: st.DrawFn) -> str:
    """Draw a text in quotes and brackets, up to a thousand deep, perhaps not all of them closed."""
    pairs = draw(st.lists(st.sampled_from(_PAIRS), min_size=1, max_size=3))
    deep = draw(st.one_of(st.integers(1, 5), st.just(_DEEP)))
    opened = "".join(pairs[level % len(pairs)][0] for level in range(deep))
    closed = "".join(pairs[level % len(pairs)][1] for level in reversed(range(deep)))
    return opened + draw(st.sampled_from(_SENTENCES)) + closed[: draw(st.integers(0, deep))]


def runs() -> Texts:
    """Return a strategy for one thing again and again."""
    return st.builds(repeat, st.sampled_from(tuple(PATTERNS.values())), st.integers(1, 40))


def pieces() -> Texts:
    """Return a strategy for pieces of pages; they are short but for what is nested."""
    return st.one_of(
        sentences(),
        sentences(),
        st.sampled_from(FRAGMENTS),
        dates(),
        runs(),
        st.sampled_from(HOSTILE),
        st.sampled_from(MARKS),
        st.sampled_from(ENDS),
        st.text(max_size=8),
        nested(),
    )


def pages(most: int = 14) -> Texts:
    """Return a strategy for the text of pages of up to so many pieces."""
    glue = st.sampled_from(("", "", "\n", "\n", "\n\n", "\r\n", "，", "。", "\u3000\u3000"))
    parts = st.lists(st.tuples(pieces(), glue), min_size=1, max_size=most)
    return parts.map(lambda chosen: "".join(piece + end for piece, end in chosen))


def names() -> Texts:
    """Return a strategy for names, as pages or hands might write them."""
    return st.one_of(
        st.sampled_from(FRAGMENTS),
        st.sampled_from(HOSTILE),
        st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(MARKS)), max_size=4).map("".join),
        st.text(max_size=12),
    )
