"""What `kg show` and `kg explain` print: the card of a name, and why two names are one entity or two."""

from collections.abc import Iterable, Sequence

from kg.cli.tables import pad, say_kind, say_label, say_period
from kg.messages import say, template
from kg.queries.cards import Card, Fact
from kg.queries.explain import Explanation, Ruled
from kg.queries.reasons import say_reason
from kg.queries.values import Named, Quote

_RULED = {
    "positive": template("{a} is {b}: {reason} (score {score:g})"),
    "negative": template("{a} is not {b}: {reason} (score {score:g})"),
    "unsure": template("{a} may be {b}: {reason} (score {score:g})"),
}


def cards_lines(found: Sequence[Card]) -> list[str]:
    """Return cards as lines of text, an empty one between two."""
    return [line for number, card in enumerate(found) for line in ([""] if number else []) + card_lines(card)]


def card_lines(card: Card) -> list[str]:
    """Return a card as lines of text."""
    lines = [f"{card.entity.name}  ({say_label(card.entity.label, card.entity.kind)}, {card.entity.id})"]
    lines += _head(card)
    lines += _section(say("posts"), card.posts)
    lines += _section(say("bylines"), card.bylines)
    if card.met_in:
        title = say("neighbors {where}", where=say_kind(card.met_in))
        lines += _section(title, card.neighbors, weighed=True)
    below = ((say("parts"), card.parts), (say("bodies here"), card.bodies_here))
    return lines + [
        f"{pad(title, 11)} {' '.join(each.name for each in here)}" for title, here in below if here
    ]


def _head(card: Card) -> list[str]:
    """Return the fields that a card begins with, those that are known."""
    position = "" if card.latitude is None else f"{card.latitude:g} {card.longitude:g}"
    fields = (
        (say("aliases"), " ".join(card.aliases)),
        (say("mentions"), str(card.mentions)),
        (say("code"), card.code or ""),
        (say("position"), position),
        (say("part of"), _name(card.part_of)),
        (say("located in"), _name(card.located_in)),
    )
    return [f"{pad(title, 11)} {text}" for title, text in fields if text]


def _section(title: str, facts: Iterable[Fact], weighed: bool = False) -> list[str]:
    """Return a section of a card: each fact with its dates and sentences."""
    lines: list[str] = []
    for fact in facts:
        words = [say_period(fact.first_date, fact.last_date), _name(fact.entity), _name(fact.person)]
        words += [f"{fact.weight:.2f}", f"×{fact.count}"] if weighed else []
        lines.append("  " + "  ".join(filter(None, words)))
        lines += quote_lines(fact.quotes)
    return [title, *lines] if lines else []


def quote_lines(quotes: Iterable[Quote]) -> list[str]:
    """Return sentences with their page and line, below what rests on them."""
    return [f"      {quote.page}:{quote.line}{_place(quote)}  {quote.text}" for quote in quotes]


def _place(quote: Quote) -> str:
    """Return where a sentence begins on its picture, as x,y,width,height in brackets; "" for other pages."""
    return f" [{','.join(map(str, quote.box))}]" if quote.box else ""


def _name(entity: Named | None) -> str:
    return entity.name if entity else ""


def explanation_lines(found: Explanation) -> list[str]:
    """Return an explanation as lines of text."""
    lines = []
    for each in found.meanings:
        values = {"surface": each.surface, "name": each.entity.name, "id": each.entity.id}
        said = say(
            "{surface} stands for {name} ({label}, {id})", label=say_label(each.entity.label), **values
        )
        lines.append(said + (say(", {times} times so written", times=each.times) if each.times else ""))
    return [*lines, "", _verdict(found), *_reasons(found.judgements)]


def _verdict(found: Explanation) -> str:
    names = {"a": found.a, "b": found.b}
    if not found.shared:
        return say("{a} and {b} are two entities.", **names)
    if found.shared == found.entities == 1:
        return say("{a} and {b} are one entity.", **names)
    counts = {"shared": found.shared, "all": found.entities}
    return say("{a} and {b} are one entity in {shared} of {all} cases.", **names, **counts)


def _reasons(judgements: Iterable[Ruled]) -> list[str]:
    told = [
        "  "
        + say(_RULED[each.judgement], a=each.a, b=each.b, reason=say_reason(each.reason), score=each.score)
        for each in judgements
    ]
    none = "  " + say("No rule saw a reason to compare them; names that differ stay apart.")
    return list(dict.fromkeys(told)) or [none]
