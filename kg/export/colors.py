"""The colors of nodes in formats that say so, those of the graph page."""

from kg.model import Label

COLORS: dict[Label, str] = {"PER": "#056bd8", "LOC": "#275f2d", "ORG": "#c66f3c", "TITLE": "#8c588a"}
