"""`kg doctor OUT`: how large the store of a finished build is, and whether it is whole."""

from pathlib import Path

from kg.messages import say, say_phrase
from kg.store.health import Health, examine_store

_MB = 1e6


def examine_build(out: Path) -> Health:
    """Return how the store of the finished build in a folder is, every byte of it looked at.

    Raises OutputError where there is no finished build, or one of another form.
    """
    return examine_store(out)


def describe(health: Health, out: Path) -> list[tuple[str, str]]:
    """Return what is to be said of a store as rows of a name and what was found."""
    size = health.readings + health.tables
    rows = [
        (say("pages"), say("{pages:,}, in {batches:,} batches", pages=health.pages, batches=health.batches)),
        (say("text"), say("{count:,} characters", count=health.characters)),
        (
            say("size"),
            say(
                "{size:.1f} MB: readings {readings:.1f}, tables {tables:.1f}",
                size=size / _MB,
                readings=health.readings / _MB,
                tables=health.tables / _MB,
            ),
        ),
        (say("rate"), say("{rate:.1f} bytes for a byte of text", rate=health.rate)),
        (say("form"), str(health.form)),
    ]
    rows += [(say("damage"), say_phrase(fault)) for fault in health.faults]
    if health.leftovers:
        left = say(
            "{count:,} folders of earlier builds; the next one removes them", count=len(health.leftovers)
        )
        rows.append((say("leftovers"), left))
    if health.faults:
        done = say("damaged: build again with `kg build PAGES -o {out}`", out=out)
    else:
        done = say("every file is whole, every name and passage of the tables is known")
    return [*rows, (say("health"), done)]
