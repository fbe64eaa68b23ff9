"""report.html: what a build found, as a brief that a researcher reads and prints.

One file without any script, offline: its content security policy allows its own style sheet alone. All
that comes from pages passes through a template that escapes it.
"""

from pathlib import Path

from kg.export.coverage import Coverage, ask_coverage, title_of
from kg.export.report.brief import gather
from kg.export.report.template import fill_report
from kg.export.report.whereabouts import Whereabouts
from kg.export.stored import StoredTables
from kg.export.tables import GraphTables


def write_report(tables: StoredTables, path: Path) -> None:
    """Write the report of a finished build: one file in UTF-8, in Chinese and English.

    Names are cut after 40 characters; whitespace in them becomes a space. The same tables give the same
    bytes.
    """
    given = tables.run.get("configuration", {}).get("title")
    coverage = ask_coverage(tables.asked)
    title = str(given or title_of(coverage))
    write_build_report(path, tables.held, coverage, title=title, model=str(tables.run.get("model") or "?"))


def write_build_report(
    path: Path, tables: GraphTables, coverage: Coverage, *, title: str, model: str
) -> None:
    """Write the report of a build under way, the same as `write_report` afterwards."""
    text = format_report(tables, coverage, title=title, model=model)
    path.write_text(text, encoding="utf-8", newline="\n")


def format_report(tables: GraphTables, coverage: Coverage, *, title: str, model: str) -> str:
    """Return the text of the report; what no file should hold is replaced by U+FFFD."""
    brief = gather(tables, Whereabouts(tables.asked), coverage)
    return fill_report(brief, tables, title=title, model=model)
