"""How an article opens, is signed and ends: datelines, bylines, credits, continuations, page furniture.

Each function looks at one line (its `text`: without blanks, digits half-width, punctuation full-width).
Traditional characters are read beside simplified ones.
"""

import re
from typing import NamedTuple


def _any(words: str) -> str:
    """Return a pattern for any of some words that stand between blanks."""
    return f"(?:{'|'.join(words.split())})"


_HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_DIGIT = r"[\d一二三四五六七八九十]"
PAPER_ENDS = _any(
    "日报 晚报 晨报 早报 午报 商报 时报 快报 周报 都市报 青年报 法制报 法治报 农民报 工人报 "
    "日報 晚報 時報 導報 在线 都市网 新闻网 之声 融媒 融媒体中心 网"
)
AGENCY = _any(
    "新华社 新华网 新華社 人民网 央视网 央广网 国际在线 中新社 中新网 中国新闻网 "
    "中央社 中通社 中评社 美联社 路透社 法新社 共同社"
)
_OUTLET = rf"(?:[{_HAN}]{{1,7}}?{PAPER_ENDS}|{AGENCY})"
OWN = _any("本报综合 本报 本刊 本台 本网 本站 本社 本報 本網")
_DATE = rf"(?:[一二〇○零\d]{{4}}年)?{_DIGIT}{{1,3}}月{_DIGIT}{{1,3}}[日号]"
_SENT = _any("讯 訊 电 電 消息 报道 報導 報道")  # how a dateline ends
_NOT_A_WORD = r"(?![员員话話台臺视視子力器影商邮信动脑网线缆梯站厂池源车压能费价量路机])"  # 电话, 电台 …
_DATELINE = re.compile(
    rf"^[【\[〔（]?据?(?:{OWN}|{_OUTLET})(?:（[^（）]{{1,20}}）)?(?P<place>[{_HAN}]{{0,8}}?)(?P<date>{_DATE})?"
    rf"(?:上午|下午|晚|凌晨)?(?:综合|专|快|急|綜合|專)?(?P<kind>{_SENT}){_NOT_A_WORD}[】\]〕）]?"
)
_RANK = _any("特派 特约 首席 见习 實习 实习 驻[^记]{1,6} 全媒体 特約 見習 融媒体 摄影 攝影")
_ROLE = rf"{_RANK}*{_any('记者 記者 通讯员 通訊員 实习生 评论员 評論員 撰稿人')}"
_REPORTER_LEAD = re.compile(rf"^[（〔【](?:{OWN}|{_OUTLET})?{_ROLE}：?[^（）〔〕。，]{{2,40}}(?:[）〕】]|$)")
_BOX = r"[□■◎○◇◆●▲△☆★▪▌◤]"
_BYLINE = re.compile(
    rf"^{_BOX}?(?:文/?图?)?(?:{OWN}|{_OUTLET})?{_ROLE}(?P<names>[{_HAN}·、/]{{2,40}})$"
    rf"|^{_BOX}(?P<boxed>[{_HAN}·]{{2,10}})$"
    rf"|^(?:作者|文|撰文|记者|整理)[：/](?P<author>[{_HAN}·]{{2,12}})$"
    rf"|^(?:{OWN}(?:特约)?评论员|本報評論員|任仲平|钟声|新华社评论员)$"
)
_CREDIT = re.compile(
    rf"(?<!拍)(?:摄|攝)(?:（[^（）]{{1,12}}）)?[）】]?$"
    rf"|(?:{_any('摄影报道 攝影報導 供图 供圖 资料图片 資料圖片')}|图片由[{_HAN}]{{2,20}}提供)[）】]?$"
    r"|(?:新华社|中新社|新華社)(?:记者[^。]{2,12})?发[）]?$"
)
_CAPTION_LEAD = re.compile(r"^[▲▼◀▶◤◢△▽←→↑↓]?(?:图为|圖為|图[①-⑩]|[上下左右][图圖][：为為]?|①|▲|▼|◀|▶)")
_MARK = r"[■◆▲►●□（〔【]*"
_SHEET = rf"第?(?P<page>[A-Z]?{_DIGIT}{{1,3}})[版頁页][^。，）〕】]{{0,10}}[）〕】]?"
_FROM = re.compile(rf"^{_MARK}{_any('上接 紧接 緊接 接 续 續')}{_SHEET}")
_TO = re.compile(rf"{_MARK}{_any('下转 下轉 紧转 转 轉')}{_SHEET}$")
_DOCUMENT = re.compile(
    r"^（(?:[12]\d{3}|[一二三四五六七八九〇○零]{4})年[^（）]{2,80}"
    rf"{_any('通过 公布 发布 印发 批准 修订 修正')}）?$"
)
_LEAD = re.compile(
    rf"^(?:{_DATE}|\d{{1,2}}[日号]|\d{{1,2}}月\d{{1,2}}日?至"
    rf"|{_any('日前 近日 昨日 昨天 今天 今日 连日来 連日來 当地时间')}"
    rf"|记者{_any('昨日 日前 近日 今天 [0-9]+日')}?从|記者[^。]{{0,8}}從|据[^。]{{0,12}}(?:消息|报道))"
)
_NOTICE = re.compile(
    "(?:公告|通告|公示|启事|啟事|声明|聲明|通知|决定|決定|意见|办法|条例|名单|讣告|更正|致歉|公报|命令|通报|简历|目录|预告|招聘|招标)$"
)


_NAME = rf"[{_HAN}·]{{2,8}}"
_SIGNATURE = re.compile(
    rf"^（(?:{OWN}|{_OUTLET})?(?:{_ROLE})?：?{_NAME}(?:[ 、，]{_NAME}){{0,3}}(?<![版頁页过布发])）$"
)


_LABELED_SIGNATURE = re.compile(
    rf"^（{_any('作者 作者单位 文 图 编辑 责编 来源 记者 供稿 摄影')}[/图]?：[^（）。]{{2,40}}）$"
)
_PLACES_IN_PICTURE = re.compile(r"（(?:从?[前后左右上下中]|居中)[^（）。]{0,10}）")
_YEARS = re.compile(r"^\d{4}(?:年(?:\d{1,2}月)?|[.]\d{1,2})?(?:[—–~～-]+|至)(?:\d|今)")


class Continuation(NamedTuple):
    """A note that an article comes from or goes on to another page."""

    page: str  # the number as printed
    end: int  # how much of the line's text the note takes


def has_dateline(text: str) -> bool:
    """Tell whether a line opens an article: a dateline or the reporter's name in brackets.

    >>> has_dateline("本报12月7日讯（记者张文"), has_dateline("新华社北京一月五日电")
    (True, True)
    >>> has_dateline("本报电话：123")
    False
    """
    match = _DATELINE.match(text)
    if match is None:
        return bool(_REPORTER_LEAD.match(text))
    if match["kind"] in ("讯", "訊", "电", "電"):
        return True
    return bool(match["date"]) or text[match.end() : match.end() + 1] in ("：", "（", "")


def is_byline(text: str) -> bool:
    """Tell whether a line holds nothing but who wrote an article.

    >>> is_byline("□本报记者孙国俊通讯员张聪颖"), is_byline("本报记者王磊摄")
    (True, False)
    """
    return len(text) <= 48 and bool(_BYLINE.match(text)) and not has_credit(text) and "记者从" not in text


def is_signature(spaced: str) -> bool:
    """Tell whether a line, blanks kept, names in brackets who wrote the article above it.

    >>> is_signature("（吴江 郑爱国）"), is_signature("（2022年1月通过）")
    (True, False)
    """
    return bool(_SIGNATURE.match(spaced) or _LABELED_SIGNATURE.match(spaced))


def is_listed(text: str) -> bool:
    """Tell whether a line without a full stop is an entry of a list: years of a life, who stands where.

    >>> is_listed("1973—1978年在旗乌兰牧骑工作"), is_listed("2016年招聘会开幕")
    (True, False)
    """
    return bool(_YEARS.match(text) or _PLACES_IN_PICTURE.search(text))


def has_credit(text: str) -> bool:
    """Tell whether a text ends with the name of a photographer.

    >>> has_credit("共完成450.2万亩。本报记者王鹏刘玉荣摄"), has_credit("在草原上拍摄")
    (True, False)
    """
    return bool(_CREDIT.search(text[-40:]))


def is_credit(text: str) -> bool:
    """Tell whether a line holds nothing but a photographer's credit.

    >>> is_credit("■经开摄"), is_credit("投入使用。高伟韦摄")
    (True, False)
    """
    return len(text) <= 30 and has_credit(text) and not re.search(r"[。，；！？]", text)


def opens_caption(text: str) -> bool:
    """Tell whether a line opens the caption of a picture.

    >>> opens_caption("图为活动现场。"), opens_caption("图书馆开放")
    (True, False)
    """
    return bool(_CAPTION_LEAD.match(text))


def continued_from(text: str) -> Continuation | None:
    """Return the note at a line's start that the article comes from another page.

    >>> continued_from("（上接第1版）创新人才"), continued_from("■上接第一版")
    (Continuation(page='1', end=7), Continuation(page='一', end=6))
    """
    match = _FROM.match(text)
    return Continuation(match["page"], match.end()) if match else None


def continued_to(text: str) -> str | None:
    """Return the page that an article goes on to, as noted at a line's end.

    >>> continued_to("谱写新篇章。（下转第3版）"), continued_to("由胜转败")
    ('3', None)
    """
    match = _TO.search(text[-30:])
    return match["page"] if match else None


def is_document_note(text: str) -> bool:
    """Tell whether a line says who passed a document and when, as stands under its headline.

    >>> is_document_note("（2019年5月6日政协第九届委员会常务委员会第四次会议通过）")
    True
    """
    return bool(_DOCUMENT.match(text))


def has_lead(text: str) -> bool:
    """Tell whether a paragraph begins as the first of a news item often does.

    >>> has_lead("9月23日，大会开幕"), has_lead("据悉，本次活动")
    (True, False)
    """
    return bool(_LEAD.match(text)) and not text.startswith(("据悉", "据了解", "据介绍"))


def names_document(text: str) -> bool:
    """Tell whether a headline names a notice or a document.

    >>> names_document("关于召开第五次会议的决定"), names_document("大会隆重开幕")
    (True, False)
    """
    return bool(_NOTICE.search(text))
