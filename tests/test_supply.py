"""What a release rests on: a lock with hashes, licences that are known, a bill of materials, no pickles."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))

from supply import KNOWN, LOCK, PAGE, SBOM, Package, page, read_lock, sbom, unknown  # noqa: E402

from tests.shell import BUILD, furnish, run_kg  # noqa: E402

SHIPPED = ("exports", "formats", "frames", "simplify")  # extras that the lock holds
UNPICKLE = {"pickle", "shelve", "marshal", "dill", "cloudpickle", "joblib", "jsonpickle"}
AMONG_OWN_PROCESSES = {"kg/reading/rows.py"}  # through a pipe that nobody else can reach
FETCH = {"urllib.request", "requests", "httpx", "aiohttp", "ftplib", "huggingface_hub", "pip"}
PACKAGES = read_lock()


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"]]
    lines += [line for name in SHIPPED for line in project["optional-dependencies"][name]]
    return {re.split(r"[<>=\[ ]", line)[0].replace("_", "-").lower() for line in lines}


def test_the_lock_holds_every_package_that_is_declared() -> None:
    assert _declared() - {package.name for package in PACKAGES} == set()


def test_the_lock_fits_the_least_versions() -> None:
    requirement = pytest.importorskip("packaging.requirements", reason="packaging is not installed")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"]]
    lines += [line for name in SHIPPED for line in project["optional-dependencies"][name]]
    for line in lines:
        needed = requirement.Requirement(line)
        name = needed.name.replace("_", "-").lower()
        versions = [package.version for package in PACKAGES if package.name == name]
        assert versions
        assert all(needed.specifier.contains(version) for version in versions), line


def test_every_file_of_the_lock_has_its_hash_and_no_address() -> None:
    assert len(PACKAGES) > 50
    assert [package.name for package in PACKAGES if not package.hashes] == []
    assert "://" not in LOCK.read_text("utf-8")


def test_every_licence_is_known() -> None:
    assert {package.name: unknown(package.licence) for package in PACKAGES if unknown(package.licence)} == {}


@pytest.mark.parametrize(
    ("licence", "odd"),
    [
        ("MIT", set()),
        ("Apache-2.0 OR BSD-2-Clause", set()),
        ("GPL-2.0-only OR LGPL-2.1-or-later", set()),
        ("MIT AND GPL-3.0-only", {"GPL-3.0-only"}),
        ("AGPL-3.0-only", {"AGPL-3.0-only"}),
        ("", {"none stated"}),
    ],
)
def test_what_is_not_known_of_a_licence(licence: str, odd: set[str]) -> None:
    assert unknown(licence) == odd
    assert "AGPL-3.0-only" not in KNOWN


def test_the_page_of_licences_and_the_bill_of_materials_are_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == "\n".join(page()) + "\n", "run `python docs/supply.py`"
    assert json.loads(SBOM.read_text("utf-8")) == sbom(), "run `python docs/supply.py`"


def test_the_bill_of_materials_names_each_part_once() -> None:
    parts = json.loads(SBOM.read_text("utf-8"))["components"]
    names = [part["bom-ref"] for part in parts]
    assert len(set(names)) == len(names) == len(set(PACKAGES)) + 1
    assert isinstance(PACKAGES[0], Package)


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


MODULES = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "kg").rglob("*.py"))}


def test_nothing_is_unpickled_but_what_processes_of_one_build_hand_each_other() -> None:
    assert {name for name, path in MODULES.items() if _imported(path) & UNPICKLE} == AMONG_OWN_PROCESSES


def test_arrays_and_weights_are_loaded_without_pickles() -> None:
    for name, path in MODULES.items():
        for call in re.findall(r"\b(?:np|numpy|torch)\.load\([^\n]*", path.read_text("utf-8")):
            assert "allow_pickle=True" not in call, name
            assert "torch" not in call or "weights_only=True" in call, name


def test_nothing_is_fetched() -> None:
    assert {name for name, path in MODULES.items() if _imported(path) & FETCH} == set()


_NETWORKS = """
import sys

def hear(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        open("asked", "a").write(f"{event} {given}\\n")

sys.addaudithook(hear)
import kg
kg.recognize_page(kg.make_page("清河县人民医院院长赵立群来到葛仙庄镇。"), kg.load_pipeline())
import kg.doctor, pathlib
kg.doctor.examine(pathlib.Path.home())
"""


def test_what_computes_the_networks_reports_to_nobody(tmp_path: Path) -> None:
    """ONNX Runtime would give the machine a number, keep a file of events at home and send them.

    What Python itself asks of the network is heard; it would stand in a file, too.
    """
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    homes = {
        "HOME": str(tmp_path),
        "USERPROFILE": str(tmp_path),
        "XDG_CACHE_HOME": "",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "-c", _NETWORKS], env=environment | homes, cwd=tmp_path, check=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "arguments", [BUILD, ("stats", "out"), ("export", "gexf", "out")], ids=lambda each: each[0]
)
def test_nothing_is_loaded_from_the_folder_that_kg_is_started_in(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """As folders of pages come from anywhere, so may modules in them; `python -m kg` would find those."""
    command = Path(sys.executable).with_name("kg")
    if not command.exists():
        pytest.skip("kg is not installed as a command beside this Python")
    furnish(tmp_path)
    assert run_kg(tmp_path, *BUILD).returncode == 0
    for name in (
        *sys.stdlib_module_names,
        "duckdb",
        "kg",
        "numpy",
        "pyarrow",
        "spacy",
        "sitecustomize",
        "typer",
    ):
        (tmp_path / f"{name}.py").write_text("open('loaded', 'w').close()", "utf-8")
    subprocess.run([command, *arguments], cwd=tmp_path, check=True, capture_output=True)
    assert not (tmp_path / "loaded").exists()
