"""python -m kg.training label DATA; python -m kg.training fit DATA OUT: train the shipped model."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.training.label import run_label
from kg.training.run import run_fit
from kg.training.settings import SHIPPED
from kg.training.vote import run_vote


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m kg.training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    fit = commands.add_parser("fit", help="train a model")
    fit.add_argument("folder", type=Path, metavar="DATA", help="holds ner/, lists/ and silver.jsonl.xz")
    fit.add_argument("out", type=Path, metavar="OUT", help="the folder of the model")
    fit.add_argument("--config", type=Path, default=SHIPPED)
    fit.add_argument("--granted", action="store_true", help="learn from granted text only")
    fit.add_argument("--minutes", type=float, help="end after so much time instead of so much text")
    fit.add_argument("--weights", type=Path, help="weights.pt of an earlier run to go on from")
    fit.add_argument("--gold", type=Path, help="annotated passages to score on along the way")
    fit.set_defaults(run=run_fit)
    label = commands.add_parser("label", help="label news text for training")
    label.add_argument("folder", type=Path, metavar="DATA", help="holds text/xwlb.tsv.xz")
    label.add_argument("--words", type=Path, help="words that LAC found earlier, JSON lines")
    label.add_argument("--items", type=int, default=100_000, help="the most news items to label")
    label.add_argument("--jobs", type=int, default=1)
    label.set_defaults(run=run_label)
    vote = commands.add_parser("vote", help="label the silver texts anew with a trained model")
    vote.add_argument("folder", type=Path, metavar="DATA", help="holds silver/")
    vote.add_argument("model", type=Path, metavar="MODEL", help="the folder of a model")
    vote.add_argument("out", type=Path, metavar="OUT", help="the folder that receives silver/")
    vote.add_argument("--items", type=int, default=10_000, help="the most news items to label")
    vote.set_defaults(run=run_vote)
    chosen = vars(parser.parse_args(arguments))
    chosen.pop("run")(**chosen)


if __name__ == "__main__":
    main()
