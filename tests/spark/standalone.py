"""A standalone cluster on this machine: a master and workers, processes of their own.

They talk over loopback, or each worker has a network of its own (`apart`), with a loopback of its own.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

PATIENCE = 300.0  # seconds for a part of the cluster, or of a build, to be there
HOST = "127.0.0.1"
Process = subprocess.Popen[bytes]


class Standalone(NamedTuple):
    """A master by its address, its workers, and what a program that uses them has in its environment."""

    master: str
    workers: list[Process]
    environment: dict[str, str]


class Place(NamedTuple):
    """Where a process of the cluster runs: its host, and what is put before its command to run it there."""

    host: str
    command: tuple[str, ...] = ()


@contextmanager
def open_standalone(
    code: Path,
    folder: Path,
    workers: int,
    memory: str = "1g",
    *,
    apart: bool = False,
    pinned: bool = False,
    theirs: Path | None = None,
    within: Sequence[str] = (),
    told: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[Standalone]:
    """Yield a cluster of workers with one core each, whose Python is this one with the kg of a checkout.

    Their logs lie in the folder. All processes are ended afterwards. `apart`: each worker has a network of
    its own, see `can_part`. `pinned`: each has a core of the machine to itself. `theirs`: the folder that
    workers have kg from, if not from the checkout. `within`: a command that runs the one which starts a
    worker. `told`: settings of Spark.
    """
    found = find_spec("pyspark")
    assert found and found.origin
    home = Path(found.origin).parent
    started: list[Process] = []
    settings = [f"--conf {name}={value}" for name, value in told.items()]
    with _places(workers, apart=apart, pinned=pinned) as (middle, *places):
        environment = os.environ | {
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": middle.host,
            "SPARK_WORKER_DIR": str(folder / "work"),
            "SPARK_LOCAL_DIRS": str(folder / "local"),
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONPATH": str(code),
            "PYSPARK_SUBMIT_ARGS": f"{' '.join(settings)} pyspark-shell",
            "KG_LANG": "en",
        }

        def start(name: str, place: Place, *arguments: str) -> Path:
            inside = within if name.startswith("worker") else ()
            command = [
                *place.command,
                *inside,
                str(home / "bin" / "spark-class"),
                f"org.apache.spark.deploy.{name}",
            ]
            path = folder / f"{name}-{len(started)}.log"
            with path.open("wb") as log:
                process = subprocess.Popen(
                    [*command, "--host", place.host, *arguments],
                    env=environment | {"SPARK_LOCAL_IP": place.host, "PYTHONPATH": str(theirs or code)},
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            started.append(process)
            return path

        try:
            port = _free_port(middle.host)
            start("master.Master", middle, "--port", str(port), "--webui-port", str(_free_port(middle.host)))
            wait_for("the master", lambda: _answers(middle.host, port))
            master = f"spark://{middle.host}:{port}"
            size = ("--cores", "1", "--memory", memory, "--webui-port", "0", master)
            for log in [start("worker.Worker", place, *size) for place in places]:
                wait_for("a worker", lambda log=log: b"Successfully registered" in log.read_bytes())  # type: ignore[misc]
            yield Standalone(master, started[1:], environment)
        finally:
            for process in started:
                kill(process)


@contextmanager
def _places(workers: int, *, apart: bool, pinned: bool) -> Iterator[list[Place]]:
    """Yield where the master runs, then where each worker does."""
    if not apart:
        kept = [("taskset", "-c", str(core)) if pinned else () for core in range(workers)]
        yield [Place(HOST), *(Place(HOST, command) for command in kept)]
        return
    tag = os.getpid()
    net, bridge = f"10.77.{tag % 250}", f"kg{tag}b"
    names = [f"kg{tag}n{number}" for number in range(workers)]
    try:
        _ip("link", "add", bridge, "type", "bridge")
        _ip("addr", "add", f"{net}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        for number, name in enumerate(names, 2):
            _ip("netns", "add", name)
            _ip("link", "add", f"{name}v", "type", "veth", "peer", "name", "eth0", "netns", name)
            _ip("link", "set", f"{name}v", "master", bridge, "up")
            _ip("-n", name, "addr", "add", f"{net}.{number}/24", "dev", "eth0")
            _ip("-n", name, "link", "set", "eth0", "up")
            _ip("-n", name, "link", "set", "lo", "up")
        inside = [
            Place(f"{net}.{number}", ("ip", "netns", "exec", name)) for number, name in enumerate(names, 2)
        ]
        yield [Place(f"{net}.1"), *inside]
    finally:
        for name in names:
            _ip("netns", "del", name, check=False)
        _ip("link", "del", bridge, check=False)


def can_part() -> bool:
    """Tell whether this machine lets the user make networks (root on Linux with iproute2, mostly)."""
    if shutil.which("ip") is None:
        return False
    name = f"kg{os.getpid()}t"
    try:
        _ip("netns", "add", name)
        _ip("link", "add", f"{name}b", "type", "bridge")
    except subprocess.CalledProcessError:
        return False
    finally:
        _ip("link", "del", f"{name}b", check=False)
        _ip("netns", "del", name, check=False)
    return True


def _ip(*arguments: str, check: bool = True) -> None:
    subprocess.run(["ip", *arguments], check=check, capture_output=True)


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


def _free_port(host: str) -> int:
    with socket.socket() as free:
        free.bind((host, 0))
        port: int = free.getsockname()[1]
        return port


def _answers(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), 1):
        return True
    return False
