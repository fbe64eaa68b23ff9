"""Names of people of many kinds for training, drawn or put together at random."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kg.knowledge.surnames import read_surnames

_PARTS = {
    kind: parts.split()
    for kind, _, parts in (
        line.partition("\t")
        for line in Path(__file__).with_name("name_parts.txt").read_text("utf-8").splitlines()
    )
}


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
    singles, doubles = sorted(read_surnames().single), sorted(read_surnames().compound)
    deputies = _read_deputies(lists / "npc14_deputies.tsv") if lists else []
    given = [c for name, people in deputies if people == "汉族" and len(name) in (2, 3) for c in name[1:]]
    mongolian = _read_words(lists / "mongolian_name_elements.txt") if lists else []
    others = [name for name, people in deputies if people != "汉族"]
    return People(
        singles, doubles, given or _PARTS["given"], mongolian or _PARTS["mongolian"], sorted({*seen, *others})
    )


def _read_deputies(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [(row[1], row[4]) for row in rows if len(row) > 4 and row[3] in "男女"]


def _read_words(path: Path) -> list[str]:
    return path.read_text("utf-8").split() if path.is_file() else []
