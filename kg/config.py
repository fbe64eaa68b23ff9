"""What a user can change about a build, from kg.toml and from flags.

Flags win over kg.toml, kg.toml over the defaults. Paths in kg.toml are relative to that file.
"""

import codecs
import datetime
import difflib
import errno
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kg.errors import ConfigError, Phrase, gather
from kg.messages import template
from kg.model import LABELS, ItemColumn, Label, Window
from kg.text import read_date
from kg.visible import visible

CONFIG_NAME = "kg.toml"
REVIEW_NAME = "review.csv"
NODE_SCORE = 0.8  # of names below it that nothing else speaks for, two in three are right
OWN_MODEL = Path(__file__).parent / "models" / "kg_zh"
"""The model that kg brings along; its folder's name is what users call it."""
_MOST = 1_000_000_000  # that anything is counted to
_MOST_JOBS = 10_000
_SHOWN = 200  # characters of a value that does not fit
_MOST_BYTES = 10_000_000  # of kg.toml; a device would never end


_WHOLE, _NUMBER = template("a whole number is wanted"), template("a number is wanted")
_WANTED = {  # what is wrong → what is said of it
    "tuple_type": template('a list is wanted; write {key} = ["…"]'),
    "dict_type": template('a table is wanted; write {key} = {{ text = "…" }}'),
    "string_type": template("a text in quotes is wanted"),
    "path_type": template("a path in quotes is wanted"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": template("true or false is wanted"),
    "bool_parsing": template("true or false is wanted"),
    "literal_error": template("known are {expected}"),
    "greater_than": template("it must be more than {gt:g}"),
    "greater_than_equal": template("it must be {ge:g} or more"),
    "less_than_equal": template("it must be {le:g} or less"),
    "too_short": template("it must name at least one"),
}


def _in_order(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """Return the labels without repetition in the order of LABELS."""
    return tuple(label for label in LABELS if label in labels)


def _as_date(date: str | None) -> str | None:
    """Return a date as it is; ValueError where there is no such day."""
    if date is not None and read_date(date) is None:
        raise ValueError(Phrase("no day of the calendar of the years 1000 to 2999, written as 2018-12-08"))
    return date


def _as_encodings(encodings: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is said of encodings by their usual names; ValueError for one that nobody knows."""
    return tuple(map(_as_encoding, encodings))


def _as_encoding(said: str) -> str:
    pattern, mark, name = said.rpartition("=")
    try:
        info = codecs.lookup(name.strip())
        "".encode(info.name)
    except LookupError:
        raise ValueError(
            Phrase("no encoding {name!r}; use gb18030, big5, utf-8, utf-16-le …", name=name.strip())
        ) from None
    return f"{pattern}{mark}{info.name}"


def _as_path(path: Path) -> Path:
    """Return a path as it is; ValueError where no system has one like it."""
    if "\0" in str(path):
        raise ValueError(Phrase("a path holds no NUL"))
    try:
        path.stat()
    except OSError as error:
        if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
            raise ValueError(error.strerror) from None
    return path


GivenPath = Annotated[Path, AfterValidator(_as_path)]
"""A path that is given, whether there is anything or not."""


class Config(BaseModel):
    """All settings of a build. Each field is a key of kg.toml and a flag of `kg build`."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    pages: tuple[GivenPath, ...] = (Path("seeds"),)
    """Page files, folders and patterns (`papers/**/*.txt`) to read; none by default with tables."""
    tables: tuple[GivenPath, ...] = ()
    """Tables of news items to read, one a row: .tsv .csv .jsonl .parquet, also packed."""
    columns: dict[ItemColumn, str] = {}
    """How tables call their columns, where kg can't guess it: id, date, headline, text, paper, page."""
    out: GivenPath = Path("output")
    """The folder that receives the files."""
    model: str = OWN_MODEL.name
    """`kg_zh` (kg's own), `rules`, or the name or path of an installed spaCy pipeline for Chinese."""
    gazetteers: tuple[GivenPath, ...] = ()
    """CSV files with the columns term, label, canonical and, if wanted, aliases."""
    review: GivenPath | None = None
    """A CSV file with what a person decided about names: action, a, b, label, note."""
    labels: Annotated[tuple[Label, ...], Field(min_length=1), AfterValidator(_in_order)] = LABELS
    """The labels to recognize."""
    min_score: Annotated[float, Field(ge=0, le=1)] = 0.0
    """The smallest score a mention may have: 0 keeps all, 0.9 the certain ones."""
    node_score: Annotated[float, Field(ge=0, le=1)] = NODE_SCORE
    """The score that some mention of a name without a post must have for it to be a node; 0 for all."""
    windows: Annotated[tuple[Window, ...], Field(min_length=1)] = ("sentence",)
    """Where two entities must stand together to co-occur."""
    min_count: Annotated[int, Field(ge=1, le=_MOST)] = 1
    """The fewest co-occurrences an edge may have."""
    min_weight: Annotated[float, Field(ge=-1, le=1)] = -1.0
    """The smallest weight (NPMI discounted by how little was seen) a co-occurrence edge may have."""
    backbone: Annotated[float, Field(gt=0, le=1)] = 1.0
    """The largest alpha of the disparity filter that a co-occurrence edge may have."""
    most_edges: Annotated[int, Field(ge=0, le=_MOST)] = 100_000
    """The most edges that a file of the graph holds, the strongest; 0 for all."""
    bylines: bool = False
    """Whether reporters and their papers co-occur with what they report."""
    jobs: Annotated[int, Field(ge=0, le=_MOST_JOBS)] = 0
    """Processes that recognize pages; 0 stands for one a core."""
    page_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 120.0
    """The most seconds that a page may take; then it is left out."""
    strict: bool = False
    """Whether a page that can't be read ends the build, so that nothing is written."""
    date: Annotated[str | None, AfterValidator(_as_date)] = None
    """The date of the pages (YYYY-MM-DD), before pages.csv, file names and what is printed."""
    encodings: Annotated[tuple[str, ...], AfterValidator(_as_encodings)] = ()
    """What text files are in that don't tell (`gb18030`), or those of a pattern (`old/*.txt=big5`)."""
    ocr: bool = False
    """Whether characters are recognized on pages that are pictures: PNG, JPEG, TIFF, scans in PDF files."""
    simplify: bool = False
    """Whether traditional characters are simplified (by OpenCC) before names are recognized."""
    title: str = ""
    """The title of the graph page."""
    formats: tuple[str, ...] = ()
    """More formats to write, by the names of `kg export`."""
    jsonl: bool = True
    """Whether all tables are written as JSON Lines too: pages.jsonl, mentions.jsonl …"""
    engine: Literal["duckdb", "spark"] = "duckdb"
    """What puts all pages together: `duckdb` here, `spark` on a cluster, which then reads the pages too."""
    master: str = ""
    """The master of the Spark cluster: `local[*]`, `spark://HOST:7077`, `yarn`; none under spark-submit."""
    cache: bool = True
    """Whether a page that an earlier build into the folder has read is not read again."""

    @property
    def given(self) -> tuple[Path, ...]:
        """All that is to be read: pages, then tables."""
        return (*self.pages, *self.tables)


def read_config(path: Path | None, **flags: object) -> Config:
    """Return the settings of a kg.toml (where given) overridden by the flags that are not None.

    Raises ConfigError with file, line and value for bad TOML, an unknown key or a value out of range.
    """
    return _make_config(path, flags, "--{key}")


def make_config(path: Path | None, settings: Mapping[str, object]) -> Config:
    """Return the settings of a kg.toml (where given) overridden by those that a program gives.

    Raises ConfigError as `read_config` does.
    """
    return _make_config(path, settings, "{key}")


def _make_config(path: Path | None, given: Mapping[str, object], where: str) -> Config:
    """Return the configuration; `where` says in messages where a given setting stands."""
    settings = _read_toml(path) if path else {}
    settings |= {key: value for key, value in given.items() if value is not None}
    if settings.get("tables"):
        settings.setdefault("pages", ())
    try:
        return Config.model_validate(settings)
    except ValidationError as error:
        faults = []
        for key, fault in {str(fault["loc"][0]): fault for fault in reversed(error.errors())}.items():
            named = where.format(key=key.replace("_", "-") if where != "{key}" else key)
            faults.append(_explain(fault, named if given.get(key) is not None else _line_of(key, path)))
        raise gather(faults[::-1]) from None


def find_config(folder: Path) -> Path | None:
    """Return the kg.toml of a folder, or None."""
    path = folder / CONFIG_NAME
    return path if path.is_file() else None


def find_review(folder: Path) -> Path | None:
    """Return the review file of a folder, or None."""
    path = folder / REVIEW_NAME
    return path if path.is_file() else None


def _read_toml(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise ConfigError(
                "{path}: more than {most:,} bytes; give a file of settings", path=path, most=_MOST_BYTES
            )
        settings = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise ConfigError(
            "{path}: can't be read ({cause}); check the path given to --config",
            path=path,
            cause=error.strerror,
        ) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError("{path}:{line}: not UTF-8; save the file as UTF-8", path=path, line=line) from None
    except (ValueError, RecursionError) as error:  # not all of them of TOML: a number of 5,000 digits
        raise ConfigError("{path}: not valid TOML ({cause}); mend it", path=path, cause=str(error)) from None
    if isinstance(date := settings.get("date"), datetime.date):  # TOML has days of its own
        settings["date"] = date.isoformat()
    for key in ("pages", "tables", "gazetteers"):
        if isinstance(settings.get(key), list):
            settings[key] = [_beside(path, key, item) for item in settings[key]]
    for key in ("out", "review"):
        settings |= {key: _beside(path, key, settings[key])} if key in settings else {}
    return settings


def _beside(path: Path, key: str, value: object) -> object:
    """Return what is said of a path in a settings file, seen from its folder; what is no text as it is."""
    if value == "":
        raise ConfigError(
            "{where}: {key} is empty; give a name, or . for this folder", where=_line_of(key, path), key=key
        )
    return path.parent / value if isinstance(value, str) else value


def _explain(fault: Mapping[str, Any], where: str) -> ConfigError:
    """Return one line: where a fault stands, what it is, what to do."""
    key, kind = str(fault["loc"][0]), fault["type"]
    if kind != "extra_forbidden":
        known = dict(fault.get("ctx", {}))
        raised = known.pop("error", None)  # by what checks a value here
        said = _WANTED.get(kind)
        unknown = raised.args[0] if raised else fault["msg"]
        cause = Phrase(said, key=key, **known) if said else unknown
        template = "{where}: {key} = {value!r} does not fit: {cause}"
        return ConfigError(template, where=where, key=key, value=_Shown(fault["input"]), cause=cause)
    if near := difflib.get_close_matches(key, Config.model_fields, 1):
        template = "{where}: unknown key {key!r}; did you mean {near!r}?"
        return ConfigError(template, where=where, key=key, near=near[0])
    template = "{where}: unknown key {key!r}; known keys: {known}"
    return ConfigError(template, where=where, key=key, known=", ".join(Config.model_fields))


class _Shown:
    """A value of a setting as messages show it: not more of it than fits into a line or two."""

    def __init__(self, value: object) -> None:
        """Take any value."""
        self.value = value

    def __repr__(self) -> str:
        """Return the value as Python writes it, or its beginning."""
        try:
            told = visible(repr(str(self.value) if isinstance(self.value, Path) else self.value))
        except RecursionError:
            return "…"
        return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"


def _line_of(key: str, path: Path | None) -> str:
    if path is None:
        return "configuration"
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        written = line.split("=")[0].strip().strip("[]\"'")
        if key in (written, written.split(".")[0].strip()):
            return f"{path}:{number}"
    return str(path)
