"""Faults that papers of all kinds brought out, each kind with texts of our own, read as a build reads them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg

Row = dict[str, Any]
KINDS: dict[str, list[tuple[str, list[str]]]] = {
    "bodies that begin like a number or a pronoun": [
        (
            "三河市水务局局长罗敬业到会。两当县教育局协办，本溪市人民政府发文。",
            ["ORG 三河市水务局", "ORG 两当县教育局", "ORG 本溪市人民政府", "POST 罗敬业|局长|三河市水务局"],
        ),
        (
            "多伦县卫生健康局局长何秀英答问，三门峡市公安局通报案情。",
            ["ORG 三门峡市公安局", "POST 何秀英|局长|多伦县卫生健康局"],
        ),
        (
            "三一重工公司、本田技研公司和三菱电机公司参展，三台县人民政府到会。",
            ["ORG 三一重工公司", "ORG 本田技研公司", "ORG 三菱电机公司", "ORG 三台县人民政府"],
        ),
    ],
    "the day of a dateline": [
        (
            "2016年12月8日　星期四　第1版\n\n　　新华社南宁12月7日电（记者 覃如山）灵水县县长韦克勤介绍，全县甘蔗开榨。",
            ["POSTED 韦克勤 2016-12-07", "PLACE 南宁"],
        ),
        (
            "2015年6月20日　星期六　第2版\n\n　　6月18日本台记者从省水利厅获悉，厅长贺东升到任。",
            ["POSTED 贺东升 2015-06-18"],
        ),
        (
            "2014年9月13日　星期六　第3版\n\n　　9月11日报告会结束后，清溪县县长桑志学作了总结。",
            ["POSTED 桑志学 2014-09-11"],
        ),
    ],
    "who held a post before, in a list": [
        (
            "市长段立新、原交通部副部长靳怀远、原兰州军区参谋长佟克敌出席。",
            ["HELD 靳怀远 原", "HELD 佟克敌 原", "HELD 段立新 -"],
        ),
        (
            "白水县委书记牛耕、原白水县县长米宏图座谈。",
            ["HELD 牛耕 -", "HELD 米宏图 原", "POST 米宏图|县长|白水县"],
        ),
        (
            "原任厂长伍建国、已故校长柏青山的子女到场。",
            ["HELD 伍建国 原", "HELD 柏青山 已故", "POST 伍建国|厂长|-"],
        ),
    ],
    "two Germanies": [
        ("西德外长布兰特访问东德。", ["DIFF 西德|东德", "POST 布兰特|外长|西德"]),
        ("联邦德国总理施密特到访，民主德国总理斯多夫迎接。", ["DIFF 联邦德国|民主德国"]),
        ("西德驻苏联大使克罗尔离任，列宁格勒举行酒会。", ["DIFF 苏联|列宁格勒", "POST 克罗尔|大使|西德"]),
    ],
    "days written 廿 and 卅": [
        (
            "1948年11月25日　星期四　第2版\n\n　　中央社上海廿四日电　局长顾维汉廿三日抵此。",
            ["ARTICLED 2 1948-11-24", "PER 顾维汉", "PLACE 上海"],
        ),
        (
            "1950年3月31日　星期五　第1版\n\n　　本报汉口三月卅日电　县长卫国栋到会。",
            ["POSTED 卫国栋 1950-03-30", "PLACE 汉口"],
        ),
        (
            "1951年1月29日　星期一　第1版\n\n　　新华社天津元月廿八日电　市长黄敬业卅一日将赴塘沽。",
            ["ARTICLED 2 1951-01-28", "PER 黄敬业"],
        ),
    ],
    "days beside a name": [
        ("劳工处处长陈永康昨公布数字。", ["PER 陈永康", "POST 陈永康|处长|劳工处"]),
        ("县长潘孟安前（八日）视察堤防，议员周佩玲今质询。", ["PER 潘孟安", "PER 周佩玲"]),
        ("食物及卫生局局长高永文昨午说。", ["ORG 食物及卫生局", "PER 高永文"]),
    ],
    "a group and what belongs to it": [
        (
            "金牛集团董事长余大有说，金牛集团财务公司总经理水长流到任。金牛集团扩产。",
            ["DIFF 金牛集团|金牛集团财务公司", "POST 余大有|董事长|金牛集团"],
        ),
        (
            "县百货公司经理柴玉珍、县百货公司批发部主任卜春生到会。县百货公司盘点。",
            ["POST 柴玉珍|经理|县百货公司"],
        ),
        (
            "红旗集团总裁申屠刚与红旗集团青岛分公司经理晏小山签约。",
            ["DIFF 红旗集团|红旗集团青岛分公司", "POST 申屠刚|总裁|红旗集团"],
        ),
    ],
    "the year that a page does not print": [
        (
            "在座谈会上的发言\n\n　　（一九九三年五月六日）\n\n　　1992年产值翻番，到2000年实现小康。\n\n　　新华社曼谷5月6日电　骆怀民主席离开曼谷。",
            ["DATED 1993-05-07"],
        ),
        ("新华社长沙11月02日电　一九九五年十一月二日，大桥通车，预计2010年收回投资。", ["DATED 1995-11-03"]),
        (
            "本报讯　市政府公布2035年远景目标纲要，1998年将建成两座水厂。1998年3月4日，代市长邬建安讲话。\n\n　　新华社武汉3月4日电　省长桂明到会。",
            ["DATED 1998-03-05"],
        ),
    ],
    "a year that is hard to read": [
        (
            "2020年5月6日　星期三　第1版\n\n　　二O一七年三月八日，冉新民任县长。",
            ["POSTED 冉新民 2017-03-08"],
        ),
        (
            "2020年5月7日　星期四　第1版\n\n　　97年6月1日，孔祥安任乡长。70年代，麻长贵任厂长。",
            ["POSTED 孔祥安 1997-06-01", "POSTED 麻长贵 -"],
        ),
        (
            "2020年5月8日　星期五　第1版\n\n　　2017.11.20，苗雨田任局长。民国廿六年，仇天佑任县长。",
            ["POSTED 苗雨田 2017-11-20", "POSTED 仇天佑 1937-01-01"],
        ),
        (
            "2020年5月9日　星期六　第1版\n\n　　昭和十二年，仲维德任市长。",
            ["POSTED 仲维德 1937-01-01", "-PER 昭和"],
        ),
    ],
    "a subsidiary and a short name that is defined": [
        (
            "公司控股子公司成都市锦川远航投资有限公司（以下简称“锦川远航”）增资，锦川远航表示感谢。",
            ["ORG 成都市锦川远航投资有限公司", "SAME 锦川远航|成都市锦川远航投资有限公司"],
        ),
        (
            "下属企业无锡市惠山精工机械有限公司（下称“惠山精工”）投产。惠山精工总经理谈笑说。",
            ["ORG 无锡市惠山精工机械有限公司", "SAME 惠山精工|无锡市惠山精工机械有限公司"],
        ),
        (
            "全资子公司厦门市鹭岛海运物流有限公司（简称：鹭岛海运）与厦门市鹭岛海港建设有限公司（简称：鹭岛海港）签约，鹭岛海运付款。",
            ["SAME 鹭岛海运|厦门市鹭岛海运物流有限公司", "DIFF 鹭岛海运|鹭岛海港"],
        ),
    ],
    "代表 as a verb": [
        ("佟大伟代表客队发言。", ["PER 佟大伟", "-PER 客队", "-POSTS"]),
        ("钟晓兰代表全班同学献花。", ["PER 钟晓兰", "-POSTS"]),
        ("农春旺代表村民签字，覃素芳代表厂方签字。", ["PER 农春旺", "PER 覃素芳", "-POSTS"]),
    ],
    "a minister without a name": [
        ("教育部长出席开学典礼。", ["-ORG 教育部"]),
        ("会上，水利部长作了说明，省民政厅长补充发言。", ["-ORG 水利部", "-ORG 省民政厅"]),
        ("国防部长韦国清会见外宾。", ["POST 韦国清|国防部长|-"]),
    ],
    "the first line of a notice": [
        (
            "白水县举办灯谜会\n\n　　近日，白水县文化馆举办灯谜会，馆长任小\n燕、副馆长白居安到场，全县三百多名谜友参加了\n这次活动。",
            ["HEADLINE 白水县举办灯谜会", "PER 任小燕"],
        ),
        (
            "市少年宫招收新学员\n\n　　市少年宫从即日起招收书画班学员，主任涂晓\n光介绍，名额八十人，报满为止。",
            ["HEADLINE 市少年宫招收新学员", "PER 涂晓光"],
        ),
        (
            "三村联合修水渠\n\n　　12月7日，柳河镇三个村的村民一起动手，镇长\n沙长河带头挖土，两天修好水渠四百米。",
            ["HEADLINE 三村联合修水渠", "PER 沙长河"],
        ),
    ],
    "years of the Republic": [
        (
            "中華民國三十七年五月四日　星期二　第三版\n\n　　立委田培林氏返京，民十九年任教育廳長，廿三年任校長。",
            ["DATED 1948-05-04", "PER 田培林", "-PER 民十"],
        ),
        (
            "中華民國二十五年十月十日　星期六　第一張\n\n　　參政員馮自由氏演說，民元年任稽勳局長。",
            ["DATED 1936-10-10", "PER 馮自由"],
        ),
        (
            "民國卅六年三月廿二日　星期六\n\n　　市長吳國楨廿一日視察碼頭。",
            ["DATED 1947-03-22", "PER 吳國楨"],
        ),
    ],
    "envoys and missions": [
        (
            "中国驻大阪总领事雷明、我驻英大使江岚、驻坦桑尼亚使馆参赞丁一凡到会。",
            ["POST 雷明|总领事|中国", "LOC 大阪", "POST 江岚|驻英大使|中国", "ORG 驻坦桑尼亚使馆"],
        ),
        (
            "我驻日内瓦总领事穆青云到任，我驻美使馆武官冀长林同行。",
            ["POST 穆青云|总领事|中国", "POST 冀长林|武官|驻美使馆"],
        ),
        (
            "我常驻联合国代表岳西平发言，巴西驻华大使席尔瓦听会。",
            ["POST 岳西平|代表|中国", "POST 席尔瓦|驻华大使|巴西"],
        ),
        ("我駐法公使顧少川昨返國。", ["POST 顧少川|駐法公使|中国"]),
    ],
    "pages of an archive": [
        (
            "###本县农民代表开会 韩县长报告春耕\n1947-03-05\n第1版()\n专栏：\n\n　　本县农民代表开会\n　　韩县长报告春耕\n　　【本市讯】全县农民代表二百人，三日开会，农会主任邱广田及原区长汤保山讲话。",
            ["ARTICLES 1", "HEADLINE 本县农民代表开会 韩县长报告春耕", "HELD 汤保山 原"],
        ),
        (
            "# 纱厂增产\n\n1951-08-09\n第2版()\n专栏：工业\n\n　　纱厂增产\n　　【本报讯】第三纱厂七月增产，厂长鲍国梁受奖。",
            ["ARTICLES 1", "HEADLINE 纱厂增产", "DATED 1951-08-09"],
        ),
        (
            "###我军收复县城\n\n1946-09-12\n第1版()\n专栏：\n\n　　我军收复县城\n　　【新华社晋绥十日电】我军八日收复县城，俘敌百余。",
            ["ARTICLES 1", "HEADLINE 我军收复县城"],
        ),
    ],
    "one body on a traditional page": [
        ("縣農會今日成立，農會會長龔自立到任。", ["SAME 縣農會|農會", "POSTNODE 龔自立 縣農會會長"]),
        ("衛生局局長龐德輝昨到潮陽縣視察。", ["POSTNODE 龐德輝 衛生局局長", "NAME 潮陽縣=潮陽縣"]),
        (
            "市體育協會開會，體育協會會長鄒國強致詞。",
            ["SAME 市體育協會|體育協會", "POSTNODE 鄒國強 市體育協會會長"],
        ),
    ],
    "a date in a table": [
        (
            "重大合同进展\n\n2017年06月05日\n\n合同名称　签订日期\n\n　　公司与白水县政府签订合同。",
            ["DATED -"],
        ),
        ("设备清单\n\n2019-03-31\n\n名称　数量\n\n　　以上设备由清溪县医院接收。", ["DATED -"]),
        ("工程进度\n\n2020年1月2日\n\n项目　完成\n\n　　大坝浇筑完成八成，业主单位验收。", ["DATED -"]),
    ],
    "原 before a body": [
        ("原县卫生局局长封小平到会。", ["ORG 县卫生局", "HELD 封小平 原"]),
        ("原省建设厅厅长戚文达旁听。", ["ORG 省建设厅", "HELD 戚文达 原", "POST 戚文达|厅长|省建设厅"]),
        (
            "原商会会长贾世昌、原市工会主席祝大年、原任经理葛洪到会。",
            ["POST 贾世昌|会长|商会", "POST 祝大年|主席|市工会", "POST 葛洪|经理|-"],
        ),
    ],
    "English names and other names in brackets": [
        (
            "微软公司CEO Satya Nadella到访，Stephen Curry效力于Golden State Warriors。",
            ["PER Satya Nadella", "PER Stephen Curry", "ORG Golden State Warriors"],
        ),
        (
            "国际货币基金组织（International Monetary Fund，IMF）总裁拉加德到会。",
            ["POST 拉加德|总裁|国际货币基金组织", "SAME IMF|国际货币基金组织"],
        ),
        (
            "白水县中医医院（县中医院）院长华长青到会。",
            ["POST 华长青|院长|白水县中医医院", "SAME 县中医院|白水县中医医院"],
        ),
    ],
    "a body and its letters": [
        (
            "世界贸易组织（WTO）总干事拉米到会。世界贸易组织发布报告，WTO表示关切。",
            ["SAME WTO|世界贸易组织", "POST 拉米|总干事|世界贸易组织"],
        ),
        ("国际奥委会（IOC）主席巴赫讲话，IOC将开会，国际奥委会同意。", ["SAME IOC|国际奥委会"]),
        (
            "国际能源署（IEA）署长比罗尔说，IEA下调预测。",
            ["SAME IEA|国际能源署", "POST 比罗尔|署长|国际能源署"],
        ),
    ],
}
TEXTS = [(kind, text, checks) for kind, texts in KINDS.items() for text, checks in texts]


class Build:
    """A build of all texts, a page each."""

    def __init__(self, folder: Path) -> None:
        """Build it."""
        (folder / "pages").mkdir()
        for number, (_, text, _) in enumerate(TEXTS):
            indented = text if "\n" in text else f"　　{text}"
            (folder / "pages" / f"{number}.txt").write_text(f"{indented}\n", "utf-8")
        kg.build(folder / "pages", out=folder / "out", jobs=1)
        self._tables = {path.stem: self._read(path) for path in (folder / "out").glob("*.jsonl")}
        self._names = {row["id"]: row["name"] for row in self._tables["entities"]}

    @staticmethod
    def _read(path: Path) -> list[Row]:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    def rows(self, table: str, number: int) -> list[Row]:
        """Return the rows of a table that are of a page."""
        return [row for row in self._tables[table] if row.get("page", row.get("path")) == f"{number}.txt"]

    def said(self, number: int) -> Iterator[str]:
        """Yield all that can be checked of a page."""
        (page,) = self.rows("pages", number)
        yield f"DATED {page.get('date') or '-'}"
        articles = self.rows("articles", number)
        yield f"ARTICLES {len(articles)}"
        for article in articles:
            yield f"HEADLINE {article.get('headline')}"
            yield f"PLACE {article.get('place')}"
            yield f"ARTICLED 2 {article.get('date')}"
        mentions = self.rows("mentions", number)
        for one in mentions:
            yield f"{one['label']} {one['text']}"
            yield f"NAME {one['text']}={self._names.get(one.get('entity'))}"
            for other in mentions:
                same = one["entity"] == other["entity"]
                yield f"{'SAME' if same else 'DIFF'} {one['text']}|{other['text']}"
        for post in self.rows("posts", number):
            yield "POSTS"
            yield f"POST {post['person']}|{post['title']}|{post.get('body') or '-'}"
            yield f"HELD {post['person']} {post.get('qualifier') or '-'}"
            yield f"POSTED {post['person']} {post.get('date') or '-'}"
            yield f"POSTNODE {post['person']} {self._names.get(post.get('post_entity', ''))}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return Build(tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize(
    ("number", "checks"),
    [(n, checks) for n, (_, _, checks) in enumerate(TEXTS)],
    ids=[f"{kind}-{n}" for n, (kind, _, _) in enumerate(TEXTS)],
)
def test_texts_of_other_papers(built: Build, number: int, checks: list[str]) -> None:
    said = set(built.said(number))
    missing = [
        check for check in checks if (check[1:] in said if check.startswith("-") else check not in said)
    ]
    assert not missing, sorted(said)
