"""A folder of this machine served as WebHDFS is: an address that Spark and fsspec both reach.

It stands in for a file system of a cluster: nothing of it has a path that kg could open.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Answer = tuple[int, dict[str, Any]]
_PREFIX = "/webhdfs/v1"


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Yield the address, without a slash at its end, under which a folder can be read and written."""

    class Handler(_Handler):
        top = folder

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"webhdfs://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    """Answers what Hadoop and fsspec ask; data is sent to an address of its own, as WebHDFS wants it."""

    top: Path
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Keep still."""

    def _answer(self) -> None:
        split = urlsplit(self.path)
        asked = {key.lower(): values[0] for key, values in parse_qs(split.query).items()}
        inside = unquote(split.path.removeprefix(_PREFIX)).strip("/")
        sent = self._read_body()
        path, name = self.top / inside, asked["op"].upper()
        if name in ("CREATE", "APPEND") and "data" not in asked:
            self.send_response(307)
            self.send_header("Location", f"http://{self.headers['Host']}{self.path}&data=true")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif name == "OPEN" and path.is_file():
            self._send(200, _part(path, asked), "application/octet-stream")
        else:
            status, told = _OPERATIONS.get(name, _refuse)(self.top, path, asked, sent)
            self._send(status, json.dumps(told).encode(), "application/json")

    def _read_body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _part(path: Path, asked: dict[str, str]) -> bytes:
    with path.open("rb") as file:
        file.seek(int(asked.get("offset", 0)))
        return file.read(int(asked["length"]) if "length" in asked else -1)


def _status(path: Path, name: str) -> dict[str, Any]:
    told = path.stat()
    return {
        "pathSuffix": name,
        "type": "DIRECTORY" if path.is_dir() else "FILE",
        "length": 0 if path.is_dir() else told.st_size,
        "owner": "kg",
        "group": "kg",
        "permission": "777",
        "accessTime": int(told.st_mtime * 1000),
        "modificationTime": int(told.st_mtime * 1000),
        "blockSize": 1 << 27,
        "replication": 1,
    }


def _missing(path: Path) -> Answer:
    return _exception(404, "java.io.FileNotFoundException", f"File does not exist: {path.name}")


def _exception(status: int, kind: str, message: str) -> Answer:
    told = {"exception": kind.rpartition(".")[2], "javaClassName": kind, "message": message}
    return status, {"RemoteException": told}


def _look(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    return (200, {"FileStatus": _status(path, "")}) if path.exists() else _missing(path)


def _list(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    if not path.exists():
        return _missing(path)
    inside = sorted(path.iterdir()) if path.is_dir() else [path]
    found = [_status(each, each.name if path.is_dir() else "") for each in inside]
    return 200, {"FileStatuses": {"FileStatus": found}}


def _make(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    path.mkdir(parents=True, exist_ok=True)
    return 200, {"boolean": True}


def _create(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sent)
    return 201, {}


def _append(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    with path.open("ab") as file:
        file.write(sent)
    return 200, {}


def _rename(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    target = top / asked["destination"].strip("/")
    if target.is_dir():
        target /= path.name
    if not path.exists() or target.exists():
        return 200, {"boolean": False}
    path.rename(target)
    return 200, {"boolean": True}


def _delete(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    there = path.exists()
    if path.is_dir():
        shutil.rmtree(path)
    elif there:
        path.unlink()
    return 200, {"boolean": there}


def _locate(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    if not path.is_file():
        return _missing(path)
    block = {
        "offset": 0,
        "length": path.stat().st_size,
        "corrupt": False,
        "hosts": ["127.0.0.1"],
        "names": ["127.0.0.1:9866"],
        "cachedHosts": [],
        "storageTypes": ["DISK"],
        "topologyPaths": ["/default-rack/127.0.0.1:9866"],
    }
    return 200, {"BlockLocations": {"BlockLocation": [block]}}


def _refuse(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    return _exception(400, "java.lang.UnsupportedOperationException", f"{asked['op']} is not served")


def _agree(top: Path, path: Path, asked: dict[str, str], sent: bytes) -> Answer:
    return 200, {}


_OPERATIONS: dict[str, Callable[[Path, Path, dict[str, str], bytes], Answer]] = {
    "GETFILESTATUS": _look,
    "LISTSTATUS": _list,
    "GETFILEBLOCKLOCATIONS": _locate,
    "OPEN": _list,  # of what is no file: it is missing
    "MKDIRS": _make,
    "CREATE": _create,
    "APPEND": _append,
    "RENAME": _rename,
    "DELETE": _delete,
    "SETPERMISSION": _agree,
}
