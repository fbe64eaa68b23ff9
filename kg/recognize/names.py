"""People: what a tagger calls a person, put right and completed by surnames and name grammar."""

import re
from functools import cache

from kg.recognize.candidates import Draft, Word, join
from kg.recognize.lexicon import read_common, read_countries, read_kinds, read_surnames
from kg.text import is_han

SOURCE = "names"

_SEPARATORS = frozenset("、，。；：！？（）()“”‘’《》【】[]/／ \n\u3000|丨□■●◆▲△:;,!?")
_LIST_MARKS = frozenset("、 \u3000\n（）()：:")
_FOREIGN = frozenset(
    "阿埃艾安昂奥巴拜班邦保鲍贝本比彼宾波博伯勃布查茨达戴丹道德登狄迪蒂丁顿多厄恩尔法凡菲费芬弗佛福夫富盖冈哥戈格葛古瓜圭哈海汉豪赫亨胡怀霍基吉加贾"
    "杰捷金卡坎康考柯科克肯库夸拉莱赖兰朗劳勒雷蕾黎里理利莉廉列林琳龙隆卢鲁路伦罗洛吕马迈曼芒梅门蒙米密明缪摩莫默姆木穆纳娜奈南瑙内尼妮涅宁纽努诺欧帕潘庞"
    "佩彭皮平珀普齐契奇恰乔切钦琼丘让热仁日荣茹瑞若萨塞赛桑瑟森沙莎山珊尚舍申圣施史舒朔丝斯思松苏索塔泰坦汤唐特腾提图托脱瓦万旺威韦维魏温文沃乌伍西希锡"
    "夏香肖谢辛欣休许雪雅亚扬耶叶伊依易因英尤尤雨约泽扎詹珍芝治兹子佐祖帖贡绍桂丽娃蒂娅翁旦翰迦琪歇杜梭蓬素贴颂披腊彬盖茨乍仑吞敏貌翁丹梭昂拔蓝猜育差叻娥岑策埔迟逊钮奎魁蕾蓓碧芭佳嘉津朱章湛曾昌彻臣"
)
_NOT_GIVEN = frozenset("的了是在和与及或等为把被将对向从到于个们这那之其某每各有说称讲不也都就还又同案")
_TRAILING = ("案", "等", "率", "称", "说", "某", "摄", "同志", "先生", "女士", "一行")
_NO_LAST = frozenset("为任笑连作坐站说称等率到在对向从将与和及也还又就都被把给让使令由")
_NO_THIRD = frozenset("家女男妻夫父母兄弟姐妹案队组班党团版摄文报电片照像图书画诗词曲歌舞剧戏奖杯赛路街村镇县市省区山水河江湖海等人们式型类牌老小")
_AFTER_NAME = frozenset("说称等摄文讯率案的了在及与和任出问答报赴兼曾也均又")
_BODY_END = re.compile(r"(?:大学|学院|研究所|研究院|公司|中心|银行|基金会|医院|集团|学校|中学)$")
_PLACE_LIKE = re.compile(r"[省市县区旗盟州镇乡村路街道河江湖山岛港湾屯]$")


def is_surname_start(text: str) -> int:
    """Return the length of the surname that a text begins with, 0 where it begins with none.

    >>> is_surname_start("欧阳大文"), is_surname_start("王鹏"), is_surname_start("的")
    (2, 1, 0)
    """
    single, compound = read_surnames()
    for width in (4, 3, 2):
        if text[:width] in compound and len(text) > width:
            return width
    return int(text[:1] in single)


def is_full_name(text: str) -> bool:
    """Tell whether a text has the shape of a Chinese full name: a surname and one or two characters.

    >>> [is_full_name(name) for name in ("王鹏", "欧阳大文", "王", "那顺孟和")]
    [True, True, False, False]
    """
    surname = is_surname_start(text)
    given = text[surname:]
    if surname == 2 and len(text) == 2:
        surname, given = 1, text[1:]
    return bool(surname) and 1 <= len(given) <= 2 and all(is_han(c) and c not in _NOT_GIVEN for c in given)


def find_names(draft: Draft) -> None:
    """Put the words tagged PER right and tag the people that stand in lists, bylines or beside titles."""
    words = [_mend(word) for word in draft.words]
    words = _split_leading(_split_trailing(words))
    words = _join_dotted(_join_minority(_join_broken(_join_rare_surnames(words))))
    words = _close_names(words)
    words = _complete_lists(words)
    words = _beside_titles(words)
    words = _before_courtesy(_after_appointing(_second_reporters(words)))
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
        if word.tag != "PER" or len(word.text) > 2 or index >= len(words):
            continue
        after = words[index]
        ended = index + 1 >= len(words) or words[index + 1].text in _SEPARATORS
        listed = len(out) > 1 and (out[-2].tag == "TITLE" or out[-2].text in "、（ ：")
        text = word.text + after.text
        third = after.tag in ("n", "nz", "a", "an") and len(word.text) == 2 and len(after.text) == 1
        if third and len(out) > 1 and out[-2].tag == "TITLE" and after.text not in _NO_THIRD | _AFTER_NAME and is_full_name(text):
            out[-1] = join([word, after], "PER", SOURCE)
            index += 1
        elif ended and listed and len(text) == 3 and is_full_name(text) and after.text not in _AFTER_NAME:
            out[-1] = join([word, after], "PER", SOURCE)
            index += 1
    return out


def _second_reporters(words: list[Word]) -> list[Word]:
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
        if is_full_name("".join(w.text for w in rest)) and not any(w.text in _SEPARATORS for w in rest):
            out[begin + 1 : -1] = [join(rest, "PER", SOURCE)]
    return out


def _before_courtesy(words: list[Word]) -> list[Word]:
    """Tag the name before 同志 that a tagger missed: 向|才昂|同志."""
    out: list[Word] = []
    for word in words:
        if word.text in ("同志", "先生", "女士") and out and out[-1].tag not in ("PER", "TITLE", "w", "u", "p", "r"):
            for width in (1, 2, 3):
                part = out[-width:]
                text = "".join(w.text for w in part)
                if len(part) == width and len(text) in (2, 3) and is_full_name(text) and not _is_known(text):
                    after = out[-width - 1] if len(out) > width else None
                    if after is None or after.text in _SEPARATORS or after.tag in ("v", "p", "c"):
                        out[-width:] = [join(part, "PER", SOURCE)]
                        break
        out.append(word)
    return out


def _after_appointing(words: list[Word]) -> list[Word]:
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
            fits = len(text) in (2, 3) and is_full_name(text) and not any(w.tag in ("PER", "TITLE", "w") for w in part)
            if fits and after is not None and after.text in ("为", "的", "任", "辞去"):
                out.append(join(part, "PER", SOURCE))
                index += width
                break
    return out


def _join_latin(words: list[Word]) -> list[Word]:
    """Tag a name in Latin letters after a title (主席|Giuseppe Colantonio) and an acronym before one (CVA|秘书长)."""
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
    if word.tag == "PER" and (word.text in read_common() or _is_vivid(word.text)):
        return word._replace(tag="n", source="")
    if word.tag == "PER" and not any(char.isalpha() for char in word.text):
        return word._replace(tag="n", source="")
    return word


def _is_vivid(text: str) -> bool:
    """Tell whether a word is an adjective like 黄灿灿 or 绿油油."""
    return len(text) == 3 and text[1] == text[2] and text[0] in "黄绿红白黑金亮香甜乐喜笑"


def _overlong(word: Word) -> int:
    """Return where a name ends whose word goes on with a verb or particle: 宋殿文|任; 0 where it does not."""
    text = word.text
    if len(text) == 4 and text[-1] in _NO_LAST and is_surname_start(text) == 1 and not is_minority(text):
        return 3 if not is_surname_start(text[1:]) or text[-1] in "为任笑连" else 0
    return 2 if len(text) == 3 and text[-1] in "笑站坐" and is_full_name(text[:2]) else 0


def _split_leading(words: list[Word]) -> list[Word]:
    """Cut a particle off a name that the text has without it as well: 和|邦戈."""
    known = {word.text for word in words if word.tag == "PER"}
    out: list[Word] = []
    for word in words:
        if word.tag == "PER" and word.text[0] in "和与同向对由及请在为" and word.text[1:] in known:
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
            out += [word._replace(text=word.text[:overlong]), Word(word.text[overlong:], "v", word.start + overlong)]
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
    for word in words:
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
        before = out[-1] if out else None
        if before is None or before.tag in ("TITLE", "TIME") or word.tag in ("TITLE", "TIME", "u"):
            out.append(word)
            continue
        dotted = "·" in before.text or "·" in word.text
        foreign = is_foreign(before.text.replace("-", "")) and is_foreign(word.text.replace("-", ""))
        person = before.tag == "PER" or word.tag == "PER"
        hinge = before.text[-1] in "·-" or word.text[0] in "·-"
        if person and word.tag != "w" and "·" in (before.text[-1], word.text[0]) and before.text != "·":
            out[-1] = join([before, word], "PER", SOURCE)
        elif word.text == "·" and before.tag == "PER" and not before.text.isascii():
            out[-1] = join([before, word], "PER", SOURCE)
        elif person and (
            (hinge and before.text not in "·-" and (foreign or is_minority(before.text.replace("·", "") + word.text.replace("·", ""))))
            or (dotted and foreign and before.tag == "PER" and word.tag in ("nz", "PER", "LOC") and not _is_known(word.text))
        ):
            out[-1] = join([before, word], "PER", SOURCE)
        else:
            out.append(word)
    return out


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


def is_foreign(text: str) -> bool:
    """Tell whether a text is written with the characters that transliterate foreign names.

    >>> is_foreign("布德罗"), is_foreign("欧阳大文")
    (True, False)
    """
    return all(char in _FOREIGN or char in "·•" for char in text)


def _runs(words: list[Word]) -> list[tuple[int, int]]:
    """Return the index ranges of the words between separators."""
    runs, begin = [], 0
    for index, word in enumerate(words):
        if word.text in _SEPARATORS:
            if index > begin:
                runs.append((begin, index))
            begin = index + 1
    if begin < len(words):
        runs.append((begin, len(words)))
    return runs


def _complete_lists(words: list[Word]) -> list[Word]:
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
    if any(word.tag in ("TITLE", "TIME", "PER") and len(word.text) > 1 for word in words[begin:end]):
        return False
    if is_full_name(text):
        return not (end == begin + 1 and words[begin].tag in ("LOC", "ORG") and _PLACE_LIKE.search(text))
    return 3 <= len(text) <= 8 and is_minority(text) and not any(w.tag in ("w", "u", "p") for w in words[begin:end])


def is_minority(text: str) -> bool:
    """Tell whether a name is made of Mongolian, Tibetan, Uyghur or Kazakh name elements only."""
    elements = _elements()
    reach = {0}
    for index in range(len(text)):
        if index in reach:
            reach |= {end for end in range(index + 2, len(text) + 1) if text[index:end] in elements}
    return len(text) in reach


@cache
def _elements() -> frozenset[str]:
    return frozenset(word for words in read_kinds("name_elements.txt").values() for word in words)


def _beside_titles(words: list[Word]) -> list[Word]:
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


def _is_known(text: str) -> bool:
    """Tell whether a text is a place of the lists or a common word."""
    countries, capitals = read_countries()
    return text in read_common() or text in countries or text in capitals


def _supported_width(words: list[Word], at: int) -> int:
    """Return how many words make a name after the title of a named body, whatever their tags; 0 for none."""
    before = words[at - 2] if at > 1 else None
    if before is None or (before.tag not in ("ORG", "LOC", "TITLE") and before.text not in "、（"):
        return 0
    text = ""
    for width, word in enumerate(words[at : at + 3], 1):
        if word.tag in ("w", "TITLE", "TIME", "u", "r", "c") or (word.tag in ("p", "d") and width > 1):
            return 0
        text += word.text
        if len(text) > 3:
            break
        after = words[at + width] if at + width < len(words) else None
        ended = after is None or after.text in _SEPARATORS or after.tag in ("v", "p", "d", "vd", "TIME")
        if len(text) >= 2 and ended and _looks_full(text, words[at : at + width]):
            return width
    whole = "".join(word.text for word in words[at : at + 2])
    return 2 if 4 <= len(whole) <= 7 and words[at].tag in ("PER", "LOC", "ORG", "nz") and is_minority(whole) else 0


def _looks_full(text: str, parts: list[Word]) -> bool:
    """Tell whether words of doubtful tags look like a full name all the same."""
    if not is_full_name(text) or text in read_common() or (parts[0].tag == "PER" and len(parts) == 1):
        return False
    if len(parts) == 1 and len(text) == 2 and parts[0].tag not in ("n", "nz", "PER", "LOC", "ORG"):
        return False
    return not (len(parts[-1].text) > 1 and parts[-1].tag == "v" and len(parts) > 1 and len(parts[0].text) > 1)


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
            return width if 2 <= len(text) <= 6 and is_foreign(text) and not _is_known(text) else 0
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
            and not (after is None or after.text in _SEPARATORS or after.tag in ("v", "p", "d"))
        ):
            continue
        if width > 1 and not (after is None or after.text in _SEPARATORS or after.tag in ("v", "p", "d")):
            continue
        if width > 1 and len(part[0].text) > 1 and part[0].tag not in ("PER",):
            continue
        return width
    return 0
