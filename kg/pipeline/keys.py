"""The name under which the reading of a page is kept: a digest of all that the reading depends on.

That is the page file's bytes and what is known of the page beforehand, the settings that matter to
reading, the model's and the gazetteers' files, kg's own code and word lists, and the versions of the
packages that read. A change of any of them is another key, so nothing old is ever taken for new.
"""

import hashlib
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from kg.config import OWN_MODEL, Config
from kg.pages import PageFile, digest_page
from kg.pages.content import stamp_of
from kg.version import VERSION

_KG = Path(__file__).resolve().parent.parent
_PARTS = ("pages", "articles", "recognize", "posts", "naming", "reading", "knowledge", "data", "schema")
_PACKAGES = (
    *("charset-normalizer", "jieba", "numpy", "onnxruntime", "pypdfium2", "spacy"),
    *("lxml", "opencc", "opencv-python-headless", "pillow", "python-docx", "rapidocr", "torch"),
    "trafilatura",
)
_LARGE = 64_000_000  # bytes of a model's file that is told by its size and time alone


class Key(NamedTuple):
    """Where the reading of a page is kept, and for which content of its file that is true."""

    name: str
    sha256: str


Asked = tuple[PageFile, Key | None]
"""A page that is to be read, and its key."""


class Keys:
    """The keys of pages under one configuration.

    `common` is the part that all of them share, `state` stands for all that a process which reads depends on.
    """

    def __init__(self, config: Config) -> None:
        """Digest what all pages have in common; InputError for a gazetteer that is no file."""
        for path in config.gazetteers:
            with suppress(OSError):
                stamp_of(path)
        settings = (
            config.model,
            config.labels,
            config.min_score,
            config.date,
            config.ocr,
            config.simplify,
            config.encodings,
        )
        self.common = _digest_of(
            (VERSION, sys.version_info[:3], [_version(name) for name in _PACKAGES]),
            _digest_files(_sources()),
            settings,
            _model_state(config.model),
            _digest_files(list(config.gazetteers)),
        )
        self.state = _digest_of(self.common, config.page_seconds)

    def of(self, file: PageFile) -> Key:
        """Return the key of a page."""
        content = digest_page(file)
        return Key(_digest_of(self.common, content, file.known), content)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _sources() -> list[Path]:
    """Return kg's code and word lists that have a part in reading a page."""
    inside = [path for part in _PARTS for path in (_KG / part).rglob("*")]
    kept = [path for path in inside if path.is_file() and path.suffix not in (".pyc", ".md")]
    return sorted([*_KG.glob("*.py"), *kept])


def _model_state(model: str) -> list[object]:
    """Return what tells a model from another of its name: the files of its folder or its package."""
    if model == OWN_MODEL.name:
        return _folder_state(OWN_MODEL)
    spec = find_spec(model) if model.isidentifier() else None
    package = Path(spec.origin).parent if spec and spec.origin else None
    return [_folder_state(folder) for folder in (package, Path(model)) if folder and folder.is_dir()]


def _folder_state(folder: Path) -> list[object]:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return [(path.relative_to(folder).as_posix(), _state(path)) for path in files]


def _state(path: Path) -> object:
    """Return what tells a file from an earlier one of its name."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status.st_size > _LARGE else _digest_files([path])


def _digest_of(*parts: object) -> str:
    r"""Return a digest of some values in their order, by their repr.

    >>> _digest_of("a", None)[:8], _digest_of("a", "None")[:8]
    ('3f5fb7f1', '53443c01')
    """
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _digest_files(paths: list[Path]) -> str:
    """Return a digest of what some files hold, in their order; one that can't be read counts as missing."""
    whole = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            whole.update(b"missing")
    return whole.hexdigest()
