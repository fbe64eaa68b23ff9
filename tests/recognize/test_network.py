"""The trained network: decoding, and the shipped model."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.model import LABELS
from kg.recognize import network as network_module
from kg.recognize.chain import best_paths, tag_shares
from kg.recognize.network import (
    COMPONENT,
    TAGS,
    Network,
    NetworkRecognizer,
    legal_steps,
    read_tags,
)

MODEL = Path(__file__).resolve().parents[2] / "kg" / "models" / "kg_zh"
NO_STEPS = np.where(legal_steps(), 0.0, -1e4).astype(np.float32)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(MODEL / COMPONENT)


def _emissions(*tags: str) -> np.ndarray:
    emissions = np.zeros((len(tags), 1, len(TAGS)), np.float32)
    for position, tag in enumerate(tags):
        emissions[position, 0, TAGS.index(tag)] = 5.0
    return emissions


@pytest.mark.parametrize(
    ("before", "after", "legal"),
    [
        ("O", "O", True),
        ("O", "B-PER", True),
        ("O", "I-PER", False),
        ("B-PER", "E-PER", True),
        ("B-PER", "E-LOC", False),
        ("B-PER", "O", False),
        ("E-PER", "B-LOC", True),
        ("S-LOC", "S-LOC", True),
        ("I-ORG", "B-ORG", False),
    ],
)
def test_legal_steps(before: str, after: str, legal: bool) -> None:
    assert legal_steps()[TAGS.index(before), TAGS.index(after)] == legal


@pytest.mark.parametrize(
    ("wanted", "best"),
    [
        (("O", "B-PER", "E-PER"), ["O", "B-PER", "E-PER"]),
        (("O", "S-LOC", "O"), ["O", "S-LOC", "O"]),
        (("B-ORG", "I-ORG", "E-ORG"), ["B-ORG", "I-ORG", "E-ORG"]),
        (("O", "I-PER", "O"), ["O", "S-PER", "O"]),
    ],
)
def test_the_best_path_is_legal(wanted: tuple[str, ...], best: list[str]) -> None:
    emissions = _emissions(*wanted)
    emissions[1, 0, TAGS.index("S-PER")] += 1.0
    found = [TAGS[tag] for tag in best_paths(emissions, np.array([len(emissions)]), NO_STEPS)[:, 0]]
    assert found == best


def test_shares_are_probabilities_and_favor_the_best() -> None:
    shares = tag_shares(_emissions("O", "B-PER", "E-PER"), np.array([3]), np.exp(NO_STEPS))
    assert shares.sum(2) == pytest.approx(np.ones((3, 1)), abs=1e-5)
    assert shares[1, 0, TAGS.index("B-PER")] > 0.8


def test_spans_are_read_off_tags() -> None:
    tags = np.array([TAGS.index(tag) for tag in ("O", "B-PER", "I-PER", "E-PER", "S-LOC")])
    certain = np.array([0.9, 0.9, 0.5, 0.8, 0.7], np.float32)
    assert [tuple(f)[:3] for f in read_tags(tags, certain)] == [(1, 4, "PER"), (4, 5, "LOC")]
    assert [f.score for f in read_tags(tags, certain)] == pytest.approx([0.5, 0.7])


def test_the_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*")) <= 40_000_000


def test_loading_the_shipped_model_opens_its_network_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    open_session = network_module.ort.InferenceSession
    monkeypatch.setattr(
        network_module.ort,
        "InferenceSession",
        lambda *given, **named: opened.append(len(given[0])) or open_session(*given, **named),
    )
    spacy.load(MODEL)
    assert opened == [(MODEL / COMPONENT / "network.onnx").stat().st_size]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "宿州市委书记丁志远到灵璧县调研。",
            [("宿州市委", "ORG"), ("书记", "TITLE"), ("丁志远", "PER"), ("灵璧县", "LOC")],
        ),
        ("外交部长王毅访问法国。", [("王毅", "PER"), ("法国", "LOC")]),
        ("新华社北京6月3日电", [("北京", "LOC")]),
        ("今天下雨，大家都没有出门。", []),
    ],
)
def test_the_shipped_model_finds_names(nlp: Language, text: str, names: list[tuple[str, str]]) -> None:
    found = [(ent.text, ent.label_) for ent in nlp(text).ents]
    assert {label for _, label in found} <= set(LABELS)
    assert [name for name in names if name not in found] == []
    assert found == [] or names != []


def test_scores_stand_beside_the_spans(nlp: Language) -> None:
    doc = nlp("记者李华在北京采访。")
    group = doc.spans[COMPONENT]
    assert len(group) == len(doc.ents) == len(group.attrs["scores"])
    assert all(0 < score <= 1 for score in group.attrs["scores"])


@pytest.mark.parametrize("text", ["", "\n", "。", " ", "😀", "a", "王", "\n\n北京\n"])
def test_odd_texts_do_no_harm(network: Network, text: str) -> None:
    (found,) = network.find([text])
    assert all(0 <= f.start < f.end <= len(text) for f in found)


def test_a_text_gets_the_same_answer_twice_and_in_company(network: Network) -> None:
    text = "自治区副主席欧阳晓晖到锡林浩特市融媒体中心调研。" * 12
    alone = [f[:3] for f in network.find([text])[0]]
    again, other = network.find([text, "北京"])
    assert [f[:3] for f in again] == alone
    assert all(before.end <= after.start for before, after in pairwise(again))
    assert other


def test_many_documents_at_once(nlp: Language) -> None:
    texts = ["李华到北京。", "", "王毅在巴黎。"]
    assert [[e.text for e in doc.ents] for doc in nlp.pipe(texts)] == [
        [e.text for e in nlp(text).ents] for text in texts
    ]


def test_the_model_survives_a_round_trip(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert (tmp_path / COMPONENT / "network.onnx").read_bytes() == (
        MODEL / COMPONENT / "network.onnx"
    ).read_bytes()


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no usable model"):
        Network(tmp_path)
    with pytest.raises(ModelError, match="no network loaded"):
        _ = NetworkRecognizer().network
