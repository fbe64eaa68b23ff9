"""Which entity a name stands for."""

import difflib
from collections import Counter

from kg.errors import InputError
from kg.queries.rows import named, read_entities
from kg.queries.values import Named
from kg.schema import Row
from kg.store.engine import literal
from kg.store.finished import Store
from kg.text import squeeze

MOST_CHOICES = 12
MOST_SUGGESTED = 5
MOST_FULLER = 3
LEAST_ALIKE = 0.6  # the ratio from which on difflib takes two names for alike
_FORMS = "SELECT name AS form FROM entities UNION ALL SELECT unnest(aliases) FROM entities"
_DOUBTFUL = """
    SELECT max(m.score) FROM names n JOIN named m ON m.label = n.label AND m.name = n.name
    WHERE n.entity IS NULL AND (n.name = {name} OR m.text = {name})
"""
_INSIDE = """
    SELECT name FROM (
      SELECT label, name, mentions, name AS form FROM entities
      UNION ALL SELECT label, name, mentions, unnest(aliases) FROM entities
    ) AS forms WHERE contains(form, {text})
    GROUP BY name
    ORDER BY bool_and(label = 'TITLE'), max(mentions) DESC, length(name), name LIMIT {most}
"""

_FULLER = """
    label = 'ORG' AND mentions > {most}
    AND (contains(name, {text}) OR contains(array_to_string(aliases, ' '), {text}))
"""


class AmbiguousNameError(InputError):
    """A name that several entities have; `choices` are they, those most often mentioned first."""

    def __init__(self, template: str, /, **values: object) -> None:
        """Keep the template; the choices are added by `find_one`."""
        super().__init__(template, **values)
        self.choices: tuple[Named, ...] = ()


def find_all(name: str, store: Store) -> list[Row]:
    """Return the entities of a name: by id, by name or alias, else as pages write it (全市, 市委).

    Those mentioned most come first.
    Raises InputError for a name that none of them has, with those like it.
    """
    if found := read_entities(store, f"id = {literal(name)}"):
        return found
    for form in dict.fromkeys((name, squeeze(name))):
        text = literal(form)
        exact = f"(id = {text} OR name = {text})"
        found = read_entities(
            store,
            f"{exact} OR list_contains(aliases, {text})",
            f"mentions DESC, CASE WHEN {exact} THEN 0 ELSE 1 END, id",
        )
        found = found or _written_so(text, store)
        if found:
            return found
    if (best := _best_score(squeeze(name), store)) is not None:
        template = (
            "{where}: {name!r} is no node, for no mention of it is certain enough ({score:.2f}); "
            "kg search {name} has its sentences, kg build --node-score 0 makes nodes of all names"
        )
        raise InputError(template, where=store.out, name=name, score=best)
    near = close_names(squeeze(name), store)
    if near:
        template = "{where}: no {name!r}; did you mean {near}?"
        raise InputError(template, where=store.out, name=name, near=" ".join(near))
    raise InputError("{where}: no {name!r}; give a name or id of an entity", where=store.out, name=name)


def _best_score(name: str, store: Store) -> float | None:
    """Return the best score of a name that is too uncertain to be a node, None for any other."""
    ((best,),) = store.rows(_DOUBTFUL.format(name=literal(name)))
    return None if best is None else float(best)


def _written_so(text: str, store: Store) -> list[Row]:
    """Return the entities that some page means by a form, an alias of none as it stands for several."""
    here = f"id IN (SELECT entity FROM named WHERE text = {text})"
    return read_entities(store, here, "mentions DESC, id")


def find_fuller(name: str, found: list[Row], store: Store) -> tuple[Named, ...]:
    """Return the bodies of which a form holds a name, told of more than all bodies that have it.

    There are none where the name is that of a person, place or post too.
    """
    if any(row["label"] != "ORG" for row in found):
        return ()
    most = max((row["mentions"] for row in found), default=0)
    rows = read_entities(store, _FULLER.format(text=literal(name), most=most), "mentions DESC, id")
    return tuple(map(named, rows[:MOST_FULLER]))


def find_others(name: str, chosen: str, store: Store) -> tuple[Named, ...]:
    """Return who else has the name by which one was chosen, and bodies of a fuller name told of more."""
    found = find_all(name, store)
    same = tuple(named(row) for row in found if row["id"] != chosen)
    return (*same[:MOST_CHOICES], *find_fuller(name, found, store))


def find_one(name: str, store: Store, label: str | None = None) -> Row:
    """Return the one entity of an id, a name, or else of an alias; with a label, one that has it.

    One with the alias that is mentioned more is meant sooner (北京: 北京市). Raises AmbiguousNameError where
    several have it, InputError where none has.
    """
    found = find_all(name, store)
    if label and not (found := [row for row in found if row["label"] == label]):
        raise InputError("{where}: {name!r} is no {label}", where=store.out, name=name, label=label)
    form = squeeze(name)
    named = [r for r in found if squeeze(r["name"]) == form]
    for exact in ([r for r in found if r["id"] == form], named, found):
        if len(exact) == 1:
            return found[0] if exact is named else exact[0]
        if exact:
            raise _ambiguous(name, exact)
    return found[0]


def close_names(name: str, store: Store) -> list[str]:
    """Return the names of which one form holds a text, those mentioned most first, else those like it."""
    query = _INSIDE.format(text=literal(name), most=MOST_SUGGESTED)
    inside = [form for (form,) in store.rows(query)]
    return inside or difflib.get_close_matches(name, _alike(name, store), MOST_SUGGESTED)


def _alike(name: str, store: Store) -> list[str]:
    """Return the names and aliases that have so many characters of a name that they can be like it."""
    shared = " + ".join(
        f"CASE WHEN contains(form, {literal(char)}) THEN {count} ELSE 0 END"
        for char, count in sorted(Counter(name).items())
    )
    fewest = f"{LEAST_ALIKE} / 2 * (length(form) + {len(name)})"
    query = f"SELECT DISTINCT form FROM ({_FORMS}) AS forms WHERE {shared or 0} >= {fewest} ORDER BY form"
    return [form for (form,) in store.rows(query)]


def _ambiguous(name: str, rows: list[Row]) -> AmbiguousNameError:
    ordered = sorted(rows, key=lambda row: (-row["mentions"], row["id"]))
    error = AmbiguousNameError(
        "{name!r} is the name of {count} entities; give the id of one (kg show {name} has all): {ids}",
        name=name,
        count=len(ordered),
        ids=" ".join(row["id"] for row in ordered[:MOST_CHOICES]),
    )
    error.choices = tuple(map(named, ordered))
    return error
