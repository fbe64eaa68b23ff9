"""Compile divisions.tsv and townships.tsv from a list of China's administrative divisions.

    python tools/build_divisions.py places.csv

The list is the CSV of AreaCity-JsSpider-StatsGov (MIT): id, pid, deep, name, …, ext_id, ext_name.
divisions.tsv: GB/T 2260 code, level (1 province, 2 prefecture, 3 county), full name, short name,
and 1 where the short name is a place name for sure (in everyday words such as 和平 or 城关 it is not).
townships.tsv: a county's code, then the full names of its townships.
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parent.parent / "kg" / "data"
_NO_NAME = re.compile(r"直辖|\(|国外|^重庆[城郊]")
_NOT_A_DIVISION = re.compile(
    r"开发区|园区|管理区|示范区|保税|工业|农场|林场|牧场|监狱|新区$|度假区|管委会|直辖|[（(]|国外|试验区|集中区"
)


def read_everyday() -> frozenset[str]:
    """Return the short names that are everyday words as well."""
    lines = (DATA / "everyday_places.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of the list of divisions."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def compile_divisions(rows: list[dict[str, str]], everyday: frozenset[str]) -> list[str]:
    """Return the lines of divisions.tsv, sorted by code."""
    found: dict[str, tuple[str, int, str, str]] = {}
    for row in rows:
        level, full, short = int(row["deep"]) + 1, row["ext_name"], row["name"]
        if level > 3 or not full or row["id"].startswith("91") or _NO_NAME.search(full):
            continue
        code = row["id"].ljust(6, "0")[:6]  # counties without a prefecture have nine digits
        if level == 2 and full == found.get(code[:2] + "0000", ("", 0, "", ""))[2]:
            continue
        level = 3 if level == 2 and not code.endswith("00") else level  # a county that no prefecture holds
        found.setdefault(code, (code, level, full, shorten(full, short)))
    return ["\t".join((c, str(n), f, s, sure(c, s, everyday))) for c, n, f, s in sorted(found.values())]


def shorten(full: str, short: str) -> str:
    """Return the short name without the kind of division: 凯里市 凯里, 恩施土家族苗族自治州 恩施."""
    if len(short) > 2 and short == full and full[-1] in "市县区州盟旗":
        return full[:-1]
    return re.sub(r"(?<=..)[市县区盟]$|(?<=..)族?自治$", "", short)


def sure(code: str, short: str, everyday: frozenset[str]) -> str:
    """Tell ("1" or "0") whether a short name can hardly be anything but a place.

    The districts of Taiwan (71…) are never: their list goes down to 成功, 将军 and 水上.
    """
    town = code.startswith("71") and not code.endswith("00")
    return str(int(len(short) > 1 and not town and short not in everyday))


def compile_townships(rows: list[dict[str, str]]) -> list[str]:
    """Return the lines of townships.tsv: a county's code and its townships, sorted by code."""
    towns: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        name = row["ext_name"]
        if row["deep"] == "3" and 3 <= len(name) <= 12 and not _NOT_A_DIVISION.search(name):
            towns[row["pid"].ljust(6, "0")[:6]].append(name)
    return [f"{code}\t{' '.join(sorted(set(names)))}" for code, names in sorted(towns.items())]


def main() -> None:
    """Write both lists beside this script."""
    rows = read_rows(Path(sys.argv[1]))
    for name, head, lines in (
        ("divisions.tsv", "# code, level, name, short name, sure", compile_divisions(rows, read_everyday())),
        ("townships.tsv", "# county code, names", compile_townships(rows)),
    ):
        (DATA / name).write_text("\n".join([head, *lines]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
