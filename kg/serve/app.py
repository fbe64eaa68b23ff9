"""The application: addresses, the views behind them, and what is said where something is wrong."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import InputError, KgError
from kg.export.page.assets import read_assets
from kg.messages import say_error
from kg.serve import joint, views
from kg.serve.answers import Answer, View, send_json
from kg.serve.explorer import Explorer
from kg.serve.guard import Guard
from kg.serve.review_views import review_routes, split
from kg.serve.words import word

VIEWS: dict[str, View] = {
    "/": views.home,
    "/search": views.search,
    "/entity/{id}": views.card,
    "/entity/{id}/holders": views.holders,
    "/entity/{id}/split": split,
    "/article": views.article,
    "/compare": joint.compare,
    "/path": joint.path,
    "/graph": joint.graph,
}
"""The view of each address; with .json, .csv and, of graphs, .graphml after it the same as a file."""
FILES = ("json", "csv", "graphml")


def _routes(explorer: Explorer) -> list[BaseRoute]:
    """Return all addresses of the application."""
    found: list[BaseRoute] = []
    for address, view in VIEWS.items():
        base = "/home" if address == "/" else address
        found += [Route(f"{base}.{form}", _answering(explorer, view, form)) for form in FILES]
    found += [Route(address, _answering(explorer, view, "html")) for address, view in VIEWS.items()]
    found.append(Route("/scan.jpg", _scan(explorer)))
    found.append(Route("/suggest.json", _answering(explorer, views.suggest, "json")))
    found.append(Route("/grow.json", _answering(explorer, joint.grow, "json")))
    found.append(Route("/quotes.json", _answering(explorer, joint.quotes, "json")))
    found += review_routes(explorer)
    found += [Route("/drawing.js", _drawing_script), Route("/drawing.css", _drawing_style)]
    found.append(Mount("/static", StaticFiles(directory=str(files("kg.serve") / "web" / "static"))))
    return found


def _answering(explorer: Explorer, view: View, form: str) -> Callable[[Request], Response]:
    """Return what answers an address: a view of the build that is shown, in one of its forms."""

    def answer(request: Request) -> Response:
        if setting := explorer.set_cookies(request):
            return setting
        with explorer.desk.ask() as snapshot:
            asked = explorer.asked(request, snapshot, form)
            return explorer.send(view(asked), asked, request, form)

    return answer


def _scan(explorer: Explorer) -> Callable[[Request], Response]:
    """Return what answers with the part of a scan on which a sentence or an article stands."""

    def answer(request: Request) -> Response:
        with explorer.desk.ask() as snapshot:
            found = explorer.shelf.area(explorer.asked(request, snapshot))
        if found is None:
            raise HTTPException(404)
        return Response(explorer.shelf.draw(*found), media_type="image/jpeg")

    return answer


def build_app(explorer: Explorer, token: str, port: int) -> Guard:
    """Return the explorer as an ASGI application behind its guard, for a port of this machine."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        explorer.desk.close()

    def mistaken(request: Request, error: Exception) -> Response:
        assert isinstance(error, KgError)
        status = 404 if isinstance(error, InputError) else 503
        return _problem(explorer, request, say_error(error, explorer.language(request)), status)

    def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        said = word(explorer.language(request), "no_page") if error.status_code == 404 else error.detail
        return _problem(explorer, request, said, error.status_code)

    app = Starlette(
        routes=_routes(explorer),
        exception_handlers={KgError: mistaken, HTTPException: missing},
        lifespan=lifespan,
    )
    return Guard(app, token, port)


def _problem(explorer: Explorer, request: Request, said: str, status: int) -> Response:
    """Return the answer to a request that goes nowhere, as a page or as JSON."""
    if request.url.path.endswith((".json", ".csv", ".graphml")) or request.method == "POST":
        answer = send_json({"error": said})
        answer.status_code = status
        return answer
    shown = Answer("problem.html", said, {"answer": None, "said": said}, forms=(), status=status)
    with explorer.desk.ask() as snapshot:
        asked = explorer.asked(request, snapshot)
        return HTMLResponse(explorer.fill(shown, asked, request), status)


def _drawing_script(request: Request) -> Response:
    """Return the script of the drawing, with what the explorer adds to it inside the same function."""
    added = (files("kg.serve") / "web" / "static" / "grow.js").read_text("utf-8")
    script = read_assets().script.rstrip()
    assert script.endswith("})();")
    return Response(f"{script.removesuffix('})();')}{added}}})();\n", media_type="text/javascript")


def _drawing_style(request: Request) -> Response:
    return Response(read_assets().style, media_type="text/css")
