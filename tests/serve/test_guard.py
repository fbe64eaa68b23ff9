"""Who gets in: a browser of this machine that has the token, and nobody else."""

import http.client

import pytest

from tests.serve.conftest import Visitor


def fresh(explorer: Visitor) -> Visitor:
    """Return a visitor of the same explorer without a cookie."""
    return Visitor(explorer.port, explorer.token)


@pytest.mark.parametrize(
    "address", ["/", "/search?q=a", "/?token=", "/?token=wrong", "/static/explorer.css", "/nope"]
)
def test_without_the_token_nothing_is_shown(explorer: Visitor, address: str) -> None:
    status, text, headers = fresh(explorer).ask(address)
    assert (status, headers.get("set-cookie")) == (403, None)
    assert "kg serve" in text
    assert "清河县" not in text


def test_the_token_gives_a_cookie_and_leaves_the_address(explorer: Visitor) -> None:
    visitor = fresh(explorer)
    status, _, headers = visitor.ask(f"/search?q=a&token={explorer.token}&in=names")
    assert (status, headers["location"]) == (303, "/search?q=a&in=names")
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert explorer.token not in headers["set-cookie"]
    assert visitor.ask("/")[0] == 200


def test_a_second_browser_may_use_the_same_address(explorer: Visitor) -> None:
    first, second = fresh(explorer).enter(), fresh(explorer).enter()
    assert first.ask("/")[0] == second.ask("/")[0] == 200
    assert first.ask(f"/?token={explorer.token}")[2]["location"] == "/"


def test_the_way_back_leads_to_no_other_machine(explorer: Visitor) -> None:
    status, _, headers = fresh(explorer).ask(f"//example.org/?token={explorer.token}")
    assert (status, headers["location"]) == (303, "/example.org/")


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org:{port}", ""]
)
def test_other_hosts_are_refused(explorer: Visitor, host: str) -> None:
    assert explorer.ask("/", host=host.format(port=explorer.port))[0] == 421


def test_localhost_is_this_machine(explorer: Visitor) -> None:
    assert explorer.ask("/", host=f"localhost:{explorer.port}")[0] == 200


@pytest.mark.parametrize(
    "origin", ["http://example.org", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_origins_are_refused(explorer: Visitor, origin: str, method: str) -> None:
    body = "{}" if method == "POST" else None
    assert explorer.ask("/review/undo", method, body, origin=origin.format(port=explorer.port))[0] == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 403), ({"origin": "http://127.0.0.1:{port}", "transfer_encoding": "chunked"}, 411)],
)
def test_a_change_needs_an_origin_and_a_length(
    explorer: Visitor, headers: dict[str, str], status: int
) -> None:
    sent = {name: value.format(port=explorer.port) for name, value in headers.items()}
    body = "2\r\n{}\r\n0\r\n\r\n" if "transfer_encoding" in sent else "{}"
    assert explorer.ask("/review/decide", "POST", body, **sent)[0] == status


def test_a_change_is_small(explorer: Visitor) -> None:
    line = http.client.HTTPConnection("127.0.0.1", explorer.port)
    cookie = "; ".join(f"{name}={value}" for name, value in explorer.cookies.items())
    headers = {"origin": f"http://127.0.0.1:{explorer.port}", "cookie": cookie, "content-length": "99999999"}
    line.request("POST", "/review/decide", headers=headers)
    assert line.getresponse().status == 413
    line.close()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../words.tsv",
        "/static/%2e%2e/words.tsv",
        "/static/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/",
        "/..%2f..%2fetc/passwd",
        "/entity/..%2f..%2fetc",
        "/entity/%00.json",
    ],
)
def test_paths_lead_nowhere_else(explorer: Visitor, path: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", explorer.port)
    cookie = "; ".join(f"{name}={value}" for name, value in explorer.cookies.items())
    line.request("GET", path, headers={"cookie": cookie})
    answer = line.getresponse()
    assert answer.status == 404
    assert b"root:" not in answer.read()
    line.close()


def test_pages_keep_to_themselves(explorer: Visitor) -> None:
    _, _, headers = explorer.ask("/")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
