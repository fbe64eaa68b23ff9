"""The commands of kg with their arguments and options, read from the functions behind them.

Signatures, not rendered help: the same with every version of Python and typer.
"""

import inspect
import re
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType

from typer.models import ArgumentInfo, OptionInfo

from kg.cli import app
from kg.cli.registry import COMMANDS, function_of

_DEFAULT = re.compile(r"\s*\[default: (.+)\]$")
_VALUES = {"str": "TEXT", "Path": "PATH", "int": "NUMBER", "float": "NUMBER", "bool": ""}


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option of a command."""

    name: str  # as typed: PAGES, -o, --out
    value: str  # what follows an option; "" for a switch
    about: str
    default: str
    required: bool
    repeated: bool
    option: bool


def commands() -> dict[str, tuple[Callable[..., object], list[Parameter]]]:
    """Return the function and the parameters of every command by its full name, in the order of the help."""
    functions = {name: function_of(name) for name in COMMANDS}
    return {name: (function, list(_parameters(function))) for name, function in functions.items()}


def _parameters(function: Callable[..., object]) -> Iterator[Parameter]:
    hints = typing.get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        annotated = hints[name]
        marks = getattr(annotated, "__metadata__", ())
        mark = next((m for m in marks if isinstance(m, OptionInfo | ArgumentInfo)), None)
        if mark is not None and not mark.hidden:
            yield _parameter(name, typing.get_args(annotated)[0], mark, parameter.default)


def _parameter(name: str, hint: object, mark: OptionInfo | ArgumentInfo, default: object) -> Parameter:
    option = isinstance(mark, OptionInfo)
    kind, repeated = _kind(hint)
    about = " ".join((mark.help or "").split())
    said = _DEFAULT.search(about)
    return Parameter(
        name=", ".join(_names(name, mark)) if option else (mark.metavar or name.upper()),
        value=(mark.metavar or _VALUES.get(kind, "TEXT")) if option else "",
        about=_DEFAULT.sub("", about),
        default=said[1] if said else _shown(default),
        required=default is inspect.Parameter.empty,
        repeated=repeated,
        option=option,
    )


def _names(name: str, mark: OptionInfo | ArgumentInfo) -> Iterable[str]:
    """Return the declared names; inside Annotated the first of them lands where the default would."""
    parts = [mark.default, *(getattr(mark, "param_decls", None) or ())]
    declared = [part for part in parts if isinstance(part, str) and part.startswith("-")]
    return declared or [f"--{name.replace('_', '-')}"]


def _kind(hint: object) -> tuple[str, bool]:
    """Return the name of a type and whether values of it can be repeated; None is left aside."""
    inside = [item for item in typing.get_args(hint) if item is not type(None)]
    if isinstance(hint, UnionType) or typing.get_origin(hint) is typing.Union:
        return _kind(inside[0])
    if typing.get_origin(hint) in (list, tuple):
        return _kind(inside[0])[0], True
    return getattr(hint, "__name__", "str"), False


def _shown(default: object) -> str:
    """Return a default as a reader types it; nothing for None, switches and paths inside the package."""
    if default in (None, False, inspect.Parameter.empty):
        return ""
    if isinstance(default, Path) and default.is_absolute():
        return ""
    return str(default)


def parameters_before() -> list[Parameter]:
    """Return the options that stand before a command."""
    root = app.registered_callback.callback if app.registered_callback else None
    return list(_parameters(root)) if root else []
