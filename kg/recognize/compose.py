"""The rules over a tagger's words, as one pure function: what the pipeline's components do in turn."""

from collections.abc import Callable, Iterable, Sequence

from kg.knowledge.spelling import to_plain
from kg.recognize.bodies import find_bodies
from kg.recognize.byline_names import part_bylines
from kg.recognize.candidates import Candidate, Draft, Word, overlay, read_words
from kg.recognize.consistency import spread
from kg.recognize.descriptions import drop_descriptions
from kg.recognize.known_bodies import find_known_bodies
from kg.recognize.lines import name_lines
from kg.recognize.named import find_named
from kg.recognize.names import find_names
from kg.recognize.overlap import resolve_overlaps
from kg.recognize.person_ends import end_people
from kg.recognize.places import find_deictic, find_places
from kg.recognize.run_ons import part_run_ons
from kg.recognize.title_fields import take_fields
from kg.recognize.title_offices import part_offices
from kg.recognize.title_ties import tie_titles
from kg.recognize.titles import find_roles, find_titles

RULES: dict[str, tuple[Callable[[Draft], None], ...]] = {
    "kg_titles": (find_known_bodies, find_named, find_titles),
    "kg_names": (find_names, end_people, part_bylines, find_roles),
    "kg_places": (find_places,),
    "kg_bodies": (part_offices, find_bodies, name_lines, drop_descriptions, part_run_ons, find_deictic),
    "kg_bearers": (tie_titles, take_fields),
}
"""The rules in their order, by the component of a pipeline that applies them."""


def start_draft(text: str, words: list[Word], names: Sequence[Candidate] = ()) -> Draft:
    """Return the draft that the rules begin with: a tagger's names laid over the words."""
    plain = to_plain(text)
    if "".join([word.text for word in words]) != plain:
        words = [word.but(text=to_plain(word.text)) for word in words]
    return Draft(plain, overlay(words, resolve_overlaps(names)))


def compose(
    text: str, words: Iterable[tuple[str, str]], names: Sequence[Candidate] = (), source: str = "lac"
) -> list[Candidate]:
    """Return the names and titles of a text, sorted by start, without overlaps.

    `words` are (word, tag) pairs that cover the text, tagged like LAC's; `names` are further
    candidates of a tagger, laid over the words. Candidates marked optional stand for a name without
    being one (我省, 习主席) or are titles that nobody bears.
    """
    draft = start_draft(text, read_words(words, source), names)
    for rules in RULES.values():
        for rule in rules:
            rule(draft)
    (chosen,) = spread([draft], [resolve_overlaps(draft.candidates())])
    return chosen
