"""Loading pipelines, documents, mentions and their offsets."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.errors import InputError, ModelError
from kg.model import Article
from kg.recognize import load_pipeline, recognize
from kg.recognize.pipeline import split_pieces
from kg.text import heal, squeeze


def article_of(raw: str, name: str = "a") -> Article:
    blocks = []
    at = 0
    for line in raw.split("\n\n"):
        blocks.append([(at, at + len(line))])
        at += len(line) + 2
    return Article("p.txt", name, heal(raw, blocks), 0, (), ())


def test_components_stand_in_their_order(rules: Language) -> None:
    assert rules.lang == "zh"
    assert rules.pipe_names == [
        "kg_words", "kg_titles", "kg_names", "kg_places",
        "kg_bodies", "kg_bearers", "kg_gazetteer", "kg_overlap",
    ]  # fmt: skip


def test_entities_of_a_doc_are_exact_where_tokens_are_not(rules: Language) -> None:
    doc = rules("（记者 章奎）市人大代表参加会议。")
    assert doc.text == "（记者 章奎）市人大代表参加会议。"
    assert [(ent.text, ent.label_) for ent in doc.ents][:2] == [("记者", "TITLE"), ("章奎", "PER")]


def test_a_name_cut_by_a_line_end_is_one_mention(own: Language) -> None:
    raw = "自治区人大常委会副主任欧阳\n晓晖主持会议。"
    mention = next(m for m in recognize([article_of(raw)], own) if m.label == "PER")
    assert mention.text == "欧阳晓晖"
    assert raw[mention.start : mention.end] == "欧阳\n晓晖"


def test_a_name_certain_in_one_article_counts_in_the_others(own: Language) -> None:
    first = "钱塘江医药集团有限公司董事长尉迟恭贤出席。"
    raw = f"{first}\n\n尉迟恭贤说，钱塘江医药集团有限公司将扩建。"
    whole = article_of(raw)
    cut = len(first) + 2
    parts = [
        Article("p.txt", "a", heal(raw, [[(0, len(first))]]), 0, (), ()),
        Article("p.txt", "b", heal(raw, [[(cut, len(raw))]]), 0, (), ()),
    ]
    assert [m.text for m in recognize(parts, own)] == [m.text for m in recognize([whole], own)]


@pytest.mark.parametrize("labels", [("PER",), ("LOC", "ORG"), ()])
def test_only_the_labels_asked_for_come_back(labels: tuple[str, ...]) -> None:
    nlp = load_pipeline("rules", (), labels)  # type: ignore[arg-type]
    text = "（记者 张晓燕）北京市人民政府市长王永辉说。"
    assert {m.label for m in recognize([article_of(text)], nlp)} <= set(labels)


@pytest.mark.parametrize(
    ("model", "step"),
    [("zh_core_web_xx", "python -m spacy download zh_core_web_xx"), ("no/such/folder", "config.cfg")],
)
def test_a_model_that_is_not_installed_names_the_next_step(model: str, step: str) -> None:
    with pytest.raises(ModelError, match=step):
        load_pipeline(model)


def test_labels_of_another_pipeline_are_mapped(tmp_path: Path) -> None:
    other = spacy.blank("zh")
    ruler = other.add_pipe("entity_ruler")
    patterns = [("PERSON", "阿呆"), ("GPE", "乌有国"), ("DATE", "昨天")]
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])  # type: ignore[attr-defined]
    other.to_disk(tmp_path / "zh_toy")
    nlp = load_pipeline(str(tmp_path / "zh_toy"))
    found = [(m.text, m.label, m.source) for m in recognize([article_of("昨天阿呆回到乌有国。")], nlp)]
    assert found == [("阿呆", "PER", "zh_toy"), ("乌有国", "LOC", "zh_toy")]


def test_the_module_wide_jieba_stays_as_it_was() -> None:
    script = (
        "import jieba, kg.recognize\n"
        "kg.recognize.load_pipeline('rules')('内蒙古自治区')\n"
        "print(jieba.dt.initialized)"
    )
    said = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True)
    assert said.stdout == "False\n", said.stderr


def test_pieces_of_a_long_text_cover_it() -> None:
    text = "这是一句话。" * 9000 + "没有句号" * 9000
    spans = split_pieces(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert max(b - a for a, b in spans) <= 20_000


def test_a_long_line_is_recognized(rules: Language) -> None:
    text = "北京市人民政府市长王永辉说。" * 3000
    mentions = recognize([article_of(text)], rules)
    assert sum(m.text == "王永辉" for m in mentions) == 3000


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("北京市长王鹏、，。·（）\n 12ab省委书记的说李医院大学𠮷"), max_size=60)
)
def test_mentions_are_sorted_disjoint_and_citable(raw: str) -> None:
    nlp = _rules()
    if not raw.strip():
        return
    mentions = recognize([article_of(raw)], nlp)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    for mention in mentions:
        assert squeeze(raw[mention.start : mention.end]).replace("\u3000", "") == mention.text


def _rules(_cache: list[Language] = []) -> Language:  # noqa: B006 -- one pipeline for all examples
    if not _cache:
        _cache.append(load_pipeline("rules"))
    return _cache[0]


def _entities_under(seed: str) -> str:
    code = (
        "from kg.recognize import load_pipeline\n"
        "doc = load_pipeline('rules')('（记者 张晓燕）北京市市长王永辉、河北省省长李大为会见蒙古国总统。')\n"
        "print([(e.text, e.label_) for e in doc.ents])"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


def test_the_hash_seed_does_not_matter() -> None:
    assert "('张晓燕', 'PER')" in _entities_under("0")
    assert _entities_under("0") == _entities_under("7")


GAZETTEER = "term,label,canonical,aliases\n绿洲计划,ORG,绿洲生态计划办公室,绿洲办|绿洲\n王永辉市长,PER,,\n"


def test_the_users_terms_win(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(GAZETTEER, "utf-8")
    nlp = load_pipeline("rules", [path])
    found = recognize([article_of("绿洲办邀请王永辉市长参观绿洲计划。")], nlp)
    assert [(m.text, m.label, m.source, m.canonical) for m in found] == [
        ("绿洲办", "ORG", "gazetteer", "绿洲生态计划办公室"),
        ("王永辉市长", "PER", "gazetteer", "王永辉市长"),
        ("绿洲计划", "ORG", "gazetteer", "绿洲生态计划办公室"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "name,label\n甲乙,PER\n",
            r"terms\.csv:1: columns name,label; expected term,label,canonical,aliases",
        ),
        ("", r"terms\.csv:1: columns none"),
        ("term,label\n甲乙,GOD\n", r"terms\.csv:2: unknown label 'GOD'; use one of PER LOC ORG TITLE"),
        ("term,label\n甲乙,PER\n,PER\n", r"terms\.csv:3: term '' is too short"),
    ],
)
def test_a_wrong_gazetteer_names_file_and_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        load_pipeline("rules", [path])


@pytest.mark.parametrize(("name", "message"), [("missing.csv", "can't be read"), ("gbk.csv", "not UTF-8")])
def test_an_unreadable_gazetteer_is_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "gbk.csv").write_bytes("term,label\n北京,LOC\n".encode("gb18030"))
    with pytest.raises(InputError, match=message):
        load_pipeline("rules", [tmp_path / name])
