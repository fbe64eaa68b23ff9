"""Countries by one character, bodies of countries, places that are something else as well."""

import pytest

from tests.conftest import resolved

PLACES = [  # a text, the form, what it stands for
    ("[L美国]总统到访，[L美方]说。", "美方", "美国"),
    ("[L俄]称，[O俄军]撤离。", "俄", "俄罗斯"),
    ("[L乌克兰]停电，[L乌方]说。", "乌方", "乌克兰"),
    ("[L乌兹别克斯坦]停电，[L乌方]说。", "乌方", "乌兹别克斯坦"),
    ("[L乌方]说。", "乌方", "乌方"),
    ("[L乌干达]停电，[L乌方]说。", "乌方", "乌干达"),
    ("[L卢旺达]停电，[L卢方]说。", "卢方", "卢旺达"),
    ("[L卢旺达]和[L卢森堡]停电，[L卢方]说。", "卢方", "卢方"),
    ("[L苏丹]停电，[L苏方]说。", "苏方", "苏丹"),
    ("[L波黑]停电，[L波方]说。", "波方", "波黑"),
    ("[L波兰]和[L波黑]停电，[L波方]说。", "波方", "波兰"),
    ("会议在[L京]召开。", "京", "北京市"),
    ("[O俄军]撤离。", "俄军", "俄罗斯军队"),
    ("[L俄军]撤离。", "俄军", "俄罗斯军队"),
    ("[O俄国防部]称。", "俄国防部", "俄罗斯国防部"),
    ("[O美国众院]投票。", "美国众院", "美国众议院"),
    ("[L巴西]消息：[O最高法院]判决。", "最高法院", "巴西最高法院"),
    ("[L捷克]消息：[O总统办公厅]发文。", "总统办公厅", "捷克总统办公厅"),
    ("[L中国][L泰国]消息：[O国会]开会。", "国会", "泰国国会"),
    ("[L泰国][L老挝]消息：[O国会]开会。", "国会", "国会"),
    ("[O我驻法使馆]开放。", "我驻法使馆", "中国驻法国大使馆"),
    ("[L成都市]消息：[O最高法院]判决。", "最高法院", "最高人民法院"),
    ("[L巴西]与[L中国]签约，[O国会]通过法案。", "国会", "巴西国会"),
    ("[L巴西]消息：[O海军]巡航。", "海军", "海军"),
    ("[L成都市]消息：[O海军]巡航。", "海军", "中国人民解放军海军"),
    ("[L巴西]和[L秘鲁]签约，[O国会]通过法案。", "国会", "国会"),
    ("[O英国宇航局]发文。", "英国宇航局", "英国宇航局"),
    ("渔船驶入[L南海]。", "南海", "南海"),
    ("[L佛山市][L南海]的工厂开工。", "南海", "南海区"),
    ("[L广东]渔船驶入[L南海]。", "南海", "南海"),
    ("旅客突破20万[L大关]。", "大关", "大关"),
    ("[L义乌]开市。", "义乌", "义乌市"),
    ("[L日本东京]下雨。", "日本东京", "东京"),
    ("[L中国新疆]丰收。", "中国新疆", "新疆维吾尔自治区"),
    ("[L厦门鼓浪屿]开放。", "厦门鼓浪屿", "鼓浪屿"),
    ("[L西藏地区]降温。", "西藏地区", "西藏自治区"),
    ("[L中非]总统到访。", "中非", "中非共和国"),
    ("[L四川][L巴中]通车。", "巴中", "巴中市"),
    ("[L乍得]、[L中非]、[L加蓬]派员到会。", "中非", "中非共和国"),
    ("[L乌鲁木齐市]开会，[L天山]南北喜气洋洋。", "天山", "天山"),
    ("[L吉林][L敦化]至[L白河]的铁路铺轨。", "白河", "白河"),
    ("[L陕西][L旬阳]至[L白河]的公路通车。", "白河", "白河县"),
]


@pytest.mark.parametrize(("text", "form", "name"), PLACES)
def test_what_a_form_stands_for_in_its_article(marked, text: str, form: str, name: str) -> None:
    reading = marked(text)
    found = resolved(reading)
    names = {entity.id: entity.name for entity in found.entities}
    (mention,) = (mention for mention in reading.mentions if mention.text == form)
    assert names.get(found.entity_of(mention) or "", "-") == name


@pytest.mark.parametrize(
    "text",
    [
        "[L中非]友谊长存。",
        "推动[L中拉]、[L中非]合作论坛。",
        "增进[L中沙]、[L中阿]友谊。",
        "[L巴中]友谊长存。",
        "海地外长说，[L中海]、[O中海]友谊长存。",
    ],
)
def test_a_pair_of_countries_is_no_node(marked, text: str) -> None:
    names = {form for e in resolved(marked(text)).entities for form in (e.name, *e.aliases)}
    assert not names & {"中非", "中非共和国", "中沙", "中沙群岛", "巴中", "巴中市", "中海"}


def test_what_may_be_a_pair_is_a_name_where_no_such_country_is_told_of(marked) -> None:
    assert [e.name for e in resolved(marked("[O中海]下水一艘新船。")).entities] == ["中海"]


def test_forces_are_one_body_whatever_pages_take_them_for(marked) -> None:
    found = resolved(marked("[L乌军]撤离。", page="a.txt"), marked("[O乌军]和[L乌克兰]。", page="b.txt"))
    assert [(e.label, e.mentions) for e in found.entities if e.name == "乌克兰军队"] == [("ORG", 1)]


@pytest.mark.parametrize(
    ("place", "kind", "holder"),
    [("多伦多", "city", "加拿大"), ("泰山", "mountain", "中国"), ("红海", "sea", None)],
)
def test_other_places_have_kinds_and_countries(marked, place: str, kind: str, holder: str | None) -> None:
    found = resolved(marked(f"[L{place}]、[L加拿大]、[L中国]。"))
    names = {entity.id: entity.name for entity in found.entities}
    (entity,) = (entity for entity in found.entities if entity.name == place)
    assert (entity.kind, names.get(entity.parent or "")) == (kind, holder)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("[L美国][T总统][P拜登]之子[P亨特·拜登]出庭，[P拜登]说。", {"拜登", "亨特·拜登"}),
        ("[P杜兰]说，提名自己的胞弟，现任[T省长][P何塞·杜兰]。", {"杜兰", "何塞·杜兰"}),
        ("[P杜兰]当选，他是前总理[P何塞·杜兰]的长子。", {"杜兰", "何塞·杜兰"}),
        ("[P何塞·杜兰]是老总理的长子，[P杜兰]说。", {"何塞·杜兰"}),
        ("[P杜兰]和夫人[P林娜]在机场等候[P何塞·杜兰]。", {"林娜", "何塞·杜兰"}),
        # in the name of what is called after somebody
        ("[P杜兰][T总统]在[P何塞·杜兰]国际机场，又到[P何塞·杜兰]中心。", {"杜兰", "何塞·杜兰"}),
        ("[P杜兰][T总统]在[P何塞·杜兰]国际机场，[P何塞·杜兰]说。", {"何塞·杜兰"}),
    ],
)
def test_a_relative_is_not_the_one_of_the_same_name(marked, text: str, people: set[str]) -> None:
    found = resolved(marked(text))
    assert {entity.name for entity in found.entities if entity.label == "PER"} == people


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        ("[L美国][L美国田纳西州]起火。", "田纳西州", "美国"),
        ("[L俄罗斯][L俄伏尔加格勒州]遇袭。", "伏尔加格勒州", "俄罗斯"),
        ("[L俄亥俄州]下雪，[L俄亥俄州斯普林菲尔德市]停电。", "斯普林菲尔德市", "俄亥俄州"),
        ("[L美国][L伊利诺伊州芝加哥市]有枪声。", "芝加哥", "美国"),
        ("[L日本][L日本茨城县筑波市]开会。", "筑波市", "日本"),
        ("[L马里][L马里加奥地区]维和。", "加奥地区", "马里"),
        ("[L英国][L英国苏格兰]公投。", "苏格兰", "英国"),
        ("[L美国][L加州]大火。", "加利福尼亚州", "美国"),
        ("[L俄罗斯][L俄堪察加半岛]地震。", "堪察加半岛", "俄罗斯"),
        ("[L俄罗斯][L俄罗斯远东堪察加半岛]地震。", "堪察加半岛", "俄罗斯"),
        ("[L叙利亚][L叙东部代尔祖尔省]交火。", "代尔祖尔省", "叙利亚"),
        # what is no division, or would be taken for one of ours
        ("[L美国][L美国国会大厦]关闭。", "美国国会大厦", None),
        ("[L日本][L日本外务省]表态。", "日本外务省", None),
        ("[L韩国][L韩国京畿道广州市]降雨。", "韩国京畿道广州市", None),
        ("[L马里][L马里兰州]降雪。", "马里兰州", None),
    ],
)
def test_places_abroad_have_what_holds_them_above_and_not_in_their_names(
    marked, text: str, name: str, holder: str | None
) -> None:
    found = resolved(marked(text))
    names = {entity.id: entity.name for entity in found.entities}
    (entity,) = (entity for entity in found.entities if entity.name == name)
    assert names.get(entity.parent or "") == holder


def test_a_place_abroad_is_one_with_and_without_its_country(marked) -> None:
    found = resolved(marked("[L美国田纳西州]起火。"), marked("[L田纳西州]的火灭了。", page="b.txt"))
    assert [(e.name, e.aliases, e.mentions) for e in found.entities] == [("田纳西州", ("美国田纳西州",), 2)]


def test_the_regions_of_ours_that_govern_themselves_have_a_short_name(marked) -> None:
    found = resolved(marked("[L澳门特区]放烟花，[L澳门特别行政区]迎客。"))
    assert [(e.name, e.aliases) for e in found.entities] == [("澳门特别行政区", ("澳门特区",))]


def test_the_forces_of_a_government_are_its_army(marked) -> None:
    found = resolved(marked("[O乌军]反攻，[O乌克兰政府军]撤出，[L乌克兰]停火。"))
    assert [entity.name for entity in found.entities if entity.label == "ORG"] == ["乌克兰军队"]
