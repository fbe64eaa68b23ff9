"""Who meets whom: the windows that name two entities, as steps of SQL over the views `named` and `text`.

A window is a sentence, a paragraph or an article. In a list of names a pair counts a share of a meeting (see
`kg.reading.lists`); two who stand in one sentence of a wider window share there as in that sentence. What
a pair rests on: the sentence, or of a wider window the first sentence that names each of the two.
"""

from typing import Literal

from kg.reading.lists import MEETING
from kg.store.steps import Steps

Window = Literal["sentence", "paragraph", "article"]
MOST_IN_WINDOW = 300  # a window with more entities (a printed list of deputies) makes no pairs

_MEANT = """
    SELECT m.page, m.article, t.paragraph, m.sentence, t.start, t."end", t.day,
           m.entity, m.list_start, min(m.share) AS share
    FROM named m
    JOIN text t ON t.page = m.page AND t.article = m.article AND t.number = m.sentence
    WHERE m.label <> 'TITLE' AND m.entity IS NOT NULL AND {bylines}
    GROUP BY m.page, m.article, t.paragraph, m.sentence, t.start, t."end", t.day, m.entity, m.list_start
"""
_SENTENCE_MEETINGS = f"""
    SELECT a.page, a.article, a.paragraph, a.sentence, a.start, a."end", a.day,
           a.entity AS source, b.entity AS target,
           max(CASE WHEN a.list_start = b.list_start THEN a.share ELSE {MEETING} END) AS share
    FROM meant a
    JOIN meant b
      ON b.page = a.page AND b.article = a.article AND b.sentence = a.sentence AND a.entity < b.entity
    LEFT JOIN crowds_sentence c ON c.page = a.page AND c.article = a.article AND c.sentence = a.sentence
    WHERE c.page IS NULL
    GROUP BY a.page, a.article, a.paragraph, a.sentence, a.start, a."end", a.day, a.entity, b.entity
"""
_CROWDS = f"""
    SELECT {{window}} FROM meant GROUP BY {{window}} HAVING count(DISTINCT entity) > {MOST_IN_WINDOW}
"""
_FIRSTS = """
    SELECT page, article, paragraph, sentence, start, "end", day, entity FROM (
      SELECT *, row_number() OVER (PARTITION BY {window}, entity ORDER BY sentence) AS place FROM meant
    ) AS placed WHERE place = 1
"""
_SHARED = """
    SELECT page, article, source, target, max(share) AS share FROM meetings_sentence
    GROUP BY page, article, source, target
"""
_WIDER_MEETINGS = f"""
    SELECT a.page, a.article, a.day, a.entity AS source, b.entity AS target,
           coalesce(s.share, {MEETING}) AS share,
           a.start AS start, a."end" AS "end", b.start AS other_start, b."end" AS other_end
    FROM firsts_{{kind}} a
    JOIN firsts_{{kind}} b ON {{joined}} AND a.entity < b.entity
    LEFT JOIN crowds_{{kind}} c ON {{crowded}}
    LEFT JOIN shared s
      ON s.page = a.page AND s.article = a.article AND s.source = a.entity AND s.target = b.entity
    WHERE c.page IS NULL
"""
_SENTENCE_PASSAGES = 'SELECT source, target, page, start, "end" FROM meetings_sentence'
_WIDER_PASSAGES = """
    SELECT source, target, page, start, "end" FROM meetings_{kind}
    UNION
    SELECT source, target, page, other_start, other_end FROM meetings_{kind}
"""
_KEYS: dict[str, tuple[str, ...]] = {
    "sentence": ("page", "article", "sentence"),
    "paragraph": ("page", "article", "paragraph"),
    "article": ("page", "article"),
}


def find_meetings(engine: Steps, window: Window) -> None:
    """Add what meets in windows of a kind: the tables `meetings_KIND`, `passages_KIND`, `seen_KIND`.

    `meetings` has a row for each pair of a window (source, target, share, day), `passages` what they rest
    on, `seen` the number of windows that name an entity. `begin_meetings` must have been called.
    """
    key = _KEYS[window]
    listed = ", ".join(key)
    engine.view(f"crowds_{window}", _CROWDS.format(window=listed))
    if window == "sentence":
        engine.view("passages_sentence", _SENTENCE_PASSAGES)
    else:
        engine.view(f"firsts_{window}", _FIRSTS.format(window=listed))
        query = _WIDER_MEETINGS.format(kind=window, joined=_equal("b", key), crowded=_equal("c", key))
        engine.keep(f"meetings_{window}", query)
        engine.view(f"passages_{window}", _WIDER_PASSAGES.format(kind=window))
    counted = f"SELECT DISTINCT {listed}, entity FROM meant"
    engine.keep(
        f"seen_{window}",
        f"SELECT entity, count(*) AS windows FROM ({counted}) AS counted GROUP BY entity",
    )


def begin_meetings(engine: Steps, *, bylines: bool) -> None:
    """Add who is meant where (`meant`), and what meets in sentences, of which wider windows make use.

    With `bylines`, those who report meet those they report on.
    """
    engine.keep("meant", _MEANT.format(bylines="TRUE" if bylines else "m.in_byline = 0"))
    engine.view("crowds_sentence", _CROWDS.format(window=", ".join(_KEYS["sentence"])))
    engine.keep("meetings_sentence", _SENTENCE_MEETINGS)
    engine.view("shared", _SHARED)


def count_windows(engine: Steps, window: Window) -> int:
    """Return how many windows name anything."""
    listed = ", ".join(_KEYS[window])
    return int(engine.value(f"SELECT count(*) FROM (SELECT DISTINCT {listed} FROM meant) AS counted"))


def _equal(other: str, key: tuple[str, ...]) -> str:
    return " AND ".join(f"{other}.{column} = a.{column}" for column in key)
