"""Paragraphs become stories: where one article's text ends and the next begins.

What is printed decides first: datelines, bylines and continuation notes open an article, a photographer's
credit ends a caption. Where headline-like lines stand between two paragraphs and nothing is printed, the
signals of signals.py are weighed.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from kg.articles.cohesion import Cohesion
from kg.articles.lines import ends_sentence, starts_within
from kg.articles.openers import has_credit, has_lead, names_document, opens_caption
from kg.articles.paragraphs import Paragraph, is_apart
from kg.articles.parts import Headline, Parts, Story
from kg.articles.signals import (
    fits_above,
    fits_below,
    has_headline_form,
    is_captioned,
    opens_in_print,
    sets_off,
    stand_below,
)
from kg.articles.words import cuts_word

_SHORT = 120  # characters of a text that a credit makes a caption
_PICTURES = 0.1  # share of a caption that says 图为 which tells that it belongs to the text above
_RESUMES = 0.15  # share of a paragraph's vocabulary that tells it resumes the article before a caption
_COMPLETES = 1.5  # how many times more the article broken off in another column must share of it
_LEAST_COMMON = 0.03  # and what it must share more at least
_PASSAGE = 4  # paragraphs
_CUT_OFF = 30  # stories that broke off and may be taken up again, those nearest before
_LONG = 500  # lines of a paragraph beyond which what goes on in it is the next one
_INDENT = 1.5  # of a line that begins a paragraph, where sizes and places of lines are known
_LARGE = 4.0  # how much a headline in large print tells
_TALKS_ON = 0.33  # share that tells it goes on with the text right before it


def find_stories(paragraphs: Sequence[Paragraph], cohesion: Cohesion, large: Set[int] = frozenset()) -> Parts:
    """Return the stories of a page and the headlines that stand between them.

    `large` are the offsets at which lines in larger print than the running text begin.
    """
    running = [paragraph for paragraph in paragraphs if paragraph.kind != "furniture"]
    builder = _Builder(running, cohesion, large)
    for index, paragraph in enumerate(running):
        builder.add(index, paragraph)
    builder.flush_headlines()
    builder.parts.furniture = [paragraph for paragraph in paragraphs if paragraph.kind == "furniture"]
    return builder.parts


@dataclass
class _Builder:
    """Walks down the page with the story that is open and the headlines met since."""

    paragraphs: list[Paragraph]
    cohesion: Cohesion
    large: Set[int]
    parts: Parts = field(default_factory=Parts)
    story: Story | None = None
    pending: list[Headline] = field(default_factory=list)
    interrupted: Story | None = None  # the story that a caption has interrupted
    cut_off: list[Story] = field(default_factory=list)  # stories that broke off in mid-sentence
    has_subheads: bool = False

    @cached_property
    def below(self) -> bool:
        """Whether the page's headlines stand below their articles."""
        return stand_below(self.paragraphs, self.cohesion)

    @cached_property
    def sets_off(self) -> bool:
        """Whether the page sets headlines off by blank lines."""
        return sets_off(self.paragraphs)

    @cached_property
    def opens_in_print(self) -> bool:
        """Whether its articles mostly open with a printed mark."""
        return opens_in_print(self.paragraphs)

    def add(self, index: int, paragraph: Paragraph) -> None:
        """Put the next paragraph where it belongs."""
        if paragraph.kind == "head":
            self._add_headline(paragraph)
            return
        story = self._home(index, paragraph)
        if story is None:
            self.flush_headlines()
            self._open(paragraph)
        else:
            self.story = story
            self._absorb_pending(story)
            extend(story, paragraph)

    def flush_headlines(self) -> None:
        """Leave the headlines met since the last text to be matched with a story."""
        self.parts.order.extend(self.pending)
        self.pending = []

    def _add_headline(self, paragraph: Paragraph) -> None:
        """Add headline-like lines: to those right above, or by themselves after a blank line."""
        if self.pending and not paragraph.gap:
            self.pending[-1].paragraphs.append(paragraph)
        else:
            self.pending.append(Headline([paragraph]))

    def _open(self, paragraph: Paragraph) -> None:
        """Begin a new story."""
        above: list[str] = []
        for part in reversed(self.parts.order):
            if not isinstance(part, Headline):
                break
            above.insert(0, part.text)
        self.interrupted = None if above or paragraph.opens else self.story
        if self.story is not None and not self.story.finished:
            self.cut_off.append(self.story)
        self.story = Story([paragraph], above="".join(above))
        self.has_subheads = False
        self.parts.order.append(self.story)

    def _absorb_pending(self, story: Story) -> None:
        """Take headline-like lines inside an article: labels as headline, sub-headings as text."""
        if not story.finished or story.only_opened:
            story.headlines.extend(self.pending)
        else:
            story.paragraphs.extend(p for headline in self.pending for p in headline.paragraphs)
            self.has_subheads = self.has_subheads or bool(self.pending)
        self.pending = []

    def _home(self, index: int, paragraph: Paragraph) -> Story | None:
        """Return the story that a paragraph belongs to, or None when it begins a new one."""
        story = self.story
        if story is None:
            return None
        if paragraph.kind in ("credit", "signature"):
            return None if self.pending else story
        if paragraph.opens:
            goes_on = self._signs(index, paragraph) or (story.only_opened and not self.pending)
            return story if goes_on else None
        if story.only_opened:
            return story
        if story.closed and paragraph.kind == "prose":
            return self._completed(index, story)
        if not story.finished:
            joined = cuts_word(story.paragraphs[-1].text, paragraph.text) or starts_within(paragraph.text)
            if joined or all(self._is_label(headline) for headline in self.pending):
                return story
        elif not self.pending:
            return self._completed(index, story) or self._neighbor(index, paragraph, story)
        return None if self._opens_article(index, paragraph, story) else story

    def _is_label(self, headline: Headline) -> bool:
        """Tell whether a headline may be the name of a column: one short line, in no large print."""
        return headline.is_label and headline.offset not in self.large

    def _signs(self, index: int, paragraph: Paragraph) -> bool:
        """Tell whether a byline stands at the end of the article before it."""
        if paragraph.kind != "byline" or self.pending or not ends_sentence(self.paragraphs[index - 1].text):
            return False
        following = index + 1
        while following < len(self.paragraphs) and self.paragraphs[following].kind == "byline":
            following += 1
        if following == len(self.paragraphs):
            return True
        return self.paragraphs[following].opens or self.paragraphs[following].kind == "head"

    def _neighbor(self, index: int, paragraph: Paragraph, story: Story) -> Story | None:
        """Return the story that a paragraph right after a finished one goes on with, if any."""
        if opens_caption(paragraph.text):
            common = self.cohesion.of_texts(paragraph.text, story.opening)
            return story if common > _PICTURES and not story.is_caption else None
        if has_credit(paragraph.text):
            return story if len(story.opening) <= _SHORT else None
        if has_lead(paragraph.text) and is_captioned(self.paragraphs[index : index + 3]):
            return None
        if not story.is_caption:
            return story
        if self.interrupted is not None and self._resumes(paragraph, self.interrupted):
            return self.interrupted
        common = self.cohesion.of_texts(paragraph.text, story.opening)
        return story if common > _TALKS_ON and not paragraph.gap else None

    def _completed(self, index: int, story: Story) -> Story | None:
        """Return the story, broken off in another column, that the text from here on completes."""
        paragraph = self.paragraphs[index]
        indented = bool(self.large) and paragraph.lines[0].indent >= _INDENT
        if paragraph.kind != "prose" or not self.cut_off or indented:
            return None
        text = self._passage(index)
        here = self.cohesion.of_texts(text, story.opening)
        for other in reversed(self.cut_off[-_CUT_OFF:]):
            joined = cuts_word(other.paragraphs[-1].text, paragraph.text) or starts_within(paragraph.text)
            there = self.cohesion.of_texts(text, other.opening)
            if there > (here if joined else _COMPLETES * here + _LEAST_COMMON):
                self.cut_off.remove(other)
                return other
        return None

    def _passage(self, index: int) -> str:
        """Return the text from one paragraph to the next headline or opener."""
        texts: list[str] = []
        for paragraph in self.paragraphs[index : index + _PASSAGE]:
            if paragraph.kind != "prose" or (texts and paragraph.opens):
                break
            texts.append(paragraph.text)
        return "".join(texts)

    def _resumes(self, paragraph: Paragraph, interrupted: Story) -> bool:
        """Tell whether a paragraph goes on with the article that a caption has interrupted."""
        if has_lead(paragraph.text):
            return False
        common = self.cohesion.of_texts(paragraph.text, interrupted.opening)
        return not interrupted.finished or common > _RESUMES

    def _opens_article(self, index: int, paragraph: Paragraph, story: Story) -> bool:
        """Weigh whether a new article begins after headline-like lines, where nothing printed tells."""
        headline = "".join(one.text for one in self.pending)
        common = self.cohesion.of_texts(headline + paragraph.text, story.above + story.opening)
        signals = (
            1.5 * has_lead(paragraph.text),
            2 * is_captioned(self.paragraphs[index : index + 3]),
            2 * names_document(headline),
            _LARGE * any(one.offset in self.large for one in self.pending),
            1 * has_headline_form(self.pending),
            0.5 * (self.pending[0].gap >= 2) + 1 * story.is_caption,
            (3 if self.below else 0.5) * fits_above(headline, story, self.cohesion),
            1.5 * fits_below(headline, story, paragraph, self.cohesion),
            2 * (_TALKS_ON - common),
            -1 * self.has_subheads,
            -1.5 * (not story.finished),
            -1 * self.opens_in_print,
            -2 * (self.sets_off and not self.pending[0].gap),
        )
        return sum(signals) >= 1


def extend(story: Story, paragraph: Paragraph) -> None:
    """Add a paragraph to a story; the end of a broken sentence joins its beginning."""
    last = story.paragraphs[-1]
    goes_on = not last.finished and not paragraph.opens and len(last.lines) <= _LONG
    if goes_on and last.kind == paragraph.kind == "prose" and not is_apart(last.text, paragraph):
        story.paragraphs[-1] = Paragraph(last.lines + paragraph.lines, "prose")
    else:
        story.paragraphs.append(paragraph)
