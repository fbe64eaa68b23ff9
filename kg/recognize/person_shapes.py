"""The shapes of people's names: Chinese full names, transliterated and minority names."""

from functools import cache

from kg.knowledge.countries import read_capitals, read_countries
from kg.knowledge.lexicon import read_common
from kg.knowledge.surnames import read_surnames
from kg.knowledge.tables import read_kinds
from kg.recognize.tokenizer import is_everyday
from kg.text import is_han

SOURCE = "names"
SEPARATORS = frozenset("、，。；：！？（）()“”‘’《》【】[]/／ \n\u3000|丨□■●◆▲△:;,!?")

_FOREIGN = frozenset(
    "阿埃艾安昂奥巴拜班邦保鲍贝本比彼宾波博伯勃布查茨达戴丹道德登狄迪蒂丁顿多厄恩尔法凡菲费芬弗佛福夫富盖冈哥戈格葛古瓜圭哈海汉豪赫亨胡怀霍基吉加贾"
    "杰捷金卡坎康考柯科克肯库夸拉莱赖兰朗劳勒雷蕾黎里理利莉廉列林琳龙隆卢鲁路伦罗洛吕马迈曼芒梅门蒙米密明缪摩莫默姆木穆纳娜奈南瑙内尼妮涅宁纽努诺欧帕潘庞"
    "佩彭皮平珀普齐契奇恰乔切钦琼丘让热仁日荣茹瑞若萨塞赛桑瑟森沙莎山珊尚舍申圣施史舒朔丝斯思松苏索塔泰坦汤唐特腾提图托脱瓦万旺威韦维魏温文沃乌伍西希锡"
    "夏香肖谢辛欣休许雪雅亚扬耶叶伊依易因英尤尤雨约泽扎詹珍芝治兹子佐祖帖贡绍桂丽娃蒂娅翁旦翰迦琪歇杜梭蓬素贴颂披腊彬盖茨乍仑吞敏貌翁丹梭昂拔蓝猜育差叻娥岑策埔迟逊钮奎魁蕾蓓碧芭佳嘉津朱章湛曾昌彻臣"
)
_NOT_GIVEN = frozenset("的了是在和与及或等为把被将对向从到于个们这那之其某每各说称讲不也都就还又同案")


def is_surname_start(text: str) -> int:
    """Return the length of the surname that a text begins with, 0 where it begins with none.

    >>> is_surname_start("欧阳大文"), is_surname_start("王鹏"), is_surname_start("的")
    (2, 1, 0)
    """
    surnames = read_surnames()
    for width in (4, 3, 2):
        if text[:width] in surnames.compound and len(text) > width:
            return width
    return int(text[:1] in surnames.single)


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


def is_foreign(text: str) -> bool:
    """Tell whether a text is written with the characters that transliterate foreign names.

    >>> is_foreign("布德罗"), is_foreign("欧阳大文")
    (True, False)
    """
    return all(char in _FOREIGN or char in "·•" for char in text)


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


def is_known(text: str) -> bool:
    """Tell whether a text is a place of the lists or a common word."""
    known = text in read_common() or text in read_countries() or text in read_capitals()
    return known or is_everyday(text)
