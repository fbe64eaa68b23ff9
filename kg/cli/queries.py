"""`kg stats`, `path`, `neighbors`, `tenures`, `search`: questions to a finished build."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.cards import quote_lines
from kg.cli.complete import complete_from, complete_names
from kg.cli.tables import (
    align,
    print_json,
    print_lines,
    say_kind,
    say_label,
    say_period,
)
from kg.errors import ConfigError
from kg.messages import say, template
from kg.model import LABELS
from kg.queries import neighbors, path, search, stats, tenures
from kg.queries.neighbors import KINDS, MET
from kg.queries.paths import MAX_STEPS
from kg.queries.tenures import EARLIER, FORMER, HELD, LATER
from kg.queries.values import Hit, Hits, Neighbors, Stats, Step, TenureRow
from kg.queries.values import Path as Way
from kg.store.staging import recover

Out = Annotated[Path, typer.Argument(help="Folder of a finished build.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        help=f"Only these edges ({' '.join(KINDS)}); can be repeated.",
        autocompletion=complete_from(KINDS),
    ),
]
Since = Annotated[
    str | None, typer.Option(help="From this year, month or day on: 2021, 2021-01, 2021-01-31.")
]
Until = Annotated[str | None, typer.Option(help="Up to this year, month or day, included.")]
Limit = Annotated[int, typer.Option("-n", "--limit", min=0, help="Print this many; 0 is all.")]
LIMIT = 20
_STATES = {
    HELD: template("held"),
    EARLIER: template("last stated before"),
    LATER: template("first stated after"),
    FORMER: template("former"),
}


def stats_command(
    out: Out = Path("output"),
    top: Annotated[int, typer.Option(min=0, help="Name this many of the strongest entities.")] = 10,
    as_json: Json = False,
) -> None:
    """Print the figures of a build: pages, names, edges, dates, density, communities, strongest names."""
    recover(out)
    found = stats(out, top)
    if as_json:
        print_json(found)
    else:
        print_lines(stats_lines(found))


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
    recover(out)
    found = path(a, b, out, kinds=kind or (), max_steps=max_steps)
    if as_json:
        print_json(found)
    else:
        print_lines(path_lines(found))


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
    """Print the neighbors of a name, the heaviest first.

    Weights are NPMI (-1 to 1) for names that meet, 1 for stated facts. Without --kind, only the nearest
    kind of meeting is told of two names.
    """
    recover(out)
    found = neighbors(name, out, labels=label or (), kinds=kind or (), since=since, until=until, limit=limit)
    if as_json:
        print_json(found)
    else:
        print_lines(neighbor_lines(found))


def tenures_command(
    out: Out = Path("output"),
    body: Annotated[
        str | None, typer.Option(help="Only at this body or place.", autocompletion=complete_names)
    ] = None,
    person: Annotated[
        str | None, typer.Option(help="Only of this person.", autocompletion=complete_names)
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
    if near and not at:
        raise ConfigError("--near: needs a time; give one with --at")
    recover(out)
    found = tenures(out, body=body, person=person, title=title, at=at, below=below, near=near)
    if as_json:
        print_json({"tenures": found})
    else:
        print_lines(tenure_lines(found, at is not None and not near))


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

    Words are found across line breaks of the page, whatever the width and case of their letters.
    """
    recover(out)
    found = search(text, out, any_script=any_script, since=since, until=until, limit=limit)
    if as_json:
        print_json(found)
    else:
        _print_hits(found)


def stats_lines(found: Stats) -> list[str]:
    """Return the figures of a build as lines of text."""
    days = say_period(found.first_date, found.last_date)
    rows = [
        (say("pages"), f"{found.pages:,}"),
        (say("dates"), f"{days}  ({say('{count} dated pages', count=f'{found.dated_pages:,}')})"),
        (say("articles"), f"{found.articles:,}"),
        (say("mentions"), _counted(found.mentions)),
        (say("entities"), _counted(found.entities)),
        (say("edges"), f"{sum(found.edges.values()):,}"),
        *((f"  {say_kind(kind)}", f"{count:,}") for kind, count in found.edges.items()),
        (say("statements"), f"{found.posts:,}"),
        (say("tenures"), f"{found.tenures:,}"),
        (say("contradictions"), f"{found.contradictions:,}"),
        (
            say("density"),
            f"{found.density:.4f}  ({say('{count} linked pairs', count=f'{found.linked_pairs:,}')})",
        ),
        (say("components"), f"{found.components:,}  ({_largest(found)})"),
        (say("communities"), f"{found.communities:,}"),
    ]
    top = (
        (f"  {each.entity.name}", say_label(each.entity.label, each.entity.kind), f"{each.strength:.2f}")
        for each in found.top
    )
    head = [say("strongest")] if found.top else []
    return [*align(rows), *head, *(align(top, right=[2]) if found.top else [])]


def _counted(counts: dict[str, int]) -> str:
    labels = "  ".join(f"{say_label(label)} {count:,}" for label, count in counts.items())
    return f"{sum(counts.values()):,}  ({labels})"


def _largest(found: Stats) -> str:
    return say(
        "the largest of {size}; {alone} without edges", size=found.largest_component, alone=found.alone
    )


def path_lines(found: Way) -> list[str]:
    """Return a path as lines of text."""
    lines = [f"{found.source.name}  ({say_label(found.source.label, found.source.kind)}, {found.source.id})"]
    for step in found.steps:
        lines.append("  " + "  ".join(filter(None, _step_words(step))))
        lines += quote_lines(step.quotes)
    return lines


def _step_words(step: Step) -> Iterator[str]:
    yield _arrow(step.kind, step.forward)
    yield step.target.name
    yield f"({say_label(step.target.label, step.target.kind)}, {step.target.id})"
    yield say_period(step.first_date, step.last_date)
    yield f"{step.weight:.2f}  ×{step.count}" if step.kind in MET else ""


def _arrow(kind: str, forward: bool) -> str:
    """Return a kind of edges with the direction in which it points."""
    if kind in MET:
        return f"– {say_kind(kind)} –"
    return f"– {say_kind(kind)} →" if forward else f"← {say_kind(kind)} –"


def neighbor_lines(found: Neighbors) -> list[str]:
    """Return neighbors as a table."""
    if not found.neighbors:
        return [say("{name} has no such neighbors; loosen the filters", name=found.entity.name)]
    head = (say("name"), say("what"), say("edge"), say("weight"), say("count"), say("dates"), say("id"))
    rows = (
        (
            each.entity.name,
            say_label(each.entity.label, each.entity.kind),
            _arrow(each.kind, each.forward),
            f"{each.weight:.2f}",
            f"{each.count:,}",
            say_period(each.first_date, each.last_date),
            each.entity.id,
        )
        for each in found.neighbors
    )
    return align([head, *rows], right=[3, 4]) + _rest(len(found.neighbors), found.total)


def tenure_lines(found: Sequence[TenureRow], more_near: bool) -> list[str]:
    """Return tenures as a table, the sentences below each row."""
    if not found:
        step = say("--near shows those stated before or after") if more_near else say("loosen the filters")
        return [say("no tenure found; {step}", step=step)]
    head = (say("body"), say("title"), say("person"), say("seen"), say("status"))
    rows = [(each.body.name, each.title, each.person.name, _seen(each), _state(each)) for each in found]
    first, *lines = align([head, *rows])
    return [
        first,
        *(line for row, each in zip(lines, found, strict=True) for line in (row, *quote_lines(each.quotes))),
    ]


def _seen(row: TenureRow) -> str:
    return say_period(row.first_seen, row.last_seen) or "–"


def _state(row: TenureRow) -> str:
    said = say(_STATES[row.state])
    return f"{said} ({row.former_since})" if row.state == FORMER else said


def _print_hits(found: Hits) -> None:
    """Print hits under the headlines of their articles, the words bold or in brackets."""
    console = Console(soft_wrap=True, highlight=False)
    if not found.hits:
        typer.echo(say("nothing found; try fewer or shorter words"))
    for (_, _, date, headline), hits in groupby(found.hits, _article):
        typer.echo("  ".join(filter(None, (date, headline or say("(no headline)")))))
        for hit in hits:
            place = f"  {hit.page}:{hit.line}  "
            if console.is_terminal and not console.no_color:
                console.print(Text.assemble(place, _styled(hit)))
            else:
                typer.echo(place + bracketed(hit.text, hit.marks))
    print_lines(_rest(len(found.hits), found.total))


def _article(hit: Hit) -> tuple[str, str, str, str]:
    return hit.page, hit.article, hit.date or "", hit.headline


def _styled(hit: Hit) -> Text:
    text = Text(hit.text)
    for start, end in hit.marks:
        text.stylize("bold reverse", start, end)
    return text


def bracketed(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return a text with what is marked in brackets.

    >>> bracketed("市卫健委主任", [(1, 4)])
    '市【卫健委】主任'
    """
    pieces, last = [], 0
    for start, end in marks:
        pieces += [text[last:start], "【", text[start:end], "】"]
        last = end
    return "".join([*pieces, text[last:]])


def _rest(shown: int, total: int) -> list[str]:
    if shown == total:
        return []
    return [say("{shown} of {total}; --limit 0 shows all", shown=f"{shown:,}", total=f"{total:,}")]
