"""What is left out in passing: the first are named, the others counted."""

from kg.errors import Phrase

NAMED = 5  # named in one warning


class Skipped:
    """Names of what was left out, of which only the first are kept."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0
        self._first: list[str] = []

    def add(self, name: str) -> None:
        """Take one more."""
        self.count += 1
        if len(self._first) < NAMED:
            self._first.append(name)

    @property
    def counted(self) -> tuple[int, list[str]]:
        """How many there are, and the first of them."""
        return self.count, self._first

    def take(self, count: int, first: list[str]) -> None:
        """Take what another one has `counted`."""
        self.count += count
        self._first += first[: NAMED - len(self._first)]

    @property
    def said(self) -> str:
        """The first of them, for a message."""
        return ", ".join(self._first)

    @property
    def rest(self) -> str:
        """How many more there are, for a message; "" for none."""
        more = self.count - len(self._first)
        return Phrase(" and {count} more", count=more) if more else ""
