"""What happens to one page, in whatever process: it is read and packed.

This module alone needs spaCy, which takes a second to import; a build of pages that are all known from
an earlier one goes without.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from spacy.language import Language

from kg.articles import split_page
from kg.config import Config
from kg.model import Article, Page
from kg.pages import PageFile, read_page
from kg.pipeline.boundary import Boundary, Tell, TellOf
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Asked, Key
from kg.reading.page import foresee_articles, read_articles
from kg.reading.rows import pack_rows, rows_of
from kg.recognize import load_pipeline
from kg.recognize.pipeline import find_names

_FIRST = "清河县人民医院院长赵立群来到葛仙庄镇。"  # recognized for its lists and dictionaries to be loaded


@dataclass(slots=True)
class _Opened:
    """A page that waits for its turn to be recognized: its text and articles, where nothing went wrong."""

    boundary: Boundary
    page: Page = field(init=False)
    articles: Sequence[Article] = ()


class Reader:
    """Reads pages under one configuration; the recognizer is loaded when the first page needs it."""

    def __init__(self, config: Config, threads: int = 1) -> None:
        """Keep what is needed; `threads` is how many cores kg's own network may use at once."""
        self._config, self._threads = config, threads

    @cached_property
    def nlp(self) -> Language:
        """The pipeline that recognizes."""
        config = self._config
        nlp = load_pipeline(config.model, config.gazetteers, config.labels, self._threads)
        list(find_names([[_FIRST]], nlp))
        return nlp

    def read(self, file: PageFile, key: Key | None = None) -> bytes | Fault:
        """Return the packed rows of a page file under a key, or why it has none.

        They have no key where the file has changed since its key was made. Faults of the model or of a
        gazetteer are raised.
        """
        (outcome,) = self.read_together([(file, key)])
        return outcome

    def read_together(self, asked: Sequence[Asked], tell: TellOf | None = None) -> Iterator[bytes | Fault]:
        """Yield what `read` returns for each of some pages, whose texts the network reads at once.

        `tell` is told how far each is, by who watches the time; without, this process does what it can.
        """
        opened = [
            self._open(file, partial(tell, number) if tell else None)
            for number, (file, _) in enumerate(asked)
        ]
        self._foresee([page for page in opened if not page.boundary.fault])
        for page, (_, key) in zip(opened, asked, strict=True):
            yield page.boundary.fault or self._read(page, key)

    def _foresee(self, opened: Sequence["_Opened"]) -> None:
        """Have the network read the texts of several pages at once.

        What goes wrong is nobody's fault yet: the page that it is due to says so when its turn comes.
        """
        if len(opened) > 1:
            opened[0].boundary.enter("load")
            nlp = self.nlp
            with opened[0].boundary.aside().inside("recognize"):
                foresee_articles([page.articles for page in opened], nlp, self._config)

    def _open(self, file: PageFile, tell: Tell | None) -> "_Opened":
        config = self._config
        opened = _Opened(Boundary(file.name, config.page_seconds, tell))
        with opened.boundary.inside("read"):
            opened.page = read_page(file, date=config.date, ocr=config.ocr, encodings=config.encodings)
            opened.boundary.enter("split")
            opened.articles = split_page(opened.page)
        if not opened.boundary.fault:
            opened.boundary.enter("load")  # until its turn comes, no time of its own passes
        return opened

    def _read(self, opened: "_Opened", key: Key | None) -> bytes | Fault:
        boundary, page = opened.boundary, opened.page
        boundary.enter("load")
        nlp, packed = self.nlp, b""
        with boundary.inside("recognize"):
            reading = read_articles(page, opened.articles, nlp, self._config, boundary.enter)
            kept = key.name if key and key.sha256 == page.sha256 else ""
            packed = pack_rows(rows_of(reading, kept))
        return boundary.fault or packed
