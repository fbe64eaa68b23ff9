"""What is to be said of a folder when all of it has been walked, in one go or in parts."""

from collections.abc import Iterator
from pathlib import Path

from kg.errors import Phrase
from kg.messages import template
from kg.pages.skipped import Skipped

_SAID = {
    "odd": template("{folder}: skipped {names}{rest}: pipes, sockets, devices or links that lead nowhere"),
    "links": template("{folder}: links to folders are not followed: {names}{rest}; give those too"),
    "away": template("{folder}: links lead out of it to other files, which are read: {names}{rest}"),
    "built": template("{folder}: skipped {names}{rest}: outputs of builds, no pages"),
}
_KINDS = (*_SAID, "others")


class Remarks:
    """What was left out of a folder, and what has been read though it lies elsewhere."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.odd, self.links, self.away, self.built = Skipped(), Skipped(), Skipped(), Skipped()
        self.others = Skipped()  # of formats that are not read
        self._targets: set[Path] = set()

    def is_new(self, place: str, target: Path, top: Path) -> bool:
        """Tell whether a link is the first that leads to a file; note it where that lies outside `top`."""
        if target in self._targets:
            return False
        self._targets.add(target)
        if top not in target.parents:
            self.away.add(place)
        return True

    def counts(self) -> dict[str, tuple[int, list[str]]]:
        """Return what there is to say as numbers and first names, by kind."""
        return {kind: getattr(self, kind).counted for kind in _KINDS}

    def take(self, counts: dict[str, tuple[int, list[str]]]) -> None:
        """Add what `counts` returned of a part that comes after those walked so far."""
        for kind, counted in counts.items():
            getattr(self, kind).take(*counted)

    def phrases(self, folder: object) -> Iterator[Phrase]:
        """Yield what is to be said, the folder called as given."""
        for kind, said in _SAID.items():
            skipped: Skipped = getattr(self, kind)
            if skipped.count:
                yield Phrase(said, folder=folder, names=skipped.said, rest=skipped.rest)
