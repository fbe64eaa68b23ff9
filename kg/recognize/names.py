"""People: what a tagger calls a person, put right and completed by surnames and name grammar."""

import re

from kg.knowledge.abbreviations import is_abbreviated, is_army
from kg.knowledge.dictionary import is_phrase, is_rare, is_word
from kg.knowledge.lexicon import read_common, rule_word, rule_words
from kg.knowledge.other_places import other_place
from kg.knowledge.person_names import is_foreign, is_full_name, is_minority, is_surname_start
from kg.knowledge.post_words import words as post_words
from kg.knowledge.time_words import days_after_names
from kg.recognize.candidates import Draft, Word, join
from kg.recognize.name_contexts import SOURCE, join_after_titles
from kg.text import is_han

_TRAILING = tuple(sorted(rule_words("after_name") | days_after_names() | post_words("courtesy")))
_OBJECTS = rule_words("after_particle")
_PARTICLES = frozenset("和与同向对由及请在为致祝贺悼唁偕携")
_JOINTS = frozenset("和与同及")
_MARKS = ("·", "-", "－", "---")
_HYPHENS = ("-", "－")
_NO_PART = re.compile(rf"{rule_word('after_hyphens')}$")  # 石勒苏益格-荷尔斯泰因州 is a place
_UNNAMED = frozenset({"n", "nz", "nr", "nw", "PER"})
_COMPOUND = frozenset({"n", "nz", "b"})  # tags of words that make one with a noun after them
_DOTTED = re.compile(r"[·－-]")
_LATIN = re.compile(r"[A-Za-z]{2}")


def find_names(draft: Draft) -> None:
    """Put the words tagged PER right and tag the people that stand in lists, bylines or beside titles."""
    words = [_mend(word) if word.tag == "PER" else word for word in draft.words]
    words = _split_leading(_split_trailing(words))
    dotted = _DOTTED.search(draft.text) is not None
    words = join_after_titles(_join_dotted(words) if dotted else words, draft.people)
    words = _drop_letters(_join_dotted(words) if dotted else words)  # a title may have told a half
    draft.words = _join_latin(words) if _LATIN.search(draft.text) else words


def _drop_letters(words: list[Word]) -> list[Word]:
    """Untag people of one character but for a surname before a title (习|主席): that one is optional."""
    out: list[Word] = []
    for word in words:
        if word.tag == "TITLE" and out and _is_surname_word(out[-1], word) and not _is_led_up(out, word):
            out[-1] = join([out[-1], word], "PER", SOURCE, optional=True)
        elif word.tag == "PER" and len(word.text) == 1:
            out.append(word.but(tag="n", source=""))
        else:
            out.append(word)
    return out


def _is_surname_word(word: Word, title: Word) -> bool:
    """Tell whether a word is a bare surname before a title (龙|副校长), no country's letter, no party."""
    if len(title.text) < 2 or not is_surname_start(word.text + "某"):
        return False
    if word.text in _OBJECTS or is_abbreviated(word.text):
        return False
    return len(word.text) == 1 and word.tag in ("PER", "n", "nz", "nr")


def _is_led_up(out: list[Word], title: Word) -> bool:
    """Tell whether a surname is part of a word: 就任|村书记, 司局长, 网约|车|司机."""
    if is_word(out[-1].text + title.text):
        return True
    before = out[-2] if len(out) > 1 else None
    if before is None or not is_han(before.text[-1]):
        return False
    compound, pair = out[-1].tag == "n" and before.tag in _COMPOUND, before.text[-1] + out[-1].text
    return compound or (is_word(pair) and not is_rare(pair))


def _join_latin(words: list[Word]) -> list[Word]:
    """Tag a name in Latin letters after a title (主席|Giuseppe Colantonio), acronyms before (CVA|秘书长)."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        if out and out[-1].tag == "TITLE" and _is_latin(word) and not word.text.isupper():
            width = _latin_width(words, index)
            out.append(join(words[index : index + width], "PER", SOURCE))
            index += width
            continue
        if (
            word.tag == "TITLE"
            and out
            and _is_latin(out[-1])
            and out[-1].text.isupper()
            and 2 <= len(out[-1].text) <= 6
        ):
            out[-1] = out[-1].but(tag="ORG", source=SOURCE)
        out.append(word)
        index += 1
    return out


def _is_latin(word: Word) -> bool:
    return word.text.isascii() and word.text.isalpha() and len(word.text) > 1


def _latin_width(words: list[Word], at: int) -> int:
    """Return how many words from an index are one name in Latin letters."""
    width = 1
    while (
        at + width + 1 < len(words) and words[at + width].text in " .·-" and _is_latin(words[at + width + 1])
    ):
        width += 2
    return width


def _mend(word: Word) -> Word:
    """Return a person's word with what can't be one retagged."""
    if word.tag == "PER" and len(word.text) > 3 and word.text.endswith("党"):
        return word.but(tag="ORG", source=SOURCE)
    if word.tag == "PER" and is_army(word.text):
        return word.but(tag="ORG", source=SOURCE)
    if word.tag == "PER" and (word.text in read_common() or _is_vivid(word.text) or _is_said(word.text)):
        return word.but(tag="n", source="")
    if word.tag == "PER" and not any(char.isalpha() for char in word.text):
        return word.but(tag="n", source="")
    return word


def _is_said(text: str) -> bool:
    """Tell whether a text is a phrase of the language (通电话) and no foreign name (基辛格)."""
    return is_phrase(text) and not is_foreign(text) and not (is_rare(text) and is_full_name(text))


def _is_vivid(text: str) -> bool:
    """Tell whether a word is an adjective like 黄灿灿 or 绿油油."""
    return len(text) == 3 and text[1] == text[2] not in "某妈" and text[0] in "黄绿红白黑金亮香甜乐喜笑"


def _split_leading(words: list[Word]) -> list[Word]:
    """Cut a particle off a name that the text has without it as well, or that joins two people: 和|普京."""
    led = [at for at, word in enumerate(words) if word.tag == "PER" and word.text[0] in _PARTICLES]
    if not led:
        return words
    known = {word.text for word in words if word.tag == "PER"}
    out = list(words)
    for at in reversed(led):
        word = words[at]
        before, after = (words[i].tag if 0 <= i < len(words) else "" for i in (at - 1, at + 1))
        if _is_led(word.text, before, after, known):
            name = word.but(text=word.text[1:], start=word.start + 1)
            out[at : at + 1] = [Word(word.text[0], "c", word.start), name]
    return out


def _is_led(text: str, before: str, after: str, known: set[str]) -> bool:
    """Tell whether the particle that begins a name between words of two tags is none of its characters."""
    joins = text[0] in _JOINTS and len(text) > 2 and before in ("TITLE", "PER")
    return text[1:] in known or (joins and (after == "TITLE" or is_foreign(text[1:])))


def _split_trailing(words: list[Word]) -> list[Word]:
    """Cut what follows a name inside its word: 文强|案, 王鹏|等."""
    trailed = [at for at, word in enumerate(words) if word.tag == "PER" and word.text.endswith(_TRAILING)]
    out = list(words)
    for at in reversed(trailed):
        out[at : at + 1] = _split_tail(words[at])
    return out


def _split_tail(word: Word) -> list[Word]:
    tail = next(t for t in _TRAILING if word.text.endswith(t))
    name = word.text.removesuffix(tail)
    if not (is_full_name(name) or "·" in name or (len(name) > 2 and is_foreign(name))):
        return [word]
    return [word.but(text=name), Word(tail, "n", word.start + len(name))]


def _join_dotted(words: list[Word]) -> list[Word]:
    """Join the parts of a transliterated name around its dots and hyphens: 弗朗索瓦|-|菲利普·尚帕涅."""
    out: list[Word] = []
    for word in words:
        if out and _is_dotted(out[-1], word):
            out[-1] = join([out[-1], word], "PER", SOURCE)
        elif len(out) > 1 and word.tag == "PER" and out[-1].text in _MARKS and _is_given(out[-2]):
            out[-2:] = [join([*out[-2:], word], "PER", SOURCE)]
        else:
            out.append(word)
    return [piece for word in out for piece in _undot(word)]


def _is_given(word: Word) -> bool:
    """Tell whether a word may be the first part of a foreign name: 劳塔罗|-|马丁内斯."""
    return word.tag in _UNNAMED and len(word.text) > 1 and is_foreign(word.text) and not is_word(word.text)


def _is_dotted(before: Word, word: Word) -> bool:
    """Tell whether a word goes on with the name in the word before it, a mark between or at an edge."""
    if before.tag == "PER" and word.text in _MARKS:
        return is_han(before.text[-1])
    if before.tag != "PER" or before.text[-1] not in _MARKS or word.tag in ("w", "u", "TITLE", "TIME"):
        return False
    if word.tag == "PER" and not (is_full_name(before.text[:-1]) and is_full_name(word.text)):
        return True
    place = word.tag == "LOC" or other_place(word.text) is not None
    if place and before.text.endswith(_HYPHENS) and not is_full_name(before.text[:-1]):
        return not _NO_PART.search(word.text)  # 威廉-亚历山大
    plain = _DOTTED.sub("", before.text + word.text)
    return is_foreign(plain) or is_minority(plain)


def _undot(word: Word) -> list[Word]:
    """Cut a dot off the end of a person's name."""
    if word.tag != "PER" or not _DOTTED.match(word.text[-1]) or len(word.text) < 2:
        return [word]
    return [word.but(text=word.text[:-1]), Word(word.text[-1], "w", word.end - 1)]
