"""Tenures over many pages, and what contradicts each other."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Evidence
from kg.relate.terms import Service, overlapping
from tests.relate.gathering import gathered, pages


def test_statements_of_many_pages_are_one_tenure(marked) -> None:
    readings = pages(
        marked,
        ("2023-05-01", "[O清河县教育局][T局长][P李大海]讲话。"),
        ("2021-01-02", "[O清河县教育局][T局长][P李大海]到会。"),
        ("2024-07-01", "[O清河县教育局][T原局长][P李大海]退休。"),
        ("", "[O清河县教育局][T局长][P李大海]。"),
    )
    names, (tenure,), contradictions = gathered(*readings)
    assert (names[tenure.person], names[tenure.body], names[tenure.post]) == (
        "李大海",
        "清河县教育局",
        "清河县教育局局长",
    )
    assert (tenure.first_seen, tenure.last_seen, tenure.former_since) == (
        "2021-01-02",
        "2023-05-01",
        "2024-07-01",
    )
    assert (tenure.title, tenure.count, len(tenure.sources)) == ("局长", 4, 4)
    assert contradictions == []


@pytest.mark.parametrize(
    ("title", "more", "acting"),
    [
        ("代县长", "", "代"),
        ("代理县长", "", "代理"),
        ("县长", "", None),
        ("代县长", "[L清河县][T县长][P李大海]。", None),
        ("代县长", "[L清河县][T原县长][P李大海]。", "代"),
    ],
)
def test_who_acts_for_another_holds_the_post_so(marked, title: str, more: str, acting: str | None) -> None:
    texts = [f"[L清河县][T{title}][P李大海]。", *filter(None, [more])]
    _, (tenure,), _ = gathered(*pages(marked, *((f"2023-0{n}-01", text) for n, text in enumerate(texts, 1))))
    assert (tenure.title, tenure.acting) == ("县长", acting)


def test_two_holders_of_one_post_at_one_time_are_shown(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T局长][P李大海]。"),
        ("2023-05-01", "[O清河县教育局][T局长][P李大海]。"),
        ("2023-03-01", "[O清河县教育局][T局长][P孙玉梅]。"),
        ("2024-03-01", "[O清河县教育局][T局长][P钱守义]。"),
    )
    names, tenures, (found,) = gathered(*readings)
    assert len(tenures) == 3
    assert found.kind == "two holders"
    assert {names[person] for person in found.people} == {"李大海", "孙玉梅"}
    assert (found.first_date, found.last_date) == ("2023-03-01", "2023-03-01")
    assert {source.page for source in found.sources} == {"0.txt", "2.txt"}


def test_several_deputies_and_a_successor_contradict_nobody(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T副局长][P李大海]、[O清河县教育局][T副局长][P孙玉梅]。"),
        ("2023-01-01", "[O清河县教育局][T局长][P钱守义]。"),
        ("2023-02-01", "[O清河县教育局][T原局长][P钱守义]，[O清河县教育局][T局长][P吴一凡]。"),
    )
    assert gathered(*readings)[2] == []


def test_a_person_back_in_a_post_that_they_had_left_is_shown(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T原局长][P李大海]。"),
        ("2023-06-01", "[O清河县教育局][T局长][P李大海]。"),
    )
    (found,) = gathered(*readings)[2]
    assert (found.kind, found.first_date, found.last_date) == (
        "back after leaving",
        "2023-01-01",
        "2023-06-01",
    )


def test_envoys_at_two_places_hold_two_posts(marked) -> None:
    names, tenures, contradictions = gathered(
        *pages(
            marked,
            ("2023-01-01", "[L中国]驻[L大阪][T总领事][P李大海]到会。"),
            ("2023-01-01", "[L中国]驻[L汉堡][T总领事][P孙玉梅]到会。"),
            ("2023-01-01", "[L中国]驻[L法国][T大使][P钱守义]到会。"),
            ("2023-02-01", "我[T驻法大使][P钱守义]到会。"),
        )
    )
    held = {names[tenure.person]: (names[tenure.post], tenure.count) for tenure in tenures}
    assert held == {
        "李大海": ("中国驻大阪总领事", 1),
        "孙玉梅": ("中国驻汉堡总领事", 1),
        "钱守义": ("中国驻法国大使", 2),
    }
    assert contradictions == []


def test_the_order_of_pages_does_not_matter(marked) -> None:
    readings = pages(
        marked,
        ("2023-01-01", "[O清河县教育局][T局长][P李大海]。"),
        ("2023-01-01", "[O清河县教育局][T局长][P孙玉梅]。"),
        ("2022-01-01", "[O清河县教育局][T原局长][P孙玉梅]。"),
    )
    assert gathered(*readings) == gathered(*reversed(readings))


CHANGES = [  # a clause, what happens to the post, whether it is held or over
    ("[O县人大常委会]任命[P王建]为[O县水利局][T局长]。", "start"),
    ("[P王建]当选[L成都市][T市长]。", "start"),
    ("选举[P赵立]为[O县人大][T主任]，[P王建]、[P林清]为[T副主任]。", "start"),
    ("[P王建]出任[O县水利局][T局长]。", "start"),
    ("[P王建]被任命为[O县水利局][T局长]。", "start"),
    ("省委决定，[P王建]同志任[O县委][T书记]。", "start"),
    ("免去[P王建]的[O县水利局][T局长]职务。", "end"),
    ("免去：[P赵立]的[L青原市][T副市长]职务；[P王建]的[O县水利局][T局长]职务。", "end"),
    ("[P王建]不再担任[O县水利局][T局长]。", "end"),
    ("[P王建]辞去[O县水利局][T局长]职务。", "end"),
    ("[P王建]卸任[O县水利局][T局长]。", "end"),
    ("[O县水利局][T局长][P王建]因病医治无效，于5月3日逝世。", "end"),
    ("[P赵立]致电祝贺[P王建]当选[L南非][T总统]。", None),
    ("[P赵立]向[P王建]致贺电，祝贺他当选[L南非][T总统]。", None),
    ("[O县水利局][T局长][P王建]到会。", None),
    ("[P王建]现任[O县水利局][T局长]。", None),
    ("[P王建]担任[O县水利局][T局长]。", None),
    ("[P王建]曾任[O县水利局][T局长]。", None),
    ("[O县水利局][T原局长][P王建]逝世。", None),
    ("[O县水利局][T局长][P王建]出席逝世十周年座谈会。", None),
    ("会议选举了代表。[O县水利局][T局长][P王建]讲话。", None),
]


@pytest.mark.parametrize(("text", "change"), CHANGES)
def test_what_a_clause_says_happens_to_a_post(marked, text: str, change: str | None) -> None:
    assert {post.change for post in marked(text).posts if post.person.text == "王建"} == {change}


SPANS = [  # the pages, then first and last seen, over since, started, ended
    (
        [
            ("2021-03-01", "任命[P王建]为[O清河县教育局][T局长]。"),
            ("2022-05-01", "[O清河县教育局][T局长][P王建]讲话。"),
            ("2023-06-01", "免去[P王建]的[O清河县教育局][T局长]职务。"),
        ],
        ("2021-03-01", "2022-05-01", "2023-06-01", "2021-03-01", "2023-06-01"),
    ),
    (
        [("2024-01-01", "[O清河县教育局][T原局长][P王建]到会。")],
        (None, None, "2024-01-01", None, None),
    ),
    (
        [("2024-01-01", "2019年5月，时任[O清河县教育局][T局长][P王建]到会。")],
        ("2019-05", "2019-05", None, None, None),
    ),
    (
        [("2024-01-01", "[P王建]曾任[O清河县教育局][T局长]。")],
        (None, None, "2024-01-01", None, None),
    ),
    (
        [("2024-01-01", "2019年5月6日，[O清河县教育局][T原局长][P王建]到会。")],
        (None, None, None, None, None),  # 原 today: they may have held it then
    ),
    (
        [("2024-01-01", "[P王建]2018年辞去[O清河县教育局][T局长]职务。")],
        (None, None, "2018", None, "2018"),
    ),
]


@pytest.mark.parametrize(("dated", "expected"), SPANS)
def test_from_when_to_when(marked, dated: list[tuple[str, str]], expected: tuple[str | None, ...]) -> None:
    _, (found,), _ = gathered(*pages(marked, *dated))
    assert (
        found.first_seen,
        found.last_seen,
        found.former_since,
        found.started,
        found.ended,
    ) == expected


CLASHES = [  # the pages, then the kinds of contradictions
    (
        [("2023-01-01", "[L清河市][T市长][P王建]。"), ("2023-01-01", "[L清河市][T市长][P林清]。")],
        ["two holders"],
    ),
    (
        [("2023-01-01", "[L清河市][T副市长][P王建]。"), ("2023-01-01", "[L清河市][T副市长][P林清]。")],
        [],
    ),
    (
        [
            ("2022-01-01", "[L清河市][T市长][P王建]。"),
            ("2023-01-01", "[L清河市][T市长][P王建]。"),
            ("2023-01-01", "任命[P林清]为[L清河市][T市长]。"),
        ],
        [],  # handed over on one day
    ),
    (
        [
            ("2022-01-01", "[L松原市][T市长][P王建]。"),
            ("2022-05-01", "[L松原市][T市长][P王建]。"),
            ("2022-03-01", "[L白山市][T市长][P王建]。"),
        ],
        ["two posts"],
    ),
    (
        [
            ("2022-01-01", "[L波兰][T总统][P王建]。"),
            ("2022-05-01", "[L波兰][T总统][P林清]。"),
            ("2022-07-01", "[L波兰][T总统][P王建]。"),
        ],
        [],  # a term of some months between
    ),
    (
        [
            ("2022-01-01", "[O国际谷物组织][T总干事][P盖伊·赖德]。"),
            ("2022-01-02", "[O国际谷物组织][T总干事][P莱德]。"),
            ("2022-01-03", "[O国际谷物组织][T总干事][P盖伊·赖德]。"),
        ],
        [],  # one name by the sound
    ),
    (
        [("2022-01-01", "[L老挝][T总理][P宋辛]。"), ("2022-01-01", "[L老挝][T总理][P宋邢]。")],
        [],  # one name in two spellings
    ),
    (
        [("2022-01-01", "[L清河市][T市长][P王辛]。"), ("2022-01-01", "[L清河市][T市长][P王邢]。")],
        ["two holders"],  # Chinese names are spelled in one way
    ),
    (
        [("2022-01-01", "[O武装部队][T总司令][P王建]。"), ("2022-01-01", "[O武装部队][T总司令][P林清]。")],
        [],  # forces of which country, no word says
    ),
    (
        [("2022-01-01", "[O财政部][T部长][P王建]。"), ("2022-01-01", "[O财政部][T部长][P宋迪·隆迪]。")],
        [],  # one of them is another country's
    ),
    (
        [
            ("2022-01-01", "[O清河县商会][T会长][P王建]。"),
            ("2022-03-01", "[O清河县商会][T会长][P王建]。"),
            ("2022-02-01", "[O清河县商会][T会长][P林清]因病逝世。"),
            ("2012-02-01", "[P林清]不再担任[O清河县商会][T会长]。"),
        ],
        [],  # dead, and long retired
    ),
    (
        [
            ("2022-01-01", "第十届[O清河县商会][T会长][P王建]。"),
            ("2022-01-01", "[O清河县商会][T会长][P林清]。"),
        ],
        [],  # the head of a session
    ),
    (
        [("2022-01-01", "[L清河市][T市长][P王建]。"), ("2023-01-01", "[L白山市][T市长][P王建]。")],
        [],  # moved on
    ),
    (
        [
            ("2022-01-01", "[O清河县教育局][T局长][P王建]。"),
            ("2022-01-01", "[O清河县水利局][T局长][P王建]。"),
        ],
        [],  # one head of two bureaus is no contradiction
    ),
    (
        [("2022-01-01", "第八任[L波兰][T总统][P王建]当选会长。"), ("2022-01-01", "[L波兰][T总统][P林清]。")],
        [],  # the eighth to hold it, once
    ),
    (
        [("2022-01-01", "[L波兰]三任[T总统][P王建]和[P周立]。"), ("2022-01-01", "[L波兰][T总统][P林清]。")],
        [],  # three of them one after another
    ),
    (
        [
            ("2022-01-01", "[L波兰][T总统][P王建]同志因病在华沙逝世。[L波兰][T总统][P王建]一生简朴。"),
            ("2022-01-01", "[L波兰][T总统][P林清]。"),
        ],
        [],  # whom an article mourns held it when alive
    ),
    (
        [
            ("2022-01-01", "[L波兰][T总统][P王建]，[T总统][P林清]。"),
            ("2022-01-02", "[L波兰][T总统][P王建]。"),
        ],
        [],  # of which country the other is, no word says
    ),
    (
        [("2022-01-01", "代行[L波兰][T总统]职权的[P王建]。"), ("2022-01-01", "[L波兰][T总统][P林清]。")],
        [],  # who acts for somebody
    ),
    (
        [("2022-01-01", "[O中央书记处][T书记][P王建]，[O中央书记处][T书记][P林清]。")],
        [],  # a secretariat has several secretaries
    ),
    (
        [
            ("2022-11-01", "免去[P王建]的[O清河县教育局][T局长]职务。"),
            ("2023-01-01", "[O清河县教育局][T局长][P王建]讲话。"),
        ],
        ["back after leaving"],
    ),
    (
        [
            ("2021-01-20", "[L波兰][T总统][P王建]。"),
            ("2022-06-01", "[L波兰][T前总统][P王建]，[L波兰][T总统][P林清]。"),
            ("2025-02-01", "[L波兰][T总统][P王建]。"),
        ],
        [],  # an interrupted term
    ),
    (
        [
            ("2022-01-01", "[L波兰][T总统][P安吉伊·都大]。"),
            ("2022-01-01", "[L波兰][T总统][P都大]。"),
        ],
        [],  # a piece of a name is nobody else
    ),
    (
        [
            ("2022-01-01", "[L波兰][T总统][P王建]。"),
            ("2022-01-02", "[L华沙波兰][T总统][P王建]。"),
            ("2022-01-03", "[L波兰][T总统][P王建]。"),
        ],
        [],  # one post under two names
    ),
    (
        [
            ("2022-01-01", "[L清河市][T市长][P王建国]。"),
            ("2022-01-02", "[L清河市][T市长][P王健国]。"),
            ("2022-01-03", "[L清河市][T市长][P王建国]。"),
        ],
        [],  # two spellings of one name
    ),
]


@pytest.mark.parametrize(("dated", "kinds"), CLASHES)
def test_what_contradicts_is_shown(marked, dated: list[tuple[str, str]], kinds: list[str]) -> None:
    assert [found.kind for found in gathered(*pages(marked, *dated))[2]] == kinds


def test_two_posts_at_one_time_name_both(marked) -> None:
    names, _, (found,) = gathered(
        *pages(
            marked,
            ("2022-01-01", "[L松原市][T市长][P王建]。"),
            ("2022-03-01", "[L白山市][T市长][P王建]。"),
            ("2022-05-01", "[L松原市][T市长][P王建]。"),
        )
    )
    assert {names[found.post], names[found.other]} == {"松原市市长", "白山市市长"}


_DAYS = st.lists(st.sampled_from([f"2024-01-{day:02}" for day in range(1, 9)]), min_size=1, max_size=3)


@given(st.lists(st.tuples(_DAYS, st.booleans()), max_size=7))
def test_the_sweep_finds_all_that_hold_a_post_at_one_time(terms: list[tuple[list[str], bool]]) -> None:
    records = []
    for number, (days, entered) in enumerate(terms):
        record = Service(("清河县教育局", "局长"))
        record.held = {day: Evidence(f"{number}.txt", 0, 9) for day in (min(days), max(days))}
        record.started = min(days) if entered else None
        records.append((f"{number}", record))
    compared = {
        (one[0], other[0]): shared
        for one, other in combinations(records, 2)
        if (shared := one[1].overlap(other[1]))
    }
    swept = list(overlapping(reversed(records)))
    assert {(one[0], other[0]): shared for one, other, shared, _ in swept} == compared
    assert len(swept) == len(compared)
    for (a, _), (b, _), _, (first, second) in swept:
        assert (first.page, second.page) == (f"{a}.txt", f"{b}.txt")


def test_holders_one_after_another_are_not_all_compared(monkeypatch) -> None:
    compared = []
    overlap = Service.overlap
    monkeypatch.setattr(Service, "overlap", lambda a, b: compared.append(a) or overlap(a, b))
    records = []
    for year in range(1000, 2000):
        record = Service(("清河县教育局", "局长"))
        record.held = {f"{year}-0{month}-01": Evidence("a.txt", year, year + 1) for month in (1, 9)}
        records.append((f"{year}", record))
    assert list(overlapping(records)) == []
    assert len(compared) == 0


def test_a_calling_and_a_country_are_no_tenure(marked) -> None:
    names, tenures, _ = gathered(
        *pages(marked, ("2022-01-01", "[L波兰][T选手][P王建]和[L波兰][T总统][P林清]到场。"))
    )
    assert [names[tenure.person] for tenure in tenures] == ["林清"]
