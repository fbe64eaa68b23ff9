"""Names of the lists, and what only looks like a name: clubs, companies, media, peoples, idioms, plans."""

import pytest
from spacy.language import Language

from kg.knowledge.named import is_body, read_named
from tests.recognize.marked import read_marked
from tests.recognize.test_sentences import names_of

CLUBS = [
    "[快船]O加时险胜[国王]O，[太阳]O不敌[独行侠]O。",
    "[骑士]O送给[火箭]O三连败，[哈登]P缺阵。",
    "[曼联]O1比0小胜[切尔西]O，[阿森纳]O战平[利物浦]O。",
    "[北京国安]O客场2比1击败[上海申花]O。",
    "[北京首钢]O客场挑战[广东宏远]O。",
    "[国际米兰]O主场2比0击败[那不勒斯]O，[劳塔罗-马丁内斯]P建功。",
    "[荷兰]L[国王]T[威廉-亚历山大]P到访。",
    "[伊朗]L[总统]T[艾哈迈迪－内贾德]P说。",
    "太阳出来了，国王和骑士的故事很动人。",
    "他是一名勇士，也是一头雄狮。",
    "护林员拍到了野猪和老鹰。",
]
COMPANIES = [
    "收盘时，[恒生银行]O涨2.3%，[中国燃气]O跌4%。",
    "午后[宁德时代]O升逾3%，[东方财富]O跌1%。",
    "[汇丰控股]O公布业绩，[新鸿基地产]O派息不变。",
    "[俄罗斯铁路]O宣布上调票价。",
    "[本田]O召回三万辆汽车，[本钢集团]O投产新炉。",
    "治沙机器人应用到施工中，股市平稳。",
    "大厅里停着一架空客350。",
]
MEDIA = [
    "[界面新闻]O、[红星新闻]O作了报道。",
    "据微信公众号“[平安江城]O”消息，案件已破。",
    "“[湖湘微政务]O”公众号转载了全文。",
    "[英国]L《[卫报]O》披露了这份文件。",
    "市民可在“民生通”APP上办理。",
]
BODIES = [
    "[巴勒斯坦伊斯兰抵抗运动]O发表声明。",
    "[各国议会联盟]O大会在[日内瓦]L举行。",
    "[博鳌亚洲论坛]O[秘书长]T[张军]P致辞。",
    "[国家计委]O和[外经贸部]O联合发文。",
    "[公安机关]O会同[市场监管局]O开展检查。",
    "[柳林镇]L和[县林业局]O联合巡山。",
    "[物理研究所SC10组]O的人员到场。",
    "[全国“扫黄打非”办公室]O通报案件。",
    "[党中央]O情系教育事业。",
    "[部长会议]O[主席]T[冈萨雷斯]P到访。",
    "[纪委]O[书记]T[顾明]P到会。",
    "[太原客运段]O、[沈阳车辆段]O投入防汛。",
]
PLACES = [
    "游客来到[大足石刻]L、[应县木塔]L。",
    "[三星堆遗址]L又有新发现。",
    "[长三角地区]L一体化提速。",
    "不少人来到位于[柏林]L市中心的商店。",
    "事故发生在[印度]L北部城市[坎普尔]L近郊。",
    "代表团从[东海]L一路向西。",
    "[西安]L[青岛]L开通新航线。",
    "[湘江长沙段]L水位回落。",
    "专家来自[北京]L[上海]L[武汉]L等地。",
    "今晨[保定市]L大部地区有雾。",
    "[沧州市]L部分地区有雨。",
    "救援队抵达[芦山]L震区。",
]
NOTHING = [
    "毛南族、仫佬族群众欢度佳节。",
    "俄罗斯族代表畅谈家乡变化。",
    "陆海新通道班列今天发车。",
    "埃博拉疫情得到控制。",
    "奥密克戎毒株传播很快。",
    "一马平川的田野望不到边。",
    "纵然相隔万水千山，心也在一起。",
    "不到长城非好汉。",
    "祝老人福如东海、寿比南山。",
    "阳春三月，万象更新。",
    "好友从天南海北赶来。",
    "乡亲们安居乐业。",
    "三军轮换，陆海空官兵到齐。",
    "这是爱党爱国的初心。",
    "这座塔建于北宋年间。",
    "六大商业银行下调利率。",
    "两位领导人都积极评价会谈。",
]
PEOPLE = [
    "[习近平]P复信将军外孙[约翰·史密斯]P。",
    "中、匈、塞、马四国达成协议。",
]
KEPT = ["[基辛格]P当年访问过这里。", "[容国团]P夺得冠军。", "伤员[李二虎]P获救。"]


@pytest.mark.parametrize("marked", [*CLUBS, *COMPANIES, *MEDIA, *BODIES, *PLACES, *NOTHING, *PEOPLE, *KEPT])
def test_names_of_the_lists(own: Language, marked: str) -> None:
    text, names = read_marked(marked)
    assert [(surface, label) for surface, label, _ in names_of(own, text)] == [
        (surface, label) for surface, label, _ in names
    ]


@pytest.mark.parametrize("text", ["俄乌继续交火。", "韩朝会谈恢复。", "美英代表发言。", "韩美首脑会谈结束。"])
def test_pairs_of_countries_are_no_people(own: Language, text: str) -> None:
    assert not [s for s, label, _ in names_of(own, text) if label == "PER"]


def test_the_kind_that_needs_no_support_counts() -> None:
    kinds = read_named()
    assert kinds["小米集团"] == "company"  # a listed company as well
    assert {kind for kind in kinds.values() if not is_body(kind)} == {"sight"}


@pytest.mark.parametrize("words", ["东风", "泰山", "太阳", "机器人"])
def test_words_alone_are_no_names(own: Language, words: str) -> None:
    assert not [s for s, label, _ in names_of(own, f"孩子们谈起{words}。") if label == "ORG"]
