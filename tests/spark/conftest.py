"""A Spark of this machine for the tests of a module; without PySpark or Java they skip."""

import gc
import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.spark.session import open_session
from tests.papers import write_pages
from tests.spark.sessions import SMALL


@pytest.fixture(autouse=True)
def pyspark_forgets_sockets() -> Iterator[None]:
    """See that what PySpark leaves open is not told of the tests that come after."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="session")
def java() -> None:
    """Skip where Spark can't start."""
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        pytest.skip("no Java is installed")


@pytest.fixture(scope="module")
def spark(java: None) -> Iterator[Any]:
    """A session with two executor threads; a build that is given no other Spark uses it."""
    settings = " ".join(f"--conf {name}={value}" for name, value in SMALL.items())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "PYSPARK_SUBMIT_ARGS",
            f"--driver-memory 1g --driver-java-options -XX:TieredStopAtLevel=1 {settings} pyspark-shell",
        )
        with open_session("local[2]") as session:
            yield session


PAGES = {
    "2024-03-06-p01.txt": "清河县人民医院院长赵立群带领医护人员来到葛仙庄镇义诊。\n",
    "2024-03-07-p01.txt": "清河县水利局局长钱守义到葛仙庄镇检查河道。\n清河县教育局局长孙玉梅陪同。\n",
    "2024-03-08-p01.txt": "清河县教育局局长孙玉梅、水利局局长钱守义、人民医院院长赵立群出席会议。\n",
    "2024-05-02-p01.txt": "决定任命吴秀兰为清河县教育局局长，免去孙玉梅的清河县教育局局长职务。\n",
    "2024-05-09-p01.txt": "清河县教育局局长孙玉梅看望教师。原清河县水利局局长钱守义参加座谈。\n",
    "2024-06-01-p01.txt": "",
    "2024-06-02-p01.txt": "北京市海淀区卫生局局长李大海介绍情况。\n",
    "2024-06-03-p01.txt": "广东省湛江市第四中学教师李大海获�奖。\n",
}
"""Pages of people who meet, follow each other and have one name; one is empty."""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with `PAGES`."""
    return write_pages(tmp_path / "pages", PAGES)
