"""What is a name and what stands beside it: words before it, 同, descriptions, lines, torn names."""

import pytest

from kg.model import Label
from kg.recognize.candidates import Candidate, Draft, Word, WordIndex, read_words
from kg.recognize.lines import name_lines
from kg.recognize.name_starts import start_name
from kg.recognize.person_ends import end_people
from kg.recognize.torn_places import mend_torn
from tests.recognize.marked import draft_of_marked, read_marked

STARTS = [  # a sentence with what a network says, the words around it where they matter, the names
    pytest.param("[应托卡]P总统邀请，他今起访问。", ["托卡"], id="invited by"),
    pytest.param("[应珍珍]P邀请记者来家里。", ["应珍珍"], id="somebody who invites"),
    pytest.param("[应老挝国会]O邀请，代表团起程。", ["老挝国会"], id="invited by a body"),
    pytest.param("[应县]L邀请游客登塔。", ["应县"], id="a county"),
    pytest.param("双方[同塞拉利昂]L总统通话。", ["塞拉利昂"], id="with a country"),
    pytest.param("他[同马杜罗]P总统会谈。", ["马杜罗"], id="with somebody"),
    pytest.param("他[同访华]P的客人会谈。", [], id="with who comes"),
    pytest.param("[同英国议会]O议长会谈。", ["英国议会"], id="with a body of a state"),
    pytest.param("[同济大学]O开学。", ["同济大学"], id="a university"),
    pytest.param("今天[联合国务院]O发文", ["国务院"], id="joined by"),
    pytest.param("司法部[会同教育部]O发文。", ["教育部"], id="together with"),
    pytest.param("[联合国教科文组织]O发文。", ["联合国教科文组织"], id="united"),
    pytest.param("推动[中国同东盟]O关系发展。", ["中国", "东盟"], id="a country with a body"),
    pytest.param("在[南京同世界银行]O行长会谈。", ["南京", "世界银行"], id="a city with a body"),
    pytest.param("[教育部联合财政部]O发文。", ["教育部", "财政部"], id="a body that joins another"),
    pytest.param("[山西大同煤矿集团]O成立。", ["山西大同煤矿集团"], id="in the name of a city"),
    pytest.param("[日本名校早稻田大学]O开学。", ["日本", "早稻田大学"], id="a famous university"),
    pytest.param("[挪威知名智库南森研究所]O称。", ["挪威", "南森研究所"], id="a think tank"),
    pytest.param("[智库南森研究所]O称。", ["南森研究所"], id="a think tank alone"),
    pytest.param("[法国在野党复兴党]O集会。", ["法国", "复兴党"], id="a party and what it is"),
    pytest.param("轮值主席[国瑞士]L总统到访。", ["瑞士"], id="a country that presides"),
    pytest.param("主办[国巴西政府]O发文。", ["巴西政府"], id="a body of a country that hosts"),
    pytest.param("主要反对[党民主党]O集会。", ["民主党"], id="a party and the end of what it is"),
    pytest.param("[党建研究会]O开会。", ["党建研究会"], id="of the party"),
    pytest.param("包括印度在[内金砖国家]O开会。", ["金砖国家"], id="among others"),
    pytest.param("保障在[华瑞士]L公民的安全。", ["瑞士"], id="of another country, here"),
    pytest.param("在[巴中国]L公民平安。", ["中国"], id="of ours, there"),
    pytest.param("在[华沙]L开会。", ["华沙"], id="a city that begins so"),
    pytest.param("[主宾国云海国家馆]O开馆。", ["云海国家馆"], id="a guest"),
    pytest.param("[国家博物馆]O开馆。", ["国家博物馆"], id="no country"),
    pytest.param("[科威特埃米尔萨巴赫]L来访。", ["科威特", "埃米尔", "萨巴赫"], id="who rules a country"),
    pytest.param("[文莱苏丹国]L的海岸。", ["文莱苏丹国"], id="a sultanate"),
    pytest.param("[中国智库联盟]O成立。", ["中国智库联盟"], id="think tanks in a name"),
]


def words_of(text: str, name: Candidate) -> WordIndex:
    first = text[name.start] if name.label == "PER" and text[name.end :].startswith("总统邀请") else ""
    rest = text[name.start + len(first) : name.end]
    pieces = [(text[: name.start], "n"), (first, "v"), (rest, "n"), (text[name.end :], "v")]
    return WordIndex(read_words([piece for piece in pieces if piece[0]], ""))


@pytest.mark.parametrize(("marked", "names"), STARTS)
def test_where_names_begin(marked: str, names: list[str]) -> None:
    text, ((surface, label, start),) = read_marked(marked)
    name = Candidate(start, start + len(surface), label, "net", 0.9)
    assert [text[c.start : c.end] for c in start_name(text, words_of(text, name), name)] == names


LINES = [
    pytest.param("昨天[沪杭]L、杭甬高铁停运。", [], id="in a list"),
    pytest.param("昨天[渝贵]P等客专停运。", [], id="before 等"),
    pytest.param("[郑万]P高铁全线通车。", [("郑万高铁", "LOC")], id="right before"),
    pytest.param("[银川]L高铁站启用。", [("银川", "LOC")], id="a city"),
    pytest.param("[我国]L铁路客流增长。", [("我国", "LOC")], id="known to the reader"),
    pytest.param("[京津]L两地降雨。", [("京津", "LOC")], id="no line"),
]


@pytest.mark.parametrize(("marked", "names"), LINES)
def test_lines_told_by_pairs_of_cities(marked: str, names: list[tuple[str, str]]) -> None:
    draft = draft_of_marked(marked)
    name_lines(draft)
    assert [(draft.text[c.start : c.end], c.label) for c in draft.candidates()] == names


LAST = [
    pytest.param("主任", "[林可]P成作了说明。", ["林可成"], id="gave an account"),
    pytest.param("局长", "[宋云]P珙，四十岁。", ["宋云珙"], id="a mark"),
    pytest.param("总理", "[塔法瓦]P纳、部长乙。", ["塔法瓦纳"], id="a foreign name"),
    pytest.param("主任", "[林可]P也作了说明。", ["林可"], id="an adverb"),
    pytest.param("主任", "[林可]P等。", ["林可"], id="and others"),
    pytest.param("看见", "[林可]P成，", ["林可"], id="no title"),
]


@pytest.mark.parametrize(("before", "marked", "names"), LAST)
def test_people_after_titles_have_their_last_character(before: str, marked: str, names: list[str]) -> None:
    text, ((surface, label, start),) = read_marked(before + marked)
    tag = "v" if before == "看见" else "TITLE"
    end = start + len(surface)
    words = [Word(before, tag, 0), Word(surface, label, start, "net"), Word(text[end:], "v", end)]
    draft = Draft(text, words)
    end_people(draft)
    assert [text[c.start : c.end] for c in draft.candidates() if c.label == "PER"] == names


TORN = [
    pytest.param("舰队/驶入/马六/甲/海峡/。", (4, 6, "PER"), "马六甲海峡", id="the beginning"),
    pytest.param("船/过/马六甲/海峡/。", (4, 7, "LOC"), "马六甲海峡", id="the end"),
    pytest.param("飞往/新/墨西哥州/。", (3, 7, "LOC"), "新墨西哥州", id="another place of that end"),
    pytest.param("飞往/墨西哥州/。", (2, 6, "LOC"), "墨西哥州", id="that place"),
    pytest.param("首都/柏林/集会。", (2, 4, "LOC"), "柏林", id="the end of a word before"),
    pytest.param("南卡/州长/说。", (0, 2, "LOC"), "南卡", id="the beginning of a word after"),
]


@pytest.mark.parametrize(("words", "span", "place"), TORN)
def test_torn_places_are_whole(words: str, span: tuple[int, int, Label], place: str) -> None:
    text = words.replace("/", "")
    tags = {"新": "a"}
    index = WordIndex(read_words([(word, tags.get(word, "v")) for word in words.split("/")], ""))
    found = mend_torn(text, index, [], Candidate(*span, "net", 0.9))
    assert text[found.start : found.end] == place
    assert found.label == "LOC"


def test_a_place_takes_in_no_title() -> None:
    index = WordIndex(read_words([("南卡州", "n"), ("长", "v"), ("说", "v")], ""))
    name = Candidate(0, 2, "LOC", "net", 0.9)
    assert mend_torn("南卡州长说", index, [(2, 4)], name) == name
