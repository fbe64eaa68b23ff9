"""People whose names take in the next character of the text."""

import pytest

from kg.recognize.longer_names import trim_longer
from tests.recognize.marked import candidates_of, read_marked

NAMES = [
    pytest.param("[王强]P来了，[王强]P说，[王强]P笑，[王强正]P带着", "王强 王强 王强 王强", id="once longer"),
    pytest.param("[王强]P来了，[王强]P说，[王强正]P带着", "王强 王强 王强正", id="too seldom by itself"),
    pytest.param(
        "[王强]P[王强]P[王强]P，[王强正]P、[王强正]P、[王强正]P",
        "王强 王强 王强 王强正 王强正 王强正",
        id="longer as often",
    ),
    pytest.param("[王强]P[王强]P[王强]P，[王强生前]P", "王强 王强 王强 王强生前", id="two characters"),
    pytest.param("[王强]P[王强]P[王强]P，[王强村]L", "王强 王强 王强 王强村", id="a place"),
]


def _trimmed(marked: str, source: str) -> str:
    text, names = read_marked(marked)
    chosen = candidates_of(names, source)
    return " ".join(text[c.start : c.end] for c in trim_longer(text, chosen))


@pytest.mark.parametrize(("marked", "names"), NAMES)
def test_names_end_where_the_article_ends_them_elsewhere(marked: str, names: str) -> None:
    assert _trimmed(marked, "kg_zh") == names


def test_terms_of_the_user_stay() -> None:
    assert _trimmed("[王强]P[王强]P[王强]P，[王强正]P", "gazetteer").endswith("王强正")
