"""Paragraphs become bodies: where one article's text ends and the next begins.

What is printed decides first: datelines, bylines and continuation notes open an article, a photographer's
credit ends a caption. Where headline-like lines stand between two paragraphs and nothing is printed, the
signals of `_opens_article` are weighed: a headline's form, a lead's form, common vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from kg.articles.cohesion import Cohesion
from kg.articles.lines import ends_sentence
from kg.articles.openers import has_credit, has_dateline, has_lead, names_document, opens_caption
from kg.articles.paragraphs import Paragraph

_CAPTION_LENGTH = 450
_CAPTION_PARAGRAPHS = 3
_SHORT = 120
_PASSAGE = 2000
_RESUMES = 0.15
_TALKS_ON = 0.33  # share of a paragraph's vocabulary that tells it goes on with the article before


@dataclass
class Headline:
    """Headline-like lines that stand together, between two blank lines."""

    paragraphs: list[Paragraph]

    @property
    def text(self) -> str:
        """The lines' text."""
        return "".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def start(self) -> int:
        """The number of the first line."""
        return self.paragraphs[0].lines[0].number

    @property
    def gap(self) -> int:
        """Empty lines before it."""
        return self.paragraphs[0].gap


@dataclass
class Body:
    """The text of one article as it grows, and the headlines found for it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text without blanks."""
        return "".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def start(self) -> int:
        """The number of the first line."""
        return self.paragraphs[0].lines[0].number

    @property
    def only_opened(self) -> bool:
        """Whether nothing but a byline or a note stands there yet."""
        return all(paragraph.kind in ("byline", "continued", "note") for paragraph in self.paragraphs)

    @property
    def finished(self) -> bool:
        """Whether the last paragraph is complete."""
        return self.paragraphs[-1].finished

    @property
    def is_caption(self) -> bool:
        """Whether it is the caption of a picture: a few lines that end with a credit."""
        last = self.paragraphs[-1]
        credited = last.kind == "credit" or has_credit(last.text) or opens_caption(self.paragraphs[0].text)
        opened = has_dateline(self.paragraphs[0].text) or self.paragraphs[0].kind == "byline"
        return credited and not opened and len(self.text) <= _CAPTION_LENGTH


@dataclass
class Parts:
    """A page in parts: bodies and headlines in page order, and the paragraphs that are furniture."""

    order: list[Body | Headline] = field(default_factory=list)
    furniture: list[Paragraph] = field(default_factory=list)

    @property
    def bodies(self) -> list[Body]:
        """The bodies in page order."""
        return [part for part in self.order if isinstance(part, Body)]


def find_bodies(paragraphs: Sequence[Paragraph], cohesion: Cohesion) -> Parts:
    """Return the bodies of a page and the headlines that stand between them."""
    parts = Parts([], [p for p in paragraphs if p.kind == "furniture"])
    running = [p for p in paragraphs if p.kind != "furniture"]
    below, sets_off = stand_below(running, cohesion), _sets_off(running)
    builder = _Builder(parts, running, cohesion, below=below, sets_off=sets_off)
    for index, paragraph in enumerate(builder.paragraphs):
        builder.add(index, paragraph)
    builder.flush_headlines()
    return parts


def stand_below(paragraphs: Sequence[Paragraph], cohesion: Cohesion) -> bool:
    """Tell whether the headlines of a page stand below their articles rather than above.

    Over the page, each group of headline-like lines is compared with the text on both sides.
    """
    groups = [(head, list(group)) for head, group in groupby(paragraphs, key=lambda p: p.kind == "head")]
    texts = [(head, "".join(paragraph.text for paragraph in group)) for head, group in groups]
    balance = 0.0
    for index, (head, text) in enumerate(texts):
        if head:
            above = texts[index - 1][1][-_PASSAGE:] if index else ""
            beside = texts[index + 1][1][:_PASSAGE] if index + 1 < len(texts) else ""
            balance += cohesion.of_headline(text, above) - cohesion.of_headline(text, beside)
    return balance > 0


def _sets_off(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether a page sets headlines off by blank lines, as most openers then show."""
    after_text = [b for a, b in pairwise(paragraphs) if a.kind == "prose" and b.kind in ("head", "byline")]
    return 2 * sum(bool(paragraph.gap) for paragraph in after_text) > len(after_text)


@dataclass
class _Builder:
    """Walks down the page with the body that is open and the headlines met since."""

    parts: Parts
    paragraphs: list[Paragraph]
    cohesion: Cohesion
    body: Body | None = None
    pending: list[Headline] = field(default_factory=list)
    below: bool = False  # whether the page's headlines stand below their articles
    sets_off: bool = False  # whether the page sets headlines off by blank lines
    interrupted: Body | None = None  # the body that a caption has interrupted
    subheads: list[Headline] = field(default_factory=list)

    def add(self, index: int, paragraph: Paragraph) -> None:
        """Put the next paragraph where it belongs."""
        if paragraph.kind == "head":
            self._add_headline(paragraph)
        elif self._belongs(index, paragraph):
            self._absorb_pending()
            self._extend(paragraph)
        else:
            self.flush_headlines()
            self._open(paragraph)

    def flush_headlines(self) -> None:
        """Leave the headlines met since the last text to be matched with a body."""
        self.parts.order.extend(self.pending)
        self.pending = []

    def _add_headline(self, paragraph: Paragraph) -> None:
        """Add headline-like lines: to those right above, or by themselves after a blank line."""
        if self.pending and not paragraph.gap:
            self.pending[-1].paragraphs.append(paragraph)
        else:
            self.pending.append(Headline([paragraph]))

    def _open(self, paragraph: Paragraph) -> None:
        """Begin a new body."""
        above = bool(self.parts.order) and isinstance(self.parts.order[-1], Headline)
        self.interrupted = None if above or paragraph.opens else self.body
        self.body = Body([paragraph])
        self.subheads = []
        self.parts.order.append(self.body)

    def _extend(self, paragraph: Paragraph) -> None:
        """Add a paragraph to the open body; the end of a broken sentence joins its beginning."""
        assert self.body is not None
        last = self.body.paragraphs[-1]
        if last.kind == paragraph.kind == "prose" and not last.finished and not paragraph.opens:
            self.body.paragraphs[-1] = Paragraph(last.lines + paragraph.lines, "prose")
        else:
            self.body.paragraphs.append(paragraph)

    def _absorb_pending(self) -> None:
        """Take headline-like lines inside an article: labels as headline, sub-headings as text."""
        assert self.body is not None
        label = not self.body.finished or self.body.only_opened
        if label:
            self.body.headlines.extend(self.pending)
        else:
            self.body.paragraphs.extend(p for headline in self.pending for p in headline.paragraphs)
            self.subheads.extend(self.pending)
        self.pending = []

    def _belongs(self, index: int, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph belongs to the open body."""
        if self.body is None:
            return False
        if paragraph.kind in ("credit", "signature"):
            return not self.pending
        if paragraph.opens:
            return self._signs(index, paragraph) or (self.body.only_opened and not self.pending)
        if self.body.only_opened or not self.body.finished:
            return True
        if not self.pending:
            return self._goes_on(index, paragraph)
        return not self._opens_article(index, paragraph)

    def _signs(self, index: int, paragraph: Paragraph) -> bool:
        """Tell whether a byline stands at the end of the article before it."""
        if paragraph.kind != "byline" or self.pending or not ends_sentence(self.paragraphs[index - 1].text):
            return False
        following = self.paragraphs[index + 1 : index + 2]
        return not following or following[0].opens or following[0].kind == "head"

    def _goes_on(self, index: int, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph right after a finished one belongs to the same body."""
        assert self.body is not None
        if opens_caption(paragraph.text) or has_credit(paragraph.text):
            return len(self.body.text) <= _SHORT and not opens_caption(paragraph.text)
        if has_lead(paragraph.text) and self._is_captioned(index):
            return False
        if not self.body.is_caption:
            return True
        if self._resumes(paragraph):
            self.body, self.interrupted = self.interrupted, None
            return True
        return self.cohesion.of_texts(paragraph.text, self.body.text) > _TALKS_ON and not paragraph.gap

    def _resumes(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph goes on with the article that a caption has interrupted."""
        if self.interrupted is None or has_lead(paragraph.text):
            return False
        common = self.cohesion.of_texts(paragraph.text, self.interrupted.text)
        return not self.interrupted.finished or common > _RESUMES

    def _is_captioned(self, index: int) -> bool:
        """Tell whether the text from here to the next headline or opener is short and ends with a credit."""
        length = 0
        for paragraph in self.paragraphs[index : index + _CAPTION_PARAGRAPHS]:
            length += len(paragraph.text)
            if paragraph.kind == "head" or paragraph.opens or length > _CAPTION_LENGTH:
                return False
            if paragraph.kind == "credit" or has_credit(paragraph.text):
                return True
        return False

    def _opens_article(self, index: int, paragraph: Paragraph) -> bool:
        """Weigh whether a new article begins after headline-like lines, where nothing printed tells."""
        assert self.body is not None
        headline = "".join(one.text for one in self.pending)
        score = 0.0
        score += 1.5 * has_lead(paragraph.text)
        score += 2 * self._is_captioned(index)
        score += 2 * names_document(headline)
        score += 1 * self._has_headline_form()
        score += 1 * (self.pending[0].gap >= 2 or self.body.is_caption)
        score += (3 if self.below else 0.5) * self._fits_above(headline)
        score += 1.5 * self._fits_below(headline, paragraph)
        score += 2 * (_TALKS_ON - self.cohesion.of_texts(headline + paragraph.text, self._so_far()))
        score -= 1 * bool(self.subheads)
        score -= 2 * (self.sets_off and not self.pending[0].gap)
        return score >= 1

    def _has_headline_form(self) -> bool:
        """Tell whether the lines have the form of a headline rather than of a sub-heading."""
        paragraphs = [paragraph for one in self.pending for paragraph in one.paragraphs]
        lines = [line for paragraph in paragraphs for line in paragraph.lines]
        return len(paragraphs) > 1 or any(" " in line.spaced or "——" in line.text for line in lines)

    def _fits_above(self, headline: str) -> float:
        """Return how much more the lines say of the open body than the headlines above it do."""
        assert self.body is not None
        other = self.cohesion.of_headline("".join(self._above()), self.body.text)
        return max(0.0, self.cohesion.of_headline(headline, self.body.text) - other)

    def _fits_below(self, headline: str, paragraph: Paragraph) -> float:
        """Return how much more the lines say of what follows, where articles open without a mark."""
        assert self.body is not None
        if self.body.paragraphs[0].opens:
            return 0.0
        above = self.cohesion.of_headline(headline, self.body.text)
        return 1 / 3 + max(0.0, self.cohesion.of_headline(headline, paragraph.text) - above)

    def _so_far(self) -> str:
        """Return the text of the open body with the headlines above it."""
        assert self.body is not None
        return "".join([*self._above(), self.body.text])

    def _above(self) -> list[str]:
        """Return the headlines that stand right above the open body."""
        assert self.body is not None
        position = self.parts.order.index(self.body)
        above: list[str] = []
        while position and isinstance(part := self.parts.order[position - 1], Headline):
            above.insert(0, part.text)
            position -= 1
        return above
