"""Addresses of other file systems among paths: `s3a://BUCKET/papers`, `hdfs://HOST:8020/papers`."""

import re
from pathlib import Path, PurePath

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+):/+(.+)")


def address_of(path: PurePath) -> str:
    """Return the address that a path is, "" for one of this machine; pathlib makes one slash of its two.

    >>> address_of(PurePath("s3a://press/1987/03")), address_of(PurePath("papers"))
    ('s3a://press/1987/03', '')
    """
    found = _ADDRESS.fullmatch(path.as_posix())
    return f"{found[1]}://{found[2]}" if found and found[1] != "file" else ""


def path_of(path: Path) -> Path:
    """Return a path whose meaning does not depend on the working folder; `file:///papers` is /papers.

    >>> path_of(Path("file:///press/1987")).as_posix(), path_of(Path("s3a://press")).as_posix()
    ('/press/1987', 's3a:/press')
    """
    found = _ADDRESS.fullmatch(path.as_posix())
    if found and found[1] != "file":
        return path
    return Path(f"/{found[2]}") if found else path.absolute()
