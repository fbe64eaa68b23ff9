"""What is said of a build while it runs and when it is done."""

from pathlib import Path

from kg.cli.lines import put
from kg.cli.pace import Headway
from kg.cli.tables import pad
from kg.messages import say, template
from kg.model import LABELS
from kg.pipeline.summary import Summary
from kg.remote import address_of

STAGES = {
    "start": template("start"),
    "read": template("read"),
    "resolve": template("resolve"),
    "relate": template("relate"),
    "graph": template("graph"),
    "export": template("export"),
}


def say_headway(headway: Headway) -> str:
    """Return how far the reading is, in words: pages, pages a second, time left, and which were known."""
    done, total = f"{headway.done:,}", headway.total
    said = (
        say("read {done} pages", done=done)
        if total is None
        else say("read {done} of {total} pages", done=done, total=f"{total:,}")
    )
    if headway.rate and headway.done != total:
        said = say_both(said, say_rate(headway.rate))
    if headway.left is not None:
        said = say_both(said, say("{time} left", time=say_time(headway.left)))
    if not headway.known:
        return said
    counts = {"known": f"{headway.known:,}", "new": f"{headway.done - headway.known:,}"}
    return said + say(" ({known} read before, {new} new)", **counts)


def say_rate(rate: float) -> str:
    """Return how many pages are read a second, where they are few a minute."""
    if rate < 1:
        return say("{count} a minute", count=f"{60 * rate:.1f}")
    return say("{count} a second", count=f"{rate:.1f}" if rate < 9.95 else f"{rate:,.0f}")


def say_time(seconds: int) -> str:
    """Return seconds as minutes and seconds, from an hour on with hours.

    >>> say_time(7), say_time(1872), say_time(36061)
    ('0:07', '31:12', '10:01:01')
    """
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def say_both(first: str, second: str) -> str:
    """Return two things that are said, one after the other."""
    return say("{first}, {second}", first=first, second=second)


def print_summary(summary: Summary) -> None:
    """Print what was read, what was found and where to look."""
    labels = "  ".join(f"{label} {summary.mentions[label]:,}" for label in LABELS)
    rows = [
        (say("pages"), f"{summary.pages:,}{_say_left_out(summary)}"),
        (say("articles"), f"{summary.articles:,}"),
        (say("mentions"), f"{sum(summary.mentions.values()):,}  ({labels})"),
        (say("posts"), f"{summary.posts:,}"),
        (say("entities"), f"{summary.entities:,}"),
        (say("edges"), f"{summary.edges:,}"),
        (say("seconds"), f"{sum(summary.seconds.values()):.1f}"),
        (say("look at"), _say_where(summary.out)),
    ]
    if summary.cached:
        rows.insert(1, (say("cached"), _say_known(summary)))
    for name, figure in rows:
        put(f"{pad(name, 9)} {figure}")


def _say_where(out: Path) -> str:
    """Return where the page of a build is; at an address no command of kg opens it."""
    page = out / "graph.html"
    return address_of(page) or f"{page}   (kg open {out})"


def _say_known(summary: Summary) -> str:
    """Return how many pages an earlier build had read, and how many are new."""
    known, new = summary.cached, summary.pages - summary.cached
    if new == 1:
        return say("{known:,} pages were read before, 1 is new", known=known)
    return say("{known:,} pages were read before, {new:,} are new", known=known, new=new)


def _say_left_out(summary: Summary) -> str:
    """Return how many pages have no reading, "" where all have."""
    skipped, failed = summary.skipped, summary.failed
    if skipped and failed:
        return say("  ({skipped:,} skipped, {failed:,} failed)", skipped=skipped, failed=failed)
    if failed:
        return say("  ({count:,} failed)", count=failed)
    return say("  ({count:,} skipped)", count=skipped) if skipped else ""


def say_stage(name: str) -> str:
    """Return the name of a stage as people say it."""
    return say(STAGES.get(name, name))


def say_warning(message: str) -> str:
    """Return a warning as one line."""
    return say("kg: warning: {said}", said=message)


def print_line(line: str) -> None:
    """Print a line on standard error."""
    put(line, err=True)
