"""`kg train`: adapt the model to annotated pages of one's own."""

from pathlib import Path
from typing import Annotated

import typer


def train_command(
    pages: Annotated[Path, typer.Argument(help="Folder of the raw pages STEM.txt.")],
    gold: Annotated[Path, typer.Argument(help="Folder of their annotation STEM.jsonl.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder of the new model.")] = Path("model"),
    base: Annotated[Path | None, typer.Option(help="Model to start from.  [default: kg's own]")] = None,
    seed: Annotated[int, typer.Option(help="Seed of all that is drawn by chance.")] = 1,
) -> None:
    """Adapt the model to annotated pages and say its scores before and after.

    One page in four is kept back for scoring. `kg build --model OUT` uses the new model. Needs the extra
    packages of `kg[train]`.
    """
    from kg.cli.adapt import adaptation_lines
    from kg.cli.tables import print_lines

    print_lines(adaptation_lines(pages, gold, base, out, seed))
