"""Two people of one name, and one person with several posts."""

import pytest

from kg.corpus import Resolution, Ruling
from kg.corpus.census import COMMON
from kg.model import Entity
from tests.conftest import resolved

Page = tuple[str, str]  # date, marked sentence


def resolution_of(marked, *pages: Page, rulings: tuple[Ruling, ...] = ()) -> Resolution:
    readings = [marked(text, page=f"{n}.txt", date=date or None) for n, (date, text) in enumerate(pages)]
    return resolved(*readings, rulings=rulings)


def named(resolution: Resolution, name: str) -> list[Entity]:
    return [entity for entity in resolution.entities if (entity.label, entity.name) == ("PER", name)]


MAYOR = ("2024-03-01", "[O保定市政府][T市长][P王磊]主持会议。")
NATIONWIDE = ("2024-03-01", "[O国务院][T副总理][P王磊]讲话。")
DOCTOR = ("2024-03-09", "[O绵阳市第三医院][T医生][P王磊]坐诊。")


@pytest.mark.parametrize(
    ("pages", "people"),
    [
        ((MAYOR, DOCTOR), 2),
        ((DOCTOR, MAYOR), 2),
        ((MAYOR, ("2024-03-09", "[L绵阳市]下雨。[T村民][P王磊]种了三亩地。")), 2),
        ((MAYOR, ("2024-03-09", "[O保定市第二医院][T医生][P王磊]坐诊。")), 1),
        ((MAYOR, ("2026-03-01", "[O绵阳市政府][T市长][P王磊]主持会议。")), 1),
        ((MAYOR, ("2024-03-09", "[O绵阳市政府][T市长][P王磊]主持会议。")), 2),
        ((MAYOR, ("", "[O绵阳市政府][T市长][P王磊]主持会议。")), 1),
        ((MAYOR, ("2024-03-09", "[O国务院][T副总理][P王磊]讲话。")), 1),
        ((MAYOR, ("2024-03-09", "[O保定市委][T书记][P王磊]讲话。")), 1),
        ((MAYOR, ("2024-03-09", "[L绵阳市]下雨。[O中央代表团][T副团长][P王磊]讲话。")), 1),
        ((MAYOR, ("2024-03-09", "[O河北省公安厅][T厅长][P王磊]讲话。")), 1),
        ((MAYOR, ("2024-03-09", "[P王磊]讲话。")), 1),
        ((("2024-03-01", "[O保定市政府][T市长][P王磊]、[O绵阳市第三医院][T医生][P王磊]。"),), 1),
        (
            (
                ("2024-03-01", "[O保定市政府][T市长][P王磊]会见[P李大海]。"),
                ("2024-03-09", "[O绵阳市第三医院][T院长][P王磊]会见[P李大海]。"),
            ),
            1,
        ),
        (
            (("2015-05-26", "[L也门][T总统][P王磊]讲话。"), ("2020-03-18", "[L伊拉克][T总统][P王磊]讲话。")),
            2,
        ),
        ((MAYOR, ("2024-03-09", "[O农业农村部][T部长][P王磊]、[O绵阳市政府][T顾问][P王磊]。")), 1),
        ((("2024-03-01", "[O埃及外交部][T部长][P王磊]到会。"), DOCTOR), 2),
        ((DOCTOR, ("2025-03-09", "[O保定市第二医院][T医生][P王磊]坐诊。")), 2),
        # a lesser post after one that leads a body of the whole country, before it, and on its behalf
        ((NATIONWIDE, ("2026-03-09", "[O红星集团公司][T总经理助理][P王磊]讲话。")), 2),
        ((NATIONWIDE, ("2016-03-09", "[O红星集团公司][T总经理助理][P王磊]讲话。")), 1),
        ((NATIONWIDE, ("2026-03-09", "[O中国红星集团公司][T总经理助理][P王磊]讲话。")), 1),
        ((NATIONWIDE, ("2026-03-09", "[O保定市政府][T秘书][P王磊]讲话。")), 1),
        # a reporter and people in the news
        ((MAYOR, ("2024-03-09", "[O本报][T记者] [P王磊]\n保定下雨。")), 2),
        ((DOCTOR, ("2024-03-09", "[O绵阳晚报][T记者] [P王磊]\n绵阳下雨。")), 2),
        # two teachers, two schools, two provinces; one teacher who is named twice
        (
            (
                ("2024-03-01", "[O保定市第一中学][T教师][P王磊]上课。"),
                ("2024-05-01", "[O绵阳市实验小学][T教师][P王磊]上课。"),
            ),
            2,
        ),
        (
            (
                ("2024-03-01", "[O保定市第一中学][T教师][P王磊]上课。"),
                ("2025-05-01", "[O保定市第一中学][T教师][P王磊]退休。"),
            ),
            1,
        ),
        # a career: from county to city to province, all in one province, and on to another
        (
            (
                ("2012-03-01", "[O安新县委][T书记][P王磊]讲话。"),
                ("2016-03-01", "[O保定市政府][T市长][P王磊]讲话。"),
                ("2021-03-01", "[O河北省政府][T副省长][P王磊]讲话。"),
                ("2024-03-01", "[O四川省政府][T省长][P王磊]讲话。"),
            ),
            1,
        ),
        # the same post at the same body, years apart; the same post at two bodies on one day
        ((MAYOR, ("2027-03-01", "[O保定市政府][T市长][P王磊]讲话。")), 1),
        ((MAYOR, (MAYOR[0], "[O绵阳市政府][T市长][P王磊]讲话。")), 2),
        # a body under two names is one body
        ((MAYOR, ("2024-03-09", "[O保定市人民政府][T市长][P王磊]讲话。")), 1),
        # half a century between two posts, though the body is the same
        (
            (
                ("1955-03-01", "[O河北大学][T教授][P王磊]讲课。"),
                ("2020-03-01", "[O河北大学][T教授][P王磊]讲课。"),
            ),
            2,
        ),
        (
            (
                ("1985-03-01", "[O河北大学][T教授][P王磊]讲课。"),
                ("2020-03-01", "[O河北大学][T教授][P王磊]讲课。"),
            ),
            1,
        ),
        # fields of work in places apart: an actor and a policeman, a farmer and a professor
        (
            (
                ("2024-03-01", "[O成都市话剧院][T演员][P王磊]登台。"),
                ("2024-03-09", "[O保定市公安局][T民警][P王磊]破案。"),
            ),
            2,
        ),
        (
            (
                ("2024-03-01", "[L安新县]丰收。[T村民][P王磊]卖瓜。"),
                ("2024-03-09", "[O四川大学][T教授][P王磊]讲课。"),
            ),
            2,
        ),
        # nothing says that they are two: no place, no post, one page
        ((MAYOR, ("2024-03-09", "[T演员][P王磊]登台。")), 1),
        ((("2024-03-01", "[P王磊]讲话。"), ("2024-03-09", "[P王磊]唱歌。")), 1),
        # a side post tells nothing
        ((MAYOR, ("2024-03-09", "[O四川省人大][T代表][P王磊]发言。")), 1),
        # three of one name
        ((MAYOR, DOCTOR, ("2024-04-01", "[O广州市实验小学][T教师][P王磊]上课。")), 3),
        # a pseudonym, an address and a foreign name are not among them
        ((MAYOR, ("2024-03-09", "[L绵阳市]下雨。[T村民][P王磊]（化名）种地。")), 2),
    ],
)
def test_how_many_people_have_the_name(marked, pages: tuple[Page, ...], people: int) -> None:
    assert len(named(resolution_of(marked, *pages), "王磊")) == people


def test_a_mayor_and_a_doctor_are_told_apart_for_sure(marked) -> None:
    resolution = resolution_of(marked, MAYOR, DOCTOR)
    (told,) = [j for j in resolution.judgements if "王磊" in j.a]
    assert (told.a, told.b, told.judgement) == ("王磊〔绵阳市第三医院〕", "王磊", "negative")
    assert told.reason == "other places and other fields of work"
    assert [e.mentions for e in named(resolution, "王磊")] == [1, 1]


def test_a_doubtful_case_stays_apart_and_is_listed(marked) -> None:
    pages = (MAYOR, ("2024-03-09", "[O绵阳市政府][T市长][P王磊]主持会议。"))
    resolution = resolution_of(marked, *pages)
    doubts = [(j.a, j.b) for j in resolution.judgements if j.judgement == "unsure"]
    assert doubts == [("王磊〔绵阳市人民政府〕", "王磊")]
    ruled = resolution_of(marked, *pages, rulings=(Ruling("same", *doubts[0], "PER"),))
    assert [e.mentions for e in named(ruled, "王磊")] == [2]
    assert "unsure" not in {j.judgement for j in ruled.judgements}


def test_each_mention_and_post_goes_to_its_person(marked) -> None:
    readings = [
        marked("[O保定市政府][T市长][P王磊]会见[P李大海]。", page="a.txt", date="2024-03-01"),
        marked("[O绵阳市第三医院][T医生][P王磊]坐诊，[P赵小兰]陪同。", page="b.txt", date="2024-03-09"),
        marked("[P王磊]和[P赵小兰]讲课。", page="c.txt", date="2024-04-01"),
    ]
    resolution = resolved(*readings)
    stands_for = [
        resolution.entity_of(m) for r in readings for m in r.mentions if (m.label, m.text) == ("PER", "王磊")
    ]
    assert stands_for[0] != stands_for[1] == stands_for[2]
    assert resolution.entity_of(readings[1].posts[0].person) == stands_for[1]


ABROAD = (("2015-05-26", "[L也门][T总统][P王磊]讲话。"), ("2020-03-18", "[L伊拉克][T总统][P王磊]讲话。"))
MINISTERS = tuple((date, text.replace("[L", "[O").replace("]", "外交部]", 1)) for date, text in ABROAD)


@pytest.mark.parametrize(
    ("others", "people"),
    [
        (DOCTOR, [1, 2]),  # a doctor here may be whom an article on Brazil names
        (ABROAD[1], [1, 1, 1]),  # neither of two foreigners
    ],
)
def test_an_article_without_a_post_tells_of_another_country(marked, others: Page, people: list[int]) -> None:
    pages = ABROAD[0], others, ("2024-04-01", "[P王磊]到访[L巴西]。")
    assert sorted(e.mentions for e in named(resolution_of(marked, *pages), "王磊")) == people


@pytest.mark.parametrize("posts", [ABROAD, MINISTERS])
@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("[P王磊]到访[L伊拉克]。", 1),
        ("[P王磊]到访[L也门]。", 0),
        ("[P王磊]到访[L巴西]、[L伊拉克]。", 1),
        ("[P王磊]讲话。", 0),
    ],
)
def test_an_article_without_a_post_is_of_who_has_its_country(
    marked, posts: tuple[Page, ...], text: str, same: int
) -> None:
    dated = (*posts, ("2020-04-01", text))
    readings = [marked(text, page=f"{n}.txt", date=date) for n, (date, text) in enumerate(dated)]
    resolution = resolved(*readings)
    first, second, third = (
        next(resolution.entity_of(m) for m in reading.mentions if m.label == "PER") for reading in readings
    )
    assert first != second
    assert third == (first, second)[same]


def test_articles_on_one_more_country_are_of_one_more_person(marked) -> None:
    dated = *ABROAD, *((f"2020-04-0{day}", "[P王磊]到访[L巴西]。") for day in (1, 2))
    readings = [marked(text, page=f"{n}.txt", date=date) for n, (date, text) in enumerate(dated)]
    resolution = resolved(*readings)
    people = [resolution.entity_of(m) for r in readings for m in r.mentions if m.label == "PER"]
    assert people[2] == people[3]
    assert len(set(people)) == 3


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        (("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"), ("2021-05-01", "[P贝洛德][T总统]感谢[L秘鲁]。"), 2),
        (("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"), ("2021-05-01", "[P贝洛德][T议长]感谢[L秘鲁]。"), 1),
        (
            ("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"),
            ("2021-05-01", "[P贝洛德][T总统]见[L挪威]、[L智利]客人。"),
            1,
        ),
        (("2014-05-01", "[O挪威][T议长][P王磊]讲话。"), ("2021-05-01", "[P王磊][T教授]到[L秘鲁]讲课。"), 1),
        (("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"), ("2021-05-01", "[L秘鲁]歌迷喜欢[P贝洛德]。"), 2),
        (("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"), ("2014-06-01", "[L秘鲁]歌迷喜欢[P贝洛德]。"), 1),
        # of another post, in an article on other countries
        (
            ("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"),
            ("2021-05-01", "[O星桥协会][T主任][P贝洛德]到[L秘鲁]。"),
            2,
        ),
        (
            ("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"),
            ("2021-05-01", "[T副议长][P贝洛德]到[L秘鲁]和[L智利]。"),
            1,
        ),
        (
            ("2014-05-01", "[O挪威][T议长][P贝洛德]讲话。"),
            ("2021-05-01", "[O星桥协会][T主任][P贝洛德]讲话。"),
            1,
        ),
        (
            ("2014-05-01", "[O挪威][T议长][P贝洛德]见[L秘鲁]客人。"),
            ("2021-05-01", "[L秘鲁]歌迷喜欢[P贝洛德]。"),
            1,
        ),
    ],
)
def test_a_post_without_a_body_and_an_article_without_a_post_are_of_the_country_told(
    marked, first: Page, second: Page, people: int
) -> None:
    assert (
        len(named(resolution_of(marked, first, second), "贝洛德" if "贝洛德" in first[1] else "王磊"))
        == people
    )


@pytest.mark.parametrize(
    ("first", "then", "people"),
    [
        ("[L波兰][T总理]", "[O欧洲理事会][T主席]", 1),
        ("[L波兰][T总理]", "[O北约][T秘书长]", 1),
        ("[L波兰][T总理]", "[O国际诗人协会][T主席]", 2),
        ("[L波兰][T邮差]", "[O欧洲理事会][T主席]", 2),
    ],
)
def test_who_led_a_country_leads_a_body_of_many_later(marked, first: str, then: str, people: int) -> None:
    pages = [
        ("2014-03-01", f"{first}[P诺瓦克]谈[L波兰]。"),
        ("2019-03-01", f"[L日本]、[L法国]来人，{then}[P诺瓦克]到会。"),
    ]
    assert len(named(resolution_of(marked, *pages), "诺瓦克")) == people


def test_in_lists_of_heads_companions_link_no_two_of_two_countries(marked) -> None:
    heads = "[P古里]、[P沙姆]、[P丘托]到会。"
    pages = (
        ("2014-05-01", "[O挪威][T国王][P贝洛德]讲话。" + heads),
        ("2016-05-01", "[O秘鲁][T总统][P贝洛德]讲话。" + heads),
    )
    assert len(named(resolution_of(marked, *pages), "贝洛德")) == 2


CHILD = "2014-01-20", "[P王磊]，今年10岁，在乡里读四年级。"


@pytest.mark.parametrize(
    ("child", "other", "people"),
    [
        (CHILD, ("2019-01-20", "[O国务院][T副总理][P王磊]讲话。"), 2),
        (CHILD, ("2010-01-20", "[O国务院][T副总理][P王磊]讲话。"), 2),
        (CHILD, ("2034-01-20", "[O国务院][T副总理][P王磊]讲话。"), 1),
        (("2014-01-20", "[P王磊]10岁时离家。"), ("2014-09-20", "[O国务院][T副总理][P王磊]讲话。"), 1),
        (
            ("2014-01-20", "1947年，10岁的[P王磊]参了军。"),
            ("2014-09-20", "[O国务院][T副总理][P王磊]讲话。"),
            1,
        ),
        (
            (CHILD[0], CHILD[1] + "[P李大海]来了。"),
            ("2019-01-20", "[O国务院][T副总理][P王磊]、[P李大海]讲话。"),
            2,
        ),
    ],
)
def test_a_child_holds_no_post_in_the_same_years(marked, child: Page, other: Page, people: int) -> None:
    pages = child, other, (other[0], other[1].replace("讲话", "到会"))
    assert len(named(resolution_of(marked, *pages), "王磊")) == people


def test_people_of_other_countries_are_listed_as_doubtful(marked) -> None:
    pages = *ABROAD, ("2020-04-01", "[P王磊]到访[L巴西]。")
    told = [(j.a, j.b, j.reason) for j in resolution_of(marked, *pages).judgements if "#1" in j.a]
    assert told == [
        ("王磊〔2.txt#1〕", other, "articles on other countries") for other in ("王磊", "王磊〔伊拉克〕")
    ]


def test_a_companion_of_many_articles_links_nobody(marked) -> None:
    met = [(MAYOR[0], MAYOR[1] + "[P李大海]到会。"), (DOCTOR[0], DOCTOR[1] + "[P李大海]看病。")]
    others = [("2024-04-01", "[P李大海]讲话。")] * COMMON
    assert len(named(resolution_of(marked, *met), "王磊")) == 1
    assert len(named(resolution_of(marked, *met, *others), "王磊")) == 2


def test_the_order_of_pages_does_not_matter_and_the_first_keeps_the_id(marked) -> None:
    alone = resolution_of(marked, MAYOR)
    readings = [marked(text, page=f"{n}.txt", date=date) for n, (date, text) in enumerate((MAYOR, DOCTOR))]
    both = resolved(*readings)
    assert resolved(*reversed(readings)).entities == both.entities
    assert {e.id for e in named(alone, "王磊")} < {e.id for e in named(both, "王磊")}


VILLAGE = ("2014-03-01", "[L绵阳市]下雨，[P王杰]种了三亩地。")
HARBOR = ("2019-05-09", "[L青岛市]起风，[P王杰]守着渔船。")


@pytest.mark.parametrize(
    ("pages", "name", "people"),
    [
        ((VILLAGE, HARBOR), "王杰", 2),
        ((VILLAGE, ("2014-05-09", HARBOR[1])), "王杰", 1),
        ((VILLAGE, ("2019-05-09", "[L成都市]起风，[P王杰]来了。")), "王杰", 1),
        ((VILLAGE, ("2019-05-09", "[P王杰]来了。")), "王杰", 1),
        (
            ((VILLAGE[0], VILLAGE[1] + "[P李大海]看着。"), (HARBOR[0], HARBOR[1] + "[P李大海]看着。")),
            "王杰",
            1,
        ),
        (tuple((day, text.replace("王杰", "茅盾")) for day, text in (VILLAGE, HARBOR)), "茅盾", 1),
    ],
)
def test_people_of_an_everyday_name_of_whom_no_post_tells(
    marked, pages: tuple[Page, ...], name: str, people: int
) -> None:
    assert len(named(resolution_of(marked, *pages), name)) == people


LED = ("2019-01-20", "[O国务院][T副总理][P王磊]讲话。"), ("2019-02-20", "[O国务院][T副总理][P王磊]到会。")
WELL_KNOWN = tuple(("2019-03-01", f"[P林大海]和[P周子{chr(0x4E00 + n)}]到会。") for n in range(COMMON + 1))


@pytest.mark.parametrize(
    ("text", "date", "people"),
    [
        ("34岁的[P王磊]当了法官。", "2019-03-20", 2),
        ("村民[P王磊]种了三亩地。", "2019-03-20", 2),
        ("1978年，34岁的[P王磊]当了法官。", "2019-03-20", 1),
        ("[P王磊]当了法官。", "2019-03-20", 1),
        ("[P王磊]当了法官。", "2022-03-20", 2),
        ("[P王磊]和[P林大海]到会。", "2022-03-20", 1),  # among the well known
    ],
)
def test_a_plain_person_of_a_leaders_name_is_another_one(marked, text: str, date: str, people: int) -> None:
    pages = *LED, *WELL_KNOWN, (date, text)
    assert len(named(resolution_of(marked, *pages), "王磊")) == people


def test_a_persons_name_is_the_longest_without_the_mark_of_a_namesake(marked) -> None:
    pages = (
        ("2021-06-26", "[L捷克][L泰国]开会，[T会长][P夏巴]、[P亚当·李]讲话。"),
        ("2023-04-27", "[L波兰][T总理][P夏巴]访华。"),
        ("2023-04-28", "[L波兰][T总理][P夏巴·谢里]访华。[P夏巴]和[P亚当·李]讲话。"),
    )
    names = {entity.name for entity in resolution_of(marked, *pages).entities if entity.label == "PER"}
    assert "夏巴·谢里" in names


def test_a_post_without_body_and_country_is_that_of_who_has_the_title(marked) -> None:
    pages = (
        ("2018-10-29", "[L萨尔瓦多][T总统][P桑切斯]访华。"),
        ("2019-10-20", "[T首相][P桑切斯]讲话。"),
        ("2024-09-09", "[L西班牙][T首相][P桑切斯]访华。"),
    )
    assert sorted(e.mentions for e in named(resolution_of(marked, *pages), "桑切斯")) == [1, 2]
