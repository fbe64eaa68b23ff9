"""`kg explain --mention`: a page is read once more, and what was proposed, vetoed and chosen is told."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.config import Config
from kg.errors import InputError
from kg.model import Reading
from kg.pages import PageFile
from kg.queries.mentions import explain_mention
from kg.reading.page import read_page_file
from kg.recognize import load_pipeline

PAGE = "义诊\n本报3月5日讯 清河县人民医院院长赵立群来到葛仙庄镇。\n\n西部陆海新通道班列今天发车。\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "pages" / "2024-03-06.txt"
    path.parent.mkdir()
    path.write_text(PAGE, "utf-8")
    return path


def test_what_was_chosen_is_told_with_rule_and_score(page: Path, tmp_path: Path) -> None:
    (decision,) = explain_mention(f"{page}:2", "赵立群", tmp_path / "nowhere").decisions
    assert [(told.text, told.label, told.by) for told in decision.chosen] == [("赵立群", "PER", "network")]
    assert decision.sentence.endswith("清河县人民医院院长赵立群来到葛仙庄镇。")
    assert decision.vetoed == ()


def test_what_was_vetoed_is_told(page: Path, tmp_path: Path) -> None:
    (decision,) = explain_mention(f"{page}:4", "陆海新", tmp_path / "nowhere").decisions
    assert [told.text for told in decision.proposed] == ["陆海新"]
    assert [(told.text, told.by) for told in decision.vetoed] == [("陆海新", "words")]
    assert decision.chosen == ()


@pytest.mark.parametrize(
    ("place", "name", "said"),
    [
        ("pages/2024-03-06.txt", "赵立群", "expected PAGE:LINE"),
        ("pages/2024-03-06.txt:1", "赵立群", "does not stand there"),
        ("no.txt:1", "赵立群", "no such page"),
    ],
)
@pytest.mark.usefixtures("page")
def test_what_is_not_there_is_said(place: str, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        explain_mention(place, name, Path("nowhere"))


def test_a_page_of_a_build_is_read_with_its_settings(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build([page.parent], out, jobs=1, model="rules", min_score=0.95)
    mentions = [json.loads(line) for line in (out / "mentions.jsonl").read_text("utf-8").splitlines()]
    assert mentions
    assert min(row["score"] for row in mentions if row["rule"] != "reference") >= 0.95
    (decision,) = explain_mention("2024-03-06.txt:2", "清河县人民医院", out).decisions
    assert decision.proposed
    said = CliRunner().invoke(app, ["explain", "--mention", "2024-03-06.txt:2", "清河县人民医院", str(out)])
    assert said.exit_code == 0, said.output
    assert "chosen:" in said.output


def _read(page: Path, config: Config) -> Reading:
    return read_page_file(PageFile(page, page.name), load_pipeline("rules"), config)


def test_min_score_leaves_out_what_is_less_certain(page: Path) -> None:
    every = _read(page, Config()).mentions
    certain = _read(page, Config(min_score=0.95)).mentions
    assert {m.text for m in certain} < {m.text for m in every}
