"""What a name is by what stands right beside it: two that a hyphen makes one, a town taken for a person.

印度洋|-|太平洋司令部 is one body; 飞往|博克拉 is no person.
"""

import re

from kg.knowledge.body_words import body_words
from kg.knowledge.countries import leading_country, read_capitals
from kg.knowledge.divisions import LEVELS, read_divisions
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.other_places import other_place
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.knowledge.place_names import place_names
from kg.model import Label
from kg.recognize.candidates import Draft, Word, join, tagged
from kg.text import occurrences

SOURCE = "places"

_HYPHENS = frozenset("-－—–")
_GOES, _TOWN = rule_words("goes_to"), tuple(rule_words("towns"))
_MEETINGS, _ATTENDS = tuple(rule_words("meetings")), tuple(rule_words("attends"))
_AND, _SAYS = frozenset("和及与"), tuple(rule_words("says"))
_BEGINS, _OPENING, _CLOSING = frozenset("\n。、和"), frozenset("（("), frozenset("）)")
_TEAM = "队"
_LONGEST_PERSON = 4  # characters
_SHORTEST = 2  # characters of a name
_LOOSE = frozenset({"n", "nz", "nr", "PER", "LOC"})
_PLACE_KIND = re.compile(f"(?:[{LEVELS}镇岛]|地区|难民营)(?![长委议政])")
_ENDED = re.compile(rf"{rule_word('after_hyphens')}$")


def join_hyphened(text: str, words: list[Word]) -> list[Word]:
    """Join what a hyphen makes one name: 印度洋|-|太平洋司令部, 哈兹菲尔德|-|杰克逊国际机场, 内扎|－|阿曼."""
    if _HYPHENS.isdisjoint(word.text for word in words):
        return words
    out: list[Word] = []
    done = 0
    for at in range(1, len(words) - 1):
        led = at > 1 and words[at - 2].text in _HYPHENS  # the left one is a part of three: 中国—非洲—…
        if at <= done or words[at].text not in _HYPHENS or led:
            continue
        if _are_one_person(text, *words[at - 1 : at + 2]):
            out += words[done : at - 1]
            out.append(join(words[at - 1 : at + 2], "PER", words[at - 1].source))
            done = at + 2
        elif _are_one(words[at - 1], words[at + 1]):
            out += words[done : at - 1]
            out.append(join(words[at - 1 : at + 2], words[at + 1].tag, SOURCE))
            done = at + 2
    return out + words[done:]


def _are_one_person(text: str, left: Word, hyphen: Word, right: Word) -> bool:
    """Tell whether two foreign names, of which a text has neither without the hyphen, are somebody's."""
    if left.tag != "PER" or right.tag not in ("PER", "LOC") or left.optional or right.optional:
        return False
    if not (is_foreign(left.text) and is_foreign(right.text)):
        return False
    always = text.count(left.text + hyphen.text), text.count(hyphen.text + right.text)
    return always == (text.count(left.text), text.count(right.text))


def _are_one(left: Word, right: Word) -> bool:
    """Tell whether the words on both sides of a hyphen are one name: the right one is none by itself."""
    if left.tag not in _LOOSE or len(left.text) < _SHORTEST or read_divisions().leading(right.text):
        return False
    if right.tag == "ORG":
        ended = body_words().ending(right.text) and right.text not in body_words().known
        paired = left.text not in place_names().countries or leading_country(right.text) is not None
        return bool(ended) and left.tag == "LOC" and paired and not read_divisions().leading(left.text)
    sure = place_names().sure
    foreign = is_foreign(left.text) and left.text not in sure and right.text not in sure
    return right.tag == "LOC" and foreign and _ENDED.search(right.text) is not None


def retag_places(draft: Draft) -> None:
    """Retag as places the foreign names taken for people that stand where places do, all over a text."""
    words = draft.words
    found: set[str] = set()
    for at in range(1, len(words) - 1):
        word = words[at]
        if word.tag != "PER" or word.optional:
            continue
        if (
            _meets_there(draft.text, word)
            or _is_chain(word.text)
            or _is_known_place(draft.text, words, at)
            or _is_town(draft.text, word)
            or (
                is_foreign(word.text)
                and (_stands_as_place(draft.text, words, at) or _is_called_place(draft.text, word))
            )
        ):
            word.tag = "LOC"
            found.add(word.text)
    if found:
        _retag_all(words, found)


def retag_others(draft: Draft) -> None:
    """Retag what was taken for a place and takes part in a meeting, and what a body is called in brackets.

    扎西江村|参加会见 is a person, 伊斯兰圣战组织（|杰哈德|） a body; so they are all over a text.
    """
    text, words = draft.text, draft.words
    found: dict[str, Label] = {}
    for at in range(1, len(words) - 1):
        word = words[at]
        if word.tag == "LOC" and text.startswith(_ATTENDS, word.end) and _may_attend(text, word):
            found[word.text] = "PER"
        elif word.tag == "PER" and at > 1 and _is_other_name(text, words[at - 2], word):
            found[word.text] = "ORG"
    for word in words if found else ():
        if word.text in found and word.tag in ("PER", "LOC"):
            word.tag = found[word.text]


def _may_attend(text: str, word: Word) -> bool:
    """Tell whether a place of no list that begins a sentence or goes on a list may be a person."""
    known = word.text in place_names().sure or word.optional
    return not known and len(word.text) <= _LONGEST_PERSON and text[word.start - 1] in _BEGINS


def _is_other_name(text: str, body: Word, word: Word) -> bool:
    """Tell whether a foreign name stands in brackets right behind a body that is no team."""
    bracketed = text[word.start - 1] in _OPENING and text[word.end : word.end + 1] in _CLOSING
    if not bracketed or body.tag != "ORG" or body.end != word.start - 1 or body.text.endswith(_TEAM):
        return False
    return is_foreign(word.text) and "·" not in word.text


def _retag_all(words: list[Word], places: set[str]) -> None:
    """Retag the people who are called like places that a text has, but for those who bear a title."""
    people = [at for at in tagged(words, "PER") if words[at].text in places and not words[at].optional]
    borne = {
        words[at].text for at in people if "TITLE" in [word.tag for word in words[max(0, at - 1) : at + 2]]
    }
    for at in people:
        if words[at].text not in borne:
            words[at].tag = "LOC"


def _meets_there(text: str, word: Word) -> bool:
    """Tell whether a person is a place of the lists where some meet: 二十国集团领导人|杭州|峰会."""
    known = word.text in place_names().sure or other_place(word.text) is not None
    return known and text.startswith(_MEETINGS, word.end)


def _is_chain(name: str) -> bool:
    """Tell whether a name is a country and a place of the lists: 白俄罗斯|明斯克."""
    known = place_names()
    ends = range(_SHORTEST, len(name) - 1)
    return any(name[:at] in known.countries and name[at:] in known.sure for at in ends)


def _is_town(text: str, word: Word) -> bool:
    """Tell whether a name stands after a kind of towns: 重镇|拜伊吉, 南部城市|斯代罗特."""
    strange = len(word.text) > _SHORTEST + 1 and "·" not in word.text and not is_full_name(word.text)
    return (strange or is_foreign(word.text)) and text.endswith(_TOWN, 0, word.start)


def _is_called_place(text: str, word: Word) -> bool:
    """Tell whether the text has a name with what it is the name of: 潘杰希尔|省, 杰巴利耶|难民营, no 州长."""
    if len(word.text) <= _SHORTEST or "·" in word.text:
        return False
    return any(_PLACE_KIND.match(text, end) for _, end in occurrences(text, word.text))


def _is_known_place(text: str, words: list[Word], at: int) -> bool:
    """Tell whether a word is a place abroad of the lists and neither bears a title nor speaks: 利沃夫."""
    word = words[at]
    if len(word.text) <= _SHORTEST or text.startswith(_SAYS, word.end):
        return False
    if "TITLE" in (words[at - 1].tag, words[at + 1].tag):
        return False
    return other_place(word.text) is not None or word.text in read_capitals()


def _stands_as_place(text: str, words: list[Word], at: int) -> bool:
    """Tell whether a word stands in a list of places or after a verb of going: 宁根、达博、|布罗肯希尔|等."""
    before, word, after = words[at - 1 : at + 2]
    if before.text in _GOES:
        return len(word.text) > _SHORTEST and "·" not in word.text and after.tag != "TITLE"
    if before.text != "、" or at < _SHORTEST or words[at - 2].tag != "LOC":
        return False
    followed = after.text in _AND and at + 2 < len(words) and words[at + 2].tag == "LOC"
    return followed or text.startswith(("、", "等"), word.end)
