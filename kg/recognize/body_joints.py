"""Bodies with a part of their name in brackets or in Latin letters."""

import re

from kg.knowledge.abbreviations import is_abbreviated
from kg.knowledge.body_words import body_words
from kg.knowledge.place_names import place_names
from kg.recognize.candidates import TagSpan, Word, WordIndex, cut, join

SOURCE = "bodies"
_LETTERED = re.compile(r"[A-Za-z][A-Za-z0-9-]*[\u4e00-\u9fff]{0,4}?(?:组|实验室|中心|工程部|项目部)")
_STATIONED = "驻"
MISSION = re.compile(r"[大公]?使馆|总?领事?馆|外交代表处")
MISSION_END = re.compile(rf"(?:{MISSION.pattern})$")
_BEFORE = frozenset({"ORG", "LOC", "n", "nz", "vn", "a"})


def join_brackets(words: list[Word]) -> list[Word]:
    """Join a bracketed part of a body's name: 国际市民体育联盟|（|中国|）, 恒远|（|HY|）|电缆公司."""
    out: list[Word] = []
    done = 0
    for at in [at for at, word in enumerate(words) if word.text in "（("]:
        out += words[done:at]
        done = max(done, at)
        if done == at and out and out[-1].tag in _BEFORE and _is_bracketed(words, at, out[-1]):
            begin = len(out) - 1
            while (
                begin > 0
                and out[begin].tag in ("n", "nz")
                and out[begin - 1].tag in ("n", "nz", "LOC", "ORG")
            ):
                begin -= 1
            out[begin:] = [join([*out[begin:], *words[at : at + 3]], "ORG", SOURCE)]
            done = at + 3
    return out + words[done:]


def _is_bracketed(words: list[Word], at: int, before: Word) -> bool:
    """Tell whether the bracket that opens here stands inside a body's name."""
    part = words[at : at + 4]
    if len(part) < 4 or part[2].text not in "）)" or len(part[1].text) > 10:
        return False
    inner = part[1]
    if inner.tag != "LOC" and not inner.text.isascii() and inner.text not in place_names().sure:
        return False
    if inner.text.isascii() and part[3].tag == "TITLE" and before.tag == "ORG":
        return False  # 世界贸易组织（WTO）副总干事: another name
    if part[3].tag == "TITLE" or body_words().ending(part[3].text):
        return True
    strong = body_words().strong | {"公司"}
    return part[3].tag == "n" and any(body_words().ending(w.text) in strong for w in words[at + 3 : at + 6])


def join_missions(words: list[Word]) -> list[Word]:
    """Join what names a mission abroad, with the country that sends it: 中国|驻|汉堡|总|领馆."""
    out: list[Word] = []
    done = 0
    for at in [at for at, word in enumerate(words) if word.text == _STATIONED]:
        width = _mission_width(words, at)
        if at >= done and width:
            out += words[done:at]
            sent = bool(out) and out[-1].tag == "LOC" and out[-1].text in place_names().countries
            sender = [out.pop()] if sent else []
            done = at + width
            out.append(join([*sender, *words[at:done]], "ORG", SOURCE))
    return out + words[done:]


def _mission_width(words: list[Word], at: int) -> int:
    """Return how many words from 驻 on name a mission, 0 for none."""
    if at + 1 >= len(words):
        return 0
    host, rest = words[at + 1], ""
    if host.tag == "ORG":
        rest = host.text
    elif host.tag != "LOC":
        if not is_abbreviated(host.text[0]):
            return 0
        rest = host.text[1:]
    for width in range(2, min(5, len(words) - at + 1)):
        rest += words[at + width - 1].text if width > 2 else ""
        if MISSION.fullmatch(rest) or (width == 2 and MISSION_END.search(rest)):
            return width
    return 0


def join_lettered(text: str, words: list[Word]) -> list[Word]:
    """Join a group with Latin letters in its name to the body before it: 物理所|SC10组."""
    index = WordIndex(words)
    spans: list[TagSpan] = []
    for word in words:
        group = _LETTERED.match(text, word.end) if word.tag == "ORG" else None
        if group and index.has_edge(group.end()):
            spans.append((word.start, group.end(), "ORG"))
    return cut(words, spans, SOURCE) if spans else words
