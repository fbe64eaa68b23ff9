"""The help of the commands in the user's language."""

import gettext
import os
import re
import shutil
from collections.abc import Iterator

import typer
from rich.cells import cell_len

from kg.cli.registry import Part
from kg.messages import DOMAIN, LOCALES, language, say

_WIDEST = 96
_BESIDE = 34  # columns that the names of options take
_AS_IT_IS = "\b\n"  # before a paragraph whose lines are not to be broken anew
_PIECE = re.compile(r"[（“‘《]*(?:[!-~]+|[^\s!-~])[，。；：！？、）”’》…]*|\s+")
_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE = re.compile(r"[^。]*")


def say_help(group: Part) -> None:
    """Put the help of the commands, each when it is loaded, and of their options into the user's language.

    In English all stays as it is. Chinese is broken into lines here, as it has no blanks to break at.
    """
    os.environ["LANGUAGE"] = language()  # what the words of click itself (Usage, Options) go by
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    if language() == "en":
        return
    _say_parts(group)
    group.prepare = _say_parts


def _say_parts(command: Part, above: Part | None = None) -> None:
    """Put the help of a command and of its own options into Chinese."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    for part in parts(command, above):
        if not part.help:
            continue
        said = say(part.help)
        if hasattr(part, "params"):
            part.short_help = _SENTENCE.match(said)[0]  # type: ignore[index]
            part.help = wrap(said, width - 2)
        else:
            part.help = wrap(said, max(20, width - _BESIDE))


def parts(command: Part, above: Part | None = None) -> Iterator[Part]:
    """Yield a command and its options and arguments."""
    context = typer.Context(command, parent=above, **command.context_settings)
    yield command
    yield from filter(None, [command.get_help_option(context)])
    yield from (param for param in command.params if getattr(param, "help", None))


def help_texts(group: Part) -> Iterator[tuple[str, str]]:
    """Yield each text of help with the name of the command that it belongs to; all commands are loaded."""
    context = typer.Context(group, **group.context_settings)
    below = (group.get_command(context, name) for name in sorted(group.list_commands(context)))
    for command, above in ((group, None), *((each, context) for each in below)):
        for part in parts(command, above):
            if part.help:
                yield part.help, part.name or ""


def wrap(text: str, width: int) -> str:
    """Return a text with its paragraphs broken into lines of a width in columns of the screen.

    >>> wrap("把报纸页面变成知识图谱。", 12).split("\\n")
    ['\\x08', '把报纸页面变', '成知识图谱。']
    """
    paragraphs = (_AS_IT_IS + "\n".join(_lines(each, width)) for each in _PARAGRAPH.split(text.strip()))
    return "\n\n".join(paragraphs)


def _lines(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECE.findall(" ".join(paragraph.split())):
        if line and cell_len(line + piece) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()
