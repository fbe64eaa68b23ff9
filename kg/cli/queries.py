"""What `kg stats`, `path`, `neighbors`, `tenures` and `search` print."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import typer

from kg.cli.cards import Cited, below_words
from kg.cli.tables import align, say_kind, say_label, say_period
from kg.messages import say, template
from kg.model import WINDOWS
from kg.queries.tenures import EARLIER, FORMER, HELD, LATER
from kg.queries.values import (
    BelowCount,
    Hit,
    Hits,
    Named,
    Neighbors,
    Quote,
    Stats,
    Step,
    TenureRow,
)
from kg.queries.values import Path as Way
from kg.visible import visible

_STATES = {
    HELD: template("held"),
    EARLIER: template("last stated before"),
    LATER: template("first stated after"),
    FORMER: template("former"),
}


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
        (say("doubtful names"), f"{found.doubtful:,}"),
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
    cited = Cited()
    for step in found.steps:
        lines += cited.cite("  " + "  ".join(filter(None, _step_words(step))), step.quotes)
    return lines


def _step_words(step: Step) -> Iterator[str]:
    yield _arrow(step.kind, step.forward)
    yield step.target.name
    yield f"({say_label(step.target.label, step.target.kind)}, {step.target.id})"
    yield say_period(step.first_date, step.last_date)
    yield f"{step.weight:.2f}  ×{step.count}" if step.kind in WINDOWS else ""


def _arrow(kind: str, forward: bool) -> str:
    """Return a kind of edges with the direction in which it points."""
    if kind in WINDOWS:
        return f"– {say_kind(kind)} –"
    return f"– {say_kind(kind)} →" if forward else f"← {say_kind(kind)} –"


def neighbor_lines(found: Neighbors) -> list[str]:
    """Return neighbors as a table, below each its first sentence, once; last who else the name may mean."""
    title = f"{found.entity.name}  ({say_label(found.entity.label, found.entity.kind)}, {found.entity.id})"
    more = other_lines(found.others)
    if not found.neighbors:
        none = say(
            "{name} has no such neighbors; loosen the filters, or see its sentences: kg show {name}",
            name=found.entity.name,
        )
        return [title, none, *more]
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
    table = align([head, *rows], right=[3, 4])
    lines = _quoted(table, [each.quotes for each in found.neighbors])
    return [title, *lines, *_rest(len(found.neighbors), found.total), *more]


def other_lines(others: Sequence[Named]) -> list[str]:
    """Return, where there are some, who else a name may mean: each with what it is and its id."""
    if not others:
        return []
    told = (f"  {each.name}  ({say_label(each.label, each.kind)}, {each.id})" for each in others)
    return [say("others of this name, or told of more by a fuller one:"), *told]


def tenure_lines(
    found: Sequence[TenureRow],
    more_near: bool,
    below: Sequence[BelowCount] = (),
    others: Sequence[Named] = (),
) -> list[str]:
    """Return tenures as a table with their sentences; last what is below the body, what else it may mean."""
    more = [say("--below adds {posts}", posts=below_words(below))] if below else []
    last = [*more, *other_lines(others)]
    if not found:
        step = say("--near shows those stated before or after") if more_near else say("loosen the filters")
        return [say("no tenure found; {step}", step=step), *last] if more_near or not more else last
    head = (say("body"), say("title"), say("person"), say("seen"), say("status"))
    rows = [(each.body.name, each.told_as, each.person.name, _seen(each), _state(each)) for each in found]
    return _quoted(align([head, *rows]), [each.quotes for each in found]) + last


def _quoted(table: Sequence[str], quotes: Sequence[Sequence[Quote]]) -> list[str]:
    """Return a table with the sentences of each row below it, numbered where they are first needed."""
    first, *rows = table
    cited = Cited()
    return [first, *(line for row, own in zip(rows, quotes, strict=True) for line in cited.cite(row, own))]


def _seen(row: TenureRow) -> str:
    return say_period(row.first_seen, row.last_seen) or "–"


def _state(row: TenureRow) -> str:
    said = say(_STATES[row.state])
    return f"{said} ({row.former_since})" if row.state == FORMER else said


def hit_lines(found: Hits, styled: bool) -> list[str]:
    """Return hits under the headlines of their articles, the words bold, or in brackets unless `styled`."""
    lines = [] if found.hits else [say("nothing found; try fewer or shorter words")]
    shown = len(found.hits)
    if found.hits and found.window == "article":
        lines.append(
            say("articles that have all words, not in one sentence: {count}", count=f"{found.total:,}")
        )
        shown = len({(hit.page, hit.article) for hit in found.hits})
    for (_, _, date, headline), hits in groupby(found.hits, _article):
        lines.append(visible("  ".join(filter(None, (date, headline or say("(no headline)"))))))
        for hit in hits:
            text = _bold(hit) if styled else bracketed(hit.text, hit.marks)
            lines.append(f"  {visible(hit.page)}:{hit.line}  {text}")
    return lines + _rest(shown, found.total)


def _article(hit: Hit) -> tuple[str, str, str, str]:
    return hit.page, hit.article, hit.date or "", hit.headline


def _bold(hit: Hit) -> str:
    return marked(hit.text, hit.marks, lambda word: typer.style(word, bold=True, reverse=True), visible)


def bracketed(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return a text with what is marked in brackets.

    >>> bracketed("市卫健委主任", [(1, 4)])
    '市【卫健委】主任'
    """
    return marked(text, marks, lambda word: f"【{word}】")


def marked(
    text: str,
    marks: Iterable[tuple[int, int]],
    show: Callable[[str], str],
    clean: Callable[[str], str] = str,
) -> str:
    """Return a text with what is marked as a function shows it; each piece is cleaned before."""
    pieces, last = [], 0
    for start, end in marks:
        pieces += [clean(text[last:start]), show(clean(text[start:end]))]
        last = end
    return "".join([*pieces, clean(text[last:])])


def _rest(shown: int, total: int) -> list[str]:
    if shown == total:
        return []
    return [say("{shown} of {total}; --limit 0 shows all", shown=f"{shown:,}", total=f"{total:,}")]
