"""kg: Chinese newspaper pages into a knowledge graph."""

__version__ = "0.1.0"
