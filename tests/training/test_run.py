"""The commands of the training, on a corpus of a few sentences."""

import pytest

for package in ("torch", "onnx"):
    pytest.importorskip(package, reason='training needs `pip install "kg[train]"`')

import json
import lzma
import re
from pathlib import Path

import spacy

from kg.recognize.network import COMPONENT, Network
from kg.training.__main__ import main
from kg.training.settings import SECOND, SHIPPED, read_settings

SENTENCES = {"text": "李华到北京的外交部。", "spans": [[0, 2, "PER"], [3, 5, "LOC"], [6, 9, "ORG"]]}
FILES = ("uner_gsdsimp_train", "uner_gsdsimp_dev", "aishell_a", "aishell_b")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.txt").write_text("{ORG 外交部}{TITLE 部长}{PER 王毅}说\n", encoding="utf-8")
    monkeypatch.setattr("kg.training.corpora.OWN_TEXT", tmp_path / "own")
    (tmp_path / "ner").mkdir()
    for name in FILES:
        with lzma.open(tmp_path / "ner" / f"{name}.jsonl.xz", "wt", encoding="utf-8") as lines:
            lines.write(json.dumps(SENTENCES, ensure_ascii=False) + "\n")
    return tmp_path


def _shorten(path: Path, out: Path) -> Path:
    text = re.sub(r"characters = [\d_]+", "characters = 2_000", path.read_text("utf-8"))
    text = re.sub(r"buckets = [\d_]+", "buckets = 4_096", text)
    (out / path.name).write_text(re.sub(r"batch = [\d_]+", "batch = 600", text), encoding="utf-8")
    return out / path.name


def test_all_steps_make_a_model(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kg.training.run.SHIPPED", _shorten(SHIPPED, folder))
    monkeypatch.setattr("kg.training.run.SECOND", _shorten(SECOND, folder))
    main(["all", str(folder), str(folder / "out"), "--granted"])
    assert "guide:" in capsys.readouterr().out
    assert sorted(path.name for path in (folder / "voted").iterdir()) == [
        "aishell.jsonl.xz",
        "uner.jsonl.xz",
    ]
    nlp = spacy.load(folder / "out" / "pipeline")
    assert nlp.pipe_names == [COMPONENT]
    assert Network(folder / "out").find(["李华到北京。"])


def test_a_run_repeats_itself(folder: Path) -> None:
    config = _shorten(SHIPPED, folder)
    main(["label", str(folder), "--granted"])
    for name in ("a", "b"):
        main(["fit", str(folder), str(folder / name), "--granted", "--config", str(config)])
    first, second = ((folder / name / "network.onnx").read_bytes() for name in ("a", "b"))
    assert first == second


def test_the_second_run_goes_on_with_the_network_of_the_first() -> None:
    assert read_settings(SECOND).network.model_copy(update={"dropout": 0}) == read_settings(
        SHIPPED
    ).network.model_copy(update={"dropout": 0})
