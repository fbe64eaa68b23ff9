"""From mentions to relations: who holds which post, and who stands beside whom."""

from kg.relate.edges import Relations, relate
from kg.relate.posts import find_posts

__all__ = ["Relations", "find_posts", "relate"]
