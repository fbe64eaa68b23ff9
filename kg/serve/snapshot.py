"""A finished build as the explorer holds it: a copy of its own, so that a new build may replace it."""

import threading
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from kg.export.coverage import Coverage, ask_coverage
from kg.export.page.pinyin import spell
from kg.queries.columns import columns_of
from kg.queries.doubts import IN_DOUBT, Undecided, UnsureName, doubts, unsure_names
from kg.queries.linked import linked_in
from kg.queries.scanned import scanned_pages
from kg.queries.stats import stats
from kg.queries.values import Stats
from kg.store.engine import literal
from kg.store.finished import Store
from kg.store.manifest import MANIFEST, STORE
from kg.store.tables import read_run

BuildState = tuple[int, int, int] | None  # of a manifest: when it was written, its size and its file

_KEPT = {
    "pages": 'SELECT page, chars, date, paper, "number", sha256 FROM pages',
    "articles": """
        SELECT page, id, headline, date, place, byline, agency, paper, continued_from, continued_to
        FROM articles
    """,
    "text": "SELECT * FROM text",
    "places": "SELECT * FROM places",
    "named": """
        SELECT page, article, start, "end", label, text, form, name, entity, sentence, score FROM named
    """,
    "occurrences": "SELECT * FROM occurrences",
    "months": "SELECT * FROM months ORDER BY entity, month",
    "held": "SELECT * FROM held",
    "judged": "SELECT * FROM judged",
    "numbered": "SELECT * FROM numbered",
    "ends": "SELECT * EXCLUDE (source, target, evidence) FROM ends ORDER BY own, kind",
    "numbered_nodes": "SELECT * FROM numbered_nodes",
    "entities": "SELECT * FROM entities",
    "tenures": "SELECT * FROM tenures",
    "contradictions": "SELECT * FROM contradictions",
    "names": "SELECT * FROM names",
}
"""What is copied while the names still stand for the files."""
_INDEXED = (
    ("pages", "page"),
    ("articles", "page"),
    ("text", "page"),
    ("places", "page"),
    ("named", "page"),
    ("held", "page"),
    ("held", "post_entity"),
    ("entities", "id"),
    ("numbered", "row"),
)
"""The tables of which few rows are asked for, by a column that they are not sorted by."""
_MOST_INDEXED = 20_000
"""Rows that an index may find; for more, the whole table is looked through."""
_STANDING = {
    "posts": "SELECT * FROM held",
    "mentions": "SELECT * FROM named",
    "edges": "SELECT * EXCLUDE (row) FROM numbered",
    "nodes": "SELECT * EXCLUDE (row) FROM numbered_nodes",
}
_FORMS = """
    SELECT f.id, f.form, f.own, e.label FROM (
      SELECT id, name AS form, TRUE AS own FROM entities
      UNION ALL SELECT id, unnest(aliases), FALSE FROM entities
    ) AS f JOIN entities e ON e.id = f.id
"""
_BETWEEN = str.maketrans("", "", " ·・•‧∙⋅")  # what is not typed
_SEEN = """
    SELECT n.entity, substr(coalesce(n.day, ''), 1, 4) AS year, coalesce(p.paper, '') AS paper,
           CAST(sum(n.times) AS BIGINT) AS times
    FROM occurrences n JOIN pages p ON p.page = n.page GROUP BY ALL ORDER BY entity
"""
_HOMES = """
    WITH RECURSIVE up(id, above, code, steps) AS (
      SELECT id, coalesce(located_in, parent), code, 0 FROM entities WHERE label <> 'PER'
      UNION ALL
      SELECT u.id, coalesce(e.located_in, e.parent), e.code, u.steps + 1
      FROM up u JOIN entities e ON e.id = u.above WHERE u.code IS NULL AND u.steps < 8
    ), homes AS (
      SELECT id, substr(any_value(code), 1, 2) AS province FROM up WHERE code IS NOT NULL GROUP BY id
    )
    SELECT * FROM homes
    UNION ALL
    SELECT t.person, mode(h.province) FROM tenures t JOIN homes h ON h.id = t.body GROUP BY t.person
"""
_AT_A_TIME = 20_000  # names


class Snapshot(Store):
    """The tables of a finished build, copied when it is opened; ask it with its lock held.

    Beside those of a store it has `forms` (names and aliases with how they are compared and typed in
    pinyin), `seen` (years and papers of each entity), `homes` (the province of each entity) and `written`
    (where names in doubt stand first).
    """

    most_pages = 5_000
    few_pages = 1_000

    def __init__(self, out: Path) -> None:
        """Open and copy a finished build; OutputError where there is none, or it is damaged."""
        self.state = state_of(out)
        self.began = _began(out, self.state)
        self.given = _given(out)
        self.lock = threading.RLock()
        super().__init__(out)
        try:
            with self._naming_damage():
                self._copy()
            linked_in(self)
            columns_of(self)
        except BaseException:
            self.close()
            raise

    def sources(self, tables: Sequence[str], pages: Collection[str]) -> dict[str, str]:
        """Return the names of the tables themselves: what is copied is found without opening files."""
        return {table: table for table in tables}

    @cached_property
    def coverage(self) -> Coverage:
        """What pages the build covers."""
        return ask_coverage(self)

    @cached_property
    def unsure(self) -> tuple[UnsureName, ...]:
        """The names that are certain nowhere."""
        return unsure_names(self)

    @cached_property
    def scanned(self) -> frozenset[str]:
        """The pages that were recognized on pictures."""
        return scanned_pages(self)

    @cached_property
    def doubts(self) -> tuple[Undecided, ...]:
        """The pairs of names and the names that the build is in doubt about."""
        return doubts(self)

    @cached_property
    def stats(self) -> Stats:
        """The build in figures."""
        return stats(self)

    def _copy(self) -> None:
        """Copy the tables into a database file of the own folder, and let the names stand for the copies."""
        path = Path(self._folder.name) / "copy.duckdb"
        self._database.execute(f"ATTACH {literal(str(path))} AS copied")
        for name, query in _KEPT.items():
            self._database.execute(f"CREATE TABLE copied.{name} AS {query}")
        for name in _KEPT:
            self.view(name, f"SELECT * FROM copied.{name}")
        for name, query in _STANDING.items():
            self.view(name, query)
        self._add("seen", _SEEN)
        self._add("homes", _HOMES)
        self._add("written", IN_DOUBT)
        self._spell()
        for name, column in _INDEXED:
            self._database.execute(f"CREATE INDEX by_{column}_{name} ON copied.{name} ({column})")
        self._database.execute(f"SET index_scan_max_count = {_MOST_INDEXED}")
        self._database.execute("CHECKPOINT copied")

    def _add(self, name: str, query: str) -> None:
        self._database.execute(f"CREATE TABLE copied.{name} AS {query}")
        self.view(name, f"SELECT * FROM copied.{name}")

    def _spell(self) -> None:
        """Add the forms of all names, folded, and how they are typed in pinyin."""
        columns = "id VARCHAR, form VARCHAR, own BOOLEAN, folded VARCHAR, syllables VARCHAR"
        self._database.execute(f"CREATE TABLE copied.forms ({columns})")
        for part in _parts(list(self.rows(_FORMS)), _AT_A_TIME):
            ids, forms, own, labels = map(list, zip(*part, strict=True))
            spelled = [spell(form, person=label == "PER") for form, label in zip(forms, labels, strict=True)]
            cells = [ids, forms, own, list(map(fold_name, forms)), spelled]
            table = pa.table(dict(zip(("id", "form", "own", "folded", "syllables"), cells, strict=True)))
            self.add_table("spelled", table)
            self._database.execute("INSERT INTO copied.forms FROM spelled")
        self.view("forms", "SELECT * FROM copied.forms")


def fold_name(text: str) -> str:
    """Return a name as it is compared: without width, case, blanks and the dots inside foreign names.

    >>> fold_name("ＩＭＦ"), fold_name("让·皮埃尔")
    ('imf', '让皮埃尔')
    """
    return unicodedata.normalize("NFKC", text).lower().translate(_BETWEEN)


def _parts(rows: list[tuple[str, str, bool, str]], size: int) -> Iterator[list[tuple[str, str, bool, str]]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def state_of(out: Path) -> BuildState:
    """Return what tells one build in a folder from another; None where there is none."""
    try:
        told = (out / STORE / MANIFEST).stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino


def _given(out: Path) -> tuple[Path, ...]:
    """Return the files, folders and patterns that a build was given, as they are found from here.

    A path that is not absolute begins in the working folder, or else in the folder that the output lies in.
    """
    told = read_run(out).get("configuration", {})
    said = told.get("pages") if isinstance(told, dict) else None
    paths = [Path(path) for path in said or () if isinstance(path, str)]
    homes = (Path(), out.resolve().parent)
    return tuple(dict.fromkeys(home / path for path in paths for home in homes))


def _began(out: Path, state: BuildState) -> str:
    """Return when a build began, as ISO 8601: what was decided later it has not read; "" where unknown."""
    if state is None:
        return ""
    took = sum(float(seconds) for seconds in read_run(out).get("seconds", {}).values())
    began = datetime.fromtimestamp(state[0] / 1e9 - took, UTC)
    return began.isoformat(timespec="milliseconds").replace("+00:00", "Z")
