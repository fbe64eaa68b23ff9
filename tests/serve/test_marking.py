"""Long sentences are shown by what is looked for in them, and names are lit where no marks are kept."""

from kg.queries.told import NameMark, Told
from kg.serve.marking import AROUND, CUT, LONGEST, lit, pieces, shortened

NAMES = [f"王某{number:03}" for number in range(120)]


def told(text: str, *marks: NameMark) -> Told:
    return Told("p.txt", "1", 1, 0, len(text), None, "", text, marks)


def mark(name: str, text: str) -> NameMark:
    start = text.index(name)
    return NameMark(start, start + len(name), "PER", f"per-{name}", name)


def test_of_a_long_list_what_stands_around_a_name_is_shown() -> None:
    text = " ".join(NAMES)
    whole = pieces(told(text, *(mark(name, text) for name in NAMES)), about=[f"per-{NAMES[60]}"])
    short = shortened(whole)
    shown = "".join(piece.text for piece in short)
    assert shown.startswith(CUT)
    assert shown.endswith(CUT)
    assert shown.strip(CUT) in text
    assert len(shown) < 2 * AROUND + 30
    assert [piece.text for piece in short if piece.lit] == [NAMES[60]]
    assert all(piece.text in NAMES for piece in short if piece.label)


def test_two_words_far_from_each_other_are_both_shown() -> None:
    text = "甲地" + "，" * 400 + "乙地" + "。" * 400
    short = shortened(pieces(told(text), words="甲地 乙地"))
    shown = "".join(piece.text for piece in short)
    assert shown.startswith("甲地")
    assert [piece.text for piece in short if piece.lit] == ["甲地", "乙地"]
    assert shown.count(CUT) == 2


def test_a_long_sentence_with_nothing_lit_begins_as_it_does() -> None:
    short = shortened(pieces(told("，" * 1000)))
    assert "".join(piece.text for piece in short) == "，" * LONGEST + CUT


def test_a_short_sentence_stays_as_it_is() -> None:
    whole = pieces(told("赵立群到葛仙庄镇调研"), words="赵立群")
    assert shortened(whole) is whole


def test_a_text_is_lit_where_names_stand_and_nowhere_else() -> None:
    text = "县长赵立群（赵）到葛仙庄镇"
    found = lit(text, ["赵", "赵立群", ""])
    assert [piece.text for piece in found if piece.lit] == ["赵立群", "赵"]
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in lit(text, [])] == [text]
