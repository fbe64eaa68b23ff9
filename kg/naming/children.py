"""Who an article says is a child, by the age that stands beside the name."""

import re

ADULT = 15  # years: whoever is younger holds no post
_NEAR = 14  # characters before and after a name in which its age stands
_AGE = r"(?P<age>\d{1,2})岁"
_BEFORE = re.compile(rf"(?<![\d大小])(?<![大小].){_AGE}的?[^，。；、：！？\d\n]{{0,6}}\Z")
_AFTER = re.compile(rf"[（(，]?(?:今年)?{_AGE}(?![时那就起参入前便当上的])")


def is_child(chars: str, start: int, end: int) -> bool:
    """Tell whether a text says that the person whose name stands there is a child at the time told.

    >>> [is_child(f"{before}周立{after}", len(before), len(before) + 2) for before, after in (
    ...     ("12岁的妹妹", "上学了"), ("", "，9岁，爱画画"), ("", "9岁时离家"), ("小他9岁的同事", ""))]
    [True, True, False, False]
    """
    before = _BEFORE.search(chars[max(0, start - _NEAR) : start])
    found = before or _AFTER.match(chars[end : end + _NEAR])
    return found is not None and int(found["age"]) < ADULT
