"""One decided row of a review file."""

from typing import Literal, NamedTuple

from kg.model import Label

Action = Literal["same", "different", "rename", "split", "none", "relabel"]


class Ruling(NamedTuple):
    """One decided row of a review file."""

    action: Action
    a: str
    b: str
    label: Label | None = None
    note: str = ""
    by: str = ""  # who decided
    at: str = ""  # when, as ISO 8601

    @property
    def pair(self) -> frozenset[str]:
        """The two names, in no order."""
        return frozenset((self.a, self.b))
