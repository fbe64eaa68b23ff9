"""What the queries give back: frozen values whose fields are the keys of `--json`."""

from dataclasses import dataclass
from typing import Literal

SearchWindow = Literal["sentence", "article"]  # that all words of a search stand in


@dataclass(frozen=True, slots=True)
class Named:
    """An entity where another one's facts name it."""

    id: str
    label: str
    name: str
    kind: str | None = None  # of a body: party state company …


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, or the clause of a post, with where it stands."""

    page: str
    line: int
    start: int
    end: int
    date: str | None
    headline: str
    text: str
    box: tuple[int, ...] | None = None  # x, y, width and height of its first line on a scan, else None


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, in the direction in which the path goes."""

    source: Named
    target: Named
    kind: str
    forward: bool  # whether the edge points the same way
    weight: float
    count: int
    first_date: str | None
    last_date: str | None
    length: float
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """How one entity leads to another."""

    source: Named
    target: Named
    length: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Neighbor:
    """An entity linked to the one asked for, by one kind of edge."""

    entity: Named
    kind: str
    forward: bool  # whether the edge points from the entity asked for to this one
    weight: float
    count: int
    first_date: str | None
    last_date: str | None
    quotes: tuple[Quote, ...]  # the first sentence


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The neighbors of an entity, the heaviest first, places and what lies where last."""

    entity: Named
    total: int  # before the limit
    neighbors: tuple[Neighbor, ...]
    others: tuple[Named, ...]  # who has the name asked for too, and bodies of a fuller name told of more


@dataclass(frozen=True, slots=True)
class TenureRow:
    """Who holds which post at which body, as far as the pages tell."""

    person: Named
    title: str
    body: Named
    post: str  # id
    first_seen: str | None
    last_seen: str | None
    former_since: str | None
    count: int  # statements
    state: str  # at the time asked for: held, earlier, later, former; without a time: held, former
    quotes: tuple[Quote, ...]
    acting: str | None = None  # 代 代理 where they only stand in for a holder

    @property
    def told_as(self) -> str:
        """The title as the person is called: 代市长."""
        return f"{self.acting or ''}{self.title}"


@dataclass(frozen=True, slots=True)
class BelowCount:
    """How many posts pages tell of at what lies below a body or place."""

    body: Named
    tenures: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that has what was searched for."""

    page: str
    line: int
    start: int
    end: int
    article: str
    date: str | None
    headline: str
    text: str
    marks: tuple[tuple[int, int], ...]  # where the words stand in the text


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, the oldest first."""

    total: int  # before the limit: sentences, or articles where these are the window
    hits: tuple[Hit, ...]
    window: SearchWindow = "sentence"


@dataclass(frozen=True, slots=True)
class Top:
    """An entity with the sum of its weights."""

    entity: Named
    strength: float
    neighbors: int


@dataclass(frozen=True, slots=True)
class Stats:
    """A finished build in figures."""

    pages: int
    dated_pages: int
    first_date: str | None
    last_date: str | None
    articles: int
    mentions: dict[str, int]  # by label
    entities: dict[str, int]  # by label
    edges: dict[str, int]  # by kind
    posts: int
    tenures: int
    contradictions: int
    doubtful: int  # names that are no nodes, for no mention of them is certain enough
    linked_pairs: int
    density: float  # linked pairs among all pairs
    components: int  # with two entities or more
    largest_component: int  # entities
    alone: int  # entities without an edge
    communities: int
    top: tuple[Top, ...]
