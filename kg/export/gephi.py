"""Two CSV files for the spreadsheet import of Gephi."""

from pathlib import Path

from kg.export.csvs import plain, write_csv
from kg.export.tables import Tables, edge_spell
from kg.graph.kinds import UNDIRECTED

NODE_HEADER = (
    "Id", "Label", "Category", "Aliases", "Mentions", "Code", "Parent",
    "Strength", "Community", "First_date", "Last_date",
    "Kind", "Level", "Rank", "Located_in", "latitude", "longitude",
)  # fmt: skip
EDGE_HEADER = (
    "Source", "Target", "Type", "Id", "Kind", "Weight", "Count", "Evidence", "First_date", "Last_date",
)  # fmt: skip


def write_gephi(tables: Tables, path: Path) -> None:
    """Write nodes.csv and edges.csv (UTF-8 with byte order mark, commas) into a folder.

    Id, Label, Source, Target, Type (Directed or Undirected), Weight and Kind are the names that Gephi
    knows; the rest become columns of its data laboratory. In texts a leading = + - @ or tab, which a
    spreadsheet would run as a formula, becomes its full-width form (＝ ＋ － ＠) or a space; line breaks
    stay, quoted. Numbers are not touched.
    """
    write_csv(path / "nodes.csv", NODE_HEADER, _nodes(tables), mark=True)
    write_csv(path / "edges.csv", EDGE_HEADER, _edges(tables), mark=True)


def _nodes(tables: Tables) -> list[tuple[object, ...]]:
    return [
        (
            id_,
            plain(tables.names[id_]),
            known["label"],
            plain(known["aliases"]),
            known["mentions"],
            known["code"],
            known["parent"],
            known["strength"],
            known["community"],
            *tables.spells.get(id_, ("", "")),
            plain(known["kind"]),
            known["level"] or "",
            plain(known["rank"]),
            known["located_in"],
            known.get("latitude", ""),
            known.get("longitude", ""),
        )
        for id_, known in tables.graph.nodes(data=True)
    ]


def _edges(tables: Tables) -> list[tuple[object, ...]]:
    ordered = sorted(tables.edges, key=lambda edge: (edge.source, edge.target, edge.kind))
    return [
        (
            edge.source,
            edge.target,
            "Undirected" if edge.kind in UNDIRECTED else "Directed",
            f"e{number}",
            plain(edge.kind),
            edge.weight,
            edge.count,
            len(edge.evidence),
            *(edge_spell(edge) or ("", "")),
        )
        for number, edge in enumerate(ordered)
    ]
