"""python -m kg.training all DATA OUT: make the shipped model; label, fit, vote: one step of it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kg.training.corpora import SILVER
from kg.training.label import run_label
from kg.training.run import run_all, run_fit
from kg.training.settings import SHIPPED
from kg.training.vote import run_vote


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m kg.training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, run, add in (
        ("all", run_all, _add_all),
        ("label", run_label, _add_label),
        ("fit", run_fit, _add_fit),
        ("vote", run_vote, _add_vote),
    ):
        command = commands.add_parser(name, help=str(run.__doc__).partition(";")[0].splitlines()[0])
        command.add_argument("folder", type=Path, metavar="DATA", help="the folder of training data")
        command.add_argument("--granted", action="store_true", help="granted text only")
        command.set_defaults(run=run)
        add(command)
    chosen = vars(parser.parse_args(arguments))
    chosen.pop("run")(**chosen)


def _add_all(command: argparse.ArgumentParser) -> None:
    command.add_argument("out", type=Path, metavar="OUT", help="the folder of the model")
    command.add_argument("--words", type=Path, help="words that LAC found earlier, JSON lines")
    command.add_argument("--jobs", type=int, default=1, help="processes that label")
    command.add_argument("--gold", type=Path, help="annotated passages to score on along the way")


def _add_label(command: argparse.ArgumentParser) -> None:
    command.add_argument("--words", type=Path, help="words that LAC found earlier, JSON lines")
    command.add_argument("--items", type=int, default=100_000, help="the most news items to label")
    command.add_argument("--jobs", type=int, default=1, help="processes that label")


def _add_fit(command: argparse.ArgumentParser) -> None:
    command.add_argument("out", type=Path, metavar="OUT", help="the folder of the model")
    command.add_argument("--config", type=Path, default=SHIPPED, help="settings, as in config.toml")
    command.add_argument("--minutes", type=float, help="end after so much time instead of so much text")
    command.add_argument("--weights", type=Path, help="weights.pt of an earlier run to go on from")
    command.add_argument("--silver", default=SILVER, help="silver, or voted after `vote`")
    command.add_argument("--gold", type=Path, help="annotated passages to score on along the way")


def _add_vote(command: argparse.ArgumentParser) -> None:
    command.add_argument("model", type=Path, metavar="MODEL", help="the folder of a model")
    command.add_argument("--items", type=int, default=5_000, help="the most news items to label")


if __name__ == "__main__":
    main()
