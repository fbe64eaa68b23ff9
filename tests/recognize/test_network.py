"""The trained network: its tags, and the shipped model."""

import shutil
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.errors import ModelError
from kg.model import LABELS
from kg.recognize import network as network_module
from kg.recognize.network import COMPONENT, TAGS, Analysis, Network, NetworkRecognizer, legal_steps, read_tags
from kg.recognize.network_files import FILES, SUMS, seal_files

MODEL = Path(__file__).resolve().parents[2] / "kg" / "models" / "kg_zh"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(MODEL / COMPONENT)


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


PARTS = (
    "自治区副主席欧阳晓晖到锡林浩特市融媒体中心调研。",
    "宿州市委书记丁志远、市长何秀兰出席会议",
    "记者李华在北京采访了外交部发言人。",
    "新修的水渠通了水，村民都说好",
    "渔沟镇",
    "赵",
    "，",
    "\n",
    "“",
    "2019年3月6日",
    "Covid-19 😀",
)
TEXTS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PARTS), max_size=14).map("".join),
        st.text(st.sampled_from("北京市王鹏书记委县，。\n 里灵璧"), max_size=40),
    ),
    min_size=1,
    max_size=30,
)


@pytest.fixture(scope="module")
def alone(network: Network) -> Callable[[str], Analysis]:
    """What the network says of a text by itself."""
    return cache(lambda text: network.analyze([text])[0])


@pytest.fixture(scope="module")
def on_two(network: Network) -> Network:
    return network.on_threads(2)


def _agree(one: Analysis, other: Analysis) -> None:
    assert other.words == one.words
    assert [found[:3] for found in other.found] == [found[:3] for found in one.found]
    assert [found.score for found in other.found] == pytest.approx([f.score for f in one.found], abs=1e-5)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False), st.integers(1, 20))
def test_a_text_gets_the_same_answer_in_any_company(
    network: Network,
    on_two: Network,
    alone: Callable[[str], Analysis],
    texts: list[str],
    random: Random,
    size: int,
) -> None:
    order = random.sample(range(len(texts)), len(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_module, "_BATCH", size)
        shuffled = network.analyze([texts[at] for at in order])
    together, threaded = network.analyze(texts), on_two.analyze(texts)
    for at, other in zip(order, shuffled, strict=True):
        for analysis in (other, together[at], threaded[at]):
            _agree(alone(texts[at]), analysis)


def test_names_of_a_window_do_not_overlap(network: Network) -> None:
    found = network.find(["自治区副主席欧阳晓晖到锡林浩特市融媒体中心调研。" * 12])[0]
    assert len(found) > 12
    assert all(before.end <= after.start for before, after in pairwise(found))


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


def test_a_network_that_takes_no_lengths_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SimpleNamespace(get_inputs=lambda: [SimpleNamespace(name="chars")])
    monkeypatch.setattr(network_module, "_open_session", lambda model: session)
    with pytest.raises(ModelError, match="made by an earlier kg"):
        Network(MODEL / COMPONENT)


@pytest.mark.parametrize("name", [*FILES, SUMS])
@pytest.mark.parametrize("left", [None, 0, 2_000])
def test_a_damaged_file_is_named(tmp_path: Path, name: str, left: int | None) -> None:
    folder = shutil.copytree(MODEL / COMPONENT, tmp_path / COMPONENT)
    path = folder / name
    content = path.read_bytes()
    path.unlink()
    if left is not None:
        path.write_bytes(content[:left] if name != SUMS else content[: left // 20])
    with pytest.raises(ModelError, match=r"no usable model|damaged: not the file of which SHA256SUMS tells"):
        Network(folder)


def test_one_byte_of_the_weights_is_missed(tmp_path: Path) -> None:
    folder = shutil.copytree(MODEL / COMPONENT, tmp_path / COMPONENT)
    content = bytearray((folder / FILES[0]).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / FILES[0]).write_bytes(content)
    with pytest.raises(ModelError, match=r"network.onnx: damaged: .*; reinstall kg or retrain"):
        Network(folder)


def test_the_sums_of_a_model_are_those_of_its_files(tmp_path: Path) -> None:
    folder = shutil.copytree(MODEL / COMPONENT, tmp_path / COMPONENT)
    seal_files(folder)
    assert (folder / SUMS).read_bytes() == (MODEL / COMPONENT / SUMS).read_bytes()


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no usable model"):
        Network(tmp_path)
    with pytest.raises(ModelError, match="no network loaded"):
        _ = NetworkRecognizer().network
