"""A first kg.toml: every setting with its default and what it is for, written from kg.config itself."""

import errno
import json
import os
from pathlib import Path

from kg.config import CONFIG_NAME, REVIEW_NAME, Config
from kg.errors import OutputError
from kg.messages import say, template

HEADER = (
    template("Settings of `kg build` in this folder. Flags win over them; paths are relative to this file."),
    template("Each value below is the default. Delete what you do not change, or leave it."),
)
EXAMPLES: dict[str, object] = {"review": REVIEW_NAME, "date": "2021-01-31"}  # of keys without a default


def starter_config() -> str:
    """Return the text of a kg.toml that holds every setting with its default.

    A line of explanation in the user's language stands above each; a setting without a default is
    commented out, with an example.
    """
    lines = [f"# {say(line)}" for line in HEADER]
    for key, field in Config.model_fields.items():
        default = field.get_default()
        lines += ["", f"# {say(field.description or '')}"]
        lines.append(f"# {key} = {_toml(EXAMPLES[key])}" if default is None else f"{key} = {_toml(default)}")
    return "\n".join(lines) + "\n"


def write_starter(folder: Path) -> Path:
    """Write a first kg.toml into a folder, which is made where it is missing, and return its path.

    Raises OutputError where there is one already, or where the folder can't be written.
    """
    path = folder / CONFIG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter_config())
    except FileExistsError:
        if not folder.is_dir():
            raise OutputError("{path}: is a file; give a folder", path=str(folder)) from None
        raise OutputError("{path}: is there already; edit it, or delete it first", path=str(path)) from None
    except (OSError, RecursionError) as error:  # of a thousand folders one inside another
        cause = error.strerror if isinstance(error, OSError) else os.strerror(errno.ENAMETOOLONG)
        raise OutputError(
            "{path}: can't be written ({cause}); give another folder", path=str(path), cause=cause
        ) from None
    return path


def _toml(value: object) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_toml(each)}' for key, each in value.items())}}}"
    if isinstance(value, Path):
        return json.dumps(value.as_posix(), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)
