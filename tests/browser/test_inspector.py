"""Looking at emulators with a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx2
import pytest
from playwright.sync_api import Page, expect

from fairlead.emulator import Emulator
from fairlead.emulator._inspector.server import Inspector
from fairlead.handoffrail import HandoffPacket, HandoffRailClient
from fairlead.handoffrail.exceptions import HandoffRailError


@pytest.fixture
def client(handoffrail_emulator: Emulator) -> Iterator[HandoffRailClient]:
    with HandoffRailClient(**handoffrail_emulator.options, max_retries=0) as opened:
        yield opened


@pytest.fixture
def shown(look: Callable[[Emulator], Page], handoffrail_emulator: Emulator) -> Page:
    return look(handoffrail_emulator)


def hand_over(client: HandoffRailClient, question: str) -> str:
    packet = HandoffPacket.builder().from_agent("a", "A").to_agent("b", "B").with_summary("Report")
    return client.create_packet(
        packet.with_hitl("Money", question=question, options=["yes", "no"]).build()
    ).id


def test_a_request_appears_and_can_be_looked_into(shown: Page, client: HandoffRailClient) -> None:
    expect(shown.get_by_text("Nothing has arrived yet.")).to_be_visible()
    client.check_health()
    shown.get_by_role("link", name="GET /health").click()
    expect(shown.get_by_role("heading", name="Answer body")).to_be_visible()
    assert "request=1" in shown.url
    shown.get_by_text("Request headers").click()
    client.list_packets()
    expect(shown.get_by_role("link", name="GET /api/v1/packets")).to_be_visible()
    expect(shown.get_by_text("user-agent: fairlead")).to_be_visible()  # what was opened stays open
    shown.get_by_role("link", name="Close").click()
    expect(shown.locator("article")).to_have_count(0)
    shown.go_back()
    expect(shown.get_by_role("heading", name="Answer body")).to_be_visible()


def test_what_was_sent_is_not_run(shown: Page, handoffrail_emulator: Emulator) -> None:
    hostile = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
    httpx2.post(f"{handoffrail_emulator.url}/{hostile}", content=hostile)
    shown.get_by_role("link", name=re.compile("onerror")).click()
    expect(shown.locator("article h3")).to_contain_text("<img src=x")
    assert shown.title() == "handoffrail - fairlead inspector"


def test_the_clock_is_advanced(
    shown: Page, handoffrail_emulator: Emulator, client: HandoffRailClient
) -> None:
    handoffrail_emulator.clock.freeze()
    before = handoffrail_emulator.clock.now()
    packet = hand_over(client, "Pay?")
    shown.get_by_role("button", name="Let it run").wait_for()
    shown.get_by_role("button", name="1 day").click()
    expect(shown.locator("#clock time")).to_have_text(f"{before + timedelta(days=1):%Y-%m-%d %H:%M:%S} UTC")
    shown.get_by_label("seconds").fill("3600")
    shown.get_by_label("seconds").press("Enter")  # not the first button, which is another
    expect(shown.get_by_label("seconds")).to_have_value("")  # the form was sent
    assert (handoffrail_emulator.clock.now() - before).total_seconds() == 90_000
    assert client.get_packet(packet).status == "expired"


def test_a_fault_is_switched_on_and_off(shown: Page, client: HandoffRailClient) -> None:
    shown.get_by_label("What happens").select_option("500")
    shown.get_by_label("path").fill("/health")
    shown.get_by_role("button", name="Switch on").click()
    expect(shown.get_by_text("happened 0")).to_be_visible()
    with pytest.raises(HandoffRailError, match="500"):
        client.check_health()
    expect(shown.get_by_text("happened 1")).to_be_visible()
    shown.get_by_role("button", name="Switch off").click()
    expect(shown.get_by_text("happened 1")).to_have_count(0)
    client.check_health()


def test_what_is_wrong_is_said_until_something_else_is_done(shown: Page) -> None:
    shown.get_by_label("how often").fill("often")
    shown.get_by_role("button", name="Switch on").click()
    expect(shown.get_by_role("alert")).to_contain_text("not 'often'")
    time = shown.locator("#clock time").text_content()
    expect(shown.locator("#clock time")).not_to_have_text(time or "")  # it was renewed
    expect(shown.get_by_role("alert")).to_contain_text("not 'often'")
    expect(shown.get_by_label("how often")).to_have_value("often")
    shown.get_by_label("how often").fill("1")
    shown.get_by_role("button", name="Switch on").click()
    expect(shown.get_by_text("happened 0 of 1")).to_be_visible()
    expect(shown.get_by_role("alert")).to_be_hidden()


def test_a_checkpoint_is_answered(shown: Page, client: HandoffRailClient) -> None:
    first, second = hand_over(client, "Pay?"), hand_over(client, "Pay again?")
    expect(shown.get_by_role("heading", name="Waiting for you 2")).to_be_visible()
    shown.locator("article", has_text="Pay again?").get_by_role("textbox", name="Answer").fill("later")
    shown.locator("article", has_text="Pay?").get_by_role("button", name="yes").click()
    expect(shown.get_by_role("heading", name="Waiting for you 1")).to_be_visible()
    assert client.get_packet(first).status == "claimed"
    expect(shown.get_by_role("textbox", name="Answer")).to_have_value(
        "later"
    )  # what was half written is still there
    shown.get_by_role("textbox", name="Answer").press("Enter")
    expect(shown.get_by_role("heading", name="Waiting for you")).to_have_count(0)
    answered = client.get_packet(second).hitl
    assert answered is not None
    assert answered.response == "later"


def test_stored_objects_stay_open(shown: Page, client: HandoffRailClient) -> None:
    hand_over(client, "Pay?")
    shown.locator("summary", has_text="packets 1").click()
    expect(shown.locator("#table-packets")).to_contain_text("awaiting_human")
    hand_over(client, "Pay again?")
    expect(shown.locator("summary", has_text="packets 2")).to_be_visible()
    expect(shown.locator("#table-packets tbody tr")).to_have_count(2)
    assert shown.locator("#table-packets").evaluate("element => element.open")


def test_that_the_emulator_has_gone_is_seen(page: Page, fairlead_emulator: Callable[..., Emulator]) -> None:
    emulator = fairlead_emulator("hestia")
    page.goto(emulator.inspector_url)
    expect(page.locator("#live")).to_have_text("live")
    emulator.stop()
    expect(page.locator("#live")).to_have_text("not connected")


def test_one_backend_after_the_other(
    page: Page, handoffrail_emulator: Emulator, client: HandoffRailClient, hestia_emulator: Emulator
) -> None:
    inspector = Inspector([hestia_emulator, handoffrail_emulator])
    try:
        page.goto(inspector.url)
        hand_over(client, "Pay?")
        expect(page.get_by_title("waiting for you")).to_have_text("1")
        page.get_by_role("link", name="handoffrail").click()
        expect(page.locator(".question")).to_be_visible()
        assert page.title() == "handoffrail - fairlead inspector"
    finally:
        inspector.stop()


def test_without_scripts(page: Page, handoffrail_emulator: Emulator, client: HandoffRailClient) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False).new_page()
    client.check_health()
    plain.goto(handoffrail_emulator.inspector_url)
    plain.get_by_role("link", name="GET /health").click()
    expect(plain.get_by_role("heading", name="Answer body")).to_be_visible()
    expect(plain.locator("#live")).to_have_text("not live: reload the page")
    plain.get_by_role("button", name="Freeze").click()
    expect(plain.get_by_role("button", name="Let it run")).to_be_visible()
    assert handoffrail_emulator.clock.frozen
    plain.context.close()
