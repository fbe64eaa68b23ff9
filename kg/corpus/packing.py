"""The part of a page, or of several, in the census as bytes and back: what the first pass needs of a page."""

from collections import Counter

from kg.corpus.census import Census
from kg.model import Context, Judgement
from kg.reading.packing import (
    context_of,
    context_row,
    pack_document,
    refusing_damage,
    unpack_document,
)


def pack_census(census: Census) -> bytes:
    """Return a census as bytes; equal ones that were made alike give equal bytes."""
    judgements = sorted(census.judgements, key=Judgement.order)
    return pack_document(
        {
            "read": census.read,
            "forms": [[*key, form, count] for (key, form), count in sorted(census.forms.items())],
            "posts": [[*key, *rest, count] for (key, *rest), count in sorted(census.posts.items())],
            "judgements": [[j.a, j.b, j.judgement, j.reason, j.score, j.label] for j in judgements],
            "given": [[*key, sorted(names)] for key, names in sorted(census.given.items())],
            "contexts": [
                [label, name, [context_row(context) for context in sorted(contexts, key=_place)]]
                for (label, name), contexts in sorted(census.contexts.items())
            ],
        }
    )


def unpack_census(content: bytes) -> Census:
    """Return the census that `pack_census` made bytes of; DamagedError where there is none."""
    with refusing_damage():
        document = unpack_document(content)
        return Census(
            read=Counter(document["read"]),
            forms=Counter({((label, name), form): n for label, name, form, n in document["forms"]}),
            posts=Counter(
                {((label, name), form, title): n for label, name, form, title, n in document["posts"]}
            ),
            judgements={Judgement(*row) for row in document["judgements"]},
            given={
                (label, form): {(of, name) for of, name in names} for label, form, names in document["given"]
            },
            contexts={
                (label, name): set(map(context_of, rows)) for label, name, rows in document["contexts"]
            },
        )


def _place(context: Context) -> tuple[str, str]:
    return context.page, context.article
