"""From mentions to relations: who holds which post, and who stands beside whom."""

from kg.relate.completion import complete
from kg.relate.edges import Relations, relate
from kg.relate.hierarchy import hierarchy_edges
from kg.relate.posts import find_posts
from kg.relate.tenures import Contradiction, Tenure, Tenures

__all__ = [
    "Contradiction",
    "Relations",
    "Tenure",
    "Tenures",
    "complete",
    "find_posts",
    "hierarchy_edges",
    "relate",
]
