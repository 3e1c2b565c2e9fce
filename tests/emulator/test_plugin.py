from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

CLEAN = """
import httpx2, pytest
from datetime import datetime, UTC
from fairlead.emulator import Fault

ports = set()

@pytest.mark.parametrize("turn", range(3))
def test_every_test_finds_it_as_new(tiny_emulator, turn):
    url = tiny_emulator.url + "/api/items"
    assert tiny_emulator.requests == [] and len(tiny_emulator.faults) == 0
    assert abs((tiny_emulator.clock.now() - datetime.now(UTC)).total_seconds()) < 60
    assert httpx2.get(url + "/a").status_code == 404
    assert httpx2.post(url, json={"name": "a"}).status_code == 201
    tiny_emulator.faults.add(Fault(status=503))
    tiny_emulator.clock.freeze()
    tiny_emulator.clock.advance(10_000)
    ports.add(tiny_emulator.port)

def test_the_server_is_started_once():
    assert len(ports) == 1
"""


@pytest.fixture
def run(tmp_path: Path, tiny_environment: dict[str, str]) -> Run:
    """Runs pytest, with the plugin as if it were installed, on one test file."""

    def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        file = tmp_path / "test_sample.py"
        file.write_text(code)
        command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"]
        return subprocess.run(
            [*command, "-p", "fairlead.pytest_plugin", *arguments, str(file)],
            env=tiny_environment | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_the_distribution_declares_the_plugin() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["pytest11"] == {"fairlead": "fairlead.pytest_plugin"}
    assert project["scripts"] == {"fairlead": "fairlead.cli:main"}


def test_a_fixture_per_backend_as_new_for_every_test(run: Run) -> None:
    result = run(CLEAN)
    assert "4 passed" in result.stdout, result.stdout


def test_workers_do_not_meet(run: Run) -> None:
    code = CLEAN.replace("range(3)", "range(8)").replace("== 1", "<= 1")
    result = run(code, "-p", "xdist", "-n", "2")
    assert "9 passed" in result.stdout, result.stdout


def test_the_factory_starts_emulators_of_the_test_alone(run: Run) -> None:
    result = run("""
import httpx2, pytest

used = []

def test_settings(fairlead_emulator):
    one = fairlead_emulator("tiny", greeting="one")
    two = fairlead_emulator("tiny", greeting="two")
    assert [httpx2.get(e.url + "/api/greeting").json()["text"] for e in (one, two)] == ["one", "two"]
    used.append(one.url)

def test_they_are_stopped_after_the_test():
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(used[0])
""")
    assert "2 passed" in result.stdout, result.stdout


def test_nothing_is_loaded_before_it_is_needed(run: Run) -> None:
    result = run("""
import sys

def test_nothing_heavy():
    assert not {"fastapi", "uvicorn", "sqlalchemy", "pydantic", "httpx2"} & sys.modules.keys()
""")
    assert "1 passed" in result.stdout, result.stdout


def test_without_the_extra_only_the_tests_that_need_it_fail(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "site" / "sitecustomize.py").open("a") as site:
        site.write("import sys\nsys.modules['fastapi'] = None\n")
    result = run("""
def test_without():
    pass

def test_with(tiny_emulator):
    pass
""")
    assert "1 passed, 1 error" in result.stdout, result.stdout
    assert "pip install 'fairlead[emulator]'" in result.stdout


def test_the_fixtures_are_documented(run: Run) -> None:
    result = run("", "--fixtures")
    assert "A running emulator of the tiny backend, as new." in result.stdout
    assert "A running emulator of the handoffrail backend, as new." in result.stdout
    assert "fairlead_emulator" in result.stdout
    assert "_fairlead_tiny_server" not in result.stdout
