"""spark-submit: the script of the how-to on a cluster, with a Python that is sent to the executors."""

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from kg.config import Config
from kg.pipeline.build import build
from tests.long import LONG
from tests.papers import write_pages
from tests.spark.standalone import PATIENCE, Standalone, open_standalone
from tests.spark.tables import tables_in

pytestmark = [
    LONG,
    pytest.mark.skipif(sys.platform == "win32", reason="ends groups of processes by signals"),
]
PAGES = {
    f"2024-03-{number:02}.txt": f"清河县第{number % 4}中学校长{who}会见清河县水利局局长钱守义。\n"
    for number, who in enumerate(("赵立群", "孙玉梅", "李大海", "吴秀兰", "周建国") * 5, 1)
}
_NOT_SENT = (  # of the environment of the tests: what executors get from Spark, what only tests need
    *("__editable__*", "__pycache__", "tests", "_kg*", "kg*", "*.pth", "pyspark", "py4j"),
    *("*polars*", "babel", "boto*", "cfnlint", "jedi", "moto", "mypy", "mypyc", "playwright", "sympy"),
)


def _script(root: Path, folder: Path) -> Path:
    """Return the script that the how-to gives."""
    (text,) = re.findall(r"```python\n(.+?)```", (root / "docs/howto/spark.md").read_text("utf-8"), re.DOTALL)
    path = folder / "kg-build.py"
    path.write_text(text, "utf-8")
    return path


def _submit(cluster: Standalone, root: Path, folder: Path, pages: Path, *options: str) -> Path:
    """Build with spark-submit and return the output folder."""
    out = folder / "there"
    submit = Path(cluster.environment["SPARK_HOME"], "bin", "spark-submit")
    told = [str(submit), "--master", cluster.master, *options]
    without = {name: value for name, value in cluster.environment.items() if name != "PYSPARK_SUBMIT_ARGS"}
    done = subprocess.run(
        [*told, str(_script(root, folder)), str(pages), "-o", str(out), "--model", "rules"],
        env=without,
        capture_output=True,
        text=True,
        timeout=6 * PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


def _pack(root: Path, folder: Path) -> Path:
    """Return an archive of a Python environment that has kg and all it needs, but for PySpark."""
    made = folder / "made"
    subprocess.run([sys.executable, "-m", "venv", "--copies", "--without-pip", str(made)], check=True)
    inside = made / Path(sysconfig.get_path("purelib")).relative_to(sys.prefix)
    shutil.copytree(
        sysconfig.get_path("purelib"), inside, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_NOT_SENT)
    )
    shutil.copytree(root / "kg", inside / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    inside_it = sorted(path.name for path in made.iterdir())  # Spark unpacks nothing that is called ./
    subprocess.run(["tar", "-C", str(made), "-cf", str(folder / "kg.tar"), *inside_it], check=True)
    shutil.rmtree(made)
    return folder / "kg.tar"


def test_the_script_builds_on_the_master_that_spark_submit_names(
    java: None, root: Path, tmp_path: Path
) -> None:
    pages = write_pages(tmp_path / "pages", PAGES)
    with open_standalone(root, tmp_path, 1) as cluster:
        out = _submit(cluster, root, tmp_path, pages)
        assert list((tmp_path / "work").glob("app-*")), "no executor of the cluster did anything"
    _assert_equal(out, pages, tmp_path)


def test_an_environment_that_is_sent_along_is_the_python_of_the_executors(
    java: None, root: Path, tmp_path: Path
) -> None:
    pages, archive = write_pages(tmp_path / "pages", PAGES), _pack(root, tmp_path)
    nowhere = tmp_path / "nothing"
    nowhere.mkdir()
    with open_standalone(root, tmp_path, 1, theirs=nowhere) as cluster:
        options = ("--archives", f"{archive}#env", "--conf", "spark.pyspark.python=./env/bin/python")
        driver = ("--conf", f"spark.pyspark.driver.python={sys.executable}")
        out = _submit(cluster, root, tmp_path, pages, *options, *driver)
        assert list((tmp_path / "work").glob("app-*/*/env/bin/python"))
    _assert_equal(out, pages, tmp_path)


def _assert_equal(out: Path, pages: Path, folder: Path) -> None:
    build(Config(pages=(pages,), out=folder / "here", model="rules", jobs=1))
    assert tables_in(out) == tables_in(folder / "here")
