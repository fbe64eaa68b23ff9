"""`kg init`, `kg doctor` and completion in the shell."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg.doctor
from kg.cli import app
from kg.cli.complete import complete_from
from kg.cli.names import MOST, names_of
from kg.config import Config, find_config, read_config
from kg.doctor import EXTRAS, NEEDED, Check, examine, report, works
from kg.errors import OutputError
from kg.export.formats import FORMATS
from kg.starter import EXAMPLES, starter_config, write_starter
from tests.stored import MakeBuild


def _check(name: str = "x", ok: bool = True, needed: bool = True) -> Check:
    return Check(name, ok, needed, "1.0" if ok else "", "what it is for", "pip install x")


# kg init


def test_the_first_kg_toml_says_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_starter(Path()) == find_config(Path())
    assert read_config(find_config(Path())) == Config()


@pytest.mark.parametrize("key", Config.model_fields)
def test_each_setting_stands_below_its_explanation(key: str) -> None:
    lines = starter_config().splitlines()
    (at,) = (n for n, line in enumerate(lines) if line.removeprefix("# ").startswith(f"{key} = "))
    said = Config.model_fields[key].description
    assert said and lines[at - 1] == f"# {said}"


def test_settings_without_a_default_have_an_example_that_fits() -> None:
    assert set(EXAMPLES) == {key for key, field in Config.model_fields.items() if field.default is None}
    lines = starter_config().splitlines()
    for key in EXAMPLES:
        (line,) = (line for line in lines if line.startswith(f"# {key} = "))
        assert Config.model_validate(tomllib.loads(line.removeprefix("# ")))


def test_a_kg_toml_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("jobs = 3\n", "utf-8")
    with pytest.raises(OutputError, match=r"kg\.toml: is there already; edit it"):
        write_starter(tmp_path)
    assert (tmp_path / "kg.toml").read_text("utf-8") == "jobs = 3\n"
    with pytest.raises(OutputError, match="is a file; give a folder"):
        write_starter(tmp_path / "kg.toml")


def test_folders_a_thousand_deep_are_told_as_a_long_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match=r"can't be written \(File name too long\); give another"):
        write_starter(Path("d/" * 1500))


def test_init_makes_the_folder(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["init", str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    assert str(tmp_path / "new" / "kg.toml") in done.stdout
    assert (tmp_path / "new" / "kg.toml").is_file()


# kg doctor


def test_doctor_knows_the_packages_and_extras_of_the_project(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {each.split(">")[0].split("<")[0].split("[")[0].strip() for each in requirements}

    assert set(NEEDED) == names(project["dependencies"])
    extras = {name: names(them) for name, them in project["optional-dependencies"].items() if name != "dev"}
    assert {name: set(packages) for name, (packages, _) in EXTRAS.items()} == extras


def test_doctor_finds_what_these_tests_run_with(tmp_path: Path) -> None:
    found = {check.name: check for check in examine(tmp_path)}
    assert found["spacy"].ok and found["spacy"].found[0].isdigit()
    assert found["kg_zh"].ok and "sha256" in found["kg_zh"].found
    assert found["folder"].ok
    assert "cores" in found["machine"].found


def test_a_package_that_does_not_start_is_told_with_the_way_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(name: str) -> None:
        raise ImportError(f"DLL load failed while importing {name}")

    monkeypatch.setattr(kg.doctor.importlib, "import_module", fail)
    check = {check.name: check for check in examine(tmp_path)}["onnxruntime"]
    assert not check.ok and check.needed
    assert "DLL load failed" in check.found
    assert check.fix == "pip install --force-reinstall onnxruntime"


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kg.doctor, "_version", lambda name: None)
    monkeypatch.setattr(kg.doctor.shutil, "which", lambda name: None)
    found = {check.name: check for check in examine(tmp_path)}
    assert not works(list(found.values()))
    assert not found["kg[exports]"].ok and found["kg[exports]"].fix == 'pip install "kg[exports]"'
    assert not found["kg[ocr]"].ok and not found["kg[ocr]"].needed


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    check = {check.name: check for check in examine(tmp_path / "nowhere")}["folder"]
    assert not check.ok and check.needed


@pytest.mark.parametrize(
    ("checks", "lines", "ok"),
    [
        ([_check()], ["ok  x  1.0", "", "A plain build works."], True),
        (
            [_check("甲", ok=False, needed=False), _check("kg")],
            [
                "optional  甲",
                "              what it is for",
                "              pip install x",
                "ok        kg  1.0",
                "",
                "A plain build works.",
            ],
            True,
        ),
        (
            [_check(ok=False)],
            [
                "missing  x",
                "            what it is for",
                "            pip install x",
                "",
                "A plain build does not work: see above.",
            ],
            False,
        ),
    ],
)
def test_the_report_says_what_to_do(checks: list[Check], lines: list[str], ok: bool) -> None:
    assert report(checks) == lines
    assert works(checks) is ok


@pytest.mark.parametrize("ok", [True, False])
def test_the_exit_code_says_whether_a_build_works(monkeypatch: pytest.MonkeyPatch, ok: bool) -> None:
    monkeypatch.setattr("kg.doctor.examine", lambda folder: [_check(ok=ok)])
    done = CliRunner().invoke(app, ["doctor", "--json"])
    assert done.exit_code == (0 if ok else 1)
    assert json.loads(done.stdout)["works"] is ok
    assert json.loads(done.stdout)["checks"][0]["name"] == "x"


def test_a_package_that_does_not_start_ends_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "rich.py").write_text("raise ImportError('DLL load failed', name='rich')\n", "utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "kg", "stats"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "pip install --force-reinstall rich" in done.stderr
    assert done.stderr.splitlines()[-1] == "kg: error: DLL load failed"


# Completion


def _complete(line: str, folder: Path) -> list[str]:
    """Return what bash is offered for a line typed so far."""
    words = line.split(" ")
    environment = os.environ | {
        "_KG_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "PYTHONUTF8": "1",
    }
    program = "import sys; sys.argv = ['kg']; from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.split()


@pytest.fixture
def built(tmp_path: Path, make_build: MakeBuild) -> Path:
    people = [("王磊", ["王市长"], 2), ("王小红", [], 9), ("李娜", [], 1)]
    rows: list[dict[str, object]] = [
        {"id": f"per-{n}", "label": "PER", "name": name, "aliases": aliases, "mentions": mentions}
        for n, (name, aliases, mentions) in enumerate(people)
    ]
    make_build(tmp_path / "output", {"entities": rows})
    return tmp_path


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kg ne", ["neighbors"]),
        ("kg show 王", ["王小红", "王磊", "王市长"]),
        ("kg path 李", ["李娜"]),
        ("kg neighbors 王磊 --label P", ["PER"]),
        ("kg neighbors 王磊 --kind s", ["sentence"]),
        ("kg export ge", ["gexf", "gephi"]),
        ("kg build --model k", ["kg_zh"]),
        ("kg build --window par", ["paragraph"]),
        ("kg build --formats gexf,sq", ["gexf,sqlite"]),
    ],
)
def test_bash_is_offered_values(built: Path, line: str, offered: list[str]) -> None:
    assert _complete(line, built) == offered


def test_bash_gets_a_script() -> None:
    environment = os.environ | {"_KG_COMPLETE": "source_bash"}
    program = "import sys; sys.argv = ['kg']; from kg.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert "_KG_COMPLETE=complete_bash" in done.stdout
    assert subprocess.run(["bash", "-n"], input=done.stdout, text=True).returncode == 0


def test_names_are_offered_from_the_build_alone(built: Path, tmp_path: Path) -> None:
    assert names_of(built / "output", "李") == ["李娜"]
    assert names_of(tmp_path / "nowhere", "李") == []
    assert len(names_of(built / "output", "")) <= MOST


def test_a_value_is_offered_after_a_comma() -> None:
    assert complete_from(FORMATS)("gexf,no") == ["gexf,nodelink", "gexf,notes"]
