"""Decisions: written at once, lost by nobody, read by the next build, taken back."""

import csv
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from stored import MakeBuild

import kg
from kg.config import make_config
from kg.corpus import Ruling, read_review
from kg.corpus.review import format_review
from kg.errors import InputError
from kg.pipeline.build import build
from kg.pipeline.summary import Listener
from kg.queries.doubts import contradictions, doubts, sides_of
from kg.serve.reviewing import ReviewDesk
from kg.store.finished import open_store
from tests.serve.conftest import PAGES, Serve, write_pages

SAME = Ruling("same", "县水利局", "清河县水利局", "ORG")
NONE = Ruling("none", "春耕", "", "PER")


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_a_decision_is_written_with_who_and_when(tmp_path: Path) -> None:
    desk = ReviewDesk(tmp_path / "review.csv", "沈编辑")
    made = desk.decide(SAME)
    (row,) = rows_of(desk.path)
    assert row == {
        "action": "same",
        "a": "县水利局",
        "b": "清河县水利局",
        "label": "ORG",
        "note": "",
        "by": "沈编辑",
        "at": made.at,
    }
    assert read_review(desk.path) == [made]


def test_no_cell_of_a_decision_is_a_formula(tmp_path: Path) -> None:
    """What a page calls a thing may be one, and the file is opened in spreadsheet programs."""
    desk = ReviewDesk(tmp_path / "review.csv", "=cmd()")
    made = desk.decide(Ruling("same", "=1+1", "'@乙", "ORG"))
    for _ in range(2):
        (row,) = rows_of(desk.path)
        assert (row["a"], row["b"], row["by"]) == ("'=1+1", "''@乙", "'=cmd()")
        assert read_review(desk.path) == desk.rulings() == [made]
        desk.decide(NONE)
        desk.undo(desk.rulings()[-1].at)


def test_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(
        "action,a,b,label,note\nrename,高远,高远（记者）,PER,long known\n"
        ",春耕,,PER,a word\n,甲局,乙局,ORG,doubtful\n",
        "utf-8",
    )
    ReviewDesk(path, "").decide(NONE)
    told = [(row["action"], row["a"], row["b"], row["note"]) for row in rows_of(path)]
    assert told == [
        ("rename", "高远", "高远（记者）", "long known"),
        ("", "甲局", "乙局", "doubtful"),
        ("none", "春耕", "", ""),
    ]


def test_undo_takes_back_one_decision(tmp_path: Path) -> None:
    desk = ReviewDesk(tmp_path / "review.csv", "")
    first, second = desk.decide(SAME), desk.decide(NONE)
    assert ReviewDesk(desk.path, "").undo(first.at) == first  # whoever made it
    assert desk.rulings() == [second]
    with pytest.raises(InputError, match="no decision"):
        desk.undo(first.at)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (SAME, Ruling("different", "清河县水利局", "县水利局", "ORG")),
        (Ruling("rename", "高远", "高远甲"), Ruling("rename", "高远", "高远乙")),
    ],
)
def test_what_contradicts_a_row_is_refused(tmp_path: Path, earlier: Ruling, later: Ruling) -> None:
    desk = ReviewDesk(tmp_path / "review.csv", "")
    desk.decide(earlier)
    before = desk.path.read_bytes()
    with pytest.raises(InputError, match=f"^{re.escape(str(desk.path))}:3: .*line 2 says"):
        desk.decide(later)
    assert desk.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".review.csv.lock", "review.csv"]


@pytest.mark.parametrize("text", ["what,ever\n1,2\n", "action,a,b\nmarry,甲,乙\n"])
def test_a_file_that_no_build_reads_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "review.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        ReviewDesk(path, "").decide(SAME)
    assert path.read_text("utf-8") == text


def test_two_explorers_and_many_clicks_lose_nothing(tmp_path: Path) -> None:
    desks = [ReviewDesk(tmp_path / "review.csv", name) for name in ("甲", "乙")]
    rulings = [(desks[n % 2], Ruling("none", f"名{n}", "", "PER")) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: each[0].decide(each[1]), rulings))
    assert {row["a"] for row in rows_of(desks[0].path)} == {f"名{n}" for n in range(40)}


def test_what_a_build_dropped_is_written_once_more(tmp_path: Path) -> None:
    desk = ReviewDesk(tmp_path / "review.csv", "")
    made, taken = desk.decide(SAME), desk.decide(NONE)
    desk.undo(taken.at)
    desk.path.write_text("action,a,b,label,note\n,甲局,乙局,ORG,doubtful\n", "utf-8")
    desk.restore()
    assert desk.rulings() == [made]
    assert len(rows_of(desk.path)) == 2


def test_a_review_file_keeps_who_and_when() -> None:
    signed = SAME._replace(by="甲", at="2026-01-02T03:04:05.678Z")
    assert format_review([SAME], []).startswith("\ufeffaction,a,b,label,note\n")
    assert format_review([signed], []) == (
        "\ufeffaction,a,b,label,note,by,at\nsame,县水利局,清河县水利局,ORG,,甲,2026-01-02T03:04:05.678Z\n"
    )


@pytest.mark.parametrize(
    ("ruling", "before", "after"),
    [
        (Ruling("none", "葛仙庄镇", "", "LOC"), {("LOC", "葛仙庄镇")}, set()),
        (Ruling("relabel", "葛仙庄镇", "ORG", "LOC"), {("LOC", "葛仙庄镇")}, {("ORG", "葛仙庄镇")}),
        (
            Ruling("rename", "何文静", "何文静（局长）", "PER"),
            {("PER", "何文静")},
            {("PER", "何文静（局长）")},
        ),
    ],
)
def test_a_build_takes_a_decision_for_all_mentions(
    tmp_path: Path, ruling: Ruling, before: set[tuple[str, str]], after: set[tuple[str, str]]
) -> None:
    pages, review = write_pages(tmp_path / "pages", PAGES), tmp_path / "review.csv"
    plain = kg.build(pages, out=tmp_path / "plain", jobs=1)
    ReviewDesk(review, "甲").decide(ruling)
    decided = kg.build(pages, out=tmp_path / "decided", review=review, jobs=1)
    named = [{(e.label, e.name) for e in result.entities} for result in (plain, decided)]
    assert named[0] - named[1] == before
    assert named[1] - named[0] == after
    text = ruling.a
    entities = {mention.entity for mention in decided.mentions if mention.text == text}
    assert len(entities) == 1
    assert (entities == {None}) == (ruling.action == "none")
    assert read_review(tmp_path / "decided" / "review.csv")[0].by == "甲"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("action,a,b,label\nrelabel,甲,人,PER\n", "no label"),
        ("action,a,b,label\nnone,,,PER\n", "column a is empty"),
        ("action,a,b,label\nsame,甲,,PER\n", "column b is empty"),
    ],
)
def test_rows_that_say_too_little_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "review.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        read_review(path)


@pytest.fixture
def doubtful(make_build: MakeBuild, tmp_path: Path) -> Path:
    """A build with two doubts and a contradiction."""
    texts = ["县水利局发出通知。", "清河县水利局召开会议。", "局长何文静和局长孟庆生。"]
    names = [
        ("县水利局", "org-1", 0),
        ("清河县水利局", "org-2", 1),
        ("何文静", "per-1", 2),
        ("孟庆生", "per-2", 2),
    ]
    text = [
        {
            "page": "a.txt",
            "article": "a1",
            "start": 100 * n,
            "end": 100 * n + len(told),
            "line": n + 1,
            "text": told,
        }
        for n, told in enumerate(texts)
    ]
    mentions = []
    for name, entity, number in names:
        start = 100 * number + texts[number].index(name)
        place = {"start": start, "end": start + len(name), "sentence": number}
        score = 0.61 if name == "孟庆生" else 0.97
        mentions.append(
            {"text": name, "entity": entity, "label": entity[:3].upper(), "score": score, **place}
        )
    entities = [
        {"id": id_, "label": id_[:3].upper(), "name": name, "aliases": [], "mentions": 1}
        for name, id_, _ in names
    ]
    entities.append(
        {"id": "title-1", "label": "TITLE", "name": "清河县水利局局长", "aliases": [], "mentions": 2}
    )
    judged = [
        {
            "a": "县水利局",
            "b": "清河县水利局",
            "judgement": "unsure",
            "reason": "part of several names",
            "score": 0.5,
            "label": "ORG",
        },
        {
            "a": "春耕",
            "b": "春耕",
            "judgement": "unsure",
            "reason": "2 divisions have this name",
            "score": 0.5,
            "label": "LOC",
        },
    ]
    against = {
        "kind": "two holders", "post": "title-1", "people": ["per-1", "per-2"], "name": "清河县水利局局长",
        "names": ["何文静", "孟庆生"], "first_date": "2021-01-01", "last_date": "2021-01-02",
        "sources": [("a.txt", 200, 200 + len(texts[2]))],
    }  # fmt: skip
    tables = {
        "text": text,
        "mentions": mentions,
        "entities": entities,
        "judgements": judged,
        "contradictions": [against],
    }
    return make_build(tmp_path / "output", tables)


def test_doubts_have_both_sides(doubtful: Path) -> None:
    with open_store(doubtful) as store:
        found = sorted(doubts(store), key=lambda doubt: doubt.b)
        assert [(doubt.a, doubt.b) for doubt in found] == [("春耕", "春耕"), ("县水利局", "清河县水利局")]
        (alone,), (side, other) = sides_of(found, store)
        assert (alone.name, alone.entities, alone.sentences) == ("春耕", (), ())
        assert [told.text for told in other.sentences] == ["清河县水利局召开会议。"]
        assert [entity.id for entity in side.entities] == ["org-1"]
        assert [(told.text, told.line) for told in side.sentences] == [("县水利局发出通知。", 1)]
        (against,) = contradictions(store)
        assert [person.name for person in against.people] == ["何文静", "孟庆生"]
        assert [quote.text for quote in against.quotes] == ["局长何文静和局长孟庆生。"]


def test_a_decision_goes_from_the_queue_to_the_file_and_back(
    doubtful: Path, tmp_path: Path, serve: Serve
) -> None:
    review = tmp_path / "decisions.csv"
    with serve(doubtful, review) as (_, visitor):
        visitor.enter()
        assert visitor.json("/review.json")["total"] == 2
        status, told = visitor.post(
            "/review/decide", action="same", a="县水利局", b="清河县水利局", label="ORG"
        )
        assert status == 200
        assert [row["a"] for row in rows_of(review)] == ["县水利局"]
        shown = visitor.json("/review.json")
        assert shown["total"] == 1
        assert [ruling[1] for ruling in shown["pending"]] == ["县水利局"]
        assert visitor.post("/review/undo", at=told["decided"]["at"])[0] == 200
        assert rows_of(review) == []
        assert visitor.json("/review.json")["total"] == 2


def test_a_name_that_is_certain_nowhere_waits_until_it_is_decided(
    doubtful: Path, tmp_path: Path, serve: Serve
) -> None:
    with serve(doubtful, tmp_path / "decisions.csv") as (_, visitor):
        visitor.enter()
        shown = visitor.json("/review.json?in=names")
        assert [(each["name"], each["label"], each["score"]) for each in shown["names"]] == [
            ("孟庆生", "PER", 0.61)
        ]
        assert shown["doubts"][0][1][0]["sentences"][0]["text"] == "局长何文静和局长孟庆生。"
        assert "score 0.61" in visitor.page("/review.csv?in=names")
        assert 'data-action="relabel" data-to="PER"' in visitor.page("/review?in=names")
        assert visitor.post("/review/decide", action="relabel", a="孟庆生", b="LOC", label="PER")[0] == 200
        assert visitor.json("/review.json?in=names")["total"] == 0


@pytest.mark.parametrize("action", ["none", "relabel"])
def test_a_wrong_name_is_decided_once_for_all_pages(tmp_path: Path, action: str) -> None:
    told = "本报3月2日讯（记者 周晓岚）3月2日，临江市副市长林海涛到清河县调研。"
    pages = write_pages(
        tmp_path / "pages", {f"2021-03-0{day}.txt": f"林海涛调研\n{told}\n" for day in (2, 3, 4)}
    )
    label = "LOC" if action == "relabel" else ""
    review = tmp_path / "review.csv"
    review.write_text(f"action,a,b,label,note\n{action},林海涛,{label},PER,\n", "utf-8")
    kg.build(pages, out=tmp_path / "out", jobs=1, review=review)
    lines = (tmp_path / "out" / "entities.jsonl").read_text("utf-8").splitlines()
    found = [entity["label"] for entity in map(json.loads, lines) if entity["name"] == "林海涛"]
    assert found == [label] * (action == "relabel")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"action": "marry", "a": "甲", "b": "乙"}, 404),
        ({"action": "same", "a": "甲", "b": ""}, 404),
        ({"action": "relabel", "a": "甲", "b": "人"}, 404),
        ({}, 404),
    ],
)
def test_what_is_no_decision_is_refused(
    doubtful: Path, tmp_path: Path, serve: Serve, given: dict[str, str], status: int
) -> None:
    with serve(doubtful, tmp_path / "decisions.csv") as (_, visitor):
        answered, told = visitor.enter().post("/review/decide", **given)
        assert answered == status
        assert told["error"]
    assert not (tmp_path / "decisions.csv").exists()


def test_what_is_decided_while_a_build_runs_is_kept_for_the_next(tmp_path: Path) -> None:
    pages, out = write_pages(tmp_path / "pages", PAGES), tmp_path / "output"
    desk = ReviewDesk(out / "review.csv", "")
    kg.build(pages, out=out, jobs=1)
    made = []

    class Deciding(Listener):
        def on_stage(self, name: str) -> None:
            if name == "resolve":
                made.append(desk.decide(SAME))

    build(make_config(None, {"pages": [pages], "out": out, "jobs": 1, "review": desk.path}), Deciding())
    assert read_review(desk.path) == made


def test_decisions_of_one_moment_are_taken_back_one_by_one(tmp_path: Path) -> None:
    desk = ReviewDesk(tmp_path / "review.csv", "")
    made = [desk.decide(Ruling("none", f"甲{number}", "", "PER")) for number in range(9)]
    assert len({ruling.at for ruling in made}) == len(made)
    desk.undo(made[3].at)
    assert desk.rulings() == [*made[:3], *made[4:]]


def test_articles_are_listed_for_a_name_to_be_split(explorer, id_of) -> None:
    found = explorer.json(f"/entity/{id_of('何文静')}/split.json")
    told = [(each["page"], each["name"]) for each in found["articles"]]
    assert told == [("2022-05-06.txt", "何文静"), ("2023-07-08.txt", "何文静")]
    assert found["total"] == 2
    some = explorer.json(f"/entity/{id_of('何文静')}/split.json?year=2023")["articles"]
    assert [each["page"] for each in some] == ["2023-07-08.txt"]
    page = explorer.page(f"/entity/{id_of('何文静')}/split")
    assert 'value="2022-05-06.txt#a1" data-name="何文静"' in page


def test_a_split_is_written_as_builds_read_it(archive: Path, tmp_path: Path, serve: Serve) -> None:
    review = tmp_path / "review.csv"
    with serve(archive, review) as (_, visitor):
        visitor.enter()
        given = {"action": "split", "a": "何文静", "b": "2023-07-08.txt#1", "label": "PER"}
        assert visitor.post("/review/decide", **given)[0] == 200
    kg.build(write_pages(tmp_path / "pages", PAGES), out=tmp_path / "out", jobs=1, review=review)
    with open_store(tmp_path / "out") as store:
        names = store.value("SELECT count(*) FROM entities WHERE label = 'PER' AND name LIKE '何文静%'")
    assert names == 2


def test_a_name_with_a_blank_is_kept_in_a_decision(tmp_path: Path) -> None:
    desk = ReviewDesk(tmp_path / "review.csv", "")
    made = desk.decide(Ruling("same", "Tim Cook", "蒂姆·库克", "PER"))
    assert desk.rulings() == [made]
