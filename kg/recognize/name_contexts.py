"""People found by the title before them, where a tagger missed them."""

import re

from kg.knowledge.countries import read_capitals, read_countries
from kg.knowledge.dictionary import is_everyday, is_word
from kg.knowledge.lexicon import read_common, rule_words
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.knowledge.time_words import days_after_names
from kg.recognize.candidates import Word, join, tagged

SOURCE = "names"

_AFTER_NAME = rule_words("after_name") | days_after_names()
_WHEN = frozenset("昨今前")  # of what somebody did: 周立前（五日）离会; 明 may end a name
_SEPARATORS = frozenset("、，。；：！？（）()“”‘’《》【】[]/／ \n\u3000|丨□■●◆▲△:;,!?")
_PLACE_LIKE = re.compile(r"[省市县区旗盟州镇乡村路街道河江湖山岛港湾屯]$")
_NO_PART = frozenset({"TITLE", "w", "TIME", "u", "p", "c", "r"})  # tags of what is in no name
_ALONE = frozenset({"n", "nz", "nw", "nr", "LOC", "ORG"})  # tags of one word that may be a whole name
_ENDING = frozenset({"v", "p", "d"})  # tags of what may follow a name


def join_after_titles(words: list[Word], people: frozenset[int] | None) -> list[Word]:
    """Tag the names after titles that a tagger missed.

    Of a text that a network has read, the foreign ones and those that the tagger of words takes for `people`.
    """
    out: list[Word] = []
    done = 0
    for title in tagged(words, "TITLE"):
        at = title + 1
        if at >= len(words):
            break
        blank = words[at].text == " "
        begin = at + blank
        width = _name_width(words, begin) if people is None or _is_seen(words, begin, people) else 0
        width = width or (not blank and _foreign_width(words, at))
        if width:
            at += blank
            out += words[done:at]
            out.append(join(words[at : at + width], "PER", SOURCE))
            done = at + width
    return out + words[done:]


def _is_seen(words: list[Word], at: int, people: frozenset[int]) -> bool:
    """Tell whether a tagger takes a word for a person."""
    return at < len(words) and (words[at].tag == "PER" or words[at].start in people)


def _name_width(words: list[Word], at: int) -> int:
    """Return how many words from an index make a Chinese name, 0 for none or where a tagger found it."""
    if at < len(words) and words[at].tag == "PER":
        return 2 * _lacks_last(words, at)
    for width in (1, 2, 3):
        part = words[at : at + width]
        text = "".join(word.text for word in part)
        if len(part) < width or len(text) > 4 or part[-1].tag in _NO_PART:
            return 0
        ended = (width == 1 and part[0].tag == "nz") or _ends(words, at + width)
        if ended and is_full_name(text) and _may_be_name(text, part):
            return width
    return 0


def _lacks_last(words: list[Word], at: int) -> bool:
    """Tell whether the character between a name and a mark is the name's last: 夏元|瑮（."""
    if at + 1 >= len(words) or len(words[at].text) != 2 or len(words[at + 1].text) != 1:
        return False
    whole = words[at].text + words[at + 1].text
    ended = at + 2 >= len(words) or words[at + 2].text in _SEPARATORS
    last = words[at + 1].tag in _ALONE and words[at + 1].text not in _AFTER_NAME | _WHEN
    return last and ended and is_full_name(whole)


def _may_be_name(text: str, part: list[Word]) -> bool:
    """Tell whether words that have the shape of a name are no phrase or word of the language."""
    if text in read_common() or is_word(text) or _is_verb_and_object(part):
        return False
    if len(part) == 1:
        return part[0].tag in _ALONE
    verb = part[-1].tag in ("v", "d") and len(part[-1].text) > 1
    return not (verb and len(part[0].text) > 1)


def _ends(words: list[Word], at: int) -> bool:
    """Tell whether a name may end before an index: at a separator, a verb, a preposition, an adverb."""
    return at >= len(words) or words[at].text in _SEPARATORS or words[at].tag in _ENDING


def _is_verb_and_object(parts: list[Word]) -> bool:
    """Tell whether words begin with a verb or particle that is a surname too: 来|现场, 应|邀请."""
    if len(parts) < 2 or parts[0].text not in "来去到赴抵做作应经同于对在与将由后边前上时从起":
        return False
    return parts[0].tag in ("p", "c", "d", "v") or is_everyday(parts[1].text)


def _foreign_width(words: list[Word], at: int) -> int:
    """Return how many words from an index make a transliterated name between a title and a separator."""
    text = ""
    for width, word in enumerate(words[at : at + 3], 1):
        if not _may_transliterate(word, width):
            return 0
        text += word.text
        after = words[at + width] if at + width < len(words) else None
        if after is None or after.text in "、，。）和等" or (width == 1 and after.tag in _ENDING):
            return width if 2 <= len(text) <= 6 and is_foreign(text) and not _is_known(text) else 0
    return 0


def _may_transliterate(word: Word, width: int) -> bool:
    """Tell whether a word may be the part of a transliterated name at a place in it, from 1."""
    if word.tag in ("w", "TITLE", "PER", "TIME", "u", "p", "c"):
        return False
    if word.tag in ("LOC", "ORG"):
        return width == 1 and is_foreign(word.text) and not _PLACE_LIKE.search(word.text)
    return True


def _is_known(text: str) -> bool:
    """Tell whether a text is a place of the lists or a common word."""
    known = text in read_common() or text in read_countries() or text in read_capitals()
    return known or is_word(text)
