"""Forty questions of a researcher, each answered with its sentence in at most two steps, here and there."""

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.config import Config
from kg.pipeline.build import build
from tests.long import LONG
from tests.serve.conftest import Visitor, serving

MOST_STEPS = 2
LEAST_ANSWERED = 38
_PLACE = re.compile(r"(?m)^.*?\S+:\d+  .*$")  # a line of the shell that cites a page and its line


@dataclass(frozen=True)
class Asked:
    """A question, the steps that should answer it, and what must be in the answer."""

    kind: str
    question: str
    shell: tuple[str, ...]  # commands
    explorer: tuple[str, ...]  # what is looked at: the card of a name, holders, a search of sentences
    answer: tuple[str, ...]
    sentence: str  # a part of the sentence that says so


def read_questions(path: Path) -> list[Asked]:
    """Return the questions of a table."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    return [
        Asked(
            kind,
            text,
            tuple(shell.split(" ; ")),
            tuple(explorer.split(" ; ")),
            tuple(answer.split("|")),
            sentence,
        )
        for kind, text, shell, explorer, answer, sentence in rows
    ]


SEEDS = read_questions(Path(__file__).with_name("questions_seeds.tsv"))
ITEMS = read_questions(Path(__file__).with_name("questions_items.tsv"))
MOST_ITEMS = 2_000  # of the table of news items


@pytest.fixture(scope="module")
def out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the five demonstration pages."""
    folder = tmp_path_factory.mktemp("seeds")
    build(Config(pages=(root / "seeds",), out=folder, jobs=1))
    return folder


@pytest.fixture(scope="module")
def explorer(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A visitor in the explorer of that build."""
    with serving(out, tmp_path_factory.mktemp("review") / "review.csv") as (_, visitor):
        yield visitor.enter()


def run_command(line: str, out: Path) -> str:
    """Return what a command prints for people."""
    command, *given = line.split()
    names = [] if command == "tenures" else [" ".join(given)]
    if command in ("explain", "path"):
        names = given
    if command == "search" and "--" in line:
        at = next(place for place, each in enumerate(given) if each.startswith("--"))
        names, given = [" ".join(given[:at])], given[at:]
    options = given if command == "tenures" or (command == "search" and "--" in line) else []
    done = CliRunner().invoke(app, [command, *names, str(out), *options])
    return done.stdout


def plain(text: str) -> str:
    """Return what is printed without the marks of what was searched for."""
    return text.replace("【", "").replace("】", "")


def answered_by_shell(asked: Asked, out: Path) -> bool:
    """Tell whether the commands print the answer, and cite the sentence with its page and line."""
    printed = plain("\n".join(run_command(line, out) for line in asked.shell))
    cited = [line for line in _PLACE.findall(printed) if asked.sentence in line]
    return bool(cited) and all(part in printed for part in asked.answer)


def answered_on_screen(asked: Asked, explorer: Visitor) -> bool:
    """Tell whether a view has the answer and the sentence, with page and line."""
    told = [look(view, explorer) for view in asked.explorer]
    whole = json.dumps(told, ensure_ascii=False)
    sentences = [each["text"] for each in _sentences(told)]
    return any(asked.sentence in each for each in sentences) and all(part in whole for part in asked.answer)


def look(view: str, explorer: Visitor) -> object:
    """Return what a view says as JSON; a card or line of holders is that of the first name found."""
    sort, _, text = view.partition(" ")
    if sort == "search":
        return explorer.json(f"/search.json?in=sentences&q={text}")
    found = explorer.json(f"/search.json?in=names&q={text}")["rows"]
    more = "/holders" if sort == "holders" else ""
    return explorer.json(f"/entity/{found[0]['entity']['id']}{more}.json") if found else {}


def _sentences(value: object) -> Iterator[dict[str, str]]:
    """Yield all sentences in an answer, wherever they stand."""
    if isinstance(value, dict):
        if {"text", "page", "line"} <= set(value):
            yield value
        for each in value.values():
            yield from _sentences(each)
    elif isinstance(value, list):
        for each in value:
            yield from _sentences(each)


@pytest.mark.parametrize("questions", [SEEDS, ITEMS], ids=["pages", "items"])
def test_there_are_forty_questions_of_all_kinds_with_few_steps(questions: list[Asked]) -> None:
    assert len(questions) == len({asked.question for asked in questions}) == 40
    assert len({asked.kind for asked in questions}) == 10
    assert all(len(asked.shell) <= MOST_STEPS >= len(asked.explorer) for asked in questions)


def test_the_shell_answers_with_the_sentence(out: Path) -> None:
    missed = [asked.question for asked in SEEDS if not answered_by_shell(asked, out)]
    assert len(SEEDS) - len(missed) >= LEAST_ANSWERED, missed


def test_the_explorer_answers_with_the_sentence(explorer: Visitor) -> None:
    missed = [asked.question for asked in SEEDS if not answered_on_screen(asked, explorer)]
    assert len(SEEDS) - len(missed) >= LEAST_ANSWERED, missed


@LONG
def test_questions_of_two_thousand_items_are_answered(shared: Path, tmp_path: Path) -> None:
    table = tmp_path / "items.tsv"
    with lzma.open(shared / "data" / "text" / "xwlb.tsv.xz", "rt", encoding="utf-8") as lines:
        table.write_text("日期\t标题\t正文\n" + "".join(islice(lines, MOST_ITEMS)), "utf-8")
    out = tmp_path / "out"
    build(Config(tables=(table,), out=out, jobs=2))
    missed = [asked.question for asked in ITEMS if not answered_by_shell(asked, out)]
    with serving(out, tmp_path / "review.csv") as (_, visitor):
        visitor.enter()
        unseen = [asked.question for asked in ITEMS if not answered_on_screen(asked, visitor)]
    assert len(ITEMS) - max(len(missed), len(unseen)) >= LEAST_ANSWERED, (missed, unseen)
