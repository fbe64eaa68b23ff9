"""The steps over all pages, fed with copies of a build's readings in which many names are made up.

    python bench/mentions.py OUT [--copies 7] [--engines duckdb spark] [--cores 2] [--seed 11]
        [--keep FOLDER] [--limit SECONDS]

OUT is a finished build of real pages. Each copy has the pages, articles, sentences and mentions of OUT under
other ids. What a name is in a copy is drawn so that names grow as they do in real text, with the number of
mentions to the power of `GROWTH`: names that are rare in OUT are others in each copy (their characters are
exchanged, surnames and the ends of places and bodies stay); in every second copy those that have one form are
exchanged for others of about their rank, so that new pairs meet; all others stay as they are. Texts of
sentences are left out, for the steps ask for none.

Each engine runs in a process of its own. Seconds are those of the stages; memory is that of the whole process
with its children (PSS); disk is the most that its kept steps and what it spilled took at one time. Of the
steps that took longest it is told how long, and what they came to on disk; of Spark what was shuffled. Last
it is told whether both engines' tables are equal. With `--keep` the readings stay in a folder that is not
there yet, with what the engines made of them, and the next run with it goes on from them.
"""

import argparse
import json
import platform
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from events import shuffling
from measure import MEMORY, measure

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from kg.config import Config  # noqa: E402
from kg.pipeline.write import relate_all, resolve_all  # noqa: E402
from kg.schema.readings import READ_TABLES  # noqa: E402
from kg.spark.session import open_session  # noqa: E402
from kg.spark.shared import SharedFolder  # noqa: E402
from kg.store.engine import Engine, literal, open_engine  # noqa: E402
from kg.store.manifest import file_of, read_manifest  # noqa: E402
from kg.store.readings import open_batches  # noqa: E402
from kg.store.steps import Steps  # noqa: E402

GROWTH = 0.76  # of different forms with mentions, between 4,000 and 74,804 real pages
WINDOW = 16  # names of neighboring ranks among which one is exchanged for another
COMPARED = ("names", "senses", "seats", "entities", "edges", "tenures", "contradictions")
HEADS = (
    *("engine", "cores", "resolve s", "relate s", "wall s", "processor s"),
    *("peak MiB", "disk MB", "entities", "edges"),
)
LONGEST = 8  # steps that are told
STEPS = "steps.tsv"

_COUNTED = """
    SELECT label, name, count(*) AS mentions, count(DISTINCT form) AS forms FROM mentions
    WHERE name IS NOT NULL AND label <> 'TITLE' GROUP BY label, name
"""
_RANKED = f"""
    SELECT *, (place - 1) // {WINDOW} AS block, (place - 1) % {WINDOW} AS seat FROM (
      SELECT label, name, row_number() OVER (PARTITION BY label ORDER BY mentions DESC, name) AS place
      FROM counted WHERE forms = 1 AND NOT rare
    )
"""
_RARE = """
    SELECT *, row_number() OVER (ORDER BY mentions, hash(label || name)) <= {rare} AS rare FROM counts
"""
_MADE_UP = """
    CASE WHEN label = 'PER' THEN substr({it}, 1, 1) || translate(substr({it}, 2), {old}, {new})
         WHEN length({it}) > 2 THEN translate(substr({it}, 1, length({it}) - 2), {old}, {new})
              || substr({it}, -2)
         ELSE translate({it}, {old}, {new}) END
"""
_NAMES = """
    SELECT c.label, c.name, c.rare, other.name IS NOT NULL AS moved,
           CASE WHEN c.rare THEN {made_up} ELSE coalesce(other.name, c.name) END AS becomes
    FROM counted c
    LEFT JOIN ranked own ON {moves} AND own.label = c.label AND own.name = c.name
    LEFT JOIN ranked other ON other.label = own.label AND other.block = own.block
      AND other.seat = (own.seat + {step}) % {window}
"""
_FORMS = """
    SELECT f.label, f.name, f.form, n.becomes,
           CASE WHEN n.rare THEN {made_up} WHEN n.moved THEN n.becomes ELSE f.form END AS spelled
    FROM (
      SELECT label, name, form FROM mentions
      UNION SELECT person_label, person_name, person_form FROM posts
      UNION SELECT body_label, body_name, body_form FROM posts
    ) AS f JOIN becoming n ON n.label = f.label AND n.name = f.name
"""
_MENTIONS = """
    SELECT m.* REPLACE ({ids}, coalesce(n.becomes, m.name) AS name, coalesce(n.spelled, m.form) AS form)
    FROM mentions m LEFT JOIN forms n ON n.label = m.label AND n.name = m.name AND n.form = m.form
"""
_POSTS = """
    SELECT p.* REPLACE ({ids}, coalesce(n.becomes, p.person_name) AS person_name,
                        coalesce(n.spelled, p.person_form) AS person_form,
                        coalesce(b.becomes, p.body_name) AS body_name,
                        coalesce(b.spelled, p.body_form) AS body_form)
    FROM posts p
    LEFT JOIN forms n ON n.label = p.person_label AND n.name = p.person_name AND n.form = p.person_form
    LEFT JOIN forms b ON b.label = p.body_label AND b.name = p.body_name AND b.form = p.body_form
"""
_CONTEXTS = """
    SELECT c.* REPLACE ({ids}, coalesce(n.becomes, c.name) AS name)
    FROM contexts c LEFT JOIN becoming n ON n.label = 'PER' AND n.name = c.name
"""
_TEXT = "SELECT * REPLACE ({ids}, '' AS text) FROM text"
_OTHER = "SELECT * REPLACE ({ids}) FROM {table}"


def main() -> None:
    """Make the readings, run the engines over them and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--copies", type=int, default=7)
    parser.add_argument("--engines", nargs="+", choices=("duckdb", "spark"), default=["duckdb", "spark"])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--limit", type=float, help="seconds of an engine before it is ended")
    parser.add_argument("--stages", type=Path, help=argparse.SUPPRESS)  # of one engine, in this process
    given = parser.parse_args()
    if given.stages:
        _run(given.stages, given.engines[0], given.cores)
        return
    with nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"Python {platform.python_version()}, load {psutil.getloadavg()[0]:.1f} before; {MEMORY}")
        if not (folder / "made.txt").is_file():
            folder.mkdir(exist_ok=True)
            (folder / "made.txt").write_text(_make(given.out, folder, given.copies, given.seed), "utf-8")
        print((folder / "made.txt").read_text("utf-8"), flush=True)
        print("|", " | ".join(HEADS), "|")
        print("|" + "---|" * len(HEADS), flush=True)
        for engine in given.engines:
            _row(folder, engine, given.cores, given.limit)
        if all((folder / engine / "seconds.json").is_file() for engine in ("duckdb", "spark")):
            print("equal tables:", *_compare(folder, ["duckdb", "spark"]))


def _make(out: Path, folder: Path, copies: int, seed: int) -> str:
    """Write the readings of all copies, a file for each table and copy, and return what they come to."""
    drawn = random.Random(seed)
    with open_engine(folder) as engine:
        open_batches(engine, out, read_manifest(out))
        engine.keep("counts", _COUNTED)
        names = engine.value("SELECT count(*) FROM counts")
        rare = round(names * (copies**GROWTH - 1) / max(copies - 1, 1))
        engine.keep("counted", _RARE.format(rare=rare))
        engine.keep("ranked", _RANKED)
        letters = _letters(engine)
        for copy in range(copies):
            mixed = drawn.sample(letters, len(letters)) if copy else letters
            _write_copy(engine, folder, copy, literal("".join(letters)), literal("".join(mixed)))
    with open_engine(folder) as engine:
        _open(engine, folder)
        told = {
            "pages": "SELECT count(*) FROM pages",
            "mentions": "SELECT count(*) FROM mentions",
            "forms": "SELECT count(*) FROM (SELECT DISTINCT label, name, form FROM mentions)",
            "contexts": "SELECT count(*) FROM contexts",
        }
        size = sum(path.stat().st_size for path in folder.glob("*.parquet"))
        said = ", ".join(f"{engine.value(query):,} {name}" for name, query in told.items())
    return f"{copies} copies: {said}; {size / 1e6:,.0f} MB without texts"


def _letters(engine: Engine) -> list[str]:
    """Return the Chinese characters of all names, sorted."""
    found = engine.rows("SELECT DISTINCT unnest(string_split(name, '')) FROM counted")
    return sorted(letter for (letter,) in found if "\u4e00" <= letter <= "\u9fff")


def _write_copy(engine: Engine, folder: Path, copy: int, old: str, new: str) -> None:
    """Write the tables of one copy."""
    moves = "TRUE" if copy % 2 else "FALSE"
    made_up = _made_up("c.label", "c.name", old, new)
    step = 1 + copy % (WINDOW - 1)
    engine.keep(f"becoming_{copy}", _NAMES.format(made_up=made_up, moves=moves, step=step, window=WINDOW))
    engine.view("becoming", f"FROM becoming_{copy} WHERE {copy} > 0")
    engine.keep(f"forms_{copy}", _FORMS.format(made_up=_made_up("f.label", "f.form", old, new)))
    engine.view("forms", f"FROM forms_{copy}")
    page = f"'{copy}/' || {{of}}page AS page"
    ids = f"{page}, '{copy}/' || {{of}}article AS article"

    queries = {
        "mentions": _MENTIONS.format(ids=ids.format(of="m.")),
        "posts": _POSTS.format(ids=ids.format(of="p.")),
        "contexts": _CONTEXTS.format(ids=ids.format(of="c.")),
        "text": _TEXT.format(ids=ids.format(of="")),
        "articles": _OTHER.format(ids=f"{page.format(of='')}, '{copy}/' || id AS id", table="articles"),
        **{
            table: _OTHER.format(ids=page.format(of=""), table=table)
            for table in ("pages", "judgements", "given")
        },
    }
    for table, query in queries.items():
        engine.write_parquet(query, folder / f"{table}-{copy}.parquet")


def _made_up(label: str, column: str, old: str, new: str) -> str:
    return _MADE_UP.replace("label", label).format(it=column, old=old, new=new)


def _open(engine: Steps, folder: Path) -> None:
    for table, record in READ_TABLES.items():
        engine.open_files(table, sorted(folder.glob(f"{table}-*.parquet")), record)


@contextmanager
def _steps(name: str, scratch: Path, cores: int) -> Iterator[Steps]:
    """Yield an engine of a kind that keeps its steps in a folder."""
    if name == "duckdb":
        with open_engine(scratch) as engine:
            yield engine
        return
    from kg.spark.engine import SparkEngine  # noqa: PLC0415 -- loads PySpark

    with open_session(f"local[{cores}]") as session:
        yield SparkEngine(session, SharedFolder(scratch), scratch)


class _Told:
    """The steps of an engine, each noted in a file when it is done: its name, seconds, bytes on disk."""

    def __init__(self, steps: Steps, scratch: Path, notes: Path) -> None:
        self._steps, self._scratch, self._notes = steps, scratch, notes

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._steps, name)
        return partial(self._timed, found) if name in ("keep", "keep_rows", "map", "fold") else found

    def _timed(self, work: Callable[..., None], name: str, *given: Any) -> None:
        start = time.perf_counter()
        work(name, *given)
        seconds = time.perf_counter() - start
        kept = [path for path in given if isinstance(path, Path)]
        size = sum(map(_bytes_of, [*kept, self._scratch / name, self._scratch / f"{name}.parquet"]))
        with self._notes.open("a", encoding="utf-8") as notes:
            notes.write(f"{name}\t{seconds:.1f}\t{size / 1e6:.0f}\n")


class _Disk(threading.Thread):
    """Looks at how much the folder of an engine's steps holds until it is told to end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self._folder, self._ended, self.largest = folder, threading.Event(), 0

    def run(self) -> None:
        while not self._ended.wait(1.0):
            self.largest = max(self.largest, _bytes_of(self._folder))

    def end(self) -> float:
        """Return the most MB."""
        self._ended.set()
        self.join()
        return self.largest / 1e6


def _bytes_of(path: Path) -> int:
    total = 0
    for each in (path, *path.rglob("*")) if path.is_dir() else (path,):
        with suppress(FileNotFoundError):
            total += each.stat().st_size if each.is_file() else 0
    return total


def _run(folder: Path, name: str, cores: int) -> None:
    """Run the stages over the readings of a folder, and leave their seconds in it."""
    store, scratch = folder / name, folder / f"{name}-steps"
    with _steps(name, scratch, cores) as engine:
        steps: Any = _Told(engine, scratch / ".engine" if name == "duckdb" else scratch, store / STEPS)
        _open(steps, folder)
        start = time.perf_counter()
        resolve_all(steps, [], Config(), store)
        resolved = time.perf_counter()
        relate_all(steps, Config(), store)
        seconds = {"resolve": resolved - start, "relate": time.perf_counter() - resolved}
    (store / "seconds.json").write_text(json.dumps(seconds), "utf-8")


def _row(folder: Path, name: str, cores: int, limit: float | None) -> None:
    store, scratch, events = folder / name, folder / f"{name}-steps", folder / f"{name}-events"
    for path in (store, scratch, events):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
    command = [sys.executable, __file__, str(folder), "--stages", str(folder)]
    command += ["--engines", name, "--cores", str(cores)]
    told = f"--conf spark.local.dir={scratch} --conf spark.eventLog.enabled=true"
    told += f" --conf spark.eventLog.compress=false --conf spark.eventLog.dir={events.as_uri()}"
    submit = f"--driver-memory 4g {told} pyspark-shell"
    disk = _Disk(scratch)
    disk.start()
    environment = {"PYTHONPATH": str(ROOT), "PYSPARK_SUBMIT_ARGS": submit}
    run = measure(command, environment, folder, cores, limit, pause=1.0)
    most = disk.end()
    shutil.rmtree(scratch, ignore_errors=True)
    _tell_steps(store / STEPS)
    if name == "spark":
        work = shuffling(events)
        print(
            f"shuffled {work.written / 1e6:,.0f} MB, at most {work.largest / 1e6:,.0f} MB at once; "
            f"spilled {work.spilled / 1e6:,.0f} MB"
        )
    if run.fault:
        raise SystemExit(f"{name}: {run.fault}; {run.wall:.0f} s, {run.mebibytes:,.0f} MiB, {most:,.0f} MB")
    seconds = json.loads((store / "seconds.json").read_text("utf-8"))
    with open_engine(folder) as engine:
        rows = []
        for table in ("entities", "edges"):
            engine.open_files(table, [file_of(store, table)])
            rows.append(engine.value(f"SELECT count(*) FROM {table}"))
    figures = (seconds["resolve"], seconds["relate"], run.wall, run.processor)
    cells = [name, str(cores), *(f"{figure:,.1f}" for figure in figures)]
    cells += [f"{run.mebibytes:,.0f}", f"{most:,.0f}"]
    print("|", " | ".join([*cells, *(f"{count:,}" for count in rows)]), "|", flush=True)


def _tell_steps(notes: Path) -> None:
    """Print the steps that took longest, in the order in which they were done."""
    if not notes.is_file():
        return
    steps = [line.split("\t") for line in notes.read_text("utf-8").splitlines()]
    longest = sorted(steps, key=lambda step: -float(step[1]))[:LONGEST]
    told = (
        f"{name} {seconds} s, {size} MB" for name, seconds, size in steps if [name, seconds, size] in longest
    )
    print(f"{len(steps)} steps; the longest:", "; ".join(told), flush=True)


def _compare(folder: Path, engines: list[str]) -> Iterator[bool]:
    """Yield for each table whether all engines have the same rows of it."""
    with open_engine(folder) as engine:
        for table in COMPARED:
            told = set()
            for name in engines:
                engine.open_files(table, [file_of(folder / name, table)])
                sums = f"SELECT count(*), sum(hash({table}))::VARCHAR FROM {table}"
                told.add(next(iter(engine.rows(sums))))
            yield len(told) == 1


if __name__ == "__main__":
    main()
