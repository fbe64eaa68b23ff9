"""Which mentions of all pages stand for one and the same person, place, body or post."""

from kg.corpus.census import Census, take_census
from kg.corpus.lookup import give_names
from kg.corpus.resolution import Resolution, resolve
from kg.corpus.review import format_review, read_review
from kg.corpus.ruling import Ruling

__all__ = [
    "Census",
    "Resolution",
    "Ruling",
    "format_review",
    "give_names",
    "read_review",
    "resolve",
    "take_census",
]
