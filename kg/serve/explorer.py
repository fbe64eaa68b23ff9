"""What all pages of the explorer share: the build, the review file, language and theme, the templates."""

from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.export.coverage import title_of
from kg.export.page.template import json_block
from kg.messages import say_error
from kg.queries.reasons import say_reason
from kg.serve.answers import Answer, Question, send_csv, send_graphml, send_json
from kg.serve.desk import Desk
from kg.serve.marking import pieces
from kg.serve.reviewing import ReviewDesk
from kg.serve.saying import coordinates, facet_word, meter, sort_of
from kg.serve.scans import Shelf
from kg.serve.snapshot import Snapshot
from kg.serve.words import LANGUAGES, word
from kg.version import VERSION

THEMES = ("light", "dark")
_SETTINGS = {"lang": LANGUAGES, "theme": THEMES}
_AGE = 365 * 24 * 3600  # seconds that a setting is remembered


class Explorer:
    """The explorer of one build folder."""

    def __init__(self, desk: Desk, review: ReviewDesk, language: str) -> None:
        """Show what a desk holds, in the user's language; decisions go to a review desk."""
        self.desk = desk
        self.review = review
        self.shelf = Shelf()
        self._language = language
        self._pages = Environment(
            loader=PackageLoader("kg.serve", "web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pages.globals.update(pieces=pieces, version=VERSION, json_block=_block, urlencode=urlencode)

    def asked(self, request: Request, snapshot: Snapshot, form: str = "html") -> Question:
        """Return the question of a request to a build."""
        path = {**request.path_params, "form": form}
        pending = self.review.pending(snapshot.began)
        return Question(snapshot, path, request.query_params, self.language(request), pending)

    def language(self, request: Request) -> str:
        """Return the language that the reader chose, else the user's."""
        chosen = request.cookies.get("kg_lang", "")
        return chosen if chosen in LANGUAGES else self._language

    def set_cookies(self, request: Request) -> Response | None:
        """Return the answer to an address that sets language or theme: a cookie, and the way back."""
        given = [(name, value) for name, value in request.query_params.multi_items() if name in _SETTINGS]
        if not given:
            return None
        rest = [(n, value) for n, value in request.query_params.multi_items() if n not in _SETTINGS]
        answer = RedirectResponse(request.url.path + (f"?{urlencode(rest)}" if rest else ""), 303)
        for name, value in given:
            if value in _SETTINGS[name]:
                answer.set_cookie(f"kg_{name}", value, max_age=_AGE, httponly=True, samesite="strict")
        return answer

    def send(self, shown: Answer, asked: Question, request: Request, form: str) -> Response:
        """Return what a view shows in one of its forms."""
        name = request.url.path.strip("/").split("/")[0].partition(".")[0] or "kg"
        if form == "json":
            return send_json(shown.values["answer"])
        if form == "csv":
            return send_csv(shown, name)
        if form == "graphml":
            if shown.graph is None:
                raise HTTPException(404)
            return send_graphml(shown, name)
        return HTMLResponse(self.fill(shown, asked, request), shown.status)

    def fill(self, shown: Answer, asked: Question, request: Request) -> str:
        """Return the page of what a view shows."""
        language = asked.language
        query = [(name, value) for name, value in request.query_params.multi_items()]
        query += [(name, value) for name, value in shown.settled.items() if name not in request.query_params]

        def address(**changed: object) -> str:
            kept = [(name, value) for name, value in query if name not in changed]
            kept += [(name, str(value)) for name, value in changed.items() if value not in (None, "")]
            return "?" + urlencode(kept)

        def as_file(form: str) -> str:
            path = request.url.path.rstrip("/") or "/home"
            return f"{path}.{form}" + (f"?{urlencode(query)}" if query else "")

        problem = self.desk.problem

        def year_link(year: str) -> str:
            return address(year=year, skip=None) + "#told"

        common: dict[str, Any] = {
            "t": lambda key, **values: word(language, key, **values),
            "said": lambda reason: say_reason(reason, language),
            "sort_of": lambda known: sort_of(known, language),
            "facet_word": lambda name, value: facet_word(name, value, language),
            "coordinates": coordinates,
            "meter": meter,
            "strips": lambda told: self.shelf.strips(told, asked.snapshot),
            "scans_missing": lambda told: self.shelf.missing((t.page for t in told), asked.snapshot),
            "scan_of": lambda found: self.shelf.article(found, asked.snapshot),
            "year_link": year_link,
            "language": language,
            "theme": request.cookies.get("kg_theme", ""),
            "address": address,
            "as_file": as_file,
            "here": request.url.path,
            "shown": shown,
            "pending": asked.pending,
            "problem_of_build": problem and say_error(problem, language),
            "build_title": title_of(asked.snapshot.coverage),
            "q": "",
        }
        return self._pages.get_template(shown.template).render(common | shown.values)


def _block(value: object) -> Markup:
    """Return a value as JSON that can stand inside a script element."""
    return Markup(json_block(value))
