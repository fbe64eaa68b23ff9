"""From resolved mentions to edges: who stands beside whom, who held which post from when to when."""

from kg.relate.edges import Relations, relate
from kg.relate.hierarchy import hierarchy_edges
from kg.relate.records import contradiction_record, tenure_record
from kg.relate.tenures import Contradiction, Tenure, Tenures

__all__ = [
    "Contradiction",
    "Relations",
    "Tenure",
    "Tenures",
    "contradiction_record",
    "hierarchy_edges",
    "relate",
    "tenure_record",
]
