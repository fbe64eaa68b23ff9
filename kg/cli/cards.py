"""What `kg show` and `kg explain` print: the card of a name, and why two names are one entity or two."""

from collections.abc import Iterable, Sequence

from kg.cli.tables import pad, say_kind, say_label, say_period
from kg.messages import say, template
from kg.queries.beside import InArticle
from kg.queries.cards import Card, Fact
from kg.queries.explain import Explanation, Ruled
from kg.queries.reasons import say_reason
from kg.queries.told import Told
from kg.queries.values import BelowCount, Named, Quote

_RULED = {
    "positive": template("{a} is {b}: {reason} (score {score:g})"),
    "negative": template("{a} is not {b}: {reason} (score {score:g})"),
    "unsure": template("{a} may be {b}: {reason} (score {score:g})"),
}


def cards_lines(found: Sequence[Card]) -> list[str]:
    """Return cards as lines of text, an empty one between two."""
    lines = [
        line for number, card in enumerate(found) for line in ([""] if number else []) + card_lines(card)
    ]
    fuller = found[0].fuller if found else ()
    names = " ".join(each.name for each in fuller)
    return [*lines, "", say("more often told of: {names}", names=names)] if fuller else lines


def card_lines(card: Card) -> list[str]:
    """Return a card as lines of text: every sentence once, numbered where it is first needed."""
    cited = Cited()
    lines = [f"{card.entity.name}  ({say_label(card.entity.label, card.entity.kind)}, {card.entity.id})"]
    lines += _head(card)
    lines += _section(say("posts"), map(_told, card.posts), cited)
    if card.below:
        lines.append(f"{pad(say('posts below'), 11)} {below_words(card.below)}  ({say(_BELOW)})")
    lines += _section(say("bylines"), map(_told, card.bylines), cited)
    if card.met_in:
        title = say("neighbors {where}", where=say_kind(card.met_in))
        lines += _section(title, map(_counted, card.neighbors), cited)
    lines += _section(say("in the same article"), map(_beside, card.beside), cited)
    lines += _section(say("places told together with it"), map(_counted, card.places), cited)
    below = ((say("parts"), card.parts), (say("bodies here"), card.bodies_here))
    lines += [f"{pad(title, 11)} {' '.join(each.name for each in here)}" for title, here in below if here]
    return lines + _rest(card, cited)


_BELOW = template("kg tenures --body … --below shows them")


def below_words(below: Iterable[BelowCount]) -> str:
    """Return how many posts pages tell of at what lies below a body."""
    return "  ".join(
        say("{count} at {name}", count=f"{each.tenures:,}", name=each.body.name) for each in below
    )


class Cited:
    """The sentences that were printed already, by the numbers that they have."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[tuple[str, int, int], int] = {}

    def cite(self, words: str, quotes: Iterable[Quote | Told]) -> list[str]:
        """Return a line with the numbers of its sentences, and below it those not yet told."""
        marks, fresh = [], []
        for quote in quotes:
            key = (quote.page, quote.start, quote.end)
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                where = f"{quote.page}:{quote.line}{_box(quote)}"
                fresh.append(f"      [{self._numbers[key]}] {where}  {quote.text}")
            marks.append(f"[{self._numbers[key]}]")
        return [f"{words}  {' '.join(marks)}".rstrip(), *fresh]

    def knows(self, quote: Quote | Told) -> bool:
        """Tell whether a sentence was printed."""
        return (quote.page, quote.start, quote.end) in self._numbers


def _box(quote: Quote | Told) -> str:
    """Return where a sentence begins on its picture, as x,y,width,height in brackets; "" for other pages."""
    box = quote.box if isinstance(quote, Quote) else None
    return f" [{','.join(map(str, box))}]" if box else ""


_Line = tuple[str, Iterable[Quote | Told]]  # words and the sentences that they rest on


def _head(card: Card) -> list[str]:
    """Return the fields that a card begins with, those that are known."""
    position = "" if card.latitude is None else f"{card.latitude:g} {card.longitude:g}"
    fields = (
        (say("aliases"), " ".join(card.aliases)),
        (say("mentions"), f"{card.mentions:,}"),
        (say("seen"), say_period(card.first_date, card.last_date)),
        (say("code"), card.code or ""),
        (say("position"), position),
        (say("part of"), _name(card.part_of)),
        (say("located in"), _name(card.located_in)),
    )
    return [f"{pad(title, 11)} {text}" for title, text in fields if text]


def _section(title: str, told: Iterable[_Line], cited: Cited) -> list[str]:
    """Return a section of a card: each fact with the numbers of its sentences."""
    lines = [line for words, quotes in told for line in cited.cite(f"  {words}", quotes)]
    return [title, *lines] if lines else []


def _told(fact: Fact) -> _Line:
    words = say_period(fact.first_date, fact.last_date), _name(fact.entity), _name(fact.person)
    return "  ".join(filter(None, words)), fact.quotes


def _counted(fact: Fact) -> _Line:
    return _times(fact.count, fact.entity, fact.first_date, fact.last_date), fact.quotes


def _beside(each: InArticle) -> _Line:
    return _times(each.count, each.entity, each.first_date, each.last_date), [each.sentence]


def _times(count: int, entity: Named | None, first: str | None, last: str | None) -> str:
    return "  ".join(filter(None, (f"×{count:,}", _name(entity), say_period(first, last))))


def _rest(card: Card, cited: Cited) -> list[str]:
    """Return the sentences that no fact rests on, and how many there are in all."""
    lines = [line for each in card.sentences if not cited.knows(each) for line in cited.cite("", [each])[1:]]
    if card.told > len(card.sentences):
        lines.append("  " + say("{count} sentences name it; kg search finds all", count=f"{card.told:,}"))
    return [say("other sentences"), *lines] if lines else []


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
