"""Names for training: people of many kinds, drawn or put together at random, and divisions of China."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

_DATA = Path(__file__).parents[1] / "data"
_PARTS = {
    kind: parts.split()
    for kind, _, parts in (
        line.partition("\t")
        for line in Path(__file__).with_name("name_parts.txt").read_text("utf-8").splitlines()
    )
}


@dataclass(frozen=True, slots=True)
class Division:
    """A county-level or higher division, its short name and the townships in it."""

    name: str
    short: str
    townships: tuple[str, ...] = ()


def read_divisions(folder: Path = _DATA) -> list[Division]:
    """Return the divisions of China from the package's lists, in the order of their codes."""
    townships = {
        code: tuple(names.split()) for code, names in _read_rows(folder / "townships.tsv", columns=2)
    }
    return [
        Division(name, short or name, townships.get(code, ()))
        for code, _, name, short in _read_rows(folder / "divisions.tsv", columns=4)
    ]


def read_countries(folder: Path = _DATA) -> list[str]:
    """Return the usual names of the countries."""
    return [name for (name,) in _read_rows(folder / "countries.tsv", columns=1)]


def read_places(folder: Path = _DATA) -> list[str]:
    """Return well-known places that are no division of China."""
    return [name for _, names in _read_rows(folder / "places.txt", columns=2) for name in names.split()]


def _read_rows(path: Path, columns: int) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=3)
        return [row[:columns] for row in rows if row]


@dataclass(slots=True)
class People:
    """Draws names of people; `seen` are real ones to draw from beside those put together."""

    singles: Sequence[str]
    doubles: Sequence[str]
    given: Sequence[str]
    mongolian: Sequence[str]
    seen: Sequence[str] = field(default=())

    def draw(self, random: Random) -> str:
        """Return a name of a random kind."""
        kinds = (self._han, self._mongolian, self._tibetan, self._turkic, self._foreign, self._seen)
        kind = random.choices(kinds, (50, 14, 6, 8, 14, 8))[0]
        return kind(random)

    def _han(self, random: Random) -> str:
        roll = random.random()
        if roll < 0.05:
            surname = random.choice(self.doubles)
        else:
            surname = random.choice(_PARTS["surnames"] if roll < 0.6 else self.singles)
        length = 1 if random.random() < 0.22 else 2
        return surname + "".join(random.choice(self.given) for _ in range(length))

    def _mongolian(self, random: Random) -> str:
        first = random.choice(self.mongolian)
        if len(first) >= 3 and random.random() < 0.6:
            return first
        return first + random.choice(self.mongolian)

    def _tibetan(self, random: Random) -> str:
        return "".join(random.sample(_PARTS["tibetan"], 1 if random.random() < 0.15 else 2))

    def _turkic(self, random: Random) -> str:
        first = random.choice(_PARTS["turkic-female"] if random.random() < 0.4 else _PARTS["turkic-male"])
        return first if random.random() < 0.15 else f"{first}·{random.choice(_PARTS['turkic-male'])}"

    def _foreign(self, random: Random) -> str:
        if random.random() < 0.12:
            return random.choice(_PARTS["eastern"])
        if random.random() < 0.08:
            return f"{random.choice(_PARTS['latin-first'])} {random.choice(_PARTS['latin-last'])}"
        parts = random.choices((1, 2, 3), (60, 35, 5))[0]
        return "·".join(
            "".join(
                random.choice(_PARTS["foreign"])
                for _ in range(random.choices((2, 3, 4, 5), (30, 40, 20, 10))[0])
            )
            for _ in range(parts)
        )

    def _seen(self, random: Random) -> str:
        return random.choice(self.seen) if self.seen else self._han(random)


def read_people(lists: Path | None, seen: Iterable[str] = ()) -> People:
    """Return the names of people to draw from; `lists` may hold npc14_deputies.tsv and Mongolian names."""
    singles, doubles = _read_surnames(_DATA / "surnames.txt")
    deputies = _read_deputies(lists / "npc14_deputies.tsv") if lists else []
    given = [c for name, people in deputies if people == "汉族" and len(name) in (2, 3) for c in name[1:]]
    mongolian = _read_words(lists / "mongolian_name_elements.txt") if lists else []
    others = [name for name, people in deputies if people != "汉族"]
    return People(
        singles, doubles, given or _PARTS["given"], mongolian or _PARTS["mongolian"], sorted({*seen, *others})
    )


def _read_surnames(path: Path) -> tuple[list[str], list[str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(lines[0]), lines[1].split()


def _read_deputies(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [(row[1], row[4]) for row in rows if len(row) > 4 and row[3] in "男女"]


def _read_words(path: Path) -> list[str]:
    return path.read_text("utf-8").split() if path.is_file() else []
