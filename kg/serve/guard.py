"""Who may ask the explorer: a browser on this machine that was given the token, and no page of others.

The address that `kg serve` prints holds a token. Whoever opens it gets a cookie that no script reads and no
other site sends, and goes on without the token in the address. Every request must name this machine as its
host; one that a page of another origin makes is refused.
"""

import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"
LARGEST = 64_000  # bytes that a request may bring
_HOSTS = ("127.0.0.1", "localhost")
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_CLOSED = "Open the address that `kg serve` printed; it holds the token that this page needs.\n"


class Guard:
    """The application behind its checks."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        """Guard an application that listens on a port of this machine."""
        self._app = app
        self._token = token
        self._cookie = f"kg_{port}"
        self._session = secrets.token_urlsafe(24)
        self._hosts = {f"{host}:{port}" for host in _HOSTS}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refuse(scope, headers)
        await (refused or self._app)(scope, receive, _sealing(send))

    def _refuse(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """Return what is said to a request that may not pass, None for one that may."""
        if headers.get("host") not in self._hosts:
            return PlainTextResponse("This server answers to this machine alone.\n", 421)
        origin = headers.get("origin")
        reads = scope["method"] in ("GET", "HEAD")
        if (origin or not reads) and origin not in self._origins:
            return PlainTextResponse("Requests of other pages are refused.\n", 403)
        if not reads and not headers.get("content-length", "").isdecimal():
            return PlainTextResponse("A request that changes something has a length.\n", 411)
        if not reads and int(headers["content-length"]) > LARGEST:
            return PlainTextResponse("Too much at once.\n", 413)
        known = self._is_known(headers)
        if reads and (not known or b"token=" in scope["query_string"]):
            return self._let_in(scope, known)
        return None if known else PlainTextResponse(_CLOSED, 403)

    def _is_known(self, headers: Mapping[str, str]) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        own = cookies.get(self._cookie)
        return own is not None and _same(own.value, self._session)

    def _let_in(self, scope: Scope, known: bool) -> Response | None:
        """Return the answer to a browser that has the token: a cookie, and the address without the token."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in asked if name == TOKEN), None)
        if known and given is None:
            return None
        if not known and not _same(given or "", self._token):
            return PlainTextResponse(_CLOSED, 403)
        rest = urlencode([(name, value) for name, value in asked if name != TOKEN])
        path = "/" + scope["path"].lstrip("/")  # two slashes would name another machine
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
        return answer


def _same(given: str, known: str) -> bool:
    """Tell whether two texts are the same, in a time that does not tell how much of them is."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), known.encode("utf-8"))


def _sealing(send: Send) -> Send:
    """Return a `send` that adds the headers which keep a page to itself."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            added = {"cache-control": "no-store"} | _HEADERS
            message["headers"] = [
                *message["headers"],
                *((n.encode(), v.encode()) for n, v in added.items() if n.encode() not in known),
            ]
        await send(message)

    return sealed
