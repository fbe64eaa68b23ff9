"""A Spark that can't be had is told in one line that says what to do."""

import socket
from pathlib import Path

import pytest

from kg.config import Config
from kg.errors import ConfigError
from kg.spark.build import build_on_spark
from kg.spark.session import open_session

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # by PySpark


def _refused(master: str) -> str:
    with pytest.raises(ConfigError) as refused, open_session(master):
        pass
    return str(refused.value)


@pytest.mark.parametrize(
    ("master", "said"),
    [
        ("spark://", "Spark does not start"),
        ("spark://nobody", "no master; write spark://HOST:7077"),
        ("spark://127.0.0.1:port", "no master; write spark://HOST:7077"),
        ("spark://host.invalid:7077", "no answer"),
    ],
)
def test_a_master_that_is_none_is_told(java: None, master: str, said: str) -> None:
    assert said in _refused(master)


def test_a_master_that_does_not_answer_is_told_at_once(java: None) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert f"--master spark://127.0.0.1:{port}: no answer" in _refused(f"spark://127.0.0.1:{port}")


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert f"JAVA_HOME={tmp_path}: no Java there" in _refused("local[1]")
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no Java found; install Java 17 or 21" in _refused("local[1]")


def test_without_pyspark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(ConfigError, match=r'pip install "kg\[spark\]"'):
        build_on_spark(Config(pages=(tmp_path,), out=tmp_path / "out", engine="spark"))
