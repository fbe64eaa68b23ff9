"""How long a user waits for a command: help, version, completion, and questions to a finished build.

    python bench/start.py OUT [--runs 10]

OUT is the folder of a finished build; it is asked for A and B, the person and the body that it mentions most
often. Each round runs every command once, a process each, so that a load on the machine falls on all of them.
Printed are medians, and how many times the wall seconds of `python -c pass` and of `spacy --help` (the
command line of a library of the field) a row takes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BARE, PEER = "python -c pass", "spacy --help"
KG = "import sys; sys.argv[0] = 'kg'; from kg.__main__ import main; main()"  # as the script kg does
HELP = ("build", "export", "show", "path", "search", "doctor", "train")


def main() -> None:
    """Measure and print one row a command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    arguments = parser.parse_args()
    out = arguments.out.resolve()
    commands = _commands(out, *_most_mentioned(out))
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.runs + 1):
            for name, (command, variables) in commands.items():
                seconds = _run(name, command, variables, folder)
                if number:  # the first round compiles and fills the cache of files
                    taken[name].append(seconds)
    _print(taken)


def _commands(
    out: Path, person: dict[str, str], body: dict[str, str]
) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Return what each row runs, with the variables that it is given."""
    kg = [sys.executable, "-c", KG]
    completing = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg ne", "COMP_CWORD": "1"}
    here, a, b = str(out), person["id"], body["id"]
    asked = {
        "kg show A": ["show", a, here],
        "kg explain A B": ["explain", a, b, here],
        "kg neighbors A": ["neighbors", a, here],
        "kg path A B": ["path", a, b, here],
        "kg tenures --person A": ["tenures", here, "--person", a],
        "kg search B": ["search", body["name"], here],
        "kg stats": ["stats", here],
    }
    return {
        BARE: ([sys.executable, "-c", "pass"], {}),
        "python -c 'import kg'": ([sys.executable, "-c", "import kg"], {}),
        PEER: ([sys.executable, "-m", "spacy", "--help"], {}),
        "jieba --help": ([sys.executable, "-W", "ignore", "-m", "jieba", "--help"], {}),
        "kg --help": ([*kg, "--help"], {}),
        "kg --help (Chinese)": ([*kg, "--help"], {"KG_LANG": "zh"}),
        "kg --version": ([*kg, "--version"], {}),
        "kg ne⇥": (kg, completing),
        **{f"kg {name} --help": ([*kg, name, "--help"], {}) for name in HELP},
        **{name: ([*kg, *words], {}) for name, words in asked.items()},
    }


def _most_mentioned(out: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the person and the body that a build mentions most often."""
    rows = [json.loads(line) for line in (out / "entities.jsonl").read_text("utf-8").splitlines()]
    rows.sort(key=lambda row: (row["mentions"], row["id"]))
    last = {row["label"]: row for row in rows}
    return last["PER"], last["ORG"]


def _run(name: str, command: list[str], variables: dict[str, str], folder: str) -> tuple[float, float]:
    """Return the wall and the user seconds of a command."""
    environment = {**os.environ, "KG_LANG": "en", "COLUMNS": "80", **variables}
    start = time.perf_counter()
    child = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{name}: ended with {child.returncode}")
    return wall, usage.ru_utime


def _print(taken: dict[str, list[tuple[float, float]]]) -> None:
    middle = {name: tuple(map(median, zip(*runs, strict=True))) for name, runs in taken.items()}
    heads = ("command", "wall s", "user s", f"wall / `{BARE}`", f"wall / `{PEER}`")
    print("|", " | ".join(heads), "|")
    print("|---" * len(heads) + "|")
    for name, (wall, user) in middle.items():
        ratios = [wall / middle[other][0] for other in (BARE, PEER)]
        cells = [f"`{name}`", f"{wall:.2f}", f"{user:.2f}", f"{ratios[0]:.1f}", f"{ratios[1]:.2f}"]
        print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
