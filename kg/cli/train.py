"""`kg train`: adapt the model to annotated pages of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from kg.config import OWN_MODEL
from kg.score import Score, format_score
from kg.training import train


def train_command(
    pages: Annotated[Path, typer.Argument(help="Folder of the raw pages STEM.txt.")],
    gold: Annotated[Path, typer.Argument(help="Folder of their annotation STEM.jsonl.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the new model.")] = Path("model"),
    base: Annotated[Path, typer.Option(help="Model to start from.  [default: kg's own]")] = OWN_MODEL,
    seed: Annotated[int, typer.Option(help="Seed of all that is drawn by chance.")] = 1,
) -> None:
    """Adapt the model to annotated pages and say its scores before and after.

    One page in four is kept back for scoring. `kg build --model OUT` uses the new model. Needs the extra
    packages of `kg[train]`.
    """
    adapted = train(pages, gold, base, out, seed)
    typer.echo(
        f"scored on {', '.join(adapted.scored)}" + (" (learned too: flattering)" if adapted.seen else "")
    )
    for name, counts in (("before", adapted.before), ("after", adapted.after)):
        typer.echo(name)
        for line in format_score(Score(labels=dict(counts))):
            typer.echo(f"  {line}")
    typer.echo(f"use it    kg build --model {out}")
