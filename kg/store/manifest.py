"""What the tables of a finished build are made of: which batches of readings, in which form."""

import json
from collections.abc import Sequence
from pathlib import Path

from kg.errors import OutputError
from kg.schema import Row

STORE = "store"
FORM = 1
"""Of the readings and the tables; a store of another form is not read."""
_NAME = "manifest.json"
_OF_EARLIER = "entities.jsonl"  # what builds had before there was a store


def file_of(store: Path, table: str) -> Path:
    """Return the file of a store that keeps a table of `kg.schema.kept`."""
    return store / f"{table}.parquet"


def write_manifest(store: Path, batches: Sequence[str]) -> None:
    """Write which batches the tables of a store rest on."""
    text = json.dumps({"form": FORM, "readings": list(batches)}, indent=1) + "\n"
    (store / _NAME).write_text(text, "utf-8", newline="\n")


def read_manifest(out: Path) -> list[str]:
    """Return the batches that the store of a finished build rests on.

    Raises OutputError where there is no store, or one of another form.
    """
    path = out / STORE / _NAME
    if not path.is_file() and (out / _OF_EARLIER).is_file():
        raise OutputError(
            "{out}: built by an earlier kg, which kept no store; build again with `kg build PAGES -o {out}`",
            out=out,
        )
    try:
        row: Row = json.loads(path.read_text("utf-8"))
        form, batches = row["form"], [str(name) for name in row["readings"]]
    except FileNotFoundError:
        raise OutputError(
            "{path}: missing; build first with `kg build PAGES -o {out}`", path=path, out=out
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            "{path}: damaged ({cause}); build again with `kg build PAGES -o {out}`",
            path=path,
            cause=error,
            out=out,
        ) from None
    if form != FORM:
        raise OutputError(
            "{path}: a store of form {form}, where this kg reads {own}; build again with "
            "`kg build PAGES -o {out}`",
            path=path,
            form=form,
            own=FORM,
            out=out,
        )
    return batches
