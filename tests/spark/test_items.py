"""2,000 real news items: the tables of clusters, whatever their size and parts, are those of one machine."""

import lzma
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from kg.spark.session import FEWEST
from tests.long import LONG
from tests.spark.standalone import can_part, open_standalone
from tests.spark.tables import differing, files_in, tables_in

pytestmark = [
    LONG,
    pytest.mark.skipif(sys.platform == "win32", reason="ends groups of processes by signals"),
]
ITEMS, EACH = 2_000, 37  # of the table: items, and of how many lines one is taken


@pytest.fixture(scope="module")
def items(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of items."""
    path = tmp_path_factory.mktemp("table") / "items.tsv"
    with lzma.open(shared / "data" / "text" / "xwlb.tsv.xz", "rt", encoding="utf-8") as lines:
        path.write_text("".join(islice(lines, 0, ITEMS * EACH, EACH)), "utf-8")
    return path


@pytest.fixture(scope="module")
def here(items: Path, root: Path) -> Path:
    """What this machine makes of them."""
    out = items.parent / "here"
    _build(items, out, os.environ | {"PYTHONPATH": str(root)})
    return out


def _build(items: Path, out: Path, environment: dict[str, str], *more: str) -> None:
    command = [sys.executable, "-m", "kg", "build", "--table", str(items), "-o", str(out), *more]
    command += ["--page-seconds", "3600"]  # a busy machine leaves out no page
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _assert_equal(there: Path, here: Path) -> None:
    tables = tables_in(here)
    assert len(tables["pages"]) > 0.99 * ITEMS
    assert not differing(tables_in(there), tables)
    assert files_in(there) == files_in(here)


@pytest.mark.parametrize(("workers", "parts"), [(1, 1), (2, 16)])
def test_clusters_of_any_size_make_the_tables_of_one_machine(
    java: None, root: Path, tmp_path: Path, items: Path, here: Path, workers: int, parts: int
) -> None:
    out = tmp_path / "there"
    settings = {
        "spark.sql.shuffle.partitions": parts,
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
        FEWEST: 0,
    }
    with open_standalone(root, tmp_path, workers, apart=workers > 1 and can_part(), told=settings) as cluster:
        _build(items, out, cluster.environment, "--engine", "spark", "--master", cluster.master)
    _assert_equal(out, here)
