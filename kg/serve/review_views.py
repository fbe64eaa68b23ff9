"""The pages on which a person decides: doubts and contradictions one below the other, with both sides."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.corpus import Ruling
from kg.corpus.ruling import Action
from kg.errors import InputError
from kg.model import LABELS
from kg.queries.apart import articles_of
from kg.queries.doubts import Undecided, UnsureName, as_undecided, contradictions, sides_of
from kg.queries.profile import profile
from kg.queries.rows import read_entities
from kg.queries.told import count_by_month
from kg.serve.answers import Answer, Cell, Question, send_json
from kg.serve.charts import bars_of
from kg.serve.explorer import Explorer
from kg.serve.reviewing import ReviewDesk
from kg.serve.snapshot import Snapshot
from kg.serve.words import word
from kg.store.engine import literals
from kg.text import squeeze_name

PAGE = 8  # doubts of one page
_ARTICLES = 60  # of one page of those to be split
_MOST_REASONS = 12  # to narrow by
_HEAD = ("action", "a", "b", "label", "note")


SORTS = ("doubts", "names", "contradictions")  # of what waits for a decision


def review(asked: Question, desk: ReviewDesk) -> Answer:
    """Show what waits for a decision, and what was decided and waits for a build."""
    snapshot, sort = asked.snapshot, asked.text("in")
    sort = sort if sort in SORTS else SORTS[0]
    rulings, made = desk.rulings(), desk.pending(snapshot.began)
    alone = {(ruling.a, ruling.label) for ruling in rulings if ruling.action in ("none", "relabel", "rename")}
    waiting = _undecided(snapshot.doubts, rulings)
    unsure = [each for each in snapshot.unsure if not {(each.name, each.label), (each.name, None)} & alone]
    reason, skip = asked.text("reason"), asked.number("skip")
    chosen = [each for each in waiting if not reason or each.reason == reason]
    part = slice(skip, skip + PAGE)
    shown = {"doubts": chosen[part], "names": list(map(as_undecided, unsure[part]))}.get(sort, [])
    sides = list(zip(shown, sides_of(shown, snapshot, "written"), strict=True)) if shown else []
    found = contradictions(snapshot, skip=skip, limit=PAGE) if sort == "contradictions" else ()
    totals = {"doubts": len(waiting), "names": len(unsure), "contradictions": snapshot.stats.contradictions}
    total = len(chosen) if sort == "doubts" else totals[sort]
    names = unsure[part] if sort == "names" else []
    answer = {"total": total, "doubts": sides, "names": names, "contradictions": found, "pending": made}
    values = {"answer": answer, "total": total, "sides": sides, "found": found, "made": made, "sort": sort}
    values |= {
        "reason": reason,
        "reasons": Counter(each.reason for each in waiting).most_common(_MOST_REASONS),
    }
    values |= {"skip": skip, "page": PAGE, "totals": totals, "names": names, "file": desk.path}
    values["called"] = _called(made, snapshot)
    return Answer("review.html", word(asked.language, "review"), values, _HEAD, _rows(sort, chosen, unsure))


def _called(made: Sequence[Ruling], snapshot: Snapshot) -> dict[str, str]:
    """Return the names of the entities of which decisions give the id."""
    ids = sorted({each for ruling in made for each in ruling.pair})
    rows = read_entities(snapshot, f"id IN ({literals(ids)})") if ids else []
    return {row["id"]: row["name"] for row in rows}


def _undecided(doubts: Sequence[Undecided], rulings: Sequence[Ruling]) -> list[Undecided]:
    """Return the doubts of which no ruling names both sides."""
    decided = {ruling.pair - {""} for ruling in rulings}
    named = {name for pair in decided for name in pair}
    return [each for each in doubts if each.a not in named or frozenset({each.a, each.b}) not in decided]


def _rows(sort: str, chosen: Sequence[Undecided], unsure: Sequence[UnsureName]) -> Iterator[tuple[Cell, ...]]:
    """Yield what waits as rows of a review file that says nothing yet."""
    if sort == "names":
        for each in unsure:
            yield "", each.name, "", each.label, f"score {each.score:.2f}"
    else:
        for doubt in chosen:
            yield "", doubt.a, doubt.b if doubt.b != doubt.a else "", doubt.label, doubt.reason


def split(asked: Question) -> Answer:
    """Show the articles that name an entity, for a person to tick those that mean somebody else."""
    snapshot, id_ = asked.snapshot, asked.path["id"]
    entity = profile(id_, snapshot).entity
    year, skip = asked.year(), asked.number("skip")
    period = (f"{year}-01-01", f"{year}-12-31") if year else None
    found = articles_of(id_, snapshot, period=period, skip=skip, limit=_ARTICLES)
    values = {"answer": found, "own": entity, "chart": bars_of(count_by_month([id_], snapshot))}
    values |= {"year": year, "skip": skip, "page": _ARTICLES}
    rows = (
        (each.date, each.page, each.article, each.name, each.times, each.headline, each.sentence.text)
        for each in found.articles
    )
    head = ("date", "page", "article", "name", "mentions", "headline", "text")
    return Answer("split.html", f"{entity.name} · {word(asked.language, 'split')}", values, head, rows)


def review_routes(explorer: Explorer) -> list[Route]:
    """Return the addresses of the review: its page, a decision, its undoing."""

    def page(form: str) -> Route:
        def answer(request: Request) -> Response:
            if setting := explorer.set_cookies(request):
                return setting
            with explorer.desk.ask() as snapshot:
                asked = explorer.asked(request, snapshot, form)
                return explorer.send(review(asked, explorer.review), asked, request, form)

        return Route("/review" + (f".{form}" if form != "html" else ""), answer)

    async def decide(request: Request) -> Response:
        given = await _read(request)
        ruling = await run_in_threadpool(explorer.review.decide, _ruling(given))
        return send_json({"decided": ruling._asdict()})

    async def undo(request: Request) -> Response:
        given = await _read(request)
        ruling = await run_in_threadpool(explorer.review.undo, given.get("at", ""))
        return send_json({"undone": ruling._asdict()})

    decisions = [
        Route("/review/decide", decide, methods=["POST"]),
        Route("/review/undo", undo, methods=["POST"]),
    ]
    return [*map(page, ("json", "csv", "html")), *decisions]


async def _read(request: Request) -> dict[str, str]:
    """Return what a request brings: one JSON object of texts."""
    try:
        given = await request.json()
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise InputError("a decision is one JSON object of texts")
    return given


def _ruling(given: dict[str, str]) -> Ruling:
    """Return a decision; InputError where its action is none, or one that no build would read."""
    action = next((known for known in get_args(Action) if known == given.get("action")), None)
    if action is None:
        known = ", ".join(get_args(Action))
        raise InputError(
            "unknown action {action!r}; use {known}", action=given.get("action", ""), known=known
        )
    a, b = (squeeze_name(given.get(name, "")) for name in ("a", "b"))
    label = next((known for known in LABELS if known == given.get("label")), None)
    return Ruling(action, a, b, label, " ".join(given.get("note", "").split())[:500])
