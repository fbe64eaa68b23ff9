"""How long pages of one bad thing take, as a multiple of a page of prose of the same length.

    python bench/inputs.py [--characters 100000] [--model kg_zh] [--limit 5] [--only NAME …] [--shuffled N]

Each page is read whole in this process: read from its file, split into articles, recognized, named, its posts
found and its rows made. Processor seconds. The patterns are those of `tests/reading/patterns.py`; a page that
takes longer than ten times the limit is ended. `--shuffled N` adds N pages of several patterns mixed.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from spacy.language import Language

from kg.articles import split_page
from kg.config import Config
from kg.errors import InputError
from kg.pages import PageFile, read_page
from kg.reading.page import read_articles
from kg.reading.rows import pack_rows, rows_of
from kg.reading.stages import Stage
from kg.recognize import load_pipeline
from tests.reading.patterns import PATTERNS, PROSE, fill


class Clock:
    """Processor seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._stage, self._since = "read", time.process_time()

    def enter(self, stage: Stage | str) -> None:
        now = time.process_time()
        self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now


class TooLongError(Exception):
    """A page is not done in its time."""


def main() -> None:
    """Measure and print one row a pattern, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=100_000)
    parser.add_argument("--model", default="kg_zh")
    parser.add_argument("--limit", type=float, default=5.0, help="times prose")
    parser.add_argument("--only", nargs="*", default=list(PATTERNS))
    parser.add_argument("--shuffled", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _end)
    nlp = load_pipeline(arguments.model)
    prose = fill(PROSE, arguments.characters)
    measure(prose[:2_000], nlp, 600)  # loads the lists
    base = sum(measure(prose, nlp, 600).values())
    print(f"prose: {base:.2f} s for {arguments.characters:,} characters")
    pages = {name: fill(PATTERNS[name], arguments.characters) for name in arguments.only}
    pages |= shuffled(arguments.shuffled, arguments.characters, arguments.seed)
    slow = 0
    for name, raw in pages.items():
        seconds = measure(raw, nlp, 10 * arguments.limit * base)
        times = sum(seconds.values()) / base
        slow += times > arguments.limit
        stages = ", ".join(f"{stage} {part:.2f}" for stage, part in seconds.most_common() if part >= 0.1)
        mark = "!" if times > arguments.limit else " "
        ended = next((f", {word}" for word in ("not done", "refused") if word in seconds), "")
        print(f"{mark} {times:7.2f}  {name}  ({stages}{ended})", flush=True)
    print(f"{slow} of {len(pages)} over {arguments.limit:g} times prose")


def shuffled(number: int, characters: int, seed: int) -> dict[str, str]:
    """Return pages of two to five patterns that follow each other at random."""
    chance = random.Random(seed)
    pages = {}
    for _ in range(number):
        names = chance.sample(list(PATTERNS), chance.randint(2, 5))
        units = [fill(PATTERNS[name], 3 * len(PATTERNS[name])) for name in names]
        pages[" + ".join(names)] = "".join(chance.choices(units, k=characters))[:characters]
    return pages


def _end(*_: object) -> None:
    raise TooLongError


def measure(raw: str, nlp: Language, most: float) -> Counter[str]:
    """Return the processor seconds of each stage of the reading of a page; at most so many together."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "2018-12-08.txt"
        path.write_bytes(raw.encode("utf-8", "surrogatepass"))
        clock = Clock()
        signal.setitimer(signal.ITIMER_VIRTUAL, most)
        try:
            page = read_page(PageFile(path, path.name))
            clock.enter("split")
            articles = split_page(page)
            reading = read_articles(page, articles, nlp, Config(), clock.enter)
            clock.enter("rows")
            pack_rows(rows_of(reading))
        except TooLongError:
            clock.seconds["not done"] = 0.0
        except InputError:
            clock.seconds["refused"] = 0.0
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        clock.enter("end")
    return clock.seconds


if __name__ == "__main__":
    main()
