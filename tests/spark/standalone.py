"""A standalone cluster on this machine: a master and workers, processes of their own, on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

PATIENCE = 300.0  # seconds for a part of the cluster, or of a build, to be there
HOST = "127.0.0.1"
Process = subprocess.Popen[bytes]


class Standalone(NamedTuple):
    """A master by its address, its workers, and what a program that uses them has in its environment."""

    master: str
    workers: list[Process]
    environment: dict[str, str]


@contextmanager
def open_standalone(code: Path, folder: Path, workers: int, memory: str = "1g") -> Iterator[Standalone]:
    """Yield a cluster of workers with one core each, whose Python is this one with the kg of a checkout.

    Their logs lie in the folder. All processes are ended afterwards.
    """
    found = find_spec("pyspark")
    assert found and found.origin
    home = Path(found.origin).parent
    port = _free_port()
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(code),
        "KG_LANG": "en",
    }
    started: list[Process] = []

    def start(name: str, *arguments: str) -> Process:
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}"]
        with (folder / f"{name}-{len(started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--host", HOST, *arguments],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        started.append(process)
        return process

    try:
        start("master.Master", "--port", str(port), "--webui-port", str(_free_port()))
        wait_for("the master", lambda: _answers(port))
        master = f"spark://{HOST}:{port}"
        size = ("--cores", "1", "--memory", memory, "--webui-port", "0", master)
        running = [start("worker.Worker", *size) for _ in range(workers)]
        logs = [folder / f"worker.Worker-{number + 1}.log" for number in range(workers)]
        for log in logs:
            wait_for("a worker", lambda log=log: b"Successfully registered" in log.read_bytes())  # type: ignore[misc]
        yield Standalone(master, running, environment)
    finally:
        for process in started:
            kill(process)


def kill(process: Process) -> None:
    """End a worker or master at once, with the executors that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(what: str, there: Callable[[], object]) -> None:
    """Wait until something is there; TimeoutError after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {PATIENCE:g} seconds: {what}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HOST, port), 1):
        return True
    return False
