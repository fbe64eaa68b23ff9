"""How long questions to a finished build take, from the start of the program, and tables of the Python API.

    python bench/queries.py OUT [--runs 5] [--word 卫健委]

OUT is the folder of a finished build, asked for A and B, the person and the body that it mentions most often.
Each round runs every row once, a process each, so that a load on the machine falls on all of them. Printed
are medians, and how many times the wall seconds of `python -c "import duckdb"` a row takes. Beside them,
where the build has JSON Lines: `grep` for the word in text.jsonl, and Python that reads all edges.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from kg.store.finished import open_store

BARE = 'python -c "import duckdb"'
KG = "import sys; sys.argv[0] = 'kg'; from kg.__main__ import main; main()"  # as the script kg does
READ = "import json, sys; sum(len(json.loads(line)) for line in open(sys.argv[1], encoding='utf-8'))"
FRAME = "import kg, sys; kg.open_build(sys.argv[1]).to_polars(sys.argv[2])"
ASK = "import kg, sys; kg.open_build(sys.argv[1]).query(sys.argv[2])"
COUNTED = "SELECT kind, count(*) FROM edges GROUP BY kind"
_MOST = "SELECT id FROM entities WHERE label = '{label}' ORDER BY mentions DESC, id LIMIT 1"


def main() -> None:
    """Measure and print one row a question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--word", default="卫健委")
    arguments = parser.parse_args()
    commands = _commands(arguments.out.resolve(), arguments.word)
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for number in range(arguments.runs + 1):
        for name, command in commands.items():
            used = _run(name, command)
            if number:  # the first round fills the cache of files
                taken[name].append(used)
    _print(taken)


def _commands(out: Path, word: str) -> dict[str, list[str]]:
    """Return what each row runs."""
    with open_store(out) as store:
        a, b = (str(store.value(_MOST.format(label=label))) for label in ("PER", "ORG"))
    kg, here = [sys.executable, "-c", KG], str(out)
    rows = {
        BARE: [sys.executable, "-c", "import duckdb"],
        "kg show A": [*kg, "show", a, here],
        "kg explain A B": [*kg, "explain", a, b, here],
        "kg neighbors B": [*kg, "neighbors", b, here],
        "kg tenures --person A": [*kg, "tenures", here, "--person", a],
        f"kg search {word}": [*kg, "search", word, here],
        "kg search 记者 (a frequent word)": [*kg, "search", "记者", here],
        "kg stats": [*kg, "stats", here],
        "kg path A B": [*kg, "path", a, b, here],
        "result.query (edges by kind)": [sys.executable, "-c", ASK, here, COUNTED],
    }
    for table in ("entities", "edges", "mentions"):
        rows[f"result.to_polars({table!r})"] = [sys.executable, "-c", FRAME, here, table]
    if (out / "text.jsonl").is_file() and (grep := shutil.which("grep")):
        rows[f"grep -c {word} text.jsonl"] = [grep, "-c", word, str(out / "text.jsonl")]
        rows["python: json.loads of all edges"] = [sys.executable, "-c", READ, str(out / "edges.jsonl")]
    return rows


def _run(name: str, command: list[str]) -> tuple[float, float, float]:
    """Return the wall seconds, the processor seconds and the megabytes that a command takes."""
    start = time.perf_counter()
    child = subprocess.Popen(command, env={**os.environ, "KG_LANG": "en"}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode > 1 or (child.returncode and not name.startswith(("grep", "kg path"))):
        sys.exit(f"{name}: ended with {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _print(taken: dict[str, list[tuple[float, float, float]]]) -> None:
    middle = {name: tuple(map(median, zip(*runs, strict=True))) for name, runs in taken.items()}
    heads = ("question", "wall s", "processor s", "MB", f"wall / `{BARE}`")
    print("|", " | ".join(heads), "|")
    print("|---" * len(heads) + "|")
    for name, (wall, used, size) in middle.items():
        cells = [f"`{name}`", f"{wall:.2f}", f"{used:.2f}", f"{size:.0f}", f"{wall / middle[BARE][0]:.1f}"]
        print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
