"""`kg serve` as a person types it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app

KG = "import sys; sys.argv[0] = 'kg'; from kg.__main__ import main; main()"


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C")
def test_it_prints_its_address_and_ends_in_one_line(root: Path, archive: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", KG, "serve", str(archive), "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment
    ) as child:
        assert child.stdout
        address = child.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address + child.communicate()[1]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(address) as page:
            assert page.status == 200
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert child.returncode == 0
    assert out == ""
    assert err.splitlines()[-1] == "closed"
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_named(archive: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", str(archive), "--no-open", "--port", port])
    assert f"--port {port}" in str(result.exception)


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", str(tmp_path), "--no-open"])
    assert "build first" in str(result.exception)
