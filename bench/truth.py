"""How much of what a finished build says is so: sheets for readers to judge, and figures of judged sheets.

    python bench/truth.py draw OUT SHEETS [--kinds nodes merges …] [--count 30] [--seed 1]
    python bench/truth.py note SHEETS tests/truth/NAME.tsv --reader A
    python bench/truth.py figures tests/truth/NAME.tsv …

`draw` writes SHEETS/KIND.csv: a reader puts 1 (so), 0 (not so) or ? into `verdict`. `note` takes over ids and
verdicts, no word of the news. `figures` prints the share of each kind with the 95 % interval of Wilson (E. B.
Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927), and how often
two readers agree; a row that readers judge differently counts as half so.
"""

import argparse
import csv
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from samples import KINDS, Sampler, shown

from kg.store.finished import open_store

VERDICTS = {"1": 1.0, "0": 0.0}
_HEAD = ("row", "verdict", "note")
Judged: TypeAlias = dict[tuple[str, str], dict[str, float]]
"""By kind and row: the verdict of each reader."""


def wilson(right: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of a share, 0 to 1, of which `right` of `count` were so.

    >>> [round(share, 3) for share in wilson(54, 75)]
    [0.61, 0.809]
    """
    if not count:
        return 0.0, 1.0
    share, square = right / count, z * z / count
    middle = share + square / 2
    spread = z * math.sqrt(share * (1 - share) / count + square / (4 * count))
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))


def draw(out: Path, sheets: Path, kinds: Sequence[str], count: int, seed: int, order: str) -> None:
    """Write a sheet for each kind."""
    sheets.mkdir(parents=True, exist_ok=True)
    with open_store(out) as store:
        for kind in kinds:
            rows = Sampler(store, seed, count, order).draw(kind)
            columns = list(dict.fromkeys([*_HEAD, *(column for row in rows for column in row)]))
            with (sheets / f"{kind}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(columns)
                writer.writerows([[shown(row.get(column)) for column in columns] for row in rows])


def note(sheets: Path, path: Path, reader: str) -> int:
    """Put the verdicts of the sheets of a folder into a file of verdicts; return how many these are."""
    judged = read_judged(path) if path.exists() else {}
    noted = 0
    for sheet in sorted(sheets.glob("*.csv")):
        with sheet.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if (verdict := VERDICTS.get(row["verdict"].strip())) is not None:
                    judged.setdefault((sheet.stem, row["row"]), {})[reader] = verdict
                    noted += 1
    lines = [
        f"{kind}\t{row}\t{who}\t{verdict:.0f}"
        for (kind, row), by in judged.items()
        for who, verdict in by.items()
    ]
    path.write_text("\n".join(["kind\trow\treader\tverdict", *sorted(lines), ""]), "utf-8", newline="\n")
    return noted


def read_judged(path: Path) -> Judged:
    """Return the verdicts of a file: tab-separated kind, row, reader, 1 or 0."""
    judged: Judged = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines()[1:]:
        kind, row, reader, verdict = line.split("\t")
        judged[kind, row][reader] = VERDICTS[verdict]
    return dict(judged)


def figures(
    judged: Mapping[tuple[str, str], Mapping[str, float]],
) -> list[tuple[str, int, float, float, float, str]]:
    """Return, for each kind, the rows, how many are so, the interval in percent, how often readers agree."""
    by_kind: dict[str, list[list[float]]] = defaultdict(list)
    for (kind, _), verdicts in judged.items():
        by_kind[kind].append(list(verdicts.values()))
    found = []
    for kind, rows in sorted(by_kind.items(), key=lambda item: list(KINDS).index(item[0])):
        right = sum(sum(row) / len(row) for row in rows)
        low, high = wilson(right, len(rows))
        twice = [len(set(row)) == 1 for row in rows if len(row) > 1]
        agreed = f"{sum(twice)} of {len(twice)}" if twice else "–"
        found.append((kind, len(rows), right, 100 * low, 100 * high, agreed))
    return found


def main() -> None:
    """Draw sheets, note verdicts or print figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("out", type=Path)
    drawing.add_argument("sheets", type=Path)
    drawing.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    drawing.add_argument("--count", type=int, default=30)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--order", choices=("weight", "g2"), default="weight", help="of the strongest edges")
    noting = commands.add_parser("note")
    noting.add_argument("sheets", type=Path)
    noting.add_argument("verdicts", type=Path)
    noting.add_argument("--reader", required=True)
    figuring = commands.add_parser("figures")
    figuring.add_argument("verdicts", type=Path, nargs="+")
    told = parser.parse_args()
    if told.command == "draw":
        draw(told.out, told.sheets, told.kinds, told.count, told.seed, told.order)
    elif told.command == "note":
        print(note(told.sheets, told.verdicts, told.reader), "verdicts")
    else:
        for path in told.verdicts:
            print(f"{path.stem}\n\n| kind | rows | so | interval, % | readers agree |\n|---|---|---|---|---|")
            for kind, count, right, low, high, agreed in figures(read_judged(path)):
                share = f"{right:g} ({100 * right / count:.0f} %)"
                print(f"| {kind} | {count} | {share} | {low:.0f}–{high:.0f} | {agreed} |")


if __name__ == "__main__":
    main()
