"""What an article itself says of its names: （以下简称“…”）, （原名…）, （化名）."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from kg.knowledge.body_endings import ends_with
from kg.knowledge.reference_words import word
from kg.knowledge.spelling import plain_form
from kg.model import Article, Label, Mention
from kg.text import Span, is_han

_WORDS = rf"(?:{word('from_here')}?{word('all_alike')}?{word('renamed')}|{word('named')})"
_NAME = r"[^“”‘’\"「」『』（）()〈〉《》，,。；;：:、！？\n]{1,30}"
_IN_PARENTHESES = re.compile(
    rf"[”》」』]?（(?:[^（）“”]{{0,20}}[，,；;])?{_WORDS}为?[：:]?[“‘\"「『]?(?P<other>{_NAME})[”’\"」』]?(?=[，；）])"
)
_AFTER_COMMA = re.compile(
    rf"[”》」』]?，(?!称(?!为)){_WORDS}为?[：:]?(?:[“‘\"「『](?P<quoted>{_NAME})[”’\"」』]|(?P<plain>{_NAME})(?=[，。；]))"
)
_LATIN = re.compile(
    rf"[”》」』]?（(?:{word('in_english')}为?[：:]?)?(?P<other>[A-Z][A-Za-z&.' -]{{1,59}}?)"
    rf"(?:[，,；;、] ?(?:{word('renamed')}|{word('in_english')})?为?[“\"]?"
    rf"(?P<short>[A-Z][A-Za-z&-]{{1,9}})[”\"]?)?）"
)
_BARE = re.compile(r"（(?P<other>[\u4e00-\u9fff]{2,10})）")
_GLOSS = re.compile(r"（(?P<other>[\u4e00-\u9fff]{2,6})）")
_OTHERS_WORD = re.compile(word("no_name"))
_PSEUDONYM = re.compile(rf"[”\"]?（(?:[^（）]{{0,12}}[，、；])?{word('also_all')}*化名[^（）]{{0,12}}）")
_ALL = re.compile(rf"（[^（）]{{0,6}}{word('all')}[^（）]{{0,3}}化名")
_CALLED = re.compile(r"化名(?:为|叫|作)?[“\"]?$")
_OPENS_NOTE = frozenset("”》」』（，")  # what an explanation right after a name begins with
_RENAMED = "化名"
_JOINT = ("、", "和", "与", "及")
_LONGEST_NOTE = 60


class Definition(NamedTuple):
    """An article says that one form stands for the name of a mention."""

    label: Label
    form: str  # the other form, in plain spelling
    name: str  # the form that it explains, in plain spelling
    at: Span  # of the other form in the article's healed text


def find_definitions(article: Article, mentions: Sequence[Mention]) -> list[Definition]:
    """Return the short and other names that an article gives to the people, places and bodies it names.

    某某通信集团广东有限公司（以下简称“广东某某”） gives 广东某某; a common word such as 公司 counts as well.
    """
    chars = article.text.chars
    found: list[Definition] = []
    bodies = {mention.at for mention in mentions if mention.label == "ORG"}
    for mention in mentions:
        if mention.label == "TITLE" or chars[mention.at[1] : mention.at[1] + 1] not in _OPENS_NOTE:
            continue
        for at in list(_others(chars, mention)) or _glosses(chars, mention, bodies):
            form, name = plain_form(chars[slice(*at)]), plain_form(mention.text)
            if form != name and not (mention.label == "PER" and _OTHERS_WORD.search(form)):
                found.append(Definition(mention.label, form, name, at))
    return found


def _glosses(chars: str, mention: Mention, bodies: Collection[Span]) -> list[Span]:
    """Return where a body stands in brackets under a name of its own: 石油输出国组织（欧佩克）.

    A name that ends as those of bodies do (集团（总公司）) may be another body's.
    """
    match = _GLOSS.match(chars, mention.at[1]) if mention.label == "ORG" else None
    if match is None or match.span("other") not in bodies or ends_with("head").search(match["other"]):
        return []
    return [match.span("other")]


def _others(chars: str, mention: Mention) -> Iterator[Span]:
    """Yield where other forms of a mention's name stand behind it; ，称“…不会贸然行动” is speech."""
    end = mention.at[1]
    note = chars[end : end + _LONGEST_NOTE]
    if match := _IN_PARENTHESES.match(note):
        yield end + match.start("other"), end + match.end("other")
    elif match := _AFTER_COMMA.match(note):
        group = "quoted" if match["quoted"] else "plain"
        yield end + match.start(group), end + match.end(group)
    elif mention.label == "ORG" and (match := _LATIN.match(note)):
        yield end + match.start("other"), end + match.end("other")
        if match["short"]:
            yield end + match.start("short"), end + match.end("short")
    elif mention.label == "ORG" and (match := _BARE.match(note)) and _is_short(match["other"], mention.text):
        yield end + match.start("other"), end + match.end("other")


def _is_short(short: str, full: str) -> bool:
    """Tell whether a form in brackets is a selection of the name before it with its last character."""
    rest = iter(full)
    return short[-1] == full[-1] and len(short) < len(full) and all(char in rest for char in short)


def find_pseudonyms(article: Article, mentions: Sequence[Mention]) -> set[str]:
    """Return the names of people, in plain spelling, that an article says are not their real ones.

    小丽（化名） is one, and so are 小丽、小红（均为化名）.
    """
    chars = article.text.chars
    if _RENAMED not in chars:
        return set()
    people = sorted((m for m in mentions if m.label == "PER"), key=lambda m: m.at)
    found: set[str] = set()
    for index, mention in enumerate(people):
        start, end = mention.at
        if _CALLED.search(chars[max(0, start - 6) : start]):
            found.add(plain_form(mention.text))
        if _PSEUDONYM.match(chars, end):
            found.add(plain_form(mention.text))
            if _ALL.match(chars, end):
                found |= {plain_form(m.text) for m in _joined_before(chars, people[: index + 1])}
    return found


def _joined_before(chars: str, people: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the people listed directly before the last of some: 小丽、小红和小芳."""
    for left, right in zip(reversed(people[:-1]), reversed(people), strict=False):
        if chars[left.at[1] : right.at[0]] not in _JOINT:
            return
        yield left


def stands_free(chars: str, span: Span) -> bool:
    """Tell whether a form of letters is a word of its own; other forms always are."""
    before, after = chars[span[0] - 1 : span[0]], chars[span[1] : span[1] + 1]
    if is_han(chars[span[0]]):
        return True
    return not any(char.isascii() and char.isalnum() for char in before + after)
