"""The review file: what a person decided wins over the rules."""

import csv
from pathlib import Path

import pytest

from kg.corpus import Resolution, Ruling, format_review, read_review
from kg.errors import InputError
from kg.model import Entity, Judgement, Reading
from tests.conftest import resolved


def reviewed(rulings: list[Ruling], *readings: Reading) -> Resolution:
    return resolved(*readings, rulings=tuple(rulings))


def written(folder: Path, text: str) -> Path:
    path = folder / "review.csv"
    path.write_text(text, "utf-8")
    return path


def people(resolution: Resolution) -> dict[str, Entity]:
    return {e.name: e for e in resolution.entities if e.label != "TITLE"}


def test_decided_rows_are_read_and_undecided_ones_left(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeffaction,a,b,label,note\n"
        "same,卫健委,广东省卫健委,ORG,第三版\n,甲一,甲二,,several\n\nRename,甲一,甲 乙,per,\n",
    )
    assert read_review(path) == [
        Ruling("same", "卫健委", "广东省卫健委", "ORG", "第三版"),
        Ruling("rename", "甲一", "甲乙", "PER", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,type\n甲,乙\n", ("review.csv:1", "name,type", "action,a,b")),
        ("", ("review.csv:1", "none")),
        ("action,a,b,label,remark\n", ("review.csv:1", "remark")),
        (
            "action,a,b\nmerge,甲,乙\n",
            ("review.csv:2", "'merge'", "rename, split, none or relabel"),
        ),
        ("action,a,b\nsame,甲,\n", ("review.csv:2", "column b is empty")),
        ("action,a,b\nsame,甲,甲\n", ("review.csv:2", "'甲'")),
        ("action,a,b,label\nsame,甲,乙,TITLE\n", ("review.csv:2", "'TITLE'")),
        ("action,a,b\nsame,甲,乙\n\ndifferent,乙,甲\n", ("review.csv:4", "line 2", "same")),
        ("action,a,b\ndifferent,甲,乙\nsame,乙,甲\n", ("review.csv:3", "same", "line 2 says different")),
        (
            "action,a,b\nsame,甲,乙\nsame,乙,丙\ndifferent,丙,甲\n",
            ("review.csv:4", "different", "lines 2, 3"),
        ),
        ("action,a,b\ndifferent,丙,甲\nsame,甲,乙\nsame,乙,丙\n", ("review.csv:4", "lines 2, 3")),
        ("action,a,b,label\nsame,甲,乙,PER\ndifferent,乙,甲,\n", ("review.csv:3", "line 2")),
        ("action,a,b\nrename,甲,乙\nrename,甲,丙\n", ("review.csv:3", "renamed to 丙", "line 2 says 乙")),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as error:
        read_review(written(tmp_path, text))
    assert all(part in str(error.value) for part in said), str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "action,a,b,label\nsame,甲,乙,PER\ndifferent,乙,甲,ORG\n",
        "action,a,b\nsame,甲,乙\ndifferent,乙,丙\n",
        "action,a,b\nsame,甲,乙\nsame,甲,乙\n",
        "action,a,b\nrename,甲,乙\nsame,甲,乙\n",
        "action,a,b\nrename,甲,乙\nrename,丙,乙\n",
    ],
)
def test_rows_that_agree_are_read(tmp_path: Path, text: str) -> None:
    assert len(read_review(written(tmp_path, text))) == 2


def test_a_file_that_is_missing_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: review file can't be read"):
        read_review(tmp_path / "none.csv")
    (tmp_path / "gbk.csv").write_bytes("action,a,b\nsame,甲,乙\n".encode("gbk"))
    with pytest.raises(InputError, match="save it as CSV UTF-8"):
        read_review(tmp_path / "gbk.csv")


def test_same_joins_two_names(marked) -> None:
    reading = marked("[P王小明]到会。[P王晓明]讲话。")
    found = people(reviewed([Ruling("same", "王小明", "王晓明")], reading))
    assert [(e.name, e.mentions, e.aliases) for e in found.values()] == [("王晓明", 2, ("王小明",))]


def test_same_joins_by_id_and_wins_over_a_refusal(marked) -> None:
    news = marked("[O四川省委][T书记][P张文]讲话。", page="a.txt")
    byline = marked("[O本报][T记者] [P张文]", page="b.txt")
    two = [e.id for e in reviewed([], news, byline).entities if e.label == "PER"]
    assert len(two) == 2
    resolution = reviewed([Ruling("same", *two)], news, byline)
    (person,) = [e for e in resolution.entities if e.label == "PER"]
    assert (person.name, person.mentions) == ("张文", 2)


def test_same_tells_what_a_form_points_at(marked) -> None:
    reading = marked("[L鼓楼区]下雨。")
    (place,) = reviewed([Ruling("same", "鼓楼区", "南京市鼓楼区", "LOC")], reading).entities
    assert (place.name, place.code, place.aliases) == ("南京市鼓楼区", "320106", ("鼓楼区",))


def test_different_takes_a_form_back_from_its_name(marked) -> None:
    reading = marked("[O广东省卫健委]开会。[O卫健委][T主任][P甲一]讲话。")
    assert len([e for e in reviewed([], reading).entities if e.label == "ORG"]) == 1
    rulings = [Ruling("different", "卫健委", "广东省卫生健康委员会")]
    resolution = reviewed(rulings, reading)
    found = people(resolution)
    assert {"卫健委", "广东省卫生健康委员会"} <= set(found)
    assert found["广东省卫生健康委员会"].aliases == ("广东省卫健委",)
    (post,) = reading.posts
    assert resolution.body_of(post) == found["卫健委"].id
    assert {e.name for e in resolution.entities if e.label == "TITLE"} == {"卫健委主任"}
    assert {resolution.entity_of(m) for m in reading.mentions} <= {*(e.id for e in found.values()), None}


def test_different_keeps_a_part_from_the_whole_name(marked) -> None:
    told = "[L美国][T总统][P唐纳德·特朗普]讲话。", "[L美国][T总统][P特朗普]讲话。"
    pages = [marked(told[0], page="a.txt"), marked(told[1], page="b.txt")]
    assert set(people(reviewed([], *pages))) == {"美国", "唐纳德·特朗普"}
    apart = people(reviewed([Ruling("different", "特朗普", "唐纳德·特朗普")], *pages))
    assert set(apart) == {"美国", "特朗普", "唐纳德·特朗普"}


def test_rename_shows_another_name_and_keeps_the_id(marked) -> None:
    reading = marked("[O星河公司][T总经理][P甲一]讲话。")
    before = people(reviewed([], reading))["星河公司"]
    resolution = reviewed([Ruling("rename", "星河公司", "星河科技有限公司")], reading)
    after = people(resolution)["星河科技有限公司"]
    assert (after.id, after.aliases) == (before.id, ("星河公司",))
    (post,) = [e for e in resolution.entities if e.label == "TITLE"]
    assert post.name == "星河科技有限公司总经理"
    assert resolution.post_entity(reading.posts[0]) == post.id


def test_a_ruling_is_a_judgement_and_replaces_the_rules(marked) -> None:
    reading = marked("[O广东省卫健委]开会。[O卫健委]发文。")
    resolution = reviewed([Ruling("different", "卫健委", "广东省卫生健康委员会", None, "问过")], reading)
    told = [(j.judgement, j.reason, j.score) for j in resolution.judgements if j.a == "卫健委"]
    assert told == [("negative", "ruled in the review file: different (问过)", 1.0)]


def test_rulings_hold_when_a_build_is_repeated_with_more_pages(marked, tmp_path: Path) -> None:
    first = marked("[P马大海]、[P马小兰]，[P马老师]。[O星河公司]开业。", page="a.txt")
    more = marked("[P马大海]到会，[O星河公司][T总经理][P赵明]讲话。", page="b.txt")
    rulings = [Ruling("same", "马老师", "马小兰"), Ruling("rename", "星河公司", "星河科技")]
    template = format_review(rulings, reviewed(rulings, first).judgements)
    kept = read_review(written(tmp_path, template))
    assert kept == rulings
    once, twice = people(reviewed(kept, first)), people(reviewed(kept, first, more))
    assert once["马小兰"].aliases == twice["马小兰"].aliases == ("马老师",)
    assert once["星河科技"].id == twice["星河科技"].id


def test_a_ruling_joins_namesakes_and_pointing_words_by_id(marked) -> None:
    pages = [marked("[P老李]种树。", page="a.txt"), marked("[P李大海]种树。", page="b.txt")]
    ids = {e.name: e.id for e in reviewed([], *pages).entities}
    found = people(reviewed([Ruling("same", ids["老李"], ids["李大海"])], *pages))
    assert {name: e.aliases for name, e in found.items()} == {"李大海": ("老李",)}


def test_different_wins_over_a_definition_and_a_spelling(marked) -> None:
    given = marked("[O星河通信有限公司]（简称“星河通”）公告。[O星河通]扩建。")
    assert len(people(reviewed([], given))) == 1
    assert len(people(reviewed([Ruling("different", "星河通", "星河通信有限公司")], given))) == 2
    spelled = marked("[P鄧一平]到會，[P邓一平]到会。")
    assert len(reviewed([], spelled).entities) == 1
    assert len(reviewed([Ruling("different", "鄧一平", "邓一平")], spelled).entities) == 2


def test_a_ruling_on_unknown_names_changes_nothing(marked) -> None:
    reading = marked("[P王小明]到会。")
    assert reviewed([Ruling("same", "李四光", "李四")], reading).entities == reviewed([], reading).entities


def test_the_template_holds_the_rulings_and_the_doubtful_pairs(tmp_path: Path) -> None:
    judgements = [
        Judgement("甲", "甲一", "unsure", "several people", 0.5, "PER"),
        Judgement("乙", "乙一", "positive", "a form", 1.0, "PER"),
        Judgement("丙", "丙", "unsure", "points nowhere", 0.5, "LOC"),
        Judgement("丁", "丁一", "unsure", "decided since", 0.5, "PER"),
    ]
    rulings = [Ruling("different", "丁一", "丁", "PER", "两人")]
    text = format_review(rulings, judgements)
    assert text.splitlines() == [
        "\ufeffaction,a,b,label,note",
        "different,丁一,丁,PER,两人",
        ",甲,甲一,PER,several people",
        ",丙,,LOC,points nowhere",
    ]
    assert read_review(written(tmp_path, text)) == rulings


def test_a_decided_template_row_settles_the_doubt(marked, tmp_path: Path) -> None:
    reading = marked("[P马大海]、[P马小兰]，[P马院长]。")
    template = format_review([], reviewed([], reading).judgements)
    assert ",马院长,马大海,PER," in template
    rulings = read_review(written(tmp_path, template.replace(",马院长,马大海", "same,马院长,马大海")))
    found = people(reviewed(rulings, reading))
    assert found["马大海"].aliases == ("马院长",)
    assert "unsure" not in {j.judgement for j in reviewed(rulings, reading).judgements}


SPLIT = (
    ("2014-05-26.txt", "[O清河县教育局][T局长][P王杰]讲话。[P王杰]说。"),
    ("2017-12-14.txt", "班长[P王杰]舍身救人。"),
    ("2018-01-05.txt", "[P王杰]和[P林清]到会。"),
)


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([], {"王杰": [4]}),
        ([Ruling("split", "王杰", "2017-12-14.txt", "PER")], {"王杰": [1, 3]}),
        ([Ruling("split", "王杰", "2017-12-14.txt|2018-01-05.txt#1")], {"王杰": [2, 2]}),
        (
            [Ruling("split", "王杰", "2017-12-14.txt"), Ruling("split", "王杰", "2018-01-05.txt#1")],
            {"王杰": [1, 1, 2]},
        ),
        ([Ruling("split", "王杰", "2017-12-14.txt", "ORG")], {"王杰": [4]}),
        ([Ruling("split", "王杰", "2018-01-05.txt#7")], {"王杰": [4]}),
    ],
)
def test_split_makes_others_of_a_name_on_some_pages(
    marked, rows: list[Ruling], counts: dict[str, list[int]]
) -> None:
    found = reviewed(rows, *(marked(text, page=page) for page, text in SPLIT))
    mentions = {name: sorted(e.mentions for e in found.entities if e.name == name) for name in counts}
    assert mentions == counts
    told = [j for j in found.judgements if j.reason == "ruled in the review file: split"]
    assert bool(told) == (len(counts["王杰"]) > 1 or any(len(c) > 1 for c in counts.values()))


def test_split_parts_what_the_rules_had_joined(marked) -> None:
    pages = [
        marked("[L美国][T总统][P唐纳德·特朗普]讲话。", page="a.txt"),
        marked("[L美国][T总统][P特朗普]表态。", page="b.txt"),
        marked("[L美国][T总统][P特朗普]到会。", page="c.txt"),
    ]
    found = reviewed([Ruling("split", "特朗普", "c.txt")], *pages)
    assert sorted((e.name, e.mentions) for e in found.entities if e.label == "PER") == [
        ("唐纳德·特朗普", 2),
        ("特朗普", 1),
    ]


def test_split_is_read_with_its_places(tmp_path: Path) -> None:
    path = written(tmp_path, "action,a,b,label\nsplit,王杰,a.txt|b.txt#2,PER\n")
    assert read_review(path) == [Ruling("split", "王杰", "a.txt|b.txt#2", "PER")]


FORMULAS = ("=1+1", "+甲", "-乙", "@丙", "'=丁", "''-戊", "'己")


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula_and_names_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    path, ruling = tmp_path / "review.csv", Ruling("same", name, "庚", None, f"{name}说")
    doubt = Judgement("辛", name, "unsure", "may be", 0.5, "PER")
    path.write_text(format_review([ruling], [doubt]), "utf-8", newline="")
    _, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]
    assert read_review(path) == [ruling]
    assert rows[1][2].removeprefix("'") == name or name.startswith("'")
