"""Pages of one thing again and again: a pattern so many times, or as many characters of it.

A star in a pattern stands for a word of three characters, another one each time.
"""

from itertools import count

_ONES = "文明强国华建军平伟芳"
_TENS = "敏静丽娟磊洋勇艳杰涛"
_HUNDREDS = "超霞刚桂英玉兰凤洁梅"

PROSE = (
    "　　本报清河3月5日讯（记者 周*）清河县水利局局长钱*昨日到葛仙庄镇检查河道，"
    "并同镇长吴*座谈，要求抓好防汛工作。\n"
    "　　副县长马*说，全县今年要新建学校三所，改造危房两百间，让山里的孩子就近上学。"
    "马县长表示，资金已经到位。\n"
    "　　“往年一到雨季，路就断了。”村民孙*告诉记者，“现在好了，车能开到家门口。”\n"
    "　　据介绍，该县去年种植苹果四千亩，收入比上年增加一成多；葛仙庄镇人民政府还同省农业科学院签订了合同。\n"
    "　　县委书记李*、县长赵*，县人大常委会主任何*出席会议。会议由郑*主持。\n"
)
"""A page of news, as any paper prints it."""

PATTERNS = {
    "prose": "清河县县委书记*在会上强调，要深入学习贯彻部署，推动全县发展。\n",
    "one line of prose": "清河县县委书记*在会上强调，要深入学习贯彻部署，推动全县发展。",
    "Windows line ends": "昨日召开会议\r\n",
    "lines cut off": "，会议\r\n",
    "empty lines": "会议召开\r\n\r\n",
    "lines of commas": "会议，召开\n",
    "hyphens": "ab-\n",
    "verse": "春眠不觉晓\n",
    "blanks": "张 ",
    "markup": '<div class="a b">(x, y): [z]; !',
    "lines of markup": '<div class="a b">(x, y)</div>\n',
    "dates": "2018年5月3日\n",
    "mastheads": "2018年12月8日 星期六\n",
    "bylines": "□本报记者 张文明\n",
    "datelines": "本报讯 大会昨日召开\n",
    "items": "本报讯 大会昨日召开\n会议指出，要做好工作。\n大会召开了很多天，大家都说好。\n",
    "headlines": "*大会隆重开幕\n\n",
    "notes": "（上接第1版）\n",
    "credits": "张文明摄\n",
    "captions": "图为会议现场。张文明摄\n",
    "captions cut off": "图为会议现场\n",
    "signatures": "（张文明 王强）\n",
    "editors": "责任编辑：张三 版式：李四\n",
    "relative dates": "昨日",
    "days of the week": "下周五",
    "days": "12月5日",
    "years": "2018年",
    "a name with its title": "县长赵立群",
    "a name with its title, by commas": "县长赵立群，",
    "a title after its name": "赵立群县长",
    "a list of names": "赵*、",
    "names with blanks": "赵 群 ",
    "one name": "赵立群",
    "surnames": "王",
    "double surnames": "欧阳",
    "places": "清河县",
    "villages": "*村",
    "a body": "清河县水利局",
    "bodies without end": "清河县*局",
    "bodies and heads": "清河县*局局长",
    "titles": "局长",
    "deputies": "副",
    "chairs of committees": "委员会主任",
    "ends of bodies": "局",
    "ends of places": "县",
    "brackets opened": "（",
    "brackets closed": "）",
    "brackets": "（）",
    "quotes opened": "“",
    "quotes closed": "”",
    "straight quotes": '"',
    "corner quotes": "「」",
    "titles of books": "《清河》",
    "titles of books opened": "《清",
    "commas": "，",
    "stops": "。",
    "ellipses": "……",
    "colons": "：",
    "middle dots": "·",
    "foreign names": "阿里·",
    "a long foreign name": "阿里巴·",
    "one character a line": "会\n",
    "one letter a line": "a\n",
    "blank lines": "\n",
    "Windows blank lines": "\r\n",
    "old Macintosh line ends": "会议\r",
    "blanks alone": " ",
    "wide blanks": "\u3000",
    "lines of wide blanks": "\u3000\u3000\n",
    "tabs": "会\t",
    "digits": "1",
    "lines of digits": "12\n",
    "Chinese digits": "一",
    "tens": "十",
    "zeros": "〇",
    "letters": "a",
    "words": "word ",
    "addresses": "http://www.example.cn/a?b=c ",
    "formulas": "=SUM(A1:A9)+",
    "hyphen lines": "-\n",
    "rules": "—",
    "stars": "＊",
    "empty boxes": "□",
    "NUL": "\x00",
    "private use": "\ue000",
    "zero width": "会\u200b",
    "bidi marks": "会\u202e",
    "combining marks": "\u0301",
    "astral": "\U00020000",
    "lone surrogates": "\ud800",
    "lost characters": "\ufffd",
    "tags": "<p>",
    "tags opened": "<",
    "comments": "<!--",
    "entities": "&amp;",
    "one verb": "任命",
    "verbs and titles": "任局长",
    "appointments": "任命*为局长，",
    "holders": "任",
    "since": "以来",
    "explained": "（以下简称“清河”）",
    "agencies": "新华社",
    "agencies and days": "新华社北京12月8日电",
    "reporters": "本报记者",
    "reporters with names": "本报记者 张* ",
    "editors without end": "责编",
    "continued": "下转第2版",
    "pages": "第1版",
    "numbered": "1.",
    "numbered in Chinese": "（一）",
    "counted": "一、",
    "countries": "中国",
    "two countries": "中美",
    "states": "国",
    "we": "我县",
    "this": "该县",
    "old": "老王",
    "spoken to": "王院长",
    "abbreviations": "京津冀",
    "percent": "5%",
    "money": "1.5亿元",
    "one syllable": "的",
    "not in any word": "龘",
    "traditional": "縣長趙立羣，",
}
"""What a page may hold again and again."""


def word(number: int) -> str:
    """Return a word of three characters that none of the 1,000 numbers around has."""
    return _HUNDREDS[number // 100 % 10] + _TENS[number // 10 % 10] + _ONES[number % 10]


def repeat(source: str, times: int) -> str:
    """Return a pattern so many times."""
    if "*" not in source:
        return source * times
    words = count()
    return "".join(word(next(words)) if char == "*" else char for _ in range(times) for char in source)


def fill(source: str, characters: int) -> str:
    """Return as many characters of a pattern as are asked for."""
    length = len(source) + 2 * source.count("*")
    return repeat(source, characters // length + 1)[:characters]
