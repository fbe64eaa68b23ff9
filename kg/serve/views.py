"""What the pages of the explorer show, each a function of the question that an address asks."""

from collections.abc import Iterator, Sequence

from kg.errors import InputError
from kg.model import LABELS
from kg.queries.articles import read_article
from kg.queries.beside import beside_of
from kg.queries.companions import Companions, companions_of
from kg.queries.profile import profile, told_by_year
from kg.queries.rows import named, read_entities
from kg.queries.search import typed
from kg.queries.tenures import count_below, tenures
from kg.queries.told import Told, count_by_month, told_of
from kg.queries.values import Named, TenureRow
from kg.serve.answers import Answer, Cell, Question
from kg.serve.charts import bars_of, map_of, time_line
from kg.serve.finding import (
    PAGE,
    ArticleFound,
    NameFound,
    SearchFound,
    find_articles,
    find_names,
    find_sentences,
)
from kg.serve.graphs import FORMS, graph_of, named_by, named_in
from kg.serve.words import word
from kg.store.engine import literal

SORTS = ("names", "sentences", "articles", "posts")  # of things that are searched
FACETS = ("label", "kind", "place", "paper", "year")
_TOP = 8
_SENTENCES = 20  # on a card
_HELD = (
    "person",
    "title",
    "acting",
    "body",
    "first_seen",
    "last_seen",
    "former_since",
    "count",
    "page",
    "line",
    "text",
)


def home(asked: Question) -> Answer:
    """Show the build: what it covers, and who and what is told of most."""
    snapshot = asked.snapshot
    top = {label: _most_told(label, asked) for label in LABELS}
    coverage = snapshot.coverage
    months: dict[str, int] = {}
    for day, articles in coverage.articles:
        months[day[:7]] = months.get(day[:7], 0) + articles
    answer = {"pages": coverage.pages, "papers": coverage.papers, "stats": snapshot.stats, "top": top}
    rows = [(label, each.name, each.id, times) for label, some in top.items() for each, times in some]
    return Answer(
        "home.html",
        "",
        {"answer": answer, "chart": bars_of(months.items()), "stats": snapshot.stats, "top": top},
        ("label", "name", "id", "mentions"),
        rows,
        graph_of([id_ for _, _, id_, _ in rows], asked),
        forms=FORMS,
    )


def _most_told(label: str, asked: Question) -> tuple[tuple[Named, int], ...]:
    """Return the entities of a label that are mentioned most; of posts those that most people held."""
    query = f"SELECT * FROM entities WHERE label = '{label}' ORDER BY mentions DESC, id LIMIT {_TOP}"
    return tuple((named(row), row["mentions"]) for row in asked.snapshot.records(query))


def search(asked: Question) -> Answer:
    """Show what a search finds among names, sentences, articles or posts."""
    text, sort = typed(asked.query.get("q", "").strip()), asked.text("in") or SORTS[0]
    chosen = {name: asked.text(name) for name in FACETS}
    skip = asked.number("skip")
    limit = PAGE if asked.path.get("form", "html") == "html" else asked.number("limit", 1000, 10_000)
    problem = ""
    try:
        found = _find(text, sort, chosen, asked, skip, limit)
        further = _FURTHER if text and "in" not in asked.query and not any(chosen.values()) else ()
        for wider in further:
            if not found.total:
                found, sort = _find(text, wider, chosen, asked, skip, limit), wider
    except InputError:
        found, problem = SearchFound(0, (), ()), "type_more"
    values = {"answer": found, "q": text, "sort": sort, "chosen": chosen, "skip": skip, "page": PAGE}
    title = f"{text} · {word(asked.language, 'search')}" if text else word(asked.language, "search")
    values |= {"problem": problem, "sorts": SORTS}
    head, rows = _HEADS.get(sort, _NAMES), map(_found_row, found.rows)
    graph = graph_of(_ids_of(found), asked)
    return Answer("search.html", title, values, head, rows, graph, forms=FORMS, settled={"in": sort})


def _ids_of(found: SearchFound) -> Iterator[str]:
    """Yield the ids of what a search found, or of what its sentences name."""
    for row in found.rows:
        if isinstance(row, NameFound):
            yield row.entity.id
        else:
            yield from named_in([row] if isinstance(row, Told) else row.sentences)


def _find(
    text: str, sort: str, chosen: dict[str, str], asked: Question, skip: int, limit: int
) -> SearchFound:
    if sort == "sentences":
        return find_sentences(text, asked.snapshot, chosen, skip=skip, limit=limit)
    if sort == "articles":
        return find_articles(text, asked.snapshot, chosen, skip=skip, limit=limit)
    return find_names(text, asked.snapshot, chosen, posts=sort == "posts", skip=skip, limit=limit)


_FURTHER = ("sentences", "articles")  # where it is looked for what no name has
_NAMES = ("label", "name", "id", "kind", "place", "mentions", "first_date", "last_date", "aliases")
_ARTICLES = ("date", "page", "article", "headline", "sentences")
_TOLD = ("date", "page", "line", "start", "end", "headline", "text")
_HEADS = {"sentences": _TOLD, "articles": _ARTICLES}


def _found_row(found: NameFound | Told | ArticleFound) -> tuple[Cell, ...]:
    """Return a row of the table of what a search found."""
    if isinstance(found, Told):
        return _told_row(found)
    if isinstance(found, ArticleFound):
        return found.date, found.page, found.article, found.headline, found.times
    entity, dates = found.entity, (found.first_date, found.last_date)
    what = (entity.label, entity.name, entity.id, entity.kind, found.place, found.mentions)
    return *what, *dates, "|".join(found.aliases)


def _told_row(told: Told) -> tuple[Cell, ...]:
    return told.date, told.page, told.line, told.start, told.end, told.headline, told.text


def suggest(asked: Question) -> Answer:
    """Show the few names and posts that a text may mean, while it is typed."""
    found = (
        find_names(asked.text("q"), asked.snapshot, {}, limit=8, facets=False)
        if asked.text("q")
        else SearchFound(0, (), ())
    )
    return Answer("", "", {"answer": found})


def card(asked: Question) -> Answer:
    """Show all that the build tells of an entity."""
    snapshot, id_ = asked.snapshot, asked.path["id"]
    known = profile(id_, snapshot)
    year = asked.year()
    period = (f"{year}-01-01", f"{year}-12-31") if year else None
    told = told_of([id_], snapshot, period=period, skip=asked.number("skip"), limit=_SENTENCES)
    held = _tenures_of(known.entity, asked)
    months = count_by_month([id_], snapshot)
    beside, near = companions_of(id_, snapshot), beside_of(id_, snapshot)
    answer = {"profile": known, "months": months, "posts": held, "companions": beside, "told": told}
    answer |= {"beside": near, "below": count_below(id_, snapshot) if known.entity.label != "PER" else ()}
    values = {
        "answer": answer,
        "known": known,
        "chart": bars_of(months),
        "line": time_line(held),
        "map": map_of(known.latitude, known.longitude) if known.entity.label == "LOC" else None,
        "years": told_by_year(id_, snapshot) if known.entity.label == "LOC" else (),
        "year": year,
        "waiting": [ruling for ruling in asked.pending if ruling.pair & {id_, known.entity.name}],
        "skip": asked.number("skip"),
        "page": _SENTENCES,
    }
    around = [each.entity.id for group in beside for each in group.companions]
    shown = [id_, *named_by(held), *around, *(each.entity.id for each in near)]
    rows = _card_rows(held, beside, told.sentences)
    return Answer("card.html", known.entity.name, values, _CARD, rows, graph_of(shown, asked), forms=FORMS)


_CARD = ("section", "name", "id", "count", "first_date", "last_date", "page", "line", "headline", "text")


def _card_rows(
    held: Sequence[TenureRow], beside: Sequence[Companions], told: Sequence[Told]
) -> Iterator[Sequence[Cell]]:
    """Yield a card as one table."""
    for row in held:
        quote = row.quotes[0] if row.quotes else None
        place = (quote.page, quote.line, quote.headline, quote.text) if quote else (None, None, None, None)
        who = f"{row.person.name} {row.body.name}{row.title}"
        yield "post", who, row.post, row.count, row.first_seen, row.last_seen, *place
    for each in (each for group in beside for each in group.companions):
        ends = (each.first_date, each.last_date)
        yield "companion", each.entity.name, each.entity.id, each.count, *ends, None, None, None, None
    for one in told:
        yield "sentence", None, None, None, one.date, one.date, one.page, one.line, one.headline, one.text


def _tenures_of(entity: Named, asked: Question) -> tuple[TenureRow, ...]:
    """Return the tenures of a person or a post, by time; those of bodies have a page of their own."""
    if entity.label == "PER":
        return tenures(asked.snapshot, person=entity.id)
    return tenures(asked.snapshot, post=entity.id) if entity.label == "TITLE" else ()


def holders(asked: Question) -> Answer:
    """Show who held which post of a body, or the post of a card, as lines of time."""
    snapshot, id_ = asked.snapshot, asked.path["id"]
    entity = profile(id_, snapshot).entity
    title = asked.text("title")
    rows = tenures(snapshot, post=id_) if entity.label == "TITLE" else tenures(snapshot, body=id_)
    kept = [row for row in rows if not title or row.title == title]
    line = time_line(kept)
    posts: dict[str, list[object]] = {}
    for each in line.lines if line else ():
        posts.setdefault(each.tenure.title, []).append(each)
    ordered = sorted(posts.items(), key=lambda item: (-len(item[1]), item[0]))
    values = {"answer": kept, "entity_of": entity, "line": line, "posts": ordered, "title": title}
    said = f"{entity.name} · {word(asked.language, 'holders')}"
    graph = graph_of([id_, *named_by(kept)], asked)
    return Answer("holders.html", said, values, _HELD, map(_held_row, kept), graph, forms=FORMS)


def _held_row(row: TenureRow) -> tuple[Cell, ...]:
    quote = row.quotes[0] if row.quotes else None
    told = (quote.page, quote.line, quote.text) if quote else (None, None, None)
    ends = (row.first_seen, row.last_seen, row.former_since)
    return row.person.name, row.title, row.acting, row.body.name, *ends, row.count, *told


def article(asked: Question) -> Answer:
    """Show an article with its names marked."""
    start = asked.number("at") if "at" in asked.query else None
    page = asked.query.get("page", "")
    found = read_article(page, asked.snapshot, id_=asked.text("id") or None, start=start)
    rows = (_told_row(told) for paragraph in found.paragraphs for told in paragraph.sentences)
    values = {"answer": found, "at": start}
    graph = graph_of((each.entity.id for each in found.names), asked)
    title = found.headline or found.page
    return Answer("article.html", title, values, _TOLD, rows, graph, forms=FORMS)


def find_entity(text: str, asked: Question) -> Named | None:
    """Return the entity that a part of an address names: by its id, or the best find of a search."""
    rows = read_entities(asked.snapshot, f"id = {literal(text)}") if text else []
    if rows:
        return named(rows[0])
    for posts in (False, True):
        found = find_names(text, asked.snapshot, {}, posts=posts, limit=1, facets=False) if text else None
        best = found.rows[0] if found and found.rows else None
        if isinstance(best, NameFound):
            return best.entity
    return None
