"""How an article opens, is signed and ends: datelines, bylines, credits, continuations, page furniture.

Each function looks at one line (its `text`: without blanks, digits half-width, punctuation full-width).
Traditional characters are read beside simplified ones.
"""

import re
from typing import NamedTuple

from kg.knowledge.press_words import press, press_words
from kg.knowledge.years import year_pattern
from kg.text import DIGIT, NUMERALS, ZEROS

HAN = "\u4e00-\u9fff\u3400-\u4dbf"
PAPER_ENDS = press("paper_end")
AGENCY = press("agency")
OWN = press("own")
RANK = press("rank")
_OUTLET = rf"(?:[{HAN}]{{1,7}}?{PAPER_ENDS}|{AGENCY})"
_DATE = rf"(?:{year_pattern('solar')})?(?:{DIGIT}{{1,3}}|元)月{DIGIT}{{1,3}}[日号號]"
_DATELINE = re.compile(
    rf"^[【\[〔（]?据?(?:{OWN}|{_OUTLET})(?:（[^（）]{{1,20}}）)?(?P<place>[{HAN}]{{0,8}}?)(?P<date>{_DATE})?"
    rf"{press('hour')}?{press('wire')}?(?P<kind>{press('sent')})(?!{press('not_sent')})[】\]〕）]?"
)
_ROLE = rf"(?:{RANK}|驻[^记]{{1,6}})*{press('writer')}"
_REPORTER_LEAD = re.compile(rf"^[（〔【](?:{OWN}|{_OUTLET})?{_ROLE}：?[^（）〔〕。，]{{2,40}}(?:[）〕】]|$)")
_BOX = r"[□■◎○◇◆●▲△☆★▪▌◤]"
_BYLINE = re.compile(
    rf"^{_BOX}?(?:文/?图?)?(?:{OWN}|{_OUTLET})?{_ROLE}(?P<names>[{HAN}·、/]{{2,40}})$"
    rf"|^{_BOX}(?P<boxed>[{HAN}·]{{2,10}})$"
    rf"|^{press('byline_label')}[：/](?P<author>[{HAN}·]{{2,12}})$"
    rf"|^(?:{OWN}{press('special')}?{press('commentator')}|{press('column')})$"
)
_CREDIT = re.compile(
    rf"(?<!拍){press('taken')}(?:（[^（）]{{1,12}}）)?[）】]?$"
    rf"|(?:{press('credit')}|图片由[{HAN}]{{2,20}}提供)[）】]?$"
    rf"|{press('photo_agency')}(?:记者[^。]{{2,12}})?发[）]?$"
)
_CAPTION_LEAD = re.compile(
    rf"^[▲▼◀▶◤◢△▽←→↑↓]?(?:{press('caption')}|图[①-⑩]|[上下左右][图圖][：为為]?|①|▲|▼|◀|▶)"
)
_MARK = r"[■◆▲►●□（〔【]*"
_SHEET = rf"第?(?P<page>[A-Z]?{DIGIT}{{1,3}}){press('sheet')}[^。，）〕】]{{0,10}}[）〕】]?"
_FROM = re.compile(rf"^{_MARK}{press('from_page')}{_SHEET}")
_TO = re.compile(rf"{_MARK}{press('to_page')}{_SHEET}$")
_DOCUMENT = re.compile(rf"^（(?:[12]\d{{3}}|[{NUMERALS}{ZEROS}]{{4}})年[^（）]{{2,80}}{press('passed')}）?$")
_LEAD = re.compile(
    rf"^(?:{_DATE}|\d{{1,2}}[日号]|\d{{1,2}}月\d{{1,2}}日?至|{press('recently')}"
    rf"|记者(?:{press('hearing')}|[0-9]+日)?从|記者[^。]{{0,8}}從|据[^。]{{0,12}}(?:消息|报道))"
)
_NOTICE = re.compile(rf"{press('notice')}$")
_NAME = rf"[{HAN}·]{{2,8}}"
_SIGNATURE = re.compile(
    rf"^（(?:{OWN}|{_OUTLET})?(?:{_ROLE})?：?{_NAME}(?:[ 、，]{_NAME}){{0,3}}(?<![版頁页过布发])）$"
)
_LABELED_SIGNATURE = re.compile(rf"^（{press('label')}[/图]?：[^（）。]{{2,40}}）$")
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
    if match["kind"] in press_words("short_sent"):
        return True
    return bool(match["date"]) or text[match.end() : match.end() + 1] in ("：", "（", "")


def goes_on_with_reporter(text: str, following: str) -> bool:
    """Tell whether a line is a dateline and no more, whose reporter stands at the head of the next line.

    >>> goes_on_with_reporter("本报和田6月11日讯", "（记者古丽米热通"), goes_on_with_reporter("本报讯", "今")
    (True, False)
    """
    match = _DATELINE.match(text)
    return match is not None and match.end() == len(text) and bool(_REPORTER_LEAD.match(following))


def is_byline(text: str) -> bool:
    """Tell whether a line holds nothing but who wrote an article.

    >>> is_byline("□本报记者周立成通讯员韩玉梅"), is_byline("本报记者王磊摄")
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
    return bool(_LEAD.match(text)) and not text.startswith(press_words("told"))


def names_document(text: str) -> bool:
    """Tell whether a headline names a notice or a document.

    >>> names_document("关于召开第五次会议的决定"), names_document("大会隆重开幕")
    (True, False)
    """
    return bool(_NOTICE.search(text))
