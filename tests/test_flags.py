"""Every flag of every command with nonsense of its type: told in few lines, never with a traceback."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from kg.cli import app, main
from kg.cli.registry import COMMANDS
from tests.shell import furnish_built

NONSENSE = ("x", "-1", "9" * 400, "\x1b[31m\u202e赵\udcb1")
WORDS: dict[str, tuple[str, ...]] = {  # what a command is given beside the flag
    "build": ("nowhere", "-o", "new", "--model", "rules", "-j", "1"),
    "export": ("nodelink", "out", "-o", "graph.json"),
    "show": ("赵立群", "out"),
    "explain": ("赵立群", "孙玉梅", "out"),
    "path": ("赵立群", "孙玉梅", "out"),
    "neighbors": ("赵立群", "out"),
    "search": ("义诊", "out"),
    "stats": ("out",),
    "tenures": ("out",),
    "open": ("nowhere",),
    "serve": ("nowhere",),
    "evaluate": ("out", "nowhere", "pages"),
    "init": ("started",),
    "doctor": ("out",),
    "train": ("pages", "nowhere"),
}
LEFT_OUT = {("build", "--watch"), ("build", "--master"), ("build", "--engine")}  # go on, or start Java


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page and its build."""
    return furnish_built(tmp_path_factory.mktemp("flags"))


def _commands() -> Iterator[tuple[str, Any]]:
    group: Any = typer.main.get_command(app)
    context = group.make_context("kg", [], resilient_parsing=True)
    for name in COMMANDS:
        yield name, group.get_command(context, name)


FLAGS = [
    (name, param.opts[-1])
    for name, command in _commands()
    for param in command.params
    if param.opts[-1].startswith("--") and not param.is_flag and (name, param.opts[-1]) not in LEFT_OUT
]


def test_every_command_has_words() -> None:
    assert set(WORDS) == set(COMMANDS)
    assert len(FLAGS) > 40


@pytest.mark.parametrize("value", NONSENSE, ids=ascii)
@pytest.mark.parametrize(("command", "flag"), FLAGS, ids=lambda each: each.lstrip("-"))
def test_nonsense_is_a_mistake_or_means_something(
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    flag: str,
    value: str,
) -> None:
    for module in [name for name in sys.modules if name.startswith("kg.training.")]:
        monkeypatch.delitem(sys.modules, module)  # some are half loaded where PyTorch is missing
    monkeypatch.chdir(built)
    monkeypatch.setattr("sys.argv", ["kg", command, *WORDS[command], f"{flag}={value}"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code in (None, 0, 1, 2)
    if ended.value.code:
        assert 0 < len(told) < 12_000
        assert ("kg: error: " in told) == (ended.value.code == 1)
