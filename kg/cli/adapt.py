"""What `kg train` does."""

from collections.abc import Iterator
from pathlib import Path

from kg.config import OWN_MODEL
from kg.messages import say
from kg.score import Score, format_score
from kg.training import train


def adaptation_lines(pages: Path, gold: Path, base: Path | None, out: Path, seed: int) -> Iterator[str]:
    """Adapt a model (None: kg's own) to annotated pages and yield its scores before and after as lines."""
    adapted = train(pages, gold, base or OWN_MODEL, out, seed)
    stems = ", ".join(adapted.scored)
    if adapted.seen:
        yield say("scored on {stems} (learned too: flattering)", stems=stems)
    else:
        yield say("scored on {stems}", stems=stems)
    for name, counts in ((say("before"), adapted.before), (say("after"), adapted.after)):
        yield name
        yield from (f"  {line}" for line in format_score(Score(labels=dict(counts))))
    yield say("use it    kg build --model {out}", out=out)
