"""The guard finds every kind of leak, and there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fairlead
from fairlead.hestia.contract_guard import SCAN_DIRS, find_leaks, python_files, run_guard

GUARD = [sys.executable, "-m", "fairlead.hestia.contract_guard"]


def test_no_facade_leaks(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_guard() == 0
    assert "leaks: 0" in capsys.readouterr().out


def test_every_facade_is_looked_at() -> None:
    root = Path(fairlead.__file__).parent
    looked_at = {file.relative_to(root) for file in python_files(SCAN_DIRS)}
    for backend in (path.name for path in (root / "_async").iterdir() if (path / "__init__.py").is_file()):
        for folder in (root / backend, root / "_async" / backend, root / "_sync" / backend):
            files = {file.relative_to(root) for file in folder.rglob("*.py")}
            assert files
            assert files <= looked_at


@pytest.mark.parametrize(
    ("code", "leaks"),
    [
        ("import core", [(1, "core")]),
        ("import json, core.governance.dsgk as d", [(1, "core")]),
        ("from core.bootstrap import x", [(1, "core")]),
        ("from api.adapters import v1", [(1, "api")]),
        ("from fairlead import emulator", [(1, "fairlead.emulator")]),
        ("import importlib\nimportlib.import_module('core.x')", [(2, "core")]),
        ("__import__('core')", [(1, "core")]),
        ("def f():\n    from core import SystemMode", [(2, "SystemMode"), (2, "core")]),
        ("from x import CommandTrace as Trace", [(1, "CommandTrace")]),
        ("from x import y as CommandTrace", [(1, "CommandTrace")]),
        ("class DriftVector: pass", [(1, "DriftVector")]),
        ("def DriftVector(): pass", [(1, "DriftVector")]),
        ("def f(DecisionType): pass", [(1, "DecisionType")]),
        ("x = kernel.ArbitrationResult.of(1)", [(1, "ArbitrationResult")]),
        ("x: 'list[DSGKDecision]' = []", [(1, "DSGKDecision")]),
        ("def f() -> 'DSGKDecision | None': ...", [(1, "DSGKDecision")]),
        ("def f(x: CommandType) -> None: ...\n\n\nSystemMode", [(1, "CommandType"), (4, "SystemMode")]),
        ("def f(:", [(1, "")]),
        ("x = '\0'", [(1, "")]),
    ],
)
def test_leaks(tmp_path: Path, code: str, leaks: list[tuple[int, str]]) -> None:
    file = tmp_path / "leaky.py"
    file.write_text(code, "utf-8")
    assert [(leak.line, leak.name) for leak in find_leaks(file)] == leaks
    assert run_guard([tmp_path]) == 1


@pytest.mark.parametrize(
    "code",
    [
        "# CommandTrace",
        "'CommandTrace'",
        "def f() -> None:\n    'Like a CommandTrace of core.governance.'",
        "from fairlead._core import sse",
        "import corelib",
        "from .core import x",
        "from x_backend_client.api.runs import run",
        "CommandTraces = 1",
        "from typing import Literal\nx: Literal['CommandTrace is 1 word', 'no type: (']",
    ],
)
def test_no_leaks(tmp_path: Path, code: str) -> None:
    file = tmp_path / "tight.py"
    file.write_text(code, "utf-8")
    assert find_leaks(file) == []
    assert run_guard([file]) == 0


def test_exceptions_are_by_file_and_name(tmp_path: Path) -> None:
    file = tmp_path / "leaky.py"
    file.write_text("CommandTrace\nSystemMode\n", "utf-8")
    (left,) = find_leaks(file, allowed={f"{file}::CommandTrace", "elsewhere.py::SystemMode"})
    assert str(left) == f"{file}:2: names SystemMode, a type inside a server"


def test_nothing_to_look_at_is_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("core", "utf-8")
    assert run_guard([tmp_path]) == 1
    assert "no Python file" in capsys.readouterr().err


def test_as_a_command_it_looks_at_the_installed_package_from_anywhere(tmp_path: Path) -> None:
    done = subprocess.run(GUARD, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"contract guard: {len(python_files(SCAN_DIRS))} files, ")


def test_as_a_command_it_names_what_leaks(tmp_path: Path) -> None:
    (tmp_path / "leaky.py").write_text("import core\n", "utf-8")
    done = subprocess.run([*GUARD, "."], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == "leaky.py:1: imports core, the inside of a server\n"
    missing = subprocess.run([*GUARD, "gone"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert missing.returncode == 1
    assert missing.stderr == "contract guard: there is no gone\n"
