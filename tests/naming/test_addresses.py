"""Surname and title: 马院长, 欧阳副主席, 老李, 李老, 小张, 张某某."""

import pytest

from kg.knowledge.addresses import Address, address_of, fits_post
from tests.conftest import resolved, with_references


@pytest.mark.parametrize(
    ("form", "surname", "title"),
    [
        ("马院长", "马", "院长"),
        ("欧阳副主席", "欧阳", "副主席"),
        ("王书记", "王", "书记"),
        ("陈总工", "陈", "总工"),
        ("李总", "李", "总"),
        ("高大姐", "高", "大姐"),
        ("刘老师", "刘", "老师"),
        ("老李", "李", ""),
        ("小张", "张", ""),
        ("李老", "李", "老"),
        ("张某", "张", "某"),
        ("张某某", "张", "某某"),
        ("李某甲", "李", "某甲"),
        ("司马教授", "司马", "教授"),
    ],
)
def test_a_form_of_address_is_taken_apart(form: str, surname: str, title: str) -> None:
    assert address_of(form) == Address(surname, title)


@pytest.mark.parametrize(
    "form", ["马智慧", "院长", "欧阳晓", "老舍", "小平", "小敏", "高级经理", "副主席", "白求恩"]
)
def test_a_full_name_is_no_form_of_address(form: str) -> None:
    assert address_of(form) is None


@pytest.mark.parametrize(
    ("title", "held", "fits"),
    [
        ("院长", {"院长"}, True),
        ("院长", {"副院长"}, True),
        ("总", {"总经理"}, True),
        ("教授", {"博士生导师"}, True),
        ("主席", {"总书记"}, True),
        ("局长", {"村民"}, False),
        ("书记", {"镇长"}, False),
        ("大姐", {"护士长"}, None),
        ("书记", set(), None),
    ],
)
def test_a_title_fits_a_post(title: str, held: set[str], fits: bool | None) -> None:
    assert fits_post(Address("王", title), held) is fits


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("[O安新县医院][T院长][P马小兰]下乡。马院长很忙。", "马院长", "马小兰"),
        ("[O山东省政府][T副省长][P欧阳海]讲话。欧阳副省长强调安全。", "欧阳副省长", "欧阳海"),
        ("[O山东省政府][T副省长][P欧阳海]讲话。[P欧阳][T副省长]强调安全。", "欧阳副省长", "欧阳海"),
        ("[T村支书][P王建国]带头修路。“王书记，您歇歇！”", "王书记", "王建国"),
        ("[P李大海]种了三亩地，老李很高兴。", "老李", "李大海"),
        ("[P李大海]种了三亩地，[P李老]今年八十岁。", "李老", "李大海"),
        ("[P张小燕]刚毕业，[P小张]爱笑。", "小张", "张小燕"),
        ("[T犯罪嫌疑人][P张大勇]被抓，[P张某]已经招认。", "张某", "张大勇"),
        ("[P高玉兰]是护士，大家叫高大姐。", "高大姐", "高玉兰"),
        ("[P马院长]天天查房。说的是[O安新县医院][T院长][P马小兰]。", "马院长", "马小兰"),
        ("[T县长][P王一平]、[T书记][P王大力]到会，王书记讲话。", "王书记", "王大力"),
        ("[T县长][P王一平]、[T书记][P王大力]到会，王县长讲话。", "王县长", "王一平"),
        ("[O星河公司][T董事长][P赵明]说，赵总很有信心。", "赵总", "赵明"),
        ("[O河北大学][T博士生导师][P孙立]讲课，孙教授答问。", "孙教授", "孙立"),
        ("[T医生][P钱红]坐诊，钱大夫开了药。", "钱大夫", "钱红"),
    ],
)
def test_an_address_is_the_person_of_the_article(marked, stands_for, text: str, form: str, name: str) -> None:
    assert stands_for(marked(text))[form] == name


@pytest.mark.parametrize(
    ("articles", "form"),
    [
        (["[T村民][P王一平]到会，[P王局长]讲话。"], "王局长"),
        (["[P欧小海]到会，[P欧阳副主席]讲话。"], "欧阳副主席"),
        (["[P欧阳海]到会，[P欧局长]讲话。"], "欧局长"),
        (["[O安新县医院][T院长][P马小兰]下乡。", "[P马院长]很忙。"], "马院长"),
        (["[O本报][T记者][P马小兰]\n[P马院长]很忙。"], "马院长"),
        (["[P马克·李]到会，[P马院长]讲话。"], "马院长"),
    ],
)
def test_a_doubtful_address_stays_by_itself(marked, stands_for, articles: list[str], form: str) -> None:
    assert stands_for(marked(*articles))[form] == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("[P马小兰]和[P马大海]到了。马老师很忙。", "马老师"),
        ("[T县长][P王一平]、[T县长][P王大力]到会，王县长讲话。", "王县长"),
    ],
)
def test_an_address_that_fits_two_people_is_no_node(marked, stands_for, text: str, form: str) -> None:
    assert stands_for(marked(text))[form] == "-"


@pytest.mark.parametrize(
    "text",
    [
        "[P任小兰]到会，会议选举任主席一人。",
        "[P安大海]报警，公安局长到场。",
        "[P高玉兰]会提高主任的待遇。",
        "[P江一平]参观长江主席台。",
        "[P马小兰]乘车，一匹马主任看见了。",
        "[P马小兰]看病，马主任医师坐诊。",
        "大家都叫马院长。",
    ],
)
def test_words_are_not_addresses(marked, text: str) -> None:
    reading = marked(text)
    added = [m.text for m in with_references(reading).mentions if m not in reading.mentions]
    assert added == []


def test_an_address_is_an_alias_of_its_person_and_no_node(marked) -> None:
    reading = with_references(marked("[O安新县医院][T院长][P马小兰]下乡。马院长很忙，马大姐也笑了。"))
    people = [e for e in resolved(reading).entities if e.label == "PER"]
    assert [(e.name, e.aliases, e.mentions) for e in people] == [("马小兰", ("马大姐", "马院长"), 3)]


def test_two_articles_have_their_own_old_li(marked) -> None:
    pages = [marked("[P老李]种树。", "[P老李]卖瓜。", page="a.txt"), marked("[P老李]下棋。", page="b.txt")]
    people = [e for e in resolved(*pages).entities if e.label == "PER"]
    assert [(e.name, e.mentions) for e in people] == [("老李", 1)] * 3


def test_a_refusal_is_told_with_its_reason(marked) -> None:
    found = {
        (j.a, j.b): (j.judgement, j.reason)
        for text in (
            "[T县长][P王一平]、[T县长][P王大力]，[P王县长]。",
            "[T村民][P李一平]，[P李局长]。",
        )
        for j in resolved(marked(text)).judgements
    }
    assert found["王县长", "王一平"] == ("unsure", "several people are called 王")
    assert found["李局长", "李一平"] == ("unsure", "the one 李 holds other posts")


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("[O安新县医院][T院长][P马小兰]，[P马院长]。", 0.9),
        ("[P马小兰]，[P马大姐]。", 0.7),
    ],
)
def test_the_score_tells_how_much_is_known(marked, text: str, score: float) -> None:
    assert [j.score for j in resolved(marked(text)).judgements] == [score]
