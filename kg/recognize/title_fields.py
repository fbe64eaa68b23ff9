"""The field before the title of a calling is part of it: 儿科|医生, 文物|鉴定|专家, 捷克|骨科|教授."""

import re

from kg.knowledge.body_words import body_words
from kg.knowledge.countries import leading_country
from kg.knowledge.dictionary import is_word
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.post_words import post_verbs
from kg.knowledge.post_words import words as post_words
from kg.recognize.candidates import Draft, Word, join

SOURCE = "roles"
_CALLING = re.compile(rf"(?!.*[总主]).{{0,4}}{rule_word('callings_of_fields')}")
_NO_FIELDS = rule_words("no_fields").union(
    post_verbs("chained"), *map(post_words, ("renown", "known", "affairs"))
)
_BRANCH = re.compile(r"(?!.*[大中小]学)[\u4e00-\u9fff]{1,4}[科学]")
_NATIVE, _ORIGINS = "籍", ("裔", "族")
_NOUNS = frozenset({"n", "nz", "vn"})
_WARD = "科"
_GOES_ON = frozenset({"n", "nz", "vn", "a", "nw", "m", "q", "f", "s", "xc"})
_LONGEST = 10  # characters


def take_fields(draft: Draft) -> None:
    """Make each field one word with the title after it that somebody bears."""
    out: list[Word] = []
    whole: set[int] = set()
    for word in draft.words:
        if word.tag != "TITLE" or word.optional or not _CALLING.fullmatch(word.text):
            out.append(word)
            continue
        _part_branch(out)
        fields = _fields_before(out)
        if fields:
            del out[-len(fields) :]
            whole.add(word.end)
            word = join([*fields, word], "TITLE", SOURCE)
        out.append(word)
    if whole:
        draft.words = out
        draft.added = [c for c in draft.added if c.label != "TITLE" or c.end not in whole]


def _part_branch(before: list[Word]) -> None:
    """Cut a branch of learning off a country at the end of some words: 捷克|骨科."""
    last = before[-1] if before else None
    found = leading_country(last.text) if last is not None and last.tag == "ORG" else None
    if last is None or found is None or not _BRANCH.fullmatch(last.text, found[1]):
        return
    place = last.but(text=last.text[: found[1]], tag="LOC")
    before[-1:] = [place, Word(last.text[found[1] :], "n", place.end)]


def _fields_before(words: list[Word]) -> list[Word]:
    """Return the nouns that end some words where they are a field: no body, nothing said of the person."""
    first, length = len(words), 0
    while first and _is_field(words[first - 1]):
        first -= 1
        length += len(words[first].text)
    before = words[first - 1] if first else None
    partial = before is not None and before.tag in _GOES_ON and not _ends_field(before.text)
    ward = before is not None and before.tag == "ORG" and words[-1].text.endswith(_WARD)
    return [] if partial or ward or length > _LONGEST else words[first:]


def _is_field(word: Word) -> bool:
    """Tell whether a word can be a field or part of one."""
    known = is_word(word.text) or _BRANCH.fullmatch(word.text)
    return word.tag in _NOUNS and bool(known) and not _ends_field(word.text)


def _ends_field(text: str) -> bool:
    """Tell whether a word before a field is no part of it: 部队, 公司, 著名, 法裔; but 外科."""
    if text in _NO_FIELDS or text == _NATIVE or text.endswith(_ORIGINS):
        return True
    return not _BRANCH.fullmatch(text) and bool(body_words().ending(text))
