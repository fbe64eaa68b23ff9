"""Posts: a person holds a title at a body, as one clause of an article states it."""

from kg.posts.completion import complete
from kg.posts.find import find_posts

__all__ = ["complete", "find_posts"]
