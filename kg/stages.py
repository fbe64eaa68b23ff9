"""The stage of a build that needs spaCy, alone: one page is recognized."""

from spacy.language import Language

from kg.articles import split_page
from kg.config import Config
from kg.model import LABELS, Page, Reading
from kg.reading.page import read_articles
from kg.recognize import load_pipeline

__all__ = ["load_pipeline", "recognize_page"]


def recognize_page(page: Page, nlp: Language, *, simplify: bool = False) -> Reading:
    """Return all that one page says: its articles, mentions and posts, and their names.

    `nlp` comes from `load_pipeline`; with `simplify`, traditional characters are simplified before.

    >>> from kg.api import make_page
    >>> nlp = load_pipeline("rules")
    >>> reading = recognize_page(make_page("清河县人民医院院长赵立群来到葛仙庄镇。"), nlp)
    >>> [(mention.text, mention.label) for mention in reading.mentions]
    [('清河县人民医院', 'ORG'), ('院长', 'TITLE'), ('赵立群', 'PER'), ('葛仙庄镇', 'LOC')]
    """
    config = Config(labels=nlp.meta.get("kg_labels", LABELS), simplify=simplify)
    return read_articles(page, split_page(page), nlp, config)
