"""Entities, ids, judgements and the guard against false merges."""

import pytest

from kg.corpus import Resolution
from kg.corpus.clusters import Clusters
from kg.knowledge.divisions import read_divisions
from kg.model import Mention, Reading
from kg.naming import name_page
from tests.conftest import resolved


def by_name(resolution: Resolution, label: str) -> dict[str, object]:
    return {entity.name: entity for entity in resolution.entities if entity.label == label}


def test_one_surface_and_label_is_one_entity_over_pages(marked) -> None:
    readings = [marked("[P王小明]到[L青岛]。", page=f"{n}.txt") for n in range(3)]
    resolution = resolved(*readings)
    assert [(e.label, e.name, e.aliases, e.mentions) for e in resolution.entities] == [
        ("LOC", "青岛市", ("青岛",), 3),
        ("PER", "王小明", (), 3),
    ]
    assert len({resolution.entity_of(m) for r in readings for m in r.mentions}) == 2


def test_ids_stay_when_pages_are_added(marked) -> None:
    first = marked("[O四川省卫健委][T主任][P王小明]到[L成都]。", page="a.txt")
    more = marked(
        "[O省卫健委][T副主任][P李大海]到[L四川省][L绵阳市]。[O四川省卫生健康委员会]。", page="b.txt"
    )
    before = {e.id: e.name for e in resolved(first).entities}
    after = {e.id: e.name for e in resolved(first, more).entities}
    assert before.items() <= after.items()


def test_the_order_of_pages_does_not_matter(marked) -> None:
    pages = [
        marked("[O省卫健委][T主任][P甲一]，[L四川省]。", page="a.txt"),
        marked("[O中纪委]，[L成都]。", page="b.txt"),
    ]
    one, other = resolved(*pages), resolved(*reversed(pages))
    assert (one.entities, one.judgements) == (other.entities, other.judgements)


def test_a_post_is_a_node_and_a_bare_title_is_none(marked) -> None:
    reading = marked("[O四川省卫健委][T主任][P甲一]、[T记者][P乙二]。[T教授][P丙三]。")
    resolution = resolved(reading)
    assert list(by_name(resolution, "TITLE")) == ["四川省卫生健康委员会主任"]
    held = {post.person.text: resolution.post_entity(post) for post in reading.posts}
    (post,) = [e for e in resolution.entities if e.label == "TITLE"]
    assert held == {"甲一": post.id, "乙二": None, "丙三": None}
    assert post.parent == next(e.id for e in resolution.entities if e.label == "ORG")


def test_former_and_present_holders_have_one_post(marked) -> None:
    reading = marked("[O绵阳市公安局][T原局长][P甲一]受审。[O绵阳市公安局][T局长][P乙二]讲话。")
    resolution = resolved(reading)
    assert len({resolution.post_entity(post) for post in reading.posts}) == 1


def test_a_minister_holds_the_post_in_the_ministry_however_short_it_is_told(marked) -> None:
    abroad = "[L法国][T外长][P杜邦]、[L法国][T外交部长][P马丁]到访。"
    abroad += "[O法国外交部][T部长][P让娜]、[L日本][T外相][P高桥]。"
    here = "[L中国][T外交部长][P甲一]、[O中国外交部][T副部长][P乙二]会见。[O外交部]说。"
    resolution = resolved(marked(abroad, page="a.txt"), marked(here, page="b.txt"))
    posts = by_name(resolution, "TITLE")
    assert sorted(posts) == ["外交部副部长", "外交部部长", "日本外务大臣", "法国外交部部长"]
    bodies = {entity.name: entity.id for entity in resolution.entities if entity.label in ("ORG", "LOC")}
    assert posts["外交部部长"].parent == bodies["外交部"]
    assert posts["法国外交部部长"].mentions == 3
    assert posts["日本外务大臣"].parent == bodies["日本"]


def test_a_ministers_post_keeps_its_id_when_a_page_names_the_ministry(marked) -> None:
    first = marked("[L法国][T外长][P杜邦]到访。", page="a.txt")
    more = marked("[O法国外交部]说。", page="b.txt")
    alone, beside = (by_name(resolved(*readings), "TITLE") for readings in ([first], [first, more]))
    assert (list(alone), list(beside)) == (["法国外交部长"], ["法国外交部部长"])
    assert alone["法国外交部长"].id == beside["法国外交部部长"].id


def test_who_leads_a_government_leads_the_country(marked) -> None:
    told = "[O斐济政府][T总理][P甲一]访问[L斐济]。[L斐济][T总理][P甲一]说。[O斐济临时政府][T总理][P乙二]。"
    posts = by_name(resolved(marked(told)), "TITLE")
    assert [(name, post.mentions) for name, post in posts.items()] == [("斐济总理", 3)]


def test_a_mayor_after_the_party_secretary_is_the_citys(marked) -> None:
    reading = marked("[O贵州省委][T副书记]、[T省长][P甲一]到[L贵阳]。")
    assert "贵州省省长" in by_name(resolved(reading), "TITLE")


def test_divisions_have_codes_and_parents(marked) -> None:
    resolution = resolved(marked("[L四川省][L成都市][L武侯区]，[L武侯区簧门街]，[L拉萨]。"))
    places = by_name(resolution, "LOC")
    codes = {name: place.code for name, place in places.items()}
    assert codes == {
        "四川省": "510000",
        "成都市": "510100",
        "武侯区": "510107",
        "武侯区簧门街": None,
        "拉萨市": "540100",
    }
    above = {
        name: next((n for n, p in places.items() if p.id == place.parent), None)
        for name, place in places.items()
    }
    assert above == {
        "四川省": None,
        "成都市": "四川省",
        "武侯区": "成都市",
        "武侯区簧门街": "武侯区",
        "拉萨市": None,
    }


def test_a_part_of_a_body_has_it_as_parent(marked) -> None:
    bodies = by_name(resolved(marked("[O河北大学]和[O河北大学文学院]、[O河北大学城]。")), "ORG")
    assert bodies["河北大学文学院"].parent == bodies["河北大学"].id
    assert bodies["河北大学城"].parent is None


def test_a_reporter_and_a_mayor_of_one_name_are_two(marked) -> None:
    news = marked("[O四川省委][T书记][P张文]讲话。", page="a.txt")
    byline = marked("[O本报][T记者] [P张文]", page="b.txt")
    resolution = resolved(news, byline)
    people = [e for e in resolution.entities if e.label == "PER"]
    assert [e.name for e in people] == ["张文", "张文"]
    assert len({e.id for e in people}) == 2
    assert [j.judgement for j in resolution.judgements if "张文" in j.a] == ["negative"]


def test_a_reporter_alone_is_one_person(marked) -> None:
    readings = [marked("[O本报][T记者] [P张文]", page=f"{n}.txt") for n in range(2)]
    assert [(e.name, e.mentions) for e in resolved(*readings).entities] == [("张文", 2)]


@pytest.mark.parametrize(
    ("text", "a", "b", "judgement"),
    [
        ("[L四川]和[L四川省]。", "四川", "四川省", "positive"),
        ("[O人民医院]、[O保定人民医院]。", "人民医院", "保定人民医院", "negative"),
        ("[P马大海]、[P马小兰]，[P马院长]。", "马院长", "马大海", "unsure"),
        ("[L鼓楼区]。", "鼓楼区", "鼓楼区", "unsure"),
    ],
)
def test_every_decision_is_a_judgement(marked, text: str, a: str, b: str, judgement: str) -> None:
    found = {(j.a, j.b, j.judgement) for j in resolved(marked(text)).judgements}
    assert (a, b, judgement) in found


def test_judgements_have_reasons_and_scores(marked) -> None:
    judgements = resolved(marked("[L四川]的[O省卫健委][T主任][P马大海]，[P马主任]。")).judgements
    assert len(judgements) == 3
    assert all(j.reason and 0 < j.score <= 1 and j.a != j.b for j in judgements)


def test_a_list_keeps_two_forms_apart(marked) -> None:
    reading = marked("[O协和医院]、[O北京协和医院]签约。")
    assert len(by_name(resolved(reading), "ORG")) == 2


def test_a_gazetteers_canonical_name_wins(marked) -> None:
    reading = marked("[O星辰]开业。")
    (mention,) = reading.mentions
    fields = {
        name: getattr(mention, name) for name in ("page", "article", "start", "end", "label", "text", "at")
    }
    named = Mention(**fields, source="user", canonical="星辰科技有限公司")
    resolution = resolved(name_page(Reading(reading.page, reading.articles, (named,), ())))
    assert [(e.name, e.aliases) for e in resolution.entities] == [("星辰科技有限公司", ("星辰",))]


def test_a_negative_pair_never_shares_a_cluster() -> None:
    clusters: Clusters[tuple[str, str]] = Clusters()
    a, b, c, d = (("PER", name) for name in "甲乙丙丁")
    clusters.part([(a, d)])
    assert [clusters.join(a, b), clusters.join(c, d), clusters.join(b, c)] == [True, True, False]
    assert clusters.members(a) == clusters.members(b) == sorted([a, b])


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("恩施州", ["恩施土家族苗族自治州"]),
        ("门源县", ["门源回族自治县"]),
        ("万宁市", ["万宁市"]),
        ("东乡县", ["东乡族自治县"]),
        ("和平", []),
    ],
)
def test_forms_of_divisions(form: str, names: list[str]) -> None:
    assert [division.name for division in read_divisions().by_form.get(form, ())] == names


def test_canonical_names_of_divisions_are_unique() -> None:
    divisions = read_divisions()
    canonical = [divisions.canonical(division) for division in divisions.by_code.values()]
    assert len(canonical) > 3000
    assert len(set(canonical)) == len(canonical)


def test_a_directory_of_names_is_judged_around_each_name(marked) -> None:
    roll = "".join(f"[O第{n}机械公司]，" for n in range(400))
    resolution = resolved(marked(roll + "[O保定棉纺公司]搬迁，[O棉纺公司]停产。"))
    bodies = by_name(resolution, "ORG")
    assert bodies["保定棉纺公司"].aliases == ("棉纺公司",)
    assert len(bodies) == 401


@pytest.mark.parametrize(
    ("short", "long", "one"),
    [
        ("布达拉宫", "西藏布达拉宫", True),
        ("三峡库区", "重庆三峡库区", False),
        ("陕北", "榆林市陕北", False),
        ("天池", "河南天池", False),
    ],
)
def test_a_place_is_itself_with_what_holds_it_in_front(marked, short: str, long: str, one: bool) -> None:
    resolution = resolved(marked(f"[L{short}]下雨。", page="1.txt"), marked(f"[L{long}]下雨。", page="2.txt"))
    owners = {e.id for e in resolution.entities if {short, long} & {e.name, *e.aliases}}
    assert len(owners) == (1 if one else 2)
