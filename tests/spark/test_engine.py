"""Spark as the engine of the steps: what it opens is what lies there."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from kg.spark.shared import SharedFolder

pytest.importorskip("pyspark", reason="PySpark is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # by PySpark


@pytest.mark.parametrize("name", ["plain", "档案 {1,2} [a] 50%25*?"])
def test_rows_of_several_files_are_read_once(spark: Any, tmp_path: Path, name: str) -> None:
    """Told to take no path for a pattern, Spark reads each of several such files several times."""
    from kg.spark.engine import SparkEngine  # noqa: PLC0415 -- loads PySpark

    folder = tmp_path / name
    folder.mkdir()
    files = [folder / f"{number}.parquet" for number in range(3)]
    for number, file in enumerate(files, 1):
        parquet.write_table(pa.table({"page": [str(number)] * number}), file)
    engine = SparkEngine(spark.newSession(), SharedFolder(folder), folder)
    engine.open_files("pages", files)
    assert engine.value("SELECT count(*) FROM pages") == 6
