"""What a finished build says of one name, or of two: cards and explanations as lines of text.

All is read from the tables of the build's folder, line by line; nothing is computed again.
"""

import difflib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.errors import InputError, OutputError

Row = dict[str, Any]
Passage = tuple[str, int, int]  # page, start, end

MET = ("sentence", "paragraph", "article")
MOST_NEIGHBORS = 20
MOST_QUOTES = 3  # sentences for one fact
_LABELS = {"PER": "person", "LOC": "place", "ORG": "body", "TITLE": "post"}
_SAME, _DIFFERENT, _UNSURE = "positive", "negative", "unsure"
_VERBS = {_SAME: "is", _DIFFERENT: "is not", _UNSURE: "may be"}


def show_lines(name: str, out: Path) -> list[str]:
    """Return the cards of all entities of a name, alias or id: posts by time, neighbors, what lies where.

    Each fact is followed by the sentences it rests on, with page and line. Raises OutputError where the
    folder holds no finished build, and InputError for a name that it does not have.
    """
    entities = {row["id"]: row for row in _rows(out, "entities")}
    found = _find(name, entities.values(), out)
    ids = [row["id"] for row in found]
    edges = [row for row in _rows(out, "edges", ids) if row["source"] in ids or row["target"] in ids]
    edges += _holders(edges, ids, out)
    quotes = _quotes(edges, out)
    lines: list[str] = []
    for entity in found:
        lines += [""] if lines else []
        lines += _card(entity, edges, entities, quotes)
    return lines


def explain_lines(a: str, b: str, out: Path) -> list[str]:
    """Return why two surfaces are one entity or two: what each stands for, and each judgement on them.

    Raises OutputError where the folder holds no finished build, InputError for a name it does not have.
    """
    entities = {row["id"]: row for row in _rows(out, "entities")}
    found = {name: _find(name, entities.values(), out) for name in (a, b)}
    written = _written((a, b), out)
    lines = [line for name in (a, b) for line in _stands_for(name, found[name], written[name])]
    ids = [{row["id"] for row in found[name]} for name in (a, b)]
    names = {a, b} | {form for rows in found.values() for row in rows for form in (row["name"], row["id"])}
    judgements = [row for row in _rows(out, "judgements") if {row["a"], row["b"]} <= names | _forms(found)]
    lines += ["", _verdict(a, b, *ids), *_reasons(a, b, found, judgements)]
    return lines


def _find(name: str, entities: Iterable[Row], out: Path) -> list[Row]:
    """Return the entities of a name: by id or name, else by alias."""
    rows = list(entities)
    exact = [row for row in rows if name in (row["id"], row["name"])]
    found = exact + [row for row in rows if row not in exact and name in row["aliases"]]
    if found:
        return found
    known = {form for row in rows for form in (row["name"], *row["aliases"])}
    inside = sorted((form for form in known if name in form), key=lambda form: (len(form), form))[:3]
    near = inside or difflib.get_close_matches(name, sorted(known), 3)
    step = f"did you mean {' '.join(near)}?" if near else "give a name or id of entities.jsonl"
    raise InputError(f"{out / 'entities.jsonl'}: no {name!r}; {step}")


def _rows(out: Path, table: str, holding: Sequence[str] = ()) -> Iterator[Row]:
    """Yield the rows of a table, only those that hold one of some ids where these are given."""
    path = out / f"{table}.jsonl"
    if not path.is_file():
        raise OutputError(f"{path}: missing; build first with `kg build PAGES -o {out}`")
    with path.open(encoding="utf-8") as file:
        for line in file:
            if not holding or any(part in line for part in holding):
                yield json.loads(line)


def _holders(edges: Sequence[Row], ids: Sequence[str], out: Path) -> list[Row]:
    """Return who holds the posts at a body that is shown."""
    posts = [edge["source"] for edge in edges if edge["kind"] == "at" and edge["target"] in ids]
    known = set(posts) - set(ids)
    rows = _rows(out, "edges", sorted(known)) if known else iter(())
    return [row for row in rows if row["kind"] == "holds" and row["target"] in known]


def _quotes(edges: Iterable[Row], out: Path) -> dict[Passage, Row]:
    """Return the sentences that some edges rest on."""
    wanted = {_passage(p) for edge in edges for p in edge["evidence"][:MOST_QUOTES]}
    return {
        key: row
        for row in _rows(out, "sentences")
        if (key := (row["page"], row["start"], row["end"])) in wanted
    }


def _passage(evidence: Sequence[Any]) -> Passage:
    page, start, end = evidence
    return page, start, end


def _card(
    entity: Row, edges: Sequence[Row], entities: dict[str, Row], quotes: dict[Passage, Row]
) -> list[str]:
    """Return the card of one entity."""
    own = [edge for edge in edges if entity["id"] in (edge["source"], edge["target"])]
    posts = {edge["source"] for edge in own if edge["kind"] == "at" and edge["target"] == entity["id"]}
    held = [e for e in edges if e["kind"] == "holds" and (e in own or e["target"] in posts)]
    stated = sorted(
        held, key=lambda e: (e["first_date"] or "", e["last_date"] or "", e["target"], e["source"])
    )
    met = [edge for edge in own if edge["kind"] in MET]
    strongest = min((e["kind"] for e in met), key=MET.index, default="")
    near = sorted(
        (e for e in met if e["kind"] == strongest),
        key=lambda e: (-e["weight"], -e["count"], e["source"], e["target"]),
    )
    lines = _head(entity, entities)
    lines += _facts("posts", ((e, _post_text(e, entity, entities)) for e in stated), quotes)
    lines += _facts(
        "bylines", ((e, _other(e, entity, entities)) for e in own if e["kind"] == "byline"), quotes
    )
    lines += _facts(
        f"neighbors in one {strongest}",
        (
            (e, f"{_other(e, entity, entities)}  {e['weight']:.2f}  ×{e['count']}")
            for e in near[:MOST_NEIGHBORS]
        ),
        quotes,
    )
    return lines + _below(own, entity, entities)


def _head(entity: Row, entities: dict[str, Row]) -> list[str]:
    """Return what a card begins with: name, kind, id, aliases, code, what lies above."""
    kind = " ".join(filter(None, (_LABELS[entity["label"]], entity.get("kind"))))
    fields = [("aliases", " ".join(entity["aliases"])), ("mentions", str(entity["mentions"]))]
    fields.append(("code", entity.get("code", "")))
    for key, title in (("parent", "part of"), ("located_in", "located in")):
        above = entities.get(entity.get(key, ""))
        fields.append((title, above["name"] if above else ""))
    return [
        f"{entity['name']}  ({kind}, {entity['id']})",
        *(f"{title:11} {text}" for title, text in fields if text),
    ]


def _facts(title: str, facts: Iterable[tuple[Row, str]], quotes: dict[Passage, Row]) -> list[str]:
    """Return a section of a card: each fact with its dates and sentences."""
    lines: list[str] = []
    for edge, text in facts:
        lines.append("  " + "  ".join(filter(None, (_period(edge), text))))
        for evidence in edge["evidence"][:MOST_QUOTES]:
            if quote := quotes.get(_passage(evidence)):
                lines.append(f"      {quote['page']}:{quote['line']}  {quote['text']}")
    return [title, *lines] if lines else []


def _period(edge: Row) -> str:
    dates = {str(edge[key]) for key in ("first_date", "last_date") if edge[key]}
    return " – ".join(sorted(dates))


def _post_text(edge: Row, entity: Row, entities: dict[str, Row]) -> str:
    """Return a post for a person's card, its holder for a post's, both for a body's."""
    person, post = str(entities[edge["source"]]["name"]), str(entities[edge["target"]]["name"])
    if edge["source"] == entity["id"]:
        return post
    return person if edge["target"] == entity["id"] else f"{post}  {person}"


def _other(edge: Row, entity: Row, entities: dict[str, Row]) -> str:
    other = edge["target"] if edge["source"] == entity["id"] else edge["source"]
    return str(entities[other]["name"])


def _below(own: Sequence[Row], entity: Row, entities: dict[str, Row]) -> list[str]:
    """Return what is part of a place or body, and what lies in it."""
    lines = []
    for kind, title in (("part_of", "parts"), ("located_in", "bodies here")):
        below = [e["source"] for e in own if e["kind"] == kind and e["target"] == entity["id"]]
        if below:
            lines.append(f"{title:11} {' '.join(sorted(entities[each]['name'] for each in below))}")
    return lines


def _written(names: Sequence[str], out: Path) -> dict[str, Counter[str]]:
    """Return, for each surface, how often it stands for each entity."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _rows(out, "mentions", names):
        if row["text"] in names and row["entity"]:
            counts[row["text"]][row["entity"]] += 1
    return counts


def _stands_for(name: str, found: Sequence[Row], written: Counter[str]) -> Iterator[str]:
    for row in found:
        times = f", {written[row['id']]} times so written" if written[row["id"]] else ""
        yield f"{name} stands for {row['name']} ({_LABELS[row['label']]}, {row['id']}){times}"


def _forms(found: dict[str, list[Row]]) -> set[str]:
    """Return the forms of all entities that two names stand for."""
    return {form for rows in found.values() for row in rows for form in row["aliases"]}


def _verdict(a: str, b: str, left: set[str], right: set[str]) -> str:
    shared = left & right
    if not shared:
        return f"{a} and {b} are two entities."
    if left == right and len(left) == 1:
        return f"{a} and {b} are one entity."
    return f"{a} and {b} are one entity in {len(shared)} of {len(left | right)} cases."


def _reasons(a: str, b: str, found: dict[str, list[Row]], judgements: Sequence[Row]) -> list[str]:
    """Return the judgements on two surfaces: those on the pair, then what made each one's entity."""
    canonical = {name: {row["name"] for row in rows} for name, rows in found.items()}
    direct = [j for j in judgements if {j["a"], j["b"]} == {a, b}]
    steps = [
        j
        for j in judgements
        if j not in direct
        and any(j["a"] == name or (j["b"] == name and name not in canonical[name]) for name in (a, b))
    ]
    if not direct:
        direct = [j for j in judgements if all({j["a"], j["b"]} & canonical[name] for name in (a, b))]
    lines = [f"  {text}" for text in dict.fromkeys(map(_judged, [*direct, *steps]))]
    return lines or ["  No rule saw a reason to compare them; names that differ stay apart."]


def _judged(row: Row) -> str:
    return f"{row['a']} {_VERBS[row['judgement']]} {row['b']}: {row['reason']} (score {row['score']:g})"
