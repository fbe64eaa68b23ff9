"""Joints of organizations' names that no ending tells: brackets, missions abroad, headless names."""

import re

from kg.knowledge.body_words import JOINTS, SOURCE, body_words
from kg.knowledge.lexicon import rule_words
from kg.knowledge.place_names import place_names
from kg.recognize.candidates import Word, join

_FORCES = rule_words("forces")
_ALONE = rule_words("alone")
_VAGUE_HEADS = rule_words("vague_heads")
_NO_OPENINGS = _VAGUE_HEADS | rule_words("no_ends") | {"代表"}
_NOUNY_VERBS = rule_words("nouny_verbs")
_ADJECTIVES = rule_words("headless_adjectives")
_PROPER_ENDINGS = rule_words("proper_endings")
_MISSION = re.compile(r"(?:使馆|领馆|领事馆|代表处|代表团|使团|办事处|部队)$")
_SESSION = re.compile(r"第[一二三四五六七八九十百0-9]+届")


def join_missions(words: list[Word]) -> list[Word]:
    """Join a mission abroad: 中国|驻|比利时使馆; tag an arm of the forces before a title: 空军|政委."""
    out: list[Word] = []
    for word in words:
        if word.tag == "TITLE" and out and out[-1].text in _FORCES and out[-1].tag != "ORG":
            out[-1] = out[-1]._replace(tag="ORG", source=SOURCE)
        sent = len(out) > 1 and out[-1].text == "驻" and out[-2].tag in ("LOC", "ORG")
        if sent and word.tag == "ORG" and _MISSION.search(word.text):
            out[-2:] = [join([*out[-2:], word], "ORG", SOURCE)]
        else:
            out.append(word)
    return out


def join_brackets(words: list[Word]) -> list[Word]:
    """Join a bracketed part of a body's name: 国际市民体育联盟|（|中国|）, 世达|（|STAR|）|用品公司."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        if out and out[-1].tag in ("ORG", "LOC", "n", "nz", "vn", "a") and _is_bracketed(words, index):
            begin = len(out) - 1
            while (
                begin > 0
                and out[begin].tag in ("n", "nz")
                and out[begin - 1].tag in ("n", "nz", "LOC", "ORG")
            ):
                begin -= 1
            out[begin:] = [join([*out[begin:], *words[index : index + 3]], "ORG", SOURCE)]
            index += 3
        else:
            out.append(words[index])
            index += 1
    return out


def _is_bracketed(words: list[Word], at: int) -> bool:
    """Tell whether a bracket opens here that stands inside a body's name."""
    part = words[at : at + 4]
    if len(part) < 4 or part[0].text not in "（(" or part[2].text not in "）)" or len(part[1].text) > 10:
        return False
    inner = part[1]
    if inner.tag != "LOC" and not inner.text.isascii() and inner.text not in place_names().sure:
        return False
    if part[3].tag == "TITLE" or body_words().ending(part[3].text):
        return True
    strong = body_words().strong | {"公司"}
    return part[3].tag == "n" and any(body_words().ending(w.text) in strong for w in words[at + 3 : at + 6])


def join_headless(words: list[Word]) -> list[Word]:
    """Join nouns before a strong ending where no place leads: 武装|部队|最高|委员会."""
    out: list[Word] = []
    for word in words:
        out.append(word)
        if word.tag not in ("n", "nz", "vn", "ORG") or word.optional:
            continue
        widths = range(min(7, len(word.text)), 1, -1)
        ending = next((word.text[-n:] for n in widths if word.text[-n:] in _ALONE), "")
        begin = _headless_begin(out) if ending else len(out)
        if begin >= len(out) or (word.tag == "ORG" and begin == len(out) - 1):
            continue
        length = sum(len(w.text) for w in out[begin:])
        if length - len(ending) >= 2 and _is_proper(out, begin, ending):
            out[begin:] = [join(out[begin:], "ORG", SOURCE)]
    return out


def _headless_begin(words: list[Word]) -> int:
    """Return the index at which the name that ends with the last word begins."""
    last = begin = len(words) - 1
    while begin > 0 and _may_precede(words, begin - 1):
        begin -= 1
    while begin < last and _is_no_opening(words[begin]):
        begin += 1
    numbered = begin > 0 and words[begin - 1].tag == "m" and _SESSION.fullmatch(words[begin - 1].text)
    return begin - 1 if numbered and begin < last else begin


def _is_no_opening(word: Word) -> bool:
    """Tell whether no headless name begins with a word: 部署|和|自治区党委, 代表|民革|中央."""
    return word.text in JOINTS or word.text in _NO_OPENINGS or word.tag == "a"


def _may_precede(words: list[Word], at: int) -> bool:
    """Tell whether a word may stand inside the name that ends with the last word."""
    word = words[at]
    if word.optional or sum(len(w.text) for w in words[at:]) > 20:
        return False
    if word.tag in ("n", "nz", "vn", "LOC", "ORG") or word.text in _NOUNY_VERBS:
        return True
    if word.text in JOINTS:
        short = at > 0 and words[at - 1].tag in ("n", "nz", "vn") and len(words[at - 1].text) <= 4
        alone = at == 1 or words[at - 2].tag not in ("n", "vn", "nz")
        return short and alone and len(words) - at == 2 and len(words[-1].text) > 3
    return word.tag == "a" and word.text in _ADJECTIVES


def _is_proper(words: list[Word], begin: int, ending: str) -> bool:
    """Tell whether a composed name without a place is a proper name rather than a class of bodies."""
    before = words[begin - 1] if begin else None
    if before is not None and (before.tag in ("m", "q", "r") or before.text in _VAGUE_HEADS):
        return False
    if _SESSION.match(words[begin].text) or any(w.tag in ("nz", "ORG", "LOC") for w in words[begin:]):
        return True
    count = len(words) - begin
    return count >= 3 or (count == 2 and ending in _PROPER_ENDINGS)
