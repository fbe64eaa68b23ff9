"""Kinds of edges, by what they mean for a drawing of the graph."""

UNDIRECTED = ("sentence", "paragraph", "article")  # co-occurrence: the ends have no order
OF_NAMES = ("part_of", "located_in")  # that names alone state
STATED = ("holds", "at", "byline")  # facts that a passage states
FAINT = ("article", "paragraph", "part_of", "located_in", "at")  # drawn and pulling less than the others
