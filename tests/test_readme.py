"""Every code block of the README and of the documents does what it says."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import signal
import subprocess
import sys
import textwrap
import tomllib
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
    [
        ("client.complete_packet(claimed.id", "completed\n"),
        ("error.status, error.operation, error.message", "404 get_packet"),
        ("hestia.secrets.get(", "mycel 404 NotFound\nhai 404 NotFoundError\nhappy 404 SessionNotFound\n"),
        ("client.register_webhook(", "packet.created "),
        ("client.webhooks.create_webhook(", "session.status_updated "),
        ("except HaiError", "hai get_agent 404\nhandoffrail get_packet 404\n"),
        ("answer_schema=Advice", "text True\n"),
    ],
)
def test_blocks_print_what_they_promise(topic, promise, environment):
    code = next(code.values[0] for code in blocks("python") if topic in code.values[0])
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert promise in done.stdout


RUN_BY_CI = {"pip install nox && nox -s demo", "pip install nox && nox"}
"""What `.ci/run` types, on a bare machine."""

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]

WIDTH = 88
"""Columns of code that a page shows without scrolling."""


@pytest.mark.parametrize("code", blocks("sh"))
def test_shell_blocks_run(code):
    lines = [line.strip() for line in code.splitlines() if line and not line.startswith("#")]
    for line in lines:
        if line in RUN_BY_CI:
            sessions = line.partition("nox -s ")[2]
            script = (ROOT / ".ci" / "run").read_text("utf-8")
            assert re.search(rf"^nox -s .*\b{sessions}\b" if sessions else r"^nox$", script, re.MULTILINE)
        elif line.startswith("nox -s "):
            session = re.match(r"\w+", line.removeprefix("nox -s ").strip('"'))[0]
            assert re.search(rf"^def {session}\(", (ROOT / "noxfile.py").read_text("utf-8"), re.MULTILINE)
        elif found := re.fullmatch(r"pip install '(?:\.|fairlead)\[([\w,]+)\]'( pytest)?", line):
            assert set(EXTRAS) >= set(found[1].split(",")), line
        elif found := re.fullmatch(r'eval "\$\((fairlead emulate .*--print-env) &\)"', line):
            evaluate(found[1])
        elif line.startswith("fairlead emulate"):
            serve(line.split()[1:])
        elif line.startswith("fairlead "):
            words = itertools.takewhile(re.compile(r"[a-z][a-z-]*").fullmatch, line.split()[1:])
            command = [sys.executable, "-m", "fairlead.cli", *words, "--help"]
            assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0, line
        else:
            assert line in {"python my_application.py", 'kill "$FAIRLEAD_EMULATOR_PID"'}, (
                f"nothing runs {line!r}"
            )


def evaluate(command: str) -> None:
    """Take the variables from a server as the shell does, and end it."""
    named = re.findall(r"--backend (\w+)", command)
    assert set(named) <= set(available())
    # With one backend only, as a free port is wanted.
    command = re.sub(r" --backend \w+", "", command) + f" --backend {[*named, 'handoffrail'][0]}"
    started = command.replace("fairlead", f"{shlex.quote(sys.executable)} -m fairlead.cli", 1)
    script = f'eval "$({started} --port 0 --inspector-port 0 &)"; env; kill "$FAIRLEAD_EMULATOR_PID"'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^[A-Z_]+URL=http://127\.0\.0\.1:", done.stdout, re.MULTILINE)


def serve(arguments: list[str]) -> None:
    """Start the server as typed, see that it serves, and stop it as Ctrl-C does."""
    only_one = ["--port", "0"] if "--backend" in arguments else ["--backend", "handoffrail", "--port", "0"]
    if "--scenario" in arguments:  # which says what is served
        only_one = []
    server = subprocess.Popen(
        [sys.executable, "-m", "fairlead.cli", *arguments, *only_one, "--inspector-port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert server.stdout is not None
    try:
        assert any("http://127.0.0.1:" in line for line in server.stdout)
        server.send_signal(signal.SIGINT)
        server.stdout.read()
        assert server.wait(timeout=10) == 0
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def test_commands_can_be_copied_as_they_are() -> None:
    """A prompt tells commands from output; where there is no output, there is no prompt."""
    wrong = [
        block.id
        for block in blocks("console")
        if all(line.startswith("$ ") for line in block.values[0].splitlines())
    ]
    assert wrong == [], "use a block of `sh` without prompts"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_code_fits_the_page(path: Path) -> None:
    code = "".join(
        re.findall(r"^```(?:python|sh)\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
    assert [line for line in code.splitlines() if len(line) > WIDTH] == []
