import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, KgError, OutputError
from kg.score import Count, format_score, score_build, score_mentions, score_posts

RAW = "自治区主席张文\n强到盟里调研。"


def _mention(start: int, end: int, label: str, *, optional: bool = False) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, "optional": optional}


GOLD = [_mention(0, 3, "LOC", optional=True), _mention(3, 5, "TITLE"), _mention(5, 9, "PER")]


@pytest.mark.parametrize(
    ("predicted", "label", "count"),
    [
        ([(5, 9, "PER")], "PER", (1, 0, 0)),  # a name cut by the line end counts when whole
        ([(5, 7, "PER")], "PER", (0, 1, 1)),  # half a name is wrong and missed
        ([(5, 9, "ORG")], "ORG", (0, 1, 0)),  # the right span under a wrong label is wrong
        ([(0, 3, "ORG")], "ORG", (0, 0, 0)),  # what touches an optional span alone is ignored
        ([(0, 5, "ORG")], "ORG", (0, 1, 0)),  # but not when it overlaps a required one too
        ([(10, 12, "LOC")], "LOC", (0, 1, 0)),  # anything else is wrong
    ],
)
def test_mentions(predicted: list[tuple[int, int, str]], label: str, count: tuple[int, int, int]) -> None:
    counts = score_mentions(GOLD, [_mention(*p) for p in predicted], RAW, [])
    assert (counts[label].tp, counts[label].fp, counts[label].fn) == count


@pytest.mark.parametrize(
    ("body", "right"),
    [("自治区政府", True), ("内蒙古自治区政府", True), ("政府", True), ("自治区党委", False), (None, False)],
)
def test_a_body_matches_when_one_form_ends_with_the_other(body: str | None, right: bool) -> None:
    said = [{"person": "张文强", "title": "主席", "body": body}]
    count = score_posts([["张文强", "主席", "自治区政府"]], said, [])
    assert (count.tp, count.fp) == (int(right), int(not right))


def test_shares_of_an_empty_count_are_zero() -> None:
    assert (Count().precision, Count().recall, Count().f1) == (0.0, 0.0, 0.0)
    assert Count(3, 1, 1).f1 == pytest.approx(0.75)


def _perturbed_build(gold: Path, out: Path) -> None:
    """Write a build that is the gold with every kind of fault mixed in."""
    rng = random.Random(3)
    rows: dict[str, list[dict[str, Any]]] = {"mentions": [], "posts": [], "articles": []}
    for path in sorted(gold.glob("*.jsonl")):
        page = f"{path.stem}.txt"
        for line in path.read_text("utf-8").splitlines():
            span = json.loads(line)
            if rng.random() < 0.9:
                span["end"] += rng.random() < 0.1
                span["label"] = rng.choice(["PER", "LOC"]) if rng.random() < 0.05 else span["label"]
                rows["mentions"].append({**span, "page": page, "entity": f"e{rng.randrange(4)}"})
        posts = gold / f"{path.stem}.posts"
        for line in posts.read_text("utf-8").splitlines() if posts.exists() else []:
            person, title, body = line.split("\t")[:3]
            body = "总" + body if rng.random() < 0.2 else body
            rows["posts"].append(
                {"page": page, "person": person, "title": title, "body": None if body == "-" else body}
            )
        rows["articles"].append(
            {"page": page, "headline_spans": [[0, 40]], "body_spans": [[41, 900], [950, 2000]]}
        )
    out.mkdir()
    for name, found in rows.items():
        (out / f"{name}.jsonl").write_text(
            "\n".join(json.dumps(r, ensure_ascii=False) for r in found), "utf-8"
        )


def _figures(table: str) -> list[str]:
    """Return the numbers of a score table in their order."""
    return [word for word in table.replace("/", " ").split() if word.replace(".", "").isdigit()]


@pytest.mark.parametrize(("gold", "pages"), [("gold", "seeds"), ("gold/passages", "gold/passages")])
def test_same_figures_as_the_acceptance_scorer(shared: Path, tmp_path: Path, gold: str, pages: str) -> None:
    out = tmp_path / "out"
    _perturbed_build(shared / gold, out)
    command = [
        sys.executable,
        str(shared / "tools" / "score.py"),
        str(out),
        str(shared / gold),
        str(shared / pages),
    ]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    ours = "\n".join(format_score(score_build(out, shared / gold, shared / pages)))
    assert len(_figures(ours)) > 20
    assert _figures(ours.replace(" of ", " ")) == _figures(theirs)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated page"):
        score_build(tmp_path, tmp_path, tmp_path)
    (tmp_path / "a.jsonl").touch()
    with pytest.raises(OutputError, match=r"mentions\.jsonl: missing; build first"):
        score_build(tmp_path, tmp_path, tmp_path)


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    """A folder with a page of ten characters, its empty build and no gold yet."""
    for name in ("mentions", "posts", "articles"):
        (tmp_path / f"{name}.jsonl").touch()
    (tmp_path / "a.txt").write_text("清河县县长赵立群到会", "utf-8")
    (tmp_path / "a.jsonl").touch()
    return tmp_path


GOOD = '{"start": 0, "end": 3, "label": "LOC"}'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", "\n{oops\n", "a.jsonl:2: not a JSON object"),
        ("a.jsonl", f"{GOOD}\n[]\n", "a.jsonl:2: not a JSON object"),
        ("a.jsonl", f"{GOOD}\n{'[' * 100_000}\n", "a.jsonl:2: not a JSON object"),
        ("a.jsonl", f"{GOOD}\n{GOOD.replace('3', '11')}\n", "a.jsonl:2: start, end or label do not fit"),
        ("a.jsonl", GOOD.replace("3", '"3"'), "a.jsonl:1: start, end or label do not fit"),
        ("a.jsonl", GOOD.replace("LOC", "PLACE"), "a.jsonl:1: start, end or label do not fit"),
        ("a.jsonl", '{"start": 0}', "a.jsonl:1: start, end or label do not fit"),
        ("a.jsonl", f"{GOOD}\n清河县".encode("gb18030"), "a.jsonl:2: not UTF-8; save the file as UTF-8"),
        ("a.posts", "# person, title, body\n赵立群\t县长\n", "a.posts:2: 2 cells, parted by tabs, where 3"),
        ("a.posts", "赵立群\t县长\t清河县\n".encode("gb18030"), "a.posts:1: not UTF-8"),
        ("a.aliases", "PER,赵立群\n", "a.aliases:1: 1 cells, parted by tabs"),
        ("a.articles", "1\tx\t一\t2-3\n", "a.articles:1: '一' names no lines; write 3,13-15"),
        ("a.articles", f"1\tx\t-\t1-{'9' * 30}\n", "a.articles:1: '1-9999"),
        ("mentions.jsonl", '{"page": "a.txt", "start": 0, "end": 99, "label": "PER"}', "not the page that"),
        ("mentions.jsonl", '{"page": "a.txt"}', "tables of an earlier kg; build it again"),
        ("posts.jsonl", '{"page": "a.txt"}', "tables of an earlier kg; build it again"),
        ("articles.jsonl", '{"page": "a.txt", "headline_spans": 3}', "tables of an earlier kg"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_line(
    scored: Path, name: str, content: str | bytes, said: str
) -> None:
    (scored / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(KgError) as caught:
        score_build(scored, scored, scored, ["a"])
    assert said in str(caught.value)


def test_lines_beyond_the_page_are_none(scored: Path) -> None:
    (scored / "a.articles").write_text("1\tx\t-\t1-999999999\n", "utf-8")
    assert score_build(scored, scored, scored, ["a"]).articles == Count()
