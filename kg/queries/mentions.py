"""Why a name on a page was recognized or not: the page is read once more, with notes of each step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from kg.articles import split_page
from kg.config import Config
from kg.errors import InputError, Phrase
from kg.model import Article, Label, Mention, Page
from kg.pages import PageFile, find_pages, find_rows, read_page
from kg.reading.page import read_articles
from kg.recognize import load_pipeline
from kg.recognize.trace import Trace, steps_over, trace_names
from kg.store.tables import read_run
from kg.text import Span, occurrences, sentences


@dataclass(frozen=True, slots=True)
class Opinion:
    """A name that a step of recognition proposed or vetoed, or that was chosen."""

    text: str
    label: Label
    score: float
    by: str  # the step, or of what was chosen the rule


@dataclass(frozen=True, slots=True)
class Decision:
    """How it was decided what is a name at one place of a page."""

    page: str
    line: int
    sentence: str  # healed
    proposed: tuple[Opinion, ...]
    vetoed: tuple[Opinion, ...]
    chosen: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """How it was decided on a name, at each place of a line that has it."""

    name: str
    decisions: tuple[Decision, ...]


def explain_mention(place: str, name: str, out: Path) -> Decisions:
    """Return what was proposed, vetoed and chosen where a line of a page has a name.

    `place` is PAGE:LINE; PAGE is a page of the build in a folder, which is read with the settings of the
    build, or a file. Raises InputError where there is no such page or line, or the line lacks the name.
    """
    page_name, line = _split(place)
    config = _config_of(out)
    file = _find(page_name, config)
    page = read_page(file, date=config.date, ocr=config.ocr, encodings=config.encodings)
    articles = split_page(page)
    nlp = load_pipeline(config.model, config.gazetteers, config.labels)
    found = list(_places(page, articles, line, name))
    if not found:
        raise InputError(
            "{page}:{line}: {name} does not stand there; give the line of the page file where it begins",
            page=page_name,
            line=line,
            name=name,
        )
    steps = trace_names(articles, nlp)
    mentions = read_articles(page, articles, nlp, config).mentions
    told = (_decide(page_name, line, article, at, steps, mentions) for article, at in found)
    return Decisions(name, tuple(told))


def _split(place: str) -> tuple[str, int]:
    page, _, line = place.rpartition(":")
    if not page or not line.isdecimal():
        raise InputError("{place}: expected PAGE:LINE, a page and the number of a line", place=place)
    return page, int(line)


def _config_of(out: Path) -> Config:
    """Return the settings of a build, the usual ones where there is none."""
    try:
        return Config.model_validate(read_run(out).get("configuration", {}))
    except ValidationError:  # written by another version
        return Config()


def _find(name: str, config: Config) -> PageFile:
    """Return the page of a build by its name, or the file of that path."""
    if Path(name).is_file():
        return PageFile(Path(name), Path(name).name)
    given = [path for path in config.pages if path.exists()]
    files = find_pages(given, _ignore, ocr=config.ocr) if given else iter(())
    rows = find_rows(config.tables, config.columns, _ignore) if config.tables else iter(())
    for pages in (files, rows):
        page = next((page for page in pages if page.name == name), None)
        if page is not None:
            return page
    raise InputError("{page}: no such page; give the path of its file", page=name)


def _ignore(warning: str | Phrase) -> None:
    """Pass over what the build has warned of."""


def _places(page: Page, articles: Sequence[Article], line: int, name: str) -> Iterator[tuple[Article, Span]]:
    """Yield where articles have a name that begins in a line of the page."""
    for article in articles:
        for at in occurrences(article.text.chars, name):
            if page.raw.count("\n", 0, article.text.raw_span(*at)[0]) + 1 == line:
                yield article, at


def _decide(
    page: str, line: int, article: Article, at: Span, steps: Sequence[Trace], mentions: Sequence[Mention]
) -> Decision:
    """Return how it was decided on a stretch of an article."""
    over = steps_over(steps, article.id, at)
    here = [m for m in mentions if m.article == article.id and m.at[0] < at[1] and at[0] < m.at[1]]
    chars = article.text.chars
    sentence = next((chars[a:b] for a, b in sentences(chars) if a <= at[0] < b), chars[slice(*at)])
    return Decision(
        page=page,
        line=line,
        sentence=sentence.strip(),
        proposed=tuple(Opinion(s.text, s.label, s.score, s.step) for s in over if s.proposed),
        vetoed=tuple(Opinion(s.text, s.label, s.score, s.step) for s in over if not s.proposed),
        chosen=tuple(Opinion(m.text, m.label, m.score, m.rule) for m in here),
    )
