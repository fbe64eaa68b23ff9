"""kg on disks of its own: small ones, those that nobody may write to, and those that go away.

They are mounted in a namespace that ends with the command; tests skip where that is not allowed.
"""

import os
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path


@cache
def can_mount() -> bool:
    """Tell whether this user may mount."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    tried = ["unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=64k none /mnt"]
    return subprocess.run(tried, capture_output=True).returncode == 0


def run_on(
    folder: Path,
    mounts: str,
    *arguments: str | Path,
    meanwhile: str = "",
    after: str = "true",
    **variables: str,
) -> "subprocess.CompletedProcess[str]":
    """Run `kg` in a folder, after some commands of the shell that mount, to its end.

    `meanwhile` is a command of the shell that is run once pages are being read, `after` one for the end.
    """
    kg = shlex.join([sys.executable, "-m", "kg", *map(str, arguments)])
    run = kg
    if meanwhile:
        hear = f'while read -r line; do echo "$line" >&2; case "$line" in "read "*) {meanwhile};; esac; done'
        run = f"mkfifo told; {kg} 2>told & {hear} <told; wait $!"
    return subprocess.run(
        ["unshare", "--mount", "sh", "-c", f"set -e; {mounts}; set +e; {run}; code=$?; {after}; exit $code"],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1", "KG_LANG": "en"} | variables,
        capture_output=True,
        encoding="utf-8",
    )
