"""The parts of a page while it is taken apart: headlines, stories, furniture."""

from dataclasses import dataclass, field

from kg.articles.cohesion import READ
from kg.articles.openers import continued_to, has_credit, has_dateline, opens_caption
from kg.articles.paragraphs import Paragraph

CAPTION_LENGTH = 450
_LABEL_LENGTH = 24


@dataclass(eq=False)
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
    def offset(self) -> int:
        """Where on the page it begins."""
        return self.paragraphs[0].lines[0].start

    @property
    def gap(self) -> int:
        """Empty lines before it."""
        return self.paragraphs[0].gap

    @property
    def is_label(self) -> bool:
        """Whether it is one short line, as the name of a column."""
        return len(self.paragraphs) == len(self.paragraphs[0].lines) == 1 and len(self.text) <= _LABEL_LENGTH


@dataclass(eq=False)
class Story:
    """The text of one article as it grows, and the headlines found for it."""

    paragraphs: list[Paragraph]
    headlines: list[Headline] = field(default_factory=list)
    above: str = ""  # the headlines that stand right above it
    _opened: int = 0  # paragraphs known to be a byline or a note, from the first on

    @property
    def opening(self) -> str:
        """The beginning of the text, as much of it as is ever compared."""
        pieces: list[str] = []
        length = 0
        for paragraph in self.paragraphs:
            pieces.append(paragraph.text[:READ])
            length += len(pieces[-1])
            if length >= READ:
                break
        return "".join(pieces)

    @property
    def start(self) -> int:
        """The number of the first line."""
        return self.paragraphs[0].lines[0].number

    @property
    def only_opened(self) -> bool:
        """Whether nothing but a byline or a note stands there yet."""
        while self._opened < len(self.paragraphs):
            if self.paragraphs[self._opened].kind not in ("byline", "continued", "note"):
                return False
            self._opened += 1
        return True

    @property
    def finished(self) -> bool:
        """Whether the last paragraph is complete."""
        return self.paragraphs[-1].finished

    @property
    def closed(self) -> bool:
        """Whether print says that it ends here: a note where it goes on, or its author's signature."""
        last = self.paragraphs[-1]
        return last.kind == "signature" or continued_to(last.text) is not None

    @property
    def is_caption(self) -> bool:
        """Whether it is the caption of a picture: a few lines that end with a credit."""
        first, last = self.paragraphs[0], self.paragraphs[-1]
        credited = last.kind == "credit" or has_credit(last.text) or opens_caption(first.text)
        opened = has_dateline(first.text) or first.kind == "byline"
        return credited and not opened and len(self.opening) <= CAPTION_LENGTH


@dataclass
class Parts:
    """A page in parts: stories and headlines in page order, and the paragraphs that are furniture."""

    order: list[Story | Headline] = field(default_factory=list)
    furniture: list[Paragraph] = field(default_factory=list)

    @property
    def stories(self) -> list[Story]:
        """The stories in page order."""
        return [part for part in self.order if isinstance(part, Story)]
