"""A small archive that is read once, and the explorer of its build as a browser meets it: over HTTP."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

import kg
from kg.serve.running import RunningExplorer, open_explorer
from tests.serve.hostile import write_hostile

PAGES = {
    "2021-03-02.txt": (
        "临江市召开春耕会议\n"
        "本报3月2日讯（记者 周晓岚）3月2日，临江市农业农村局局长赵立群主持召开春耕会议。"
        "临江市副市长林海涛出席会议。赵立群说，全市要备足种子。\n"
    ),
    "2022-05-06.txt": (
        "赵立群到葛仙庄镇调研\n"
        "本报5月6日讯（记者 周晓岚）5月6日，清河县县长赵立群到葛仙庄镇调研麦田。"
        "清河县水利局局长何文静陪同调研。\n"
    ),
    "2023-07-08.txt": (
        "何文静会见客人\n"
        "本报7月8日讯（记者 高远）7月8日，清河县水利局局长何文静在清河县会见临江市副市长林海涛。\n"
        "\n"
        "清河县办起书画展\n"
        "本报7月8日讯（记者 高远）清河县人民医院原院长沈秀兰出席书画展。\n"
    ),
    "2023-09-10.txt": (
        "两家医院签约\n"
        "本报9月10日讯（记者 高远）9月10日，清河县人民医院与清河县中医医院签约。"
        "双方将共用检验设备。\n"
    ),
    "2024-01-09.txt": (
        "清河县水利局有了新局长\n"
        "本报1月9日讯（记者 高远）1月9日，清河县水利局局长孟庆生到临江市考察，沈秀兰陪同。\n"
    ),
}


@dataclass
class Visitor:
    """A browser without a screen, with the cookies that it was given."""

    port: int
    token: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, address: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """Return status, text and headers of an answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, quote(address, safe="/?&=%+#:"), body=body, headers=sent)
        answer = line.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer.status, text, {name.lower(): value for name, value in answer.headers.items()}

    def enter(self) -> "Visitor":
        """Come in by the address with the token."""
        assert self.ask(f"/?token={self.token}")[0] == 303
        return self

    def page(self, address: str) -> str:
        """Return the text of a page that there is."""
        status, text, _ = self.ask(address)
        assert status == 200, text
        return text

    def json(self, address: str) -> Any:
        """Return what a page says as JSON."""
        return json.loads(self.page(address))

    def post(self, address: str, **given: str) -> tuple[int, Any]:
        """Return status and answer of a decision, made as the page makes it."""
        origin = f"http://127.0.0.1:{self.port}"
        status, text, _ = self.ask(
            address, "POST", json.dumps(given), origin=origin, content_type="application/json"
        )
        return status, json.loads(text)


@contextmanager
def serving(out: Path, review: Path, language: str = "en") -> Iterator[tuple[RunningExplorer, Visitor]]:
    """Yield the explorer of a build, answering, and a visitor who has not come in."""
    served = open_explorer(out, port=0, language=language, review=review)
    address = urlsplit(served.address)
    thread = threading.Thread(target=served.server.run, kwargs={"sockets": [served.listener]})
    thread.start()
    try:
        assert address.port
        yield served, Visitor(address.port, address.query.removeprefix("token="))
    finally:
        served.server.should_exit = True
        thread.join()


Serve = Callable[..., Any]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """A function that serves a build: with serve(folder, review file) as (served, visitor)."""
    return serving


def write_pages(folder: Path, pages: dict[str, str]) -> Path:
    """Write page files and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished build of four pages."""
    folder = tmp_path_factory.mktemp("archive")
    kg.build(write_pages(folder / "pages", PAGES), out=folder / "output", jobs=1)
    return folder / "output"


@pytest.fixture(scope="session")
def explorer(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A visitor in the explorer of the archive."""
    with serving(archive, tmp_path_factory.mktemp("review") / "review.csv") as (_, visitor):
        yield visitor.enter()


@pytest.fixture(scope="session")
def id_of(explorer: Visitor) -> Callable[[str], str]:
    """A function that gives the id of a name."""

    def find(name: str) -> str:
        for sort in ("names", "posts"):
            rows = explorer.json(f"/search.json?in={sort}&q={name}")["rows"]
            for row in rows:
                if row["entity"]["name"] == name:
                    return str(row["entity"]["id"])
        raise AssertionError(f"{name} is not in the archive")

    return find


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The folder of a finished build whose texts are hostile."""
    return write_hostile(tmp_path / "output")
