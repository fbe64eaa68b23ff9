"""What the documents say is so: examples run, links lead somewhere, commands and flags exist."""

import importlib.util
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest

from kg.config import Config
from kg.export.formats import FORMATS
from kg.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.md")
    if not {part for part in path.relative_to(ROOT).parts if part.startswith(".")}
    and "node_modules" not in path.parts
)
FIXED = [page for page in PAGES if page not in ("CHANGELOG.md", "docs/experiments.md")]
WORKED = [
    page
    for page in PAGES
    if "reference/" not in page  # those examples run as doctests of the code
    and re.search(r"^```(?:console|pycon)$", (ROOT / page).read_text("utf-8"), re.M)
]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#+) (.+)$", re.M)
_INLINE = re.compile(r"`([^`\n]+)`")
_FLAG = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def _load(name: str) -> ModuleType:
    """Return a program of docs/ as a module."""
    if str(DOCS) not in sys.path:
        sys.path.insert(0, str(DOCS))
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec and spec.loader
    module = sys.modules.setdefault(name, importlib.util.module_from_spec(spec))
    if not hasattr(module, "__doc__") or module.__doc__ is None:
        spec.loader.exec_module(module)
    return module


build_reference, examples, parameters = _load("build_reference"), _load("examples"), _load("parameters")
COMMANDS = {
    name: {f for p in found if p.option for f in re.split(", |/", p.name)}
    for name, (_, found) in parameters.commands().items()
}


def _text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def _prose(page: str) -> str:
    """Return a page without its fences."""
    return _FENCE.sub("", _text(page))


# The reference


@pytest.mark.parametrize("name", sorted(build_reference.pages()))
def test_reference_is_what_the_code_says(name: str) -> None:
    written = (DOCS / "reference" / name).read_text("utf-8")
    assert written == build_reference.pages()[name], "out of date; run python docs/build_reference.py"


def test_columns_of_the_tables_are_what_the_schema_says() -> None:
    columns = _load("columns")
    assert columns.README.read_text("utf-8") == columns.readme_text(), "run python docs/build_reference.py"
    for table in TABLES.values():
        told = columns.README.read_text("utf-8").split(f"### {table.name}.jsonl\n")[1].split("###")[0]
        assert re.findall(r"^\| `(\w+)` \|", told, re.M) == [column.name for column in table.columns]


def test_reference_has_no_page_of_its_own() -> None:
    assert {path.name for path in (DOCS / "reference").glob("*.md")} == set(build_reference.pages())


def test_every_setting_is_explained() -> None:
    assert [key for key, field in Config.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_its_parameters_are_explained(name: str) -> None:
    function, found = parameters.commands()[name]
    assert (function.__doc__ or "").strip()
    assert [p.name for p in found if not p.about] == []


# Nothing left out, nothing made up


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_every_command(name: str, page: str) -> None:
    assert re.search(rf"`kg {name}\b", _text(page)), f"{page} says nothing of kg {name}"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_described(name: str) -> None:
    assert f"## `{name}`" in _text("docs/formats.md")
    assert f"| `{name}` |" in _text("docs/formats.md")


def _said_commands(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands after `kg` in fences and in the text of a page, with its flags."""
    fences = [
        line for kind, text in _FENCE.findall(_text(page)) if kind != "pycon" for line in text.splitlines()
    ]
    starts = [line.removeprefix("$ ") for line in fences] + _INLINE.findall(_prose(page))
    for line in starts:
        for part in re.split(r"&&|[|;#]", line):
            words = part.split()
            if words and re.fullmatch(r"(?:\S*[/\\])?kg", words[0]) and len(words) > 1:
                yield part.strip(), words[1:]


@pytest.mark.parametrize("page", PAGES)
def test_said_commands_exist(page: str) -> None:
    for said, words in _said_commands(page):
        name = words[0]
        if name.startswith("-"):
            assert name in ALWAYS, said
            continue
        assert name in COMMANDS, f"{page}: `{said}`: kg has no command {name}"
        flags = set(_FLAG.findall(" ".join(word for word in words[1:] if word.startswith("-"))))
        assert flags <= COMMANDS[name] | {"--help", "-h"}, f"{page}: `{said}`"


ALWAYS = {"--help", "-h", "--version", "--install-completion", "--show-completion"}
OTHERS = {
    "docs/howto/offline.md": {
        "--no-index",
        "--find-links",
        "--platform",
        "--python-version",
        "--only-binary",
        "--no-deps",
    },
    "CONTRIBUTING.md": {"--check"},
    "kg/training/README.md": {"--minutes", "--granted"},
    "kg/models/kg_zh/README.md": {"--granted"},
}
BENCHES = "".join(path.read_text("utf-8") for path in sorted((ROOT / "bench").glob("*.py")))
FUZZ = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tests" / "fuzz").glob("*.py")))
OTHERS["docs/howto/spark.md"] = {
    *("--archives", "--copies", "--deploy-mode", "--executor-cores", "--executor-memory", "--num-executors"),
}
OTHERS["docs/security.md"] = set(re.findall(r'"(--[a-z-]+)"', BENCHES + FUZZ))
OTHERS["docs/evaluation.md"] = OTHERS["docs/scale.md"] = set(re.findall(r'"(--[a-z-]+)"', BENCHES))
_PROGRAMS = re.compile(
    r"^(?:(?:sudo|py|python3?|pip|\S+/pip|ruff|mypy|pytest|neo4j-admin|cypher-shell|tesseract)\b|\$)"
)


@pytest.mark.parametrize("page", FIXED)
def test_said_flags_exist(page: str) -> None:
    known = set().union(*COMMANDS.values(), ALWAYS) | OTHERS.get(page, set())
    for said in _INLINE.findall(_prose(page)):
        if not _PROGRAMS.match(said):
            unknown = {flag for flag in _FLAG.findall(said) if flag.startswith("--")} - known
            assert not unknown, f"{page}: `{said}`"


# Links


@cache
def _anchors(page: str) -> frozenset[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    seen: Counter[str] = Counter()
    anchors = set()
    for _, title in _HEADING.findall(_prose(page)):
        plain = _LINK.sub(lambda match: match[0][1 : match[0].index("]")], title).replace("`", "")
        slug = re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")
        anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return frozenset(anchors)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in _LINK.findall(_prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        there = Path(os.path.normpath((ROOT / page).parent / path)) if path else ROOT / page
        assert there.exists(), f"{page}: {target}"
        assert there.is_relative_to(ROOT), f"{page}: {target} leads out of the repository"
        if anchor:
            assert anchor in _anchors(there.relative_to(ROOT).as_posix()), f"{page}: no heading {target}"


def test_every_page_of_the_docs_is_in_their_index() -> None:
    index = {os.path.normpath(link.partition("#")[0]) for link in _LINK.findall(_text("docs/README.md"))}
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {"README.md"}
    assert pages <= index, "add them to docs/README.md"


# The two README


def _commands_of(page: str) -> list[str]:
    """Return the lines of the fences of a page without comments."""
    lines = (
        line.split("#")[0].rstrip() for _, text in _FENCE.findall(_text(page)) for line in text.splitlines()
    )
    return [line for line in lines if line]


def _links_of(page: str) -> list[str]:
    return sorted(link.replace(".zh.md", ".md") for link in _LINK.findall(_text(page)))


def _figures_of(page: str) -> Counter[str]:
    prose = _LINK.sub("", _prose(page))
    return Counter(figure.replace(",", "") for figure in _FIGURE.findall(_INLINE.sub("", prose)))


def test_chinese_readme_has_the_same_headings() -> None:
    english, chinese = (_HEADING.findall(_prose(page)) for page in ("README.md", "README.zh.md"))
    assert [level for level, _ in english] == [level for level, _ in chinese]


@pytest.mark.parametrize("of", [_commands_of, _links_of, _figures_of])
def test_chinese_readme_says_the_same(of) -> None:  # type: ignore[no-untyped-def]
    assert of("README.zh.md") == of("README.md")


def test_chinese_readme_has_the_same_tables() -> None:
    english, chinese = (
        [line.split("|")[1].strip() for line in _text(page).splitlines() if re.match(r"\| `", line)]
        for page in ("README.md", "README.zh.md")
    )
    assert english == chinese


def test_ci_runs_the_second_command_of_the_readme() -> None:
    build, check = [line for line in _commands_of("README.md") if line.startswith("python3 -m venv")]
    assert build == "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/kg build"
    assert check == 'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/pytest'


# Worked examples


@pytest.mark.parametrize(
    ("said", "printed", "good"),
    [
        ("pages 5\nseconds 9.8\n", "pages 5\nseconds …\n", True),
        ("a\nb\nc\n", "a\n…\n", True),
        ("a\nb\nc\n", "…\nc\n", True),
        ("a\nb\n", "a\n", False),
        ("a (b)\n", "a (c)\n", False),
        ("", "", True),
    ],
)
def test_examples_are_compared_but_for_what_is_left_out(said: str, printed: str, good: bool) -> None:
    assert examples.fits(said, printed) is good


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder in which the tutorial has run, with a finished build, and what it printed otherwise."""
    folder = tmp_path_factory.mktemp("worked")
    examples.furnish(folder)
    return folder, _run_page("docs/tutorial.md", folder)


def _run_page(page: str, folder: Path) -> list[str]:
    """Run the examples of a page in a folder; return those that print something else than the page says."""
    wrong = []
    for step, said in examples.run_steps(ROOT / page, folder):
        good = not said if step.kind != "console" else examples.fits(said, step.printed)
        if not good:
            wanted = f"instead of\n{step.printed}" if step.kind == "console" else ""
            wrong.append(f"line {step.line}: {step.text}\n{said}{wanted}")
    return wrong


def _assert_right(page: str, wrong: list[str]) -> None:
    assert not wrong, "\n".join(wrong) + "\nif that is right: python docs/examples.py " + page


def test_the_tutorial_prints_what_it_says(tutorial: tuple[Path, list[str]]) -> None:
    _assert_right("docs/tutorial.md", tutorial[1])


@pytest.mark.parametrize("page", sorted({*WORKED} - {"docs/tutorial.md"}))
def test_examples_print_what_the_page_says(
    page: str, tutorial: tuple[Path, list[str]], tmp_path: Path
) -> None:
    folder = tmp_path / "here"
    shutil.copytree(tutorial[0], folder)
    (folder / "review.csv").unlink(missing_ok=True)
    _assert_right(page, _run_page(page, folder))


def test_every_file_of_a_build_is_explained(tutorial: tuple[Path, list[str]]) -> None:
    written = {path.name for path in (tutorial[0] / "output").iterdir() if not path.name.startswith(".")}
    said = _text("output/README.md")
    explained = {name for name in written if f"`{name}`" in said or f"`{name}/`" in said}
    assert written - {"graph.gexf"} <= explained
