"""kg as a user runs it: a folder with a page in it, and the command as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = """县人民医院举行义诊
本报3月5日讯（记者 周晓岚）3月5日，清河县人民医院院长赵立群带领医护人员来到葛仙庄镇义诊。
清河县卫生健康局局长孙玉梅参加活动。赵立群说，义诊每月一次。
"""


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs what Windows lacks")


def furnish(folder: Path) -> Path:
    """Put one page into the pages/ of a folder, and return the folder."""
    (folder / "pages").mkdir()
    (folder / "pages" / "2024-03-06.txt").write_text(PAGE, "utf-8")
    return folder


BUILD = ("build", "pages", "-o", "out", "--model", "rules", "-j", "1")


def furnish_built(folder: Path) -> Path:
    """Put one page into the pages/ of a folder and its build into out/, and return the folder."""
    done = run_kg(furnish(folder), *BUILD)
    assert done.returncode == 0, done.stderr
    return folder


def run_kg(
    folder: Path, *arguments: str | bytes | Path, prepare: Callable[[], None] | None = None, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Run `kg` in a folder to its end; `prepare` is called in the new process before it."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1", "KG_LANG": "en", "COLUMNS": "100"} | variables,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        preexec_fn=prepare,
    )


def writing_at_most(size: int) -> Callable[[], None]:
    """Return what keeps a new process from writing a file of more bytes, as a disk does that fills up."""

    def limit() -> None:
        import resource  # noqa: PLC0415 -- not on Windows

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit
