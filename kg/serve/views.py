"""What the pages of the explorer show, each a function of the question that an address asks."""

from collections.abc import Iterable, Iterator, Sequence

from kg.errors import InputError
from kg.model import LABELS
from kg.queries.articles import read_article
from kg.queries.companions import companions_of
from kg.queries.profile import profile, told_by_year
from kg.queries.rows import named, read_entities
from kg.queries.tenures import tenures
from kg.queries.told import Told, count_by_month, told_of
from kg.queries.values import Named, TenureRow
from kg.serve.charts import atlas, bars_of, time_line
from kg.serve.finding import PAGE, Found, find_articles, find_names, find_sentences
from kg.serve.shown import Asked, Cell, Shown
from kg.serve.words import word
from kg.store.engine import literal

SORTS = ("names", "sentences", "articles", "posts")  # of things that are searched
FACETS = ("label", "kind", "place", "paper", "year")
_TOP = 8
_SENTENCES = 20  # on a card
_HELD = ("person", "title", "body", "first_seen", "last_seen", "former_since", "count", "page", "line", "text")


def home(asked: Asked) -> Shown:
    """Show the build: what it covers, and who and what is told of most."""
    snapshot = asked.snapshot
    top = {label: _most_told(label, asked) for label in LABELS}
    coverage = snapshot.coverage
    months: dict[str, int] = {}
    for day, articles in coverage.articles:
        months[day[:7]] = months.get(day[:7], 0) + articles
    answer = {"pages": coverage.pages, "papers": coverage.papers, "stats": snapshot.stats, "top": top}
    rows = [(label, each.name, each.id, times) for label, some in top.items() for each, times in some]
    return Shown(
        "home.html",
        "",
        {"answer": answer, "chart": bars_of(months.items()), "stats": snapshot.stats, "top": top},
        ("label", "name", "id", "mentions"),
        rows,
    )


def _most_told(label: str, asked: Asked) -> tuple[tuple[Named, int], ...]:
    """Return the entities of a label that are mentioned most; of posts those that most people held."""
    query = f"SELECT * FROM entities WHERE label = '{label}' ORDER BY mentions DESC, id LIMIT {_TOP}"
    return tuple((named(row), row["mentions"]) for row in asked.snapshot.records(query))


def search(asked: Asked) -> Shown:
    """Show what a search finds among names, sentences, articles or posts."""
    text, sort = asked.text("q"), asked.text("in") or SORTS[0]
    chosen = {name: asked.text(name) for name in FACETS}
    skip = asked.number("skip")
    limit = PAGE if asked.path.get("form", "html") == "html" else asked.number("limit", 1000, 10_000)
    problem = ""
    try:
        found = _find(text, sort, chosen, asked, skip, limit)
        if text and not found.total and "in" not in asked.query and not any(chosen.values()):
            sort = "sentences"  # no name has it
            found = _find(text, sort, chosen, asked, skip, limit)
    except InputError:
        found, problem = Found(0, (), ()), "type_more"
    values = {"answer": found, "q": text, "sort": sort, "chosen": chosen, "skip": skip, "page": PAGE}
    title = f"{text} · {word(asked.language, 'search')}" if text else word(asked.language, "search")
    head, rows = _search_rows(sort, found)
    return Shown("search.html", title, {**values, "problem": problem, "sorts": SORTS}, head, rows)


def _find(text: str, sort: str, chosen: dict[str, str], asked: Asked, skip: int, limit: int) -> Found:
    if sort == "sentences":
        return find_sentences(text, asked.snapshot, chosen, skip=skip, limit=limit)
    if sort == "articles":
        return find_articles(text, asked.snapshot, chosen, skip=skip, limit=limit)
    return find_names(text, asked.snapshot, chosen, posts=sort == "posts", skip=skip, limit=limit)


def _search_rows(sort: str, found: Found) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    """Return the table of what a search found."""
    if sort == "sentences":
        return _TOLD, map(_told_row, found.rows)  # type: ignore[arg-type]
    if sort == "articles":
        rows = ((r.date, r.page, r.article, r.headline, r.times) for r in found.rows)  # type: ignore[union-attr]
        return ("date", "page", "article", "headline", "sentences"), rows
    return ("label", "name", "id", "kind", "place", "mentions", "first_date", "last_date", "aliases"), (
        (e.label, e.name, e.id, e.kind, r.place, r.mentions, r.first_date, r.last_date, "|".join(r.aliases))
        for r in found.rows
        for e in [r.entity]  # type: ignore[union-attr]
    )


_TOLD = ("date", "page", "line", "start", "end", "headline", "text")


def _told_row(told: Told) -> tuple[Cell, ...]:
    return told.date, told.page, told.line, told.start, told.end, told.headline, told.text


def suggest(asked: Asked) -> Shown:
    """Show the few names and posts that a text may mean, while it is typed."""
    found = find_names(asked.text("q"), asked.snapshot, {}, limit=8) if asked.text("q") else Found(0, (), ())
    return Shown("", "", {"answer": found})


def card(asked: Asked) -> Shown:
    """Show all that the build tells of an entity."""
    snapshot, id_ = asked.snapshot, asked.path["id"]
    known = profile(id_, snapshot)
    year = asked.text("year")
    period = (f"{year}-01-01", f"{year}-12-31") if len(year) == 4 and year.isdecimal() else None
    told = told_of([id_], snapshot, period=period, skip=asked.number("skip"), limit=_SENTENCES)
    held = _tenures_of(known.entity, asked)
    months = count_by_month([id_], snapshot)
    answer = {
        "profile": known,
        "months": months,
        "posts": held,
        "companions": companions_of(id_, snapshot),
        "told": told,
    }
    values = {
        "answer": answer,
        "known": known,
        "chart": bars_of(months),
        "line": time_line(held),
        "map": atlas(known.latitude, known.longitude) if known.entity.label == "LOC" else None,
        "years": told_by_year(id_, snapshot) if known.entity.label == "LOC" else (),
        "year": year if period else "",
        "skip": asked.number("skip"),
        "page": _SENTENCES,
    }
    return Shown("card.html", known.entity.name, values, _CARD, _card_rows(answer), forms=("json", "csv"))


_CARD = ("section", "name", "id", "count", "first_date", "last_date", "page", "line", "headline", "text")


def _card_rows(answer: dict[str, object]) -> Iterator[Sequence[Cell]]:
    """Yield a card as one table."""
    held: Sequence[TenureRow] = answer["posts"]  # type: ignore[assignment]
    for row in held:
        quote = row.quotes[0] if row.quotes else None
        place = (quote.page, quote.line, quote.headline, quote.text) if quote else (None, None, None, None)
        who = f"{row.person.name} {row.body.name}{row.title}"
        yield "post", who, row.post, row.count, row.first_seen, row.last_seen, *place
    for group in answer["companions"]:  # type: ignore[attr-defined]
        for each in group.companions:
            ends = (each.first_date, each.last_date)
            yield "companion", each.entity.name, each.entity.id, each.count, *ends, None, None, None, None
    for told in answer["told"].sentences:  # type: ignore[attr-defined]
        place = (told.page, told.line, told.headline, told.text)
        yield "sentence", None, None, None, told.date, told.date, *place


def _tenures_of(entity: Named, asked: Asked) -> tuple[TenureRow, ...]:
    """Return the tenures of a person or a post, by time; those of bodies have a page of their own."""
    if entity.label == "PER":
        found = tenures(asked.snapshot, person=entity.id)
    elif entity.label == "TITLE":
        found = tenures(asked.snapshot, post=entity.id)
    else:
        return ()
    return tuple(sorted(found, key=_by_time))


def _by_time(row: TenureRow) -> tuple[str, ...]:
    dates = [day for day in (row.first_seen, row.former_since) if day]
    return min(dates, default=""), row.last_seen or "", row.body.name, row.title, row.person.name


def holders(asked: Asked) -> Shown:
    """Show who held which post of a body, or the post of a card, as lines of time."""
    snapshot, id_ = asked.snapshot, asked.path["id"]
    entity = profile(id_, snapshot).entity
    title = asked.text("title")
    rows = tenures(snapshot, post=id_) if entity.label == "TITLE" else tenures(snapshot, body=id_)
    kept = sorted((row for row in rows if not title or row.title == title), key=_by_time)
    line = time_line(kept)
    posts: dict[str, list[object]] = {}
    for each in line.lines if line else ():
        posts.setdefault(each.tenure.title, []).append(each)
    ordered = sorted(posts.items(), key=lambda item: (-len(item[1]), item[0]))
    values = {"answer": kept, "entity_of": entity, "line": line, "posts": ordered, "title": title}
    said = f"{entity.name} · {word(asked.language, 'holders')}"
    return Shown("holders.html", said, values, _HELD, map(_held_row, kept))


def _held_row(row: TenureRow) -> tuple[Cell, ...]:
    quote = row.quotes[0] if row.quotes else None
    told = (quote.page, quote.line, quote.text) if quote else (None, None, None)
    ends = (row.first_seen, row.last_seen, row.former_since)
    return row.person.name, row.title, row.body.name, *ends, row.count, *told


def article(asked: Asked) -> Shown:
    """Show an article with its names marked."""
    start = asked.number("at") if "at" in asked.query else None
    page = asked.query.get("page", "")
    found = read_article(page, asked.snapshot, id_=asked.text("id") or None, start=start)
    rows = (_told_row(told) for paragraph in found.paragraphs for told in paragraph.sentences)
    values = {"answer": found, "at": start}
    return Shown("article.html", found.headline or found.page, values, _TOLD, rows)


def find_entity(text: str, asked: Asked) -> Named | None:
    """Return the entity that a part of an address names: by its id, or the best find of a search."""
    rows = read_entities(asked.snapshot, f"id = {literal(text)}") if text else []
    if rows:
        return named(rows[0])
    for posts in (False, True):
        found = find_names(text, asked.snapshot, {}, posts=posts, limit=1) if text else None
        for row in found.rows if found else ():
            return row.entity  # type: ignore[union-attr]
    return None
