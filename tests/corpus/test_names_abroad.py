"""Names of foreigners and of leaders that articles spell or shorten in several ways."""

import pytest

from tests.conftest import resolved

SENTENCES = [  # the pages by date, and the names that are one, or are several
    (
        ["[L芬兰][T总统][P尼尔贝格]来访。", "[P尼尔贝里][T总统]在[L芬兰]讲话。"],
        {"尼尔贝格", "尼尔贝里"},
        1,  # a head of state under two spellings
    ),
    (
        ["[L波兰][T外长][P科瓦尔奇科]来访。", "[L波兰][T副外长][P科瓦尔奇可]讲话。"],
        {"科瓦尔奇科", "科瓦尔奇可"},
        1,  # two posts of one country, a name of five characters
    ),
    (
        ["[L波兰][T外长][P列修克]来访。", "[L波兰][T副总理][P韦修克]讲话。"],
        {"列修克", "韦修克"},
        2,
    ),
    (
        ["[L波兰][T总统][P科瓦廖夫]来访。", "[L波兰][T议长][P科瓦廖娃]讲话。"],
        {"科瓦廖夫", "科瓦廖娃"},
        2,  # a man and a woman
    ),
    (
        ["[L波兰][T外长][P亚当·诺瓦克]来访。", "[L波兰][T副外长][P亚当·诺瓦尔]讲话。"],
        {"亚当·诺瓦克", "亚当·诺瓦尔"},
        1,
    ),
    (
        ["[L波兰][T外长][P亚当·雷茨]来访。", "[L波兰][T副外长][P亚当·雷德]讲话。"],
        {"亚当·雷茨", "亚当·雷德"},
        2,  # a family name of two characters
    ),
    (
        ["[L波兰][T总理][P亚当·诺瓦克]来访。[P亚当]讲话。", "[L波兰][T总理][P诺瓦克]到会。"],
        {"亚当·诺瓦克", "诺瓦克"},
        2,  # whom pages call by another part of the name
    ),
    (["[P亚当-诺瓦克]到会。", "[P亚当·诺瓦克]讲话。"], {"亚当-诺瓦克", "亚当·诺瓦克"}, 1),
    (["[P亚当－诺瓦克]到会。", "[P亚当·诺瓦克]讲话。"], {"亚当－诺瓦克", "亚当·诺瓦克"}, 1),
    (
        ["[O波兰共产党][T第一书记][P亚当·诺瓦克]来访。", "[P亚当][T第一书记]向[L波兰]致意。"],
        {"亚当", "亚当·诺瓦克"},
        1,  # the same title, without its body
    ),
    (
        [
            "[O国家贸易委员会][T主任][P亚当·诺瓦克]谈[L波兰]。",
            "[L波兰][O国家贸易委员会][T主任][P诺瓦克]到任。",
        ],
        {"诺瓦克", "亚当·诺瓦克"},
        1,
    ),
    (
        [
            "[L波兰][T议长][P亚当·诺瓦切克]来访。[P诺瓦切克]讲话。",
            "[L波兰][T总统][P诺瓦切克]到会。",
        ],
        {"诺瓦切克", "亚当·诺瓦切克"},
        1,  # two posts of a country within a year, and few have the name
    ),
    (
        ["[O波兰工人党][T党首][P亚当·诺瓦克]讲话。", "[L波兰][T总理][P诺瓦克]到会。"],
        {"诺瓦克", "亚当·诺瓦克"},
        1,  # leads a party, then the country
    ),
    (
        ["[O波兰工人党][T发言人][P亚当·诺瓦克]讲话。", "[L波兰][T总理][P诺瓦克]到会。"],
        {"诺瓦克", "亚当·诺瓦克"},
        2,
    ),
    (
        ["[T国家主席][P于大海]讲话。", "[T国家主席][P于大海]到会。", "[P于主席]来了。"],
        {"于大海", "于主席"},
        1,
    ),
    (["[O清河县商会][T主席][P于大海]讲话。", "[P于主席]来了。"], {"于大海", "于主席"}, 2),
    (
        ["[L波兰][T外长][P诺瓦克]来访。", "[L波兰][T外交部长][P亚当·诺瓦克]讲话。"],
        {"诺瓦克", "亚当·诺瓦克"},
        1,
    ),
    (
        ["[L波兰][T总统][P诺瓦克]来访。", "[L波兰][T总理][P亚当·诺瓦克]讲话，[P诺瓦克]还说来。"],
        {"诺瓦克", "亚当·诺瓦克"},
        1,  # both lead the country, and no other name fits
    ),
    (
        ["[L波兰][T总统][P诺瓦克]来访。", "[L波兰][T卫生部长][P亚当·诺瓦克]讲话，[P诺瓦克]还说来。"],
        {"诺瓦克", "亚当·诺瓦克"},
        2,  # another post at the same time
    ),
    (
        [
            "[L波兰][T总理][P诺瓦克]来访。",
            "[L波兰][T总理][P亚当·诺瓦克]讲话。",
            "[L波兰][T总理][P亚丹·诺瓦克]到会。",
        ],
        {"诺瓦克", "亚当·诺瓦克", "亚丹·诺瓦克"},
        1,  # two spellings
    ),
]


@pytest.mark.parametrize(("texts", "names", "people"), SENTENCES)
def test_who_is_one(marked, texts: list[str], names: set[str], people: int) -> None:
    readings = [marked(text, page=f"{n}.txt", date=f"2024-0{n + 1}-03") for n, text in enumerate(texts)]
    resolution = resolved(*readings)
    found = {resolution.entity_of(m) for each in readings for m in each.mentions if m.text in names}
    assert len(found) == people


@pytest.mark.parametrize(("year", "people"), [("2024", 1), ("2021", 2)])
def test_what_one_page_calls_somebody_tells_of_the_pages_of_a_year(marked, year: str, people: int) -> None:
    texts = (
        "[L波兰]的[P亚当·诺瓦克]获奖。",
        "[L波兰]的[P亚当·诺瓦克]说好，[P诺瓦克]还说来。",
        "[L波兰]的[P诺瓦克]被捕。",
    )
    dates = ("2024-01-03", "2024-02-03", f"{year}-03-03")
    readings = [
        marked(text, page=f"{n}.txt", date=day)
        for n, (text, day) in enumerate(zip(texts, dates, strict=True))
    ]
    resolution = resolved(*readings)
    assert (
        len({resolution.entity_of(m) for each in readings for m in each.mentions if m.label == "PER"})
        == people
    )


@pytest.mark.parametrize(
    ("often", "post", "people"), [(6, "", 1), (5, "", 2), (6, "[L法国][T总理]", 2), (6, "[L河北][T厅长]", 2)]
)
def test_whom_articles_name_often_without_a_post_is_who_is_called_so(
    marked, often: int, post: str, people: int
) -> None:
    texts = [f"[L法国]、[L日本]学者谈{post}[P诺瓦克]。"] * often
    texts.append("[P亚当·诺瓦克]生于[L波兰]，[P诺瓦克]成名于[L德国]。")
    readings = [marked(text, page=f"{n}.txt", date=f"202{n}-03-03") for n, text in enumerate(texts)]
    resolution = resolved(*readings)
    found = {resolution.entity_of(m) for each in readings for m in each.mentions if m.label == "PER"}
    assert len(found) == people


def test_a_short_name_is_of_the_full_one_of_its_time(marked) -> None:
    dated = {
        "2014-01-03": "[L波兰][T总理][P亚当·诺瓦克]讲话。",
        "2015-01-03": "[L波兰][T总理][P诺瓦克]来访。",
        "2023-01-03": "[L波兰][T总理][P让·诺瓦克]讲话。",
    }
    readings = [marked(text, page=f"{day}.txt", date=day) for day, text in dated.items()]
    resolution = resolved(*readings)
    first, short, last = (
        next(resolution.entity_of(m) for m in each.mentions if m.label == "PER") for each in readings
    )
    assert first == short != last


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("[L波兰][T总理][P让·诺瓦克]讲话。", 2),
        ("[L波兰][T总理][P让·诺瓦克]讲话。[P诺瓦克]说。", 1),  # called so
    ],
)
def test_who_comes_up_after_the_time_of_a_short_name_is_another_one(marked, text: str, people: int) -> None:
    dated = {
        "2012-01-03": "[L波兰][T总理][P诺瓦克]来访。",
        "2019-01-03": "[L波兰][T总理][P诺瓦克]讲话。",
        "2023-01-03": text,
    }
    readings = [marked(told, page=f"{day}.txt", date=day) for day, told in dated.items()]
    resolution = resolved(*readings)
    found = {resolution.entity_of(m) for each in readings for m in each.mentions if m.label == "PER"}
    assert len(found) == people


def test_an_article_that_names_two_of_a_name_links_nobody(marked) -> None:
    texts = (
        "[L波兰][T首相][P诺瓦克]来访。",
        "[L波兰][T首相][P诺瓦克]、[L芬兰][T总统][P诺瓦克]致电。",
        "[L芬兰][T总统][P诺瓦克]来访。",
    )
    readings = [marked(text, page=f"{n}.txt", date=f"2024-0{n + 1}-03") for n, text in enumerate(texts)]
    resolution = resolved(*readings)
    first, _, last = (
        [resolution.entity_of(m) for m in each.mentions if m.label == "PER"] for each in readings
    )
    assert first != last


@pytest.mark.parametrize(("others", "people"), [(1, 1), (0, 2)])
def test_a_son_of_the_name_parts_none_whom_other_pages_make_one(marked, others: int, people: int) -> None:
    texts = [
        "[L巴西][T总统][P何塞·杜兰]讲话。",
        "[L巴西][T总统][P杜兰]的长子小[P何塞·杜兰]到会。",
        *["[L巴西][T总统][P何塞·杜兰]讲话，[P杜兰]说。"] * others,
    ]
    readings = [marked(text, page=f"{n}.txt") for n, text in enumerate(texts)]
    assert sum(entity.label == "PER" for entity in resolved(*readings).entities) == people
