"""What a view gives back, and the forms in which it is sent: a page, JSON, CSV, GraphML."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import networkx as nx
from starlette.datastructures import QueryParams
from starlette.responses import Response

from kg.corpus import Ruling
from kg.export.graphml import format_graph
from kg.serve.snapshot import Snapshot

Cell = str | int | float | None
_SPREADSHEET = {
    "=": "＝",
    "+": "＋",
    "-": "－",
    "@": "＠",
}  # a cell that begins so would be taken for a formula


@dataclass(frozen=True)
class Question:
    """A question to the explorer: the build, the parts of the address, the language."""

    snapshot: Snapshot
    path: Mapping[str, Any]
    query: QueryParams
    language: str
    pending: Sequence[Ruling] = ()  # decisions of the review file that no build has read

    def text(self, name: str) -> str:
        """Return a part of the address, at most so much as a person types; "" where it is not given."""
        return self.query.get(name, "").strip()[:200]

    def number(self, name: str, usual: int = 0, most: int = 1_000_000) -> int:
        """Return a number of the address, the usual one where it has none."""
        given = self.query.get(name, "")
        return min(int(given), most) if given.isascii() and given.isdecimal() and len(given) < 10 else usual

    def year(self) -> str:
        """Return the year of the address, "" where it is none."""
        given = self.text("year")
        return given if len(given) == 4 and given.isascii() and given.isdecimal() else ""

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The values of each part of the address."""
        return {name: self.query.getlist(name) for name in self.query}


@dataclass(frozen=True)
class Answer:
    """What a view found."""

    template: str
    title: str
    values: dict[str, Any]  # for the template; what stands under `answer` is the JSON document
    head: Sequence[str] = ()  # of the CSV table
    rows: Iterable[Sequence[Cell]] = ()
    graph: "Callable[[], nx.MultiDiGraph[str]] | None" = None
    status: int = 200
    forms: Sequence[str] = field(default=("json", "csv"))
    settled: Mapping[str, str] = field(default_factory=dict)  # parts that the address left to the view


View = Callable[[Question], Answer]


def send_json(value: object) -> Response:
    """Return a value as a JSON document; dataclasses are objects."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=asdict)
    return Response(text.encode("utf-8", "replace") + b"\n", media_type="application/json")


def send_csv(shown: Answer, name: str) -> Response:
    """Return the table of a view as CSV that spreadsheet programs open as it is meant."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(shown.head)
    writer.writerows([_cell(value) for value in row] for row in shown.rows)
    text = ("\ufeff" + file.getvalue()).encode("utf-8", "replace")
    return Response(text, media_type="text/csv; charset=utf-8", headers=_attached(f"{name}.csv"))


def send_graphml(shown: Answer, name: str) -> Response:
    """Return the graph of a view as GraphML."""
    assert shown.graph is not None
    text = format_graph(shown.graph()).encode("utf-8", "replace")
    return Response(text, media_type="application/xml", headers=_attached(f"{name}.graphml"))


def _cell(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return _SPREADSHEET.get(value[:1], value[:1]) + value[1:]


def _attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
