# Made from tests/hai/_async/test_readme.py by `nox -s regenerate`: edit that one.
"""What the README of the SDK that this facade replaces shows, call by call, with only the import changed."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from pydantic import BaseModel

from fairlead.emulator import Emulator
from fairlead.emulator.hai import Answer, Call, Outcome
from fairlead.hai import (
    AnswerValidationError,
    Client,
    HaiAgentsEnvironment,
    UnprocessableEntityError,
    WebhookVerificationError,
    tool,
    verify_webhook,
)
from fairlead.hai.core import ApiError

AGENT = "h/web-surfer-holo3-1-35b"


def play(backend: Emulator, script: Any) -> None:
    """Let every agent do that."""
    backend.run(backend.backend.play, script)


def test_the_first_run(backend: Emulator, client: Client) -> None:
    result = client.run_session(
        agent=AGENT,
        messages="What are the top 3 stories on Hacker News right now?",
    )
    assert result.status == "idle"
    assert result.answer == "Echo: What are the top 3 stories on Hacker News right now?"
    assert result.id
    assert result.events
    assert result.final_changes is not None


def test_the_key_is_in_the_environment(backend: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAI_API_KEY", backend.options["api_key"])
    with Client(base_url=backend.options["base_url"]) as client:
        assert (client.run_session(agent=AGENT, messages="hello")).answer == "Echo: hello"


def test_a_session_is_started_and_steered(serving: Any) -> None:
    _, client = serving(step_seconds=0.2)
    session = client.start_session(
        agent=AGENT,
        messages="Find the top story on Hacker News",
    )
    assert session.id
    assert (session.status()).steps >= 0  # cheap snapshot: state, step count, token usage
    session.changes(from_index=0)  # new events and the final answer
    assert str((session.get()).id) == session.id  # the full resource
    session.send_message({"type": "user_message", "message": "Only consider the last 24 hours"})
    session.pause()
    session.resume()
    session.force_answer()
    result = session.wait_for_completion()
    assert result.status == "idle"
    assert isinstance(result.answer, str)
    session.cancel()
    assert (session.status()).status == "interrupted"


def test_a_session_takes_several_turns(backend: Emulator, client: Client) -> None:
    session = client.start_session(
        agent=AGENT,
        idle_timeout_s=600,
        messages="Find the top story on Hacker News",
    )
    first = session.wait_for_completion()
    session.send_message({"type": "user_message", "message": "Now summarize its comments"})
    second = session.wait_for_completion()
    assert first.answer == "Echo: Find the top story on Hacker News"
    assert second.answer == "Echo: Now summarize its comments"


class Job(BaseModel):
    title: str
    company: str


class Jobs(BaseModel):
    jobs: list[Job]


def test_an_answer_schema(backend: Emulator, client: Client) -> None:
    play(backend, [Answer({"jobs": [{"title": "ML engineer", "company": "H"}] * 3})])
    result = client.run_session(
        agent=AGENT,
        messages="Find 3 open ML engineering roles in Paris.",
        answer_schema=Jobs,
    )
    assert [(job.title, job.company) for job in result.answer.jobs] == [("ML engineer", "H")] * 3
    start = json.loads(backend.requests[0].body)
    assert start["overrides"]["agent.answer_format"] == Jobs.model_json_schema()
    assert result.final_changes is not None
    assert result.final_changes.answer["jobs"][0] == {"title": "ML engineer", "company": "H"}


def get_weather(city: str) -> str:
    """Get the current weather for a city."""
    return f"Sunny in {city}"


@tool(name="lookup_order", description="Look up an order by its id.")
def lookup(order_id: str) -> dict[str, str]:
    return {"id": order_id, "status": "shipped"}


def test_tools(backend: Emulator, client: Client) -> None:
    def script(turn: Any) -> Any:
        weather: Outcome = yield Call("get_weather", {"city": "Paris"})
        order: Outcome = yield Call("lookup_order", {"order_id": "7"})
        return f"{weather.result}; order 7 is {order.result['status']}"

    play(backend, script)
    result = client.run_session(
        agent=AGENT,
        messages="What should I wear in Paris today?",
        tools=[get_weather, lookup],
    )
    assert result.answer == "Sunny in Paris; order 7 is shipped"


def test_overrides(backend: Emulator, client: Client) -> None:
    profile, vault = "7c6f8d0e-4a53-4a53-9a55-0d6a1c7b2e10", "9b2f8d0e-4a53-4a53-9a55-0d6a1c7b2e11"
    result = client.run_session(
        agent=AGENT,
        messages="Open my dashboard and report any new alerts",
        overrides={
            "agent.environments[kind=web].browser_profile_id": profile,
            "agent.environments[kind=web].vault_id": vault,
        },
    )
    request = (client.session(result.id).get()).request
    assert not isinstance(request.agent, str)
    (browser,) = [each for each in request.agent.environments if getattr(each, "kind", "") == "web"]
    assert getattr(browser, "browser_profile_id", None) == profile
    assert getattr(browser, "vault_id", None) == vault


def test_listing_and_sharing(backend: Emulator, client: Client) -> None:
    session = client.start_session(agent=AGENT, messages="hello")
    page = client.sessions.list_sessions(size=10)
    assert [summary.id for summary in page.items] == [session.id]
    assert page.items[0].status
    link = client.sessions.share_session(session.id)
    assert session.id in link.share_url


def test_regions_and_urls() -> None:
    with Client(environment=HaiAgentsEnvironment.US, api_key="hk-x") as client:
        assert client.base_url == "https://agp.hcompany.ai"
    with Client(base_url="https://agp.hcompany.ai", api_key="hk-x") as client:
        assert client.base_url == "https://agp.hcompany.ai"
    with Client(api_key="hk-x") as client:
        assert client.base_url == "https://agp.eu.hcompany.ai"


def test_errors(backend: Emulator, client: Client) -> None:
    with pytest.raises(ApiError) as missing:
        client.sessions.get_session("00000000-0000-4000-8000-000000000000")
    assert missing.value.status_code == 404
    assert missing.value.body["detail"]
    with pytest.raises(UnprocessableEntityError) as invalid:
        client.run_session(agent=AGENT, messages="hello", max_steps=0)
    assert invalid.value.status_code == 422
    play(backend, [Answer({"jobs": "none"})])
    with pytest.raises(AnswerValidationError) as wrong:
        client.run_session(agent=AGENT, messages="hello", answer_schema=Jobs)
    assert wrong.value.raw == {"jobs": "none"}


def test_webhooks() -> None:
    secret, timestamp = "whsec_" + "s" * 43, str(int(time.time()))
    data = {"session_id": "1", "status": "completed", "previous_status": "running"}
    event = {"type": "session.status_updated", "id": "evt_1", "created_at": "2026-01-01T00:00:00.000Z"}
    body = json.dumps({**event, "data": data}).encode()
    signature = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    verified = verify_webhook(body, f"sha256={signature}", timestamp, secret)
    assert (verified.type, verified.data["status"]) == ("session.status_updated", "completed")
    with pytest.raises(WebhookVerificationError):
        verify_webhook(body + b" ", f"sha256={signature}", timestamp, secret)
