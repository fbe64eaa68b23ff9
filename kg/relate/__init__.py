"""From resolved mentions to edges: who stands beside whom, who held which post from when to when."""

from kg.relate.edges import relate
from kg.relate.tenures import serve_posts

__all__ = ["relate", "serve_posts"]
