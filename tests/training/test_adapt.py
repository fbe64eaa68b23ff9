"""Training: targets, loss, export, and learning from a user's pages."""

import pytest

for package in ("torch", "onnx"):
    pytest.importorskip(package, reason='training needs `pip install "kg[train]"`')

import builtins
import json
from pathlib import Path
from random import Random
from typing import Any

import torch

from kg.errors import InputError, ModelError
from kg.recognize.network import COMPONENT, TAGS, Network
from kg.training import train
from kg.training.adapt import score_passages
from kg.training.annotated import read_annotated
from kg.training.batches import Mixer, read_lessons, target_tags
from kg.training.export import write_network
from kg.training.names import read_people
from kg.training.passages import Passage, parse_markup
from kg.training.restore import read_tagger
from kg.training.slots import Slots
from kg.training.tagger import IMPOSSIBLE, NO_NAME, OPEN, Tagger, chain_total

MODEL = Path(__file__).resolve().parents[2] / "kg" / "models" / "kg_zh"
PAGE = "灵璧县委书记匡立新到渔沟镇调研。\n匡立新说，要把水修好。\n"


def _names(targets: Any) -> list[str]:
    return [TAGS[t] if t < len(TAGS) else {OPEN: "?", NO_NAME: "-"}[t] for t in targets.tolist()]


@pytest.mark.parametrize(
    ("passage", "tags"),
    [
        (parse_markup("在{LOC 法}"), ["O", "S-LOC"]),
        (parse_markup("{PER 匡立新}"), ["B-PER", "I-PER", "E-PER"]),
        (parse_markup("{?LOC 我区}好"), ["?", "?", "O"]),
        (Passage("书记", (), titles=False), ["-", "-"]),
    ],
)
def test_targets(passage: Passage, tags: list[str]) -> None:
    assert _names(target_tags(passage)) == tags


def test_the_total_of_a_chain_is_the_sum_over_all_paths() -> None:
    torch.manual_seed(0)
    emissions, steps = torch.randn(3, 2, len(TAGS)), torch.randn(len(TAGS), len(TAGS))
    paths = (
        emissions[0][:, :, None, None]
        + emissions[1][:, None, :, None]
        + emissions[2][:, None, None, :]
        + steps[None, :, :, None]
        + steps[None, None, :, :]
    )
    assert torch.allclose(chain_total(emissions, steps), paths.flatten(1).logsumexp(1), atol=1e-4)


@pytest.fixture(scope="module")
def base() -> tuple[Any, Tagger]:
    return read_tagger(MODEL, dropout=0.0)


def test_a_restored_network_answers_like_the_shipped_one(base: tuple[Any, Tagger], tmp_path: Path) -> None:
    encoder, tagger = base
    write_network(tagger.eval(), encoder, tmp_path)
    text = "自治区副主席欧阳晓晖到锡林浩特市融媒体中心调研，记者李华报道。"
    again, shipped = Network(tmp_path).find([text])[0], Network(MODEL / COMPONENT).find([text])[0]
    assert [f[:3] for f in again] == [f[:3] for f in shipped]


def test_a_loss_leaves_open_what_is_not_said(base: tuple[Any, Tagger]) -> None:
    _, tagger = base
    emissions = torch.zeros(2, 1, len(TAGS))
    free = tagger.loss(emissions, torch.full((2, 1), OPEN))
    fixed = tagger.loss(emissions, torch.zeros(2, 1, dtype=torch.long))
    partly = tagger.loss(emissions, torch.full((2, 1), NO_NAME))
    assert float(free.detach()) == pytest.approx(0, abs=1e-5)
    assert 0 < float(partly.detach()) < float(fixed.detach()) < -IMPOSSIBLE


def test_batches_are_repeatable(base: tuple[Any, Tagger]) -> None:
    encoder, _ = base
    slots = Slots(read_people(None), 0.5)
    passages = [parse_markup("{PER 匡立新}到{LOC 渔沟镇}。"), parse_markup("{ORG 外交部}说。")]
    first, second = (next(Mixer({"guide": passages}, encoder, slots, 0.5, 7).batches(60)) for _ in range(2))
    assert torch.equal(first.chars, second.chars)
    assert first.chars.shape == first.targets.shape


def test_a_name_cut_by_a_window_is_left_open(base: tuple[Any, Tagger]) -> None:
    encoder, _ = base
    text = "甲" * 150 + "乙" * 20
    lessons = list(read_lessons(Passage(text, ((150, 170, "ORG"),)), encoder))
    assert len(lessons) == 2
    assert {_names(lesson.targets)[-1 if n == 0 else 0] for n, lesson in enumerate(lessons)} == {"?"}


def _write_page(folder: Path, stem: str, raw: str) -> None:
    (folder / f"{stem}.txt").write_text(raw, encoding="utf-8")
    names = (("灵璧县委", "ORG", False), ("书记", "TITLE", False), ("匡立新", "PER", False))
    rows = [
        {"start": at, "end": at + len(name), "label": label, "optional": optional, "text": name}
        for name, label, optional in names
        if (at := raw.find(name)) >= 0
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{stem}.jsonl").write_text(lines, encoding="utf-8")


def test_annotated_pages_become_passages(tmp_path: Path) -> None:
    _write_page(tmp_path, "a", PAGE)
    (passages,) = read_annotated(tmp_path, tmp_path).values()
    surfaces = [(p.text[s:e], label) for p in passages for s, e, label in p.named]
    assert surfaces == [("灵璧县委", "ORG"), ("书记", "TITLE"), ("匡立新", "PER")]


def test_training_on_own_pages_says_before_and_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.training.adapt._LEAST", 4000)
    monkeypatch.setattr("kg.training.adapt._MOST", 4000)
    pages = tmp_path / "pages"
    pages.mkdir()
    for stem in ("a", "b"):
        _write_page(pages, stem, PAGE)
    adapted = train(pages, pages, MODEL, tmp_path / "own")
    assert len(adapted.scored) == 1
    assert not adapted.seen
    assert adapted.before["PER"].tp + adapted.before["PER"].fn == 1
    assert set(adapted.after) == {"PER", "LOC", "ORG", "TITLE"}
    Network(tmp_path / "own" / COMPONENT)


def test_scores_ignore_what_is_left_open() -> None:
    network = Network(MODEL / COMPONENT)
    counts = score_passages(network, [Passage("李华到北京。", ((0, 2, "PER"),), ((3, 5),))])
    assert (counts["PER"].tp, counts["LOC"].fp) == (1, 0)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('{"start": 0}', "do not fit"),
        ("nothing", "not a JSON object"),
        ('{"start": 0, "end": 999, "label": "PER"}', "do not fit"),
        ('{"start": 0, "end": 2, "label": "NAME"}', "do not fit"),
    ],
)
def test_faulty_gold_is_named(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"a.jsonl:1: .*{message}"):
        read_annotated(tmp_path, tmp_path)


def test_pages_without_gold_are_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    with pytest.raises(InputError, match=r"no STEM\.jsonl"):
        train(tmp_path, tmp_path, MODEL, tmp_path / "own")


def test_a_base_without_a_network_is_a_model_error(tmp_path: Path) -> None:
    _write_page(tmp_path, "a", PAGE)
    with pytest.raises(ModelError, match=r"no network\.onnx"):
        train(tmp_path, tmp_path, tmp_path, tmp_path / "own")


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = builtins.__import__

    def without_torch(name: str, *rest: Any, **more: Any) -> Any:
        if name == "kg.training.adapt":
            raise ModuleNotFoundError("No module named 'torch'", name="torch")
        return usual(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_torch)
    with pytest.raises(ModelError, match=r'package torch: pip install "kg\[train\]"'):
        train(tmp_path, tmp_path, MODEL, tmp_path / "own")


def test_seeds_make_draws_repeatable() -> None:
    people = read_people(None)
    assert [people.draw(Random(1)) for _ in range(3)] == [people.draw(Random(1)) for _ in range(3)]
