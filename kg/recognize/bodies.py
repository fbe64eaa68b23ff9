"""Organizations: fixed names, an organ of a level or place, and names composed by heads and endings."""

import re
from functools import cache

from kg.recognize.candidates import Draft, Word, cut, join
from kg.recognize.lexicon import Matcher, read_common, read_kinds
from kg.recognize.places import gazetteer
from kg.recognize.titles import title_starts

SOURCE = "bodies"

_NOUNS = frozenset({"n", "nz", "vn", "an", "LOC", "ORG", "nw", "j", "s"})
_NOUNY_VERBS = frozenset(
    "管理 服务 研究 建设 发展 监督 检查 检验 保护 保障 教育 培训 开发 投资 控股 合作 交流 促进 指导 指挥 调度 执法 考试 招生 救援 救助 应急 运营 运输 维修 "
    "制造 设计 勘察 测绘 安装 销售 供应 采购 出版 发行 印刷 编辑 交易 结算 登记 评估 审计 统计 调查 咨询 认证 检测 监测 监察 督察 巡视 推广 普及 联络 接待 信访 "
    "仲裁 调解 公证 鉴定 防治 控制 预防 治疗 康复 护理 保健 急救 会计 审判 警卫 测试 试验 实验 医疗 养护 收费 扶贫 贸易 规划 改革 工作 征收 补偿 代表 联合".split()
)
_JOINTS = frozenset("和与暨及")
_VAGUE_HEADS = frozenset(
    "有关 各级 相关 当地 多家 一家 某 该 本 这 那 其 各 所有 知名 著名 民营 国有 大型 中小 优秀 先进 专业 全国 全市 全省 全县 全区 行业 职业 高等 科研 业主 居民 村民 基层 "
    "志愿 民间 社会 国内 公益 地方 新 老 大 小 两 三 四 多 每 一些 许多 部分 重点 现代 综合 普通 公立 私立 民办 公办 乡镇 城乡 农村 城市 社区 学生 家长 "
    "上市 外资 外贸 中央 省级 市级 县级 区级 国家级 基础 科技 农业 企业 医疗 卫生 金融 教育 文化 成立 组建 担任 建立 前 原 首家 此次 本次 上述 主要 其他 其它 任何 整个".split()
)
_ALONE = frozenset(
    "委员会 领导小组 指挥部 学院 研究院 研究所 教研室 实验室 派出所 有限公司 有限责任公司 股份有限公司 协会 联合会 基金会 研究会 促进会 商会 出版社 集团 党委 公司 "
    "工作委员会 常务委员会 管理局 研究中心 附属医院 最高法院 宪法法院 革命卫队 联盟 阵线 中学 小学 职业技术学院 交响乐团 艺术团 合作社 俱乐部 律师事务所 事务所 大学 医院 "
    "银行 人民法院 法院 检察院 分局 支队 总队 大队 敬老院 福利院 村委会 居委会 党支部 党总支 组委会 理事会 管委会 办事处".split()
)
_GENERIC = frozenset(
    "公司 学校 大学 医院 小学 中学 幼儿园 工厂 银行 酒店 研究院 研究所 集团 协会 中心 部 局 处 科 室 站 所 院 馆 台 社 厅 会 队 团 组 办 党 法院 检察院 媒体 报社 学院 商会 "
    "超市 商场 剧院 俱乐部 合作社 联盟 网 频道 农场 牧场 林场 书店 诊所 工会 电台 厂 电厂 煤矿 分部 司 署 事务所 代表团 代表队 联队 博物馆 图书馆 实验室 监狱 敬老院".split()
)
_PAPER = re.compile(
    r".{1,8}(?:日报|晚报|时报|早报|晨报|商报|快报|都市报|青年报|周刊|网|电视台|卫视|广播电台|通讯社|出版社|杂志社)$"
)
_PARTY = re.compile(r"(?!.*(?:执政|反对|在野|各|政|同|朋|入|建|团|老|多|两|该|护|我|本|新|大|小|左翼|右翼|极右翼|主要|国民|结)党$).{2,7}党")
_NO_PAPERS = frozenset(
    "互联网 物联网 官网 电网 路网 管网 联网 上网 全网 外网 内网 车联网 局域网 情报 海报 电报 简报 通报 日报 晚报".split()
)
_CLASS = re.compile(
    r"(?:各|有关|相关|多|某|本|该|一|几|两|三|数|每)(?!.*(?:学|委|院)$)|三甲|公立|民营|全国各|新时代"
)
_SEVERAL = re.compile(r"(?:多|各|某|一|几|数)(?:所|家|个|名|支|级|地)")
_VENUE_END = re.compile(
    r"(?:体育中心|奥体中心|体育馆|体育场|会展中心|广场|公园|机场|纪念馆|大剧院|大厦|烈士陵园|故居|小区|校区)$"
)
_BODY_END = re.compile(
    r"(?:医院|学校|大学|中学|小学|幼儿园|公司|法院|检察院|委员会|派出所|公安局|支队|大队|乌兰牧骑|研究院|研究所|[一二三四五六七八九十]中|[防交政务法卫育业运通源境化联]部|政府|国会|议会|使馆|领馆|海关|军区|军分区|舞团|合作社|[^工]厂|学会|[参众]议院|局|客运段|车务段|机务段|支行|分行|联合会|协会|歌舞剧院|剧团|银行|集团|总局|管理局|基金会|党校|组织)$"
)
_LEAD = re.compile(r"[同与和在对向从由及以是为经]|[0-9]*[一二三四五六七八九十]*年|起点|位于|来自")
_CLASS_END = re.compile(
    r"(?:中医药|蒙医药|藏医药|佛教|道教|伊斯兰教|基督教|天主教|竞争力|体系|制度|精神|战略|政策|民族|主义|思想|理论|条例"
    r"|新能源汽车|机动车|商协会|行商会|关系|道路|有关|进博会|博览会|运动会|论坛|峰会|奥运会|世博会|新常态|[一-龥]族)$"
)
_ACTIONS = frozenset("成立 组建 加入 参加 设立 组织 召开 来到 走进 进入 联合 举办 主办 担任 建立 创建 创办 承办 委托 通过 成为 批准".split())
_AFTER_VERBS = frozenset("协会 研究会 中心 指挥部 领导小组 基金会 委员会 促进会 办公室 研究院 研究所 有限公司 公司".split())
_FORCES = frozenset("陆军 海军 空军 武警 武警部队 火箭军 总参 总政 总后 总装 二炮 第二炮兵 解放军".split())
_PARTY_HEADS = frozenset("中共 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 共青团".split())
_BRANCH = re.compile(r"(?:分局|分公司|支行|分行|分院|分校|支队|大队|派出所|[车机工电]务段|车辆段|客运段|供电段|分会)$")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+[局处室部司庭科]")
_GROUP = re.compile(r"(?:慰问团|代表团|考察团|调研组|督导组|检查组|采访团|演出团|访问团|工作组|参访团)$")
_WHOLE = frozenset("党委 党组 党支部 党总支 工会 政府 委员会 妇联 团委 指挥部 领导小组 医院 学校 政协 人大 法院 村委会 工作组".split())
_SESSION = re.compile(r"第[一二三四五六七八九十百0-9]+届")
_MAKERS = tuple(
    "制造商 生产商 供应商 运营商 开发商 经销商 巨头 企业 品牌 媒体 学者 专家 机构 部门 单位 市民 居民 群众 农民 村民 选手 球员 官员".split()
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十百0-9]+")
_LEVELS = ("校", "院", "自治区", "省", "市", "州", "县", "旗", "区", "盟", "镇", "乡")
_NATIONAL = ("中国", "中共", "国务院", "全国", "中央", "联合国", "国家", "最高", "中华")


class _Lexicon:
    """The words of bodies, ready to match."""

    def __init__(self) -> None:
        kinds = read_kinds("bodies.txt")
        self.fixed = frozenset(kinds["fixed"])
        organs = kinds["organ"]
        of_level = {level + organ for level in kinds["level"] for organ in organs}
        self.known = Matcher(
            self.fixed | (of_level - {"校医院", "院医院", "全国政府", "公司医院", "中央医院", "村医院"})
        )
        self.organs = Matcher(organ for organ in organs if len(organ) > 1)
        self.strong = frozenset(kinds["strong"])
        self.units = frozenset(kinds["unit"])
        self.endings = (
            self.strong | self.units | frozenset(kinds["suffix"]) | frozenset(o for o in organs if len(o) > 1)
        )
        self.strong_width = max(map(len, self.strong))
        self.width = max(map(len, self.endings))


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def find_known_bodies(draft: Draft) -> None:
    """Tag the bodies of the lists and the organs of a level or a place (省|纪委, 云阳县|人民政府)."""
    words = [piece for word in draft.words for piece in _sift(word)]
    draft.words = _mark_known(draft.text, words)


def find_bodies(draft: Draft) -> None:
    """Compose the longer bodies from their parts."""
    words = _join_embassies(_compose(_join_brackets(draft.words)))
    words = _compose_headless(words)
    draft.words = [w._replace(tag="n", source="") if w.tag == "ORG" and len(w.text) < 2 else w for w in words]


def _join_embassies(words: list[Word]) -> list[Word]:
    """Join a mission abroad: 中国|驻|比利时使馆; tag an arm of the forces before a title: 空军|政委."""
    out: list[Word] = []
    for word in words:
        if word.tag == "TITLE" and out and out[-1].text in _FORCES and out[-1].tag != "ORG":
            out[-1] = out[-1]._replace(tag="ORG", source=SOURCE)
        if (
            word.tag == "ORG"
            and len(out) > 1
            and out[-1].text == "驻"
            and out[-2].tag in ("LOC", "ORG")
            and re.search(r"(?:使馆|领馆|领事馆|代表处|代表团|使团|办事处|部队)$", word.text)
        ):
            out[-2:] = [join([*out[-2:], word], "ORG", SOURCE)]
        else:
            out.append(word)
    return out


def _join_brackets(words: list[Word]) -> list[Word]:
    """Join a bracketed part of a body's name: 国际市民体育联盟|（|中国|）, 世达|（|STAR|）|用品公司."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        part = words[index : index + 4]
        if (
            len(part) == 4
            and part[0].text in "（("
            and part[2].text in "）)"
            and out
            and out[-1].tag in ("ORG", "LOC", "n", "nz", "vn", "a")
            and (part[1].tag == "LOC" or part[1].text.isascii() or part[1].text in gazetteer().sure)
            and len(part[1].text) <= 10
            and (
                part[3].tag == "TITLE"
                or _ending(part[3].text, part[3].text)
                or (
                    index + 5 < len(words)
                    and part[3].tag == "n"
                    and any(
                        _ending(w.text, w.text) in _lexicon().strong | {"公司"}
                        for w in words[index + 3 : index + 6]
                    )
                )
            )
        ):
            begin = len(out) - 1
            while (
                begin > 0
                and out[begin].tag in ("n", "nz")
                and out[begin - 1].tag in ("n", "nz", "LOC", "ORG")
            ):
                begin -= 1
            out[begin:] = [join([*out[begin:], *part[:3]], "ORG", SOURCE)]
            index += 3
            continue
        out.append(words[index])
        index += 1
    return out


def _sift(word: Word) -> list[Word]:
    """Return a word with a newspaper or web site tagged, a bare class word untagged, a tail cut off."""
    text = word.text
    if word.tag in ("nz", "n", "nw") and _PAPER.fullmatch(text) and text not in _NO_PAPERS:
        return [word._replace(tag="ORG", source=SOURCE)]
    if word.tag in ("nz", "n", "nw") and text[-1] == "讯" and _PAPER.fullmatch(text[:-1]):
        return [word._replace(text=text[:-1], tag="ORG", source=SOURCE), Word("讯", "n", word.end - 1)]
    if word.tag in ("n", "nz") and _PARTY.fullmatch(text) and text not in read_common():
        return [word._replace(tag="ORG", source=SOURCE)]
    if word.tag in ("ORG", "PER") and text in gazetteer().divisions:
        return [word._replace(tag="LOC")]
    if word.tag in ("LOC", "ORG") and _CLASS_END.search(text):
        place = next((n for n in range(len(text) - 1, 1, -1) if text[:n] in gazetteer().sure), 0)
        rest = Word(text[place:], "n", word.start + place)
        return [word._replace(text=text[:place], tag="LOC"), rest] if place else [rest]
    if word.tag == "LOC" and _BODY_END.search(text) and text not in gazetteer().sure:
        return [word._replace(tag="ORG")]
    if word.tag != "ORG":
        return [word]
    lead = _LEAD.match(text)
    if lead and (text[lead.end() :] in _lexicon().fixed or text[lead.end() :][:2] in gazetteer().short):
        cut_off = Word(lead.group(), "p", word.start)
        return [cut_off, *_sift(word._replace(text=text[lead.end() :], start=word.start + lead.end()))]
    two = next(
        (n for n in range(2, len(text) - 1) if text[:n] in _lexicon().fixed and text[n:] in _lexicon().fixed),
        0,
    )
    if two and text not in _lexicon().fixed:
        return [word._replace(text=text[:two]), word._replace(text=text[two:], start=word.start + two)]
    if text in read_common() or text in _VAGUE_HEADS or _CLASS.match(text) or _CLASS_END.search(text):
        return [word._replace(tag="n", source="")]
    if _VENUE_END.search(text):
        return [word._replace(tag="LOC")]
    group = _GROUP.search(text)
    if group and len(text) > len(group.group()) + 3 and text not in _lexicon().fixed:
        name = word._replace(text=text[: group.start()])
        name = name._replace(tag="LOC") if name.text in gazetteer().sure else name
        return [name, Word(group.group(), "n", name.end)]
    if text[-1] in "讯" and len(text) > 3:
        return [word._replace(text=text[:-1]), Word("讯", "n", word.end - 1)]
    several = _SEVERAL.search(text)
    if several and several.start() > 1:
        name = word._replace(text=text[: several.start()])
        name = name._replace(tag="LOC") if name.text in gazetteer().sure else name
        return [name, Word(text[several.start() :], "n", name.end)]
    return [word]


def _mark_known(text: str, words: list[Word]) -> list[Word]:
    """Tag fixed names, organs of a level (省|纪委) and of a place where they fill whole words."""
    lexicon = _lexicon()
    starts = {word.start: word for word in words}
    ends = {word.end for word in words}
    titles = title_starts(text)
    spans: list[tuple[int, int, str]] = []
    for start in lexicon.known.starts(text):
        word = starts.get(start)
        if word is None or word.tag in ("TIME", "TITLE") or (spans and start < spans[-1][1]):
            continue
        end = next((e for e in lexicon.known.at(text, start) if e in ends or e in titles), None)
        if end is None or (word.tag in ("ORG", "PER") and word.end > end and end not in titles):
            continue
        spans.append((start, end, "ORG"))
    spans += _titled_organs(text, words, titles, spans)
    taken = {i for start, end, _ in spans for i in (start, end - 1)}
    for word in words:
        if word.start in taken or len(word.text) < 2 or not _may_own_organ(word):
            continue
        end = next((e for e in lexicon.organs.at(text, word.end) if e in ends or e in titles), None)
        if end is not None and not (end in ends and text[word.end : end] in _GENERIC):
            spans = [s for s in spans if not (s[0] < end and word.start < s[1])]
            spans.append((word.start, end, "ORG"))
    return cut(words, sorted(spans), SOURCE)


def _titled_organs(
    text: str, words: list[Word], titles: frozenset[int], spans: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Return the organs named alone before a title in a list of posts: 、政法委|书记."""
    inside = {i for start, end, _ in spans for i in range(start, end)}
    found = []
    for word in words:
        if word.start in inside or not word.start or text[word.start - 1] not in "、，：兼任及和":
            continue
        end = next((e for e in _lexicon().organs.at(text, word.start) if e in titles), None)
        if end is not None and text[word.start : end] not in _WHOLE and end - word.start < 9:
            found.append((word.start, end, "ORG"))
    return found


def _may_own_organ(word: Word) -> bool:
    """Tell whether an organ directly after the word is that place's organ."""
    return word.tag == "LOC" or (word.tag in ("n", "nz", "ORG") and len(word.text) > 2 and word.text[-1] in "乡镇村旗县")


def _compose(words: list[Word]) -> list[Word]:
    """Join a place, a body or a level with what makes it a longer body."""
    out: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        width = _body_width(words, index)
        if width > 1:
            out.append(join(words[index : index + width], "ORG", SOURCE))
        else:
            out.append(word)
        index += max(width, 1)
    return out


def _body_width(words: list[Word], at: int) -> int:
    """Return how many words from an index make one body, 0 for none."""
    head = words[at]
    level = head.tag in ("n", "LOC") and head.text in _LEVELS and at + 1 < len(words)
    if not level and (head.tag not in ("LOC", "ORG") or (head.tag == "LOC" and len(head.text) < 2)):
        return 0
    best, inner = 0, 0
    for width in range(2, min(10, len(words) - at) + 1):
        word = words[at + width - 1]
        if not _may_continue(words, at, width):
            break
        if _ends_body(words, at, width, level=level):
            best = width
        inner += len(word.text)
        if inner > 22:
            break
    return best


def _may_continue(words: list[Word], at: int, width: int) -> bool:
    """Tell whether the last of the words may stand inside or at the end of a body's name."""
    word = words[at + width - 1]
    if word.optional or word.text.endswith(_MAKERS) or _GROUP.search(word.text):
        return False
    if _NUMBERED.fullmatch(word.text):
        return words[at].tag == "ORG"
    if word.tag in ("LOC", "ORG"):
        if word.text in _lexicon().fixed and words[at + width - 2].text in _lexicon().fixed:
            return False
        before = words[at + width - 2]
        return not (word.text.startswith(_NATIONAL) and word.text != "国家") and not (
            before.tag == "ORG"
            and word.tag == "LOC"
            and width == 2
            and not _leads_to_branch(words, at + width)
        )
    if word.tag == "a" and _ending(word.text, word.text) in _lexicon().strong:
        return True
    if word.tag in _NOUNS or word.text in _NOUNY_VERBS:
        return (
            word.text not in _VAGUE_HEADS
            or width > 2
            or word.text
            in (
                "国际",
                "农业",
                "企业",
                "金融",
                "医疗",
                "卫生",
                "科技",
                "教育",
                "文化",
                "社会",
                "职业",
                "行业",
                "专业",
                "重点",
                "中央",
                "城市",
                "农村",
                "民间",
                "学生",
                "居民",
                "村民",
                "社区",
                "高等",
                "大",
                "综合",
                "基层",
                "地方",
                "公益",
            )
        )
    if word.tag == "m":
        return bool(_ORDINAL.match(word.text)) or word.text in (
            "一",
            "二",
            "三",
            "四",
            "五",
            "六",
            "七",
            "八",
            "九",
            "十",
        )
    if word.tag == "a":
        return (words[at].tag == "ORG" and width > 2) or word.text in (
            "最高",
            "高级",
            "中级",
            "高等",
            "联合",
            "公共",
            "重点",
            "中等",
            "安全",
            "健康",
            "综合",
            "大",
            "老",
        )
    if word.tag == "v" and len(word.text) > 1 and words[at].tag == "LOC" and word.text not in _ACTIONS:
        after = words[at + width].text if at + width < len(words) else ""
        return after in _AFTER_VERBS
    begun = width > 2 or (words[at].tag == "ORG" and not _ending(words[at].text, words[at].text))
    return word.text in _JOINTS and begun and _joined_body(words, at + width)


def _leads_to_branch(words: list[Word], at: int) -> bool:
    """Tell whether the words from an index go on to the branch of a body: 中国人民银行|北京|分行."""
    return (
        at < len(words)
        and words[at].tag in ("n", "nz")
        and words[at].text.endswith(
            (
                "分行",
                "支行",
                "分公司",
                "分社",
                "分校",
                "分院",
                "公司",
                "局",
                "站",
                "委员会",
                "分会",
                "总队",
                "支队",
            )
        )
    )


def _joined_body(words: list[Word], at: int) -> bool:
    """Tell whether after 和 the name goes on at once to an ending: 文化|和|旅游部."""
    lexicon = _lexicon()
    text = ""
    for word in words[at : at + 2]:
        if word.tag not in ("n", "vn", "nz", "ORG"):
            return False
        text += word.text
        if (
            any(text.endswith(e) for e in ("部", "局", "厅", "委员会", "学院", "研究院", "研究所", "委"))
            and len(text) >= 3
            and text not in lexicon.known
        ):
            return True
    return False


def _ends_body(words: list[Word], at: int, width: int, *, level: bool) -> bool:
    """Tell whether a body's name may end with the last of the words."""
    lexicon = _lexicon()
    head, last = words[at], words[at + width - 1]
    rest = "".join(word.text for word in words[at + 1 : at + width])
    if last.tag == "ORG":
        return _takes_body(head, last, width)
    if last.tag == "LOC":
        return False
    if _NUMBERED.fullmatch(last.text) or (rest == "队" and head.tag == "LOC"):
        return True
    ending = _ending(last.text, rest)
    if not ending and head.tag == "ORG" and width == 2 and (head.text + rest).endswith(("军分区", "委员会", "研究院", "晚报", "日报")):
        return True
    if not ending and head.tag == "LOC" and last.text.endswith("报") and len(rest) > 2 and rest not in _NO_PAPERS and last.tag in ("n", "nz"):
        return True
    if not ending:
        return False
    if level and width > 2 and re.fullmatch(r".{2,}(?:局|中心|办公室|大队|支队|委员会|委|集团|公司|医院|学校)", rest) and head.text not in "校院":
        return True
    if level and head.text != "自治区":
        return bool(_ORDINAL.match(rest)) or rest in lexicon.organs or rest in lexicon.units
    if head.tag == "ORG":
        return ending in lexicon.units or ending in lexicon.strong or len(ending) > 1
    if rest == ending and rest in _GENERIC:
        return (
            not (head.text in gazetteer().countries or head.text in gazetteer().deictic)
            and len(ending) > 1
            and ending not in ("中心", "公司", "学校", "银行", "酒店", "集团", "企业")
        )
    if len(ending) == 1:
        return (
            len(last.text) > 1
            and last.text
            not in (
                "总部",
                "内部",
                "全部",
                "东部",
                "西部",
                "南部",
                "北部",
                "中部",
                "社会",
                "机会",
                "会议",
                "晚会",
                "大会",
                "现场",
                "大厅",
                "餐厅",
                "分别",
                "部队",
                "舞台",
                "平台",
                "法院",
                "医院",
                "住处",
                "各处",
                "国会",
                "小组",
                "球队",
                "军队",
                "乐队",
                "团队",
                "社团",
                "集团",
                "教室",
                "住所",
                "场所",
                "学科",
                "专科",
                "到处",
                "好处",
                "车队",
                "排队",
                "干部",
                "茶馆",
                "酒馆",
                "旅馆",
                "宾馆",
                "司机",
                "庭院",
                "剧院",
                "影院",
                "旅行社",
                "深处",
                "网站",
                "车站",
                "电站",
                "电视台",
                "奥运会",
                "运动会",
                "博览会",
                "座谈会",
                "研讨会",
                "发布会",
                "报告会",
                "展览会",
                "音乐会",
                "茶话会",
                "交易会",
                "展销会",
                "推介会",
                "洽谈会",
                "招聘会",
                "交流会",
                "全运会",
                "亚运会",
                "青运会",
                "冬奥会",
                "世博会",
                "进博会",
                "广交会",
                "服贸会",
                "文博会",
                "峰会",
                "年会",
                "例会",
                "盛会",
                "宴会",
                "聚会",
                "都会",
                "省会",
                "协会",
                "学会",
                "商会",
            )
            and not last.text.endswith(
                (
                    "大会",
                    "会议",
                    "论坛",
                    "晚会",
                    "赛会",
                    "运动会",
                    "博览会",
                    "展会",
                    "会",
                    "处",
                    "室",
                    "站",
                    "组",
                    "队",
                    "台",
                    "馆",
                    "团",
                    "网",
                )
            )
        )
    return True


def _takes_body(head: Word, last: Word, width: int) -> bool:
    """Tell whether a head and the body after it are one: 内蒙古|人民医院, not 北京|中共中央."""
    lexicon = _lexicon()
    if head.text in _PARTY_HEADS:
        return True
    if last.text.startswith(_NATIONAL):
        return False
    if head.tag == "ORG" and _BRANCH.search(last.text):
        return True
    if head.tag == "LOC":
        return not (last.text in lexicon.fixed and width == 2 and head.text not in gazetteer().countries)
    return (
        last.text in lexicon.units
        or _ending(last.text, last.text) in lexicon.units
        or not last.text.startswith(tuple(gazetteer().short))
    )


def _ending(word: str, text: str) -> str:
    """Return the longest ending of a body that a text ends with, at least as long as its last word's."""
    endings = _lexicon().endings
    for width in range(min(_lexicon().width, len(text)), 0, -1):
        if text[-width:] in endings:
            return text[-width:]
    return ""


def _compose_headless(words: list[Word]) -> list[Word]:
    """Join nouns before a strong ending where no place leads: 武装|部队|最高|委员会."""
    out: list[Word] = []
    for word in words:
        out.append(word)
        if word.tag not in ("n", "nz", "vn", "ORG") or word.optional:
            continue
        ending = next(
            (word.text[-n:] for n in range(min(7, len(word.text)), 1, -1) if word.text[-n:] in _ALONE), ""
        )
        if not ending:
            continue
        begin = len(out) - 1
        while begin > 0 and _may_precede(out, begin - 1):
            begin -= 1
        while begin < len(out) - 1 and (
            out[begin].text in _JOINTS or out[begin].text in _VAGUE_HEADS or out[begin].tag == "a"
        ):
            begin += 1
        if (
            begin > 0
            and out[begin - 1].tag == "m"
            and _SESSION.fullmatch(out[begin - 1].text)
            and len(out) - begin > 1
        ):
            begin -= 1
        name = "".join(w.text for w in out[begin:])
        if word.tag == "ORG" and begin == len(out) - 1:
            continue
        if len(name) - len(ending) >= 2 and _is_proper(out, begin, ending):
            out[begin:] = [join(out[begin:], "ORG", SOURCE)]
    return out


def _may_precede(words: list[Word], at: int) -> bool:
    word = words[at]
    if word.optional or len("".join(w.text for w in words[at:])) > 20:
        return False
    if word.tag in ("n", "nz", "vn", "LOC", "ORG") or (word.text in _NOUNY_VERBS):
        return True
    if word.text in _JOINTS:
        short = at > 0 and words[at - 1].tag in ("n", "nz", "vn") and len(words[at - 1].text) <= 4
        return (
            short
            and len(words) - at == 2
            and len(words[-1].text) > 3
            and (at == 1 or words[at - 2].tag not in ("n", "vn", "nz"))
        )
    return word.tag == "a" and word.text in ("最高", "联合", "公共", "高级")


def _is_proper(words: list[Word], begin: int, ending: str) -> bool:
    """Tell whether a composed name without a place is a proper name rather than a class of bodies."""
    before = words[begin - 1] if begin else None
    if before is not None and (before.tag in ("m", "q", "r") or before.text in _VAGUE_HEADS):
        return False
    count = len(words) - begin
    proper = any(w.tag in ("nz", "ORG", "LOC") for w in words[begin:])
    return (
        proper
        or ending
        in (
            "委员会",
            "领导小组",
            "指挥部",
            "有限公司",
            "有限责任公司",
            "股份有限公司",
            "学院",
            "教研室",
            "研究院",
        )
        and count >= 2
        or count >= 3
    )
