import pytest
from spacy.language import Language

from kg.recognize import load_pipeline


@pytest.fixture(scope="session")
def rules() -> Language:
    return load_pipeline("rules")


@pytest.fixture(scope="session")
def own() -> Language:
    return load_pipeline("kg_zh")
