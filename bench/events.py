"""What the event log of a Spark tells: how evenly executors worked, what was shuffled and spilled."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Event = dict[str, Any]


@dataclass(slots=True)
class Work:
    """The tasks of a group of stages: seconds of each by executor, from its first task on; bytes moved."""

    tasks: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    written: int = 0  # bytes of shuffles
    largest: int = 0  # bytes of the largest shuffle
    spilled: int = 0  # bytes

    @property
    def told(self) -> str:
        """How even the work was, in words."""
        spans = [span for spans in self.tasks.values() for span in spans]
        if not spans:
            return "no tasks"
        start, end = min(start for start, _ in spans), max(end for _, end in spans)
        busy = " and ".join(f"{_busy(spans):.1f}" for spans in self.tasks.values())
        ends = [max(end for _, end in spans) for spans in self.tasks.values()]
        longest = max(end - start for start, end in spans)
        return (
            f"{len(spans)} tasks in {end - start:.1f} s; executors busy {busy} s; "
            f"longest task {longest:.1f} s; "
            f"first executor without work {max(ends) - min(ends):.1f} s before the end"
        )


def reading(folder: Path, group: str) -> Work:
    """Return the tasks of a group of jobs, by the event logs in a folder."""
    events = list(_events(folder))
    stages = {
        stage
        for event in events
        if event["Event"] == "SparkListenerJobStart"
        and event.get("Properties", {}).get("spark.jobGroup.id") == group
        for stage in event["Stage IDs"]
    }
    return _work([event for event in events if event.get("Stage ID") in stages])


def shuffling(folder: Path) -> Work:
    """Return all tasks, by the event logs in a folder."""
    return _work(list(_events(folder)))


def _work(events: list[Event]) -> Work:
    work, shuffles = Work(), defaultdict(int)
    for event in events:
        if event["Event"] != "SparkListenerTaskEnd":
            continue
        told, metrics = event["Task Info"], event.get("Task Metrics", {})
        span = told["Launch Time"] / 1000, told["Finish Time"] / 1000
        work.tasks[told["Executor ID"]].append(span)
        shuffled = metrics.get("Shuffle Write Metrics", {})
        shuffles[event["Stage ID"]] += shuffled.get("Shuffle Bytes Written", 0)
        work.spilled += metrics.get("Disk Bytes Spilled", 0)
    work.written, work.largest = sum(shuffles.values()), max(shuffles.values(), default=0)
    return work


def _busy(spans: list[tuple[float, float]]) -> float:
    """Return the seconds of some spans, those that overlap counted once."""
    total, until = 0.0, 0.0
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, until))
        until = max(until, end)
    return total


def _events(folder: Path) -> Iterator[Event]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "appstatus")):
            with path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)
