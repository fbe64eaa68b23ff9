"""People found by where they stand: in lists and bylines, after titles, in appointments."""

import re

from kg.knowledge.lexicon import read_common
from kg.recognize.candidates import Word, join
from kg.recognize.person_shapes import SEPARATORS, SOURCE, is_foreign, is_full_name, is_known, is_minority
from kg.recognize.tokenizer import is_everyday

_LIST_MARKS = frozenset("、 \u3000\n（）()：:")
_PLACE_LIKE = re.compile(r"[省市县区旗盟州镇乡村路街道河江湖山岛港湾屯]$")


def second_reporters(words: list[Word]) -> list[Word]:
    """Tag the second name of a byline without blanks: 记者刘旻|全|正|摄."""
    out: list[Word] = []
    for word in words:
        out.append(word)
        if word.text not in ("摄", "文", "报道", "摄影报道", "）") or len(out) < 4:
            continue
        begin = next((k for k in range(len(out) - 2, max(-1, len(out) - 5), -1) if out[k].tag == "PER"), None)
        if begin is None or out[begin - 1].tag != "TITLE" or begin == len(out) - 2:
            continue
        rest = out[begin + 1 : -1]
        if is_full_name("".join(w.text for w in rest)) and not any(w.text in SEPARATORS for w in rest):
            out[begin + 1 : -1] = [join(rest, "PER", SOURCE)]
    return out


def before_courtesy(words: list[Word]) -> list[Word]:
    """Tag the name before 同志 that a tagger missed: 向|才昂|同志."""
    out: list[Word] = []
    for word in words:
        if (
            word.text in ("同志", "先生", "女士")
            and out
            and out[-1].tag not in ("PER", "TITLE", "w", "u", "p", "r")
        ):
            for width in (1, 2, 3):
                part = out[-width:]
                text = "".join(w.text for w in part)
                if (
                    len(part) == width
                    and len(text) in (2, 3)
                    and is_full_name(text)
                    and not (is_known(text) or is_everyday(text))
                ):
                    after = out[-width - 1] if len(out) > width else None
                    if after is None or after.text in SEPARATORS or after.tag in ("v", "p", "c"):
                        out[-width:] = [join(part, "PER", SOURCE)]
                        break
        out.append(word)
    return out


def after_appointing(words: list[Word]) -> list[Word]:
    """Tag the name between a verb of appointment and 为, 的 or 任 that a tagger missed: 任命|农瑞兰|为."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        out.append(words[index])
        index += 1
        if out[-1].text not in ("任命", "免去", "聘任", "决定任命", "提名", "推选", "选举", "接受"):
            continue
        for width in (1, 2, 3):
            part = words[index : index + width]
            text = "".join(w.text for w in part)
            after = words[index + width] if index + width < len(words) else None
            fits = (
                len(text) in (2, 3)
                and is_full_name(text)
                and not any(w.tag in ("PER", "TITLE", "w") for w in part)
            )
            if fits and after is not None and after.text in ("为", "的", "任", "辞去"):
                out.append(join(part, "PER", SOURCE))
                index += width
                break
    return out


def _runs(words: list[Word]) -> list[tuple[int, int]]:
    """Return the index ranges of the words between separators."""
    runs, begin = [], 0
    for index, word in enumerate(words):
        if word.text in SEPARATORS:
            if index > begin:
                runs.append((begin, index))
            begin = index + 1
    if begin < len(words):
        runs.append((begin, len(words)))
    return runs


def complete_lists(words: list[Word]) -> list[Word]:
    """Tag the items of lists of people that a tagger missed: 刘建民、王国太、陈忆秋、瓦标龙等."""
    runs = _runs(words)
    people = {begin for begin, end in runs if _is_person(words, begin, end)}
    last = {end for begin, end in runs if words[end - 1].tag == "PER"}
    out = list(words)
    gone: set[int] = set()
    for k, (begin, end) in enumerate(runs):
        whole = _may_be_name(words, begin, end)
        first = (
            end > begin + 1
            and words[begin + 1].tag in ("u", "v", "d", "p")
            and _may_be_name(words, begin, begin + 1)
        )
        if begin in people or not (whole or first):
            continue
        left = k > 0 and _linked(words, runs[k - 1][1], begin) and (runs[k - 1][1] in last)
        right = (
            k + 1 < len(runs) and _linked(words, end, runs[k + 1][0]) and words[runs[k + 1][0]].tag == "PER"
        )
        label = "".join(w.text for w in words[max(0, begin - 3) : begin])
        byline = re.search(
            r"(?:记者|通讯员|编辑|作者|摄影|责编|校对|美编|版式|主编|编审|责任编辑)[：: ]*$", label
        )
        if not whole:
            end = begin + 1
        if (left and (right or words[begin - 1].text in "、 ")) or (right and whole) or byline:
            out[begin] = join(words[begin:end], "PER", SOURCE)
            gone.update(range(begin + 1, end))
            last.add(end)
    return [word for index, word in enumerate(out) if index not in gone]


def _is_person(words: list[Word], begin: int, end: int) -> bool:
    return end == begin + 1 and words[begin].tag == "PER"


def _linked(words: list[Word], begin: int, end: int) -> bool:
    """Tell whether only a list mark stands between two runs."""
    return end == begin + 1 and words[begin].text in "、 \u3000"


def _may_be_name(words: list[Word], begin: int, end: int) -> bool:
    """Tell whether a whole list item has the shape of a name."""
    text = "".join(word.text for word in words[begin:end])
    if text in read_common() or is_everyday(text):
        return False
    if any(word.tag in ("TITLE", "TIME", "PER") and len(word.text) > 1 for word in words[begin:end]):
        return False
    if is_full_name(text):
        return not (end == begin + 1 and words[begin].tag in ("LOC", "ORG") and _PLACE_LIKE.search(text))
    return (
        3 <= len(text) <= 8
        and is_minority(text)
        and not any(w.tag in ("w", "u", "p") for w in words[begin:end])
    )


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
