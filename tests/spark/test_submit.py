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
from tests.spark.tables import differing, tables_in

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
    *(
        "polars",
        "_polars*",
        "babel",
        "boto*",
        "cfnlint",
        "jedi",
        "moto",
        "mypy",
        "mypyc",
        "playwright",
        "sympy",
    ),
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
    """Return an archive of kg and of all packages that it needs, but for PySpark."""
    made = folder / "made"
    leave = shutil.ignore_patterns(*_NOT_SENT)
    shutil.copytree(sysconfig.get_path("purelib"), made, ignore=leave)
    shutil.copytree(root / "kg", made / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    names = sorted(path.name for path in made.iterdir())  # Spark unpacks nothing that is called ./
    subprocess.run(["tar", "-C", str(made), "-cf", str(folder / "kg.tar"), *names], check=True)
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


def test_packages_that_are_sent_along_are_those_of_the_executors(
    java: None, root: Path, tmp_path: Path
) -> None:
    bare = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
    if not bare.is_file() or subprocess.run([bare, "-I", "-c", "import kg"], check=False).returncode == 0:
        pytest.skip("there is no Python without kg beside the one that runs this")
    pages, archive, nowhere = write_pages(tmp_path / "pages", PAGES), _pack(root, tmp_path), tmp_path / "none"
    nowhere.mkdir()
    options = {
        "spark.executorEnv.PYTHONPATH": "env",
        "spark.pyspark.python": bare,
        "spark.pyspark.driver.python": sys.executable,
    }
    told = [part for name, value in options.items() for part in ("--conf", f"{name}={value}")]
    with open_standalone(root, tmp_path, 1, theirs=nowhere) as cluster:
        out = _submit(cluster, root, tmp_path, pages, "--archives", f"{archive}#env", *told)
        assert list((tmp_path / "work").glob("app-*/*/env/kg/version.py"))
    _assert_equal(out, pages, tmp_path)


def _assert_equal(out: Path, pages: Path, folder: Path) -> None:
    build(Config(pages=(pages,), out=folder / "here", model="rules", jobs=1))
    assert not differing(tables_in(out), tables_in(folder / "here"))
