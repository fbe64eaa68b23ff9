"""What `kg open` and `kg evaluate` do."""

import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import OutputError
from kg.score import format_score, score_build
from kg.store.staging import recover


def open_page(out: Path) -> Path:
    """Show the graph page of a finished build in the browser and return it; OutputError where that fails."""
    recover(out)
    page = out / "graph.html"
    if not page.is_file():
        raise OutputError("{page}: missing; build first with `kg build PAGES -o {out}`", page=page, out=out)
    if not webbrowser.open(page.resolve().as_uri()):
        raise OutputError("{page}: no browser found; open this file in one yourself", page=page)
    return page


def evaluation_lines(out: Path, gold: Path, pages: Path, only: Sequence[str], errors: bool) -> Iterator[str]:
    """Yield the scores of a build as lines, each fault before them if asked for."""
    recover(out)
    score = score_build(out, gold, pages, only)
    for stem, faults in score.faults.items() if errors else ():
        yield from ("\t".join((stem, *fault)) for fault in faults)
    yield from format_score(score)
