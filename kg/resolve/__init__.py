"""Which mentions stand for one and the same person, place, body or post."""

from kg.resolve.census import Census
from kg.resolve.references import add_references
from kg.resolve.resolution import Resolution, resolve
from kg.resolve.review import format_review, read_review
from kg.resolve.ruling import Ruling

__all__ = [
    "Census",
    "Resolution",
    "Ruling",
    "add_references",
    "format_review",
    "read_review",
    "resolve",
]
