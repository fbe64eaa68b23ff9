"""Fuzz all parts of kg, or some, and say what was found: inputs, exceptions, those that were slow.

    python tests/fuzz/run.py [--inputs 100000] [--seed 1] [--only NAME …] [--minutes 10] [--keep FOLDER]

The same seed gives the same inputs. What an exception was raised for is kept as text in a folder, once for
each place in the code. An input that takes more than ten seconds of the processor is ended: it hangs.
"""

import argparse
import json
import signal
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings  # noqa: E402

from tests.fuzz.targets import TARGETS, Target  # noqa: E402

BLOCK = 500  # inputs that one generator draws; the next begins with the next seed
HANG = 10.0  # processor seconds
SLOW = 1.0


class HangError(Exception):
    """An input takes too long."""


class Watch:
    """Ends what takes too long, and notes what is raised inside: that is looked for, not passed on."""

    raised: Exception | None = None

    def __enter__(self) -> "Watch":
        """Begin to count the time."""
        signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        """Note an exception; what ends the program (Ctrl-C) is passed on."""
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        self.raised = error if isinstance(error, Exception) else None
        return self.raised is not None


@dataclass(slots=True)
class Found:
    """What came of the inputs of one target."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slow: int = 0
    hangs: int = 0
    exceptions: Counter[str] = field(default_factory=Counter)  # by where they were raised


def fuzz(name: str, target: Target, inputs: int, start: int, keep: Path, deadline: float) -> Found:
    """Check so many inputs of a target, less where the time is over."""
    found = Found()

    def check(value: Any) -> None:
        since = time.process_time()
        with Watch() as watch:
            target.check(value)
        took = time.process_time() - since
        if watch.raised:
            found.hangs += isinstance(watch.raised, HangError)
            _keep(keep, name, watch.raised, value, found.exceptions)
        if found.inputs:  # the first loads tables and models
            found.slowest = max(found.slowest, took)
            found.slow += took > SLOW
        found.inputs += 1

    since = time.process_time()
    for block in range(-(-inputs // BLOCK)):
        if time.monotonic() > deadline:
            break
        options = settings(
            max_examples=min(BLOCK, inputs - block * BLOCK),
            phases=[Phase.generate],
            database=None,
            deadline=None,
            verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
        )
        seed(start * 1_000_003 + block)(options(given(target.inputs)(check)))()
    found.seconds = time.process_time() - since
    return found


def _keep(folder: Path, name: str, error: Exception, value: Any, seen: Counter[str]) -> None:
    """Count an exception by where it was raised, and write down the first input that raised it."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if str(ROOT / "kg") in frame.filename
    ]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.name}:{type(error).__name__}"
    seen[where] += 1
    if seen[where] == 1:
        folder.mkdir(parents=True, exist_ok=True)
        told = "".join(traceback.format_exception(error))
        path = folder / f"{name}-{where.replace(':', '-')}.txt"
        path.write_text(f"{value!r}\n\n{told}".encode("utf-8", "backslashreplace").decode(), "utf-8")


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


def main() -> int:
    """Run, print a row a target, and return 1 where anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=list(TARGETS), choices=list(TARGETS), metavar="NAME")
    parser.add_argument("--minutes", type=float, default=600.0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    arguments = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _end)
    deadline = time.monotonic() + 60 * arguments.minutes
    total, wrong = Counter[str](), 0
    for name in arguments.only:
        target = TARGETS[name]
        inputs = round(arguments.inputs * target.share)
        found = fuzz(name, target, inputs, arguments.seed, arguments.keep, deadline)
        wrong += sum(found.exceptions.values())
        total.update(inputs=found.inputs, slow=found.slow, hangs=found.hangs)
        row = {
            "target": name, "seed": arguments.seed, "inputs": found.inputs,
            "exceptions": dict(found.exceptions), "hangs": found.hangs, "slow": found.slow,
            "slowest": round(found.slowest, 2), "seconds": round(found.seconds, 1),
        }  # fmt: skip
        print(json.dumps(row, ensure_ascii=False), flush=True)
    print(f"{total['inputs']:,} inputs, {wrong:,} exceptions, {total['hangs']} of them hangs, "
          f"{total['slow']} over {SLOW:g} s, seed {arguments.seed}")  # fmt: skip
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
