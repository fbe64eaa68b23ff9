"""Where a network's names begin and end, put right by the words that it reads in the same text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.knowledge.abbreviations import is_abbreviated
from kg.knowledge.body_words import body_words
from kg.knowledge.dictionary import is_everyday, is_in_idiom, is_person, is_read_as, is_word
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.named import is_disease, is_in_program, is_people
from kg.knowledge.person_names import is_foreign, is_full_name, is_minority
from kg.knowledge.place_names import place_names
from kg.knowledge.post_words import verb
from kg.knowledge.titles import title_words
from kg.knowledge.years import era_year_pattern
from kg.recognize.body_edges import balance, is_stationed, mend_body, mission_at, part_places
from kg.recognize.candidates import Candidate, Word, WordIndex
from kg.recognize.name_starts import start_name
from kg.recognize.torn_places import mend_torn
from kg.text import DIGIT, is_han

_FOLLOWS = frozenset("".join(rule_words("after_person")))
_ERA_REACH = 6  # characters of the number of a year
_ERA_YEAR = re.compile(era_year_pattern("solar", "lunar"))
_OBJECTS = frozenset("".join(rule_words("after_particle")))
_NO_REST = frozenset("等说道称")
_PLAIN = frozenset({"n", "v", "a", "d", "ad", "vn", "vd", "an"})
_VERBS = frozenset({"v", "vn", "a", "ad", "d"})
_VERBAL = frozenset({"v", "d", "vd", "c", "p"})
_LOOSE = frozenset({"n", "v", "vn"})  # tags that the tagger of words gives to names that it does not know
_AFTER_NAMES = frozenset({"v", "d", "TIME"})
_SURE = 0.97
_COUNTRIES = re.compile("[两二三四五六七八九十]国")  # 马四国
_GRANDCHILDREN = frozenset({"外孙", "曾孙"})
_STORM = re.compile(rf"{rule_word('storms')}[“‘]$")
_STORM_WIDTH, _CLOSING = 1 + max(map(len, rule_words("storms"))), frozenset("”’")
_AFTERWARDS = "后"
_IN_OFFICE = re.compile(rf"{verb('serves', 'enters')}[^，。；、]{{2,}}$")  # 担任校长|后首次
_REACH = 20  # characters before a name
_AND = frozenset("和与及")
_SHORTEST = 2  # characters of a title
_OFTEN = 3  # times that a text has a name, but no phrase
_TITLE_WIDTHS = (2, 3, 4)  # characters of titles after a name
_LONGEST = 8  # characters of a body of the lists
_DIRECTION = re.compile("[东西南北]{1,2}$")
_LATIN_BODIES = rule_words("latin_bodies")
_WHEN, _TODAY = rule_words("day"), rule_words("today")
_DAY = re.compile(rf"[（(]{DIGIT}{{1,3}}日?[）)]|{DIGIT}{{1,3}}日")
_CITY = rule_word("city")
_TRAVEL = re.compile(rf"(?:{_CITY}|{rule_word('hour')})?{rule_word('travels')}{_CITY}")  # 津|抵|京
_LISTED = rule_words("in_list")
_HELD = re.compile(rule_word("held"))
_FORMER = re.compile(rf"({rule_word('former')})(?:[省市县区州旗盟]|自治区)[^省市县区州旗盟]{{1,3}}$")


def mend_names(text: str, words: Sequence[Word], names: Iterable[Candidate]) -> list[Candidate]:
    """Return a network's names without what they take in of the words around them.

    `words` are those of the text, with the names that the tagger of words sees for itself.
    """
    index = WordIndex(words)
    out: list[Candidate] = []
    for name in _whole(text, index, names):
        if _is_nothing(text, name):
            continue
        if name.label == "PER":
            person = _mend_person(text, index, name)
            if not person and out and out[-1].label == "TITLE" and out[-1].end == name.start:
                out.pop()  # the rules say whether somebody else bears it
            out += person
        elif name.label == "ORG":
            out += mend_body(text, balance(text, name))
        elif name.label == "LOC" and text.startswith("方向", name.end):
            out.append(_without_direction(text, name))
        elif name.label == "TITLE" and _opens_body(text, name):
            continue
        elif name.label == "LOC" and (mission := mission_at(text, name)):
            out.append(mission)
        elif name.label == "LOC" and (places := part_places(text, name)):
            out += places
        elif name.label == "TITLE" and (parts := _part_title(text, name)):
            out += parts
        elif name.label == "TITLE" and _is_envoy(text, name):
            out.append(name._replace(start=name.start - 1))
        elif name.label == "TITLE" and (held := _HELD.match(text, name.start)):
            out.append(name._replace(start=held.end()))
        elif name.label == "TITLE" and text[name.start] in _AND and name.end - name.start > _SHORTEST:
            out.append(name._replace(start=name.start + 1))
        else:
            out.append(name)
    return _give_titles(text, out)


def _whole(text: str, index: WordIndex, names: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the names from where they begin, places that a network has seen a part of whole."""
    seen = list(names)
    titles = [(name.start, name.end) for name in seen if name.label == "TITLE"]
    for name in seen:
        yield from start_name(text, index, mend_torn(text, index, titles, name))


def _is_nothing(text: str, name: Candidate) -> bool:
    """Tell whether a name is none: a people, a disease, part of an idiom or of the name of a plan."""
    surface = text[name.start : name.end]
    if surface.endswith("族") or text.startswith("族", name.end):
        return is_people(surface.removesuffix("族"))
    if _TRAVEL.fullmatch(surface):
        return True
    if name.label == "LOC":
        return is_in_idiom(text, name.start, name.end)
    if name.label != "PER":
        return False
    return is_disease(surface) or is_in_program(text, name.start, name.end)


def _mend_person(text: str, index: WordIndex, name: Candidate) -> list[Candidate]:
    """Return a person without the verb or adverb after it (普京|同一天), none where it is a word (关切)."""
    surface, word = text[name.start : name.end], index.starting(name.start)
    if _names_nobody(text, index, name):
        return []
    if is_abbreviated(surface[0]) and surface[1:] == "中":
        return [name._replace(label="LOC")]
    if text[max(0, name.start - 1) : name.start + 1] in _GRANDCHILDREN and is_foreign(surface[1:]):
        return [name._replace(start=name.start + 1)]
    if surface.isascii() and surface.rpartition(" ")[2] in _LATIN_BODIES:
        return [name._replace(label="ORG")]
    if _is_dated(text, index, name):
        return [name._replace(end=name.end - 1)]
    tag = word.tag if word is not None and word.end == name.end else ""
    if len(surface) > 2 and tag != "PER" and not is_person(surface) and _is_cut(text, index, name):
        return [name._replace(end=name.end - 1)]
    sure = name.score >= _SURE and tag in _LOOSE
    if tag in _PLAIN and not sure and is_read_as(surface, tag):
        return []
    return [] if _is_phrase(text, index, name) else [name]


def _is_phrase(text: str, index: WordIndex, name: Candidate) -> bool:
    """Tell whether an unsure person is a verb or particle with what belongs to it: 和|来华, 拉|大锯."""
    surface, word = text[name.start : name.end], index.starting(name.start)
    if name.score >= _SURE or word is None or word.tag not in _VERBAL or is_foreign(surface):
        return False
    if text.count(surface) >= _OFTEN:
        return False
    if any(text[name.end : name.end + width] in title_words() for width in _TITLE_WIDTHS):
        return False
    rest = index.starting(word.end)
    if rest is None or rest.end != name.end or rest.tag not in _PLAIN:
        return False
    return word.tag != "v" or not is_full_name(surface)


def _is_dated(text: str, index: WordIndex, name: Candidate) -> bool:
    """Tell whether the last character of a person's name says when: 周立前|（五日）, 周立今|说."""
    last = text[name.end - 1]
    if last not in _WHEN or not _is_shaped(text[name.start : name.end - 1]):
        return False
    if _DAY.match(text, name.end):
        return True
    word = index.starting(name.end)
    return last in _TODAY and name.end - name.start > 2 and word is not None and word.tag == "v"


def _names_nobody(text: str, index: WordIndex, name: Candidate) -> bool:
    """Tell whether what a network takes for a person is part of an idiom or verb, an object, an affair."""
    surface, word = text[name.start : name.end], index.starting(name.start)
    if surface[0] in _OBJECTS and _is_object(index, name.start):
        return True
    if _is_storm(text, name):
        return True
    if "年" in text[name.end : name.end + _ERA_REACH] and _begins_year(text, name):
        return True
    if surface[0] == _AFTERWARDS and _IN_OFFICE.search(text, max(0, name.start - _REACH), name.start):
        return True
    listed = "、" in text[max(0, name.start - 1) : name.end]
    if is_abbreviated(surface[0]) and surface[1:] == "核":
        return True
    if "、" in surface or (listed and _COUNTRIES.fullmatch(surface[1:])) or _lies_across(index, name):
        return True
    if not is_person(surface) and is_in_idiom(text, name.start, name.end):
        return True
    if word is None or word.end <= name.end or word.tag not in _VERBS or name.score >= _SURE:
        return False
    return len(word.text) > 3 or is_word(word.text)


def _begins_year(text: str, name: Candidate) -> bool:
    """Tell whether a name ends inside a year of an era: 昭和|十二年, 民廿|四年, 伪满康德|五年."""
    years = _ERA_YEAR.finditer(text, name.start, name.end + _ERA_REACH)
    return any(year.start() < name.end < year.end() for year in years)


def _is_storm(text: str, name: Candidate) -> bool:
    """Tell whether a name in quotes is a storm's: 台风“玛莉亚”."""
    blows = _STORM.search(text, max(0, name.start - _STORM_WIDTH), name.start)
    return bool(blows) and text[name.end : name.end + 1] in _CLOSING


def _lies_across(index: WordIndex, name: Candidate) -> bool:
    """Tell whether a name takes in the end of a verb and the beginning of the word after it: 启|程飞|赴."""
    first = index.starting(name.start) or index.around(name.start)
    last = index.around(name.end)
    if first is None or last is None or first is last:
        return False
    unsure = name.score < _SURE and last.start > name.start
    return (first.tag in _VERBS or unsure) and is_word(first.text) and is_word(last.text)


def _is_object(index: WordIndex, start: int) -> bool:
    """Tell whether what begins at an offset is what a word before it asks for: 对|党忠诚."""
    before = index.ending(start)
    return before is not None and (before.tag == "r" or before.text == "对")


def _is_cut(text: str, index: WordIndex, name: Candidate) -> bool:
    """Tell whether the last character of a person's name belongs to what follows."""
    end = name.end - 1
    before, word = index.starting(name.start), index.starting(end)
    named = before is not None and before.tag == "PER" and before.end == end
    if not (is_han(text[name.end : name.end + 1]) and (named or _is_shaped(text[name.start : end]))):
        return False
    follows = text[end] in _FOLLOWS and text[name.end] not in _LISTED
    if follows and (word is not None or (is_foreign(text[name.start : end]) and not is_foreign(text[end]))):
        return True
    if word is None or word.end <= name.end:
        return False
    ends = named and word.tag in _AFTER_NAMES and not is_foreign(text[name.start : name.end])
    if ends and (name.score < _SURE or is_everyday(word.text)):
        return True
    if name.score >= _SURE:
        return False
    rest = text[name.end : word.end]
    return rest not in _NO_REST and is_word(word.text) and not (len(rest) > 1 and is_everyday(rest))


def _is_shaped(text: str) -> bool:
    return len(text) > 1 and (is_full_name(text) or is_foreign(text) or is_minority(text))


def _opens_body(text: str, title: Candidate) -> bool:
    """Tell whether a title is the beginning of a body of the lists: 部长|会议."""
    ends = range(title.end + 1, title.end + _LONGEST)
    return any(text[title.start : end] in body_words().fixed for end in ends)


def _without_direction(text: str, name: Candidate) -> Candidate:
    """Return a place without the direction that a text goes on with: 敦煌|东北|方向."""
    found = _DIRECTION.search(text, name.start + 2, name.end)
    return name._replace(end=found.start()) if found else name


def _part_title(text: str, name: Candidate) -> list[Candidate]:
    """Return a title without the body, or the end of one, that it takes in: 内政部|次长, 国小|校长."""
    start, words = name.start, body_words()
    for at in range(start + 1, name.end - 1):
        if text[at : name.end] not in title_words():
            continue
        inner = text[start:at]
        if len(inner) > _SHORTEST and inner in words.fixed:
            return [name._replace(end=at, label="ORG"), name._replace(start=at)]
        ends = any(text[start - n : at] in words.endings for n in (1, 2) if n <= start)
        if len(inner) <= _SHORTEST and (ends or text.startswith(inner, at)):
            return [name._replace(start=at)]
    return []


def _is_envoy(text: str, name: Candidate) -> bool:
    """Tell whether a title begins after 驻 with the country by one character: 驻|法大使."""
    return is_stationed(text, name) and is_abbreviated(text[name.start])


def _give_titles(text: str, names: list[Candidate]) -> list[Candidate]:
    """Return the names with 原 and the organ after a place given to the title: 甘肃|原省委书记."""
    out = list(names)
    for at, (body, title) in enumerate(pairwise(names)):
        if body.label != "ORG" or title.label != "TITLE" or body.end != title.start:
            continue
        former = _FORMER.search(text[body.start : body.end])
        if former and text[body.start : body.start + former.start()] in place_names().sure:
            middle = body.start + former.start()
            out[at : at + 2] = [body._replace(end=middle, label="LOC"), title._replace(start=middle)]
    return out
