"""Markdown notes that link to each other, for Obsidian, Logseq and any editor: one for each entity."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.days import first_day, last_day
from kg.model import Edge, Entity, Evidence, Label
from kg.schema import PostRecord
from kg.store.tables import Tables, edge_spell
from kg.visible import TURNS

FOLDERS: dict[Label, str] = {"PER": "people", "LOC": "places", "ORG": "bodies", "TITLE": "posts"}
MOST_NEIGHBORS = 30  # listed in one note, the strongest first
MOST_QUOTES = 12  # passages quoted in one note
LONGEST_NAME = 60  # characters of a file name

_FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*#^\[\]%\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]'
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$%!&=])")
_TURNS = re.compile(f"[{TURNS}]")
_IN_LABEL = str.maketrans(
    "[]|<>`*_~$%#!&=\\", "［］｜＜＞｀＊＿～＄％＃！＆＝＼"
)  # where nothing can be escaped


def write_notes(tables: Tables, path: Path) -> None:
    """Write a note for each entity into people/, places/, bodies/ and posts/, and index.md.

    A note has its facts as front matter (type, aliases, mentions, code, dates), the posts held or the
    holders of a post, the strongest neighbors and the passages that tell of it, as links and quotes.
    File names are names that Windows, macOS and Linux take: signs that they or [[links]] refuse and
    invisible ones become _, names that Windows reserves get a _, long ones are cut, and a name that
    stands twice (case put aside) gets the end of its entity's id. In texts line breaks become spaces
    and signs of Markdown are escaped; in labels of links, where they can't be, they become full-width ones.
    """
    for folder in FOLDERS.values():
        (path / folder).mkdir()
    book = _Book(tables)
    for entity in tables.entities:
        _write(path / FOLDERS[entity.label] / f"{book.stems[entity.id]}.md", book.note(entity))
    _write(path / "index.md", book.index())


def file_stems(names: dict[str, str]) -> dict[str, str]:
    """Return a file name without suffix for each id, all different even where case is not told apart.

    >>> file_stems({"per-11112222": "那顺/孟和", "loc-1": "CON", "org-33334444": "con", "per-5": ""})
    {'per-11112222': '那顺_孟和', 'loc-1': 'CON_', 'org-33334444': 'con_ (33334444)', 'per-5': 'per-5'}
    """
    stems: dict[str, str] = {}
    taken = {"index"}
    for id_, name in names.items():
        stem = _safe(name) or _safe(id_)
        if stem.casefold() in taken:
            stem = f"{stem} ({_safe(id_)[-8:]})"
        while stem.casefold() in taken:
            stem += "_"
        taken.add(stem.casefold())
        stems[id_] = stem
    return stems


def _safe(name: str) -> str:
    stem = _FORBIDDEN.sub("_", " ".join(name.split()))[:LONGEST_NAME].strip(" .")
    return f"{stem}_" if _RESERVED.fullmatch(stem) else stem


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(_TURNS.sub("", text).split()))


class _Book:
    """All that the notes are written from, indexed by entity."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.stems = file_stems(tables.names)
        self.edges: dict[str, list[Edge]] = defaultdict(list)
        for edge in tables.edges:
            for end in {edge.source: 0, edge.target: 0}:
                self.edges[end].append(edge)
        self.posts: dict[str, list[PostRecord]] = defaultdict(list)
        for row in tables.posts:
            held = (row.person_entity, row.post_entity, row.body_entity)
            for id_ in dict.fromkeys(id_ for id_ in held if id_):
                self.posts[id_].append(row)

    def note(self, entity: Entity) -> Iterator[str]:
        """Yield the lines of the note of one entity."""
        yield from self._front(entity)
        yield f"# {_plain(self.tables.names[entity.id])}"
        if entity.parent in self.stems:
            yield f"\nPart of {self.link(entity.parent)}."
        yield from self._held(entity.id)
        yield from self._neighbors(entity.id)
        yield from self._quotes(entity.id)

    def index(self) -> Iterator[str]:
        """Yield the lines of the note that lists all others, the most mentioned first."""
        yield "# Index"
        for label, folder in FOLDERS.items():
            yield f"\n## {folder.capitalize()}\n"
            own = [entity for entity in self.tables.entities if entity.label == label]
            for entity in sorted(own, key=lambda entity: (-entity.mentions, entity.name, entity.id)):
                yield f"- {self.link(entity.id)} ({entity.mentions})"

    def link(self, id_: str) -> str:
        """Return a link to the note of an entity, shown under its name."""
        stem, name = self.stems[id_], " ".join(_TURNS.sub("", self.tables.names[id_]).split())
        shown = name.translate(_IN_LABEL)[:LONGEST_NAME]
        return f"[[{stem}]]" if shown == stem else f"[[{stem}|{shown}]]"

    def _front(self, entity: Entity) -> Iterator[str]:
        facts: dict[str, object] = {
            "id": entity.id,
            "type": FOLDERS[entity.label],
            "aliases": [alias.replace("[[", "[ [") for alias in entity.aliases] or None,
            "mentions": entity.mentions,
            "code": entity.code,
            "kind": entity.kind,
            "location": [entity.latitude, entity.longitude] if entity.latitude is not None else None,
        }
        spell = self.tables.spells.get(entity.id)
        facts |= {"first_date": first_day(spell[0]), "last_date": last_day(spell[1])} if spell else {}
        yield "---"
        for key, value in facts.items():
            if value is not None:  # JSON is YAML; days stay bare, so that they are dates
                yield f"{key}: {value if key.endswith('_date') else json.dumps(value, ensure_ascii=False)}"
        yield "---"

    def _held(self, id_: str) -> Iterator[str]:
        lines = dict.fromkeys(self._held_line(row) for row in self.posts[id_] if row.kind == "post")
        if lines:
            yield "\n## Posts\n"
            yield from sorted(lines)

    def _held_line(self, row: PostRecord) -> str:
        person = self._named(row.person_entity, row.person)
        body = self._named(row.body_entity, row.body)
        post = self._named(row.post_entity, row.title)
        qualifier = f"{_plain(row.qualifier)} " if row.qualifier else ""
        where = f" at {body}" if body else ""
        return f"- {row.date or 'undated'}: {person}, {qualifier}{post}{where} ({_plain(row.page)})"

    def _named(self, id_: str | None, text: str | None) -> str:
        return self.link(id_) if id_ else _plain(text or "")

    def _neighbors(self, id_: str) -> Iterator[str]:
        edges = [edge for edge in self.edges[id_] if edge.source != edge.target]
        edges.sort(key=lambda e: (e.kind == "article", -e.weight, -e.count, e.source, e.target, e.kind))
        if edges:
            yield "\n## Linked\n"
        for edge in edges[:MOST_NEIGHBORS]:
            other = edge.target if edge.source == id_ else edge.source
            dates = " – ".join(dict.fromkeys(edge_spell(edge) or ()))
            facts = [_plain(edge.kind), f"{edge.count}×", f"weight {edge.weight:.2f}", dates]
            yield f"- {self.link(other)}: {', '.join(fact for fact in facts if fact)}"
        if len(edges) > MOST_NEIGHBORS:
            yield f"- … and {len(edges) - MOST_NEIGHBORS} more links"

    def _quotes(self, id_: str) -> Iterator[str]:
        found = {passage for edge in self.edges[id_] if edge.kind != "article" for passage in edge.evidence}
        told = [passage for passage in sorted(found) if passage in self.tables.quotes]
        if told:
            yield "\n## Passages"
        for passage in told[:MOST_QUOTES]:
            yield f"\n> {_plain(self.tables.quotes[passage])}\n>\n> — {_cite(passage)}"


def _cite(passage: Evidence) -> str:
    return f"{_plain(passage.page)}, characters {passage.start}–{passage.end}"
