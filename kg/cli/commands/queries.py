"""`kg stats`, `path`, `neighbors`, `tenures`, `search`: questions to a finished build."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.complete import complete_from, complete_names
from kg.cli.options import Json, Kinds, Limit, Out, Since, Until
from kg.errors import ConfigError
from kg.model import LABELS
from kg.queries import MAX_STEPS
from kg.store.staging import recover

LIMIT = 20


def stats_command(
    out: Out = Path("output"),
    top: Annotated[int, typer.Option(min=0, help="Name this many of the strongest entities.")] = 10,
    as_json: Json = False,
) -> None:
    """Print the figures of a build: pages, names, edges, dates, density, communities, strongest names."""
    from kg.cli.queries import stats_lines
    from kg.cli.tables import print_found
    from kg.queries.stats import stats

    recover(out)
    print_found(stats(out, top), stats_lines, as_json)


def path_command(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A name, alias or id.", autocompletion=complete_names)
    ],
    b: Annotated[
        str, typer.Argument(metavar="B", help="Another name, alias or id.", autocompletion=complete_names)
    ],
    out: Out = Path("output"),
    kind: Kinds = None,
    max_steps: Annotated[int, typer.Option(help="Most steps of the path.")] = MAX_STEPS,
    as_json: Json = False,
) -> None:
    """Print the shortest path between two names, with the sentences behind each step.

    Strong edges are short, and a name that stands beside everything is a detour.
    """
    from kg.cli.queries import path_lines
    from kg.cli.tables import print_found
    from kg.queries.paths import path

    recover(out)
    print_found(path(a, b, out, kinds=kind or (), max_steps=max_steps), path_lines, as_json)


def neighbors_command(
    name: Annotated[str, typer.Argument(help="A name, alias or id.", autocompletion=complete_names)],
    out: Out = Path("output"),
    label: Annotated[
        list[str] | None,
        typer.Option(
            help=f"Only these labels ({' '.join(LABELS)}); can be repeated.",
            autocompletion=complete_from(LABELS),
        ),
    ] = None,
    kind: Kinds = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = LIMIT,
    as_json: Json = False,
) -> None:
    """Print the neighbors of a name, the heaviest first, places after all others.

    Weights are discounted NPMI (-1 to 1) for names that meet, 1 for facts. Without --kind, only the nearest
    kind of meeting is told of two names.
    """
    from kg.cli.queries import neighbor_lines
    from kg.cli.tables import print_found
    from kg.queries.neighbors import neighbors

    recover(out)
    found = neighbors(name, out, labels=label or (), kinds=kind or (), since=since, until=until, limit=limit)
    print_found(found, neighbor_lines, as_json)


def tenures_command(
    out: Out = Path("output"),
    body: Annotated[
        str | None, typer.Option(help="Only at this body or place.", autocompletion=complete_names)
    ] = None,
    person: Annotated[
        str | None, typer.Option(help="Only of this person.", autocompletion=complete_names)
    ] = None,
    post: Annotated[
        str | None,
        typer.Option(
            help="Only of this post (外交部部长): its holders in the order of time.",
            autocompletion=complete_names,
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Only with this title; * stands for anything: *主任.")
    ] = None,
    at: Annotated[str | None, typer.Option(help="Who held it then: 2021, 2021-01 or 2021-01-31.")] = None,
    below: Annotated[bool, typer.Option("--below", help="Bodies and places below the body too.")] = False,
    near: Annotated[
        bool, typer.Option("--near", help="With --at: also those stated before or after, and former ones.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print who held which post at which body, as far as the pages tell."""
    from kg.cli.queries import tenure_lines
    from kg.cli.tables import print_json, print_lines
    from kg.queries.tenures import others_of, posts_below, tenures
    from kg.store.finished import asking

    if near and not at:
        raise ConfigError("--near: needs a time; give one with --at")
    recover(out)
    with asking(out) as store:
        found = tenures(
            store, body=body, person=person, post=post, title=title, at=at, below=below, near=near
        )
        under = posts_below(store, body) if body and not below else ()
        others = others_of(store, body) if body else ()
    if as_json:
        print_json({"tenures": found, "below": under, "others": others})
    else:
        print_lines(tenure_lines(found, at is not None and not near, under, others))


def search_command(
    text: Annotated[
        str, typer.Argument(help='Words that a sentence holds; "…" keeps them together, -word not.')
    ],
    out: Out = Path("output"),
    any_script: Annotated[
        bool, typer.Option("--any-script", help="Simplified and traditional are the same (needs OpenCC).")
    ] = False,
    since: Since = None,
    until: Until = None,
    limit: Limit = LIMIT,
    as_json: Json = False,
) -> None:
    """Search the sentences of all articles: date, headline, page, line, and the sentence.

    Words are found across line breaks of the page, whatever the width and case of their letters. Where no
    sentence has all of them, articles are shown that have them, with the first sentence for each word.
    """
    from kg.cli.queries import hit_lines
    from kg.cli.tables import print_found, shows_styles
    from kg.queries.search import search
    from kg.store.finished import asking

    recover(out)
    asked = partial(search, text, any_script=any_script, since=since, until=until, limit=limit)
    with asking(out) as store:
        found = asked(store)
        found = found if found.hits else asked(store, window="article")
    styled = shows_styles()
    print_found(found, lambda hits: hit_lines(hits, styled), as_json, styled=styled)
