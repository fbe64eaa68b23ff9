"""The command line: a thin shell over plain functions; the only place that prints and exits."""

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.build import build_command
from kg.cli.cards import explain_command, show_command
from kg.cli.export import export_command
from kg.cli.language import say_help
from kg.cli.queries import (
    neighbors_command,
    path_command,
    search_command,
    stats_command,
    tenures_command,
)
from kg.cli.setup import doctor_command, init_command
from kg.cli.tables import align, say_label
from kg.cli.train import train_command
from kg.errors import KgError, OutputError
from kg.messages import say
from kg.queries import AmbiguousNameError
from kg.score import format_score, score_build
from kg.store.staging import recover
from kg.version import VERSION

app = typer.Typer(
    help="Chinese newspaper pages into a knowledge graph.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Chinese newspaper pages into a knowledge graph."""
    if version:
        typer.echo(f"kg {VERSION}")
        raise typer.Exit


@app.command("open")
def open_command(
    out: Annotated[Path, typer.Argument(help="Folder of a finished build.")] = Path("output"),
) -> None:
    """Show the graph page of a finished build in the browser."""
    recover(out)
    page = out / "graph.html"
    if not page.is_file():
        raise OutputError("{page}: missing; build first with `kg build PAGES -o {out}`", page=page, out=out)
    if not webbrowser.open(page.resolve().as_uri()):
        raise OutputError("{page}: no browser found; open this file in one yourself", page=page)
    typer.echo(str(page))


@app.command("evaluate")
def evaluate_command(
    out: Annotated[Path, typer.Argument(help="Folder of a finished build of the annotated pages.")],
    gold: Annotated[
        Path, typer.Argument(help="Folder of STEM.jsonl and, where present, .posts .aliases .articles.")
    ],
    pages: Annotated[Path, typer.Argument(help="Folder of the raw pages STEM.txt.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every fault first.")] = False,
    only: Annotated[list[str] | None, typer.Option(help="Only this STEM; can be repeated.")] = None,
) -> None:
    """Score a finished build against annotated pages: precision, recall and F1."""
    recover(out)
    score = score_build(out, gold, pages, only or ())
    if errors:
        for stem, faults in score.faults.items():
            for fault in faults:
                typer.echo("\t".join((stem, *fault)))
    for line in format_score(score):
        typer.echo(line)


app.command("build")(build_command)
app.command("export")(export_command)
app.command("show")(show_command)
app.command("explain")(explain_command)
app.command("stats")(stats_command)
app.command("path")(path_command)
app.command("neighbors")(neighbors_command)
app.command("tenures")(tenures_command)
app.command("search")(search_command)
app.command("init")(init_command)
app.command("doctor")(doctor_command)
app.command("train")(train_command)


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _say_choices(error: AmbiguousNameError) -> None:
    """Print the entities that a name may stand for, one a line."""
    rows = [(each.id, each.name, say_label(each.label, each.kind)) for each in error.choices]
    for line in align(rows):
        _say(f"  {line}")


def main() -> None:
    """Run the command line; the user's mistakes end in one line and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    command = typer.main.get_command(app)
    say_help(command)
    try:
        command()
    except KgError as error:
        if isinstance(error, AmbiguousNameError):
            _say_choices(error)
        _say(say("kg: error: {said}", said=error.phrase))
        sys.exit(1)
