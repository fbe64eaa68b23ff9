"""Runs the explorer: a port of this machine, a token, a browser, and an end with Ctrl-C."""

import getpass
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from kg.config import REVIEW_NAME, find_review
from kg.errors import ConfigError
from kg.serve.app import build_app
from kg.serve.desk import Desk
from kg.serve.explorer import Explorer
from kg.serve.guard import TOKEN
from kg.serve.reviewing import ReviewDesk

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class RunningExplorer:
    """An explorer that listens."""

    server: uvicorn.Server
    listener: socket.socket
    address: str  # with its token
    desk: Desk

    def run(self, ready: Callable[[str], None], *, browse: bool) -> None:
        """Answer until Ctrl-C; `ready` is told the address, which is opened in the browser if asked for."""
        ready(self.address)
        if browse:
            threading.Thread(target=webbrowser.open, args=(self.address,), daemon=True).start()
        try:
            self.server.run(sockets=[self.listener])
        except KeyboardInterrupt:
            return


def open_explorer(out: Path, *, port: int, language: str, review: Path | None = None) -> RunningExplorer:
    """Return the explorer of a finished build, listening on a port of this machine; 0 is any free one.

    Raises OutputError where there is no finished build, ConfigError for a port that is taken.
    """
    listener = _listen(port)
    decisions = ReviewDesk(review or find_review(Path()) or out / REVIEW_NAME, _user())
    try:
        desk = Desk(out, decisions.restore)
    except BaseException:
        listener.close()
        raise
    taken: int = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    app = build_app(Explorer(desk, decisions, language), token, taken)
    settings = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, lifespan="on")
    return RunningExplorer(
        uvicorn.Server(settings), listener, f"http://{HOST}:{taken}/?{TOKEN}={token}", desk
    )


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, port))
        listener.listen()  # a browser that is faster than the server waits
    except (OSError, OverflowError):
        listener.close()
        raise ConfigError(
            "--port {port}: can't be had; give another, or none for any free one", port=port
        ) from None
    return listener


def _user() -> str:
    """Return who decides, for the review file."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
