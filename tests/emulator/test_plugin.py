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


SCENARIOS = """
import pytest
from fairlead.emulator import Emulator, Scenario
from fairlead.hestia import Client

def said(emulator):
    with Client(emulator.url) as client:
        return client.run("hello").output

@pytest.mark.fairlead_scenario("scenarios/polite.yaml")
def test_from_a_file(hestia_emulator):
    assert said(hestia_emulator) == "Good day"

def test_it_is_over(hestia_emulator):
    assert hestia_emulator.scenario is None
    assert said(hestia_emulator) == "processed: hello"

@pytest.mark.fairlead_scenario("uses-a-tool")
def test_by_name(hestia_emulator):
    assert said(hestia_emulator) == "I looked up: hello"
    hestia_emulator.reset()
    assert hestia_emulator.scenario is None

@pytest.mark.fairlead_scenario("hestia/uses-a-tool")
@pytest.mark.fairlead_scenario("tiny/polite")
def test_two(hestia_emulator, tiny_emulator):
    assert said(hestia_emulator) == "I looked up: hello"
    assert tiny_emulator.scenario.name == "polite"
    assert tiny_emulator.backend.runtime.settings["greeting"] == "good day"

@pytest.mark.fairlead_scenario("hestia/fails")
class TestClosest:
    def test_of_the_class(self, hestia_emulator):
        assert hestia_emulator.scenario.name == "fails"

    def test_that_has_none_of_it(self):
        pass

    def test_of_another_backend(self, tiny_emulator):
        pass

    @pytest.mark.fairlead_scenario(Scenario(name="mine", backend="hestia", agent=lambda *_: "mine"))
    def test_of_its_own(self, hestia_emulator):
        assert said(hestia_emulator) == "mine"

def test_the_factory_takes_one(fairlead_emulator):
    assert said(fairlead_emulator("hestia", scenario="uses-a-tool")) == "I looked up: hello"
"""

WRONG = """
import pytest

@pytest.mark.fairlead_scenario("uses-a-tol")
def test_unknown(hestia_emulator): pass

@pytest.mark.fairlead_scenario("hestia/fails")
def test_unused(tiny_emulator): pass

@pytest.mark.fairlead_scenario("fails")
def test_whose(): pass

@pytest.mark.fairlead_scenario
def test_nothing(hestia_emulator): pass

@pytest.mark.fairlead_scenario("missing.yaml")
def test_missing(hestia_emulator): pass
"""


@pytest.fixture
def polite(tmp_path: Path) -> None:
    """A scenario beside the test."""
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "polite.yaml").write_text("backend: hestia\nagent: [answer: Good day]\n")


@pytest.mark.usefixtures("polite")
@pytest.mark.parametrize("workers", [[], ["-p", "xdist", "-n", "2"]])
def test_a_marker_plays_a_scenario(run: Run, workers: list[str]) -> None:
    result = run(SCENARIOS, "--strict-markers", *workers)
    assert "9 passed" in result.stdout, result.stdout


def test_a_marker_that_makes_no_sense_is_an_error(run: Run) -> None:
    result = run(WRONG, "--tb=short", COLUMNS="300")
    assert "5 errors" in result.stdout, result.stdout
    for problem in (
        "hestia has no scenario 'uses-a-tol'; did you mean 'uses-a-tool'?",
        "'fails' is for hestia, and the test does not use the fixture hestia_emulator",
        "whose scenario is 'fails'? Say BACKEND/fails",
        "it takes one argument: a name, a file or a Scenario",
        "cannot read ",
    ):
        assert f"fairlead_scenario: {problem}" in result.stdout
    assert "Traceback" not in result.stdout


@pytest.mark.parametrize("workers", [[], ["-p", "xdist", "-n", "2"]])
def test_a_failed_test_shows_what_its_emulators_have_seen(run: Run, workers: list[str]) -> None:
    result = run(
        """
import httpx2

def test_fails(tiny_emulator, fairlead_emulator):
    own = fairlead_emulator("tiny")
    httpx2.get(tiny_emulator.url + "/api/greeting", params={"api_key": "hush"})
    httpx2.get(own.url + "/api/items/b")
    assert False

def test_passes(tiny_emulator):
    httpx2.get(tiny_emulator.url + "/api/text")
""",
        *workers,
    )
    assert "1 failed, 1 passed" in result.stdout
    assert result.stdout.count("fairlead: what the tiny emulator has seen") == 2
    assert "1 GET /api/greeting?api_key=[redacted] -> 200 (" in result.stdout
    assert "1 GET /api/items/b -> 404 (" in result.stdout
    assert "hush" not in result.stdout.split("fairlead: what the tiny emulator has seen", 1)[1]
    assert "/api/text" not in result.stdout
