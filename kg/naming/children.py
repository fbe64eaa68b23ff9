"""Who an article says is a child, by the age beside the name, or somebody plain: 34岁的甲, 村民乙."""

import re

from kg.knowledge.lexicon import rule_word

ADULT = 15  # years: whoever is younger holds no post
_NEAR = 14  # characters before and after a name in which its age stands
_AGE = r"(?P<age>\d{1,2})岁"
_BEFORE = re.compile(rf"(?<![\d大小])(?<![大小].){_AGE}的?[^，。；、：！？\d\n]{{0,6}}\Z")
_TOLD = re.compile(r"(?:\d{4}|[当那])年[^。！？\n]*\Z")  # a time that is told of: 1947年，14岁的…
_CLAUSE = 40  # characters before a name in which such a time stands
_PLAIN = re.compile(rf"{rule_word('plain_people')}\Z")
_AFTER = re.compile(rf"[（(，]?(?:今年)?{_AGE}(?![时那就起参入前便当上的])")


def is_child(chars: str, start: int, end: int) -> bool:
    """Tell whether a text says that the person whose name stands there is a child at the time told.

    >>> [is_child(f"{before}周立{after}", len(before), len(before) + 2) for before, after in (
    ...     ("12岁的妹妹", "上学了"), ("", "，9岁，爱画画"), ("", "9岁时离家"), ("小他9岁的同事", ""),
    ...     ("1938年，12岁的", "参了军"))]
    [True, True, False, False, False]
    """
    age = _age(chars, start, end)
    return age is not None and age < ADULT


def is_plain(chars: str, start: int, end: int) -> bool:
    """Tell whether a text calls the person whose name stands there by an age, or by what many are.

    >>> [is_plain(f"{before}周立{after}", len(before), len(before) + 2) for before, after in (
    ...     ("34岁的", "很自豪"), ("黑人青年", "被打死"), ("", "，41岁"), ("1938年，22岁的", "参了军"),
    ...     ("市长", "说"))]
    [True, True, True, False, False]
    """
    return bool(_PLAIN.search(chars[max(0, start - _NEAR) : start])) or _age(chars, start, end) is not None


def _age(chars: str, start: int, end: int) -> int | None:
    """Return the age beside a name, None where a text gives none or tells of another year."""
    found = _BEFORE.search(chars[max(0, start - _NEAR) : start]) or _AFTER.match(chars[end : end + _NEAR])
    if found is None or _TOLD.search(chars[max(0, start - _CLAUSE) : start]):
        return None
    return int(found["age"])
