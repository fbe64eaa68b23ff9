"""Annotated passages, and the inline markup of this project's own training text.

`{ORG 省水利厅}{TITLE 副厅长}{PER 周立}出席` marks names; `{?LOC 我区}` marks what
may or may not be a name: the network is not taught either way there. Lines that start with # are
remarks; a blank line ends a passage.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import LABELS
from kg.text import Span

Marked = tuple[int, int, str]

_MARK = re.compile(r"\{(\??)([A-Z]+) ([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its names; `unsure` spans are not taught; without `titles` a title may be unmarked."""

    text: str
    named: tuple[Marked, ...]
    unsure: tuple[Span, ...] = ()
    domain: str = "guide"
    titles: bool = True


def read_markup(path: Path, domain: str = "guide") -> list[Passage]:
    """Return the passages of a file in the inline markup; InputError for a mark that is not understood."""
    passages: list[Passage] = []
    lines: list[str] = []
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if fault := find_fault(line):
            raise InputError(
                "{path}:{number}: {fault}; write {{LABEL name}} or {{?LABEL name}}",
                path=path,
                number=number,
                fault=fault,
            )
        if line.strip():
            lines.append(line.strip())
        elif lines:
            passages.append(parse_markup("\n".join(lines), domain))
            lines = []
    return passages


def find_fault(line: str) -> str | None:
    """Return what is wrong with a line of markup, or None."""
    for match in _MARK.finditer(line):
        if match[2] not in LABELS:
            return f"unknown label {match[2]!r} in {match[0]!r}"
        if not match[3].strip() or match[3] != match[3].strip():
            return f"blank or padded name in {match[0]!r}"
    rest = _MARK.sub("", line)
    brace = re.search(r"[{}]", rest)
    return f"stray brace near {rest[max(0, brace.start() - 5) : brace.end() + 5]!r}" if brace else None


def parse_markup(marked: str, domain: str = "guide") -> Passage:
    """Return the passage that some marked text stands for.

    >>> parse_markup("{?LOC 我区}{PER 李华}来了")
    Passage(text='我区李华来了', named=((2, 4, 'PER'),), unsure=((0, 2),), domain='guide', titles=True)
    """
    text, last = "", 0
    named: list[Marked] = []
    unsure: list[Span] = []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        start, last = len(text), match.end()
        text += match[3]
        if match[1]:
            unsure.append((start, len(text)))
        else:
            named.append((start, len(text), match[2]))
    return Passage(text + marked[last:], tuple(named), tuple(unsure), domain)


def join_passages(passages: Iterable[Passage], limit: int) -> Iterator[Passage]:
    """Yield passages of about the limit's length, made of consecutive short ones of the same domain."""
    pending: list[Passage] = []
    size = 0
    for passage in passages:
        if pending and (size + len(passage.text) > limit or passage.domain != pending[0].domain):
            yield _join(pending)
            pending, size = [], 0
        pending.append(passage)
        size += len(passage.text) + 1
    if pending:
        yield _join(pending)


def _join(passages: list[Passage]) -> Passage:
    offsets = [0]
    for passage in passages:
        offsets.append(offsets[-1] + len(passage.text) + 1)
    pairs = list(zip(offsets, passages, strict=False))
    return Passage(
        "\n".join(passage.text for passage in passages),
        tuple((s + offset, e + offset, label) for offset, p in pairs for s, e, label in p.named),
        tuple((s + offset, e + offset) for offset, p in pairs for s, e in p.unsure),
        passages[0].domain,
        all(passage.titles for passage in passages),
    )
