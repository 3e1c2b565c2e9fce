"""The guided tour: what a newcomer types first."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pytest
from rich.console import Console

from fairlead.demo import _tour
from fairlead.handoffrail import NotFoundError


def fairlead(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "fairlead.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("backend", _tour.chapters())
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
    assert "no tour of 'nonesuch'" in tour.stderr


def test_a_step_that_fails_is_shown_and_ends_the_tour():
    paper = io.StringIO()
    tour = _tour.Tour(Console(file=paper, width=100))
    with pytest.raises(NotFoundError), tour.step("look for it"):
        raise NotFoundError("no such packet")
    assert re.search(r"1 ✗ look for it +no such packet", paper.getvalue())
