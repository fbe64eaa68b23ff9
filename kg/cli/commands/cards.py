"""`kg show` and `kg explain`: what a finished build says of one name, or of two."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.complete import complete_names
from kg.cli.options import Json, Out
from kg.store.staging import recover


def show_command(
    name: Annotated[
        str,
        typer.Argument(
            help="A name, alias or id of a person, body, place or post.", autocompletion=complete_names
        ),
    ],
    out: Out = Path("output"),
    as_json: Json = False,
) -> None:
    """Print the card of a name: aliases, posts by time, neighbors, and the sentences they rest on.

    Each sentence has its page and line; where several entities have the name, each has its card.
    """
    from kg.cli.cards import cards_lines
    from kg.cli.tables import print_found
    from kg.queries.cards import cards

    recover(out)
    print_found(cards(name, out), cards_lines, as_json, "cards")


def explain_command(
    a: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="A name as pages write it, or an id; with --mention PAGE:LINE.",
            autocompletion=complete_names,
        ),
    ],
    b: Annotated[
        str,
        typer.Argument(
            metavar="B",
            help="Another name or id; with --mention the name that stands there.",
            autocompletion=complete_names,
        ),
    ],
    out: Out = Path("output"),
    mention: Annotated[
        bool, typer.Option("--mention", help="Tell why a name on a page was recognized or not.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say why two names are one entity or two: what each stands for and every judgement on them.

    Where a judgement is wrong, decide it in review.csv and build again. With --mention, A is PAGE:LINE and B
    a name there: the page is read once more, and what was proposed, vetoed and chosen is told.
    """
    from kg.cli.tables import print_found

    recover(out)
    if mention:
        from kg.cli.decisions import decision_lines
        from kg.queries.mentions import explain_mention

        print_found(explain_mention(a, b, out), decision_lines, as_json)
        return
    from kg.cli.cards import explanation_lines
    from kg.queries.explain import explain

    print_found(explain(a, b, out), explanation_lines, as_json)
