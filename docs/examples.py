"""The worked examples of a page: run them, compare what they print, or write it anew.

    python docs/examples.py docs/tutorial.md     # after a change of kg: run, and write what is printed now

Three kinds of fences run, in the order of the page and all in one folder:

- `console`: lines that begin with `$ ` are kg commands, the other lines what they print;
- `pycon`: Python with its answers, as in a docstring;
- any fence below `<!-- save as NAME -->` is written to the file NAME.

In what is printed, `…` stands for any text of a line, and alone on a line for any number of lines.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from kg.cli import main as run_kg

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("seeds", "tests/gold")  # of the repository, in the folder where examples run
_FENCE = re.compile(
    r"(?:<!-- save as (?P<file>\S+) -->\n+)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S
)
_ELLIPSIS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a page with what the page says that it prints, or a file, or a Python example."""

    kind: str
    text: str  # the command, the file's text, or the example
    printed: str = ""
    file: str = ""
    line: int = 0


def read_steps(page: Path) -> list[Step]:
    """Return what runs on a page, in order."""
    source = page.read_text("utf-8")
    return [
        step
        for fence in _FENCE.finditer(source)
        for step in _steps(fence, source.count("\n", 0, fence.start()))
    ]


def _steps(fence: "re.Match[str]", line: int) -> Iterator[Step]:
    if fence["file"]:
        yield Step("file", fence["text"], file=fence["file"], line=line + 1)
    elif fence["kind"] == "console":
        for part in re.split(r"^(?=\$ )", fence["text"], flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            yield Step("console", command.removeprefix("$ "), printed, line=line + 1)
    elif fence["kind"] == "pycon":
        yield Step("pycon", fence["text"], line=line + 1)


def furnish(folder: Path) -> None:
    """Copy into a folder what the examples read."""
    for name in NEEDED:
        shutil.copytree(ROOT / name, folder / name)


def run_steps(page: Path, folder: Path) -> Iterator[tuple[Step, str]]:
    """Run a page in a folder; yield each step with what it printed, for Python with what went wrong."""
    names: dict[str, object] = {}
    for step in read_steps(page):
        with contextlib.chdir(folder):
            yield step, _run(step, names)


def _run(step: Step, names: dict[str, object]) -> str:
    if step.kind == "file":
        Path(step.file).write_text(step.text, "utf-8", newline="\n")
        return ""
    return _run_command(step.text) if step.kind == "console" else _run_python(step, names)


def _run_command(command: str) -> str:
    arguments = shlex.split(command)
    if arguments[0] != "kg":
        raise ValueError(f"only kg runs in a console fence, not {command!r}")
    said, noted = io.StringIO(), io.StringIO()
    plain = {"COLUMNS": "100", "NO_COLOR": "1", "KG_LANG": "en"}
    with (
        mock.patch.object(sys, "argv", arguments),
        mock.patch.dict(os.environ, plain),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(noted),
    ):
        try:
            run_kg()
        except SystemExit as end:
            if end.code:
                return noted.getvalue()
    return said.getvalue()


def _run_python(step: Step, names: dict[str, object]) -> str:
    example = doctest.DocTestParser().get_doctest(step.text, {}, "example", None, step.line)
    example.globs = names  # names live on from fence to fence
    for part in example.examples:
        part.want = part.want.replace("…", "...")
    faults = io.StringIO()
    doctest.DocTestRunner(optionflags=_ELLIPSIS).run(example, out=faults.write, clear_globs=False)
    return faults.getvalue()


def fits(said: str, printed: str) -> bool:
    """Tell whether what a command said is what a page prints, with `…` for what may differ.

    >>> fits("pages 5\\nseconds 9.8\\n", "pages 5\\nseconds …\\n"), fits("a\\nb\\nc\\n", "a\\n…\\n")
    (True, True)
    """
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    patterns = [
        r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"[^\S\n]*\n" for line in lines
    ]
    return re.fullmatch("".join(patterns), said.rstrip() + "\n" if said.strip() else "") is not None


def rewrite(page: Path) -> list[str]:
    """Run a page, write what its commands print now where that differs, and return those commands."""
    changed = []
    source, cursor = page.read_text("utf-8"), 0
    with tempfile.TemporaryDirectory() as scratch:
        furnish(Path(scratch))
        for step, said in run_steps(page, Path(scratch)):
            if step.kind == "pycon" and said:
                sys.stderr.write(said)
            if step.kind != "console":
                continue
            was = f"$ {step.text}\n{step.printed}"
            cursor = source.index(was, cursor)
            if not fits(said, step.printed):
                now = f"$ {step.text}\n" + (said.rstrip() + "\n" if said.strip() else "")
                source = source[:cursor] + now + source[cursor + len(was) :]
                changed.append(step.text)
            cursor += 1
    page.write_text(source, "utf-8", newline="\n")
    return changed


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for command in rewrite(Path(name)):
            sys.stdout.write(f"{name}: {command}\n")
