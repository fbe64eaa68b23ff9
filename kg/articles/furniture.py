"""Page furniture: what belongs to the sheet and to no article (page number, date, editors, printer)."""

import re

_DAY = r"[一二三四五六日天]"
_NUMBER = r"[\d一二三四五六七八九十〇○零廿卅初正腊冬闰]"
_DATE = re.compile(
    rf"(?:[12]\d{{3}}|[一二三四五六七八九〇○零]{{4}})年{_NUMBER}{{1,3}}月{_NUMBER}{{1,3}}[日号]|(?:星期|周|禮拜|礼拜){_DAY}"
    rf"|(?:农历|農曆|夏历|阴历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?(?:{_NUMBER}{{1,3}}月|[正腊冬]月)?(?:初|十|廿|卅){_NUMBER}"
    r"|(?:中華)?民國\d{2,3}年(?:\d{1,2}月\d{1,2}日)?|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
)
_PAGE_NUMBER = re.compile(
    r"(?:第)?[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:版|頁|页)|^[A-Z]{0,2}\d{1,2}$|(?:今日|共)\d{1,3}版"
)
_SECTION = re.compile(
    r"(?:要闻|时政|综合|国内|国际|地方|社会|经济|文化|体育|教育|科技|理论|评论|民生|法治|副刊|广告|专版|专题|生态|健康|旅游|财经|视点|视觉|"
    r"要聞|港聞|兩岸|國際|社會|地方|經濟|體育|文教)(?:新闻|要闻|周刊|专刊|新聞|焦点)?"
)
_STAFF = re.compile(
    r"^(?:本版)?(?:责任|值班|执行|編輯|责编|責任)?(?:编辑|編輯|责编|主编|总编|编委|校对|校對|美编|版式|版面设计|组版|排版|审校|检校|监制|视觉|制图|图编|责校|值班主任|总值班)"
    r"[:：/|｜\-—]?[\u4e00-\u9fff]{2,}"
)
_CONTACT = re.compile(
    r"新闻热线|投稿|邮箱|[Ee]-?mail|电话：|热线：|传真：|https?：?//|www\.|邮编|邮政编码|邮发代号|国内统一|统一刊号|CN\d{2}-\d{4}|ISSN|零售价|每份|"
    r"定价|印刷厂|印务|广告经营许可|广告热线|发行部|发行热线|社址|报社地址|总第\d+期|第\d+期|主办：|主管：|出版：|[\w.]+@[\w.]+"
)
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|时报|商报|都市报|快报|周报|日報|晚報|時報|周刊|报社|新闻网)"
)
_LONGEST = 90
_IMPRINT_LENGTH = 30
_TOKEN_LENGTH = 6


def is_furniture(text: str) -> bool:
    """Tell whether a line, blanks kept, is furniture of the page.

    >>> is_furniture("2018年12月8日 星期六"), is_furniture("第3版"), is_furniture("责任编辑：张三 版式：李四")
    (True, True, True)
    >>> is_furniture("2018年12月8日，大会开幕"), is_furniture("健康")
    (False, False)
    """
    if not text:
        return True
    text = re.sub(r"\s*[|｜]\s*", "：", text)
    if len(text) > _LONGEST or "。" in text:
        return False
    return bool(_STAFF.match(text)) or _is_imprint(text) or _is_folio(text)


def is_date(text: str) -> bool:
    """Tell whether a line is nothing but a date, as under a notice.

    >>> is_date("2020年9月1日"), is_date("2020年9月1日 星期二")
    (True, False)
    """
    match = _DATE.match(text)
    return match is not None and match.end() == len(text) and "年" in text


def _is_folio(text: str) -> bool:
    """Tell whether a line is all date, page number, paper and section, with one of the first three."""
    kinds = [_token_kind(token) for token in re.split(r"[\s/·•—–-]+", text) if token]
    if not kinds or not {"date", "number", "paper"} & set(kinds):
        return False
    if "sentence" in kinds:
        return False
    return "other" not in kinds or {"date", "number"} <= set(kinds)


def _token_kind(token: str) -> str:
    """Return what one of the words of a folio line is."""
    rest, dates = _DATE.subn("", token)
    rest, numbers = _PAGE_NUMBER.subn("", rest)
    rest = re.sub(r"[\W_]", "", _SECTION.sub("", rest))
    if _STAFF.match(token) or not rest:
        return "date" if dates else "number" if numbers else "section"
    if _PAPER.fullmatch(rest):
        return "paper"
    return "other" if len(rest) <= _TOKEN_LENGTH else "sentence"


def _is_imprint(text: str) -> bool:
    """Tell whether a short line is mostly addresses, telephone numbers and prices."""
    found = len(_CONTACT.findall(text))
    if found >= 2:
        return True
    short = len(text) <= _IMPRINT_LENGTH and "，" not in text
    return found == 1 and short and any(char.isascii() for char in text)
