"""Acting on emulators with a real browser: questions, switches, scenarios; and what is encrypted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page, expect

from fairlead.emulator import Emulator
from fairlead.emulator.hai import Answer, Ask
from fairlead.hai import Client
from fairlead.happy import SyncHappyClient

Look = Callable[[Emulator], Page]


def test_an_agent_is_answered_with_the_keyboard(
    look: Look, fairlead_emulator: Callable[..., Emulator]
) -> None:
    def script(turn: Any) -> Any:
        yield Answer([(yield Ask("Shall I pay?")), (yield Ask("Are you sure?"))])

    emulator = fairlead_emulator("hai", agent=script)
    shown = look(emulator)
    with Client(**emulator.options) as client:
        session = client.start_session(agent="h/web-surfer-pro", messages="Buy a book")
        for question, answer in (("Shall I pay?", "yes"), ("Are you sure?", "of course")):
            asked = shown.locator("article", has_text=question)
            asked.get_by_role("textbox", name="Answer").fill(answer)
            asked.get_by_role("textbox", name="Answer").press("Enter")
        expect(shown.get_by_role("heading", name="Waiting for you")).to_have_count(0)
        assert session.wait_for_completion(timeout_seconds=10).answer == ["yes", "of course"]


def test_a_switch_is_thrown(look: Look, hestia_emulator: Emulator) -> None:
    shown = look(hestia_emulator)
    shown.locator("summary", has_text="state GREEN").press("Enter")
    states = shown.get_by_role("group", name="state")
    expect(states.get_by_role("button", name="GREEN")).to_have_attribute("aria-pressed", "true")
    states.get_by_role("button", name="RED").press("Enter")
    expect(states.get_by_role("button", name="RED")).to_have_attribute("aria-pressed", "true")  # still open
    assert {switch.name: switch.value for switch in hestia_emulator.switches()}["state"] == "RED"
    shown.locator("summary", has_text="drift 0").click()
    drift = shown.locator("details", has_text="A counter").get_by_role("textbox")
    drift.fill("42")
    drift.press("Enter")
    expect(shown.locator("summary", has_text="drift 42")).to_be_visible()


def test_a_scenario_is_played(look: Look, hestia_emulator: Emulator) -> None:
    shown = look(hestia_emulator)
    shown.locator("summary", has_text="Play another").click()
    shown.get_by_role("button", name="Play refuses").click()
    expect(shown.get_by_role("heading", name="Scenario refuses")).to_be_visible()
    assert hestia_emulator.scenario is not None
    run = f"{hestia_emulator.url}/api/v1/run"
    assert httpx2.post(run, json={"input": "look"}).status_code == 403
    shown.get_by_role("button", name="Back to default").click()
    expect(shown.get_by_role("heading", name="Scenario default")).to_be_visible()
    assert httpx2.post(run, json={"input": "look"}).status_code == 200


def test_without_scripts(page: Page, hestia_emulator: Emulator) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(hestia_emulator.inspector_url)
    plain.locator("summary", has_text="state GREEN").click()
    plain.get_by_role("button", name="YELLOW").click()
    expect(plain.locator("summary", has_text="state YELLOW")).to_be_visible()
    plain.locator("summary", has_text="Play another").click()
    plain.get_by_role("button", name="Play fails").click()
    expect(plain.get_by_role("heading", name="Scenario fails")).to_be_visible()
    plain.context.close()


def test_frames_are_read_decrypted_and_stay_open(look: Look, happy_emulator: Emulator) -> None:
    shown = look(happy_emulator)
    machine = happy_emulator.switches()[0].name.removeprefix("machine ")
    with SyncHappyClient(**happy_emulator.options) as client:
        session = client.spawn_session(machine, "/home/dev/project")
        with client.subscribe(session):
            shown.get_by_role("link", name="WEBSOCKET").click()
            call = shown.locator(".frames details", has_text="spawn-in-directory")
            call.locator("summary").click()
            expect(call.locator(".inside pre")).to_contain_text('"directory": "/home/dev/project"')
            expect(call.get_by_role("heading", name="As sent")).to_be_visible()
            client.send_message(session, "What I say")
            expect(shown.locator(".frames details", has_text="Echo: What I say").first).to_be_visible()
            assert call.evaluate("element => element.open")


def test_a_panel_that_fails_recovers(
    look: Look, hestia_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = look(hestia_emulator)
    with monkeypatch.context() as broken:
        broken.setattr(hestia_emulator.backend, "switches", lambda: 1 / 0)
        expect(shown.get_by_role("status")).to_contain_text("ZeroDivisionError: division by zero")
        expect(shown.get_by_role("button", name="Freeze")).to_be_visible()
    expect(shown.locator("summary", has_text="state GREEN")).to_be_visible()


@pytest.mark.parametrize("width", [380, 1400])
def test_nothing_is_wider_than_the_window(
    look: Look, page: Page, fairlead_emulator: Callable[..., Emulator], width: int
) -> None:
    emulator = fairlead_emulator("hai", agent=[Ask("x" * 300)])
    page.set_viewport_size({"width": width, "height": 900})
    with Client(**emulator.options) as client:
        client.start_session(agent="h/web-surfer-pro", messages="y" * 300)
    shown = look(emulator)
    expect(shown.locator(".question")).to_be_visible()
    shown.get_by_role("link", name=re.compile("POST")).first.click()
    expect(shown.get_by_role("heading", name="Answer body")).to_be_visible()
    assert shown.evaluate("document.documentElement.scrollWidth") == width
