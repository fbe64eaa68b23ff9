"""People found by where they stand: in lists and bylines, after titles, in appointments."""

import re

from kg.knowledge.lexicon import read_common
from kg.recognize.candidates import Word, join
from kg.recognize.person_shapes import SEPARATORS, SOURCE, is_foreign, is_full_name, is_known, is_minority
from kg.recognize.tokenizer import is_everyday

_PLACE_LIKE = re.compile(r"[省市县区旗盟州镇乡村路街道河江湖山岛港湾屯]$")


def join_after_titles(words: list[Word]) -> list[Word]:
    """Tag the names after titles that a tagger missed."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        out.append(word)
        index += 1
        if word.tag != "TITLE" or index >= len(words):
            continue
        blank = words[index].text == " "
        width = _name_width(words, index + blank) or (not blank and _foreign_width(words, index))
        if width:
            out += words[index : index + blank]
            index += blank
            out.append(join(words[index : index + width], "PER", SOURCE))
            index += width
    return out


def _supported_width(words: list[Word], at: int) -> int:
    """Return how many words make a name after the title of a named body, whatever their tags; 0 for none."""
    before = words[at - 2] if at > 1 else None
    if before is None or (before.tag not in ("ORG", "LOC", "TITLE") and before.text not in "、（"):
        return 0
    torn = _minority_width(words, at)
    if torn:
        return torn
    text = ""
    for width, word in enumerate(words[at : at + 3], 1):
        if word.tag in ("w", "TITLE", "TIME", "u", "r", "c") or (word.tag in ("p", "d") and width > 1):
            return 0
        text += word.text
        if len(text) > 3:
            break
        after = words[at + width] if at + width < len(words) else None
        ended = after is None or after.text in SEPARATORS or after.tag in ("v", "p", "d", "vd", "TIME")
        if len(text) >= 2 and ended and _looks_full(text, words[at : at + width]):
            return width
    return 0


def _minority_width(words: list[Word], at: int) -> int:
    """Return how many words from an index make a name of Mongolian, Tibetan or other elements, 0 for none."""
    text, best = "", 0
    for width, word in enumerate(words[at : at + 4], 1):
        if word.tag in ("w", "TITLE", "TIME", "u") or len(text + word.text) > 8:
            break
        text += word.text
        if len(text) > 2 and is_minority(text) and not (width == 1 and word.tag == "PER"):
            best = width
    return best


def _looks_full(text: str, parts: list[Word]) -> bool:
    """Tell whether words of doubtful tags look like a full name all the same."""
    if _is_verb_and_object(parts) or is_everyday(text):
        return False
    if not is_full_name(text) or text in read_common() or (parts[0].tag == "PER" and len(parts) == 1):
        return False
    if len(parts) == 1 and len(text) == 2 and parts[0].tag not in ("n", "nz", "PER", "LOC", "ORG"):
        return False
    return not (
        len(parts[-1].text) > 1 and parts[-1].tag == "v" and len(parts) > 1 and len(parts[0].text) > 1
    )


def _is_verb_and_object(parts: list[Word]) -> bool:
    """Tell whether words begin with a verb or particle that is a surname too: 来|现场, 应|邀请."""
    if len(parts) < 2 or parts[0].text not in "来去到赴抵做作应经同于对在与将由后边前上时从起":
        return False
    return parts[0].tag in ("p", "c", "d", "v") or is_everyday(parts[1].text)


def _foreign_width(words: list[Word], at: int) -> int:
    """Return how many words from an index make a transliterated name between a title and a separator."""
    text = ""
    for width, word in enumerate(words[at : at + 3], 1):
        if word.tag in ("w", "TITLE", "PER", "TIME", "u", "p", "c") or (
            word.tag in ("LOC", "ORG")
            and (width > 1 or _PLACE_LIKE.search(word.text) or not is_foreign(word.text))
        ):
            return 0
        text += word.text
        after = words[at + width] if at + width < len(words) else None
        if after is None or after.text in "、，。）和等" or (width == 1 and after.tag in ("v", "p", "d")):
            return width if 2 <= len(text) <= 6 and is_foreign(text) and not is_known(text) else 0
    return 0


def _name_width(words: list[Word], at: int) -> int:
    """Return how many words from an index make a name right after a title, 0 for none."""
    width = _supported_width(words, at)
    if width:
        return width
    for width in (1, 2, 3):
        part = words[at : at + width]
        text = "".join(word.text for word in part)
        if len(part) < width or len(text) > 4:
            return 0
        if (
            not is_full_name(text)
            or len(text) < 2
            or text in read_common()
            or is_everyday(text)
            or _is_verb_and_object(part)
            or any(w.tag in ("TITLE", "w", "TIME", "u", "p", "c", "r") for w in part)
        ):
            continue
        after = words[at + width] if at + width < len(words) else None
        if width == 1 and part[0].tag in (
            "PER",
            "v",
            "vn",
            "d",
            "a",
            "ad",
            "an",
            "vd",
            "m",
            "q",
            "f",
            "s",
            "t",
        ):
            return 0
        if width > 1 and part[-1].tag in ("v", "d") and len(part[-1].text) > 1:
            continue
        if (
            width == 1
            and part[0].tag == "n"
            and not (after is None or after.text in SEPARATORS or after.tag in ("v", "p", "d"))
        ):
            continue
        if width > 1 and not (after is None or after.text in SEPARATORS or after.tag in ("v", "p", "d")):
            continue
        if width > 1 and len(part[0].text) > 1 and part[0].tag not in ("PER",):
            continue
        return width
    return 0
