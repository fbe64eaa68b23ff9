"""Errors that a user can do something about.

KgError
├── ConfigError      kg.toml or a flag says something kg does not know
├── InputError       a page, a folder or a gazetteer can't be used
├── ModelError       a recognition model is missing or not usable
└── OutputError      the output folder can't be written

Each message names the file (and line), the offending value and the next step, in one line.
The command line prints it and exits with 1; anything else is a bug and keeps its traceback.
A message is a constant template and the values that fill it, so that it can be said in another language:
`InputError("{path}: no such file or folder; check the path", path=path)`.
A value that is itself a text to be said in another language is a `Phrase`; so is a warning.
"""

import errno
import os
from collections.abc import Sequence

MOST_TOLD = 20  # faults of one file that are told at once


class KgError(Exception):
    """Base of every error that names the user's file, value and next step.

    `str()` gives the English sentence; `template` and `values` are what it was made of.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        """Say a template filled with values; without values it is taken as it is."""
        super().__init__(template.format(**values) if values else template)
        self.template = template
        self.values = values

    @property
    def phrase(self) -> "Phrase":
        """What the error says, as a value for another message."""
        return Phrase(self.template, **self.values)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole."""
        return _rebuild, (type(self), self.template, self.values)


class Phrase(str):
    """An English text that remembers the template and the values it was made of.

    >>> phrase = Phrase("{path}: {count} lines", path="a.txt", count=3)
    >>> phrase, phrase.template
    ('a.txt: 3 lines', '{path}: {count} lines')
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> "Phrase":
        """Say a template filled with values; without values it is taken as it is."""
        phrase = super().__new__(cls, template.format(**values) if values else template)
        phrase.template = template
        phrase.values = values
        return phrase

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole."""
        return _rebuild_phrase, (self.template, self.values)


def gather(faults: Sequence[KgError]) -> KgError:
    """Return one error that tells several, each on a line of its own; the one given where it is alone.

    >>> print(gather([ConfigError("{n}: odd", n=2), ConfigError("{n}: odd", n=5)]))
    2: odd
    5: odd
    """
    if len(faults) == 1:
        return faults[0]
    told = [fault.phrase for fault in faults[:MOST_TOLD]]
    if more := len(faults) - len(told):
        told.append(Phrase("{count:,} more like these; mend them first", count=more))
    values = {f"fault{number}": phrase for number, phrase in enumerate(told)}
    return type(faults[0])("\n".join(f"{{{name}}}" for name in values), **values)


def cause_of(error: Exception) -> str:
    """Return in a few words why something can't be read or written, where a library says it in many.

    >>> cause_of(OSError(errno.EIO, "Write failed at 267: 'No space left on device', errno 28"))
    'No space left on device'
    """
    said = str(error)
    known = map(os.strerror, (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS))
    if too_many_files(error):
        return os.strerror(errno.EMFILE)
    own = error.strerror if isinstance(error, OSError) else None
    return next((each for each in known if each in said), own or said.partition("\n")[0])


def too_many_files(error: Exception) -> bool:
    """Tell whether this process, or the system, has more files open than it may."""
    return any(os.strerror(code) in str(error) for code in (errno.EMFILE, errno.ENFILE))


def _rebuild_phrase(template: str, values: dict[str, object]) -> Phrase:
    return Phrase(template, **values)


def _rebuild(kind: type[KgError], template: str, values: dict[str, object]) -> KgError:
    return kind(template, **values)


class ConfigError(KgError):
    """A configuration file or a flag holds a value that kg does not know."""


class InputError(KgError):
    """A page, folder or gazetteer is missing, unreadable or of the wrong form."""


class ModelError(KgError):
    """A recognition model is not installed or does not fit."""


class OutputError(KgError):
    """The output folder can't be written, or does not hold a finished build."""
