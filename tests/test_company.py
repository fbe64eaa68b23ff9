"""A page is read the same alone and among others, by one process and by four."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kg.config import Config
from kg.pipeline.build import build
from kg.pipeline.readers import Readers

PAGE = "2024-03-15.txt"
TEXT = (
    "灵璧县委书记匡立新到渔沟镇调研",
    "本报讯（记者 郝晓燕）3月14日，灵璧县委书记匡立新到渔沟镇调研春耕。县农业农村局局长柳正阳陪同。"
    "匡立新走进刘圩村的麦田，与种粮大户贾守田算了一笔账，又来到镇农机站，问起柴油的价钱。",
    "柳局长说，全县已备足化肥。匡书记要求，水利局和农业农村局要把水送到田头。",
    "省水利厅聘任顾明远为总工程师",
    "新华社合肥3月14日电 安徽省水利厅14日宣布，聘任顾明远为总工程师，免去傅长河的总工程师职务。"
    "顾明远曾任淮河水利委员会副主任，与德国专家汉斯·韦伯一起主持过蚌埠闸的改建。",
)
PEOPLE = ("匡立新", "柳正阳", "顾明远", "沈玉兰", "阿依古丽", "欧阳志平", "贾守田")
PLACES = ("灵璧县", "泗县", "锡林浩特市", "余杭区", "清河县")
BODIES = ("水利局", "教育局", "人民医院", "融媒体中心")
SENTENCES = (
    "{place}{body}的{person}昨天到乡下去了，路上下起了雨。",
    "{place}{body}局长{person}主持会议，副局长{other}出席。",
    "“把账算清楚。”{person}对{other}说。",
    "{person}任{place}{body}主任。",
    "雨停了，{place}的人都走出门来，{body}门口摆了一排自行车，{other}数了数，一共三十七辆，比去年少了五辆，"
    "他在本子上记下来，又给{person}打了个电话。",
)


def _others() -> Iterator[tuple[str, str]]:
    """Yield fifty pages of one to three lines, names and texts."""
    rows = list(product(SENTENCES, PLACES, BODIES, PEOPLE))
    for number in range(50):
        picked = [rows[(number * 97 + line * 61) % len(rows)] for line in range(1 + number % 3)]
        lines = [
            sentence.format(
                place=place, body=body, person=person, other=PEOPLE[(number + line) % len(PEOPLE)]
            )
            for line, (sentence, place, body, person) in enumerate(picked)
        ]
        yield f"2024-{3 + number // 25:02}-{1 + number % 25:02}-p{number:02}.txt", "\n".join(lines) + "\n"


def _rows(folder: Path, jobs: int, *, here: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Return what a build of a folder says of the page, but for the entities, which pages share."""
    out = folder.parent / f"{folder.name}-{jobs}"
    summary = build(Config(pages=(folder,), out=out, jobs=jobs, cache=False), readers=Readers(here=here))
    assert summary.pages == len(list(folder.iterdir()))
    tables = {}
    for table in ("mentions", "posts", "articles"):
        lines = (out / f"{table}.jsonl").read_text("utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if row["page"] == PAGE]
        tables[table] = [{k: v for k, v in row.items() if "entity" not in k} for row in rows]
    return tables


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("alone") / "pages"
    folder.mkdir()
    (folder / PAGE).write_text("\n".join(TEXT) + "\n", "utf-8")
    return _rows(folder, 1, here=True)


def test_the_page_says_something(alone: dict[str, list[dict[str, Any]]]) -> None:
    names = {row["text"] for row in alone["mentions"]}
    assert {"匡立新", "柳正阳", "顾明远", "渔沟镇", "安徽省水利厅", "总工程师"} <= names
    assert {row["person"] for row in alone["posts"]} >= {"匡立新", "柳正阳", "顾明远"}


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_page_is_read_the_same_among_others(
    alone: dict[str, list[dict[str, Any]]], tmp_path: Path, jobs: int
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (*_others(), (PAGE, "\n".join(TEXT) + "\n")):
        (folder / name).write_text(text, "utf-8")
    assert _rows(folder, jobs) == alone
