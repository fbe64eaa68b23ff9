"""Which mentions stand for one and the same person, place, body or post."""

from kg.resolve.census import Census
from kg.resolve.references import add_references
from kg.resolve.resolution import Resolution, resolve

__all__ = ["Census", "Resolution", "add_references", "resolve"]
