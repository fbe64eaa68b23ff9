"""Forms of address that recognition missed or cut (欧阳|副主席), where the article names the person."""

import re
from collections.abc import Iterator, Sequence

from kg.knowledge.addresses import address_of, address_title, is_verbal
from kg.knowledge.reference_words import word, words
from kg.knowledge.spelling import plain_form
from kg.knowledge.surnames import family_name
from kg.model import Mention
from kg.text import Span, is_han

_LINKING = words("before_address")
_NOT_AFTER = re.compile(word("no_address"))
_SPEAKS = re.compile(rf"{word('speaks')}|[，。：、；“”！？（）\n]|$")
_FAMILIAR = "老"
_WORD_GOES_ON = re.compile(word("old_word"))


def find_addresses(chars: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield where an article addresses somebody of the surname of one of its people by that and a title.

    A surname that is a word as well (任主席, 公安局长) counts only after a mark and before a verb.
    """
    surnames = {name for m in mentions if m.label == "PER" if (name := _surname(m))}
    if not surnames:
        return
    longest = sorted(surnames, key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, longest))
    called = re.compile(rf"(?P<surname>{either}){address_title()}|{_FAMILIAR}(?P<familiar>{either})")
    for match in called.finditer(chars):
        surname = match["surname"] or match["familiar"]
        if address_of(match[0]) and _stands_for_somebody(chars, match.span(), surname):
            yield match.span()


def _surname(mention: Mention) -> str:
    """Return the surname of a full name, "" for a form of address and a foreign name."""
    form = plain_form(mention.text)
    return "" if address_of(form) else family_name(form)


def _stands_for_somebody(chars: str, span: Span, surname: str) -> bool:
    before, after = chars[span[0] - 1 : span[0]], chars[span[1] :]
    if _NOT_AFTER.match(after):
        return False
    free = not is_han(before or "。") or before in _LINKING
    if chars[span[0]] == _FAMILIAR:
        return free and not _WORD_GOES_ON.match(after)
    return free and (not is_verbal(surname) or bool(_SPEAKS.match(after)))
