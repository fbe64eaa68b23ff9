"""The recognizer in a pipeline that somebody else made."""

import pickle
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError, ModelError
from kg.recognize.factory import COMPONENT, Recognizer

TEXT = "清河县人民医院院长赵立群来到葛仙庄镇。"
FOUND = [("清河县人民医院", "ORG"), ("院长", "TITLE"), ("赵立群", "PER"), ("葛仙庄镇", "LOC")]


def _pipeline(segmenter: str = "char", **config: object) -> Language:
    if segmenter != "char":
        pytest.importorskip(
            {"jieba": "jieba", "pkuseg": "spacy_pkuseg"}[segmenter], reason=f"{segmenter} is missing"
        )
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    nlp.add_pipe(COMPONENT, config={"model": "rules", **config})
    return nlp


def _ents(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def _exact(doc: Doc) -> list[str]:
    return [doc.text[start:end] for start, end in doc.spans["kg"].attrs["offsets"]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return _pipeline()


def test_spacy_finds_it_by_its_name() -> None:
    found = {point.name: point.value for point in entry_points(group="spacy_factories")}
    assert found[COMPONENT] == "kg.recognize.factory:make_recognizer"


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_names_are_found_whatever_cuts_the_tokens(segmenter: str) -> None:
    doc = _pipeline(segmenter)(TEXT)
    assert _exact(doc) == [text for text, _ in FOUND]
    assert [(span.label_) for span in doc.spans["kg"]] == [label for _, label in FOUND]
    assert set(FOUND[2:]) <= set(_ents(doc))


def test_the_shipped_model(own: Language) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe(COMPONENT)
    doc = nlp(TEXT)
    assert set(FOUND) <= set(_ents(doc))
    assert "kg_zh" in doc.spans["kg"].attrs["sources"]


def test_a_token_longer_than_a_name_is_taken_whole_and_the_name_kept_exact(nlp: Language) -> None:
    words = ["清河县", "人民医院", "院长", "赵立群来到", "葛仙庄镇。"]
    doc = nlp(Doc(nlp.vocab, words=words, spaces=[False] * 5))
    assert _ents(doc) == [
        ("清河县人民医院", "ORG"),
        ("院长", "TITLE"),
        ("赵立群来到", "PER"),
        ("葛仙庄镇。", "LOC"),
    ]
    assert _exact(doc) == [text for text, _ in FOUND]


def test_two_names_in_one_token_are_one_entity_and_two_spans(nlp: Language) -> None:
    doc = nlp(Doc(nlp.vocab, words=["清河县人民医院", "院长赵立群", "来到葛仙庄镇。"], spaces=[False] * 3))
    assert _ents(doc) == [("清河县人民医院", "ORG"), ("院长赵立群", "TITLE"), ("来到葛仙庄镇。", "LOC")]
    assert [(span.text, span.label_) for span in doc.spans["kg"]][1:3] == [
        ("院长赵立群", "TITLE"),
        ("院长赵立群", "PER"),
    ]
    assert _exact(doc) == [text for text, _ in FOUND]


def test_blanks_and_odd_characters_stay_in_the_text(nlp: Language) -> None:
    text = "清河县人民医院院长赵\u200b立群来到葛仙庄镇。\r\n\n １２ 完"
    doc = nlp(text)
    assert doc.text == text
    assert ("赵\u200b立群", "PER") in _ents(doc)


@pytest.mark.parametrize("text", ["", " ", "\n", "。", "a", "😀", "\u200b"])
def test_texts_without_names(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert (list(doc.ents), len(doc.spans["kg"])) == ([], 0)


def test_batches_give_what_single_texts_give(nlp: Language) -> None:
    texts = [TEXT, "", TEXT.replace("赵立群", "孙玉梅"), "今天下雨。"] * 3
    single = [_ents(nlp(text)) for text in texts]
    assert [_ents(doc) for doc in nlp.pipe(texts, batch_size=5)] == single
    assert single[2] != single[0]


def test_a_text_of_many_pieces(nlp: Language) -> None:
    long = TEXT * 2000
    assert len(long) > 30_000
    doc = nlp(long)
    assert len(doc.ents) == 4 * 2000
    assert _ents(doc)[-4:] == FOUND


def _ruler(nlp: Language, before: str | None, *patterns: tuple[str, str]) -> None:
    ruler: Any = nlp.add_pipe("entity_ruler", before=before, config={"overwrite_ents": False})
    ruler.add_patterns([{"label": label, "pattern": text} for text, label in patterns])


@pytest.mark.parametrize(("overwrite", "hospital"), [(False, "WARD"), (True, "ORG")])
def test_earlier_entities_stay_unless_asked(overwrite: bool, hospital: str) -> None:
    nlp = _pipeline(overwrite=overwrite)
    _ruler(nlp, COMPONENT, ("人民医院", "WARD"), ("来到", "MOVE"))
    labels = {ent.label_: ent.text for ent in nlp(TEXT).ents}
    assert labels["MOVE"] == "来到", "what no name overlaps stays anyway"
    assert {"WARD", "ORG"} & set(labels) == {hospital}
    assert _exact(nlp(TEXT)) == [text for text, _ in FOUND], "the span group has all names"


@pytest.mark.parametrize("labels", [["PER"], ["LOC", "ORG"]])
def test_only_the_labels_asked_for(labels: list[str]) -> None:
    assert {label for _, label in _ents(_pipeline(labels=labels)(TEXT))} == set(labels)


def test_another_name_for_the_span_group() -> None:
    doc = _pipeline(spans_key="papers")(TEXT)
    assert (len(doc.spans["papers"]), "kg" in doc.spans) == (4, False)


@pytest.fixture
def own_terms(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text("term,label,canonical\n大家好,ORG,大家好公司\n", "utf-8")
    return path


def _has_terms(doc: Doc) -> bool:
    group = doc.spans["kg"]
    return ("大家好", "ORG") in _ents(doc) and "大家好公司" in group.attrs["canonical"]


def test_own_terms_are_stored_with_the_pipeline(own_terms: Path, tmp_path: Path) -> None:
    nlp = _pipeline(gazetteers=[str(own_terms)])
    assert _has_terms(nlp("大家好今天开业。"))
    nlp.to_disk(tmp_path / "saved")
    again = _pipeline().from_bytes(nlp.to_bytes())
    own_terms.unlink()
    loaded = spacy.load(tmp_path / "saved")
    for other in (loaded, again):
        assert _has_terms(other("大家好今天开业。"))
        assert _ents(other(TEXT)) == FOUND
    assert loaded.get_pipe_meta(COMPONENT).factory == COMPONENT


def test_documents_survive_as_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert _ents(again) == FOUND
    assert again.spans["kg"].attrs == doc.spans["kg"].attrs


def test_it_travels_to_other_processes(own_terms: Path) -> None:
    nlp = _pipeline(gazetteers=[str(own_terms)])
    again = pickle.loads(pickle.dumps(nlp.get_pipe(COMPONENT)))
    assert isinstance(again, Recognizer)
    assert _has_terms(again(nlp.make_doc("大家好今天开业。")))


@pytest.mark.parametrize(
    ("config", "error", "said"),
    [
        ({"model": "no_such_model"}, ModelError, "model 'no_such_model' is not installed"),
        ({"labels": ["PERSON"]}, ModelError, "unknown label 'PERSON'; use some of PER LOC ORG TITLE"),
    ],
)
def test_bad_settings_are_refused_at_once(
    config: dict[str, object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        _pipeline(**config)


def test_a_gazetteer_that_is_missing_is_named_at_the_first_text(tmp_path: Path) -> None:
    nlp = _pipeline(gazetteers=[str(tmp_path / "none.csv")])
    with pytest.raises(InputError, match=r"none\.csv: gazetteer can't be read"):
        nlp(TEXT)
    with pytest.raises(InputError, match=r"none\.csv"):
        nlp.to_disk(tmp_path / "saved")
