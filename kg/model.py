"""The values that flow through kg: frozen, without behavior beyond their invariants.

Path → Page → Article → Mention, Post → Entity → Edge → graph → files.
All offsets named `start`, `end` are characters (code points) of a page's decoded raw text, half-open.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple

from kg.text import Span, Text

Label = Literal["PER", "LOC", "ORG", "TITLE"]
LABELS: tuple[Label, ...] = ("PER", "LOC", "ORG", "TITLE")

Window = Literal["sentence", "paragraph", "article"]
WINDOWS: tuple[Window, ...] = ("sentence", "paragraph", "article")  # in which names meet, from near to far
ENGINES = ("duckdb", "spark")  # that work out what all pages say together
KINDS = (*WINDOWS, "holds", "at", "byline", "part_of", "located_in")  # of edges

DateSource = Literal["flag", "sidecar", "table", "file name", "printed", "inferred"]
ItemColumn = Literal["id", "date", "headline", "text", "paper", "page"]
"""Of a table of news items."""
COLUMNS: tuple[ItemColumn, ...] = ("id", "date", "headline", "text", "paper", "page")
Script = Literal["traditional", "simplified"]

NameKey = tuple[Label, str]  # a label and a canonical name


@dataclass(frozen=True, slots=True)
class Means:
    """What a field holds, where it is a column of a table too (see `kg.schema`); stands in its annotation."""

    text: str = ""
    unit: Literal["", "characters", "day", "period", "degrees"] = ""
    refers: str = ""  # TABLE.COLUMN of what it points to
    left_out: bool = False  # of a row where it is not known, instead of null or an empty list


class Evidence(NamedTuple):
    """A passage that a fact rests on: a stretch of a page's raw text."""

    page: str
    start: int
    end: int


class LinePlace(NamedTuple):
    """Where a line of a page stands on the picture that it was recognized on."""

    line: int  # of the page's text, from 1
    x: int  # pixels of the picture from its left edge; of a PDF page, points
    y: int  # from its upper edge
    width: int
    height: int
    score: float  # how certain its characters are, 0 to 1, on average


@dataclass(frozen=True, slots=True)
class Page:
    """One page file: its decoded raw text and what is known about the sheet."""

    path: str  # relative to the folder given, with forward slashes, or the file's name
    raw: str
    encoding: str
    sha256: str  # of the file's bytes
    date: str | None = None  # ISO 8601
    date_source: DateSource | None = None
    paper: str | None = None  # whose page it is
    number: str | None = None  # of the page in the paper, as given: 1, A03
    headline_end: int | None = None  # of a page known to be one item: the length of its headline
    places: tuple[LinePlace, ...] = ()  # of the lines of a page that is a picture
    heads: tuple[int, ...] = ()  # where lines of headlines in large print begin, where that is known


@dataclass(frozen=True, slots=True)
class Article:
    """One news item of a page.

    `text` is the healed reading text: the headline lines first, then the paragraphs, a line feed
    between blocks; its first `headline_end` characters are the headline. Offsets inside `text` are
    positions of the healed text; `text.raw_span` maps them back to the page.
    """

    page: str
    id: str
    text: Text
    headline_end: int
    headline_spans: tuple[Span, ...]
    body_spans: tuple[Span, ...]
    date: str | None = None
    place: str | None = None
    byline: tuple[str, ...] = ()
    continued_from: str | None = None
    continued_to: str | None = None
    roles: tuple[str | None, ...] = ()  # of each name of the byline, as printed: 记者 通讯员 …
    agency: str | None = None  # that the report is from: 新华社
    paper: str | None = None  # that the report is from: 本报 or a name
    script: Script | None = None  # None where its characters tell nothing

    @property
    def headline(self) -> str:
        """The headline as read, line breaks dropped; empty when the item has none."""
        return self.text.chars[: self.headline_end].replace("\n", "")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or a title where it stands on a page."""

    page: str
    article: str
    start: int
    end: int
    label: Label
    text: str  # whitespace dropped
    source: str  # what recognized it
    at: Span  # where it stands in its article's healed text
    canonical: str | None = None  # a gazetteer's canonical name for it
    name: str | None = None  # what its page calls it; None for a title and for what stands for no node (本报)
    score: float = 1.0  # how likely it is right, 0 to 1
    rule: str = ""  # by which it was chosen

    def __post_init__(self) -> None:
        """Refuse what could not be cited."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"mention {self.text!r}: span [{self.start}, {self.end}) is empty or negative")
        if self.label not in LABELS:
            raise ValueError(f"mention {self.text!r}: unknown label {self.label!r}")

    @property
    def key(self) -> NameKey | None:
        """Label and page-wide name, None where the mention has no such name."""
        return (self.label, self.name) if self.name else None

    def called(self, name: str | None) -> "Mention":
        """Return the mention with another name; every mention of a build passes here."""
        place = self.page, self.article, self.start, self.end
        text, said = (self.label, self.text, self.source), (self.score, self.rule)
        return Mention(*place, *text, self.at, self.canonical, name, *said)


@dataclass(frozen=True, slots=True)
class Post:
    """A person holds a title at a body, as one clause states it."""

    page: str
    article: str
    start: int  # the clause
    end: int
    person: Mention
    title: Mention
    body: Mention | None
    body_text: str | None = None  # the body as written, where it differs from the mention's text
    qualifier: str | None = None  # 原 前 代 …
    kind: Literal["post", "byline"] = "post"
    date: str | None = None
    dated_by: Literal["clause", "article"] | None = None  # what gave the date; the article's or its page's
    place: str | None = None  # of the article's dateline
    change: Literal["start", "end"] | None = None  # what a verb says happens at that date: 任命, 免去
    body_name: str | None = None  # what the page calls the body; None where it names none for sure
    station: str | None = None  # where an envoy is, a side, a department: 驻巴西, 中方, 亚洲

    @property
    def title_form(self) -> str:
        """The title as read, with where an envoy is, a side or a department: 驻巴西大使, 中方主席."""
        return (self.station or "") + self.title.text

    @property
    def body_in_full(self) -> str | None:
        """The body in the fullest words that its article has for it, None where the post has none."""
        return self.body_text or (self.body.text if self.body else None)

    @property
    def body_form(self) -> str:
        """The form that names the body where the post stands: its mention's, else the words; "" for none."""
        return self.body.text if self.body else self.body_text or ""

    @property
    def body_key(self) -> NameKey | None:
        """Label and page-wide name of the body; one without a mention is the place that an office governs."""
        if not self.body_name:
            return None
        return (self.body.label if self.body else "LOC", self.body_name)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why two forms are, or are not, one entity."""

    a: Annotated[str, Means("a form of a name, or an entity's id")]
    b: Annotated[str, Means("the other form or id")]
    judgement: Literal["positive", "negative", "unsure"]
    reason: Annotated[str, Means("the rule that decided, in words")]
    score: Annotated[float, Means("how sure it is, 0 to 1")]
    label: Annotated[Label | None, Means("of both", left_out=True)] = None

    def order(self) -> tuple[str, str, str, str, str, float]:
        """Return the place of a judgement in a sorted list: no two that differ share it."""
        return self.a, self.b, self.judgement, self.reason, self.label or "", self.score


class Given(NamedTuple):
    """An article gives another form to a name: （以下简称“…”）."""

    label: Label
    form: str  # in plain spelling
    name: str  # what the page calls the one that the form stands for


class Occupation(NamedTuple):
    """One post as an article gives it."""

    body: str  # canonical name, "" where it has none
    title: str
    place: str  # code of the division or name of the country that it is in, "" where unknown
    field: str  # official hospital school …, "" where it tells nothing
    leads: bool


class Context(NamedTuple):
    """What one article says of one person; it tells namesakes apart."""

    name: str  # what the page calls the person
    date: str  # ISO 8601, "" where unknown
    page: str
    article: str
    posts: tuple[Occupation, ...]
    companions: frozenset[str]  # other people whom the article names
    forms: tuple[tuple[str, int], ...]  # the person's forms in the article, and how often each stands there
    countries: frozenset[str] = frozenset()  # other countries that the article names
    provinces: frozenset[str] = frozenset()  # codes of those whose places it names, none where it names many
    plain: bool = False  # whether it calls the person by an age or by what many are: 34岁的甲, 青年乙
    among: bool = False  # whether it names somebody whom very many articles of the corpus name


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read off one page before anything is compared with other pages."""

    page: Page
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]  # sorted by start, without overlaps
    posts: tuple[Post, ...]
    judgements: tuple[Judgement, ...] = ()  # why the mentions have their names
    given: tuple[Given, ...] = ()
    contexts: tuple[Context, ...] = ()  # of the people with Chinese names, in the order of the articles


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, body or post. A TITLE entity is a post: a title at a body."""

    id: Annotated[str, Means("the same in every build that knows the entity by the same name")]
    label: Annotated[Label, Means("a TITLE is a post: a title at a body")]
    name: Annotated[str, Means("the form it is called by")]
    aliases: Annotated[tuple[str, ...], Means("its other forms")] = ()
    mentions: Annotated[int, Means("how many there are")] = 0
    code: Annotated[str | None, Means("of a division, GB/T 2260", left_out=True)] = None
    level: Annotated[
        int | None, Means("of a division: 1 province, 2 prefecture, 3 county", left_out=True)
    ] = None
    parent: Annotated[
        str | None,
        Means("the place or body above it; of a post its body", refers="entities.id", left_out=True),
    ] = None
    located_in: Annotated[
        str | None,
        Means("the division that a body's name begins with", refers="entities.id", left_out=True),
    ] = None
    kind: Annotated[
        str | None,
        Means(
            "of a body: party state court procuratorate army school hospital media association sports "
            "culture religious company other; of a place that is no division: historic city ocean sea gulf "
            "strait canal river lake mountain island peninsula plateau basin desert region state; of a "
            "person: pseudonym",
            left_out=True,
        ),
    ] = None
    rank: Annotated[
        str | None,
        Means("of a post: national provincial prefecture county township, or “…, deputy”", left_out=True),
    ] = None
    latitude: Annotated[
        float | None, Means("of a place, its seat or center (WGS84)", unit="degrees", left_out=True)
    ] = None
    longitude: Annotated[
        float | None, Means("of a place, its seat or center (WGS84)", unit="degrees", left_out=True)
    ] = None
    successors: Annotated[
        str | None,
        Means("of a division that is no more: codes of those its land lies in, by |", left_out=True),
    ] = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation of two entities with all the passages that it rests on.

    Kinds: `sentence`, `paragraph`, `article` (co-occurrence; undirected, source < target), `holds` (person to
    post), `at` (post to body), `byline` (person to medium), `part_of` (division to division, body to
    body), `located_in` (body to division).
    """

    source: Annotated[str, Means(refers="entities.id")]
    target: Annotated[str, Means(refers="entities.id")]
    kind: Annotated[str, Means("sentence paragraph article holds at byline part_of located_in")]
    count: Annotated[int, Means("passages that say so; 0 where names alone do")]
    weight: Annotated[
        float, Means("of co-occurrence NPMI, discounted by how little was seen, -1 to 1; of a fact 1")
    ]
    first_date: Annotated[str | None, Means("of the passages", unit="period")]
    last_date: Annotated[str | None, Means("of the passages", unit="period")]
    evidence: Annotated[tuple[Evidence, ...], Means("the passages")] = field(default=())
    g2: Annotated[
        float | None,
        Means(
            "of co-occurrence, log-likelihood: above 3.84 chance would do as much in 5 of 100 cases, above "
            "10.83 in 1 of 1,000",
            left_out=True,
        ),
    ] = None
    backbone: Annotated[
        float | None,
        Means(
            "of co-occurrence, alpha of the disparity filter: the smaller, the more it stands out",
            left_out=True,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage that edges rest on, as a reader reads it, with where it stands."""

    page: Annotated[str, Means(refers="pages.page")]
    start: Annotated[int, Means(unit="characters")]
    end: Annotated[int, Means(unit="characters")]
    line: Annotated[int, Means("of the page file where it starts, from 1")]
    text: Annotated[str, Means("healed: without line wraps")]
    headline: Annotated[str, Means("of its article, empty where that has none")]
    date: Annotated[str | None, Means("of its article or page", unit="day")]
