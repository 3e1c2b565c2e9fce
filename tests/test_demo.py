"""The guided tour: what a newcomer types first."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys

import pytest
from rich.console import Console

from fairlead.demo import _tour, chapters
from fairlead.demo._paper import Paper
from fairlead.handoffrail import NotFoundError


def fairlead(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "fairlead.cli", *arguments]
    # Some runners of tests say how wide their own terminal is.
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("backend", chapters())
def test_the_tour_of_each_backend_ends_well(backend):
    tour = fairlead("demo", backend)
    assert tour.returncode == 0, tour.stdout + tour.stderr
    assert tour.stderr == ""
    steps = re.findall(r"^ *\d+ ✓ ", tour.stdout, re.MULTILINE)
    assert len(steps) >= 3
    assert f"{len(steps)} steps, all answered, in " in tour.stdout
    assert "✗" not in tour.stdout


def test_the_handoff_takes_every_step():
    told = fairlead("demo", "handoffrail").stdout
    for step in (
        "build and create a packet",
        "list what waits for a human",
        "answer the checkpoint",
        "complete it",
        "receive and verify the webhook",
        "chain follow-up work",
        "claim it; a second claim loses",
        "read the live events (SSE)",
        "read the live events (WebSocket)",
        "read the history",
    ):
        assert step in told
    assert "signature is right" in told
    assert "a changed body is refused" in told
    assert re.search(r"409 Packet \S+ is already", told)


def test_an_unknown_tour_is_named():
    tour = fairlead("demo", "nonesuch")
    assert tour.returncode == 2
    assert "no part 'nonesuch'; there is handoffrail, " in tour.stderr


def test_programs_get_a_line_for_each_step():
    tour = fairlead("demo", "guard", "--json")
    assert (tour.returncode, tour.stderr) == (0, "")
    *steps, end = map(json.loads, tour.stdout.splitlines())
    assert [step["step"] for step in steps] == [*range(1, len(steps) + 1)]
    assert {(step["event"], step["chapter"], step["ok"]) for step in steps} == {
        ("step", "The contract guard", True)
    }
    assert all(step["title"] and step["answers"] and step["seconds"] >= 0 for step in steps)
    assert (end["event"], end["steps"]) == ("end", len(steps))


def test_a_narrow_terminal_is_not_exceeded():
    command = [sys.executable, "-m", "fairlead.cli", "demo", "guard"]
    env = {**os.environ, "COLUMNS": "60"}
    told = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=True).stdout
    assert max(map(len, told.splitlines())) <= 60


def test_a_step_that_fails_is_told_to_programs_too():
    lines: list[dict[str, object]] = []
    with pytest.raises(NotFoundError), _tour.Tour(_tour.Lines(lines.append)).step("look for it"):
        raise NotFoundError("no such packet")
    (line,) = lines
    assert (line["ok"], line["answers"]) == (False, ["no such packet"])


def test_a_step_that_fails_is_shown_and_ends_the_tour():
    paper = io.StringIO()
    tour = _tour.Tour(Paper(Console(file=paper, width=100)))
    with pytest.raises(NotFoundError), tour.step("look for it"):
        raise NotFoundError("no such packet")
    assert re.search(r"1 ✗ look for it +no such packet", paper.getvalue())
