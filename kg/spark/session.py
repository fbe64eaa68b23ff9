"""A session of Spark: the one that runs already, or one with the master that the user names."""

import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError, KgError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FEWEST = "spark.kg.fewestMentions"
"""The setting of Spark that says from how many mentions on the steps over all pages are handed to it."""
_ENOUGH = (
    2_000_000  # what DuckDB on the driver works out in about the time that Spark takes to plan its steps
)
_LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}
_SHELL = "pyspark-shell"  # what Spark takes a program for that spark-submit did not start
_OF_SHELL = ("spark.app.name", "spark.ui.showConsoleProgress")  # settings that it then has, of nobody's wish
_STANDALONE = re.compile(r"spark://(.+)")
_PATIENCE = 5.0  # seconds for a master to answer
_MISSING = re.compile(r"No module named '(\w+)")


@contextmanager
def open_session(master: str) -> Iterator["SparkSession"]:
    """Yield a session of its own of Spark; a Spark that did not run before is stopped afterwards.

    Without a master, that is the one of spark-submit or of the running Spark; else this machine alone.
    Raises ConfigError where there is no Spark, no Java or no such master, KgError for what Spark gives up.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra
    except ImportError:
        raise ConfigError('engine spark: PySpark is not installed; pip install "kg[spark]"') from None
    running = SparkSession.getActiveSession()
    if running and master and running.sparkContext.master != master:
        raise ConfigError(
            "--master {master}: this program runs Spark already, with the master {running}; leave it out",
            master=master,
            running=running.sparkContext.master,
        )
    session = running or _start(master)
    try:
        with explaining():
            yield session.newSession()
    finally:
        if running is None:
            session.stop()


def fewest_mentions(session: "SparkSession") -> int:
    """Return from how many mentions on the steps over all pages are Spark's; ConfigError for no number."""
    given = session.conf.get(FEWEST, str(_ENOUGH)) or ""
    if not given.isdecimal():
        raise ConfigError("{name} = {value!r}: write a number of mentions", name=FEWEST, value=given)
    return int(given)


def knows(session: "SparkSession", address: str) -> bool:
    """Tell whether Spark has a file system for an address; Python may well have one."""
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415

    context: Any = session.sparkContext
    systems = context._jvm.org.apache.hadoop.fs.FileSystem
    try:
        systems.getFileSystemClass(address.partition("://")[0], context._jsc.hadoopConfiguration())
    except Py4JJavaError:
        return False
    return True


def _start(master: str) -> "SparkSession":
    """Return a new session with a master, or with what spark-submit has set."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    _check_java()
    if found := _STANDALONE.fullmatch(master):
        _check_answers(master, found[1].split(","))
    try:
        builder = SparkSession.builder
        for name, value in _settings(master).items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
    except (Py4JError, PySparkException, OSError) as error:
        raise ConfigError(
            "--master {master}: Spark does not start ({cause}); give local[*], spark://HOST:7077, yarn or "
            "k8s://HOST:PORT",
            master=master,
            cause=_cause(error),
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _settings(master: str) -> dict[str, str]:
    """Return what a new session is to be told beside what spark-submit and spark-defaults.conf say."""
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415

    SparkContext._ensure_initialized()  # only Java knows what spark-submit was told
    given = dict(SparkConf().getAll())
    master = master or given.get("spark.master", "local[*]")
    settings = {
        "spark.app.name": "kg",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.warehouse.dir": Path(tempfile.gettempdir(), "spark-warehouse").as_uri(),  # else made here
    }
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        settings |= _LOCAL
    if given.get("spark.app.name") == _SHELL:
        given = {name: given[name] for name in given if name not in _OF_SHELL}
    return {"spark.master": master} | {name: settings[name] for name in settings if name not in given}


def _check_java() -> None:
    """Raise ConfigError where there is no Java that Spark could start."""
    home = os.environ.get("JAVA_HOME")
    if home and not Path(home, "bin", "java").is_file() and not Path(home, "bin", "java.exe").is_file():
        raise ConfigError("JAVA_HOME={home}: no Java there; Spark needs Java 17 or 21", home=home)
    if not home and shutil.which("java") is None:
        raise ConfigError(
            "engine spark: no Java found; install Java 17 or 21 (Debian: openjdk-17-jre-headless), or set "
            "JAVA_HOME"
        )


def _check_answers(master: str, addresses: list[str]) -> None:
    """Raise ConfigError where none of some masters, HOST:PORT each, answers; Spark would try for long."""
    causes = []
    for address in addresses:
        host, _, port = address.rpartition(":")
        if not port.isdecimal() or not host:
            raise ConfigError("--master {master}: no master; write spark://HOST:7077", master=master)
        try:
            socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
        except (OSError, OverflowError) as error:
            causes.append(getattr(error, "strerror", None) or str(error))
        else:
            return
    raise ConfigError(
        "--master {master}: no answer ({cause}); check host and port, and that the master runs",
        master=master,
        cause=causes[0],
    )


@contextmanager
def explaining() -> Iterator[None]:
    """Say in one line what is wrong where Spark gives up."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (Py4JError, PySparkException) as error:
        said = str(error)
        if missing := _MISSING.search(said):
            raise ConfigError(
                "the Python of the executors has no package {package}; install kg[spark] there, or say with "
                "PYSPARK_PYTHON (spark.pyspark.python) which Python has it",
                package=missing[1],
            ) from error
        if "Cannot run program" in said or "PYTHON_VERSION_MISMATCH" in said:
            raise ConfigError(
                "executors can't start the Python that is meant ({cause}); say with PYSPARK_PYTHON "
                "(spark.pyspark.python) where it is on their machines",
                cause=_cause(error),
            ) from error
        raise KgError("Spark gave up: {cause}", cause=_cause(error)) from error


def _cause(error: BaseException) -> str:
    """Return in one line what an error of Spark says: the last cause, where there are several."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if re.match(r"Caused by: |(\w+\.)*\w*(Error|Exception)\b: ", line)]
    line = (causes or lines or [type(error).__name__])[-1]
    return line.removeprefix("Caused by: ")[:300]
