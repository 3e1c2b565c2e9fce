"""The tests' own guard against connections that nobody closes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE = """
import socket

listener = socket.create_server(("127.0.0.1", 0))
kept = []


def test_that_connects():
    kept.append(socket.create_connection(listener.getsockname()))
    {then}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="sockets are counted in /proc")
def test_a_module_that_leaves_a_connection_open_fails(tmp_path: Path) -> None:
    (tmp_path / "test_tidy.py").write_text(MODULE.format(then="kept.pop().close()"))
    (tmp_path / "test_untidy.py").write_text(MODULE.format(then="pass"))
    options = ["-n0", "-p", "tests.conftest", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 1
    assert "1 connections were left open" in done.stdout
    assert "2 passed, 1 error" in done.stdout
    assert "ERROR at teardown of test_that_connects" in done.stdout
    assert "test_untidy.py" in done.stdout
