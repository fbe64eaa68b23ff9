"""How well the encoding of short texts is told: how many snippets of kg's own passages are read as they were.

python bench/short_texts.py [--count 200] [--seed 1]
"""

import argparse
import random
from pathlib import Path

from kg.errors import InputError
from kg.pages.encodings import decode

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
LENGTHS = (10, 20, 50, 100, 300)
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")


def texts(encoding: str) -> list[str]:
    """Return the running text of the passages that an encoding can hold, those in its script for Big5."""
    folder = GOLD / ("papers" if encoding == "big5" else "passages")
    found = []
    for path in sorted(folder.glob("*.txt")):
        text = "".join(path.read_text("utf-8").split())
        if encoding == "big5":
            text = text.encode(encoding, errors="ignore").decode(encoding)
        if len(text) >= 60 and (encoding != "big5" or path.name.startswith(("hk", "tw", "republic"))):
            found.append(text)
    return found


def share(encoding: str, length: int, count: int, seed: int) -> float:
    """Return how many of some snippets are read as they were written, in percent."""
    chance = random.Random(seed)
    long = "".join(texts(encoding))
    right = 0
    for _ in range(count):
        at = chance.randrange(len(long) - length)
        snippet = long[at : at + length]
        try:
            right += decode(Path("snippet.txt"), snippet.encode(encoding))[0] == snippet
        except InputError:
            continue
    return 100 * right / count


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"| encoding | {' | '.join(map(str, LENGTHS))} |\n|---{'|---' * len(LENGTHS)}|")
    for encoding in ENCODINGS:
        shares = [f"{share(encoding, length, options.count, options.seed):.1f}" for length in LENGTHS]
        print(f"| {encoding} | {' | '.join(shares)} |")


if __name__ == "__main__":
    main()
