"""The edges of the graph page as rows of numbers, with the tables of texts that they point into."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from kg.model import Edge, Evidence, Sentence

MOST_QUOTES = 12  # sentences quoted for one edge
MOST_SENTENCES = 30_000  # on one page, the strongest edges first
MOST_BYTES = 4_000_000  # of all sentences of a page
LONGEST = 600  # characters of one sentence
MOST_TEXT = 4_000_000  # bytes of all sentences of the pages: those of a larger build are not on the page

NumberRow = list[object]  # a row whose numbers point into tables of texts
Quoted = Mapping[Evidence, Sentence] | Callable[[Collection[Evidence]], Mapping[Evidence, Sentence]]
"""The passages that can be quoted, or what finds some of them."""


@dataclass(slots=True)
class _Index:
    """Numbers things in the order in which they are first asked for."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, text: str) -> int:
        """Return the number of a text."""
        return self.numbers.setdefault(text, len(self.numbers))


@dataclass(slots=True)
class TextTables:
    """The texts that edges point into, each once: kinds, dates, pages, headlines, quoted sentences."""

    sentences: Mapping[Evidence, Sentence]
    kinds: _Index = field(default_factory=_Index)
    dates: _Index = field(default_factory=_Index)
    pages: _Index = field(default_factory=_Index)
    headlines: _Index = field(default_factory=_Index)
    quoted: dict[Evidence, int] = field(default_factory=dict)
    rows: list[NumberRow] = field(default_factory=list)
    whole: Sequence[Sentence] = ()  # all sentences of the pages, where the page holds them
    room: int = MOST_BYTES  # that is left for sentences

    def as_json(self) -> dict[str, object]:
        """Return the tables; a sentence is [page, line, start, end, text, headline, date]."""
        rest = self._rest()
        named = {"kinds": self.kinds, "dates": self.dates, "pages": self.pages, "headlines": self.headlines}
        lists = {name: list(index.numbers) for name, index in named.items()}
        return lists | {"sentences": self.rows + rest, "whole": bool(self.whole)}

    def _rest(self) -> list[NumberRow]:
        """Return the sentences of the pages that no edge quotes."""
        rest = (each for each in self.whole if Evidence(each.page, each.start, each.end) not in self.quoted)
        return [self._row(each, each.text) for each in rest]

    def quotes_of(self, edge: Edge) -> list[int]:
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
        known = self.quoted.get(evidence)
        sentence = self.sentences.get(evidence)
        if known is not None or sentence is None or len(self.rows) == MOST_SENTENCES or self.room <= 0:
            return known
        self.quoted[evidence] = len(self.rows)
        cut = not self.whole and len(sentence.text) > LONGEST
        text = sentence.text[:LONGEST] + "…" if cut else sentence.text
        self.room -= len(text.encode("utf-8", "surrogatepass"))
        self.rows.append(self._row(sentence, text))
        return self.quoted[evidence]

    def _row(self, sentence: Sentence, text: str) -> NumberRow:
        date = self.dates.of(sentence.date or "")
        place: NumberRow = [self.pages.of(sentence.page), sentence.line, sentence.start, sentence.end]
        return [*place, text, self.headlines.of(sentence.headline), date]


def find_quoted(sentences: Quoted, edges: Sequence[Edge]) -> Mapping[Evidence, Sentence]:
    """Return the passages that may be quoted for some edges: those asked for first, or all that are known."""
    if not callable(sentences):
        return sentences
    asked = chain.from_iterable(edge.evidence[:MOST_QUOTES] for edge in edges)
    return sentences(list(islice(_each_once(asked), MOST_SENTENCES)))


def _each_once(passages: Iterable[Evidence]) -> Iterator[Evidence]:
    seen: set[Evidence] = set()
    for passage in passages:
        if passage not in seen:
            seen.add(passage)
            yield passage


def edge_rows(edges: Sequence[Edge], position: Mapping[str, int], texts: TextTables) -> list[NumberRow]:
    """Return a row for each edge, and note the texts that it points into.

    A row is [source, target, kind, count, weight, first date, last date, sentences]; the ends are
    positions of nodes, the rest, but for count and weight, positions in the tables. Edges that come
    first are quoted first.
    """
    return [
        [
            position[edge.source],
            position[edge.target],
            texts.kinds.of(edge.kind),
            edge.count,
            round(edge.weight, 3),
            texts.dates.of(edge.first_date or ""),
            texts.dates.of(edge.last_date or ""),
            texts.quotes_of(edge),
        ]
        for edge in edges
    ]
