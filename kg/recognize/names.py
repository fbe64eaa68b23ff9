"""People: what a tagger calls a person, put right and completed by surnames and name grammar."""

import re

from kg.knowledge.lexicon import read_common, rule_words
from kg.recognize.candidates import Draft, Word, join
from kg.recognize.name_contexts import (
    after_appointing,
    before_courtesy,
    complete_lists,
    join_after_titles,
    second_reporters,
)
from kg.recognize.person_shapes import (
    SEPARATORS,
    SOURCE,
    is_foreign,
    is_full_name,
    is_known,
    is_minority,
    is_surname_start,
)
from kg.recognize.tokenizer import is_phrase
from kg.text import is_han

_TRAILING = ("案", "等", "率", "称", "说", "某", "摄", "同志", "先生", "女士", "一行")
_JAPANESE = rule_words("japanese_surnames")
_JAPANESE_ENDS = frozenset("一二三子郎男夫雄之助介美彦树明司也")
_VERB_HEADS = frozenset("作主出致发讲会率赴")
_NO_LAST = frozenset("为任笑连作坐站说称等率到在对向从将与和及也还又就都被把给让使令由")
_NO_THIRD = frozenset(
    "家女男妻夫父母兄弟姐妹案队组班党团版摄文报电片照像图书画诗词曲歌舞剧戏奖杯赛路街村镇县市省区山水河江湖海等人们式型类牌老小"
)
_AFTER_NAME = frozenset("说称等摄文讯率案的了在及与和任出问答报赴兼曾也均又")
_ARMY = re.compile(r"[美俄乌以叙伊日韩朝印巴苏英法德]军")
_MOTTO = re.compile(r"为?(?:主题|口号|总?目标|理念|宗旨|主线|系列|精神)")
_BODY_END = re.compile(r"(?:大学|学院|研究所|研究院|公司|中心|银行|基金会|医院|集团|学校|中学)$")


def find_names(draft: Draft) -> None:
    """Put the words tagged PER right and tag the people that stand in lists, bylines or beside titles."""
    words = _drop_slogans([_mend(word) for word in draft.words])
    words = _split_leading(_split_trailing(words))
    words = _join_dotted(_join_minority(_join_broken(_join_rare_surnames(words))))
    words = _close_names(words)
    words = complete_lists(words)
    words = join_after_titles(words)
    words = before_courtesy(after_appointing(second_reporters(words)))
    draft.words = _join_latin(_drop_letters(words))


def _drop_letters(words: list[Word]) -> list[Word]:
    """Untag people of one character but for a surname before a title (习|主席): that one is optional."""
    out: list[Word] = []
    for word in words:
        if word.tag == "TITLE" and out and _is_surname_word(out[-1], word):
            out[-1] = join([out[-1], word], "PER", SOURCE, optional=True)
        elif word.tag == "PER" and len(word.text) == 1:
            out.append(word._replace(tag="n", source=""))
        else:
            out.append(word)
    return [w._replace(tag="n", source="") if w.tag == "PER" and len(w.text) == 1 else w for w in out]


def _is_surname_word(word: Word, title: Word) -> bool:
    """Tell whether a word is a bare surname before a title that follows surnames: 龙|副校长."""
    if len(title.text) < 2 or not is_surname_start(word.text + "某"):
        return False
    return len(word.text) == 1 and word.tag in ("PER", "n", "nz", "nr")


def _close_names(words: list[Word]) -> list[Word]:
    """Give a name of one or two characters what stands between it and a separator: 王生|交，; 邵|可同、."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        out.append(word)
        if word.tag != "PER" or len(word.text) > 3 or index >= len(words):
            continue
        after = words[index]
        ended = index + 1 >= len(words) or words[index + 1].text in SEPARATORS
        listed = len(out) > 1 and (out[-2].tag == "TITLE" or out[-2].text in "、（ ：")
        text = word.text + after.text
        if text[:2] in _JAPANESE and len(word.text) == 3 and after.text in _JAPANESE_ENDS:
            out[-1] = join([word, after], "PER", SOURCE)
            index += 1
            continue
        if len(word.text) > 2:
            continue
        third = after.tag in ("n", "nz", "a", "an") and len(word.text) == 2 and len(after.text) == 1
        if (
            third
            and len(out) > 1
            and out[-2].tag == "TITLE"
            and after.text not in _NO_THIRD | _AFTER_NAME
            and is_full_name(text)
        ) or (ended and listed and len(text) == 3 and is_full_name(text) and after.text not in _AFTER_NAME):
            out[-1] = join([word, after], "PER", SOURCE)
            index += 1
    return out


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
            out[-1] = out[-1]._replace(tag="ORG", source=SOURCE)
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
    if word.tag == "PER" and _BODY_END.search(word.text):
        return word._replace(tag="ORG")
    if word.tag == "PER" and _ARMY.fullmatch(word.text):
        return word._replace(tag="ORG", source=SOURCE)
    if word.tag == "PER" and (word.text in read_common() or _is_vivid(word.text) or is_phrase(word.text)):
        return word._replace(tag="n", source="")
    if word.tag == "PER" and not any(char.isalpha() for char in word.text):
        return word._replace(tag="n", source="")
    return word


def _drop_slogans(words: list[Word]) -> list[Word]:
    """Untag the people in a quoted list that is a motto: 以“乐丰收、贺重阳”为主题."""
    out = list(words)
    opened = None
    for index, word in enumerate(words):
        if word.text == "“":
            opened = index
        elif word.text == "”" and opened is not None:
            after = "".join(w.text for w in words[index + 1 : index + 3])
            if _MOTTO.match(after):
                for at in range(opened, index):
                    if out[at].tag == "PER":
                        out[at] = out[at]._replace(tag="n", source="")
            opened = None
    return out


def _is_vivid(text: str) -> bool:
    """Tell whether a word is an adjective like 黄灿灿 or 绿油油."""
    return len(text) == 3 and text[1] == text[2] and text[0] in "黄绿红白黑金亮香甜乐喜笑"


def _overlong(word: Word) -> int:
    """Return where a name ends whose word goes on with a verb or particle: 宋殿文|任; 0 where it does not."""
    text = word.text
    goes_on = len(text) > 3 and text[3] in _NO_LAST | _VERB_HEADS and is_full_name(text[:3])
    single = is_surname_start(text) == 1 and not is_surname_start(text[1:])
    if goes_on and single and text[:2] not in _JAPANESE and not is_minority(text):
        return 3
    if len(text) == 4 and text[-1] in _NO_LAST and is_surname_start(text) == 1 and not is_minority(text):
        return 3 if not is_surname_start(text[1:]) or text[-1] in "为任笑连" else 0
    return 2 if len(text) == 3 and text[-1] in "笑站坐" and is_full_name(text[:2]) else 0


def _split_leading(words: list[Word]) -> list[Word]:
    """Cut a particle off a name that the text has without it as well, or that joins two people: 和|普京."""
    known = {word.text for word in words if word.tag == "PER"}
    out: list[Word] = []
    for index, word in enumerate(words):
        after = words[index + 1].tag if index + 1 < len(words) else ""
        borne = bool(out) and out[-1].tag in ("TITLE", "PER") and word.text[0] in "和与同及"
        joins = borne and len(word.text) > 2 and (after == "TITLE" or is_foreign(word.text[1:]))
        loose = word.text[1:] in known or joins
        if word.tag == "PER" and word.text[0] in "和与同向对由及请在为" and loose:
            out += [
                Word(word.text[0], "c", word.start),
                word._replace(text=word.text[1:], start=word.start + 1),
            ]
        else:
            out.append(word)
    return out


def _split_trailing(words: list[Word]) -> list[Word]:
    """Cut what follows a name inside its word: 文强|案, 王鹏|等."""
    out: list[Word] = []
    for word in words:
        overlong = _overlong(word) if word.tag == "PER" else 0
        if overlong:
            out += [
                word._replace(text=word.text[:overlong]),
                Word(word.text[overlong:], "v", word.start + overlong),
            ]
            continue
        tail = next((t for t in _TRAILING if word.tag == "PER" and word.text.endswith(t)), None)
        name = word.text[: -len(tail)] if tail else ""
        if tail and ((is_full_name(name) and len(word.text) >= 3) or "·" in name):
            out += [word._replace(text=name), Word(tail, "n", word.start + len(name))]
        else:
            out.append(word)
    return out


def _join_rare_surnames(words: list[Word]) -> list[Word]:
    """Join a surname that is an everyday word to the name after it: 记者|及|庆玲."""
    out: list[Word] = []
    for index, word in enumerate(words):
        borne = index + 1 < len(words) and words[index + 1].tag == "TITLE"
        before = out[-1] if out else None
        if (
            word.tag == "PER"
            and len(word.text) == 2
            and before is not None
            and len(before.text) == 1
            and len(out) > 1
            and (out[-2].tag == "TITLE" or out[-2].text in " 、，。；：\n“”（）")
            and is_surname_start(before.text + word.text)
            and not is_surname_start(word.text)
            and not (before.text in "和与及同" and (borne or is_foreign(word.text)))
        ) or (
            word.tag == "PER"
            and before is not None
            and len(out) > 1
            and out[-2].tag == "TITLE"
            and len(before.text) == 1
            and is_foreign(before.text + word.text)
            and not is_full_name(word.text)
            and before.tag not in ("p", "c", "u", "w")
        ):
            out[-1] = join([before, word], "PER", SOURCE)
        else:
            out.append(word)
    return out


def _join_minority(words: list[Word]) -> list[Word]:
    """Join a name of Mongolian, Tibetan, Uyghur or Yi elements that a tagger broke: 旦正才|让, 尕玛|求培."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        width = 0
        if word.tag in ("PER", "LOC", "ORG", "nz") and len(word.text) > 1:
            text = word.text
            for k, other in enumerate(words[index + 1 : index + 3], 2):
                if other.tag in ("w", "TITLE", "u", "p", "TIME") or len(text + other.text) > 8:
                    break
                text += other.text
                if len(text) > 3 and is_minority(text):
                    width = k
        if width and any(w.tag == "PER" for w in words[index : index + width]):
            out.append(join(words[index : index + width], "PER", SOURCE))
            index += width
        else:
            out.append(word)
            index += 1
    return out


def _join_dotted(words: list[Word]) -> list[Word]:
    """Join the parts of a name around its dots: 塔|朱丁·阿巴斯克, 弗朗索瓦|-|菲利普·尚帕涅."""
    out: list[Word] = []
    for word in words:
        if out and _is_dotted(out[-1], word):
            out[-1] = join([out[-1], word], "PER", SOURCE)
        else:
            out.append(word)
    return [piece for word in out for piece in _undot(word)]


def _is_dotted(before: Word, word: Word) -> bool:
    """Tell whether two words are parts of one name with dots."""
    if before.tag in ("TITLE", "TIME") or word.tag in ("TITLE", "TIME", "u"):
        return False
    if word.text == "·":
        return before.tag == "PER" and is_han(before.text[-1])
    if "PER" not in (before.tag, word.tag) or before.text in "·-" or (word.tag == "w" and word.text != "-"):
        return False
    left, right = before.text.strip("·-"), word.text.strip("·-")
    plain = (left + right).replace("·", "").replace("-", "")
    fits = is_foreign(plain) or is_minority(plain)
    if "·" in (before.text[-1], word.text[0]):
        return fits or word.tag in ("PER", "nz", "LOC", "ORG")
    if "-" in (before.text[-1], word.text[0]):
        return fits
    dotted = "·" in before.text or "·" in word.text
    return (
        dotted and fits and before.tag == "PER" and word.tag in ("nz", "PER", "LOC") and not is_known(right)
    )


def _undot(word: Word) -> list[Word]:
    """Cut a dot off the end of a person's name."""
    if word.tag != "PER" or word.text[-1] not in "·-" or len(word.text) < 2:
        return [word]
    return [word._replace(text=word.text[:-1]), Word(word.text[-1], "w", word.end - 1)]


def _join_broken(words: list[Word]) -> list[Word]:
    """Join a name that a tagger broke: 向|红琼, 曼图|索夫, 库尔班|·|尼亚孜."""
    out: list[Word] = []
    for word in words:
        if out and out[-1].tag == "PER" and _continues(out[-1].text, word):
            out[-1] = join([out[-1], word], "PER", SOURCE)
        else:
            out.append(word)
    return out


def _continues(name: str, word: Word) -> bool:
    """Tell whether a word is the rest of the name before it."""
    text = word.text
    if word.tag == "PER":
        if name[-1] in "·•" or text[0] in "·•":
            return True
        if len(name) == 1:
            return is_full_name(name + text)
        both = name + text
        return (not is_full_name(name) or len(both) > 4) and is_foreign(both) and len(both) <= 8
    return False
