"""Faults that other people's papers bring out: what a name takes in, or leaves, of the words beside it."""

import pytest
from spacy.language import Language

from tests.recognize.marked import read_marked
from tests.recognize.test_sentences import names_of

BEGINNINGS = [
    "[三河市水务局]O[局长]T[吕芳]P讲话。",
    "[本溪市财政局]O与[两当县人民法院]O座谈。",
    "[多伦县卫健委]O、[三门峡市总工会]O发来贺电。",
    "[三菱电机公司]O和[本田技研公司]O参展。",
]
FORMER = [
    "原[县水利局]O[局长]T[吕芳]P旁听。",
    "原[省总工会]O[主席]T[石大川]P到会。",
    "原[供销社]O[主任]T[石大川]P退休。",
    "[原州区法院]O[院长]T[马志文]P到会。",
    "原任[厂长]T[石大川]P介绍经过。",
]
DAYS = [
    "[财政司]O[司长]T[陈柏文]P昨公布预算。",
    "[议员]T[周佩玲]P今表示反对。",
    "[县长]T[石大川]P前（八日）到访。",
    "[乡长]T[石大川]P廿三日到任。",
    "[委员]T[何克俭]P氏病故。",
]
REPRESENTS = ["[石大川]P代表主队抽签。", "[代表]T[石大川]P建议修路。"]
HEADS = [
    "外交部长将出访。",
    "会后，水利部长讲话，教育局长答问。",
    "[国防部]O长期关注此事。",
]
ABROAD = [
    "[驻肯尼亚使馆]O提醒公民注意安全。",
    "[驻汉堡总领馆]O开放接待。",
    "[中国]L驻[米兰]L[总领事]T[石大川]P到场。",
    "我[驻英大使]T[石大川]P回国。",
]
LETTERS = [
    "[国际能源署]O（[IEA]O）[署长]T[比罗尔]P发言。",
    "[Chicago Bulls]O今天获胜。",
    "[首席执行官]T[Satya Nadella]P到访。",
]
ELSEWHERE = [
    "[食物及卫生局]O[局长]T[陈柏文]P说。",
    "[立委]T[石大川]P质询[陆委会]O。",
    "任命[石大川]P为[内政部]O[次长]T。",
]


@pytest.mark.parametrize(
    "marked", [*BEGINNINGS, *FORMER, *DAYS, *REPRESENTS, *HEADS, *ABROAD, *LETTERS, *ELSEWHERE]
)
def test_names_of_other_papers(own: Language, marked: str) -> None:
    text, names = read_marked(marked)
    assert [(surface, label) for surface, label, _ in names_of(own, text)] == [
        (surface, label) for surface, label, _ in names
    ]
