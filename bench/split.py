"""Reading and splitting alone: pages a second, and memory over many pages.

    python bench/split.py PAGES [--pages 10000]

The pages of a folder (.txt) are read and split one after the other, again and again until so many are
done, in one process. Each time the file is opened, decoded and dated anew; nothing is kept. Printed
are the pages a second and the resident memory after 1,000, half and all of them.
"""

import argparse
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import psutil

from kg.articles import split_page
from kg.pages import find_pages, read_page

FIRST = 1_000  # pages after which memory is measured for the first time


def main() -> None:
    """Read and split, and print a row at each mark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    arguments = parser.parse_args()
    files = find_pages([arguments.folder], print)
    marks = {min(FIRST, arguments.pages), arguments.pages // 2, arguments.pages}
    articles = characters = 0
    start, busy = time.perf_counter(), time.process_time()
    print("| pages | articles | characters | pages/s | pages/s of processor time | resident MiB |")
    print("|---|---|---|---|---|---|")
    for number, file in enumerate(islice(cycle(files), arguments.pages), 1):
        page = read_page(replace(file, name=f"{number}/{file.name}"))
        articles += len(split_page(page))
        characters += len(page.raw)
        if number in marks:
            wall, used = time.perf_counter() - start, time.process_time() - busy
            resident = psutil.Process().memory_info().rss / 2**20
            row = (f"{number:,}", f"{articles:,}", f"{characters:,}", f"{number / wall:.1f}")
            print("|", " | ".join((*row, f"{number / used:.1f}", f"{resident:.0f}")), "|", flush=True)


if __name__ == "__main__":
    main()
