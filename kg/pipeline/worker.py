"""What happens to one page, in whatever process: it is read and packed.

This module alone needs spaCy, which takes a second to import; a build of pages that are all known from
an earlier one goes without.
"""

from functools import cached_property

from spacy.language import Language

from kg.articles import split_page
from kg.config import Config
from kg.pages import PageFile, read_page
from kg.pipeline.boundary import Boundary, Tell
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Key
from kg.reading.page import read_articles
from kg.reading.rows import pack_rows, rows_of
from kg.recognize import load_pipeline

_FIRST = "清河县人民医院院长赵立群来到葛仙庄镇。"  # recognized for its lists and dictionaries to be loaded


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
        nlp(_FIRST)
        return nlp

    def read(self, file: PageFile, key: Key | None = None, tell: Tell | None = None) -> bytes | Fault:
        """Return the packed rows of a page file under a key, or why it has none.

        They have no key where the file has changed since its key was made. `tell` is told how far it is, by
        who watches the time. Faults of the model or of a gazetteer are raised.
        """
        config = self._config
        boundary = Boundary(file.name, config.page_seconds, tell)
        with boundary.inside("read"):
            page = read_page(file, date=config.date, ocr=config.ocr)
            boundary.enter("split")
            articles = split_page(page)
        if boundary.fault:
            return boundary.fault
        boundary.enter("load")
        nlp = self.nlp
        with boundary.inside("recognize"):
            reading = read_articles(page, articles, nlp, config, boundary.enter)
            kept = key.name if key and key.sha256 == page.sha256 else ""
            packed = pack_rows(rows_of(reading, kept))
        return boundary.fault or packed
