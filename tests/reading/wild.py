"""A reader that finds one name and does what some pages ask for; unlike the real one, it starts at once."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from kg.config import Config
from kg.errors import ModelError
from kg.model import Article, Mention, Page, Reading
from kg.pages import PageFile, read_page
from kg.pipeline.board import Board
from kg.pipeline.boundary import Boundary, Tell, TellOf
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Asked, Key
from kg.pipeline.serve import answer, prepare
from kg.reading.rows import pack_rows, rows_of
from kg.text import heal

FOREVER = 600.0  # seconds


def act(text: str) -> None:
    """Do what the words of a page ask for."""
    if "怪石" in text:
        raise ValueError("one\nstone")
    if "大海" in text:
        raise MemoryError
    if "出口" in text:
        sys.exit(5)
    if "暗门" in text:
        os._exit(3)
    if "断崖" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "冰川" in text:
        os.kill(os.getpid(), signal.SIGSTOP)
    if "长眠" in text:
        time.sleep(FOREVER)
    if "回声" in text:
        os.write(1, b"an echo\n")


class WildReader:
    """Reads pages as the real one does, but for the recognizing; every other one before the rest."""

    def __init__(self, config: Config, threads: int = 1) -> None:
        self._config = config

    def read_together(self, asked: Sequence[Asked], tell: TellOf) -> Iterator[bytes | Fault]:
        if self._config.model == "gone":
            raise ModelError("{model}: gone", model="gone")
        reads = [partial(self._read, file, key, partial(tell, n)) for n, (file, key) in enumerate(asked)]
        early = [read() for read in reads[::2]]
        for number, read in enumerate(reads):
            yield read() if number % 2 else early[number // 2]

    def _read(self, file: PageFile, key: Key | None, tell: Tell) -> bytes | Fault:
        boundary = Boundary(file.name, self._config.page_seconds, tell)
        packed = b""
        with boundary.inside("read"):
            page = read_page(file)
            boundary.enter("recognize")
            act(page.raw)
            packed = pack_rows(rows_of(_reading(page), key.name if key else ""))
        return boundary.fault or packed


def _reading(page: Page) -> Reading:
    """Return the reading of a page that is one article and begins with a county's name."""
    span = (0, len(page.raw))
    article = Article(page.path, "1", heal(page.raw, [[span]]), 0, (), (span,))
    name = page.raw[: page.raw.index("县") + 1]
    mention = Mention(page.path, "1", 0, len(name), "LOC", name, "wild", (0, len(name)), name=name)
    return Reading(page, (article,), (mention,), ())


def serve(connection: "Connection[object, object]", board: Board, *settings: Any) -> None:
    prepare()
    answer(connection, board, WildReader(*settings))
