"""Forms of address that recognition missed or cut (欧阳|副主席), where the article names the person."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.knowledge.addresses import address_of, address_title, is_verbal
from kg.knowledge.reference_words import word, words
from kg.knowledge.spelling import plain_form
from kg.knowledge.surnames import family_name
from kg.knowledge.tables import longest_first
from kg.model import Mention
from kg.text import Span, is_han, occurrences

_LINKING = words("before_address")
_NOT_AFTER = re.compile(word("no_address"))
_SPEAKS = re.compile(rf"{word('speaks')}|[，。：、；“”！？（）\n]|$")
_FAMILIAR = "老"
_WORD_GOES_ON = re.compile(word("old_word"))


def find_addresses(chars: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield where an article addresses somebody of the surname of one of its people by that and a title.

    A surname that is a word as well (任主席, 公安局长) counts only after a mark and before a verb.
    """
    people = dict.fromkeys(m.text for m in mentions if m.label == "PER")
    surnames = {name for text in people if (name := _surname(text))}
    last = 0
    for start, (end, surname) in sorted(_called(chars, surnames).items()):
        if start < last:
            continue
        last = end
        if address_of(chars[start:end]) and _stands_for_somebody(chars, (start, end), surname):
            yield start, end


def _called(chars: str, surnames: Iterable[str]) -> dict[int, tuple[int, str]]:
    """Return where a form of address may begin, with its end and surname: 马院长, else 老马."""
    titled: dict[int, tuple[int, str]] = {}
    familiar: dict[int, tuple[int, str]] = {}
    for surname in longest_first(surnames):
        for start, end in occurrences(chars, surname):
            if title := _title().match(chars, end):
                titled.setdefault(start, (title.end(), surname))
            if chars[start - 1 : start] == _FAMILIAR:
                familiar.setdefault(start - 1, (end, surname))
    return familiar | titled


@cache
def _title() -> "re.Pattern[str]":
    return re.compile(address_title())


def _surname(name: str) -> str:
    """Return the surname of a full name, "" for a form of address and a foreign name."""
    form = plain_form(name)
    return "" if address_of(form) else family_name(form)


def _stands_for_somebody(chars: str, span: Span, surname: str) -> bool:
    before, end = chars[span[0] - 1 : span[0]], span[1]
    if _NOT_AFTER.match(chars, end):
        return False
    free = not is_han(before or "。") or before in _LINKING
    if chars[span[0]] == _FAMILIAR:
        return free and not _WORD_GOES_ON.match(chars, end)
    return free and (not is_verbal(surname) or bool(_SPEAKS.match(chars, end)))
