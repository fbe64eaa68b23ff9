"""One program from start to end: wall and processor seconds, and the memory of all its processes."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

PAUSE = 0.2  # seconds between two looks at a program
MEMORY = "PSS" if Path("/proc/self/smaps_rollup").exists() else "RSS"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took; `fault` says why it did not end well, "" where it did."""

    wall: float  # seconds
    processor: float  # seconds, of all processes together
    mebibytes: float  # the largest sum over the processes that ran at the same time
    fault: str = ""


def measure(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    cores: int | None = None,
    limit: float | None = None,
    pause: float = PAUSE,
) -> Run:
    """Run a command to its end, or for `limit` seconds, on the first `cores` cores (all where None).

    There are `pause` seconds between two looks at its memory, each of which takes time of a processor.
    """
    start, peak, fault = time.perf_counter(), 0, ""
    next_look = start
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=os.environ | dict(environment or {}),
            cwd=folder,
            start_new_session=True,
            preexec_fn=lambda: keep_to(cores),
        )
        while not (ended := os.wait4(child.pid, os.WNOHANG))[0]:
            if time.perf_counter() >= next_look:
                peak = max(peak, _memory(child.pid))
                next_look = time.perf_counter() + pause
            if limit is not None and time.perf_counter() - start > limit and not fault:
                fault = f"not within {limit:,.0f} s"
                os.killpg(child.pid, signal.SIGKILL)
            time.sleep(PAUSE)
        _, status, usage = ended
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode and not fault:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip().splitlines()
            fault = f"ended with {child.returncode}: {said[-1] if said else 'nothing said'}"
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, peak / 2**20, fault)


def keep_to(cores: int | None) -> None:
    """Keep this process and its children to so many cores, where the system can (Linux)."""
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def _memory(pid: int) -> int:
    """Return the bytes of a process and its children: each shared page once (PSS), or their RSS."""
    total = 0
    try:
        for one in (process := psutil.Process(pid), *process.children(recursive=True)):
            total += one.memory_full_info().pss if MEMORY == "PSS" else one.memory_info().rss
    except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
        pass
    return total
