"""The edges of the graph page as rows of numbers, with the tables of texts that they point into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Edge, Evidence, Sentence

MOST_QUOTES = 12  # sentences quoted for one edge
MOST_SENTENCES = 30_000  # on one page, the strongest edges first
LONGEST = 600  # characters of one sentence

Row = list[object]
Tables = dict[str, object]


@dataclass(slots=True)
class _Index:
    """Numbers things in the order in which they are first asked for."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, text: str) -> int:
        """Return the number of a text."""
        return self.numbers.setdefault(text, len(self.numbers))


@dataclass(slots=True)
class _Quotes:
    """The sentences quoted so far, each once."""

    sentences: Mapping[Evidence, Sentence]
    dates: _Index
    pages: _Index = field(default_factory=_Index)
    headlines: _Index = field(default_factory=_Index)
    numbers: dict[Evidence, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def of(self, edge: Edge) -> list[int]:
        """Return the numbers of the sentences quoted for an edge."""
        found: list[int] = []
        for evidence in edge.evidence:
            if len(found) == MOST_QUOTES:
                break
            number = self._number(evidence)
            if number is not None:
                found.append(number)
        return found

    def _number(self, evidence: Evidence) -> int | None:
        known = self.numbers.get(evidence)
        sentence = self.sentences.get(evidence)
        if known is not None or sentence is None or len(self.rows) == MOST_SENTENCES:
            return known
        self.numbers[evidence] = len(self.rows)
        text = sentence.text if len(sentence.text) <= LONGEST else sentence.text[:LONGEST] + "…"
        date = self.dates.of(sentence.date or "")
        place: Row = [self.pages.of(sentence.page), sentence.line, sentence.start, sentence.end]
        self.rows.append([*place, text, self.headlines.of(sentence.headline), date])
        return self.numbers[evidence]


def build_tables(
    edges: Sequence[Edge], position: Mapping[str, int], sentences: Mapping[Evidence, Sentence]
) -> tuple[Tables, list[Row]]:
    """Return the tables (kinds, dates, pages, headlines, sentences) and a row for each edge.

    A row is [source, target, kind, count, weight, first date, last date, sentences]; the ends are
    positions of nodes, the rest, but for count and weight, positions in the tables. A sentence is
    [page, line, start, end, text, headline, date]. Edges that come first are quoted first.
    """
    kinds, dates = _Index(), _Index()
    quotes = _Quotes(sentences, dates)
    rows: list[Row] = [
        [
            position[edge.source],
            position[edge.target],
            kinds.of(edge.kind),
            edge.count,
            round(edge.weight, 3),
            dates.of(edge.first_date or ""),
            dates.of(edge.last_date or ""),
            quotes.of(edge),
        ]
        for edge in edges
    ]
    tables: Tables = {
        "kinds": list(kinds.numbers),
        "dates": list(dates.numbers),
        "pages": list(quotes.pages.numbers),
        "headlines": list(quotes.headlines.numbers),
        "sentences": quotes.rows,
    }
    return tables, rows
