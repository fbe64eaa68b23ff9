"""How long the pages of the explorer take at the server, the build being open.

    python bench/serve.py OUT [--runs 5] [--words 科技部 记者]

Every page is asked for as a browser does, over HTTP on this machine, for the entities of each label that are
mentioned most, third most and about the thousandth most. A round asks each page once; printed are the median
and the worst milliseconds of a kind of page over all entities and rounds after the first, the processor's
milliseconds (of all threads: on a machine with nothing else to do the wall takes no more), and its kilobytes.
Before the table: the seconds until the explorer answers, and the megabytes it holds.
"""

import argparse
import http.client
import resource
import threading
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode, urlsplit

from kg.serve.running import RunningExplorer, open_explorer
from kg.store.finished import open_store

PLACES = (0, 2, 1000)  # in the order of mentions
_MOST = "SELECT id FROM entities WHERE label = '{label}' ORDER BY mentions DESC, id LIMIT 1 OFFSET {place}"


def main() -> None:
    """Measure and print one row for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--words", nargs="+", default=["科技部", "记者"])
    arguments = parser.parse_args()
    pages = _pages(arguments.out, arguments.words)
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        served = open_explorer(arguments.out, port=0, language="zh", review=Path(folder, "review.csv"))
        print(f"open after {time.perf_counter() - start:.1f} s")
        thread = threading.Thread(target=served.server.run, kwargs={"sockets": [served.listener]})
        thread.start()
        try:
            _measure(served, pages, arguments.runs)
        finally:
            served.server.should_exit = True
            thread.join()


def _pages(out: Path, words: list[str]) -> dict[str, list[str]]:
    """Return the addresses of each kind of page."""
    with open_store(out) as store:
        ids = {
            label: [str(store.value(_MOST.format(label=label, place=place))) for place in PLACES]
            for label in ("PER", "ORG", "LOC", "TITLE")
        }
        article = store.records("SELECT page, start FROM text ORDER BY length(text) DESC LIMIT 1")[0]
    everyone = [id_ for some in ids.values() for id_ in some]
    names = [("市", ""), ("zgq", ""), ("", ""), ("中国", "&label=ORG")]
    return {
        "home": ["/"],
        "search names": [f"/search?in=names&q={quote(text)}{more}" for text, more in names],
        "while typing": [f"/suggest.json?q={quote(text)}" for text in ("李", "zh", "卫生")],
        "search posts": ["/search?in=posts&q=" + quote("主任")],
        "search sentences": [f"/search?in=sentences&q={quote(word)}" for word in words],
        "search articles": [f"/search?in=articles&q={quote(word)}" for word in words],
        **{f"card {label}": [f"/entity/{id_}" for id_ in some] for label, some in ids.items()},
        "line of holders": [f"/entity/{id_}/holders" for id_ in ids["ORG"] + ids["TITLE"]],
        "article": ["/article?" + urlencode({"page": article["page"], "at": article["start"]})],
        "compare": [f"/compare?a={a}&b={b}" for a, b in pairwise(everyone)],
        "path": [f"/path?a={a}&b={b}" for a, b in zip(everyone, everyone[4:], strict=False)],
        **{f"graph, {n} step(s)": [f"/graph?around={i}&steps={n}" for i in everyone] for n in (1, 2, 3)},
        "review": ["/review"],
        "contradictions": ["/review?in=contradictions"],
    }


def _measure(served: RunningExplorer, pages: dict[str, list[str]], runs: int) -> None:
    address = urlsplit(served.address)
    browser = http.client.HTTPConnection(str(address.hostname), address.port)
    _, cookie, _ = _ask(browser, f"{address.path}?{address.query}", "")
    taken: dict[str, list[float]] = {kind: [] for kind in pages}
    worked: dict[str, list[float]] = {kind: [] for kind in pages}
    sizes: dict[str, int] = dict.fromkeys(pages, 0)
    for number in range(runs + 1):
        for kind, addresses in pages.items():
            for each in addresses:
                start, began = time.perf_counter(), time.process_time()
                size, _, status = _ask(browser, each, cookie)
                if number:  # the first round reads what later ones find in memory
                    taken[kind].append(1000 * (time.perf_counter() - start))
                    worked[kind].append(1000 * (time.process_time() - began))
                sizes[kind] = max(sizes[kind], size)
                if status != 200:
                    raise SystemExit(f"{each}: status {status}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most\n")
    print("| page | median ms | worst ms | processor, median ms | worst ms | kB |\n|---|---|---|---|---|---|")
    for kind, size in sizes.items():
        figures = [each(values) for values in (taken[kind], worked[kind]) for each in (median, max)]
        print(f"| {kind} | {' | '.join(f'{figure:.0f}' for figure in figures)} | {size / 1000:.0f} |")


def _ask(browser: http.client.HTTPConnection, address: str, cookie: str) -> tuple[int, str, int]:
    """Return the bytes of an answer, the cookie that it sets, and its status."""
    browser.request("GET", address, headers={"cookie": cookie})
    answer = browser.getresponse()
    return len(answer.read()), (answer.getheader("set-cookie") or "").split(";")[0], answer.status


if __name__ == "__main__":
    main()
