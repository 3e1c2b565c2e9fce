"""Every code block of the README and of the documents does what it says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
from contextlib import ExitStack
from pathlib import Path

import pytest

from fairlead.emulator import Emulator, available

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(language: str) -> list[pytest.ParameterSet]:
    return [
        pytest.param(textwrap.dedent(block), id=f"{path.stem}-{number}")
        for path in DOCUMENTS
        for number, block in enumerate(
            re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        )
    ]


@pytest.fixture(scope="module")
def environment():
    with ExitStack() as running:
        backends = [running.enter_context(Emulator(name)) for name in available()]
        variables = {name: value for backend in backends for name, value in backend.env.items()}
        yield {**os.environ, **variables, "PYTHONWARNINGS": "error"}


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks_run(code, environment, tmp_path):
    if "def test_" in code:
        (tmp_path / "test_block.py").write_text(code)
        # Of our plugins only fairlead's own, as a newcomer has it.
        others = ["-p", "no:asyncio", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", "-q", *others, str(tmp_path)]
    else:
        command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, f"{code}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    ("topic", "promise"),
    [("client.complete_packet(claimed.id", "completed\n"), ("fairlead.NotFound", "404 get_packet")],
)
def test_blocks_print_what_they_promise(topic, promise, environment):
    code = next(code.values[0] for code in blocks("python") if topic in code.values[0])
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert promise in done.stdout


RUN_BY_CI = {"pip install nox && nox -s demo", "pip install nox && nox"}
"""What `.ci/run` types, on a bare machine."""


@pytest.mark.parametrize("code", blocks("sh"))
def test_shell_blocks_run(code):
    for line in filter(None, code.splitlines()):
        if line in RUN_BY_CI:
            sessions = line.partition("nox -s ")[2]
            script = (ROOT / ".ci" / "run").read_text("utf-8")
            assert re.search(rf"^nox -s .*\b{sessions}\b" if sessions else r"^nox$", script, re.MULTILINE)
        elif line.startswith("nox -s "):
            session = line.removeprefix("nox -s ").split()[0]
            assert re.search(rf"^def {session}\(", (ROOT / "noxfile.py").read_text("utf-8"), re.MULTILINE)
        else:
            assert line.startswith("fairlead emulate "), f"nothing here runs {line!r}"
            serve(line.split()[1:])


def serve(arguments: list[str]) -> None:
    """Start the server as typed, see that it serves, and stop it as Ctrl-C does."""
    server = subprocess.Popen(
        [sys.executable, "-m", "fairlead.cli", *arguments, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert server.stdout is not None
    try:
        seen = ""
        for line in server.stdout:
            seen += line
            if "HANDOFFRAIL_API_KEY" in line:
                break
        assert "HANDOFFRAIL_URL" in seen
        server.send_signal(signal.SIGINT)
        server.stdout.read()
        assert server.wait(timeout=10) == 0
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
