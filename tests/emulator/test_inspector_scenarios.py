"""What a backend plays is chosen on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from fairlead.emulator import Emulator, Scenario
from tests.emulator.visitor import Visitor

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def player(hestia_emulator: Emulator) -> Iterator[Visitor]:
    came = Visitor(hestia_emulator)
    yield came
    came.http.close()


def panel(page: str) -> str:
    return page[page.index('<section id="scenarios"') : page.index('<section id="switches"')]


def run(emulator: Emulator) -> int:
    return httpx2.post(f"{emulator.url}/api/v1/run", json={"input": "look"}).status_code


def test_a_scenario_is_played_and_left_again(hestia_emulator: Emulator, player: Visitor) -> None:
    before = panel(player.see())
    assert "Scenario <small>default</small>" in before
    assert "Back to default" not in before
    for scenario in hestia_emulator.scenarios():
        assert f"<h3>{scenario.name}</h3>" in before
        assert scenario.description in before
    assert player.do("play", scenario="refuses").status_code == 303
    assert run(hestia_emulator) == 403
    playing = panel(player.see())
    assert "Scenario <small>refuses</small>" in playing
    assert "<h3>refuses</h3>" not in playing  # but as what is played
    assert player.do("play", scenario="").status_code == 303
    assert hestia_emulator.scenario is None
    assert run(hestia_emulator) == 200


def test_it_begins_again(hestia_emulator: Emulator, player: Visitor) -> None:
    for _ in range(2):
        assert player.do("play", scenario="flaky-network").status_code == 303
        assert [run(hestia_emulator) for _ in range(2)] == [503, 200]
    assert "happened 1 of 1, used up" in player.see()


def test_what_cannot_change_while_it_runs_is_said(handoffrail_emulator: Emulator) -> None:
    visitor = Visitor(handoffrail_emulator)
    with visitor.http:
        answer = visitor.do("play", scenario="free-tier")
        assert answer.status_code == 400
        assert re.search(r'role="alert">[^<]*cannot change while it runs', answer.text)
        assert "Scenario <small>default</small>" in visitor.see()


def test_only_what_is_listed_can_be_played(
    hestia_emulator: Emulator, player: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("backend: hestia\n")
    for wanted in (str(file), "hestia/refuses", HOSTILE):
        answer = player.do("play", scenario=wanted)
        assert answer.status_code == 400
        assert "there is no scenario" in answer.text
        assert HOSTILE not in answer.text
    assert hestia_emulator.scenario is None
    form = {"scenario": "refuses"}
    foreign = player.http.post("/hestia/play", data=form, headers={"Origin": "http://evil.example"})
    assert (foreign.status_code, hestia_emulator.scenario) == (403, None)


def test_a_scenario_of_ones_own_is_listed(fairlead_emulator: Callable[..., Emulator]) -> None:
    mine = Scenario(name=f'mine"{HOSTILE}', backend="hestia", description=HOSTILE)
    emulator = fairlead_emulator("hestia", scenario=mine)
    visitor = Visitor(emulator)
    with visitor.http:
        assert HOSTILE not in visitor.see()
        assert visitor.do("play", scenario="slow").status_code == 303
        assert emulator.scenario != mine
        page = visitor.see()
        assert HOSTILE not in page
        assert visitor.do("play", scenario=mine.name).status_code == 303
    assert emulator.scenario == mine


def test_that_the_scenarios_cannot_be_read_is_said(
    tiny: Emulator, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ValueError("no scenario in this file")

    monkeypatch.setattr(tiny, "scenarios", fails)
    page = visitor.see()
    assert "cannot be shown now: ValueError: no scenario in this file" in page
    assert '<section id="clock"' in page
