"""How nodes look in formats that say so: place, size and color."""

from kg.export.tables import UNDIRECTED, Tables
from kg.graph.layout import lay_out
from kg.model import Label

SMALLEST, LARGEST = 4.5, 22.0  # radius of a node
WEAKEST = 0.05  # pull of a link without weight, so that it still joins
BACKGROUND = 0.1  # pull of a faint link, compared with a co-occurrence in a sentence
FAINT = ("article", "paragraph", "part_of", "located_in", "at")
COLORS: dict[Label, str] = {
    "PER": "#056bd8",
    "LOC": "#275f2d",
    "ORG": "#c66f3c",
    "TITLE": "#8c588a",
}  # as on the page
MOST_LINKS = 100_000  # the strongest; more would take minutes


def node_radii(tables: Tables) -> dict[str, float]:
    """Return the radius of each node: its area grows with its strength."""
    strength = {id_: float(known["strength"]) for id_, known in tables.graph.nodes(data=True)}
    strongest = max(strength.values(), default=0.0) or 1.0
    return {id_: SMALLEST + (LARGEST - SMALLEST) * (own / strongest) ** 0.5 for id_, own in strength.items()}


def place_nodes(tables: Tables) -> dict[str, tuple[int, int]]:
    """Return the place of each node, the same for the same tables."""
    position = {id_: number for number, id_ in enumerate(tables.graph)}
    edges = sorted(
        (edge for edge in tables.edges if edge.source != edge.target),
        key=lambda edge: (edge.kind in UNDIRECTED, edge.kind, -edge.weight, edge.source, edge.target),
    )
    links = [
        (
            position[edge.source],
            position[edge.target],
            max(edge.weight, WEAKEST) * (BACKGROUND if edge.kind in FAINT else 1.0),
        )
        for edge in edges[:MOST_LINKS]
    ]
    groups = [int(known["community"]) for _, known in tables.graph.nodes(data=True)]
    return dict(zip(position, lay_out(list(node_radii(tables).values()), links, groups), strict=True))
