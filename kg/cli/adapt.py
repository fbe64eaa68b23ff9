"""What `kg train` does."""

from collections.abc import Iterator
from pathlib import Path

from kg.config import OWN_MODEL
from kg.score import Score, format_score
from kg.training import train


def adaptation_lines(pages: Path, gold: Path, base: Path | None, out: Path, seed: int) -> Iterator[str]:
    """Adapt a model (None: kg's own) to annotated pages and yield its scores before and after as lines."""
    adapted = train(pages, gold, base or OWN_MODEL, out, seed)
    yield f"scored on {', '.join(adapted.scored)}" + (" (learned too: flattering)" if adapted.seen else "")
    for name, counts in (("before", adapted.before), ("after", adapted.after)):
        yield name
        yield from (f"  {line}" for line in format_score(Score(labels=dict(counts))))
    yield f"use it    kg build --model {out}"
