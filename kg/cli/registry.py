"""Which commands there are; each is loaded when it is run, or when its help is asked for."""

import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kg.messages import say
from kg.visible import visible

_PUT_BY = re.compile("[\udc80-\udcff]")
Part = Any  # a command, an argument or an option of whichever click typer is built on
Function = Callable[..., None]

COMMANDS = {
    "open": "kg.cli.commands.builds",
    "serve": "kg.cli.commands.serve",
    "evaluate": "kg.cli.commands.builds",
    "build": "kg.cli.commands.build",
    "export": "kg.cli.commands.export",
    "show": "kg.cli.commands.cards",
    "explain": "kg.cli.commands.cards",
    "stats": "kg.cli.commands.queries",
    "path": "kg.cli.commands.queries",
    "neighbors": "kg.cli.commands.queries",
    "tenures": "kg.cli.commands.queries",
    "search": "kg.cli.commands.queries",
    "init": "kg.cli.commands.setup",
    "doctor": "kg.cli.commands.setup",
    "train": "kg.cli.commands.train",
}
"""The module of each command, in the order of the help; the command NAME is its function `NAME_command`."""


def function_of(name: str) -> Function:
    """Return the function behind a command, whose module is loaded now.

    >>> function_of("open").__doc__
    'Show the graph page of a finished build in the browser.'
    """
    function: Function = getattr(import_module(COMMANDS[name]), f"{name}_command")
    return function


_MISUSE: type[Exception] = typer.BadParameter.__bases__[0]  # of whichever click typer is built on
INTERRUPTED = 130  # what a process ends with after Ctrl-C, as shells count
_MOST = 10**15  # that anything is counted to


class LazyGroup(TyperGroup):
    """The commands of kg; `prepare`, where set, is called once for each that is loaded, with its context."""

    prepare: Callable[[Part, Part], None] | None = None

    def __init__(self, **settings: Any) -> None:
        """Know the names of all commands and nothing else of them."""
        super().__init__(**settings)
        self.commands.update(dict.fromkeys(COMMANDS))  # type: ignore[arg-type]  # None until it is loaded

    def invoke(self, ctx: Part) -> Any:
        """Run a command; Ctrl-C ends it with one line."""
        try:
            with _tamed():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            typer.echo(say("kg: interrupted"), err=True)
            os._exit(INTERRUPTED)  # Python itself would end by the signal where it had been in some code

    def parse_args(self, ctx: Part, args: list[str]) -> list[str]:
        """Take what stands before the command."""
        with _tamed():
            rest: list[str] = super().parse_args(ctx, args)
        return rest

    def get_params(self, ctx: Part) -> list[Part]:
        """Return what may stand before the command; a flag that is not given is False, not None.

        To make sure that None is no True, typer would load pydantic.
        """
        params: list[Part] = super().get_params(ctx)
        for param in params:
            if getattr(param, "is_flag", False) and param.default is None:
                param.default = False
        return params

    def get_command(self, ctx: Part, cmd_name: str) -> Part:
        """Return a command, loaded now if it was not; None where there is none of this name."""
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(cmd_name)(function_of(cmd_name))
            self.commands[cmd_name] = get_command(alone)
            _mend_texts(self.commands[cmd_name])
            for param in self.commands[cmd_name].params:
                _refuse_odd_values(param)
            if self.prepare:
                self.prepare(self.commands[cmd_name], ctx)
        return self.commands.get(cmd_name)


@contextmanager
def _tamed() -> Iterator[None]:
    """Have nothing that was typed, which may be the name of a file, rule the terminal that is told of it."""
    try:
        yield
    except _MISUSE as error:
        error.message = visible(error.message)  # type: ignore[attr-defined]
        raise


def _refuse_odd_values(param: Part) -> None:
    """Have an argument or option refuse an empty path, which would stand for the folder kg is started in.

    It refuses a whole number too that no table could count to.
    """
    convert = param.process_value

    def process_value(ctx: Part, value: Any) -> Any:
        made = convert(ctx, value)
        if "" in _each(value) and Path() in _each(made):
            raise typer.BadParameter(say("an empty path; give a name, or . for this folder"))
        if isinstance(made, int) and abs(made) > _MOST:
            raise typer.BadParameter(say("too large a number"))
        return made

    param.process_value = process_value


def _mend_texts(command: Part) -> None:
    """Have the texts that a command is given mended."""
    parse = command.parse_args

    def parse_args(ctx: Part, args: list[str]) -> Any:
        parsed = parse(ctx, args)
        ctx.params = {name: _as_text(value) for name, value in ctx.params.items()}
        return parsed

    command.parse_args = parse_args


def _as_text(value: Any) -> Any:
    """Return a text that was given as it is meant: bytes that Python has put by are UTF-8, or lost."""
    if isinstance(value, str):
        return os.fsencode(value).decode("utf-8", "replace") if _PUT_BY.search(value) else value
    return [_as_text(each) for each in value] if isinstance(value, list) else value


def _each(value: object) -> Iterable[object]:
    """Return what a list holds, else the value alone."""
    return value if isinstance(value, list | tuple) else (value,)
