"""News items out of a table, and page files made of them: no two items of a sample are the same."""

import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Item:
    """One news item and the number of its line in the table, from 1."""

    number: int
    date: str  # YYYY-MM-DD
    headline: str
    body: str  # paragraphs, one a line


def read_items(table: Path) -> list[Item]:
    r"""Return the items of a table without repeated ones, in the order of the table.

    A line ends with the columns date, headline, body, set apart by tabs; `\n` stands for a line feed in a
    body. The table may be compressed (.xz). Lines without a date, a headline or a body are left out.
    """
    items: dict[tuple[str, str], Item] = {}
    with (lzma.open if table.suffix == ".xz" else open)(table, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if (item := _read_item(number, line)) is not None:
                items.setdefault((item.headline, item.body), item)
    return list(items.values())


def _read_item(number: int, line: str) -> Item | None:
    columns = [column.strip() for column in line.rstrip("\n").split("\t")][-3:]
    digits = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", columns[0])
    if digits is None or len(columns) < 3 or not columns[1] or not columns[2]:
        return None
    return Item(number, "-".join(digits.groups()), columns[1], columns[2].replace("\\n", "\n"))


def pick_items(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """Return so many items in the order of the table, the same ones for the same seed."""
    return sorted(Random(seed).sample(items, min(count, len(items))), key=lambda item: item.number)


def write_pages(items: Sequence[Item], folder: Path, per_page: int = 1) -> int:
    """Write page files of so many items each into a new folder; return the characters of all together.

    An item is its headline, a blank line and its body; two items on a page have a blank line between them.
    A file is named by the date and the number of its first item.
    """
    folder.mkdir(parents=True)
    characters = 0
    for group in _groups(items, per_page):
        text = "\n".join(f"{item.headline}\n\n{item.body}\n" for item in group)
        (folder / f"{group[0].date}-{group[0].number:06}.txt").write_text(text, "utf-8")
        characters += len(text)
    return characters


def _groups(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
